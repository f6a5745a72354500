"""The tables of the ledger, declared: entries with a running balance, sums by kind, balances by tranche."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from forecourt.model.vocabulary import CHANNELS, ENTRY_TYPES
from forecourt.tables.layout import Column, Holds, Layout
from forecourt.words.text import N_


def _column(name: str, label: str, holds: Holds = Holds.TEXT, *, summed: bool = False) -> Column:
    return Column(name=name, label=label, holds=holds, summed=summed)


ENTRIES: Final = Layout(
    name="ledger",
    title=N_("Ledger"),
    columns=(
        _column("day", N_("Day"), Holds.DAY),
        _column("number", N_("No. that day"), Holds.COUNT),
        Column(name="type", label=ENTRY_TYPES.label, holds=Holds.CODE, vocabulary=ENTRY_TYPES),
        _column("month", N_("Activity month")),
        _column("fund", N_("Fund code")),
        _column("fund_label", N_("Fund")),
        _column("accrued_in", N_("Accrued in")),
        Column(name="channel", label=CHANNELS.label, holds=Holds.CODE, vocabulary=CHANNELS),
        _column("amount_fen", N_("Amount"), Holds.FEN),
        _column("balance_fen", N_("Open in the funds"), Holds.FEN),
        _column("record", N_("Id"), Holds.IDS),
        _column("path", N_("File")),
        _column("field", N_("Field")),
    ),
)
SUMS: Final = Layout(
    name="sums",
    title=N_("Sums by kind of entry"),
    columns=(
        Column(name="type", label=ENTRY_TYPES.label, holds=Holds.CODE, vocabulary=ENTRY_TYPES),
        _column("entries", N_("Entries"), Holds.COUNT),
        _column("amount_fen", N_("Amount"), Holds.FEN),
    ),
)
# Entries may be dated after today: what is granted is written down at once, a month accrues on its first day.
STANDING: Final = Layout(
    name="standing",
    title=N_("Where the funds stand"),
    columns=(
        _column("as_of", N_("As of"), Holds.DAY),
        _column("open_fen", N_("Open in the funds"), Holds.FEN),
        _column("later", N_("Entries dated later"), Holds.COUNT),
        _column("open_with_later_fen", N_("Open with them"), Holds.FEN),
    ),
)
BALANCES: Final = Layout(
    name="balances",
    title=N_("Funds by month of accrual"),
    columns=(
        _column("fund", N_("Fund code")),
        _column("fund_label", N_("Fund")),
        _column("accrued_in", N_("Accrued in")),
        _column("claim_by", N_("Claim by"), Holds.DAY),
        _column("accrued_fen", N_("Accrued"), Holds.FEN, summed=True),
        _column("used_fen", N_("Amount used"), Holds.FEN, summed=True),
        _column("expired_fen", N_("Expired"), Holds.FEN, summed=True),
        _column("open_fen", N_("Still open"), Holds.FEN, summed=True),
        _column("overdrawn_fen", N_("Overdrawn"), Holds.FEN, summed=True),
        _column("granted_fen", N_("Amount granted"), Holds.FEN, summed=True),
        _column("credited_fen", N_("Credited"), Holds.FEN, summed=True),
    ),
)
LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType(
    {layout.name: layout for layout in (ENTRIES, SUMS, STANDING, BALANCES)}
)
# What only files and other programs need.
DETAIL: Final = ("path", "field", "fund")
