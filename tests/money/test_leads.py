"""The funnel of a month: rates by their definitions, cohorts, gaps, flights and advice with their figures."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from forecourt.kinds.dealership import Dealership, RateDefinition
from forecourt.kinds.funnel import FunnelDay, FunnelRow
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from forecourt.model.vocabulary import SOURCES
from forecourt.money.advice import advice
from forecourt.money.flights import Window, flight_effects
from forecourt.money.funnel import COUNTS, DEFINITIONS, funnel, summed
from forecourt.words.catalogue import words_for
from tests.rules.small import AD, changed, record, world

MONTH = Month(2026, 11)
TODAY = date(2026, 11, 18)


def row(source: str = "newspaper", **counts: Any) -> FunnelRow:
    return FunnelRow(source=source, **counts)


def report(day: date, *rows: FunnelRow) -> FunnelDay:
    id = f"FUN-{day:%Y%m%d}-aaaa"
    blank = record("FUN-20261101-a2b3")
    found: FunnelDay = replace(
        blank,
        id=id,
        path=f"plans/2026-11/funnel/{id}.md",
        state="closed",
        day=day,
        month=Month.of(day),
        rows=rows,
    )
    return found


def records(*others: Record) -> Records:
    return world(*others).records


def days(first: int, rows: Iterable[tuple[FunnelRow, ...]]) -> list[FunnelDay]:
    return [report(date(2026, 11, first + number), *found) for number, found in enumerate(rows)]


ROWS = (
    row(visits=40, first_visits=25, calls=10, files=20, test_drives=8, orders=5),
    row("online", leads=30, valid_leads=18, invited=6, call_backs=4, visits=10, first_visits=10, orders=1),
)


def rates_of(*choices: tuple[str, str]) -> dict[str, tuple[str, int | None, int | None]]:
    shop: Dealership = changed(
        "DLR-hengyuan",
        rate_definitions=tuple(RateDefinition(rate=rate, definition=one) for rate, one in choices),
    )
    found = funnel(records(shop, report(date(2026, 11, 1), *ROWS)), MONTH, TODAY)
    return {one.name: (one.definition, one.ratio.part, one.ratio.whole) for one in found.rates}


def test_rates_as_the_manufacturer_counts_unless_the_dealership_chose() -> None:
    assert rates_of() == {
        "file_rate": ("dms", 20, 50),
        "test_drive_rate": ("dms", 8, 20),
        "invitation_rate": ("dms", 4, 20),
        "valid_rate": ("crm", 18, 30),
        "close_rate": ("dms", 6, 20),
    }


@pytest.mark.parametrize(
    ("rate", "definition", "numbers"),
    [
        ("close_rate", "crm", (6, 50)),
        ("close_rate", "crm_first", (6, 35)),
        ("file_rate", "crm_first", (20, 35)),
        ("test_drive_rate", "crm", (8, 50)),
        ("invitation_rate", "crm", (6, 30)),
    ],
)
def test_each_published_definition(rate: str, definition: str, numbers: tuple[int, int]) -> None:
    assert rates_of((rate, definition))[rate] == (definition, *numbers)


def test_a_definition_that_a_rate_does_not_have_falls_back() -> None:
    assert rates_of(("valid_rate", "dms"))["valid_rate"][0] == "crm"
    assert set(DEFINITIONS["close_rate"]) == {"dms", "crm", "crm_first"}


def test_a_cohort_follows_its_customers_into_later_months() -> None:
    came = report(date(2026, 10, 30), row(visits=10, files=8, orders=1))
    later = report(date(2026, 11, 3), row(orders=2, came_in=Month(2026, 10)), row(orders=4, visits=9))
    both = records(came, later)

    october, november = funnel(both, Month(2026, 10), TODAY), funnel(both, MONTH, TODAY)
    assert (october.cohort.part, october.cohort.whole) == (3, 8)
    assert (november.cohort.part, november.total["orders"], november.carried["orders"]) == (4, 6, 2)


def test_days_without_a_report_up_to_yesterday() -> None:
    some = records(*(report(date(2026, 11, day)) for day in range(1, 18) if day not in (4, 9)))

    assert funnel(some, MONTH, TODAY).missing == (date(2026, 11, 4), date(2026, 11, 9))
    assert funnel(records(), MONTH, TODAY).missing == ()


def test_what_says_nothing_about_the_source() -> None:
    found = funnel(
        records(report(date(2026, 11, 1), row("other", visits=3), row("unknown", calls=2), row(visits=15))),
        MONTH,
        TODAY,
    )

    assert (found.vague.part, found.vague.whole) == (5, 20)


@given(
    st.lists(
        st.builds(
            lambda source, count, model: FunnelRow(
                source=source, model=model, visits=count, orders=count // 3
            ),
            st.sampled_from(sorted(SOURCES.terms)),
            st.integers(0, 50),
            st.sampled_from([None, "y3", "y7"]),
        ),
        max_size=30,
    )
)
def test_whatever_was_counted_is_in_every_sum_once(rows: list[FunnelRow]) -> None:
    found = funnel(records(report(date(2026, 11, 2), *rows)), MONTH, TODAY)

    for name in COUNTS:
        assert found.total[name] == sum(sums[name] for sums in found.by_source.values())
        assert found.total[name] == sum(sums[name] for sums in found.by_model.values())
    assert found.total == summed(rows)


def test_before_during_and_after_a_flight() -> None:
    named = {"outlet": "OUT-daily"}
    reports = days(
        1, [(row(calls=1, **named),)] * 4 + [(row(visits=3, **named),)] * 3 + [(row(visits=9),)] * 3
    )
    (found,) = flight_effects(records(*reports), MONTH, TODAY)

    assert found.ad.id == AD
    assert found.by_outlet
    # One issue on the 5th: read for three days.
    assert (found.before, found.during, found.after) == (Window(3, 3), Window(3, 9), Window(3, 0))


def test_without_the_outlet_s_name_the_source_counts() -> None:
    reports = days(2, [(row(visits=2), row("radio", visits=7))] * 6)
    (found,) = flight_effects(records(*reports), MONTH, TODAY)

    assert not found.by_outlet
    assert (found.before, found.during, found.after) == (Window(3, 6), Window(3, 6), Window(0, 0))
    assert found.after.mean is None


def sentences(*reports: FunnelDay) -> list[str]:
    some = records(*reports)
    flights = tuple(flight_effects(some, MONTH, TODAY))
    found = advice(some, funnel(some, MONTH, TODAY), flights)
    return [words_for("zh").say(one.sentence) for one in found]


def test_advice_stands_on_figures() -> None:
    rows = (
        row("unknown", visits=3),
        row("referral", visits=4, orders=2),
        row("walk_by", visits=8),
        row(visits=1),
    )
    busy = [report(date(2026, 11, 1) + timedelta(number), *rows) for number in range(16)]

    assert sentences(*busy) == [
        "缺 1 天日报（11-17）：先补齐，否则日均都不准。",
        "“老客户、朋友介绍”成交好：来店来电 64 批，订单 32 台（50.0%，全部来源 12.5%）："
        "了解这些客户是被什么打动的，可以多做。",
        "“路过”来的多、买的少：来店来电 128 批，订单 0 台（0.0%，全部来源 12.5%）："
        "加钱之前先看文案说了什么、谁在跟进。",
        "京畿日报：投放期间日均 1.0 批，投放前 1.0 批（前 3 天）：续订之前比较别的版面或日期。",
    ]
    assert sentences() == []
