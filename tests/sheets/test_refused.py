"""What a sheet may not change: each cell is named, and nothing of the workbook is written."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.sheets.shop import (
    BOOKED,
    CLOSED,
    DRAFT,
    MONTH,
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
        f"请填上；记录不要了，请用这个命令取消：./forecourt move {DRAFT} …",
    ),
    (
        put(DRAFT, "投放次数", "两次"),
        f"排期调整!P3: 不能接受 XL07 · {DRAFT}",
        "投放次数：“两次”不是不小于 1 的整数",
        "只写数字，例如 12。",
    ),
    (
        put(DRAFT, "净价合计", 12345.678),
        f"排期调整!S3: 不能接受 XL07 · {DRAFT}",
        "净价合计：金额“12345.678”比一分钱还细",
        "请写元，最多两位小数，例如 12800、12,800.50 或 1.28万。",
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
        f"排期调整!C3: 不能接受 XL22 · {DRAFT}",
        "媒体：没有叫“京畿晚报”的记录，或者有几条同名",
        "请写编号，或照记录里的标题写",
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
        "      主题：记录现在是 新车到店，表里是 试驾周",
        "      色彩：记录现在是 黑白，表里是 彩色",
        "    → 请重新导出：./forecourt schedule YYYY-MM --format xlsx --output …，在新表里再改",
        NOTHING,
    ]
    assert "试驾周" not in shop.text(DRAFT)


def test_every_stale_row_is_told_with_all_that_differs_in_it(shop: Shop) -> None:
    """Also a field that the procedure holds fast in the record as it is now: nothing of it is taken over."""
    price = put(OTHER, "刊例价", 50_000)
    sheet = edited(shop.exported(), both(put(DRAFT, "主题", "试驾周"), price, put(BOOKED, "折扣", 3)))
    for id in (DRAFT, OTHER, BOOKED):
        shop.edit_file(path_of(id), "position: 汽车版通栏", "position: 头版报眼")
    done = shop.run(sheet, "--write")

    place = "      版面位置：记录现在是 头版报眼，表里是 汽车版通栏"
    again = "    → 请重新导出：./forecourt schedule YYYY-MM --format xlsx --output …，在新表里再改"
    assert done.exit_code == 1
    assert [line for line in told(done) if "又改过" not in line and line != again] == [
        f"排期调整!V3: 不能接受 XL01 · {DRAFT}",
        "      主题：记录现在是 新车到店，表里是 试驾周",
        place,
        f"排期调整!V4: 不能接受 XL01 · {OTHER}",
        place,
        "      刊例价：记录现在是 48,000.00，表里是 50,000.00",
        f"排期调整!V5: 不能接受 XL01 · {BOOKED}",
        place,
        "      折扣：记录现在是 2.5，表里是 3",
        "3 处不能接受，没有写入任何内容",
    ]


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


def test_the_size_in_one_column_is_only_shown(shop: Shop) -> None:
    assert told(shop.changed(with_column("规格", "34.4 * 8CM"))) == [UNCHANGED]
    assert told(shop.changed(with_column("规格", "24×6.8 cm")))[:3] == [
        f"排期调整!W3: 不能接受 XL11 · {DRAFT}",
        "    “规格”是算出来的，应为 34.4×8 cm",
        "    → 请改它所依据的项，在表里改或直接改记录",
    ]


def test_half_a_sign_cannot_be_written(shop: Shop) -> None:
    done = shop.changed(put(DRAFT, "主题", "试驾_xD83D_周"), "--write")

    assert done.exit_code == 1
    assert told(done)[:3] == [
        f"排期调整!E3: 不能接受 XL15 · {DRAFT}",
        "    按记录现在的写法，“主题”不能从表格里改",
        f"    → 请直接在文件里改：{path_of(DRAFT)}",
    ]


def test_a_workbook_without_a_table_cannot_be_read(shop: Shop) -> None:
    data = openpyxl.Workbook()
    target = BytesIO()
    data.save(target)
    done = shop.run(target.getvalue())

    assert done.exit_code == 2
    assert "没有带表头和“编号”列的工作表" in done.output


def test_a_sheet_of_the_other_kind_is_named(shop: Shop) -> None:
    done = shop.run(shop.exported(), what="budget")
    assert done.exit_code == 2
    assert "排期.xlsx 是另一种表；请用：./forecourt import schedule 排期.xlsx" in done.output
    done = shop.run(shop.exported("budget"))
    assert done.exit_code == 2
    assert "排期.xlsx 是另一种表；请用：./forecourt import budget 排期.xlsx" in done.output


def test_a_row_without_its_base_says_so(shop: Shop) -> None:
    """XL25, and not that the record has changed."""
    done = shop.run(
        edited(shop.exported(), both(put(DRAFT, "主题", "试驾周"), put(DRAFT, "基准", None))), "--write"
    )
    assert done.exit_code == 1
    assert told(done)[0] == f"排期调整!V3: 不能接受 XL25 · {DRAFT}"
    assert told(done)[1].strip() == "这一行没有基准，无法判断导出之后记录是否又改过"


def test_a_column_whose_header_was_emptied_is_refused(shop: Shop) -> None:
    """XL24: its values would be lost without a word."""

    def empty_header(page: Worksheet) -> None:
        row = next(one for one in range(1, 9) if page.cell(one, column_of(page, "编号")).value == "编号")
        page.cell(row, column_of(page, "主题")).value = None

    done = shop.run(edited(shop.exported(), both(put(DRAFT, "主题", "试驾周"), empty_header)), "--write")
    assert done.exit_code == 1
    assert "不能接受 XL24" in told(done)[0]
    assert told(done)[1].strip() == "这一列有数值，却没有表头"


def test_cells_beside_a_refused_one_do_not_look_written(shop: Shop) -> None:
    wrong = put(DRAFT, "截稿日", "某天")
    done = shop.run(edited(shop.exported(), both(put(DRAFT, "主题", "试驾周"), wrong)), "--diff", "--write")
    assert done.exit_code == 1
    said = told(done)
    mark = said.index("因上面有被拒的内容，整个工作簿都没有写入；如果没有这些，会改动：")
    assert mark < next(place for place, line in enumerate(said) if line.strip().startswith("主题"))
    assert mark < next(place for place, line in enumerate(said) if line.startswith("+++"))
