"""The tables of a month's schedule, declared. Imports no pandas."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.values import slot_of
from forecourt.model.months import Month
from forecourt.model.vocabulary import CHANNELS, COLOURS, MONEY_MEANINGS
from forecourt.money.schedule import MARKS, DayColumn
from forecourt.tables.layout import Column, Holds, Layout
from forecourt.words.text import N_, Text, text

NUMBER: Final = Column(name="number", label=N_("Line no."), holds=Holds.COUNT)


def label_of(key: str) -> str:
    """The label of an ad's field (catalogue source string); raises KeyError."""
    slot = slot_of(Ad, key)
    if slot is None:
        raise KeyError(key)
    return slot.spec.label


def _of_ad(key: str, holds: Holds = Holds.TEXT, name: str = "") -> Column:
    return Column(name=name or key, label=label_of(key), holds=holds)


def _sum(name: str, label: str, holds: Holds = Holds.FEN) -> Column:
    return Column(name=name, label=label, holds=holds, summed=True)


_CHANNEL: Final = Column(name="channel", label=CHANNELS.label, holds=Holds.CODE, vocabulary=CHANNELS)
_COUNTED: Final = _sum("counted_fen", N_("Counted in the budget"))
_LINE: Final = (
    Column(name="record", label=N_("Id"), holds=Holds.IDS),
    _of_ad("outlet"),
    _CHANNEL,
    _of_ad("position"),
    _of_ad("theme"),
    Column(name="size", label=N_("Size or length"), holds=Holds.TEXT),
    Column(name="colour", label=COLOURS.label, holds=Holds.CODE, vocabulary=COLOURS),
)
_PRICE: Final = (
    _of_ad("list_price", Holds.FEN, "list_price_fen"),
    _of_ad("discount"),
    Column(name="net_each_fen", label=N_("Net, each"), holds=Holds.FEN),
    _of_ad("insertions", Holds.COUNT),
    _of_ad("net_cost", Holds.FEN, "subtotal_fen"),
)
_STAND: Final = (
    _of_ad("copy_deadline", Holds.DAY),
    _of_ad("creative_version"),
    Column(name="state", label=N_("State"), holds=Holds.TEXT),
    Column(name="proofs", label=N_("Proofs of the run"), holds=Holds.COUNT),
    Column(name="bucket", label=N_("Counts as"), holds=Holds.CODE, vocabulary=MONEY_MEANINGS),
    _COUNTED,
    Column(name="counted_in", label=N_("Counted in month"), holds=Holds.TEXT),
)
LINES: Final = Layout(name="lines", title=N_("Insertion lines"), columns=(NUMBER, *_LINE, *_PRICE, *_STAND))
CELLS: Final = Layout(
    name="cells",
    title=N_("Insertions by day"),
    columns=(
        Column(name="record", label=N_("Id"), holds=Holds.IDS),
        Column(name="day", label=N_("Day"), holds=Holds.DAY),
        Column(name="mark", label=MARKS.label, holds=Holds.CODE, vocabulary=MARKS),
        _sum("planned", N_("Planned insertions"), Holds.COUNT),
        _sum("ran", N_("Insertions that ran"), Holds.COUNT),
    ),
)
_AMOUNTS: Final = (
    _sum("lines", N_("Lines"), Holds.COUNT),
    _sum("insertions", label_of("insertions"), Holds.COUNT),
    _sum("gross_fen", N_("At list price")),
    _sum("net_fen", label_of("net_cost")),
    _sum("planned_fen", N_("Planned")),
    _sum("committed_fen", N_("Committed")),
    _sum("spent_fen", N_("Spent")),
    _COUNTED,
)
OUTLETS: Final = Layout(
    name="outlets",
    title=N_("Schedule by outlet"),
    columns=(Column(name="outlet", label=label_of("outlet"), holds=Holds.TEXT), *_AMOUNTS),
)
BY_CHANNEL: Final = Layout(
    name="channels",
    title=N_("Schedule by channel"),
    columns=(
        _CHANNEL,
        *_AMOUNTS,
        _sum("others_fen", N_("Events and articles")),
        _sum("used_fen", N_("Used of the channel's budget")),
    ),
)
MATRIX: Final = "matrix"
SCHEDULE_LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType(
    {layout.name: layout for layout in (LINES, CELLS, OUTLETS, BY_CHANNEL)}
)
NAMES: Final = (MATRIX, *SCHEDULE_LAYOUTS)


def matrix_layout(days: tuple[DayColumn, ...]) -> Layout:
    """The lines with a column for each day, named after it."""
    by_day = tuple(
        Column(name=one.day.isoformat(), label=one.day.isoformat(), holds=Holds.TEXT) for one in days
    )
    return Layout(
        name=MATRIX,
        title=N_("Media schedule"),
        columns=(NUMBER, *_LINE, *by_day, *_PRICE, *_STAND),
    )


def title_of(month: Month) -> Text:
    """What the schedule of `month` is called."""
    return text(N_("Media schedule of {year}-{month}"), year=month.year, month=f"{month.number:02}")
