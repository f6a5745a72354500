"""The line that tells when volumes must go off, and which days they report."""

import pytest

from forecourt.model.months import Month
from forecourt.money.workdays import posting
from forecourt.report.completeness import posting_line
from forecourt.words.catalogue import words_for
from tests.money.make import programme


@pytest.mark.parametrize(
    ("month", "first_day", "told"),
    [
        ("2026-11", None, "2026-11 三册：2026-11-26 前备齐，2026-11-30 前寄出"),
        (
            "2026-11",
            26,
            "2026-11 三册：2026-11-26 前备齐，2026-11-30 前寄出；上报周期 2026-10-26 至 2026-11-25",
        ),
        (
            "2026-12",
            26,
            "2026-12 三册：2026-12-29 前备齐，2026-12-31 前寄出；上报周期 2026-11-26 至 2026-12-25"
            "（暂定：有关年份的放假安排尚未公布）",
        ),
    ],
)
def test_posting_in_one_line(month: str, first_day: int | None, told: str) -> None:
    wanted = Month.parse(month)
    due = posting(programme(period_from_day=first_day), wanted)

    assert words_for("zh").say(posting_line(due, wanted)) == told
