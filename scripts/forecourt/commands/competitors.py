"""forecourt competitors: what other brands ask and give, what changed, which weeks were missed (M7, A5)."""

from typing import TYPE_CHECKING, Final

from forecourt.commands.desk import Desk
from forecourt.commands.monthly import RECORDS, Report, month_command
from forecourt.model.months import Month
from forecourt.tables.display import Display
from forecourt.tables.surveys_layout import LAYOUTS, RIVALS
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "Competitors: the last offer of each car by the end of the month or today, with the money off, change "
    "against the survey before and gap to our car; every change in the month; the weeks with and without a "
    "survey. Money off = guide price - street price. Exit status: 0; 1 when records have errors."
)


def _tables(desk: Desk, month: Month, words: Words) -> tuple["Table", ...]:
    # pandas takes 0.25 s to import: only who gets figures pays for it.
    from forecourt.tables.surveys import survey_tables

    return survey_tables(Display(words, desk.loaded.records), month, desk.world.today)


command = month_command(
    Report(
        name="competitors",
        about=ABOUT,
        layouts=LAYOUTS,
        first=RIVALS,
        hidden=("competitor", "trim", RECORDS),
        nothing=N_("No competitor was surveyed up to {month}."),
        tables=_tables,
    )
)
