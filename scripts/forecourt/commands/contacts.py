"""forecourt contacts: media contacts of a month, and the days since each outlet was spoken with (M4)."""

from typing import TYPE_CHECKING, Final

from forecourt.commands.desk import Desk
from forecourt.commands.monthly import RECORDS, Report, month_command
from forecourt.model.months import Month
from forecourt.tables.contacts_layout import LAYOUTS, RELATIONS
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "Media relations: the days since the last contact with each outlet, on the last day of the month or "
    "today, and the month's contacts, who of us spoke with whom about what. Exit status: 0; 1 when records "
    "have errors."
)


def _tables(desk: Desk, month: Month, words: Words) -> tuple["Table", ...]:
    # pandas takes 0.25 s to import: only who gets figures pays for it.
    from forecourt.tables.contacts import contact_tables

    return contact_tables(desk.loaded.records, month, desk.world.today)


command = month_command(
    Report(
        name="contacts",
        about=ABOUT,
        layouts=LAYOUTS,
        first=RELATIONS,
        hidden=("outlet", "by", RECORDS),
        nothing=N_("No contact with an outlet is noted up to {month}."),
        tables=_tables,
    )
)
