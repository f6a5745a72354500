"""What an event buys from one vendor: contract, invoice and payment (M3, M5, W1.1).

The fields are named as those of an ad, an article and a print job, so that one rule reads all four.
"""

from datetime import date

from forecourt.kinds.fields import Day, Line, ListOf, Money, Ref, may, need
from forecourt.model.record import Group
from forecourt.words.text import N_


class InvoiceLine(Group, frozen=True, kw_only=True):
    """One line of an invoice, as printed."""

    item: str = need(Line(), N_("Item"))
    amount: int = need(Money(), N_("Amount"), unit=N_("yuan"))


class Purchase(Group, frozen=True, kw_only=True):
    """One purchase; all amounts in fen. An invoice over several purchases stands in each with its share."""

    what: str = need(Line(), N_("What is bought"))
    outlet: str | None = may(Ref(("outlet",)), N_("Vendor"))
    contract_no: str | None = may(Line(), N_("Contract no."))
    contract_signed_on: date | None = may(Day(), N_("Contract signed on"))
    contract_cost: int | None = may(Money(), N_("Contract amount"), unit=N_("yuan"))
    invoice_no: str | None = may(Line(), N_("Invoice no."))
    invoice_cost: int | None = may(Money(), N_("Invoice amount"), unit=N_("yuan"))
    invoice_on: date | None = may(Day(), N_("Invoice of"))
    invoice_buyer: str | None = may(Line(), N_("Buyer on the invoice"))
    invoice_lines: tuple[InvoiceLine, ...] = may(ListOf(InvoiceLine), N_("Invoice lines"))
    paid_on: date | None = may(Day(), N_("Paid on"))
    paid_cost: int | None = may(Money(), N_("Amount paid"), unit=N_("yuan"))
