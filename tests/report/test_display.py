"""Widths on a terminal, and nothing that a terminal would obey."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecourt.report.display import excerpt, printable, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("云岭Y7", 6),
        ("１２", 4),
        ("，。", 4),
        ("e\u0301", 1),
        ("🚗", 2),
        ("a\u200bb", 2),
        ("·", 1),
    ],
)
def test_chinese_takes_two_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_nothing_that_a_terminal_obeys_is_left() -> None:
    assert printable("a\x1b[31mb\tc\nd\u202ee\x9bf") == "a\ufffd[31mb c d\ufffde\ufffdf"


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("title: 云岭Y7", 8, ("title: 云岭Y7", 7)),
        ("题目: 云岭Y7", 5, ("题目: 云岭Y7", 6)),
        ("短", 99, ("短", 2)),
        ("", 1, ("", 0)),
        ("短", 0, ("短", 0)),
    ],
)
def test_the_place_is_counted_in_columns(line: str, column: int, expected: tuple[str, int]) -> None:
    assert excerpt(line, column) == expected


def test_a_long_line_is_cut_around_the_place() -> None:
    shown, before = excerpt("长" * 300 + "X" + "尾" * 300, 301)

    assert shown == "…" + "长" * 33 + "X" + "尾" * 66 + "…"
    assert before == 1 + 2 * 33


@given(st.text(), st.integers(0, 600))
def test_the_caret_stays_below_the_text(line: str, column: int) -> None:
    shown, before = excerpt(line, column)

    assert 0 <= before <= width(shown)
    assert printable(shown) == shown
