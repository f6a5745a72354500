"""The funnel of a month out of its days: sums by source and model, rates with their definition, missing days.

Period rates divide what happened in the month by what happened in the month; cohort rates follow those who
first came in the month, whenever they ordered. Both are printed, because mixed they pass 100 % (pitfall 17).
A rate keeps both its numbers and the definition it was made by; shipped systems define the same rate
differently.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from forecourt.kinds.dealership import Dealership
from forecourt.kinds.funnel import FunnelDay, FunnelRow
from forecourt.kinds.month import MonthPlan
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.vocabulary import SOURCES
from forecourt.model.vocabulary_leads import FUNNEL_RATES
from forecourt.money.lifecycle import work_of
from forecourt.money.ratio import Ratio

COUNTS: Final = (
    "visits", "first_visits", "calls", "leads", "valid_leads", "call_backs", "invited", "files",
    "test_drives", "orders", "deliveries", "losses",
)  # fmt: skip
# Rate -> definition -> what is divided by what. The first definition stands where the dealership chose none.
DEFINITIONS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = MappingProxyType(
    {
        "file_rate": {"dms": ("files", "visits"), "crm_first": ("files", "first_visits")},
        "test_drive_rate": {"dms": ("test_drives", "files"), "crm": ("test_drives", "visits")},
        "invitation_rate": {"dms": ("call_backs", "files"), "crm": ("invited", "leads")},
        "valid_rate": {"crm": ("valid_leads", "leads")},
        "close_rate": {
            "dms": ("orders", "files"),
            "crm": ("orders", "visits"),
            "crm_first": ("orders", "first_visits"),
        },
    }
)
# Sources that say nothing about where a customer came from.
VAGUE: Final = ("other", "unknown")


class Sums(dict[str, int]):
    """Counts by name, 0 where nothing was counted."""

    def __missing__(self, _: str) -> int:
        return 0

    @property
    def arrivals(self) -> int:
        """Visits and calls."""
        return self["visits"] + self["calls"]


class FunnelRate(Struct, frozen=True, kw_only=True):
    """One rate: its definition, what is divided by what, and both numbers."""

    name: str
    definition: str
    part: str
    whole: str
    ratio: Ratio


class Funnel(Struct, frozen=True, kw_only=True):
    """A month's funnel. `missing` are days without a report up to the day before today, or the month's last.

    `by_source` and `by_model` ("" = no model named) are sums of the month; `carried` those of orders and
    deliveries of customers who first came earlier. `cohort` is orders of those who first came in the month,
    in this and all later months, ÷ files kept in the month.
    """

    month: Month
    days: tuple[FunnelDay, ...]
    missing: tuple[date, ...]
    total: Sums
    by_source: Mapping[str, Sums]
    by_model: Mapping[str, Sums]
    carried: Sums
    rates: tuple[FunnelRate, ...]
    cohort: Ratio
    vague: Ratio


def funnel(records: Records, month: Month, today: date) -> Funnel:
    """The funnel of `month` as known on `today`."""
    days = tuple(sorted(days_of(records, month), key=lambda one: one.day))
    rows = [row for one in days for row in one.rows]
    total = summed(rows)
    by_source = _by(rows, lambda row: row.source, SOURCES.terms)
    vague = sum(by_source[source].arrivals for source in VAGUE if source in by_source)
    return Funnel(
        month=month,
        days=days,
        missing=missing_days(days, month, today),
        total=total,
        by_source=by_source,
        by_model=_by(rows, lambda row: row.model or "", sorted({row.model or "" for row in rows})),
        carried=summed(row for row in rows if row.came_in is not None and row.came_in < month),
        rates=tuple(_rates(records, total)),
        cohort=Ratio(part=_ordered_later(records, month), whole=total["files"]),
        vague=Ratio(part=vague, whole=total.arrivals),
    )


def days_of(records: Records, month: Month | None = None) -> Iterator[FunnelDay]:
    """Reports that count: of `month`, or of all months, without cancelled ones."""
    yield from records.once(_days_by_month)[month]


def _days_by_month(records: Records) -> Mapping[Month | None, list[FunnelDay]]:
    found: dict[Month | None, list[FunnelDay]] = defaultdict(list)
    for one in records.of(FunnelDay):
        if work_of(records, one) != "cancelled":
            found[one.month].append(one)
            found[None].append(one)
    return found


def missing_days(days: Iterable[FunnelDay], month: Month, today: date) -> tuple[date, ...]:
    """Days of the month before `today` without a report; none of a month that nobody reports by the day."""
    known = {one.day for one in days}
    if not known:
        return ()
    end = min(month.last_day, today - timedelta(days=1))
    length = (end - month.first_day).days + 1
    every = (month.first_day + timedelta(days=number) for number in range(length))
    return tuple(day for day in every if day not in known)


def summed(rows: Iterable[FunnelRow]) -> Sums:
    """The sums of all counts."""
    sums = Sums()
    for row in rows:
        for name in COUNTS:
            count = getattr(row, name)
            if count:
                sums[name] = sums[name] + count
    return sums


def _by(rows: Iterable[FunnelRow], key: Callable[[FunnelRow], str], order: Iterable[str]) -> dict[str, Sums]:
    groups: dict[str, list[FunnelRow]] = {name: [] for name in order}
    for row in rows:
        groups[key(row)].append(row)
    return {name: summed(group) for name, group in groups.items() if group}


def _rates(records: Records, total: Sums) -> Iterator[FunnelRate]:
    chosen = {one.rate: one.definition for shop in records.of(Dealership) for one in shop.rate_definitions}
    for name in FUNNEL_RATES.terms:
        known = DEFINITIONS[name]
        definition = chosen[name] if chosen.get(name) in known else next(iter(known))
        part, whole = known[definition]
        ratio = Ratio(part=total[part], whole=total[whole])
        yield FunnelRate(name=name, definition=definition, part=part, whole=whole, ratio=ratio)


def _ordered_later(records: Records, month: Month) -> int:
    """Orders, of this and later months, of customers who first came in `month`."""
    return records.once(_orders_by_arrival)[month]


def _orders_by_arrival(records: Records) -> Counter[Month]:
    orders: Counter[Month] = Counter()
    for one in days_of(records):
        for row in one.rows:
            orders[row.came_in or one.month] += row.orders or 0
    return orders


def differs_from_month(records: Records, plan: MonthPlan) -> Iterator[tuple[str, str, int, int]]:
    """Where the month's record and its days differ: source, count, the record's number, the days' sum.

    Files kept are the record's new prospects.
    """
    sums = _by(
        (row for one in days_of(records, plan.month) for row in one.rows),
        lambda row: row.source,
        SOURCES.terms,
    )
    names = {"visits": "visits", "calls": "calls", "leads": "files", "orders": "orders"}
    for row in plan.traffic:
        found = sums.get(row.source, Sums())
        for name, of_day in names.items():
            told = getattr(row, name)
            if told is not None and told != found[of_day]:
                yield row.source, name, told, found[of_day]
