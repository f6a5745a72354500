"""What an ad changed at the front desk: daily means before, during and after its flight, by outlet (A10)."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from msgspec import Struct

from forecourt.kinds.ad import Ad
from forecourt.kinds.funnel import FunnelDay
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.funnel import days_of
from forecourt.money.lifecycle import bucket_of, state_of

# A longer time before or after mixes in other ads.
LONGEST_WINDOW: Final = 14
# A single issue is read for some days.
LEAST_WINDOW: Final = 3


class Window(Struct, frozen=True):
    """Days with a report, and the visits and calls on them that named the outlet or source."""

    days: int
    arrivals: int

    @property
    def mean(self) -> Fraction | None:
        """Visits and calls a day; None when no day was reported."""
        return Fraction(self.arrivals, self.days) if self.days else None


class FlightEffect(Struct, frozen=True, kw_only=True):
    """An ad with its three windows; `by_outlet`: the outlet was asked for, else the source counts."""

    ad: Ad
    before: Window
    during: Window
    after: Window
    by_outlet: bool


def flight_effects(records: Records, month: Month, today: date) -> Iterator[FlightEffect]:
    """The effect of every ad of `month` that ran, in order of flight; nothing where no day was reported."""
    reports = {one.day: one for one in days_of(records)}
    if not reports:
        return
    ads = [ad for ad in records.of(Ad) if ad.month == month and ad.flight_start < today]
    for ad in sorted(ads, key=lambda one: (one.flight_start, one.id)):
        if bucket_of(state_of(records, ad)) in ("committed", "spent"):
            yield _effect(ad, reports)


def _effect(ad: Ad, reports: dict[date, FunnelDay]) -> FlightEffect:
    length = (ad.flight_end - ad.flight_start).days + 1
    around = min(max(length, LEAST_WINDOW), LONGEST_WINDOW)
    # Readers come for some days after a single issue.
    end = max(ad.flight_end, ad.flight_start + timedelta(days=LEAST_WINDOW - 1))
    days = (ad.flight_start - timedelta(days=around), end + timedelta(days=around))
    seen = [one for day, one in reports.items() if days[0] <= day <= days[1]]
    by_outlet = any(row.outlet == ad.outlet for one in seen for row in one.rows)

    def window(first: date, last: date) -> Window:
        found = [one for day, one in reports.items() if first <= day <= last]
        return Window(len(found), sum(_named(one, ad, by_outlet=by_outlet) for one in found))

    return FlightEffect(
        ad=ad,
        before=window(days[0], ad.flight_start - timedelta(days=1)),
        during=window(ad.flight_start, end),
        after=window(end + timedelta(days=1), days[1]),
        by_outlet=by_outlet,
    )


def _named(report: FunnelDay, ad: Ad, *, by_outlet: bool) -> int:
    return sum(
        (row.visits or 0) + (row.calls or 0)
        for row in report.rows
        if (row.outlet == ad.outlet if by_outlet else row.source == ad.channel)
    )
