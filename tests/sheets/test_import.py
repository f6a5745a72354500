"""forecourt import, as people call it: workbooks made by XlsxWriter, edited and saved by openpyxl."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.worksheet.worksheet import Worksheet

from forecourt.commands import schedule
from tests.sheets.shop import (
    BOOKED,
    CLOSED,
    DRAFT,
    MONTH,
    MONTH_PATH,
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
NOTHING = "1 处不能接受，没有写入任何内容"


def test_a_sheet_that_nobody_edited_changes_nothing(shop: Shop) -> None:
    before = shop.snapshot()
    done = shop.run(shop.exported(), "--write")

    assert (done.exit_code, told(done)) == (0, [UNCHANGED])
    assert shop.snapshot() == before


def test_two_edited_cells_change_exactly_these_bytes(shop: Shop) -> None:
    before = shop.text(DRAFT)
    sheet = edited(shop.exported(), both(put(DRAFT, "投放次数", 2), put(DRAFT, "净价合计", 24000)))
    done = shop.run(sheet, "--write")

    assert done.exit_code == 0, done.output
    assert told(done) == [
        f"{DRAFT}  云岭Y7：首批到店  ({path_of(DRAFT)})",
        "    投放次数：1 → 2",
        "    净价合计：12,000.00 → 24,000.00",
        "已写入 1 条记录的 2 项。请看一遍，然后提交：",
        f"  git add -- {path_of(DRAFT)}",
    ]
    expected = before.replace("insertions: 1\n", "insertions: 2\n").replace(
        "net_cost: 1.2万 ", "net_cost: 24000 "
    )
    assert shop.text(DRAFT) == expected


def test_the_same_sheet_imported_again_changes_nothing(shop: Shop) -> None:
    sheet = edited(shop.exported(), both(put(DRAFT, "投放次数", 2), put(DRAFT, "净价合计", 24000)))
    shop.run(sheet, "--write")
    before = shop.snapshot()
    done = shop.run(sheet, "--write")

    assert (done.exit_code, told(done)) == (0, [UNCHANGED])
    assert shop.snapshot() == before


def test_without_write_the_change_is_shown_and_nothing_is_written(shop: Shop) -> None:
    before = shop.snapshot()
    done = shop.changed(put(OTHER, "主题", "试驾周"), "--diff")

    assert (done.exit_code, told(done)) == (
        0,
        [
            f"{OTHER}  云岭Y7：首批到店  ({path_of(OTHER)})",
            "    主题：新车到店 → 试驾周",
            f"--- a/{path_of(OTHER)}",
            f"+++ b/{path_of(OTHER)}",
            "@@ -9,3 +9,3 @@",
            " channel: newspaper",
            "-theme: '新车到店'",
            "+theme: '试驾周'",
            " model: y7",
            "读取 4 行：1 条记录的 1 项会改动；确认后加 --write 写入",
        ],
    )
    assert shop.snapshot() == before


def test_carriage_returns_stay(shop: Shop) -> None:
    assert shop.changed(put(OTHER, "主题", "试驾周"), "--write").exit_code == 0
    assert "theme: '试驾周'\r\n" in shop.text(OTHER)
    assert "\n" not in shop.text(OTHER).replace("\r\n", "")


def test_an_emptied_cell_removes_a_field_that_may_be_missing(shop: Shop) -> None:
    done = shop.changed(put(DRAFT, "画面版本", None), "--write")

    assert told(done)[1] == "    画面版本：v1 → （空）"
    assert "creative_version" not in shop.text(DRAFT)


def test_a_cell_filled_for_the_first_time_adds_the_field_behind_its_neighbours(shop: Shop) -> None:
    assert shop.changed(put(DRAFT, "备注", "版面待定: 头版"), "--write").exit_code == 0
    assert 'owner: ST-qiao\nnote: "版面待定: 头版"\nmonth: 2026-11\n' in shop.text(DRAFT)


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


def drop(label: str) -> Callable[[Worksheet], None]:
    return lambda page: page.delete_cols(column_of(page, label))


def test_a_missing_column_is_simply_not_changed(shop: Shop) -> None:
    done = shop.changed(both(drop("净价合计"), drop("主题"), put(DRAFT, "版面位置", "汽车版通栏")))

    assert told(done) == [UNCHANGED]


REFUSED = [
    (
        put(DRAFT, "编号", "AD-20260101-zzzz"),
        "排期调整!A3: 不能接受 XL04",
        "编号“AD-20260101-zzzz”没有对应的、这张表能改的记录",
        "请从记录里复制编号；如果是文件有错误，用这个命令看：./forecourt check",
    ),
    (
        put(DRAFT, "编号", MONTH),
        "排期调整!A3: 不能接受 XL04",
        f"编号“{MONTH}”没有对应的、这张表能改的记录",
        "请从记录里复制编号；如果是文件有错误，用这个命令看：./forecourt check",
    ),
    (
        put(DRAFT, "编号", None),
        "排期调整!B3: 不能接受 XL06",
        "这一行还没有对应的记录",
        "请用这个命令新建：./forecourt new ad，然后删掉这一行",
    ),
    (
        put(BOOKED, "刊例价", 50000),
        f"排期调整!Q5: 不能接受 XL03 · {BOOKED}",
        "记录在“已签约”状态，“刊例价”不能改",
        "请改回原值，或走允许修改的步骤：“刊出”→ 已刊出，由 何沐、林晓棠、乔一鸣（市场部经理、市场助理、"
        f"市场专员）：./forecourt move {BOOKED} published；“取消”→ 已取消，由 林晓棠（市场部经理）："
        f"./forecourt move {BOOKED} cancelled",
    ),
    (
        put(CLOSED, "备注", "补"),
        f"排期调整!U2: 不能接受 XL03 · {CLOSED}",
        "记录在“已归档”状态，“备注”不能改",
        "已封存的记录要用更正单改：./forecourt new amendment",
    ),
    (
        put(DRAFT, "主题", None),
        f"排期调整!E3: 不能接受 XL08 · {DRAFT}",
        "“主题”是必填项，不能清空",
        "请填上；记录不要了，请用这个命令取消：./forecourt move",
    ),
    (
        put(DRAFT, "投放次数", "两次"),
        f"排期调整!P3: 不能接受 XL07 · {DRAFT}",
        "投放次数：“两次”不是不小于 1 的整数",
        "只写数字，例如 12。",
    ),
    (
        put(DRAFT, "截稿日", "2026/11/31"),
        f"排期调整!L3: 不能接受 XL07 · {DRAFT}",
        "截稿日：“2026-11-31”这一天不存在",
        "对一下日历：这个月没有那么多天，或者月份写错了。",
    ),
    (
        put(DRAFT, "净价合计", "=P3*Q3"),
        f"排期调整!S3: 不能接受 XL09 · {DRAFT}",
        "排期调整!S3 的公式没有算过，文件里没有结果",
        "请用 Excel 或 WPS 打开、保存一次再试；或者把公式改成数值",
    ),
    (
        put(DRAFT, "折扣", 3),
        f"排期调整!S3: 不能接受 XL12 · {DRAFT}",
        "净价合计没有跟着改，现在应为 14,400.00 元",
        "请把净价合计一起改，或把其他数改回去",
    ),
    (
        put(DRAFT, "净价合计", 13000),
        f"排期调整!S3: 不能接受 XL14 · {DRAFT}",
        "这样改，记录会出错：净价合计写的是 13,000.00 元，但 48,000.00 × 2.5 ÷ 10 × 1 次 = 12,000.00 元",
        "",
    ),
    (
        put(DRAFT, "媒体", "京畿晚报"),
        f"排期调整!C3: 不能接受 XL14 · {DRAFT}",
        "",
        "",
    ),
]


@pytest.mark.parametrize(("edit", "place", "message", "hint"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_taken_over_is_named_with_its_cell_and_nothing_is_written(
    shop: Shop, edit: Callable[[Worksheet], None], place: str, message: str, hint: str
) -> None:
    before = shop.snapshot()
    done = shop.changed(both(put(OTHER, "主题", "试驾周"), edit), "--write")

    lines = told(done)
    assert done.exit_code == 1
    assert lines[0] == place
    assert lines[1] == f"    {message}" or not message
    assert lines[2] == f"    → {hint}" or not hint
    assert lines[-1] == NOTHING
    assert shop.snapshot() == before


def test_a_row_whose_record_has_changed_since_is_refused(shop: Shop) -> None:
    sheet = edited(shop.exported(), put(DRAFT, "主题", "试驾周"))
    shop.edit_file(path_of(DRAFT), "colour: full", "colour: black")
    done = shop.run(sheet, "--write")

    assert done.exit_code == 1
    assert told(done) == [
        f"排期调整!V3: 不能接受 XL01 · {DRAFT}",
        "    表格导出之后，这条记录又改过",
        "    → 请重新导出：./forecourt schedule YYYY-MM --format xlsx --output …，在新表里再改",
        NOTHING,
    ]
    assert "试驾周" not in shop.text(DRAFT)


def test_line_ends_that_git_changed_make_no_row_stale(shop: Shop) -> None:
    sheet = edited(shop.exported(), put(DRAFT, "主题", "试驾周"))
    file = shop.root / path_of(DRAFT)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    assert shop.run(sheet, "--write").exit_code == 0


def twice(page: Worksheet) -> None:
    row = row_of(page, DRAFT)
    page.append([page.cell(row, column).value for column in range(1, page.max_column + 1)])


def test_a_record_that_stands_twice_must_say_the_same(shop: Shop) -> None:
    assert told(shop.changed(twice)) == ["读取 5 行，与记录一致，没有要改的"]

    done = shop.changed(both(twice, put(DRAFT, "主题", "试驾周", 1)), "--write")
    assert done.exit_code == 1
    assert told(done)[:3] == [
        f"排期调整!E6: 不能接受 XL05 · {DRAFT}",
        "    主题：同一条记录，排期调整!E3 写的不一样",
        "    → 请把两格改成一致，或删掉其中一行",
    ]


def test_an_error_cell_is_refused(shop: Shop) -> None:
    def broken(page: Worksheet) -> None:
        cell = page.cell(row_of(page, DRAFT), column_of(page, "净价合计"))
        cell.value = "#REF!"
        cell.data_type = "e"

    assert told(shop.changed(broken))[:3] == [
        f"排期调整!S3: 不能接受 XL10 · {DRAFT}",
        "    这一格显示错误 #REF!",
        "    → 请改好公式，或直接填数值",
    ]


def test_a_long_number_that_excel_has_cut_is_refused(shop: Shop) -> None:
    sheet = edited(shop.exported(), put(DRAFT, "画面版本", 26112000000123456789))

    assert told(shop.run(sheet))[:3] == [
        f"排期调整!T3: 不能接受 XL13 · {DRAFT}",
        "    画面版本：这个长号码被 Excel 截断了，15 位以后都变成了 0",
        "    → 请把格子设为“文本”格式，重新输入号码",
    ]


def with_column(label: str, value: object) -> Callable[[Worksheet], None]:
    def edit(page: Worksheet) -> None:
        column = page.max_column + 1
        page.cell(1, column).value = label
        page.cell(row_of(page, DRAFT), column).value = value  # type: ignore[assignment]

    return edit


def test_states_and_people_are_not_changed_by_a_sheet(shop: Shop) -> None:
    assert told(shop.changed(with_column("状态", "草稿"))) == [UNCHANGED]
    assert told(shop.changed(with_column("状态", "draft"))) == [UNCHANGED]
    assert told(shop.changed(with_column("状态", "已批准"), "--write"))[:3] == [
        f"排期调整!W3: 不能接受 XL02 · {DRAFT}",
        "    “状态”不能在表格里改",
        f"    → 请改回原值；要走流程请用：./forecourt move {DRAFT} …",
    ]


def test_a_computed_column_is_not_edited(shop: Shop) -> None:
    assert told(shop.changed(with_column("单次净价（元）", 12000))) == [UNCHANGED]
    assert told(shop.changed(with_column("单次净价（元）", 11000)))[:2] == [
        f"排期调整!W3: 不能接受 XL11 · {DRAFT}",
        "    “单次净价”是算出来的，应为 12,000.00",
    ]


def test_what_is_not_understood_is_listed_and_stops_nothing(shop: Shop) -> None:
    def remarks(page: Worksheet) -> None:
        page.append(["制表：", "乔安", None, "审核："])
        page.cell(1, page.max_column + 1).value = "老板意见"

    done = shop.changed(both(remarks, put(DRAFT, "主题", "试驾周")), "--write")
    assert done.exit_code == 0
    assert told(done)[:6] == [
        "排期调整!W1: 提示 XL16",
        "    “老板意见”这一列没有读取",
        "    → 需要读取的话，请把表头改成和导出的表格一样",
        "排期调整!A6: 提示 XL17",
        "    没有读取：制表： 乔安 审核：",
        "    → 如果只是备注，不用处理",
    ]


def test_a_month_is_edited_row_by_row(shop: Shop) -> None:
    shop.edit_file(MONTH_PATH, "state: approved", "state: draft")
    before = (shop.root / MONTH_PATH).read_text("utf-8")
    edit = both(put("报纸", "预算", "３．６万"), put("云岭Y7", "零售量", 18), put("云岭Y7", "提车量", 21))
    done = shop.changed(edit, "--write", what="budget")

    assert done.exit_code == 0, done.output
    after = (shop.root / MONTH_PATH).read_text("utf-8")
    assert after == before.replace("amount: 40,000", "amount: 36000").replace(
        "    pick_up: 20\n", "    pick_up: 21\n    retail: 18\n"
    )


def test_a_month_in_force_needs_a_step(shop: Shop) -> None:
    done = shop.changed(put("报纸", "预算", 36000), "--write", what="budget")

    assert done.exit_code == 1
    assert told(done)[:2] == [
        f"预算调整!C3: 不能接受 XL03 · {MONTH}",
        "    记录在“已批准”状态，“预算”不能改",
    ]


def test_a_month_whose_procedure_has_a_step_for_it_is_edited_before_the_step(shop: Shop) -> None:
    step = "  - {name: revise, label: 修订, from: [approved], to: approved, roles: [general_manager]}\n"
    shop.edit_file("content/procedures/PROC-month.md", "steps:\n", f"steps:\n{step}")
    done = shop.changed(put("报纸", "预算", 36000), "--write", what="budget")

    assert done.exit_code == 0, done.output
    assert told(done) == [
        f"预算调整!C3: 注意 XL18 · {MONTH}",
        "    “预算”已经批过，改动要重新批准",
        "    → 写入后请走这一步：“修订”→ 已批准，由 周岩、林晓棠（总经理）："
        f"./forecourt move {MONTH} approved",
        f"{MONTH}  2026年11月  ({MONTH_PATH})",
        "    报纸·预算：40,000.00 → 36,000.00",
        "已写入 1 条记录的 1 项。请看一遍，然后提交：",
        f"  git add -- {MONTH_PATH}",
    ]


def test_a_row_of_a_month_holds_only_what_belongs_to_it(shop: Shop) -> None:
    shop.edit_file(MONTH_PATH, "state: approved", "state: draft")
    done = shop.changed(both(put("报纸", "提车量", 3), put("活动", "渠道", "户外")), what="budget")

    assert done.exit_code == 1
    assert told(done) == [
        f"预算调整!F3: 不能接受 XL19 · {MONTH}",
        "    这一行没有“提车量”",
        "    → 请清空这一格，把数写到它所属的那一行",
        f"预算调整!B4: 不能接受 XL20 · {MONTH}",
        "    记录里的“户外”没有或不止一项",
        f"    → 请直接在文件里加上：{MONTH_PATH}，再重新导出表格",
        "2 处不能接受，没有写入任何内容",
    ]


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


def test_half_a_sign_cannot_be_written(shop: Shop) -> None:
    done = shop.changed(put(DRAFT, "主题", "试驾_xD83D_周"), "--write")

    assert done.exit_code == 1
    assert told(done)[:3] == [
        f"排期调整!E3: 不能接受 XL15 · {DRAFT}",
        "    按记录现在的写法，“主题”不能从表格里改",
        f"    → 请直接在文件里改：{path_of(DRAFT)}",
    ]


def test_a_file_that_changes_while_it_is_written_keeps_all_others_as_they_were(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = edited(shop.exported(), both(put(DRAFT, "主题", "甲"), put(OTHER, "主题", "乙")))
    before = shop.snapshot()
    real = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == f"{OTHER}.md":
            raise PermissionError(13, "Permission denied", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PermissionError):
        shop.run(sheet, "--write")
    monkeypatch.undo()
    assert shop.snapshot() == before
    assert not list(shop.root.rglob(".writing-*"))


def test_dates_may_be_written_in_any_way(shop: Shop) -> None:
    for said in ("2026年11月24日", "2026.11.24", "11月24日", "２０２６／１１／２４", date(2026, 11, 24)):
        done = shop.changed(put(DRAFT, "截稿日", said))
        assert told(done)[1] == "    截稿日：2026-11-23 → 2026-11-24", done.output


def test_a_workbook_without_a_table_cannot_be_read(shop: Shop) -> None:
    data = openpyxl.Workbook()
    target = BytesIO()
    data.save(target)
    done = shop.run(target.getvalue())

    assert done.exit_code == 2
    assert "没有带表头和“编号”列的工作表" in done.output


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
