"""What was paid without an invoice on record: the gap between two rungs of the ladder (M2, M3; pitfall 6)."""

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from forecourt.model.months import Month
from forecourt.money.ledger_costs import INVOICE, PAYMENT
from forecourt.money.ledger_entry import Entry


class Unbilled(Struct, frozen=True, kw_only=True):
    """A record of which more was paid than its invoices say; amounts in fen."""

    record: str
    month: Month
    paid: int
    invoiced: int

    @property
    def gap(self) -> int:
        """Fen paid for which no invoice is written down."""
        return self.paid - self.invoiced


def unbilled(entries: Iterable[Entry]) -> tuple[Unbilled, ...]:
    """Every such record of the ledger's entries, newest month first, then by id."""
    sums: dict[tuple[str, Month], dict[str, int]] = defaultdict(lambda: {INVOICE: 0, PAYMENT: 0})
    for entry in entries:
        if entry.type in (INVOICE, PAYMENT):
            sums[entry.record, entry.month][entry.type] += entry.amount
    found = (
        Unbilled(record=record, month=month, paid=by_type[PAYMENT], invoiced=by_type[INVOICE])
        for (record, month), by_type in sorted(sums.items())
    )
    return tuple(sorted((one for one in found if one.gap > 0), key=lambda one: one.month, reverse=True))
