"""The real schedule of a month comes back, with its formulas and its columns of days."""

from collections.abc import Callable

from click.testing import CliRunner, Result
from openpyxl.worksheet.worksheet import Worksheet

from forecourt.commands import schedule
from tests.sheets.shop import (
    BOOKED,
    CLOSED,
    DRAFT,
    OTHER,
    Shop,
    both,
    column_of,
    edited,
    path_of,
    put,
    row_of,
    told,
)

UNCHANGED = "读取 4 行，与记录一致，没有要改的"


def test_days_of_issue_are_a_list_in_one_cell(shop: Shop) -> None:
    shop.edit_file(path_of(DRAFT), "list_price", "issue_days:\n  - 2026-11-26   # 周四\nlist_price")
    days, count = put(DRAFT, "刊播日", "11月26日、11/27"), put(DRAFT, "投放次数", "２次")
    done = shop.changed(both(days, count, put(DRAFT, "净价合计", "2.4万元")), "--write")

    assert told(done)[1:4] == [
        "    刊播日：2026-11-26 → 2026-11-26、2026-11-27",
        "    投放次数：1 → 2",
        "    净价合计：12,000.00 → 24,000.00",
    ]
    assert "issue_days:\n  - 2026-11-26   # 周四\n  - 2026-11-27\nlist_price" in shop.text(DRAFT)


def days(shop: Shop, *edits: Callable[[Worksheet], None]) -> Result:
    """Import the month's real schedule with these edits."""
    return shop.run(edited(written_schedule(shop), both(calculated, *edits)), "--write")


def on(id: str, day: int, value: object) -> Callable[[Worksheet], None]:
    def edit(page: Worksheet) -> None:
        columns = {cell.value: cell.column for cell in page[4]}
        page.cell(row_of(page, id), columns[day]).value = value  # type: ignore[assignment, arg-type]

    return edit


def test_an_insertion_moved_to_another_day_changes_the_issue_days(shop: Shop) -> None:
    shop.edit_file(path_of(DRAFT), "list_price", "issue_days:\n  - 2026-11-26   # 周四\nlist_price")
    before = shop.text(DRAFT)
    done = days(shop, on(DRAFT, 26, None), on(DRAFT, 27, "√"))

    assert done.exit_code == 0, done.output
    assert told(done)[1] == "    刊播日：2026-11-26 → 2026-11-27"
    assert shop.text(DRAFT) == before.replace("2026-11-26   # 周四", "2026-11-27   # 周四")


def test_days_are_set_for_the_first_time_by_their_columns(shop: Shop) -> None:
    done = days(shop, on(DRAFT, 27, 1))

    assert done.exit_code == 0, done.output
    assert "insertions: 1\nissue_days: [2026-11-27]\n" in shop.text(DRAFT)


def test_what_ran_is_not_moved(shop: Shop) -> None:
    done = days(shop, on(CLOSED, 5, None), on(CLOSED, 6, 1))

    assert done.exit_code == 1
    assert told(done)[1:3] == [
        "    这条广告已经刊播，投放日期不能在表格里改",
        "    → 请改回原来的数；实际刊播写在记录的 ran 字段里",
    ]
    assert "XL21" in told(done)[0]


def test_a_days_cell_holds_a_number(shop: Shop) -> None:
    assert told(days(shop, on(DRAFT, 27, "头版")))[1] == "    刊播日：“头版”不是不小于 0 的整数"
    assert told(days(shop, on(DRAFT, 27, 999)))[1:3] == [
        "    刊播日：“999”次，一天里排不下",
        "    → 填当天投放几次，例如 1。",
    ]


def test_days_in_two_places_must_agree(shop: Shop) -> None:
    moved = (on(DRAFT, 27, 1), put(DRAFT, "刊播日", "11月27日"))
    assert days(shop, *moved).exit_code == 0

    done = days(shop, on(OTHER, 27, 1), put(OTHER, "刊播日", "11月26日"))
    assert done.exit_code == 1
    assert "XL05" in told(done)[0]


def written_schedule(shop: Shop) -> bytes:
    """The workbook of ./forecourt schedule."""
    wish = ["2026-11", "--format", "xlsx", "--output", "build.xlsx", "--anyway"]
    CliRunner().invoke(schedule.command, wish, catch_exceptions=False)
    return (shop.root / "build.xlsx").read_bytes()


def test_the_schedule_of_the_month_comes_back(shop: Shop) -> None:
    data = written_schedule(shop)
    before = shop.text(DRAFT)

    assert told(shop.run(data))[-1] == UNCHANGED
    done = shop.run(edited(data, both(put(DRAFT, "投放次数", 2), calculated)), "--write")
    assert done.exit_code == 0, done.output
    assert shop.text(DRAFT) == before.replace("insertions: 1\n", "insertions: 2\n").replace(
        "net_cost: 1.2万 ", "net_cost: 24000 "
    )


def calculated(page: Worksheet) -> None:
    """What Excel does when it saves: results in place of formulas (openpyxl keeps either of the two)."""
    net, each, count = (column_of(page, label) for label in ("净价合计", "单次净价", "投放次数"))
    for id in (DRAFT, OTHER, BOOKED, CLOSED):
        row = row_of(page, id)
        page.cell(row, each).value = 12000
        page.cell(row, net).value = 12000 * int(str(page.cell(row, count).value))


def test_a_schedule_whose_formulas_lost_their_results_is_refused_by_name(shop: Shop) -> None:
    done = shop.run(edited(written_schedule(shop), put(DRAFT, "投放次数", 2)), "--write")

    assert done.exit_code == 1
    refused = [line for line in told(done) if "XL09" in line]
    assert len(refused) == 4
    assert "媒体排期!" in refused[0]
