"""Days of commits that can be believed, and counting working days at once."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forecourt.money.workdays import workdays_between
from forecourt.timeline.days import Workdays, dated, day_of

TODAY = date(2026, 11, 24)


def november(*days: int) -> list[date]:
    return [date(2026, 11, day) for day in days]


def test_a_day_begins_at_midnight_in_china() -> None:
    """23:59:59 on the 2nd in China is 15:59:59 of the same day in Greenwich."""
    assert day_of(1_793_635_199) == date(2026, 11, 2)
    assert day_of(1_793_635_200) == date(2026, 11, 3)


@pytest.mark.parametrize(("seconds", "day"), [(-(10**18), date(1950, 1, 1)), (10**18, date(2100, 12, 31))])
def test_absurd_times_stay_within_the_calendar(seconds: int, day: date) -> None:
    assert day_of(seconds) == day


@pytest.mark.parametrize(
    ("claimed", "settled", "corrected"),
    [
        (november(2, 3, 3, 9), november(2, 3, 3, 9), 0),
        ([date(2026, 11, 2), date(2099, 1, 1), date(2026, 11, 4)], november(2, 4, 4), 1),
        ([date(2026, 11, 2), date(1970, 1, 1), date(2026, 11, 4)], november(2, 2, 4), 1),
        ([date(1990, 1, 1), *november(2, 3)], [date(1990, 1, 1), *november(2, 3)], 0),
        ([date(2026, 11, 2), date(2026, 11, 25)], november(2, 24), 1),
        ([date(2027, 1, 1), date(2027, 1, 2)], november(24, 24), 2),
        ([date(2099, 1, 1), *november(5, 6)], november(5, 5, 6), 1),
        ([], [], 0),
    ],
    ids=["in order", "future", "past", "long ago", "tomorrow", "all future", "future first", "none"],
)
def test_the_longest_rise_is_believed(claimed: list[date], settled: list[date], corrected: int) -> None:
    found = dated(claimed, TODAY)
    assert (list(found.days), found.corrected) == (settled, corrected)


@given(st.lists(st.dates(date(1950, 1, 1), date(2100, 12, 31)), max_size=30))
def test_days_never_fall_and_never_lie_in_the_future(claimed: list[date]) -> None:
    found = dated(claimed, TODAY)
    assert len(found.days) == len(claimed)
    assert list(found.days) == sorted(found.days)
    assert all(day <= TODAY for day in found.days)
    if claimed == sorted(claimed) and max(claimed, default=TODAY) <= TODAY:
        assert found.days == tuple(claimed)


@settings(deadline=None)  # the calendar of 2027 is made once
@given(st.integers(0, 800), st.integers(0, 800))
def test_counting_at_once_is_counting_day_by_day(one: int, other: int) -> None:
    first = date(2025, 1, 1)
    start, end = (first + timedelta(days=days) for days in sorted((one, other)))
    assert Workdays(first, date(2027, 6, 1)).between(start, end) == workdays_between(start, end)
