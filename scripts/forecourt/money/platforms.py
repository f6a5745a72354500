"""What a month's platform logs come to: posts, gaps, answers in time, leads, orders (S6, S8, A9, W1.3)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from forecourt.kinds.dealership import Dealership
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.platform import PlatformEntry, PlatformMonth
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.vocabulary_online import FRESHENING, PLATFORM_ENTRIES
from forecourt.money.funnel import Sums, days_of
from forecourt.money.lifecycle import work_of
from forecourt.money.ratio import Ratio
from forecourt.money.reporting import programmes_of

# Where neither the programme nor the house says it: leads should be called within two hours (domain 2.8).
ANSWER_WITHIN: Final = 120
# A page that is older falls back in the platform's order (A9).
FRESH_DAYS: Final = 3
FEE_DAYS: Final = 30
# Days after a post within which somebody opens its link (A9).
LINK_DAYS: Final = 7
COUNTS: Final = ("views", "leads", "valid_leads", "orders")
# The source under which the front desk counts what platforms bring.
SOURCE: Final = "online"


class PlatformFigures(Struct, frozen=True, kw_only=True):
    """One account in one month.

    `limit` and `slowest` are minutes, `typical` the lower median of them; `in_time` is answers within the
    limit ÷ answers. `longest_gap` is days between two refreshes, up to `today` or the month's end.
    `followers` is the newest number noted, `growth` what it gained since the first of the month.
    """

    log: PlatformMonth
    outlet: Outlet | None
    by_type: Mapping[str, int]
    sums: Sums
    limit: int
    in_time: Ratio
    typical: int | None
    slowest: int | None
    longest_gap: int | None
    followers: int | None
    growth: int | None

    @property
    def posts(self) -> int:
        """Lines that put something before readers."""
        return sum(self.by_type[code] for code in self.by_type if code not in ("reply", "figures"))

    @property
    def valid_rate(self) -> Ratio:
        """Valid leads ÷ leads."""
        return Ratio(part=self.sums["valid_leads"], whole=self.sums["leads"])


def logs_of(records: Records, month: Month | None = None) -> list[PlatformMonth]:
    """Logs that count, of `month` or of all months, in order of the platforms' names."""
    found = [
        one
        for one in records.of(PlatformMonth)
        if month in (None, one.month) and work_of(records, one) != "cancelled"
    ]
    return sorted(found, key=lambda one: (str(one.month), _name(records, one.outlet), one.id))


def _name(records: Records, id: str) -> str:
    outlet = records.find(Outlet, id)
    return id if outlet is None else outlet.title


def platform_figures(records: Records, month: Month, today: date) -> tuple[PlatformFigures, ...]:
    """Every account of the month as known on `today`."""
    limit = answer_within(records, month)
    return tuple(_figures(records, log, limit, today) for log in logs_of(records, month))


def _figures(records: Records, log: PlatformMonth, limit: int, today: date) -> PlatformFigures:
    # 2 ms that every commit would wait for, and only reports and pages ask.
    from statistics import median_low

    minutes = [one.minutes for one in log.entries if one.minutes is not None]
    followers = [one.followers for one in sorted(log.entries, key=lambda one: one.at) if one.followers]
    counted = Counter(one.type for one in log.entries)
    return PlatformFigures(
        log=log,
        outlet=records.find(Outlet, log.outlet),
        by_type={code: counted[code] for code in PLATFORM_ENTRIES.terms},
        sums=sums_of(log.entries),
        limit=limit,
        in_time=Ratio(part=sum(one <= limit for one in minutes), whole=len(minutes)),
        typical=median_low(minutes) if minutes else None,
        slowest=max(minutes, default=None),
        longest_gap=longest_gap(log, today),
        followers=followers[-1] if followers else None,
        growth=followers[-1] - followers[0] if followers else None,
    )


def answer_within(records: Records, month: Month) -> int:
    """Minutes within which a question is to be answered: the shorter of the programme's and the house's."""
    programme = programmes_of(records).get(month)
    said = [shop.answer_within for shop in records.of(Dealership)]
    said.append(None if programme is None else programme.answer_within)
    return min((one for one in said if one is not None), default=ANSWER_WITHIN)


def sums_of(entries: Iterable[PlatformEntry]) -> Sums:
    """Views, leads, valid leads and orders of the lines."""
    sums = Sums()
    for one in entries:
        for name in COUNTS:
            sums[name] += getattr(one, name) or 0
    return sums


def longest_gap(log: PlatformMonth, today: date) -> int | None:
    """Most days from one refresh to the next, or to `today` or the month's end; None without a refresh."""
    days = sorted({one.at for one in log.entries if one.type in FRESHENING})
    if not days:
        return None
    ends = [*days[1:], max(days[-1], min(today, log.month.last_day))]
    return max((end - start).days for start, end in zip(days, ends, strict=True))


def days_stale(log: PlatformMonth, today: date) -> int:
    """Days since the last refresh, or since the month began, up to `today` or the month's end."""
    begun = [log.month.first_day, *(one.at for one in log.entries if one.type in FRESHENING)]
    return (min(today, log.month.last_day) - max(begun)).days


def differs_from_front_desk(records: Records, month: Month) -> Iterator[tuple[str, int, int]]:
    """Where the logs and the front desk's reports of a month differ: count, the logs' sum, the reports'."""
    logs = logs_of(records, month)
    told = sums_of(one for log in logs for one in log.entries)
    rows = [row for day in days_of(records, month) for row in day.rows if row.source == SOURCE]
    if not logs or not rows:
        return
    for name in ("leads", "valid_leads", "orders"):
        found = sum(getattr(row, name) or 0 for row in rows)
        if told[name] != found:
            yield name, told[name], found


def months_of_platforms(records: Records) -> list[Month]:
    """Every month with a log, newest first."""
    return sorted({one.month for one in logs_of(records)}, reverse=True)
