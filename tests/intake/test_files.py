"""Bytes of exports as grids: encodings, delimiters, workbooks old and new, and what is none of them."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from forecourt.intake.files import decoded, grids_of
from forecourt.model.limits import MAX_SHEET_ROWS
from forecourt.model.refusal import RefusedError
from forecourt.sheets.grid import Grid
from forecourt.words.catalogue import words_for

OLD = Path(__file__).with_name("report.xls")


def texts(grid: Grid) -> list[list[str]]:
    return [
        [grid.at(row, column).text for column in range(1, grid.columns + 1)]
        for row in range(1, grid.rows + 1)
    ]


def refusal(data: bytes, name: str = "导出.csv") -> str:
    with pytest.raises(RefusedError) as caught:
        grids_of(data, name)
    return words_for("zh").say(caught.value.sentence)


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + "日期,消费".encode(),
        "日期,消费".encode(),
        "日期,消费".encode("gb18030"),
        "日期,消费".encode("utf-16"),
    ],
    ids=["mark", "utf-8", "gb18030", "utf-16"],
)
def test_an_export_is_read_in_every_usual_encoding(data: bytes) -> None:
    (grid,) = grids_of(data, "导出.csv")

    assert texts(grid) == [["日期", "消费"]]


def test_utf_8_is_never_taken_for_gb18030() -> None:
    # These bytes are text in both.
    assert decoded("联通".encode(), "导出.csv") == "联通"
    assert "消费".encode().decode("gb18030", "replace") != "消费"


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_fields_may_hold_the_delimiter_and_line_ends(delimiter: str) -> None:
    said = f'日期{delimiter}消费\r\n2026-11-01{delimiter}"1{delimiter}200"\r\n"a\nb"{delimiter}2\r\n'
    (grid,) = grids_of(said.encode(), "导出.csv")

    assert texts(grid) == [["日期", "消费"], ["2026-11-01", f"1{delimiter}200"], ["a\nb", "2"]]


def test_a_new_workbook_is_known_by_its_bytes_not_by_its_name() -> None:
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    sheet.append(["日期", "消费"])
    sheet.append(["20261101", 12.5])
    target = BytesIO()
    book.save(target)

    (grid,) = grids_of(target.getvalue(), "导出.xls")

    assert texts(grid) == [["日期", "消费"], ["20261101", "12.5"]]


def test_an_old_workbook_gives_days_numbers_and_texts() -> None:
    (grid,) = grids_of(OLD.read_bytes(), "report.xls")

    assert grid.name == "报告"
    assert texts(grid) == [
        ["百度推广报告", "", ""],
        ["日期", "消费", "展现"],
        ["2026-11-18", "98.76", "1200"],
        ["2026-11-18 09:30", "0.1", "30"],
        ["总计", "98.86", "1230"],
    ]


PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv=Content-Type content="text/html; charset={charset}"><style>td {{ color: red }}</style>
<script src="https://example.com/x.js">document.write("<table><tr><td>9</td></tr></table>")</script></head>
<body><table><tr><td>首页</td><td><table border=1>
<tr><th colspan=3>推广日报 &lt;京北&gt;</th></tr>
<tr><th>日期</th><th>账户</th><th style="mso-number-format:'0.00'">消费</th></tr>
<tr><td rowspan=2>2026-11-18</td><td>品牌<br>词</td><td>&nbsp;1,098.76 </td></tr>
<tr><td><b>车</b>型词<!-- 不是这个 --></td><td>30<img src="https://example.com/count.gif"></td></tr>
</table></td></tr></table></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_the_table_of_a_web_page_that_is_called_xls_is_read(charset: str) -> None:
    frame, grid = grids_of(PAGE.format(charset=charset).encode(charset), "日报.xls")

    assert (texts(frame), grid.name) == ([["首页"]], "日报.xls")
    assert texts(grid) == [
        ["推广日报 <京北>", "", ""],
        ["日期", "账户", "消费"],
        ["2026-11-18", "品牌 词", "1,098.76"],
        ["2026-11-18", "车型词", "30"],
    ]


def test_a_damaged_old_workbook_is_refused() -> None:
    data = OLD.read_bytes()

    assert refusal(data[:700], "坏.xls") == "坏.xls 已损坏或有密码；另存为不带密码的 xlsx"
    assert refusal(data[:512] + bytes(len(data) - 512), "坏.xls") == refusal(data[:700], "坏.xls")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<html><table>", "导出.csv 不是 csv，也不是工作簿；打开后另存为 xlsx"),
        (b"<?xml version='1.0'?><Workbook/>", "导出.csv 不是 csv，也不是工作簿；打开后另存为 xlsx"),
        (b"<tr><td>1" * (MAX_SHEET_ROWS + 1), "导出.csv 超过 5000 行或 200 列；请少导出几天"),
        (b"<tr><td colspan=9999>1<td>2", "导出.csv 超过 5000 行或 200 列；请少导出几天"),
        (b"<" + b"<table><tr><td>" * 9_999, "导出.csv 不是 csv，也不是工作簿；打开后另存为 xlsx"),
        (b"a\0b", "导出.csv 不是 csv，也不是工作簿；打开后另存为 xlsx"),
        (b"\xff\xff\xff", "导出.csv 不是 UTF-8 或 GB18030 编码的文本；另存为 csv 或 xlsx"),
        (b"a\n" * (MAX_SHEET_ROWS + 1), "导出.csv 超过 5000 行或 200 列；请少导出几天"),
        (b"a" * (5 * 1024 * 1024 + 1), "导出.csv 超过 5 MB"),
        (b'"' + b"a" * 200_000, "导出.csv 不能按 csv 读取；另存为 xlsx"),
    ],
)
def test_what_is_no_table_is_refused_with_the_way_out(data: bytes, expected: str) -> None:
    assert refusal(data) == expected
