"""The schedule as a workbook, as an agency or finance would open it."""

from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from forecourt.tables.schedule_book import as_xlsx
from forecourt.tables.schedule_page import DAY_OFF, FILLS, Edition
from forecourt.words.catalogue import words_for
from tests.tables.schedule import TODAY, november, plan
from tests.tables.test_workbook import assert_landscape

BASES = {f"plans/2026-11/AD-{number}.md": f"base{number}" for number in range(1, 5)}


def workbook() -> bytes:
    return as_xlsx(plan(), Edition(bases=BASES, records=november(), today=TODAY), words_for("zh"))


def sheet(*, values: bool = True, name: str = "媒体排期") -> Worksheet:
    return openpyxl.load_workbook(BytesIO(workbook()), data_only=values)[name]


def column(page: Worksheet, label: str) -> int:
    """The place of the column with that head, from 1."""
    return next(cell.column for cell in page[4] if cell.value == label)


def by_id(page: Worksheet, label: str) -> dict[str, Any]:
    place = column(page, label)
    found = {str(row[0].value): row[place - 1].value for row in page.iter_rows(min_row=5)}
    return {id: value for id, value in found.items() if id.startswith("AD-")}


def test_title_unit_and_day_of_making() -> None:
    page = sheet()

    assert (page["A1"].value, page["A2"].value) == (
        "示例店 2026年11月媒体排期表",
        "制表日 2026-11-24　金额单位：元",
    )
    assert "A1:AU1" in {str(area) for area in page.merged_cells.ranges}


def test_on_paper_stand_all_lines_without_what_only_the_import_reads() -> None:
    page = sheet()
    last = max(cell.row for column in page.iter_cols() for cell in column if cell.value is not None)
    heads = [str(cell.value) for cell in page[4]]

    assert page.print_area == f"'{page.title}'!$A$1:$AU${last}"
    assert heads[46:] == ["计入预算金额", "刊播日", "基准"]
    assert_landscape(page, paper=8)
    assert page.print_title_rows == "$3:$4"


def test_the_head_is_one_row_of_the_fields_own_labels_with_the_days_between() -> None:
    heads = [cell.value for cell in sheet()[4]]

    assert heads == [
        "编号", "媒体", "渠道", "版面位置", "主题", "规格", *range(1, 31),
        "刊例价", "折扣", "单次净价", "投放次数", "净价合计", "截稿日", "画面版本", "状态", "刊播凭证",
        "计入", "计入预算金额", "刊播日", "基准",
    ]  # fmt: skip


def test_weekdays_stand_above_the_days_and_days_off_are_shaded() -> None:
    page = sheet()

    assert [page.cell(3, place).value for place in range(7, 14)] == ["日", "一", "二", "三", "四", "五", "六"]
    shades = {place: page.cell(5, place).fill.fgColor.rgb for place in (7, 8)}
    assert shades == {7: f"FF{DAY_OFF[1:]}", 8: "00000000"}


def test_every_line_carries_its_id_and_the_mark_of_its_file() -> None:
    assert by_id(sheet(), "基准") == {"AD-1": "base1", "AD-3": "base3", "AD-4": "base4", "AD-2": "base2"}


def test_days_show_how_often_it_runs_in_the_colour_of_how_it_went() -> None:
    page = sheet()
    (row,) = (cells for cells in page.iter_rows(min_row=5) if cells[0].value == "AD-1")
    shown = {
        place - 5: (row[place].value, row[place].fill.fgColor.rgb)
        for place in range(6, 36)
        if row[place].value
    }

    colour = {mark: f"FF{fill[1:]}" for mark, fill in FILLS.items()}
    assert shown == {
        5: (1, colour["ran"]),
        12: (1, colour["missed"]),
        13: (1, colour["elsewhere"]),
        19: (1, colour["missed"]),
    }


def test_sums_are_formulas_with_their_values() -> None:
    formulas, values = sheet(values=False), sheet()
    places = [column(values, label) for label in ("投放次数", "净价合计", "计入预算金额")]
    totals = {
        row[1].value: tuple(row[place - 1].value for place in places)
        for row in values.iter_rows(min_row=5)
        if row[1].value in ("小计", "合计")
    }

    assert totals == {"小计": (4, 1000, 1000), "合计": (8, 3400, 3400)}
    assert formulas.cell(7, places[1]).value == "=SUBTOTAL(9,AO5:AO6)"
    assert formulas.cell(10, places[1]).value == "=SUBTOTAL(9,AO5:AO9)"
    assert [values.cell(10, 6 + number).value for number in (5, 12, 16)] == [1, 1, 2]


def test_net_amounts_are_worked_out_in_the_sheet() -> None:
    formulas = sheet(values=False)

    assert by_id(formulas, "净价合计")["AD-1"] == "=ROUND(AK5*AL5/10*AN5,2)"
    assert by_id(formulas, "单次净价")["AD-1"] == "=ROUND(AK5*AL5/10,2)"
    assert by_id(sheet(), "净价合计") == {"AD-1": 2400, "AD-3": 0, "AD-4": 1000, "AD-2": 500}


def test_a_line_of_another_month_stands_below_the_total() -> None:
    page = sheet()
    first = [row[0].value for row in page.iter_rows(min_row=10, max_row=13)]

    assert first == [None, "计入其他月份、延续到本月的投放", "AD-2", None][: len(first)]


def test_text_is_no_formula_and_days_are_days() -> None:
    page = sheet(values=False)

    assert by_id(page, "版面位置")["AD-4"] == "=早高峰"
    assert {cell.data_type for row in page.iter_rows(min_row=8, max_row=8) for cell in row[3:4]} == {"s"}
    assert by_id(page, "截稿日")["AD-1"] == datetime(2026, 11, 12)  # noqa: DTZ001 - Excel knows no zones
    assert by_id(page, "刊播日")["AD-4"] == "2026-11-16、2026-11-17"


def test_it_prints_on_a3_with_the_head_on_every_page() -> None:
    page = sheet()

    assert (page.freeze_panes, page.print_title_rows) == ("E5", "$3:$4")
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 8)
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) in {(1, 0), (None, 0)}
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage is True


def test_sums_by_outlet_and_channel_have_sheets_of_their_own() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook()), data_only=True)

    seen = [page.title for page in book if page.sheet_state == "visible"]
    assert seen == ["媒体排期", "排期汇总（按媒体）", "排期汇总（按渠道）"]
    assert book["排期汇总（按渠道）"]["K5"].value == 3470


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC"])
def test_the_same_schedule_gives_the_same_bytes(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = workbook()
    monkeypatch.setenv("TZ", zone)

    assert workbook() == first
