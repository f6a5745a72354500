"""The tables of a month's effect, declared: costs ÷ counts, shares, and what the front desk counted."""

from types import MappingProxyType
from typing import Final

from forecourt.model.vocabulary import CHANNELS, SOURCES, Vocabulary, closed_list
from forecourt.money.effect_terms import COST_BASES, COUNTED, EFFECTS
from forecourt.tables.layout import Column, Holds, Layout
from forecourt.words.text import N_

# The sources, and what they come to together.
GROUPS: Final = Vocabulary(
    SOURCES.label,
    MappingProxyType({"ads": N_("All ad sources"), "all": N_("All sources"), **SOURCES.terms}),
)
WHOLES: Final = closed_list(
    N_("Out of"),
    named=N_("Visits and calls with a source"),
    source=N_("Visits and calls of the source"),
)


def _text(name: str, label: str, holds: Holds = Holds.TEXT) -> Column:
    return Column(name=name, label=label, holds=holds)


def _code(name: str, vocabulary: Vocabulary, label: str = "") -> Column:
    return Column(name=name, label=label or vocabulary.label, holds=Holds.CODE, vocabulary=vocabulary)


_ITEM: Final = _code("item", EFFECTS)
_COST: Final = (_text("cost_fen", N_("Cost"), Holds.FEN), _code("cost_basis", COST_BASES))
_PER_COUNT: Final = (
    *_COST,
    _text("count", N_("Count"), Holds.MAYBE_COUNT),
    _code("counted", COUNTED),
    _text("value_fen", N_("Cost for one"), Holds.MAYBE_FEN),
)
_BEHIND: Final = (
    _text("unknown_bp", N_("Source unknown"), Holds.PERCENT),
    _text("records", N_("Records behind it"), Holds.IDS),
)

TITLE: Final = N_("Effect of the month")
MONTH: Final = Layout(name="month", title=N_("Effect of the month"), columns=(_ITEM, *_PER_COUNT, *_BEHIND))
RATIO: Final = Layout(
    name="cost_ratio",
    title=N_("Ad cost and revenue"),
    columns=(
        _ITEM,
        *_COST,
        _text("revenue_fen", N_("New-car revenue"), Holds.MAYBE_FEN),
        _text("value_bp", N_("Share"), Holds.PERCENT),
        *_BEHIND,
    ),
)
BY_CHANNEL: Final = Layout(
    name="channels",
    title=N_("Effect by channel"),
    columns=(_code("channel", CHANNELS), _ITEM, *_PER_COUNT, *_BEHIND),
)
BY_OUTLET: Final = Layout(
    name="outlets",
    title=N_("Effect by outlet"),
    columns=(
        _text("outlet", N_("Outlet code"), Holds.IDS),
        _text("outlet_name", N_("Outlet")),
        _ITEM,
        *_PER_COUNT,
        *_BEHIND,
    ),
)
SHARES: Final = Layout(
    name="shares",
    title=N_("Sources and conversion"),
    columns=(
        _ITEM,
        _code("source", GROUPS),
        _text("part", N_("Numerator"), Holds.MAYBE_COUNT),
        _code("counted", COUNTED),
        _text("whole", N_("Denominator"), Holds.MAYBE_COUNT),
        _code("of", WHOLES),
        _text("value_bp", N_("Share"), Holds.PERCENT),
        *_BEHIND,
    ),
)
TRAFFIC: Final = Layout(
    name="traffic",
    title=N_("Visits and calls by source"),
    columns=(
        _code("source", SOURCES),
        Column(name="visits", label=N_("Visits"), holds=Holds.COUNT, summed=True),
        _text("calls", N_("Calls"), Holds.MAYBE_COUNT),
        Column(name="arrivals", label=N_("Visits and calls"), holds=Holds.COUNT, summed=True),
        _text("leads", N_("New prospects"), Holds.MAYBE_COUNT),
        _text("orders", N_("Orders"), Holds.MAYBE_COUNT),
    ),
)
LAYOUTS: Final = MappingProxyType(
    {layout.name: layout for layout in (MONTH, RATIO, BY_CHANNEL, BY_OUTLET, SHARES, TRAFFIC)}
)
