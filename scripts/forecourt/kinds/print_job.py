"""A print job (制作单): material that any department orders, from request to stock (A13, W1.2, W2.1)."""

from datetime import date
from decimal import Decimal
from typing import Final

from forecourt.kinds import purchase
from forecourt.kinds.common import ACTIVITY_MONTH, CENTIMETRES, PERCENT, Common, Cost, Kind, PublicText
from forecourt.kinds.fields import (
    Choice,
    Count,
    Day,
    Line,
    ListOf,
    Money,
    Number,
    Prose,
    Ref,
    may,
    need,
)
from forecourt.kinds.offer import OFFERS, PORTRAITS, Offer
from forecourt.model.money import share_of
from forecourt.model.months import Month
from forecourt.model.record import Group
from forecourt.model.vocabulary import COLOURS, DEPARTMENTS, PRINT_TYPES, PROOF_ROUNDS, PROOF_VERDICTS
from forecourt.words.text import N_

# A leaflet costs a fraction of a fen more or less: printers quote up to four decimals.
UNIT_PRICE: Final = Number(N_("price of one in yuan"), Decimal(0), Decimal(1_000_000), "0.385")
OWN_DEPARTMENT: Final = "marketing"


class Specification(Group, frozen=True, kw_only=True):
    """What is to be made, as the printer must know it (domain 2.11)."""

    width: Decimal | None = may(CENTIMETRES, N_("Finished width"), unit="cm")
    height: Decimal | None = may(CENTIMETRES, N_("Finished height"), unit="cm")
    paper: str | None = may(Line(), N_("Paper or material"))
    gsm: int | None = may(Count(), N_("Weight of the paper"), unit=N_("g/m²"))
    pages: int | None = may(Count(), N_("Pages"))
    colours: str | None = may(Choice(COLOURS), N_("Colour"))
    finishing: str | None = may(Line(), N_("Finishing"))
    binding: str | None = may(Line(), N_("Binding"))


class Quote(Group, frozen=True, kw_only=True):
    """One maker's offer for the whole job, design and tooling fee included."""

    vendor: str = need(Ref(("outlet",)), N_("Maker"))
    amount: int = need(Money(), N_("Price of the whole job"), unit=N_("yuan"))
    quoted_on: date = need(Day(), N_("Quoted on"))
    note: str | None = may(Line(), N_("Note"))


class ProofRound(Group, frozen=True, kw_only=True):
    """One round of 样图, 打样 or 改样: what was shown, who looked at it, and what was said."""

    round: str = need(Choice(PROOF_ROUNDS), N_("Proof round"))
    at: date = need(Day(), N_("Shown on"))
    file: str | None = may(Line(), N_("File"), N_("Path from the record's own folder, as under evidence"))
    verdict: str = need(Choice(PROOF_VERDICTS), N_("Verdict"))
    signer: str = need(Line(), N_("Signed by"), N_("Who ordered it and answers for its content"))
    remark: str | None = may(Line(), N_("What is to be changed"))


class PrintJob(Common, frozen=True, kw_only=True):
    """One job. Requested and confirmed by the department that needs it, made by marketing."""

    month: Month = ACTIVITY_MONTH
    department: str = need(Choice(DEPARTMENTS), N_("Ordered by (department)"))
    requester: str = need(Line(), N_("Requested by"), N_("Who ordered it and confirms the design"))
    type: str = need(Choice(PRINT_TYPES), N_("Kind of material"))
    purpose: str = need(Line(), N_("Where it is used"))
    quantity: int = need(Count(least=1), N_("Quantity"))
    needed_by: date = need(Day(), N_("Needed by"))
    budget: int = need(Money(), N_("Budget"), unit=N_("yuan"))
    specification: Specification | None = may(Specification, N_("Specification"))
    made_for: str | None = may(Ref(("event", "ad", "directive", "stock")), N_("Made for"))
    text_source: str | None = may(
        Line(),
        N_("Where the text comes from"),
        N_("Who wrote it, or which article or directive it is taken from"),
    )
    print_text: str | None = may(Prose(), N_("Text that is printed"))
    portraits: bool | None = PORTRAITS
    offers: tuple[Offer, ...] = OFFERS
    quotes: tuple[Quote, ...] = may(ListOf(Quote), N_("Quotes"))
    vendor: str | None = may(Ref(("outlet",)), N_("Maker"))
    unit_price: Decimal | None = may(UNIT_PRICE, N_("Price of one"), unit=N_("yuan"))
    design_fee: int | None = may(Money(), N_("Design and tooling fee"), unit=N_("yuan"))
    proofs: tuple[ProofRound, ...] = may(ListOf(ProofRound), N_("Proof rounds"), N_("Only ever added to"))
    sealed_on: date | None = may(Day(), N_("Sample sealed on"))
    sealed_sample: str | None = may(
        Line(),
        N_("Sealed sample is kept"),
        N_("Where the signed sample lies that the delivery is held against"),
    )
    contract_no: str | None = purchase.CONTRACT_NO
    contract_signed_on: date | None = purchase.CONTRACT_SIGNED_ON
    contract_cost: int | None = purchase.CONTRACT_COST
    tolerance: Decimal | None = may(
        PERCENT, N_("Tolerance agreed"), N_("How much more or less may be delivered"), unit="%"
    )
    delivered_on: date | None = may(Day(), N_("Delivered on"))
    delivered: int | None = may(Count(), N_("Delivered"))
    rejected: int | None = may(Count(), N_("Of it rejected"))
    inspected_on: date | None = may(Day(), N_("Inspected on"))
    inspected_by: str | None = may(Line(), N_("Inspected by"))
    inspection: str | None = may(Line(), N_("What the inspection found"))
    invoice_no: str | None = purchase.INVOICE_NO
    invoice_on: date | None = purchase.INVOICE_ON
    invoice_cost: int | None = purchase.INVOICE_COST
    invoice_buyer: str | None = purchase.INVOICE_BUYER
    paid_on: date | None = purchase.PAID_ON
    paid_cost: int | None = purchase.PAID_COST
    reason: str | None = may(Line(), N_("Reason"), N_("Why it was returned, rejected or cancelled"))

    @property
    def accepted(self) -> int:
        """Pieces that passed the inspection; 0 before the delivery."""
        return max((self.delivered or 0) - (self.rejected or 0), 0)

    @property
    def due(self) -> int | None:
        """Fen due for what was delivered, rounded half up: price × good pieces, up to what was ordered and
        the tolerance, + fee; None while price or delivery are unknown (domain 2.11: settle on actual).
        """
        if self.unit_price is None or self.delivered is None:
            return None
        most = int(self.quantity * (100 + (self.tolerance or Decimal(0))) / 100)
        return share_of(min(self.accepted, most) * 100, self.unit_price) + (self.design_fee or 0)

    @property
    def agreed(self) -> int:
        """Fen as agreed: the contract, the maker's quote, or the budget while nothing else is known."""
        if self.contract_cost is not None:
            return self.contract_cost
        own = [quote.amount for quote in self.quotes if quote.vendor == self.vendor]
        return own[-1] if own else self.budget

    @property
    def charged(self) -> int:
        """Fen that the job really costs: paid, else invoiced, else as agreed."""
        known = (amount for amount in (self.paid_cost, self.invoice_cost) if amount is not None)
        return next(known, self.agreed)

    @property
    def charged_field(self) -> str:
        """The field that says what the job really costs."""
        for field in ("paid_cost", "invoice_cost"):
            if getattr(self, field) is not None:
                return field
        return self.agreed_field

    @property
    def agreed_field(self) -> str:
        """The field that says what was agreed."""
        if self.contract_cost is not None:
            return "contract_cost"
        quoted = [place for place, quote in enumerate(self.quotes) if quote.vendor == self.vendor]
        return f"quotes.{quoted[-1]}.amount" if quoted else "budget"


def cost(job: PrintJob) -> Cost:
    """What the job takes of the marketing budget: nothing when another department ordered it and pays for
    it through the monthly settlement.
    """
    if job.department != OWN_DEPARTMENT:
        return Cost(planned=0, committed=0, spent=0)
    return Cost(planned=job.budget, committed=job.agreed, spent=job.charged)


def channel(job: PrintJob) -> str:
    """Marketing's own jobs use the budget of print and give-aways; the others use none, nor are claimed."""
    return "print" if job.department == OWN_DEPARTMENT else ""


KIND = Kind(
    name="print_job",
    prefix="MAT",
    label=N_("Print job"),
    record=PrintJob,
    folder="content/print-jobs",
    duties=("A13", "W1.2", "W2.1"),
    cost=cost,
    channel=channel,
    public=PublicText(attributes=("title", "print_text"), has_body=False),
)
