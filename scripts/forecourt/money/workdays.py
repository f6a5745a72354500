"""The Chinese working-day calendar (调休) and the posting day of a month's volumes (A3).

Years whose State Council notice is out come from chinesecalendar. A year without one has only its statutory
days (2024-11-10 revision) from `holidays`, and every answer that rests on it is provisional.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from msgspec import Struct

from forecourt.kinds.programme import Programme
from forecourt.model.months import Month
from forecourt.money.reporting import ReportingPeriod, reporting_period

# Days that a later notice makes work (True) or off (False), before the packages know of it.
Overrides = Mapping[date, bool]
NONE: Final[Overrides] = MappingProxyType({})

ONE_DAY: Final = timedelta(days=1)
# Counting stops at these days: a mistyped year must not walk through millennia.
FIRST_DAY: Final = date(1950, 1, 1)
LAST_DAY: Final = date(2100, 12, 31)
SATURDAY: Final = 5


class Posting(Struct, frozen=True, kw_only=True):
    """When a month's three volumes must be posted and be ready for it, and which days they report.

    `period` is None when they report the activity month. `provisional`: next year's notice is not out and
    can move the day (it may change December too).
    """

    day: date
    ready_on: date
    provisional: bool
    period: ReportingPeriod | None = None


class Notices(NamedTuple):
    """What the State Council's notices of all years say, and the years that have one."""

    days_off: frozenset[date]
    make_up_days: frozenset[date]
    years: range


@cache
def notices() -> Notices:
    """The published calendar; its package is loaded by who asks for a day first."""
    from chinese_calendar import constants

    days_off = frozenset[date](constants.holidays)
    years = range(min(days_off).year, max(days_off).year + 1)
    return Notices(days_off, frozenset[date](constants.workdays), years)


def is_provisional(year: int) -> bool:
    """Whether the calendar of `year` is not published, so that only statutory days are known."""
    return year not in notices().years


def is_workday(day: date, *, overrides: Overrides = NONE) -> bool:
    """Whether offices in China work on `day`; make-up Saturdays and Sundays count."""
    if day in overrides:
        return overrides[day]
    if is_provisional(day.year):
        return day.weekday() < SATURDAY and day not in _statutory_days()
    known = notices()
    return day in known.make_up_days or (day.weekday() < SATURDAY and day not in known.days_off)


def add_workdays(day: date, n: int, *, overrides: Overrides = NONE) -> date:
    """The day `n` working days after `day` (before it when negative); `day` itself when `n` is 0.

    The answer never lies beyond the years 1950–2100.
    """
    step = ONE_DAY if n > 0 else -ONE_DAY
    left = abs(n)
    day = _within(day)
    while left and FIRST_DAY < day + step < LAST_DAY:
        day += step
        left -= is_workday(day, overrides=overrides)
    return day


def workdays_between(start: date, end: date, *, overrides: Overrides = NONE) -> int:
    """Working days after `start` up to and with `end`; when `end` is earlier, as many but negative."""
    if end < start:
        return -workdays_between(end, start, overrides=overrides)
    day, last, count = _within(start), _within(end), 0
    while day < last:
        day += ONE_DAY
        count += is_workday(day, overrides=overrides)
    return count


def posting(programme: Programme, month: Month, *, overrides: Overrides = NONE) -> Posting:
    """The posting day of the volumes of `month`: they are due before the 1st of the next month.

    The programme says whether they must be posted or received by then, which way a day off rolls, and how
    many working days before posting they must be ready. Couriers work every day: theirs are calendar days.
    """
    due = last_posting_day(
        month.last_day,
        kind=programme.deadline_kind,
        roll=programme.deadline_roll,
        courier_days=programme.courier_days,
        overrides=overrides,
    )
    ready_on = add_workdays(due, -programme.ready_workdays_before, overrides=overrides)
    return Posting(
        day=due,
        ready_on=ready_on,
        provisional=is_provisional(month.plus(1).year),
        period=reporting_period(programme, month),
    )


def last_posting_day(
    due: date, *, kind: str, roll: str, courier_days: int, overrides: Overrides = NONE
) -> date:
    """The last day to post what must be posted or received (`kind`) by `due`, a day off rolled by `roll`."""
    day = _rolled(due, roll, overrides)
    if kind == "received":
        day -= courier_days * ONE_DAY
        # Whoever must have papers received cannot post later than this, so a day off rolls back here.
        day = day if roll == "none" else _rolled(day, "backward", overrides)
    return day


def _rolled(day: date, roll: str, overrides: Overrides) -> date:
    if roll == "none":
        return day
    step = ONE_DAY if roll == "forward" else -ONE_DAY
    while not is_workday(day, overrides=overrides):
        day += step
    return day


def _within(day: date) -> date:
    return min(max(day, FIRST_DAY), LAST_DAY)


@cache
def _statutory_days() -> frozenset[date]:
    """Statutory days, with those made up for weekends, of all years that no notice covers."""
    from holidays.countries.china import China  # 0.2 s, and most runs meet published years only

    years = [year for year in range(FIRST_DAY.year, LAST_DAY.year + 1) if is_provisional(year)]
    return frozenset(China(years=years))  # type: ignore[no-untyped-call]
