"""Reporting periods that are not the calendar month, and which records they bring into which volume."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from forecourt.model.months import Month
from forecourt.money.reporting import ReportingPeriod, programmes_of, reporting_period, volume_month
from forecourt.money.volume_items import ad_items, event_items, press_items
from forecourt.money.workdays import posting
from tests.money.make import (
    NOVEMBER,
    YUAN,
    ad,
    directive,
    event,
    month_plan,
    press,
    programme,
    records,
)

DECEMBER, OCTOBER = Month(2026, 12), Month(2026, 10)
TO_THE_25TH = programme(period_from_day=26)


def ids(found: object) -> list[str]:
    assert isinstance(found, list)
    return [record.id for record in found]


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        ("2026-11", "2026-10-26", "2026-11-25"),
        ("2026-03", "2026-02-26", "2026-03-25"),
        ("2027-01", "2026-12-26", "2027-01-25"),
    ],
)
def test_from_the_26th_to_the_25th(month: str, first: str, last: str) -> None:
    assert reporting_period(TO_THE_25TH, Month.parse(month)) == ReportingPeriod(
        first=date.fromisoformat(first), last=date.fromisoformat(last)
    )


def test_a_period_from_the_1st_is_the_calendar_month_and_none_goes_by_activity_month() -> None:
    assert reporting_period(programme(period_from_day=1), NOVEMBER) == ReportingPeriod(
        first=date(2026, 11, 1), last=date(2026, 11, 30)
    )
    assert reporting_period(programme(), NOVEMBER) is None


def test_posting_is_due_before_the_1st_whatever_the_period_is() -> None:
    due = posting(TO_THE_25TH, NOVEMBER)

    assert (due.day, due.ready_on) == (date(2026, 11, 30), date(2026, 11, 26))
    assert due.period == ReportingPeriod(first=date(2026, 10, 26), last=date(2026, 11, 25))


@given(st.integers(1, 28), st.dates(date(2025, 1, 1), date(2030, 12, 31)))
def test_every_day_lies_in_exactly_one_period(first_day: int, day: date) -> None:
    policy = programme(period_from_day=first_day)
    month = volume_month(policy, NOVEMBER, day)
    period, before = reporting_period(policy, month), reporting_period(policy, month.plus(-1))

    assert period is not None
    assert before is not None
    assert period.first <= day <= period.last
    assert before.last + timedelta(days=1) == period.first


def test_an_item_goes_in_whole_where_its_last_day_lies() -> None:
    found = records(
        replace(
            ad("AD-1", "paid", YUAN),
            flight_start=date(2026, 10, 20),
            flight_end=date(2026, 10, 27),
            month=OCTOBER,
        ),
        replace(ad("AD-2", "paid", YUAN), flight_start=date(2026, 11, 1), flight_end=date(2026, 11, 25)),
        replace(ad("AD-3", "paid", YUAN), flight_start=date(2026, 11, 20), flight_end=date(2026, 11, 26)),
        replace(press("PR-1", "paid"), published_on=date(2026, 11, 26)),
        replace(press("PR-2", "paid"), published_on=date(2026, 11, 25)),
        replace(
            event("EV-1", "paid", [(YUAN, YUAN)]), starts_on=date(2026, 11, 25), ends_on=date(2026, 11, 28)
        ),
        replace(directive("DIR-1", "paid", date(2026, 11, 10)), replied_on=date(2026, 11, 27)),
        month_plan(OCTOBER),
        policy=TO_THE_25TH,
    )

    assert ids(ad_items(found, NOVEMBER)) == ["AD-1", "AD-2"]
    assert ids(ad_items(found, DECEMBER)) == ["AD-3"]
    assert ids(ad_items(found, OCTOBER)) == []
    assert ids(press_items(found, NOVEMBER)) == ["PR-2"]
    assert ids(press_items(found, DECEMBER)) == ["PR-1", "DIR-1"]
    assert ids(event_items(found, DECEMBER)) == ["EV-1"]


def test_without_a_period_the_activity_month_decides_whatever_the_days_are() -> None:
    late = replace(ad("AD-3", "paid", YUAN), flight_end=date(2026, 12, 5))

    assert ids(ad_items(records(late), NOVEMBER)) == ["AD-3"]


def test_a_month_whose_programme_cannot_be_read_goes_by_activity_month() -> None:
    lost = records(ad("AD-1", "paid", YUAN), plan=month_plan(programme="PRG-1999"))

    assert programmes_of(lost) == {NOVEMBER: None}
    assert volume_month(None, NOVEMBER, date(2026, 11, 28)) == NOVEMBER
    assert ids(ad_items(lost, NOVEMBER)) == ["AD-1"]
