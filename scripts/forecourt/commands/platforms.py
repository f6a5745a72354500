"""forecourt platforms: accounts of a month, answers in time, leads and orders, work (S6, A9, W1.3)."""

from typing import TYPE_CHECKING, Final

from forecourt.commands.desk import Desk
from forecourt.commands.monthly import RECORDS, Report, month_command
from forecourt.model.months import Month
from forecourt.tables.online_layout import ACCOUNTS, PLATFORM_LAYOUTS
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "Platforms of a month: until when the fee is paid, posts and refreshes and the longest gap, followers, "
    "leads and orders; questions answered within the limit; what was done, by kind. Exit status: 0; 1 when "
    "records have errors."
)


def _tables(desk: Desk, month: Month, words: Words) -> tuple["Table", ...]:
    # pandas takes 0.25 s to import: only who gets figures pays for it.
    from forecourt.tables.online import platform_tables

    return platform_tables(desk.loaded.records, month, desk.world.today)


command = month_command(
    Report(
        name="platforms",
        about=ABOUT,
        layouts=PLATFORM_LAYOUTS,
        first=ACCOUNTS,
        hidden=("outlet", RECORDS),
        nothing=N_("No platform was logged in {month}."),
        tables=_tables,
    )
)
