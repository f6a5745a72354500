"""Where the manufacturer's funds stand on a day: balances, last days, and what claims took too much (M2)."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from forecourt.model.record import Records
from forecourt.money.ledger import ledger
from forecourt.money.ledger_balance import Balance, Key, balances, overdrafts
from forecourt.money.ledger_ends import ends_of, tranches_of
from forecourt.money.ledger_entry import Entry


class FundsView(Struct, frozen=True, kw_only=True):
    """Every tranche's balance and the last day on which any of it can be claimed.

    `unsure` are the tranches for which a figure is not given, so that nobody knows what they hold. `beyond`:
    id of a claim and dotted path of its field -> fen that it took beyond its tranche when it came. `moves`:
    entries of what claims took of tranches and what came back to them, in the ledger's order.
    """

    balances: Mapping[Key, Balance]
    last_days: Mapping[Key, date]
    unsure: frozenset[Key]
    beyond: Mapping[tuple[str, str], int]
    moves: tuple[Entry, ...]


def funds_view(records: Records, today: date) -> FundsView:
    """The view as of `today`."""
    entries = ledger(records, today)
    return FundsView(
        balances=balances(entries),
        last_days=last_days(records, today),
        unsure=frozenset(key for key, (_, one) in tranches_of(records, today).items() if one.missing),
        beyond={(entry.record, entry.field): fen for entry, fen in overdrafts(entries)},
        moves=tuple(entry for entry in entries if entry.type in ("claim", "refusal")),
    )


def last_days(records: Records, today: date) -> dict[Key, date]:
    """Fund and accrual month -> the last day on which any of it can be claimed."""
    found = tranches_of(records, today)
    return {key: max(end.day for end in ends_of(*one)) for key, one in found.items()}
