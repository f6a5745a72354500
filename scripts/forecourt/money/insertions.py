"""On which days an ad is to run and on which it did (media schedule; W1.1).

Nobody writes twenty radio spots down one by one: issue days of radio and television ads may stand once each
when the insertions spread over them evenly.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from forecourt.kinds.ad import Ad, Insertion
from forecourt.money.names import name_key
from forecourt.money.workdays import ONE_DAY, add_workdays

# Day -> how many insertions.
Spots = Mapping[date, int]
NONE: Final[Spots] = MappingProxyType({})
SPOT_CHANNELS: Final = frozenset({"radio", "tv"})
# A mistyped year must not make a flight of millennia.
LONGEST_FLIGHT: Final = 800


class Elsewhere(Struct, frozen=True, kw_only=True):
    """What ran otherwise than contracted: its place in `ran` from 0, and the field that differs.

    `place` is None when only the day of publication is known.
    """

    place: int | None
    field: str
    run: Insertion


def planned(ad: Ad) -> Spots:
    """Insertions by day, in order of days; empty when only a flight of several days is planned."""
    if not ad.issue_days:
        return {ad.flight_start: ad.insertions} if ad.flight_start == ad.flight_end else NONE
    days = sorted(Counter(ad.issue_days).items())
    each = per_day(ad)
    return {day: times * each for day, times in days}


def per_day(ad: Ad) -> int:
    """How many insertions an issue day stands for: more than one only for spots that spread evenly."""
    days = len(ad.issue_days)
    spreads = ad.channel in SPOT_CHANNELS and days == len(set(ad.issue_days)) and days > 0
    return ad.insertions // days if spreads and ad.insertions and ad.insertions % days == 0 else 1


def day_fields(ad: Ad) -> Iterator[tuple[str, date]]:
    """The days on which it is to run, as far as they are known, each with its field: the issue days, else
    the start of the flight.
    """
    if not ad.issue_days:
        yield "flight_start", ad.flight_start
    for place, day in enumerate(ad.issue_days):
        yield f"issue_days.{place}", day


def first_day(ad: Ad) -> date:
    """The first day on which it is to run."""
    return min(ad.issue_days, default=ad.flight_start)


def last_copy_day(ad: Ad, lead_days: int) -> date:
    """The last day on which the outlet takes the copy: its lead, in working days, before the first run."""
    return add_workdays(first_day(ad), -lead_days)


def flight(ad: Ad, first: date, last: date) -> Iterator[date]:
    """The days of the flight from `first` to `last`, both included, at most 800 of them."""
    day, end = max(ad.flight_start, first), min(ad.flight_end, last)
    for _ in range(LONGEST_FLIGHT):
        if day > end:
            return
        yield day
        day += ONE_DAY


def touches(ad: Ad, first: date, last: date) -> bool:
    """Whether a day of the flight, a planned day or a run lies from `first` to `last`."""
    if ad.flight_start <= last and ad.flight_end >= first:
        return True
    if not ad.ran and ad.published_on is not None and first <= ad.published_on <= last:
        return True
    return any(first <= day <= last for day in ad.issue_days) or any(
        first <= run.day <= last for run in ad.ran
    )


def runs(ad: Ad) -> tuple[Insertion, ...]:
    """What ran, as far as it is written down: at least the first day when it was published."""
    if ad.ran or ad.published_on is None:
        return ad.ran
    return (Insertion(day=ad.published_on),)


def has_run(ad: Ad) -> bool:
    """Whether anything of it came out."""
    return ad.published_on is not None or bool(ad.ran)


def elsewhere(ad: Ad) -> Iterator[Elsewhere]:
    """Runs on a day, position or size that was not contracted, each with the first field that differs."""
    days = planned(ad)
    ran: Counter[date] = Counter()
    for place, run in enumerate(runs(ad)):
        ran[run.day] += 1
        field = _difference(ad, run, days)
        if not field and ad.issue_days and ran[run.day] > days[run.day]:
            # Twice on one day is once on a day that was not booked.
            field = "day"
        if field:
            yield Elsewhere(place=place if ad.ran else None, field=field, run=run)


def missed(ad: Ad, today: date) -> Spots:
    """Planned insertions that did not run on their day, by day; empty as long as no run is written down.

    A day counts as missed when a later run is written down already, or when the flight is over.
    """
    if not ad.ran:
        return NONE
    ran = Counter(run.day for run in ad.ran)
    over = ad.flight_end < today
    last = max(ran)
    return {
        day: times - ran[day]
        for day, times in planned(ad).items()
        if times > ran[day] and (over or day < last)
    }


def _difference(ad: Ad, run: Insertion, days: Spots) -> str:
    """The first of day, position, width and height in which the run differs from the contract, or ""."""
    if run.day not in days if days else not ad.flight_start <= run.day <= ad.flight_end:
        return "day"
    for field in ("position", "width_cm", "height_cm"):
        actual, wanted = getattr(run, field), getattr(ad, field)
        if actual is not None and wanted is not None and _key(actual) != _key(wanted):
            return field
    return ""


def _key(value: str | Decimal) -> str | Decimal:
    """Names are compared without blanks and case, as everywhere."""
    return name_key(value) if isinstance(value, str) else value
