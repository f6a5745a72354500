"""The working-day calendar against the State Council's yearly notices."""

import subprocess
import sys
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecourt.model.months import Month
from forecourt.money.workdays import (
    Posting,
    add_workdays,
    is_provisional,
    is_workday,
    posting,
    workdays_between,
)
from tests.money.make import programme

MONTHS = [Month(year, number) for year in range(2007, 2027) for number in range(1, 13)]
PUBLISHED_DAYS = st.dates(date(2005, 1, 1), date(2025, 12, 31))


def last_workday_before(month: Month) -> date:
    return posting(programme(), month.plus(-1)).day


@pytest.mark.parametrize(
    ("month", "day"),
    [
        ("2020-02", "2020-01-23"),
        ("2009-02", "2009-01-24"),
        ("2017-02", "2017-01-26"),
        ("2025-02", "2025-01-27"),
        ("2026-03", "2026-02-28"),
        ("2023-10", "2023-09-28"),
        ("2008-10", "2008-09-28"),
        ("2012-05", "2012-04-28"),
        ("2026-12", "2026-11-30"),
        ("2027-01", "2026-12-31"),
        ("2027-02", "2027-01-29"),
    ],
)
def test_the_last_working_day_before_the_first(month: str, day: str) -> None:
    assert last_workday_before(Month.parse(month)) == date.fromisoformat(day)


def test_the_first_is_a_day_off_in_113_of_240_months() -> None:
    assert sum(not is_workday(month.first_day) for month in MONTHS) == 113


def test_days_from_the_last_working_day_to_the_first() -> None:
    gaps = Counter((month.first_day - last_workday_before(month)).days for month in MONTHS)
    assert gaps == {1: 168, 2: 32, 3: 36, 5: 1, 6: 1, 8: 1, 9: 1}


def test_monday_to_friday_would_be_wrong_in_23_months() -> None:
    def naive(month: Month) -> date:
        day = month.first_day - timedelta(days=1)
        return day - timedelta(days=max(day.weekday() - 4, 0))

    earlier = sum(last_workday_before(month) < naive(month) for month in MONTHS)
    later = sum(last_workday_before(month) > naive(month) for month in MONTHS)
    assert (earlier, later) == (13, 10)


def test_a_year_without_a_notice_has_its_statutory_days_and_is_provisional() -> None:
    assert [is_provisional(year) for year in (2003, 2004, 2026, 2027)] == [True, False, False, True]
    spring_festival = [date(2027, 2, day) for day in range(4, 12)]
    # 4 Thursday works, 5 eve, 6–8 festival, 9 and 10 made up for the weekend, 11 works.
    assert [is_workday(day) for day in spring_festival] == [True, *[False] * 6, True]


@pytest.mark.parametrize(
    ("month", "provisional"), [("2026-11", False), ("2026-12", True), ("2027-01", True), ("2025-12", False)]
)
def test_december_is_provisional_until_next_year_is_announced(month: str, *, provisional: bool) -> None:
    assert posting(programme(), Month.parse(month)).provisional is provisional


def test_a_notice_given_as_overrides_moves_the_day() -> None:
    """The Sunday before the 2027 Spring Festival becomes a make-up working day."""
    notice = {date(2027, 1, 31): True}
    assert posting(programme(), Month(2027, 1), overrides=notice).day == date(2027, 1, 31)
    assert add_workdays(date(2027, 1, 29), 1, overrides=notice) == date(2027, 1, 31)
    assert workdays_between(date(2027, 1, 29), date(2027, 2, 1), overrides=notice) == 2
    assert is_workday(date(2026, 11, 30), overrides={date(2026, 11, 30): False}) is False


def test_the_volumes_of_november_2026_are_ready_two_working_days_before() -> None:
    assert posting(programme(), Month(2026, 11)) == Posting(
        day=date(2026, 11, 30), ready_on=date(2026, 11, 26), provisional=False
    )


@pytest.mark.parametrize(
    ("kind", "roll", "day"),
    [
        # 31 October 2026 is a Saturday; the 28th, three courier days before it, a Wednesday.
        ("posted", "backward", "2026-10-30"),
        ("posted", "forward", "2026-11-02"),
        ("posted", "none", "2026-10-31"),
        ("received", "backward", "2026-10-27"),
        ("received", "forward", "2026-10-30"),
        ("received", "none", "2026-10-28"),
    ],
)
def test_how_the_deadline_of_october_2026_counts(kind: str, roll: str, day: str) -> None:
    policy = programme(deadline_kind=kind, deadline_roll=roll, courier_days=3)
    assert posting(policy, Month(2026, 10)).day == date.fromisoformat(day)


def test_papers_that_must_arrive_are_never_posted_on_a_day_off() -> None:
    """28 February 2026 is a Saturday that works; five courier days before it the festival is not over."""
    policy = programme(deadline_kind="received", courier_days=5, ready_workdays_before=1)
    assert posting(policy, Month(2026, 2)) == Posting(
        day=date(2026, 2, 14), ready_on=date(2026, 2, 13), provisional=False
    )


@given(PUBLISHED_DAYS, st.integers(1, 60))
def test_adding_working_days_lands_on_one_that_counting_confirms(day: date, n: int) -> None:
    later, earlier = add_workdays(day, n), add_workdays(day, -n)
    assert is_workday(later)
    assert is_workday(earlier)
    assert workdays_between(day, later) == n
    assert workdays_between(earlier - timedelta(days=1), day - timedelta(days=1)) == n


@given(PUBLISHED_DAYS, PUBLISHED_DAYS, PUBLISHED_DAYS)
def test_counting_adds_up_over_any_day_between(a: date, b: date, c: date) -> None:
    assert workdays_between(a, b) + workdays_between(b, c) == workdays_between(a, c)


def test_no_working_days_later_is_the_same_day() -> None:
    assert add_workdays(date(2026, 11, 28), 0) == date(2026, 11, 28)


def test_mistyped_years_end_at_the_calendar_instead_of_running_on() -> None:
    assert add_workdays(date(2026, 11, 24), 100_000_000).year == 2100
    assert add_workdays(date(9999, 12, 31), -1).year == 2100
    assert workdays_between(date(1, 1, 1), date(1950, 1, 3)) == 2


def test_holidays_is_imported_only_for_a_year_without_a_notice() -> None:
    probe = (
        "import sys; from datetime import date; from forecourt.money.workdays import is_workday;"
        "is_workday(date(2026, 11, 24)); print('holidays' in sys.modules);"
        "is_workday(date(2027, 11, 24)); print('holidays' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
