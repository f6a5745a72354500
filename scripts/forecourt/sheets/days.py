"""The columns of days in a schedule: how often a line runs on each, as agencies move it (W1.1)."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.common import Common
from forecourt.kinds.fields import Count, WrongError
from forecourt.model.months import Month
from forecourt.money.insertions import SPOT_CHANNELS
from forecourt.money.schedule import cells
from forecourt.sheets.grid import Cell
from forecourt.sheets.names import plain
from forecourt.words.text import N_, text

_NUMBER: Final = re.compile(r"(\d{1,2})日?")
_MONTH_AND_DAY: Final = re.compile(r"(\d{1,2})[/.月-](\d{1,2})日?")
_WHOLE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
# What people put in a day's cell instead of a 1, and where nothing runs.
_ONCE: Final = frozenset("√✓✔●○■★▲xv×")
_NEVER: Final = frozenset({"", "-", "—", "/", "0"})
# A radio spot runs a few times an hour at most; more is a slip of the finger.
_MOST_A_DAY: Final = 200

Times = Mapping[date, int]


def is_day(header: str) -> bool:
    """Whether a header names a day: "5", "5日", "11/5", "2026-11-05"."""
    said = plain(header)
    return any(one.fullmatch(said) for one in (_NUMBER, _MONTH_AND_DAY, _WHOLE))


def day_of(header: str, month: Month) -> date | None:
    """The day of `month` that a column is headed by, None when the month has no such day."""
    said = plain(header)
    found = _NUMBER.fullmatch(said)
    parts = [month.year, month.number, int(found[1])] if found else []
    if short := _MONTH_AND_DAY.fullmatch(said):
        parts = [month.year, int(short[1]), int(short[2])]
    if whole := _WHOLE.fullmatch(said):
        parts = [int(part) for part in whole.groups()]
    try:
        day = date(*parts) if parts else None
    except ValueError:
        return None
    return day if day is not None and Month.of(day) == month else None


def month_of(records: Iterable[Common]) -> Month | None:
    """The month of a schedule: that of most of its lines."""
    months = Counter(record.month for record in records if isinstance(record, Ad))
    return max(months, key=lambda month: (months[month], str(month)), default=None)


def times_in(cell: Cell) -> int:
    """How often something runs on a day by its cell; raises WrongError."""
    said = plain(cell.text)
    if said in _NEVER:
        return 0
    times = 1 if said in _ONCE else Count().read(said.removesuffix("次"))
    if times > _MOST_A_DAY:
        raise WrongError(
            text(N_('"{value}" is more than any day has'), value=cell.text),
            text(N_("Write how often it runs on that day, for example 1.")),
        )
    return times


def shown_days(ad: Ad, month: Month, today: date) -> Times:
    """What the columns of days show for an ad."""
    return {
        cell.day: cell.ran or cell.planned for cell in cells(ad, month, today) if cell.ran or cell.planned
    }


def issue_days(ad: Ad, month: Month, times: Times) -> tuple[date, ...]:
    """The ad's issue days when its days in `month` are `times`; days of other months stay.

    Spots of radio and television stand once for each day when they spread evenly.
    """
    kept = [day for day in ad.issue_days if Month.of(day) != month]
    each = set(times.values())
    evenly = (
        ad.channel in SPOT_CHANNELS and not kept and len(each) == 1 and sum(times.values()) == ad.insertions
    )
    spread = times if evenly else [day for day, count in times.items() for _ in range(count)]
    return tuple(sorted([*kept, *spread]))
