"""Rules about the money of one ad: prices, the papers beside amounts, numbers used twice (W1.1)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import product
from types import MappingProxyType
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.claim import Claim
from forecourt.kinds.event import Event
from forecourt.kinds.press import Press
from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.programme import Programme
from forecourt.kinds.purchase import Purchase
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import format_yuan, share_of
from forecourt.model.record import Record
from forecourt.model.unread import is_read, readable
from forecourt.model.vocabulary import ROLES
from forecourt.money.claims import holds_in
from forecourt.money.purchases import Bought, Buyer, purchases_of
from forecourt.rules.near import listed
from forecourt.rules.sight import Sight, number_key
from forecourt.words.text import N_, Text, text

LIST_PRICE_DISCOUNT: Final = 10
ODD_DISCOUNT: Final = Decimal("0.5")
# Amount -> what must stand beside it, with its label.
PAPERS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "contract_cost": ("contract_no", N_("Contract no.")),
        "invoice_cost": ("invoice_no", N_("Invoice no.")),
        "paid_cost": ("paid_on", N_("Paid on")),
    }
)


@code("MO01")
def wrong_net_cost(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The net cost is not list price × discount ÷ 10 × insertions (rounded half up to the fen).

    2.5折 means: pay 25 % of the list price, not 2.5 % off. The plan, the contract and the claim are all held
    against this figure (W1.1). A make-good is free, whatever its list price.
    """
    right = share_of(ad.list_price * ad.insertions, ad.discount / LIST_PRICE_DISCOUNT)
    is_free = ad.make_good_of is not None and ad.net_cost == 0
    if right != ad.net_cost and not is_free:
        yield Problem(
            code="MO01",
            field="net_cost",
            message=text(
                N_(
                    "Net cost is {written} yuan, but {price} × {discount} ÷ 10 × {insertions} is {right} yuan"
                ),
                written=format_yuan(ad.net_cost),
                price=format_yuan(ad.list_price),
                discount=str(ad.discount),
                insertions=ad.insertions,
                right=format_yuan(right),
            ),
            hint=text(N_("Correct the figure that is wrong; 2.5 means: pay 25 % of the list price")),
        )


@code("MO02", Severity.WARNING)
def odd_discount(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The discount is lower than 0.5折, that is, less than 5 % of the list price is paid.

    Most likely 25 % was written as 0.25, or "2.5 % off" was meant (W1.1).
    """
    if ad.discount < ODD_DISCOUNT:
        yield Problem(
            code="MO02",
            field="discount",
            message=text(
                N_("A discount of {discount} means paying {percent} % only"), **_percent(ad.discount)
            ),
            hint=text(
                N_("To pay {percent} % of the list price write {discount}"),
                **_percent(ad.discount * LIST_PRICE_DISCOUNT),
            ),
        )


@code("MO06")
def amount_without_paper(record: Buyer, sight: Sight) -> Iterator[Problem]:
    """A contract or invoice amount stands without its number, or a payment without its day.

    Written contracts are the law (Advertising Law art. 30), and an amount that no paper proves is not paid
    back.
    """
    for amount, (paper, label) in PAPERS.items():
        for prefix, one in purchases_of(record, amount, paper):
            if getattr(one, amount) is not None and getattr(one, paper) is None:
                yield Problem(
                    code="MO06",
                    field=f"{prefix}{amount}",
                    message=text(
                        N_('The amount stands here, but "{label}" ({key}) is missing'),
                        label=Text(label),
                        key=paper,
                    ),
                    hint=text(N_("Add a line: {key}: …"), key=paper),
                )


@code("MO07", Severity.WARNING)
def invoice_used_twice(record: Buyer | Claim, sight: Sight) -> Iterator[Problem]:
    """Two ads, articles, events or print jobs name the same invoice number, or two claims claim it.

    Claiming one invoice twice costs both claims (pitfall 6). When one invoice really covers two of them,
    write in both what share it is; purchases of one event from the same named vendor may share theirs. A
    claim names every record of which another line, here or in another claim that still stands, has the same
    invoice.
    """
    if isinstance(record, Claim):
        yield from _claimed_twice(record, sight)
        return
    for prefix, one in purchases_of(record, "invoice_no"):
        known = [other.id for other in _others(record, one.invoice_no, sight) if is_read(other.id)]
        others = listed([*known, *_same_event(record, one)])
        if others:
            yield Problem(
                code="MO07",
                field=f"{prefix}invoice_no",
                message=text(
                    N_("Invoice no. {number} stands in {others} too"), number=one.invoice_no, others=others
                ),
                hint=text(N_("Look at the papers and correct the number that is wrong")),
            )


def _claimed_twice(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """An invoice of this claim that another record on a standing claim has too."""
    if not holds_in(sight.state(claim)):
        return
    for place, line in readable(claim.lines, "record"):
        record = sight.get(line.record)
        found = () if record is None else purchases_of(record, "invoice_no")
        for number in dict.fromkeys(one.invoice_no for _, one in found):
            others = listed(
                f"{other.id} ({one.id})"
                for other in _others(record, number, sight)
                if is_read(other.id)
                for one, _ in sight.claimed.get(other.id.casefold(), ())
            )
            if not others:
                continue
            yield Problem(
                code="MO07",
                field=f"lines.{place}.record",
                message=text(
                    N_("Invoice no. {number} of {ad} is claimed with {others} too"),
                    number=number,
                    ad=line.record,
                    others=others,
                ),
                hint=text(
                    N_("Claim an invoice once; look at the papers and take out the line that is wrong")
                ),
            )


@code("MO08", Severity.WARNING)
def contract_of_another_outlet(record: Ad | Press | Event, sight: Sight) -> Iterator[Problem]:
    """Ads, articles or purchases of events name the same contract number for different outlets.

    One yearly contract may cover many ads of one outlet, but not those of another.
    """
    for prefix, one in purchases_of(record, "contract_no", "outlet"):
        outlet = _outlet(one)
        same = sight.once(_contracts).get(number_key(one.contract_no), ())
        others = listed(dict.fromkeys(id for id, other in same if other != outlet)) if outlet else ""
        if others:
            yield Problem(
                code="MO08",
                field=f"{prefix}contract_no",
                message=text(
                    N_("Contract no. {number} belongs to another outlet in {others}"),
                    number=one.contract_no,
                    others=others,
                ),
                hint=text(N_("Look at the papers and correct the number that is wrong")),
            )


@code("MO12", Severity.WARNING)
def signature_missing(record: Ad | Press | Event, sight: Sight) -> Iterator[Problem]:
    """A contract above a limit of the programme lacks the signature that the programme wants.

    Large contracts need a higher signature, given with the market price and how the price was obtained
    (M3).
    """
    plans = sight.months.get(record.month, [])
    programme = sight.find(Programme, plans[0].programme) if plans else None
    if programme is None:
        return
    given = {approval.role for approval in record.approvals}
    limits = [one for _, one in readable(programme.limits, "above", "role") if one.role not in given]
    for (prefix, one), limit in product(purchases_of(record, "contract_cost"), limits):
        if one.contract_cost is not None and one.contract_cost > limit.above:
            yield Problem(
                code="MO12",
                field=f"{prefix}contract_cost",
                message=text(
                    N_('A contract above {limit} yuan needs the signature of "{role}"'),
                    limit=format_yuan(limit.above),
                    role=Text(ROLES.terms[limit.role]),
                ),
                hint=text(N_('Add the approval below "approvals"')),
            )


def _percent(discount: Decimal) -> dict[str, str]:
    shown = {"discount": discount, "percent": discount * LIST_PRICE_DISCOUNT}
    return {key: f"{number.normalize():f}" for key, number in shown.items()}


def _same_event(record: Record, one: Bought) -> Iterator[str]:
    """Other purchases of the same event, from another vendor or from nobody named, with the same number."""
    for _, other in purchases_of(record, "what", "invoice_no", "outlet"):
        if other is one or not isinstance(other, Purchase):
            continue
        is_same = number_key(other.invoice_no) == number_key(one.invoice_no) != ""
        if is_same and not (_outlet(one) and _outlet(one) == _outlet(other)):
            yield other.what


def _others(record: object, number: str | None, sight: Sight) -> Iterator[Buyer]:
    """The other records that name the invoice."""
    same = sight.once(_invoices).get(number_key(number), ())
    return (other for other in same if other is not record)


def _invoices(sight: Sight) -> Mapping[str, Iterable[Buyer]]:
    """Invoice number -> the records that name it, each once; nothing for no number."""
    found: dict[str, dict[int, Buyer]] = defaultdict(dict)
    for record in _buyers(sight):
        for _, one in purchases_of(record, "invoice_no"):
            if key := number_key(one.invoice_no):
                found[key][id(record)] = record
    return {key: tuple(same.values()) for key, same in found.items()}


def _contracts(sight: Sight) -> Mapping[str, list[tuple[str, str]]]:
    """Contract number -> ids of records, each with the outlet (case folded) that it is with there."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for record in _buyers(sight):
        for _, one in purchases_of(record, "contract_no", "outlet"):
            key, outlet = number_key(one.contract_no), _outlet(one)
            if key and outlet and is_read(record.id):
                found[key].append((record.id, outlet))
    return found


def _buyers(sight: Sight) -> Iterator[Buyer]:
    yield from sight.of(Ad)
    yield from sight.of(Press)
    yield from sight.of(Event)
    yield from sight.of(PrintJob)


def _outlet(one: Bought) -> str:
    """Id of the outlet (case folded) that it was bought from; "" when none is named."""
    return (getattr(one, "outlet", None) or "").casefold()
