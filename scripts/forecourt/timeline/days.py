"""Commit times as working days: which dates of the main line can be believed, and counting between days."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import Final

from msgspec import Struct

from forecourt.money.workdays import FIRST_DAY, LAST_DAY, is_workday

# The dealership's day is China's, whatever zone a computer or a web site writes into a commit.
CHINA_SECONDS: Final = 8 * 60 * 60
DAY_SECONDS: Final = 24 * 60 * 60
EPOCH: Final = date(1970, 1, 1).toordinal()


class Dated(Struct, frozen=True, kw_only=True):
    """A day for each commit, never falling and never after today.

    `corrected` counts the commits whose own date could not be believed.
    """

    days: tuple[date, ...]
    corrected: int


def day_of(seconds: int) -> date:
    """The day in China of a time in seconds since 1970, within the years 1950–2100."""
    day = EPOCH + (seconds + CHINA_SECONDS) // DAY_SECONDS
    return date.fromordinal(min(max(day, FIRST_DAY.toordinal()), LAST_DAY.toordinal()))


def dated(days: Sequence[date], today: date) -> Dated:
    """Days for commits that follow each other, out of the days that the commits claim.

    Clocks of computers can be wrong, so order comes from Git alone. The longest run of claims that never
    fall and do not lie in the future is believed; every other commit gets the nearest day that fits.
    """
    believed = _longest_rise(days, today)
    upper: list[date] = []
    ceiling = today
    for place in range(len(days) - 1, -1, -1):
        ceiling = days[place] if place in believed else ceiling
        upper.append(ceiling)
    floor = FIRST_DAY
    settled: list[date] = []
    for place, (claimed, ceiling) in enumerate(zip(days, reversed(upper), strict=True)):
        # Before the first day that can be believed nothing is known, so nothing lasted.
        at_least = ceiling if not settled and place not in believed else floor
        floor = min(max(claimed, at_least), ceiling)
        settled.append(floor)
    return Dated(days=tuple(settled), corrected=len(days) - len(believed))


def _longest_rise(days: Sequence[date], today: date) -> frozenset[int]:
    """Places of the longest subsequence of `days` that never falls and ends by `today`.

    Among equally long ones the later days win: a clock that lost its battery begins in the past.
    """
    # From the end to the beginning: heads[n] is minus the latest day with which a rise of n + 1 can begin.
    heads: list[int] = []
    begun_at: list[int] = []
    next_of: dict[int, int] = {}
    for place in range(len(days) - 1, -1, -1):
        day = days[place]
        if day > today:
            continue
        length = bisect_right(heads, -day.toordinal())
        heads[length : length + 1] = [-day.toordinal()]
        begun_at[length : length + 1] = [place]
        next_of[place] = begun_at[length - 1] if length else -1
    found = []
    place = begun_at[-1] if begun_at else -1
    while place >= 0:
        found.append(place)
        place = next_of[place]
    return frozenset(found)


class Workdays:
    """Counts working days between any two days of a period as `money.workdays` does, each count at once."""

    def __init__(self, first: date, last: date) -> None:
        self._first = first.toordinal()
        worked = (is_workday(date.fromordinal(day)) for day in range(self._first + 1, last.toordinal() + 1))
        self._until = list(accumulate(worked, initial=0))

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; both within the period, `start` not later."""
        return self._until[end.toordinal() - self._first] - self._until[start.toordinal() - self._first]
