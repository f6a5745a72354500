"""Directives: answered in time, late, or not yet due, and by which records."""

from datetime import date
from typing import Any

import pytest

from forecourt.model.months import Month
from forecourt.money.replies import Replies, replies
from tests.rules.small import AD, PRESS, changed, world

DIRECTIVE = "DIR-202611-y7"
DUE = date(2026, 11, 12)


def found(today: date = date(2026, 11, 18), **fields: Any) -> Replies:
    usual = {"due_on": DUE, "replied_on": None, "answered_by": ()}
    return replies(world(changed(DIRECTIVE, **{**usual, **fields})).records, Month(2026, 11), today)


@pytest.mark.parametrize(
    ("replied_on", "today", "expected"),
    [
        (date(2026, 11, 12), date(2026, 11, 18), (1, 1)),
        (date(2026, 11, 13), date(2026, 11, 18), (0, 1)),
        (None, date(2026, 11, 12), (0, 0)),
        (None, date(2026, 11, 13), (0, 1)),
    ],
)
def test_the_due_day_itself_is_in_time(
    replied_on: date | None, today: date, expected: tuple[int, int]
) -> None:
    ratio = found(today, replied_on=replied_on).on_time

    assert (ratio.part, ratio.whole) == expected


def test_what_is_open() -> None:
    assert [line.directive.id for line in found().open] == [DIRECTIVE]
    assert found(replied_on=DUE).open == ()


def test_answers_are_named_on_either_side_and_told_once() -> None:
    (line,) = found(answered_by=(PRESS, AD)).lines

    # The ad says itself that it answers the directive.
    assert [one.id for one in line.answers] == [PRESS, AD]


def test_directives_of_another_month_are_not_counted() -> None:
    assert found(month=Month(2026, 10)).lines == ()
