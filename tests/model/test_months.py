"""Months as values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecourt.model.months import Month


def test_a_month_prints_as_it_is_written() -> None:
    assert str(Month.parse("2026-11")) == "2026-11"


@pytest.mark.parametrize(
    "written", ["2026-13", "2026-1", "2026/11", "26-11", "2026-11-01", "1989-12", "2101-01", ""]
)
def test_other_forms_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        Month.parse(written)


def test_days_at_both_ends() -> None:
    assert Month(2024, 2).first_day == date(2024, 2, 1)
    assert Month(2024, 2).last_day == date(2024, 2, 29)
    assert Month.of(date(2026, 12, 31)) == Month(2026, 12)


def test_the_year_turns() -> None:
    assert Month(2026, 12).plus(1) == Month(2027, 1)
    assert Month(2026, 1).plus(-1) == Month(2025, 12)


@given(st.integers(1, 9000), st.integers(1, 12), st.integers(-500, 500))
def test_going_and_coming_back(year: int, number: int, months: int) -> None:
    month = Month(year + 500, number)
    assert month.plus(months).plus(-months) == month
