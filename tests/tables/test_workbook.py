"""The workbook as Excel, or finance, would read it."""

from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from forecourt.model.months import Month
from forecourt.tables.workbook import as_xlsx
from forecourt.words.catalogue import words_for
from tests.money.make import NOVEMBER
from tests.tables.month import tables


def workbook(lang: str = "zh", month: Month = NOVEMBER) -> bytes:
    return as_xlsx(month, tuple(tables().values()), words_for(lang))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def sheet(name: str, *, values: bool = False) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(workbook()), data_only=values)[name]


def assert_landscape(page: Worksheet, *, paper: int) -> None:
    """All columns on one page of that size (Excel's number), as many pages as the rows need."""
    fits: Any = page.sheet_properties.pageSetUpPr
    assert (str(page.page_setup.orientation), page.page_setup.paperSize) == ("landscape", paper)
    assert (fits.fitToPage, page.page_setup.fitToHeight) == (True, 0)


def cells(page: Worksheet) -> list[tuple[Any, ...]]:
    return list(page.iter_rows(values_only=True))


def test_a_sheet_for_each_table_named_in_the_readers_language() -> None:
    assert openpyxl.load_workbook(BytesIO(workbook())).sheetnames == [
        "当月费用总览",
        "各渠道预算执行",
        "费用明细",
        "返款计提明细（按基金和车型）",
        "任务完成情况",
        "各级媒体发稿",
        "当月稿件",
        "当月活动",
    ]
    assert openpyxl.load_workbook(BytesIO(workbook("en"))).sheetnames[1] == "Budget by channel"


def test_the_channels_with_a_total_that_finance_can_follow() -> None:
    assert cells(sheet("各渠道预算执行", values=True)) == [
        (
            "渠道",
            "预算（元）",
            "已计划（元）",
            "已承诺（元）",
            "已支出（元）",
            "余额（元）",
            "预算情况",
            "对应记录",
        ),
        ("报纸", 20000.5, 12000.5, 4800, 0, 3200, "有余额", "AD-1 AD-2"),
        ("广播", 1000, 0, 0, 1000.01, -0.01, "超预算", "AD-3"),
        ("合计", 21000.5, 12000.5, 4800, 1000.01, 3199.99, None, None),
    ]
    assert cells(sheet("各渠道预算执行"))[-1][1:3] == ("=SUM(B2:B3)", "=SUM(C2:C3)")


def test_amounts_show_commas_and_two_decimals_and_the_header_stays_in_view() -> None:
    page = sheet("各渠道预算执行")
    assert page["B2"].number_format == "#,##0.00"
    assert page["B4"].number_format == "#,##0.00"
    assert page.freeze_panes == "A2"
    assert page["A1"].font.bold


def test_columns_are_wide_enough_for_chinese_and_not_endless() -> None:
    page = sheet("费用明细")
    # "plans/2026-11/AD-1.md" has 21 characters; a Chinese one counts twice.
    assert [round(page.column_dimensions[letter].width) for letter in "DEH"] == [16, 15, 24]


def test_every_sheet_prints_on_landscape_pages_as_wide_as_the_table_with_its_name_above() -> None:
    for page in openpyxl.load_workbook(BytesIO(workbook())):
        assert_landscape(page, paper=9)
        assert (page.print_title_rows, str(page.HeaderFooter.oddHeader)) == ("$1:$1", "&C&14 &A")


def test_a_title_is_text_even_if_it_looks_like_a_formula() -> None:
    page = sheet("费用明细")
    assert (page["D2"].value, page["D2"].data_type) == ("=HYPERLINK(1)", "s")


def test_days_are_days_and_unknown_numbers_empty() -> None:
    page = sheet("当月活动")
    assert (page["D2"].value, page["D2"].number_format) == (midnight(date(2026, 11, 21)), "yyyy-mm-dd")
    assert cells(sheet("返款计提明细（按基金和车型）"))[2][5] is None


def test_the_same_month_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = workbook()
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert workbook() == first
    assert workbook(month=Month(2026, 10)) != first


def test_the_workbook_says_what_it_is() -> None:
    properties = openpyxl.load_workbook(BytesIO(workbook())).properties
    assert properties.title == "当月费用总览 2026-11"
    assert properties.created == midnight(date(2026, 11, 1))
