"""A value that could not be read: never taken for another, never used."""

import operator
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from forecourt.model.unread import UNREAD, UnreadError, is_read, readable

USES: dict[str, Callable[[Any], object]] = {
    "equal": lambda value: value == "x",
    "equal from the left": lambda value: "x" == value,  # noqa: SIM300
    "later": lambda value: date(2026, 11, 1) < value,
    "earlier": lambda value: value <= date(2026, 11, 1),
    "true": bool,
    "sum": lambda value: 1 + value,
    "sum of many": lambda value: sum([1, value]),
    "product": lambda value: value * Decimal(2),
    "largest": lambda value: max(1, value),
    "attribute": operator.attrgetter("first_day"),
    "key": {}.get,
    "among": lambda value: "x" in value,
    "one of": lambda value: value in ("x", "y"),
    "all": list,
    "length": len,
}


@dataclass(frozen=True)
class Row:
    """Two values."""

    a: Any
    b: Any


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_nothing_comes_of_a_value_that_could_not_be_read(use: Callable[[Any], object]) -> None:
    with pytest.raises(UnreadError):
        use(UNREAD)


def test_it_is_neither_nothing_nor_another_value() -> None:
    assert [is_read(value) for value in (None, "", 0, (), UNREAD)] == [True, True, True, True, False]


def test_in_a_message_it_is_an_ellipsis() -> None:
    assert f"plans/{UNREAD}/ads" == "plans/…/ads"
    assert (str(UNREAD), repr(UNREAD)) == ("…", "UNREAD")


def test_there_is_only_one() -> None:
    assert pickle.loads(pickle.dumps(UNREAD)) is UNREAD  # noqa: S301  our own


def test_items_are_taken_by_what_is_asked_of_them() -> None:
    items = (Row(1, UNREAD), UNREAD, Row(UNREAD, 2), Row(3, None))

    assert [place for place, _ in readable(items)] == [0, 2, 3]
    assert [place for place, _ in readable(items, "a")] == [0, 3]
    assert [place for place, _ in readable(items, "a", "b")] == [3]
    assert list(readable(UNREAD)) == []
