"""forecourt sem: search-ad accounts of a month, reconciled, with alarms and keywords (A10, S6, W1.3)."""

from typing import TYPE_CHECKING, Final

from forecourt.commands.desk import Desk
from forecourt.commands.monthly import RECORDS, Report, month_command
from forecourt.model.months import Month
from forecourt.tables.online_layout import BALANCES, SEM_LAYOUTS
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "Search-ad accounts of a month: balance reconciled to the fen and the days it lasts, what clicks and "
    "conversions cost by the newest figures, what to look at (low balance, dear clicks, spend out of hours, "
    "keywords that bring nothing), keywords, days. Exit status: 0; 1 when records have errors."
)


def _tables(desk: Desk, month: Month, words: Words) -> tuple["Table", ...]:
    # pandas takes 0.25 s to import: only who gets figures pays for it.
    from forecourt.tables.online import sem_tables

    return sem_tables(desk.loaded.records, month)


command = month_command(
    Report(
        name="sem",
        about=ABOUT,
        layouts=SEM_LAYOUTS,
        first=BALANCES,
        hidden=("outlet", RECORDS),
        nothing=N_("No search-ad account has a day in {month}."),
        tables=_tables,
    )
)
