"""forecourt import sem: what the search engines really export, added to the account's month."""

from datetime import date

import pytest

from forecourt.kinds.sem import SearchMonth
from forecourt.store.load import load
from tests.intake.shop import SEM, Shop, told

# Baidu: seven lines before the header, a tab behind 日期, GB18030 (domain 4.3).
PREAMBLE = """数据生成时间：2026-11-18 08:30:12
数据生成条件：
1. 时间范围：{span}
2. 时间单位：分时
3. 推广设备：移动设备，计算机
4. 投放网络：全部

"""
BAIDU = PREAMBLE.format(span="20261117") + (
    "日期\t,小时,账户,推广计划,展现,点击,消费,点击率,平均点击价格\n"
    '20261117,9,京畿,品牌,"1,700",85,90.00,5.00%,1.06\n'
    "20261117,23,京畿,品牌,100,5,10.00,5.00%,2.00\n"
)
SOGOU = (
    "账户,日期,消耗,点击数,点击均价,展示数\n总计,--,98.76,44,2.24,1100\n京畿,2026-11-14,98.76,44,2.24,1100\n"
)
SHENMA = '"时间","展现量","点击量","消费"\n"2026-11-18","900","30","45.50"\n'
ADDED = """  - day: 2026-11-18
    cost: 45.50
    impressions: 900
    clicks: 30
    exported_on: 2026-11-18
"""


def account(shop: Shop) -> SearchMonth:
    (found,) = load(shop.root).records.of(SearchMonth)
    return found


def test_a_new_day_is_added_behind_the_others_and_nothing_else_changes(shop: Shop) -> None:
    before = shop.text(SEM)
    done = shop.run("sem", SHENMA, "--write")

    assert done.exit_code == 0, done.output
    assert told(done) == [
        f"SEM-20261101-w7c3  搜索推广,11月  ({SEM})",
        "    2026-11-18：新增，消费 45.50 元",
        "已写入 1 条记录。请看一遍，然后提交：",
        f"  git add -- {SEM}",
    ]
    assert shop.text(SEM) == before.replace("restatements:\n", ADDED + "restatements:\n")


def test_without_write_it_is_shown_with_its_diff_and_nothing_is_written(shop: Shop) -> None:
    before = shop.snapshot()
    done = shop.run("sem", SHENMA, "--diff")

    assert (done.exit_code, shop.snapshot()) == (0, before)
    assert told(done)[2:9] == [
        f"--- a/{SEM}",
        f"+++ b/{SEM}",
        "@@ -31,2 +31,7 @@",
        "     clicks: 90",
        "+  - day: 2026-11-18",
        "+    cost: 45.50",
        "+    impressions: 900",
    ]
    assert told(done)[-1] == "读取 1 行：1 条记录会改动；确认后加 --write 写入"


def test_a_day_in_between_may_come_later_and_totals_are_no_rows(shop: Shop) -> None:
    done = shop.run("sem", SOGOU, "--write")

    assert (done.exit_code, told(done)[1]) == (0, "    2026-11-14：新增，消费 98.76 元")
    assert [(row.day, row.cost, row.clicks) for row in account(shop).days][-1] == (
        date(2026, 11, 14),
        98_76,
        44,
    )


def test_hours_are_added_up_and_a_changed_day_is_restated_not_rewritten(shop: Shop) -> None:
    days = shop.text(SEM).partition("restatements:")[0]
    done = shop.run("sem", BAIDU.encode("gb18030"), "--write")

    assert done.exit_code == 0, done.output
    assert told(done)[1] == "    2026-11-17：更正，非工作时间消费 10"
    assert shop.text(SEM).partition("restatements:")[0] == days
    last = account(shop).restatements[-1]
    assert (last.day, last.exported_on, last.cost, last.cost_out_of_hours) == (
        date(2026, 11, 17),
        date(2026, 11, 18),
        None,
        10_00,
    )


@pytest.mark.parametrize("data", [BAIDU.encode("gb18030"), SOGOU, SHENMA], ids=["baidu", "sogou", "shenma"])
def test_the_same_file_imported_again_changes_nothing(shop: Shop, data: bytes | str) -> None:
    shop.run("sem", data, "--write")
    before = shop.snapshot()
    done = shop.run("sem", data, "--write")

    assert (done.exit_code, shop.snapshot()) == (0, before)
    assert told(done)[-1].endswith("行，与记录一致，没有要改的")


def test_an_older_report_does_not_undo_a_newer_one(shop: Shop) -> None:
    before = shop.snapshot()
    data = "数据生成时间：2026-11-15\n日期,消费\n20261115,120.50\n"
    done = shop.run("sem", data, "--write")

    assert (done.exit_code, shop.snapshot()) == (1, before)
    assert told(done) == [
        "export.csv!A3: 不能接受 IM07",
        "    2026-11-15：2026-11-15 的报告比 2026-11-16 的还旧",
        "    → 重新导出这几天，再导入",
        "1 处不能接受，没有写入任何内容",
    ]


def test_what_is_not_understood_is_told_cell_by_cell_and_nothing_is_written(shop: Shop) -> None:
    before = shop.snapshot()
    data = "日期,消费,点击,城市等级\n11月17,12.345,1.5,一线\n,3,2,\n2026-11-18,45.50,30,二线\n"
    done = shop.run("sem", data, "--write")

    assert (done.exit_code, shop.snapshot()) == (1, before)
    assert [line for line in told(done) if not line.startswith("    →")] == [
        "export.csv!D1: 提示 IM03",
        "    “城市等级”这一列没有读取",
        "export.csv!A2: 不能接受 IM01",
        "    日期：“11月17”看不懂",
        "export.csv!B2: 不能接受 IM01",
        "    消费：“12.345”看不懂",
        "export.csv!C2: 不能接受 IM01",
        "    点击：“1.5”看不懂",
        "export.csv!A3: 不能接受 IM02",
        "    日期是空的",
        "4 处不能接受，没有写入任何内容",
    ]


def test_balances_are_filled_in_and_a_wrong_one_stops_the_import(shop: Shop) -> None:
    shop.run("sem", SHENMA, "--write")
    right = "日期,期初余额,充值,消费,期末余额\n2026-11-18,1581.50,0,45.50,1536.00\n"
    done = shop.run("sem", right, "--write")

    assert (done.exit_code, told(done)[1]) == (0, "    2026-11-18：补记余额")
    assert (account(shop).days[-1].opening, account(shop).days[-1].closing) == (1_581_50, 1_536_00)

    before = shop.snapshot()
    other = shop.run("sem", right.replace("1536.00", "1526.00"), "--write")
    assert (other.exit_code, shop.snapshot()) == (1, before)
    assert told(other)[:2] == [
        "export.csv!E2: 不能接受 IM12",
        "    期末余额：文件里是 1,526.00，记录里是 1,536.00",
    ]


def test_a_day_that_does_not_reconcile_is_refused_before_it_is_written(shop: Shop) -> None:
    before = shop.snapshot()
    done = shop.run("sem", "日期,消费,期末余额\n2026-11-18,45.50,1500\n", "--write")

    assert (done.exit_code, shop.snapshot()) == (1, before)
    assert told(done)[:2] == [
        "export.csv!A2: 不能接受 IM10 · SEM-20261101-w7c3",
        "    这样改，记录会出错：2026-11-18：期初 1,581.50＋充值 0.00＋退回 0.00－消费 45.50，"
        "应为 1,536.00，记的是 1,500.00，差 -36.00 元",
    ]


def test_figures_of_two_accounts_are_not_mixed(shop: Shop) -> None:
    done = shop.run("sem", SOGOU + "京北,2026-11-14,10,4,2.5,100\n", "--write")

    assert (done.exit_code, told(done)[1]) == (1, "    账户：文件里有好几个，京畿、京北")


def test_a_month_without_a_record_gets_one(shop: Shop) -> None:
    done = shop.run("sem", "日期,消费\n2026-10-31,20\n2026-10-30,30\n", "--write")

    assert done.exit_code == 0, done.output
    path = told(done)[-1].removeprefix("  git add -- ")
    assert path.startswith("plans/2026-10/sem/SEM-20261118-")
    made = shop.text(path)
    assert made.startswith("---\nkind: sem\nid: SEM-20261118-")
    assert made.endswith(
        "title: 京畿日报·2026-10 推广账户\nstate: open\nowner: ST-he\n"
        "month: 2026-10\noutlet: OUT-daily\ndays:\n"
        "  - day: 2026-10-30\n    cost: 30\n    exported_on: 2026-11-18\n"
        "  - day: 2026-10-31\n    cost: 20\n    exported_on: 2026-11-18\n---\n"
    )


KEYWORDS = PREAMBLE.format(span="20261101至20261118") + (
    "日期,推广计划,推广单元,关键词,搜索词,展现,点击,消费\n"
    "20261105,品牌,A,云岭Y7 试驾,云岭y7试驾,100,9,20.00\n"
    "20261118,品牌,A,云岭Y7 试驾,y7试驾,50,3,5.50\n"
    "20261118,通用,B,招聘,4s店招聘,30,2,3\n"
)


def test_keywords_are_summed_up_from_the_first_of_the_month(shop: Shop) -> None:
    done = shop.run("sem", KEYWORDS.encode("gb18030"), "--write")

    assert (done.exit_code, told(done)[1]) == (0, "    关键词 2 个，统计到 2026-11-18")
    found = [(one.keyword, one.cost, one.clicks) for one in account(shop).keywords]
    assert found == [("云岭Y7 试驾", 25_50, 12), ("招聘", 3_00, 2)]
    assert account(shop).keywords_to == date(2026, 11, 18)
    again = shop.run("sem", KEYWORDS.encode("gb18030"), "--write")
    assert told(again) == ["读取 3 行，与记录一致，没有要改的"]


def test_keywords_of_a_part_of_the_month_are_refused(shop: Shop) -> None:
    done = shop.run("sem", KEYWORDS.replace("20261101至", "20261110至").replace("20261105", "20261112"))

    assert (done.exit_code, told(done)[1]) == (1, "    报告从 2026-11-10 开始，不是当月1日")


def test_a_closed_account_takes_restatements_and_no_new_day(shop: Shop) -> None:
    file = shop.root / SEM
    file.write_text(shop.text(SEM).replace("state: open", "state: closed"), encoding="utf-8")
    restated = shop.run("sem", "日期,消费\n2026-11-17,99\n", "--write")
    added = shop.run("sem", SHENMA, "--write")

    assert (restated.exit_code, added.exit_code) == (0, 1)
    assert told(added)[:2] == [
        "export.csv!A2: 不能接受 IM06",
        "    SEM-20261101-w7c3：状态是“已对账”，日期不能改",
    ]


def test_a_file_without_such_a_table_is_named(shop: Shop) -> None:
    done = shop.run("sem", "姓名,电话\n某,1\n", name="客户.csv")

    assert (done.exit_code, "客户.csv 里没有哪一行写着这些列名：消费" in done.output) == (2, True)


def test_the_account_must_be_named_when_there_is_not_one(shop: Shop) -> None:
    done = shop.run("sem", SHENMA, outlet="")

    assert (done.exit_code, "请用 --outlet 写明是哪个平台的文件" in done.output) == (2, True)


@pytest.mark.parametrize("column", ["消费", "充值"])
def test_a_cost_below_nothing_is_no_cost(shop: Shop, column: str) -> None:
    before = shop.snapshot()
    cells = {"消费": "1", "充值": "1"} | {column: "-45.50"}
    said = f"日期,点击,消费,充值\n2026-11-18,1,{cells['消费']},{cells['充值']}\n"
    done = shop.run("sem", said, "--write")

    assert (done.exit_code, shop.snapshot()) == (1, before)
    assert f"{column}：“-45.50”看不懂" in done.output
    assert "应该是：金额（元），不能是负数" in done.output


def test_rows_that_add_up_to_more_than_an_amount_can_be_are_refused(shop: Shop) -> None:
    before = shop.snapshot()
    rows = "".join(f"2026-11-18,{hour},999999999\n" for hour in (9, 10))
    done = shop.run("sem", f"日期,小时,消费\n{rows}", "--write")

    assert (done.exit_code, shop.snapshot()) == (2, before)
    assert "文件里的数字写不成记录" in done.output


SPANNED = (
    "日期,关键词,展现,点击,消费\n"
    "2026-11-01至2026-11-17,云岭Y7 报价,900,30,120.00\n"
    "2026-11-01至2026-11-17,云岭Y3 试驾,100,5,10.00\n"
)


def test_keywords_may_tell_their_days_in_every_row_and_those_that_went_are_named(shop: Shop) -> None:
    first = shop.run("sem", SPANNED, "--write")
    fewer = "".join(SPANNED.replace("-17,", "-18,").splitlines(keepends=True)[:2])
    later = shop.run("sem", fewer, "--write")

    assert first.exit_code == 0, first.output
    assert (account(shop).keywords_to, len(account(shop).keywords)) == (date(2026, 11, 18), 1)
    assert told(later)[1:3] == ["    关键词 1 个，统计到 2026-11-18", "    报告里没有了，已去掉：云岭Y3 试驾"]


def test_a_day_that_may_be_two_days_is_not_guessed(shop: Shop) -> None:
    assert told(shop.run("sem", "日期,消费\n2026111,5\n"))[:2] == [
        "export.csv!A2: 不能接受 IM01",
        "    日期：“2026111”看不懂",
    ]
