"""What was typed over where a sheet changes nothing is refused by its cell; a deleted row is told."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from forecourt.commands import budget, schedule
from tests.sheets.shop import DRAFT, MONTH, OTHER, Shop, column_of, row_of, told

Edit = Callable[[Workbook], None]
COMMANDS = {"budget": budget.command, "schedule": schedule.command}


def exported(shop: Shop, what: str) -> bytes:
    """The whole workbook as the command writes it."""
    wish = ["2026-11", "--format", "xlsx", "--output", "out.xlsx", "--anyway", "--today", "2026-11-20"]
    CliRunner().invoke(COMMANDS[what], wish, catch_exceptions=False)
    data = Path("out.xlsx").read_bytes()
    Path("out.xlsx").unlink()
    return data


def after(shop: Shop, what: str, edit: Edit, *options: str) -> tuple[int, list[str]]:
    """Export, edit anywhere in the workbook, import: exit status and what was told.

    A budget is saved as openpyxl does, without the results of its sums; a schedule with them, as Excel does.
    """
    book = openpyxl.load_workbook(BytesIO(exported(shop, what)), data_only=what == "schedule")
    edit(book)
    target = BytesIO()
    book.save(target)
    done = shop.run(target.getvalue(), *options, what=what)
    return done.exit_code, told(done)


def test_a_sum_that_was_typed_over_is_refused_by_its_cell(shop: Shop) -> None:
    def edit(book: Workbook) -> None:
        book["各渠道预算执行"]["B2"].value = 99_000

    before = shop.snapshot()
    status, said = after(shop, "budget", edit, "--write")

    assert (status, said) == (
        1,
        [
            "各渠道预算执行!B2: 不能接受 XL26",
            "    这张表只供查看；这一格原来是：40000",
            "    → 请在“预算调整”表里改；这里请改回原值，或删掉这张表",
            "1 处不能接受，没有写入任何内容",
        ],
    )
    assert shop.snapshot() == before


def test_the_same_on_the_sums_of_a_schedule_and_in_a_new_cell(shop: Shop) -> None:
    def edit(book: Workbook) -> None:
        book["排期汇总（按渠道）"]["C2"].value = 77
        book["排期汇总（按渠道）"]["M3"].value = "老板批示"

    status, said = after(shop, "schedule", edit)

    assert status == 1
    assert [line for line in said if "XL26" in line] == [
        "排期汇总（按渠道）!C2: 不能接受 XL26",
        "排期汇总（按渠道）!M3: 不能接受 XL26",
    ]
    assert "    这张表只供查看；这一格原来是：（空）" in said


def test_a_subtotal_that_was_typed_over_between_the_rows_is_refused_by_its_cell(shop: Shop) -> None:
    """As Excel saves it: the other sums keep their formulas, and rows that changed have other results."""
    data = exported(shop, "schedule")
    page = openpyxl.load_workbook(BytesIO(data))["媒体排期"]
    row = next(cell.row for column in page.iter_cols() for cell in column if cell.value == "小计")
    place = f"{get_column_letter(column_of(page, '净价合计'))}{row}"
    formula = re.compile(rf'(<c r="{place}"[^>]*>)<f>[^<]*</f><v>[^<]*</v>'.encode())

    assert shop.run(data).exit_code == 0
    done = shop.run(part_replaced(data, formula, rb"\1<v>99000</v>"), "--write")

    assert (done.exit_code, told(done)) == (
        1,
        [
            f"媒体排期!{place}: 不能接受 XL26",
            "    小计、合计只供查看，这里改写成了 99000",
            "    → 请撤消，或把这一格清空；要改就改上面的明细行",
            "1 处不能接受，没有写入任何内容",
        ],
    )


def subtotal_of(page: Worksheet, value: int) -> None:
    row = next(cell.row for column in page.iter_cols() for cell in column if cell.value == "小计")
    page.cell(row, column_of(page, "净价合计")).value = value


def test_a_subtotal_that_was_typed_over_is_found_where_no_formula_is_left(shop: Shop) -> None:
    """Some programs keep results only: every sum is a number then, and those that are right stay so."""
    status, said = after(shop, "schedule", lambda book: subtotal_of(book["媒体排期"], 99_000), "--write")

    assert (status, said[1:]) == (
        1,
        [
            "    小计、合计只供查看，这里改写成了 99000",
            "    → 请撤消，或把这一格清空；要改就改上面的明细行",
            "1 处不能接受，没有写入任何内容",
        ],
    )
    assert said[0].endswith("不能接受 XL26")


def test_a_sum_of_results_only_may_be_the_old_one_or_that_of_the_rows_now(shop: Shop) -> None:
    """The draft of 12,000 costs 15,000 now; whoever corrects the sum by hand too has not lied."""

    def dearer(book: Workbook) -> None:
        page = book["媒体排期"]
        page.cell(row_of(page, DRAFT), column_of(page, "刊例价")).value = 60_000
        page.cell(row_of(page, DRAFT), column_of(page, "净价合计")).value = 15_000

    def corrected(book: Workbook) -> None:
        page = book["媒体排期"]
        row = next(cell.row for column in page.iter_cols() for cell in column if cell.value == "小计")
        subtotal_of(page, round(float(str(page.cell(row, column_of(page, "净价合计")).value))) + 3_000)
        dearer(book)

    for edit in (dearer, corrected):
        status, said = after(shop, "schedule", edit)
        assert (status, [line for line in said if "XL26" in line]) == (0, [])


def part_replaced(data: bytes, old: re.Pattern[bytes], new: bytes) -> bytes:
    """The workbook with one place of its first sheet written otherwise."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part, count = old.subn(new, part)
                assert count == 1
            made.writestr(name, part)
    return target.getvalue()


def test_a_column_that_is_only_to_be_read_is_refused_wherever_its_row_now_stands(shop: Shop) -> None:
    def edit(book: Workbook) -> None:
        page = book["媒体排期"]
        page.cell(row_of(page, DRAFT), column_of(page, "计入预算金额")).value = 1
        page.move_range(f"A{row_of(page, OTHER)}:AZ{row_of(page, OTHER)}", rows=20)

    status, said = after(shop, "schedule", edit)

    assert status == 1
    assert said[1:3] == [
        "    “计入预算金额”只供查看；这一格原来是：0",
        "    → 请改回原值；它由记录自动得出",
    ]
    assert [line.partition(": ")[2] for line in said if "XL" in line] == [f"不能接受 XL26 · {DRAFT}"]


def test_a_sheet_of_sums_that_was_sorted_is_told_in_a_few_lines(shop: Shop) -> None:
    def edit(book: Workbook) -> None:
        page = book["费用明细"]
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        for place, row in enumerate(reversed(rows), start=2):
            for column, value in enumerate(row, start=1):
                page.cell(place, column).value = value

    status, said = after(shop, "budget", edit)

    assert status == 1
    assert len([line for line in said if "XL26" in line]) == 6
    assert any("格与导出时不同" in line for line in said)


@pytest.mark.parametrize("what", ["budget", "schedule"])
def test_saving_the_workbook_in_another_program_changes_nothing(shop: Shop, what: str) -> None:
    """Sums lose their results on the way; sheets that nobody needs may be deleted."""

    def edit(book: Workbook) -> None:
        del book[book.sheetnames[1]]

    status, said = after(shop, what, edit)

    assert (status, [line for line in said if "XL" in line]) == (0, [])


def test_a_deleted_row_is_told_and_cancels_nothing(shop: Shop) -> None:
    def edit(book: Workbook) -> None:
        page = book["媒体排期"]
        page.delete_rows(row_of(page, DRAFT))

    status, said = after(shop, "schedule", edit)

    assert status == 0
    assert said[:3] == [
        f"媒体排期!A4: 注意 XL27 · {DRAFT}",
        f"    {DRAFT} 这一行已从表里删除，记录不受影响",
        f"    → 如果本来就是这个意思，不用处理；记录作废要走流程，见 ./forecourt next {DRAFT}",
    ]


def test_a_deleted_channel_of_a_budget_is_told(shop: Shop) -> None:
    def edit(book: Workbook) -> None:
        page = book["预算调整"]
        rows = [cell.row for column in page.iter_cols() for cell in column if cell.value == "报纸"]
        page.delete_rows(rows[0])

    status, said = after(shop, "budget", edit)

    assert status == 0
    assert said[1] == f"    {MONTH} 报纸 这一行已从表里删除，记录不受影响"


def test_nobody_sees_the_hidden_sheet(shop: Shop) -> None:
    book = openpyxl.load_workbook(BytesIO(exported(shop, "schedule")))

    assert [page.title for page in book if page.sheet_state != "visible"] == ["forecourt"]
    assert book["forecourt"].sheet_state == "veryHidden"
