"""A month's budget by channel and cars by model, edited in a sheet."""

from io import BytesIO

import openpyxl
from click.testing import CliRunner

from forecourt.commands import budget
from tests.sheets.shop import (
    MONTH,
    MONTH_PATH,
    Shop,
    both,
    put,
    told,
)


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


def test_the_budget_of_the_month_comes_back(shop: Shop) -> None:
    shop.edit_file(MONTH_PATH, "state: approved", "state: draft")
    before = (shop.root / MONTH_PATH).read_text("utf-8")
    wish = ["2026-11", "--format", "xlsx", "--output", "build.xlsx", "--anyway"]
    CliRunner().invoke(budget.command, wish, catch_exceptions=False)
    data = (shop.root / "build.xlsx").read_bytes()

    done = shop.run(data, what="budget")
    assert told(done) == ["读取 5 行，与记录一致，没有要改的"]
    assert done.stderr.startswith(
        "读取的工作表：预算调整。以下工作表只供查看，其中的修改不会读回：当月费用总览、"
    )
    opened = openpyxl.load_workbook(BytesIO(data))
    page = opened["预算调整"]
    put("报纸", "预算", 36000)(page)
    target = BytesIO()
    opened.save(target)
    done = shop.run(target.getvalue(), "--write", what="budget")
    assert done.exit_code == 0, done.output
    assert (shop.root / MONTH_PATH).read_text("utf-8") == before.replace("amount: 40,000", "amount: 36000")
