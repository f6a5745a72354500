"""The schedule's tables: whole numbers end to end, each line and each day once."""

import json

import pandas as pd
import pytest

from forecourt.tables.cells import display_width
from forecourt.tables.commas import as_csv
from forecourt.tables.envelope import as_json
from forecourt.tables.frames import Table
from forecourt.tables.layout import Holds
from forecourt.tables.schedule import matrix_table, schedule_tables
from forecourt.tables.schedule_screen import matrix_text
from forecourt.words.catalogue import words_for
from tests.money.make import NOVEMBER
from tests.tables.schedule import plan


def tables() -> dict[str, Table]:
    found = (*schedule_tables(plan()), matrix_table(plan()))
    return {one.layout.name: one for one in found}


@pytest.mark.parametrize("name", ["lines", "cells", "outlets", "channels", "matrix"])
def test_no_column_is_a_float_and_amounts_are_whole_fen(name: str) -> None:
    one = tables()[name]

    assert [dtype.kind for dtype in one.frame.dtypes if pd.api.types.is_float_dtype(dtype)] == []
    amounts = [column.name for column in one.layout.columns if column.holds is Holds.FEN]
    assert {str(one.frame[column].dtype) for column in amounts} <= {"int64"}
    assert all(column.endswith("_fen") for column in amounts)


def test_a_line_says_what_it_costs_and_how_it_stands() -> None:
    (first, *_) = tables()["lines"].rows()

    assert first == (
        1, "AD-1", "OUT-daily", "newspaper", "汽车版通栏", "试驾季", "24×6.8 cm", None,
        400_000, "2", 80_000, 3, 240_000,
        "2026-11-12", "v2", "状态booked", 0, "committed", 240_000, "2026-11",
    )  # fmt: skip


def test_channels_end_with_what_the_budget_has_used() -> None:
    rows = {row[0]: row[-3:] for row in tables()["channels"].rows()}

    assert rows == {
        "newspaper": (240_000, 0, 240_000),
        "radio": (100_000, 0, 100_000),
        "event": (0, 7_000, 7_000),
    }


def test_the_matrix_holds_a_column_for_each_day() -> None:
    matrix = tables()["matrix"]
    names = [column.name for column in matrix.layout.columns]

    first, last = names.index("2026-11-01"), names.index("2026-11-30")
    assert (names[first - 1], names[last + 1], last - first) == ("colour", "list_price_fen", 29)
    rows = {
        row[1]: {at: cell for at, cell in enumerate(row[first : last + 1], start=1) if cell}
        for row in matrix.rows()
    }
    assert rows == {
        "AD-1": {5: "1", 12: "1", 13: "1", 19: "1"},
        "AD-2": {29: "-", 30: "-"},
        "AD-3": {26: "1"},
        "AD-4": {16: "2", 17: "2"},
    }


def test_csv_is_safe_for_excel() -> None:
    lines = as_csv(tables()["matrix"], words_for("zh")).decode("utf-8-sig").splitlines()

    assert lines[0].startswith("序号,编号,媒体,渠道,版面位置,主题,规格,色彩,2026-11-01,")
    assert lines[4].startswith("4,AD-4,交通台,广播,'=早高峰,试驾季,15 s,")


def test_json_has_lines_days_and_sums() -> None:
    found = json.loads(as_json(NOVEMBER, schedule_tables(plan())))

    assert list(found) == [
        "schema_version",
        "month",
        "currency",
        "lines",
        "cells",
        "outlets",
        "channels",
        "totals",
    ]
    assert found["cells"][2] == {
        "record": "AD-1", "day": "2026-11-13", "mark": "elsewhere", "planned": 0, "ran": 1
    }  # fmt: skip
    assert found["totals"]["channels"]["used_yuan"] == "3470.00"


def test_the_matrix_as_plain_text() -> None:
    assert matrix_text(plan(), words_for("zh"), width=None).splitlines() == MATRIX.splitlines()


MATRIX = """2026年11月媒体排期表
金额单位：元   计 计划刊播   刊 已刊播   错 错刊   漏 漏刊   补 补刊   -- 档期（未排日）

                                        1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30  净价合计 状态         截稿日 折扣 画面版本 凭证
                                       日 一 二 三 四 五 六 日 一 二 三 四 五 六 日 一 二 三 四 五 六 日 一 二 三 四 五 六 日 一
OUT-daily                                                                                                                         2,400.00
  1 汽车版通栏 试驾季                              刊                   漏 错                漏                                   2,400.00 状态booked   11-12  2    v2       —
  2 汽车版通栏 试驾季                                                                                             补                  0.00 状态approved 11-12  10   —        —
  3 〔计入 2026-12〕 汽车版通栏 试驾季                                                                                     ------   500.00 状态booked   11-12  10   —        —
交通台                                                                                                                            1,000.00
  4 =早高峰 试驾季                                                                  计2计2                                        1,000.00 状态paid     11-12  10   —        —
合计                                                                                                                              3,400.00"""  # noqa: E501


@pytest.mark.parametrize("width", [100, 120, 160])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_fits_the_terminal_and_the_days_stand_below_each_other(width: int, lang: str) -> None:
    shown = matrix_text(plan(), words_for(lang), width=width)
    lines = [strip(line) for line in shown.splitlines()]

    assert max(map(display_width, lines)) <= width
    weekdays = next(line for line in lines if line.strip().startswith(("日", "Su")))
    start = display_width(weekdays[: len(weekdays) - len(weekdays.lstrip())])
    rows = [line for line in lines if line.startswith("  1 ")]
    # The 5th is the first day of that line.
    each = 3 if width == 160 else 2
    assert [display_width(row[: row.index("刊" if lang == "zh" else "Rn")]) - start for row in rows] == [
        4 * each
    ]


def test_on_a_wide_terminal_several_insertions_a_day_are_counted() -> None:
    assert "计2计2" in matrix_text(plan(), words_for("zh"), width=None)
    assert "计计" in strip(matrix_text(plan(), words_for("zh"), width=100))


def test_days_off_and_marks_have_colours_on_a_terminal() -> None:
    shown = matrix_text(plan(), words_for("zh"), width=120)

    assert "\x1b[31m日\x1b[0m" in shown
    assert "\x1b[1;31m漏\x1b[0m" in shown
    assert "\x1b" not in matrix_text(plan(), words_for("zh"), width=None)


def strip(text: str) -> str:
    """The text without colours."""
    parts = text.split("\x1b[")
    return parts[0] + "".join(part.partition("m")[2] for part in parts[1:])
