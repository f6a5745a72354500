"""The line that tells when volumes must go off, and which days they report."""

import pytest

from forecourt.model.months import Month
from forecourt.money.workdays import posting
from forecourt.report.completeness import as_text, label_of, posting_line
from forecourt.rules.completeness import Completeness
from forecourt.rules.proof_matrix import Want
from forecourt.words.catalogue import words_for
from forecourt.words.text import Text
from tests.binder.make import november
from tests.money.make import NOVEMBER, programme


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


def test_a_month_without_items_is_not_called_complete() -> None:
    empty = Completeness(month=NOVEMBER, volumes=())

    told = as_text(empty, november(), words_for("zh"), None)
    assert told.splitlines()[-1] == "本月目前还没有要装册的项目"


def test_how_many_copies_the_manufacturer_wants_is_told_with_the_kind() -> None:
    sheets = Want(kind="tear_sheet", pieces=1, why=Text("x"), copies=2, there=2)

    assert words_for("zh").say(label_of(sheets)) == "样报 2 件（每件交 2 份）"
    assert words_for("zh").say(label_of(Want(kind="tear_sheet", pieces=1, why=Text("x"), there=1))) == "样报"
