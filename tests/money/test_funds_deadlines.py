"""The last day to post a claim (domain 3.3, section 6)."""

from datetime import date
from typing import Any

import pytest

from forecourt.money.funds_deadlines import claim_deadline
from tests.money.make import programme


def deadline(ran_until: date, **fields: Any) -> date | None:
    """Days from the end of the flight, posted, as the working calendar leaves it, unless `fields` differ."""
    terms: dict[str, Any] = {"claim_roll": "none", **fields}
    return claim_deadline(programme(**terms), ran_until)


def test_days_count_from_the_end_of_the_flight_or_of_the_month() -> None:
    assert deadline(date(2026, 11, 5)) == date(2026, 12, 5)
    assert deadline(date(2026, 11, 5), claim_from="month_end") == date(2026, 12, 30)


@pytest.mark.parametrize(
    ("ran_until", "start", "last"),
    [
        (date(2026, 12, 15), None, date(2027, 2, 15)),
        (date(2026, 12, 31), None, date(2027, 2, 28)),
        (date(2023, 12, 31), None, date(2024, 2, 29)),
        (date(2026, 12, 15), "month_end", date(2027, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_on_a_shorter_month_s_last(
    ran_until: date, start: str | None, last: date
) -> None:
    terms = {"claim_window_days": None, "claim_window_months": 2, "claim_from": start}
    assert deadline(ran_until, **terms) == last


def test_a_day_off_rolls_as_the_programme_says() -> None:
    # 30 days after 1 September 2026 is 1 October, National Day; work goes on on 8 October.
    ran = date(2026, 9, 1)

    assert deadline(ran, claim_roll="backward") == date(2026, 9, 30)
    assert deadline(ran, claim_roll="forward") == date(2026, 10, 8)
    assert deadline(ran) == date(2026, 10, 1)


def test_papers_that_must_be_received_are_posted_the_courier_s_days_before() -> None:
    # Received by Tuesday, 1 December; three calendar days before is a Saturday.
    assert deadline(date(2026, 11, 1), claim_kind="received", claim_roll="backward") == date(2026, 11, 27)
    assert deadline(date(2026, 11, 1), claim_kind="received") == date(2026, 11, 28)


def test_what_is_not_said_is_as_for_the_volumes() -> None:
    policy = {"claim_roll": None, "deadline_roll": "forward", "deadline_kind": "received", "courier_days": 2}

    # Forward to 8 October for the office, two days for the courier, and back before the holiday.
    assert deadline(date(2026, 9, 1), **policy) == date(2026, 9, 30)


def test_without_a_window_there_is_no_such_day() -> None:
    assert deadline(date(2026, 9, 1), claim_window_days=None) is None
