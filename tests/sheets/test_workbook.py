"""What stands in a workbook's cells, and which workbooks are not opened at all."""

from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from xlsxwriter import Workbook

from forecourt.model import limits
from forecourt.model.refusal import RefusedError
from forecourt.sheets.grid import Cell, Fault, Grid, place_name
from forecourt.sheets.workbook import read_workbook
from forecourt.words.catalogue import words_for
from tests.sheets.packages import MAIN, workbook, zipped


def only(data: bytes) -> Grid:
    (grid,) = read_workbook(data, "表.xlsx")
    return grid


def one_cell(value: Any, number_format: str = "General") -> Cell:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["B2"] = value
    page["B2"].number_format = number_format
    target = BytesIO()
    book.save(target)
    return only(target.getvalue()).at(2, 2)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("  两端空格 ", "General", "两端空格"),
        (12800, "#,##0.00", "12800"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567.89, "General", "1234567.89"),
        (-5, "General", "-5"),
        (0, "General", "0"),
        (0.25, "0%", "25%"),
        (0.07, "0.00%", "7%"),
        (date(2026, 11, 3), "yyyy-mm-dd", "2026-11-03"),
        (date(2026, 11, 3), 'yyyy"年"m"月"d"日"', "2026-11-03"),
        (date(2026, 11, 3), "m/d", "2026-11-03"),
        (datetime.combine(date(2026, 11, 3), time(9, 30)), "yyyy-mm-dd hh:mm", "2026-11-03 09:30"),
        (46329, "[$-804]aaaa;@", "2026-11-03"),
        (46329, '"d"0', "46329"),
        (True, "General", "yes"),
        ("_x0041_ & <b>", "General", "A & <b>"),
    ],
)
def test_a_cell_is_the_text_that_it_means(value: Any, number_format: str, text: str) -> None:
    assert one_cell(value, number_format).text == text


def test_days_may_count_from_1904() -> None:
    target = BytesIO()
    with Workbook(target, {"date_1904": True, "in_memory": True}) as book:
        book.add_worksheet().write_datetime(
            0, 0, date(2026, 11, 3), book.add_format({"num_format": "yyyy-mm-dd"})
        )

    assert only(target.getvalue()).at(1, 1).text == "2026-11-03"


def test_a_formula_counts_by_its_stored_result() -> None:
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_formula(0, 0, "=1+1", None, 2)
        page.write_formula(0, 1, "=1+1")
        page.write_formula(0, 2, '=""', None, "")
    grid = only(target.getvalue())

    # XlsxWriter stores 0 for what it was not told, and asks whoever opens the file to calculate.
    assert [grid.at(1, column) for column in (1, 2)] == [
        Cell("2", is_number=True, is_formula=True),
        Cell("", Fault.UNCALCULATED, is_formula=True),
    ]
    assert one_cell("=1+1") == Cell("", Fault.UNCALCULATED, is_formula=True)


def test_a_number_beyond_15_digits_is_known_as_cut() -> None:
    assert one_cell(26112000000123456789) == Cell("26112000000123500000", is_number=True, rough=True)
    assert not one_cell(12345678901234).rough


def test_a_number_without_end_is_only_text() -> None:
    cells = only(workbook('<row r="1"><c r="A1"><v>1E999999999</v></c><c r="B1"><v>NaN</v></c></row>'))

    assert cells.at(1, 1) == Cell("1E999999999", is_number=True, rough=True)
    assert cells.at(1, 2) == Cell("NaN", is_number=True, rough=True)


def test_merged_cells_say_the_same_for_every_row() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["A2"], page["A4"], page["B5"] = "标题", "甲", "乙", "末"
    page.merge_cells("A1:C1")
    page.merge_cells("A2:A3")
    page.merge_cells("A4:B5")
    target = BytesIO()
    book.save(target)
    grid = only(target.getvalue())

    assert [grid.at(row, 1).text for row in range(1, 7)] == ["标题", "甲", "甲", "乙", "乙", ""]
    assert [grid.at(row, 2).text for row in range(1, 7)] == ["", "", "", "", "", ""]
    assert (grid.rows, place_name(4, 28)) == (5, "AB4")


def test_cells_may_leave_their_names_out_and_strings_their_readings_in() -> None:
    strings = f'<sst xmlns="{MAIN}"><si><r><t>排</t></r><r><t>期</t></r><rPh><t>はい</t></rPh></si></sst>'
    rows = (
        '<row><c t="s"><v>0</v></c></row>'
        '<row r="2"><c t="inlineStr"><is><t>甲</t></is></c><c><v>7</v></c><c t="s"><v>0</v></c></row>'
    )
    grid = only(workbook(rows, strings=strings))

    assert dict(grid.cells) == {(2, 1): Cell("甲"), (2, 2): Cell("7", is_number=True), (2, 3): Cell("排期")}


def refusal(data: bytes, name: str = "表.xlsx") -> str:
    with pytest.raises(RefusedError) as refused:
        read_workbook(data, name)
    return words_for("zh").say(refused.value.sentence)


DAMAGED = "表.xlsx 已损坏；请用 Excel 或 WPS 打开，重新另存为 .xlsx"
SAVE_AS = "{name}：只读取 .xlsx 工作簿；请另存为“Excel 工作簿（.xlsx）”再试"
LARGE = "表.xlsx 太大，不像排期表（最大 5 MB，解压后 32 MB）；请删掉图片和表格下方的空行，重新保存"


@pytest.mark.parametrize("name", ["排期.xls", "排期.XLSM", "排期.xlsb", "排期.et", "排期.csv", "排期.ods"])
def test_other_files_are_named_with_what_to_do(name: str) -> None:
    assert refusal(workbook(), name) == SAVE_AS.format(name=name)


def test_a_file_that_is_no_workbook() -> None:
    assert refusal(b"\xd0\xcf\x11\xe0rest") == "表.xlsx 是旧版 .xls，或者设了密码；请另存为不带密码的 .xlsx"
    assert refusal(b"") == SAVE_AS.format(name="表.xlsx")
    assert refusal("编号,标题".encode()) == SAVE_AS.format(name="表.xlsx")
    assert refusal(zipped({"a.txt": "x"})) == "表.xlsx 没有工作表，或者多于 40 张"


def test_macros_are_refused_whatever_the_file_is_called() -> None:
    parts = {"xl/vbaProject.bin": b"x" * 100}

    assert refusal(zipped(parts)) == "表.xlsx 带宏；请另存为不带宏的 .xlsx 再试"


@pytest.mark.parametrize(
    "definition",
    [
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://host.example/x.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_never_unfolded_nor_files_opened(definition: str, encoding: str) -> None:
    sheet = (
        f'<?xml version="1.0" encoding="{encoding}"?>{definition}<worksheet xmlns="{MAIN}"><sheetData>'
        '<row r="1"><c r="A1" t="str"><v>&a;</v></c></row></sheetData></worksheet>'
    )

    assert (
        refusal(workbook(sheet=sheet.encode(encoding)))
        == "表.xlsx 里有表格用不到的定义，不是 Excel 或 WPS 正常保存的文件"
    )


@pytest.mark.parametrize(
    "data",
    [
        workbook('<row r="1"><c r="A1"'),
        workbook('<row r="1"><c r="A1" t="s"><v>一</v></c></row>'),
        workbook('<row r="1"><c r="A1" s="x"><v>1</v></c></row>'),
        workbook(styles="<styleSheet"),
        workbook().replace(b"PK\x01\x02", b"PK\x01\x03", 1),
    ],
)
def test_a_damaged_workbook_is_refused(data: bytes) -> None:
    assert refusal(data) in {DAMAGED, SAVE_AS.format(name="表.xlsx")}


def test_a_workbook_that_unpacks_to_far_more_is_not_unpacked() -> None:
    assert refusal(zipped({"xl/media/image1.png": b"\0" * (limits.MAX_WORKBOOK_UNPACKED - 100)})) == LARGE
    assert refusal(zipped({f"xl/{number}": "" for number in range(limits.MAX_WORKBOOK_PARTS + 1)})) == LARGE
    assert refusal(b"PK" + b"\0" * limits.MAX_WORKBOOK_BYTES) == LARGE


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="5001"><c r="A5001"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"><v>1</v></c></row>',
        "</sheetData><mergeCells>" + '<mergeCell ref="A1:A2"/>' * 2_001 + "</mergeCells><sheetData>",
    ],
)
def test_a_sheet_with_more_than_a_table_has_is_refused(rows: str) -> None:
    told = refusal(workbook(rows))

    assert told == (
        "表.xlsx 的工作表“表”超过 5000 行、200 列或 2000 处合并单元格；请删掉表格以外的内容，重新保存"
    )


def test_merged_cells_over_a_whole_sheet_cost_nothing() -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    grid = only(workbook(f"{row}</sheetData>{merge}<sheetData>"))

    assert (grid.rows, grid.at(4_999, 1).text) == (limits.MAX_SHEET_ROWS, "1")
