"""The prepaid search-ad account: one story by hand, alarms at their limits, and what every history keeps."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from forecourt.kinds.sem import Keyword, Limits, Restatement, SearchDay, SearchMonth
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.sem import Alarm, Counts, account_of, accounts, alarms, summed
from tests.money.make import NOVEMBER, common

FIRST = date(2026, 11, 1)
Row = tuple[int, int]


def at(day: int) -> date:
    return FIRST + timedelta(days=day - 1)


def month(days: Iterable[SearchDay], *restatements: Restatement, **more: Any) -> SearchMonth:
    return SearchMonth(
        **common("sem", "SEM-1", "open"),
        month=more.pop("month", NOVEMBER),
        outlet=more.pop("outlet", "OUT-search"),
        days=tuple(days),
        restatements=restatements,
        **more,
    )


def restated(day: int, cost: int, *, exported: int) -> Restatement:
    return Restatement(day=at(day), exported_on=at(exported), cost=cost)


def found(record: SearchMonth) -> list[Alarm]:
    return list(alarms(account_of([record]), record))


def test_a_refund_comes_back_on_the_day_of_the_report_that_told_it() -> None:
    record = month(
        [
            SearchDay(day=at(1), opening=100_00, top_up=500_00, cost=80_00, closing=520_00, clicks=20),
            SearchDay(day=at(2), opening=520_00, cost=70_00, closing=455_00, clicks=10),
        ],
        Restatement(day=at(1), exported_on=at(2), cost=75_00, clicks=18),
    )

    first, second = account_of([record]).entries

    assert (first.expected, first.difference, first.now.cost) == (520_00, 0, 75_00)
    assert (second.refund, second.expected, second.difference, second.gap) == (5_00, 455_00, 0, 0)
    assert summed(entry.now for entry in (first, second)) == Counts(cost=145_00, clicks=28)


def test_a_refund_that_came_over_night_is_in_the_opening_balance() -> None:
    record = month(
        [
            SearchDay(day=at(1), opening=100_00, cost=80_00, closing=20_00),
            SearchDay(day=at(2), opening=25_00, cost=5_00, closing=20_00),
        ],
        restated(1, 75_00, exported=2),
    )

    _, second = account_of([record]).entries

    assert (second.opening, second.refund, second.gap, second.difference) == (20_00, 5_00, 0, 0)


def test_a_missing_top_up_is_told_with_its_day_and_amount() -> None:
    record = month(
        [
            SearchDay(day=at(1), opening=100_00, cost=10_00, closing=90_00),
            SearchDay(day=at(2), opening=90_00, cost=10_00, closing=1_080_00),
            SearchDay(day=at(3), opening=1_081_00, cost=10_00, closing=1_071_00),
        ]
    )

    entries = account_of([record]).entries

    assert [(entry.day.day, entry.difference) for entry in entries if entry.difference] == [(at(2), 1_000_00)]
    assert [(entry.day.day, entry.gap) for entry in entries if entry.gap] == [(at(3), 1_00)]


def test_the_balance_is_carried_from_month_to_month() -> None:
    october = month([SearchDay(day=date(2026, 10, 31), opening=50_00, cost=20_00)], month=Month(2026, 10))
    november = month([SearchDay(day=at(1), cost=10_00, closing=21_00)])

    (account,) = accounts(Records(items=(november, october)))

    assert [entry.closing for entry in account.entries] == [30_00, 21_00]
    assert account.entries[1].difference == 1_00
    assert account.of(NOVEMBER) == account.entries[1:]


def week(*, clicks: int = 25) -> list[SearchDay]:
    """Seven days of 100 yuan and 25 clicks, 3,000 yuan at the beginning."""
    return [
        SearchDay(day=at(day), opening=3_000_00 if day == 1 else None, cost=100_00, clicks=clicks)
        for day in range(1, 8)
    ]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (SearchDay(day=at(8), cost=100_00, clicks=25), []),
        # 130 % of 4.00 are 5.20: 19 clicks cost 5.26 each, 20 clicks 5.00.
        (SearchDay(day=at(8), cost=100_00, clicks=20), []),
        (SearchDay(day=at(8), cost=100_00, clicks=19), [("cost_a_click", 526, 520)]),
        (SearchDay(day=at(8), cost=100_00, clicks=25, cost_out_of_hours=40_00), []),
        (SearchDay(day=at(8), cost=100_00, clicks=25, cost_out_of_hours=41_00), [("out_of_hours", 41, 40)]),
        (SearchDay(day=at(8), cost=100_00, clicks=25, closing=500_00), []),
        (SearchDay(day=at(8), cost=100_00, clicks=25, closing=499_99), [("low_balance", 499_99, 500_00)]),
        (SearchDay(day=at(8), cost=100_00, clicks=25, closing=299_00),
         [("low_balance", 299_00, 500_00), ("low_days", 2, 3)]),
    ],
)  # fmt: skip
def test_alarms_are_raised_beyond_their_limits(last: SearchDay, expected: list[tuple[str, int, int]]) -> None:
    record = month([*week(), last])

    assert [(one.code, one.found, one.limit) for one in found(record) if one.day == at(8)] == expected


def test_a_record_has_limits_of_its_own() -> None:
    last = SearchDay(day=at(8), cost=100_00, clicks=19, closing=499_99)
    record = month([*week(), last], limits=Limits(cost_a_click=140, low_balance=499_00))

    assert found(record) == []


def test_a_keyword_without_a_known_number_of_conversions_is_not_called_wasted() -> None:
    words = (
        Keyword(keyword="招聘", cost=200_00, leads=0),
        Keyword(keyword="试驾", cost=900_00, leads=3),
        Keyword(keyword="报价", cost=900_00),
        Keyword(keyword="保养", cost=199_99, leads=0),
    )

    assert [one.keyword for one in found(month(week(), keywords=words))] == ["招聘"]


def test_days_of_balance_are_those_of_the_last_seven_active_days() -> None:
    idle = [SearchDay(day=at(8), cost=0), SearchDay(day=at(9), cost=0)]

    assert account_of([month([*week(), *idle])]).days_left == Fraction(2_300_00, 100_00)
    assert account_of([month(idle)]).days_left is None


amounts = st.integers(min_value=0, max_value=1_000_00)
rows = st.lists(st.tuples(amounts, amounts), min_size=1, max_size=10)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Row], list[Restatement]]:
    """Top-up and cost of days on end, and restatements of some of them, each after the one before."""
    days = draw(rows)
    told: list[Restatement] = []
    for _ in range(draw(st.integers(min_value=0, max_value=8))):
        day = draw(st.integers(min_value=1, max_value=len(days)))
        since = max((one.exported_on for one in told if one.day == at(day)), default=at(day))
        exported = since + timedelta(days=draw(st.integers(min_value=0, max_value=3)))
        told.append(Restatement(day=at(day), exported_on=exported, cost=draw(amounts)))
    return days, told


def lines_of(days: Sequence[Row]) -> list[SearchDay]:
    return [SearchDay(day=at(day), top_up=top_up, cost=cost) for day, (top_up, cost) in enumerate(days, 1)]


def newest_costs(days: Sequence[Row], told: Sequence[Restatement]) -> int:
    """By hand: of each day the last figure told, else its own."""
    costs = {at(number): cost for number, (_, cost) in enumerate(days, 1)}
    costs.update({one.day: one.cost or 0 for one in told})
    return sum(costs.values())


@given(histories(), amounts)
def test_whatever_is_restated_opening_and_top_ups_less_costs_is_what_is_left(
    history: tuple[list[Row], list[Restatement]], opening: int
) -> None:
    days, told = history
    lines = [
        SearchDay(day=at(number), top_up=top_up, cost=cost) for number, (top_up, cost) in enumerate(days, 1)
    ]
    record = month([replace(lines[0], opening=opening), *lines[1:]], *told)

    account = account_of([record])

    left = (account.entries[-1].closing or 0) + account.pending
    assert left == opening + sum(top_up for top_up, _ in days) - newest_costs(days, told)
    assert summed(entry.now for entry in account.entries).cost == newest_costs(days, told)
    assert not any(entry.difference or entry.gap for entry in account.entries)


@given(histories(), amounts, st.data())
def test_a_wrong_closing_balance_is_told_on_its_day_with_its_difference(
    history: tuple[list[Row], list[Restatement]], opening: int, data: st.DataObject
) -> None:
    days, told = history
    lines = [
        SearchDay(day=at(number), top_up=top_up, cost=cost) for number, (top_up, cost) in enumerate(days, 1)
    ]
    whole = account_of([month([replace(lines[0], opening=opening), *lines[1:]], *told)])
    place = data.draw(st.integers(min_value=0, max_value=len(days) - 1))
    off = data.draw(st.integers(min_value=-500_00, max_value=500_00))
    noted = [replace(entry.day, closing=(entry.closing or 0)) for entry in whole.entries]
    noted[place] = replace(noted[place], closing=(noted[place].closing or 0) + off)

    entries = account_of([month(noted, *told)]).entries

    # The balance after it goes on from what was noted, so the next day is off by as much the other way.
    expected = {place: off, place + 1: -off} if off else {}
    found = {number: entry.difference for number, entry in enumerate(entries) if entry.difference}
    assert found == {number: value for number, value in expected.items() if number < len(entries)}
