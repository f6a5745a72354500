"""Rules that hold contract, proof, invoice and payment against each other (W1.1; pitfalls 6, 11)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.event import Event
from forecourt.kinds.outlet import Outlet
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import WIDE_DIGITS, format_yuan
from forecourt.model.unread import readable
from forecourt.model.vocabulary import OF_ONE_RUN
from forecourt.rules.channel_proofs import awaited
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text

# Days after the run within which a vendor is paid when the outlet's payment terms name no number.
USUAL_DAYS: Final = 30
_DAYS: Final = re.compile(r"([0-9]{1,3})\s*个?\s*(?:工作)?(?:日|天|days?)")
# Terms that agree on money before the run.
_IN_ADVANCE: Final = ("预付", "先付", "款到", "预存", "充值", "advance", "prepa")


@code("LD07", Severity.WARNING)
def paid_before_proof(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The ad was paid before it had run, or before anything proved that it had.

    Contract, proof and invoice are compared before a payment (pitfall 11): who is paid already mends nothing
    any more. Outlets whose payment terms say that money comes first (预付, 先付, 款到, 充值) are left out.
    """
    if ad.paid_on is None or _is_cancelled(ad, sight) or _is_in_advance(ad, sight):
        return
    ran = ad.published_on or ad.flight_start
    proofs = [
        item.taken_on
        for _, item in readable(ad.evidence, "kind", "taken_on")
        if item.kind in OF_ONE_RUN and item.taken_on is not None
    ]
    if ad.paid_on < ran:
        problem = text(N_("Paid on {paid}, before it ran on {ran}"), paid=ad.paid_on, ran=ran)
    elif proofs and min(proofs) > ad.paid_on:
        problem = text(
            N_("Paid on {paid}, before the first proof of {proof}"), paid=ad.paid_on, proof=min(proofs)
        )
    elif not proofs and awaited(ad, sight) and not _demands_proofs(ad, sight):
        problem = text(N_("Paid on {paid}, although its proofs have not come in"), paid=ad.paid_on)
    else:
        return
    hint = text(N_("Ask the outlet for the proof before the claim; pay only against proof"))
    yield Problem(code="LD07", field="paid_on", message=problem, hint=hint)


@code("LD08", Severity.WARNING)
def done_and_unpaid(record: Ad | Event, sight: Sight) -> Iterator[Problem]:
    """The ad or event is over, and the vendor has not been paid for longer than agreed.

    The days are the number in the outlet's payment terms, else 30, from the last day of the run. What is not
    paid cannot be claimed either (pitfall 11).
    """
    state = sight.state(record)
    if state is None or state.money not in ("planned", "committed") or state.work == "cancelled":
        return
    last = record.flight_end if isinstance(record, Ad) else record.ends_on
    days = _terms(record, sight)
    ran = isinstance(record, Event) or record.published_on is not None
    if ran and last + timedelta(days=days) < sight.today:
        yield Problem(
            code="LD08",
            field="state",
            message=text(
                N_("It was over on {last} and is not paid, {over} days beyond the {days} agreed"),
                last=last,
                over=(sight.today - last).days - days,
                days=days,
            ),
            hint=text(N_("Compare contract, proof and invoice, and have it paid")),
        )


@code("LD09")
def wrong_buyer(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The buyer on the invoice is not the dealership's legal name.

    An invoice with a wrong title is sent back with the claim (pitfall 6). Blanks and the width of brackets
    and letters do not matter.
    """
    shop = sight.dealership
    if shop is None or ad.invoice_buyer is None or _name(ad.invoice_buyer) == _name(shop.legal_name):
        return
    yield Problem(
        code="LD09",
        field="invoice_buyer",
        message=text(
            N_('The invoice is made out to "{buyer}", not to "{name}"'),
            buyer=ad.invoice_buyer,
            name=shop.legal_name,
        ),
        hint=text(N_("Have the outlet make it out anew, or correct the name")),
    )


@code("LD10")
def lines_do_not_add_up(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The lines of the invoice do not add up to its amount (pitfall 6)."""
    if ad.invoice_cost is None or not ad.invoice_lines:
        return
    whole = sum(line.amount for line in ad.invoice_lines)
    if whole != ad.invoice_cost:
        yield Problem(
            code="LD10",
            field="invoice_cost",
            message=text(
                N_("The invoice's lines add up to {sum} yuan, its amount is {amount} yuan"),
                sum=format_yuan(whole),
                amount=format_yuan(ad.invoice_cost),
            ),
            hint=text(N_("Look at the invoice and correct the line or the amount")),
        )


@code("LD11", Severity.WARNING)
def invoice_before_contract(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The invoice is dated before the contract was signed.

    An invoice belongs to a contract that is there already (Advertising Law art. 30; pitfall 6). One dated in
    the future is TM07.
    """
    if ad.invoice_on is None or ad.contract_signed_on is None or ad.invoice_on >= ad.contract_signed_on:
        return
    yield Problem(
        code="LD11",
        field="invoice_on",
        message=text(
            N_("The invoice of {invoice} is older than the contract of {contract}"),
            invoice=ad.invoice_on,
            contract=ad.contract_signed_on,
        ),
        hint=text(N_("Correct the day that is wrong")),
    )


def _is_cancelled(ad: Ad, sight: Sight) -> bool:
    state = sight.state(ad)
    return state is None or state.work == "cancelled"


def _demands_proofs(ad: Ad, sight: Sight) -> bool:
    """Whether the state itself demands the proofs, so that EV11 speaks of them."""
    state = sight.state(ad)
    return state is not None and bool(state.channel_proofs)


def _payment_terms(record: Ad | Event, sight: Sight) -> str:
    outlet = sight.find(Outlet, record.outlet) if isinstance(record, Ad) else None
    return "" if outlet is None else (outlet.payment_terms or "").translate(WIDE_DIGITS)


def _is_in_advance(ad: Ad, sight: Sight) -> bool:
    terms = _payment_terms(ad, sight).casefold()
    return any(word in terms for word in _IN_ADVANCE)


def _terms(record: Ad | Event, sight: Sight) -> int:
    """Days that the outlet agreed to wait for its money."""
    found = _DAYS.search(_payment_terms(record, sight))
    return int(found[1]) if found else USUAL_DAYS


def _name(source: str) -> str:
    """A company's name as people compare it."""
    return "".join(source.translate(WIDE_DIGITS).split()).casefold()
