"""The tables of competitors, declared: offers, changes, weeks (M7, A5)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from forecourt.model.vocabulary_surveys import CHANGES as CHANGED
from forecourt.model.vocabulary_surveys import SURVEY_SOURCES, SURVEY_WEEKS
from forecourt.tables.layout import Holds, Layout, code, column
from forecourt.words.text import N_

RIVALS: Final = Layout(
    name="offers",
    title=N_("Competitors' offers"),
    columns=(
        column("competitor", N_("Code of the car")),
        column("car", N_("Competitor's car")),
        column("trim", N_("Trim")),
        column("own_model", N_("Beside our")),
        column("surveyed_on", N_("Surveyed on"), Holds.DAY),
        column("guide_fen", N_("Guide price"), Holds.FEN),
        column("street_fen", N_("Street price"), Holds.FEN),
        column("discount_fen", N_("Money off"), Holds.FEN),
        column("discount_bp", N_("Money off ÷ guide price"), Holds.PERCENT),
        column("change_fen", N_("Against the survey before"), Holds.MAYBE_FEN),
        column("own_fen", N_("Own price"), Holds.MAYBE_FEN),
        column("gap_fen", N_("Their price - ours"), Holds.MAYBE_FEN),
        column("gifts", N_("Gifts")),
        column("finance", N_("Finance offer")),
        code("source", SURVEY_SOURCES),
        column("answer", N_("Our answer to it")),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)
CHANGES: Final = Layout(
    name="changes",
    title=N_("Changes against the survey before"),
    columns=(
        column("day", N_("Day"), Holds.DAY),
        column("car", N_("Competitor's car")),
        code("what", CHANGED),
        column("before", N_("Value before")),
        column("after", N_("Value after")),
        column("change_fen", N_("Difference"), Holds.MAYBE_FEN),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)
WEEKS: Final = Layout(
    name="weeks",
    title=N_("Surveys week by week"),
    columns=(
        column("monday", N_("Monday"), Holds.DAY),
        column("sunday", N_("Sunday"), Holds.DAY),
        code("standing", SURVEY_WEEKS),
        column("cars", N_("Cars surveyed"), Holds.COUNT),
        column("advice", N_("Advice")),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)

LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType({one.name: one for one in (RIVALS, CHANGES, WEEKS)})
