"""The tables of a month, declared: columns with labels, what they hold, what is summed. Imports no pandas."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from forecourt.kinds.table import KINDS
from forecourt.model.vocabulary import (
    CHANNELS,
    EVENT_TYPES,
    MEDIA_TIERS,
    MONEY_MEANINGS,
    WORK_MEANINGS,
    Vocabulary,
    closed_list,
)
from forecourt.model.vocabulary_programme import BASES
from forecourt.money.budget import STATUSES
from forecourt.words.text import N_, Text


class Holds(Enum):
    """What a column holds; the value is its pandas dtype. No column of a month's tables is ever a float."""

    TEXT = ("string", "text")
    CODE = ("string", "code of a vocabulary")
    IDS = ("string", "record ids with blanks between")
    DAY = ("string", "day as 2026-11-01")
    FEN = ("int64", "integer fen; the column's name ends in _fen")
    MAYBE_FEN = ("Int64", "integer fen, or nothing to divide by; the column's name ends in _fen")
    COUNT = ("int64", "whole number")
    MAYBE_COUNT = ("Int64", "whole number, or nothing when nobody gave it")
    PERCENT = ("Int64", "hundredths of a percent, or nothing to divide by; the column's name ends in _bp")

    @property
    def dtype(self) -> str:
        """The pandas dtype."""
        return self.value[0]


class Column(Struct, frozen=True, kw_only=True):
    """One column: stable name, label (catalogue source string, or a Text), content, the list of its codes.

    The total of a `quotient` is that of the sums of other columns: those above the line, and the one below.
    """

    name: str
    label: str | Text
    holds: Holds
    vocabulary: Vocabulary | None = None
    summed: bool = False
    quotient: tuple[tuple[str, ...], str] | None = None


class Layout(Struct, frozen=True, kw_only=True):
    """One table: stable name, title (catalogue source string) and columns."""

    name: str
    title: str
    columns: tuple[Column, ...]


def column(name: str, label: str, holds: Holds = Holds.TEXT, *, summed: bool = False) -> Column:
    """A column from its name, label (catalogue source string) and what it holds."""
    return Column(name=name, label=label, holds=holds, summed=summed)


def code(name: str, vocabulary: Vocabulary, label: str = "") -> Column:
    """A column of codes of `vocabulary`, under its label unless another is given."""
    return Column(name=name, label=label or vocabulary.label, holds=Holds.CODE, vocabulary=vocabulary)


def _sum(name: str, label: str, holds: Holds = Holds.FEN) -> Column:
    return column(name, label, holds, summed=True)


KIND_NAMES: Final = Vocabulary(N_("Kind"), {name: kind.label for name, kind in KINDS.items()})
MONEY_ITEMS: Final = closed_list(
    N_("Item"),
    opening_balance=N_("Balance carried over"),
    accrued=N_("Accrued by the manufacturer's funds"),
    deferred=N_("Of it only usable later"),
    freed=N_("Accrued earlier, usable from now on"),
    own_money=N_("Own money"),
    available=N_("Available in the month"),
    budgeted=N_("Budgeted on channels"),
    unallocated=N_("On no channel's budget"),
)
QUOTA_ITEMS: Final = closed_list(
    N_("Item"),
    press_pieces=N_("Press quota"),
    press_points=N_("Press quota in points"),
    events=N_("Event quota"),
)

MONEY: Final = Layout(
    name="money",
    title=N_("Money of the month"),
    columns=(
        code("item", MONEY_ITEMS),
        column("amount_fen", N_("Amount"), Holds.FEN),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)
ACCRUAL: Final = Layout(
    name="accrual",
    title=N_("Accrual by fund and model"),
    columns=(
        column("fund", N_("Fund code")),
        column("fund_label", N_("Fund")),
        column("model", N_("Model code")),
        column("model_label", N_("Model")),
        code("basis", BASES),
        column("units", N_("Cars"), Holds.MAYBE_COUNT),
        column("per_unit_fen", N_("Per unit"), Holds.FEN),
        _sum("amount_fen", N_("Accrued"), Holds.MAYBE_FEN),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)
# Of a programme with a fund in percent: such a line has no cars and no amount a car.
ACCRUAL_IN_PERCENT: Final = Layout(
    name=ACCRUAL.name,
    title=ACCRUAL.title,
    columns=(
        *ACCRUAL.columns[:6],
        column("per_unit_fen", N_("Per unit"), Holds.MAYBE_FEN),
        column("invoiced_fen", N_("Wholesale invoices"), Holds.MAYBE_FEN),
        column("percent", N_("Accrual in percent")),
        *ACCRUAL.columns[7:],
    ),
)
BUDGET: Final = Layout(
    name="channels",
    title=N_("Budget by channel"),
    columns=(
        code("channel", CHANNELS),
        _sum("budget_fen", N_("Budget")),
        _sum("planned_fen", N_("Planned")),
        _sum("committed_fen", N_("Committed")),
        _sum("spent_fen", N_("Spent")),
        _sum("left_fen", N_("Left")),
        code("status", STATUSES),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)
ENTRIES: Final = Layout(
    name="entries",
    title=N_("Records behind the figures"),
    columns=(
        code("channel", CHANNELS),
        column("record", N_("Id"), Holds.IDS),
        code("kind", KIND_NAMES),
        column("title", N_("Title")),
        column("state", N_("State")),
        code("bucket", MONEY_MEANINGS, N_("Counts as")),
        _sum("amount_fen", N_("Amount")),
        column("path", N_("File")),
    ),
)
QUOTAS: Final = Layout(
    name="quotas",
    title=N_("Quotas"),
    columns=(
        code("item", QUOTA_ITEMS),
        column("required", N_("Required"), Holds.COUNT),
        column("done", N_("Done"), Holds.COUNT),
        column("open", N_("In work"), Holds.COUNT),
        column("missing", N_("Still missing"), Holds.COUNT),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)
TIERS: Final = Layout(
    name="press_tiers",
    title=N_("Press by media tier"),
    columns=(
        code("tier", MEDIA_TIERS),
        column("points_each", N_("Points an article"), Holds.COUNT),
        _sum("pieces_done", N_("Articles done"), Holds.COUNT),
        _sum("points_done", N_("Points done"), Holds.COUNT),
        _sum("pieces_open", N_("Articles in work"), Holds.COUNT),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)
ARTICLES: Final = Layout(
    name="articles",
    title=N_("Press articles of the month"),
    columns=(
        column("record", N_("Id"), Holds.IDS),
        column("title", N_("Title")),
        column("outlet", N_("Outlet")),
        code("tier", MEDIA_TIERS),
        column("published_on", N_("Published on"), Holds.DAY),
        code("work", WORK_MEANINGS, N_("Progress")),
        _sum("points", N_("Points"), Holds.COUNT),
    ),
)
EVENTS: Final = Layout(
    name="events",
    title=N_("Events of the month"),
    columns=(
        column("record", N_("Id"), Holds.IDS),
        column("title", N_("Title")),
        code("type", EVENT_TYPES),
        column("starts_on", N_("Starts on"), Holds.DAY),
        column("ends_on", N_("Ends on"), Holds.DAY),
        code("work", WORK_MEANINGS, N_("Progress")),
    ),
)

LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType(
    {layout.name: layout for layout in (MONEY, BUDGET, ENTRIES, ACCRUAL, QUOTAS, TIERS, ARTICLES, EVENTS)}
)
