"""A month of platform logs: answers in time, gaps, leads beside those of the front desk."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from forecourt.kinds.dealership import Dealership
from forecourt.kinds.funnel import FunnelDay, FunnelRow
from forecourt.kinds.platform import PlatformEntry, PlatformMonth
from forecourt.kinds.programme import Programme
from forecourt.model.months import Month
from forecourt.model.record import Record
from forecourt.money.platforms import (
    PlatformFigures,
    answer_within,
    days_stale,
    differs_from_front_desk,
    platform_figures,
)
from forecourt.money.ratio import Ratio
from tests.rules.small import changed, record, world

MONTH = Month(2026, 11)
TODAY = date(2026, 11, 18)
LOG = "PLT-20261102-k4m7"
FUNNEL = "FUN-20261101-a2b3"


def entry(day: int, type: str, **more: Any) -> PlatformEntry:
    return PlatformEntry(at=date(2026, 11, day), type=type, **more)


def log(*entries: PlatformEntry) -> PlatformMonth:
    found: PlatformMonth = replace(record(LOG), entries=entries)
    return found


def figures(*entries: PlatformEntry) -> PlatformFigures:
    (found,) = platform_figures(world(log(*entries)).records, MONTH, TODAY)
    return found


def test_answers_within_the_limit_are_counted_at_the_limit() -> None:
    found = figures(*(entry(3, "reply", minutes=one) for one in (5, 120, 121, 600)))

    assert found.in_time == Ratio(part=2, whole=4)
    assert (found.limit, found.typical, found.slowest) == (120, 120, 600)


def test_the_shorter_limit_of_programme_and_house_counts() -> None:
    def limit(own: int | None, programme: int | None) -> int:
        shop: Dealership = replace(record("DLR-hengyuan"), answer_within=own)
        law: Programme = replace(record("PRG-2026"), answer_within=programme)
        return answer_within(world(shop, law).records, MONTH)

    assert (limit(60, None), limit(60, 30), limit(60, 90), limit(None, None)) == (60, 30, 60, 120)


def test_a_gap_is_counted_between_refreshes_and_up_to_today() -> None:
    found = figures(entry(2, "prices"), entry(5, "forum"), entry(9, "refresh"), entry(17, "reply", minutes=3))

    assert found.longest_gap == 9
    assert (found.posts, found.by_type["reply"]) == (3, 1)


@pytest.mark.parametrize(("today", "days"), [(18, 9), (9, 0), (30, 21)])
def test_days_since_the_last_refresh(today: int, days: int) -> None:
    assert days_stale(log(entry(9, "refresh")), date(2026, 11, today)) == days
    assert days_stale(log(entry(9, "refresh")), date(2026, 12, 5)) == 21
    assert days_stale(log(), date(2026, 11, 5)) == 4


def test_followers_grow_from_the_first_number_to_the_last() -> None:
    found = figures(entry(17, "figures", followers=1_030), entry(1, "figures", followers=1_000))

    assert (found.followers, found.growth) == (1_030, 30)


def front_desk(*rows: FunnelRow) -> FunnelDay:
    found: FunnelDay = replace(record(FUNNEL), state="closed", rows=rows)
    return found


def test_leads_of_all_platforms_are_held_against_the_front_desk() -> None:
    told = log(entry(1, "figures", leads=3, valid_leads=2), entry(2, "figures", leads=2, orders=1))
    rows = (FunnelRow(source="online", leads=4, valid_leads=2), FunnelRow(source="search", leads=9))

    def differences(*records: Record) -> list[tuple[str, int, int]]:
        return list(differs_from_front_desk(world(*records).records, MONTH))

    assert differences(told, front_desk(*rows)) == [("leads", 5, 4), ("orders", 1, 0)]
    assert differences(told, front_desk()) == []
    assert differences(changed(LOG, state="cancelled"), front_desk(*rows)) == []
