"""Rules that hold contract, proof, invoice and payment against each other (W1.1; pitfalls 6, 11)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.common import Common
from forecourt.kinds.event import Event
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.press import Press
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import WIDE_DIGITS, format_yuan
from forecourt.model.unread import readable
from forecourt.model.vocabulary import OF_ONE_RUN
from forecourt.money.claims import PAID
from forecourt.money.purchases import Bought, Buyer, purchases_of
from forecourt.rules.channel_proofs import awaited
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

# Days after the run within which a vendor is paid when the outlet's payment terms name no number.
USUAL_DAYS: Final = 30
_DAYS: Final = re.compile(r"([0-9]{1,3})\s*个?\s*(?:工作)?(?:日|天|days?)")
_EARLY: Final[Mapping[type[Common], str]] = MappingProxyType(
    {
        Ad: N_("Paid on {paid}, before it ran on {ran}"),
        Press: N_("Paid on {paid}, before it ran on {ran}"),
        Event: N_("Paid on {paid}, before the event began on {ran}"),
    }
)
_PROOF_FIRST: Final[Mapping[type[Common], str]] = MappingProxyType(
    {
        Ad: N_("Ask the outlet for the proof before the claim; pay only against proof"),
        Press: N_("Ask the outlet for the proof before the claim; pay only against proof"),
        Event: N_("See to the photos before the claim; pay vendors once the event was held"),
    }
)
# Terms that agree on money before the run.
_IN_ADVANCE: Final = ("预付", "先付", "款到", "预存", "充值", "advance", "prepa")


@code("LD07", Severity.WARNING)
def paid_before_proof(record: Ad | Press | Event, sight: Sight) -> Iterator[Problem]:
    """It was paid before it had run or begun, or before anything proved that it had.

    Contract, proof and invoice are compared before a payment (pitfall 11): who is paid already mends nothing
    any more. Outlets whose payment terms say that money comes first (预付, 先付, 款到, 充值) are left out.
    """
    for prefix, one in purchases_of(record, "paid_on"):
        if one.paid_on is None or _is_cancelled(record, sight) or _is_in_advance(one, sight):
            continue
        problem = _too_early(record, one.paid_on, sight)
        if problem is not None:
            yield Problem(
                code="LD07", field=f"{prefix}paid_on", message=problem, hint=text(_PROOF_FIRST[type(record)])
            )


def _too_early(record: Ad | Press | Event, paid: date, sight: Sight) -> Text | None:
    """What is wrong with a payment on that day; None when nothing is."""
    ran = _first_day(record)
    proofs = [
        item.taken_on
        for _, item in readable(record.evidence, "kind", "taken_on")
        if item.kind in OF_ONE_RUN and item.taken_on is not None
    ]
    if paid < ran:
        return text(_EARLY[type(record)], paid=paid, ran=ran)
    if proofs and min(proofs) > paid:
        return text(N_("Paid on {paid}, before the first proof of {proof}"), paid=paid, proof=min(proofs))
    if not proofs and awaited(record, sight) and not _demands_proofs(record, sight):
        return text(N_("Paid on {paid}, although its proofs have not come in"), paid=paid)
    return None


@code("LD08", Severity.WARNING)
def done_and_unpaid(record: Ad | Press | Event, sight: Sight) -> Iterator[Problem]:
    """It is over, and the vendor has not been paid for longer than agreed.

    The days are the number in the outlet's payment terms, else 30, from the last day of the run. What is not
    paid cannot be claimed either (pitfall 11). What counts as spent, and each purchase of an event, is looked
    at once its invoice is there.
    """
    state = sight.state(record)
    last = _last_day(record)
    if state is None or last is None or state.work == "cancelled":
        return
    if state.money in ("planned", "committed") and not getattr(record, "purchases", ()):
        yield from _unpaid("state", last, _terms(record, sight), sight)
        return
    for prefix, one in purchases_of(record, "outlet", "invoice_cost", "paid_on", "paid_cost"):
        if not isinstance(one, Ad) and one.invoice_cost and one.paid_on is None and one.paid_cost is None:
            yield from _unpaid(f"{prefix}invoice_cost", last, _terms(one, sight), sight)


def _unpaid(field: str, last: date, days: int, sight: Sight) -> Iterator[Problem]:
    if last + timedelta(days=days) < sight.today:
        yield Problem(
            code="LD08",
            field=field,
            message=text(
                N_("It was over on {last} and is not paid, {over} days beyond the {days} agreed"),
                last=last,
                over=(sight.today - last).days - days,
                days=days,
            ),
            hint=text(N_("Compare contract, proof and invoice, and have it paid")),
        )


@code("LD09")
def wrong_buyer(record: Buyer, sight: Sight) -> Iterator[Problem]:
    """The buyer on the invoice is not the dealership's legal name.

    An invoice with a wrong title is sent back with the claim (pitfall 6). Blanks and the width of brackets
    and letters do not matter.
    """
    shop = sight.dealership
    if shop is None:
        return
    for prefix, one in purchases_of(record, "invoice_buyer"):
        if one.invoice_buyer is None or _name(one.invoice_buyer) == _name(shop.legal_name):
            continue
        yield Problem(
            code="LD09",
            field=f"{prefix}invoice_buyer",
            message=text(
                N_('The invoice is made out to "{buyer}", not to "{name}"'),
                buyer=one.invoice_buyer,
                name=shop.legal_name,
            ),
            hint=text(N_("Have the outlet make it out anew, or correct the name")),
        )


@code("LD10")
def lines_do_not_add_up(record: Ad | Event, sight: Sight) -> Iterator[Problem]:
    """The lines of the invoice do not add up to its amount (pitfall 6)."""
    for prefix, one in purchases_of(record, "invoice_cost", "invoice_lines"):
        lines = getattr(one, "invoice_lines", ())
        whole = sum(line.amount for line in lines)
        if one.invoice_cost is None or not lines or whole == one.invoice_cost:
            continue
        yield Problem(
            code="LD10",
            field=f"{prefix}invoice_cost",
            message=text(
                N_("The invoice's lines add up to {sum} yuan, its amount is {amount} yuan"),
                sum=format_yuan(whole),
                amount=format_yuan(one.invoice_cost),
            ),
            hint=text(N_("Look at the invoice and correct the line or the amount")),
        )


@code("LD12")
def more_paid_than_spent(event: Event, sight: Sight) -> Iterator[Problem]:
    """The purchases of an event were paid more than the event has cost by its cost tabs.

    The cost tabs are what is reported and claimed; what vendors were paid is a part of it (W1.4, pitfall 13).
    Held against each other once every row of the tabs has its actual amount.
    """
    rows = [row.actual for row in event.costs]
    known = [actual for actual in rows if actual is not None]
    paid = sum(one.paid_cost or 0 for _, one in purchases_of(event, "paid_cost"))
    if not rows or len(known) < len(rows) or paid <= sum(known):
        return
    yield Problem(
        code="LD12",
        field="costs",
        message=text(
            N_("Vendors were paid {paid} yuan, the cost tabs say {spent} yuan only"),
            paid=format_yuan(paid),
            spent=format_yuan(sum(known)),
        ),
        hint=text(N_("Compare the purchases with the cost tabs and correct the amount that is wrong")),
    )


@code("LD13")
def spent_without_actual(event: Event, sight: Sight) -> Iterator[Problem]:
    """The event counts as spent, and a row of its cost tabs has no actual amount.

    What was planned would be reported and claimed as if it had been paid (W1.4 ⑤, pitfall 13).
    """
    state = sight.state(event)
    if state is None or state.money not in PAID:
        return
    for place, row in readable(event.costs, "item", "actual"):
        if row.actual is None:
            yield Problem(
                code="LD13",
                field=f"costs.{place}.item",
                message=text(
                    N_('The event counts as spent, and "{item}" has no actual amount'), item=row.item
                ),
                hint=text(N_("Write what was really paid as actual; 0 when nothing was")),
            )


@code("LD11", Severity.WARNING)
def invoice_before_contract(record: Buyer, sight: Sight) -> Iterator[Problem]:
    """The invoice is dated before the contract was signed.

    An invoice belongs to a contract that is there already (Advertising Law art. 30; pitfall 6). One dated in
    the future is TM07.
    """
    for prefix, one in purchases_of(record, "invoice_on", "contract_signed_on"):
        if one.invoice_on is None or one.contract_signed_on is None:
            continue
        if one.invoice_on < one.contract_signed_on:
            yield Problem(
                code="LD11",
                field=f"{prefix}invoice_on",
                message=text(
                    N_("The invoice of {invoice} is older than the contract of {contract}"),
                    invoice=one.invoice_on,
                    contract=one.contract_signed_on,
                ),
                hint=text(N_("Correct the day that is wrong")),
            )


def _first_day(record: Ad | Press | Event) -> date:
    """The day on which it ran, came out or began, else was to."""
    if isinstance(record, Event):
        return record.starts_on
    planned = record.flight_start if isinstance(record, Ad) else record.due_on
    return record.published_on or planned


def _last_day(record: Ad | Press | Event) -> date | None:
    """The last day of what has run; None while nothing has, and for an article that costs nothing."""
    if isinstance(record, Event):
        return record.ends_on
    if record.published_on is None or (isinstance(record, Press) and not record.cost):
        return None
    return record.flight_end if isinstance(record, Ad) else record.published_on


def _is_cancelled(record: Common, sight: Sight) -> bool:
    state = sight.state(record)
    return state is None or state.work == "cancelled"


def _demands_proofs(record: Common, sight: Sight) -> bool:
    """Whether the state itself demands the proofs, so that EV11 speaks of them."""
    state = sight.state(record)
    return state is not None and bool(state.channel_proofs)


def _payment_terms(one: Bought | Event, sight: Sight) -> str:
    id = getattr(one, "outlet", None)
    outlet = sight.find(Outlet, id) if id else None
    return "" if outlet is None else (outlet.payment_terms or "").translate(WIDE_DIGITS)


def _is_in_advance(one: Bought, sight: Sight) -> bool:
    terms = _payment_terms(one, sight).casefold()
    return any(word in terms for word in _IN_ADVANCE)


def _terms(one: Bought | Event, sight: Sight) -> int:
    """Days that the outlet agreed to wait for its money."""
    found = _DAYS.search(_payment_terms(one, sight))
    return int(found[1]) if found else USUAL_DAYS


def _name(source: str) -> str:
    """A company's name as people compare it."""
    return "".join(source.translate(WIDE_DIGITS).split()).casefold()
