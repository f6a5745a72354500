"""Rules about the money of one ad: prices, the papers beside amounts, numbers used twice (W1.1)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, TypeVar

from forecourt.kinds.ad import Ad
from forecourt.kinds.claim import Claim
from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.programme import Programme
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import format_yuan, share_of
from forecourt.model.unread import is_read, readable
from forecourt.model.vocabulary import ROLES
from forecourt.money.claims import holds_in
from forecourt.rules.near import listed
from forecourt.rules.sight import Sight, number_key
from forecourt.words.text import N_, Text, text

LIST_PRICE_DISCOUNT: Final = 10
ODD_DISCOUNT: Final = Decimal("0.5")
Invoiced = TypeVar("Invoiced", Ad, Ad | PrintJob)
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
            hint=text(N_("25 % of the list price is written 2.5")),
        )


@code("MO06")
def amount_without_paper(ad: Ad | PrintJob, sight: Sight) -> Iterator[Problem]:
    """A contract or invoice amount stands without its number, or a payment without its day.

    Written contracts are the law (Advertising Law art. 30), and an amount that no paper proves is not paid
    back.
    """
    for amount, (paper, label) in PAPERS.items():
        if getattr(ad, amount) is not None and getattr(ad, paper) is None:
            yield Problem(
                code="MO06",
                field=amount,
                message=text(
                    N_('The amount stands here, but "{label}" ({key}) is missing'),
                    label=Text(label),
                    key=paper,
                ),
                hint=text(N_("Add a line: {key}: …"), key=paper),
            )


@code("MO07", Severity.WARNING)
def invoice_used_twice(record: Ad | PrintJob | Claim, sight: Sight) -> Iterator[Problem]:
    """Two ads or print jobs name the same invoice number, or two claims claim it.

    Claiming one invoice twice costs both claims (pitfall 6). When one invoice really covers two ads, write
    in both what share it is. A claim names every ad of which another line, here or in another claim that
    still stands, has the same invoice.
    """
    if isinstance(record, Claim):
        yield from _claimed_twice(record, sight)
        return
    others = listed(other.id for other in _others(record, sight.invoices, record.invoice_no))
    if others:
        yield Problem(
            code="MO07",
            field="invoice_no",
            message=text(
                N_("Invoice no. {number} stands in {others} too"), number=record.invoice_no, others=others
            ),
            hint=text(N_("Look at the papers and correct the number that is wrong")),
        )


def _claimed_twice(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """An invoice of this claim that another ad on a standing claim has too."""
    if not holds_in(sight.state(claim)):
        return
    for place, line in readable(claim.lines, "record"):
        ad = sight.find(Ad, line.record)
        if ad is None:
            continue
        twice = [other for other in _others(ad, sight.invoices, ad.invoice_no) if is_read(other.id)]
        others = listed(
            f"{other.id} ({one.id})"
            for other in twice
            for one, _ in sight.claimed.get(other.id.casefold(), ())
        )
        if others:
            yield Problem(
                code="MO07",
                field=f"lines.{place}.record",
                message=text(
                    N_("Invoice no. {number} of {ad} is claimed with {others} too"),
                    number=ad.invoice_no,
                    ad=ad.id,
                    others=others,
                ),
                hint=text(
                    N_("Claim an invoice once; look at the papers and take out the line that is wrong")
                ),
            )


@code("MO08", Severity.WARNING)
def contract_of_another_outlet(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """Two ads in different outlets name the same contract number.

    One yearly contract may cover many ads of one outlet, but not those of another.
    """
    others = listed(
        other.id
        for other in _others(ad, sight.contracts, ad.contract_no)
        if is_read(other.outlet) and other.outlet.casefold() != ad.outlet.casefold()
    )
    if others:
        yield Problem(
            code="MO08",
            field="contract_no",
            message=text(
                N_("Contract no. {number} belongs to another outlet in {others}"),
                number=ad.contract_no,
                others=others,
            ),
            hint=text(N_("Look at the papers and correct the number that is wrong")),
        )


@code("MO12", Severity.WARNING)
def signature_missing(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """A contract above a limit of the programme lacks the signature that the programme wants.

    Large contracts need a higher signature, given with the market price and how the price was obtained
    (M3).
    """
    plans = sight.months.get(ad.month, [])
    programme = sight.find(Programme, plans[0].programme) if plans else None
    if ad.contract_cost is None or programme is None:
        return
    given = {approval.role for approval in ad.approvals}
    for _, limit in readable(programme.limits, "above", "role"):
        if ad.contract_cost > limit.above and limit.role not in given:
            yield Problem(
                code="MO12",
                field="contract_cost",
                message=text(
                    N_('A contract above {limit} yuan needs the signature of "{role}"'),
                    limit=format_yuan(limit.above),
                    role=Text(ROLES.terms[limit.role]),
                ),
                hint=text(N_('Add the approval below "approvals"')),
            )


def _percent(discount: Decimal) -> dict[str, str]:
    return {"discount": str(discount), "percent": f"{(discount * LIST_PRICE_DISCOUNT).normalize():f}"}


def _others(
    record: Invoiced, index: Mapping[object, list[Invoiced]], number: str | None
) -> Iterator[Invoiced]:
    return (other for other in index.get(number_key(number), ()) if other is not record)
