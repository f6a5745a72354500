"""The tables of appraisals, declared: totals by person, items with both their numbers (M12)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from forecourt.model.vocabulary_queries import QUERIES
from forecourt.tables.layout import Holds, Layout, code, column
from forecourt.words.text import N_

PEOPLE: Final = Layout(
    name="people",
    title=N_("Appraisals of the month"),
    columns=(
        column("person", N_("Record of the person"), Holds.IDS),
        column("person_name", N_("Who is appraised")),
        column("points", N_("Points of the items")),
        column("bonus", N_("Bonus"), Holds.COUNT),
        column("total", N_("Total points")),
        column("signed", N_("Points as signed")),
        column("state", N_("State")),
        column("opinion", N_("Opinion")),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)
ITEMS: Final = Layout(
    name="items",
    title=N_("Points item by item"),
    columns=(
        column("appraisal", N_("Appraisal"), Holds.IDS),
        column("person_name", N_("Who is appraised")),
        code("query", QUERIES),
        column("weight", N_("Weight"), Holds.COUNT),
        column("part", N_("Numerator"), Holds.COUNT),
        column("whole", N_("Denominator"), Holds.COUNT),
        column("share_bp", N_("Share"), Holds.PERCENT),
        column("target", N_("Full marks from")),
        column("points", N_("Points of the item")),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)

LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType({one.name: one for one in (PEOPLE, ITEMS)})
