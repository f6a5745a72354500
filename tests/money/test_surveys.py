"""Competitors by hand: discount, gap, change against the survey before, and the weeks without one."""

from datetime import date
from typing import Any

import pytest

from forecourt.kinds.survey import Observation, Survey
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.surveys import changes_of, missed_weeks, newest_offers, offers, weeks_of
from tests.money.make import YUAN, common, procedure

NOVEMBER = Month(2026, 11)


def car(street: int, competitor: str = "song_plus", **fields: Any) -> Observation:
    """A car whose guide price is 149,800 yuan."""
    return Observation(
        competitor=competitor,
        guide_price=149_800 * YUAN,
        street_price=street * YUAN,
        source="call",
        **fields,
    )


def survey(id: str, day: date, *cars: Observation, state: str = "approved") -> Survey:
    return Survey(**common("survey", id, state), surveyed_on=day, surveyor="ST-he", cars=cars)


def records(*items: Any) -> Records:
    return Records(items=(procedure("survey"), *items))


def test_discount_gap_and_change_in_fen() -> None:
    found = records(
        survey("CMP-2", date(2026, 11, 12), car(137_300, own_price=137_900 * YUAN)),
        survey("CMP-1", date(2026, 11, 5), car(138_300)),
    )

    first, second = offers(found)
    assert (first.discount, first.gap, first.change, first.is_alert) == (11_500 * YUAN, None, None, False)
    assert (second.discount, second.gap, second.change) == (12_500 * YUAN, -600 * YUAN, -1_000 * YUAN)
    assert (second.is_alert, second.discount_share.hundredths_of_percent) == (True, 834)


def test_a_car_is_compared_with_its_own_trim_alone() -> None:
    found = records(
        survey("CMP-1", date(2026, 11, 5), car(138_000, trim="110KM"), car(120_000, trim="50KM")),
        survey("CMP-2", date(2026, 11, 12), car(119_500, trim="50km"), car(139_000, trim="80KM")),
    )

    shown = [(one.car.trim, one.change) for one in offers(found) if one.survey.id == "CMP-2"]
    assert shown == [("50km", -500 * YUAN), ("80KM", None)]


def test_a_cancelled_survey_and_a_later_one_do_not_count() -> None:
    found = records(
        survey("CMP-1", date(2026, 11, 5), car(138_000)),
        survey("CMP-2", date(2026, 11, 9), car(100_000), state="cancelled"),
        survey("CMP-3", date(2026, 11, 19), car(130_000)),
    )

    assert [one.survey.id for one in newest_offers(found, date(2026, 11, 18))] == ["CMP-1"]


def test_changes_are_prices_gifts_and_finance() -> None:
    found = records(
        survey("CMP-1", date(2026, 10, 29), car(138_000, gifts="首保", finance="24 期")),
        survey("CMP-2", date(2026, 11, 5), car(137_999, gifts="首保")),
    )

    assert [(one.what, one.before, one.after) for one in changes_of(found, NOVEMBER)] == [
        ("street_price", 138_000 * YUAN, 137_999 * YUAN),
        ("finance", "24 期", None),
    ]


def test_weeks_belong_to_the_month_of_their_sunday() -> None:
    """November 2026 begins on a Sunday: its first week begins on 26 October."""
    found = records(
        survey("CMP-1", date(2026, 10, 29), car(138_000)),
        survey("CMP-2", date(2026, 11, 15), car(138_000)),
    )

    weeks = [(str(one.monday), one.standing) for one in weeks_of(found, NOVEMBER, date(2026, 11, 18))]
    assert weeks == [
        ("2026-10-26", "made"),
        ("2026-11-02", "missed"),
        ("2026-11-09", "made"),
        ("2026-11-16", "running"),
    ]
    assert weeks_of(records(), NOVEMBER, date(2026, 11, 18)) == []


@pytest.mark.parametrize(
    ("today", "weeks"),
    [("2026-11-05", 0), ("2026-11-15", 0), ("2026-11-16", 1), ("2026-11-22", 1), ("2026-11-23", 2)],
)
def test_a_week_is_missed_when_it_went_by_whole(today: str, weeks: int) -> None:
    """Surveyed on Thursday 5 November: the week of the 9th is missed once the 16th has come."""
    newest = survey("CMP-1", date(2026, 11, 5), car(138_000))

    assert missed_weeks(newest, date.fromisoformat(today)) == weeks
