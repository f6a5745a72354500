"""What is bought from one vendor: the papers contract, invoice and payment (M3, M5, W1.1).

An ad, an article and a print job have these fields themselves, an event a `Purchase` for each vendor. They
are declared once, here, so that one rule reads all four (`money.purchases`); each class says in which order
its blank asks for them. All amounts are integer fen.
"""

from datetime import date
from typing import Final

from forecourt.kinds.fields import Day, Line, ListOf, Money, Ref, may, need
from forecourt.model.record import Group
from forecourt.words.text import N_


class InvoiceLine(Group, frozen=True, kw_only=True):
    """One line of an invoice, as printed."""

    item: str = need(Line(), N_("Item"))
    amount: int = need(Money(), N_("Amount"), unit=N_("yuan"))


CONTRACT_NO: Final = may(Line(), N_("Contract no."))
CONTRACT_SIGNED_ON: Final = may(Day(), N_("Contract signed on"))
CONTRACT_COST: Final = may(Money(), N_("Contract amount"), unit=N_("yuan"))
INVOICE_NO: Final = may(Line(), N_("Invoice no."))
INVOICE_COST: Final = may(Money(), N_("Invoice amount"), unit=N_("yuan"))
INVOICE_ON: Final = may(Day(), N_("Invoice of"))
INVOICE_BUYER: Final = may(Line(), N_("Buyer on the invoice"))
INVOICE_LINES: Final = may(ListOf(InvoiceLine), N_("Invoice lines"))
PAID_ON: Final = may(Day(), N_("Paid on"))
PAID_COST: Final = may(Money(), N_("Amount paid"), unit=N_("yuan"))
# The amounts of the three papers, from the lowest rung of the ladder.
COSTS: Final = ("contract_cost", "invoice_cost", "paid_cost")


class Purchase(Group, frozen=True, kw_only=True):
    """One purchase. An invoice over several purchases stands in each with its share."""

    what: str = need(Line(), N_("What is bought"))
    outlet: str | None = may(Ref(("outlet",)), N_("Vendor"))
    contract_no: str | None = CONTRACT_NO
    contract_signed_on: date | None = CONTRACT_SIGNED_ON
    contract_cost: int | None = CONTRACT_COST
    invoice_no: str | None = INVOICE_NO
    invoice_cost: int | None = INVOICE_COST
    invoice_on: date | None = INVOICE_ON
    invoice_buyer: str | None = INVOICE_BUYER
    invoice_lines: tuple[InvoiceLine, ...] = INVOICE_LINES
    paid_on: date | None = PAID_ON
    paid_cost: int | None = PAID_COST
