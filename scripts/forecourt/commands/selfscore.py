"""forecourt selfscore: a month by the manufacturer's own criteria, before the volumes are posted (A2)."""

from typing import TYPE_CHECKING, Final

from forecourt.commands.desk import Desk
from forecourt.commands.monthly import RECORDS, Report, month_command
from forecourt.model.months import Month
from forecourt.tables.selfscores_layout import CRITERIA, LAYOUTS
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "A month by the criteria of the manufacturer's programme: points out of the records where a query tells "
    "them, given by hand with a reason where none does. What was not due is left out, the rest is stretched "
    "to all points. What stands behind a criterion: --records, or ./forecourt explain "
    "2026-11.selfscore.press.share. Exit status: 0; 1 when records have errors."
)


def _tables(desk: Desk, month: Month, words: Words) -> tuple["Table", ...]:
    # pandas takes 0.25 s to import: only who gets figures pays for it.
    from forecourt.tables.selfscores import score_tables

    return score_tables(desk.loaded.records, month, desk.world.today)


command = month_command(
    Report(
        name="selfscore",
        about=ABOUT,
        layouts=LAYOUTS,
        first=CRITERIA,
        hidden=("criterion", RECORDS),
        nothing=N_("The programme of {month} has no criteria."),
        tables=_tables,
    )
)
