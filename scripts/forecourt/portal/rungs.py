"""The ladder that money climbs, drawn the same for one record and for the whole dealership (M2)."""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from forecourt.model.vocabulary import ENTRY_TYPES
from forecourt.money.ledger import ledger
from forecourt.money.ledger_entry import Entry
from forecourt.portal.desk import Desk, Place
from forecourt.tables.charts import Chart, Group, svg
from forecourt.words.text import N_

# The rungs, and what became of the money above them.
RUNGS: Final[Sequence[str]] = (
    "plan",
    "commitment",
    "invoice",
    "payment",
    "claim",
    "grant",
    "refusal",
    "credit",
)


def entries_of(desk: Desk) -> tuple[Entry, ...]:
    """The whole ledger as of the day of the pages; ask `Desk.once` for it."""
    return ledger(desk.records, desk.today)


def rungs_of(sums: Mapping[str, int]) -> list[str]:
    """The rungs on which there is anything."""
    return [rung for rung in RUNGS if rung in sums]


def drawn_rungs(place: Place, sums: Mapping[str, int], title: str, series: str) -> Markup:
    """A bar for each rung; `sums` are fen by kind of entry."""
    groups = tuple(
        Group(
            label=place.display.choice(ENTRY_TYPES, rung),
            numbers=(sums[rung],),
            shown=(place.display.yuan(sums[rung]),),
        )
        for rung in rungs_of(sums)
    )
    told = "; ".join(f"{group.label} {group.shown[0]}" for group in groups)
    unit = place.desk.words.gettext(N_("yuan"))
    about = f"{title}: {told}"
    return svg(Chart(anchor="money", title=title, about=about, unit=unit, series=(series,), groups=groups))
