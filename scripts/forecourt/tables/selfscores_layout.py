"""The tables of the self-score, declared: criteria with their points, and the sum (A2)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from forecourt.model.vocabulary_queries import SCORE_STANDINGS
from forecourt.tables.layout import Holds, Layout, code, column
from forecourt.words.text import N_

SUMS: Final = Layout(
    name="score",
    title=N_("Self-score of the month"),
    columns=(
        column("total", N_("Total points")),
        column("most", N_("Points that can be had"), Holds.COUNT),
        column("line", N_("Line of the scoring"), Holds.MAYBE_COUNT),
        column("signed", N_("Points as signed")),
        column("state", N_("State")),
        column("measures", N_("What is done about lost points")),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)
CRITERIA: Final = Layout(
    name="criteria",
    title=N_("Points criterion by criterion"),
    columns=(
        column("criterion", N_("Criterion")),
        column("label", N_("Label")),
        column("most", N_("At most"), Holds.COUNT),
        column("part", N_("Numerator"), Holds.MAYBE_COUNT),
        column("whole", N_("Denominator"), Holds.MAYBE_COUNT),
        column("share_bp", N_("Share"), Holds.PERCENT),
        column("target", N_("Full marks from")),
        column("points", N_("Points of the criterion")),
        code("standing", SCORE_STANDINGS),
        column("reason", N_("Reason or standard")),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)

LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType({one.name: one for one in (SUMS, CRITERIA)})
