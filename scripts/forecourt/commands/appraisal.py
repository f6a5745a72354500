"""forecourt appraisal: what each person reached in a month, every item out of the records (M12)."""

from typing import TYPE_CHECKING, Final

from forecourt.commands.desk import Desk
from forecourt.commands.monthly import RECORDS, Report, month_command
from forecourt.model.months import Month
from forecourt.tables.appraisals_layout import LAYOUTS, PEOPLE
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "Appraisals of a month: each item is asked of the records, points = weight × share found ÷ share for "
    "full marks. An item of which nothing was due is left out and the others are stretched to 100. What "
    "stands behind an item: --records, or ./forecourt explain KPI-….items.0.share. Exit status: 0; 1 when "
    "records have errors."
)


def _tables(desk: Desk, month: Month, words: Words) -> tuple["Table", ...]:
    # pandas takes 0.25 s to import: only who gets figures pays for it.
    from forecourt.tables.appraisals import appraisal_tables

    return appraisal_tables(desk.loaded.records, month, desk.world.today)


command = month_command(
    Report(
        name="appraisal",
        about=ABOUT,
        layouts=LAYOUTS,
        first=PEOPLE,
        hidden=("person", "appraisal", RECORDS),
        nothing=N_("No appraisal is written for {month} yet."),
        tables=_tables,
    )
)
