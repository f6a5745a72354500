"""forecourt budget MONTH --with BRANCH: what the month would be, over real repositories."""

import csv
import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from forecourt.commands import budget
from tests.histories.history import AD as DRAFT
from tests.histories.history import SHOP, History

MONTH = "plans/2026-11/MON-2026-11.md"
AD = "plans/2026-11/ads/AD-20261012-k3f7.md"
EVENT = "content/events/EV-20261104-t6w2.md"


@pytest.fixture
def shop(tmp_path: Path) -> History:
    """The shop without errors on main: newspaper 12,000 of 40,000 spent, event 7,200 of 16,000 planned."""
    made = History(tmp_path)
    made.git("checkout", "--quiet", "main")
    made.write("content/procedures/PROC-ad.md", (SHOP / "content/procedures/PROC-ad.md").read_text("utf-8"))
    (made.root / DRAFT).unlink()
    made.commit("mm")
    return made


def branch(shop: History, name: str, *edits: tuple[str, str, str]) -> None:
    """A branch of main with one commit that edits files (path, old, new)."""
    shop.git("checkout", "--quiet", "-b", name, "main")
    for path, old, new in edits:
        shop.edit(old, new, path)
    shop.commit("ma")
    shop.git("checkout", "--quiet", "main")


def cut(shop: History, name: str = "cut", amount: str = "30,000") -> None:
    """A branch that changes the newspaper's budget."""
    branch(shop, name, (MONTH, "amount: 40,000", f"amount: {amount}"))


def dearer(shop: History, name: str = "dearer") -> None:
    """A branch whose event costs 10,000 yuan more than planned, and whose month wants one article more."""
    branch(shop, name, (EVENT, "budget: ", "budget: 1"), (MONTH, "press_pieces: 2", "press_pieces: 3"))


def run(shop: History, *arguments: str) -> Result:
    return shop.run(budget.command, "2026-11", *arguments)


def tables(shop: History, *arguments: str) -> dict[str, list[dict[str, object]]]:
    """The tables as other programs get them."""
    return dict(json.loads(run(shop, *arguments, "--format", "json").stdout))


def shown(done: Result, title: str) -> list[str]:
    """The lines of one table in the text."""
    lines = done.stdout.split(f"\n{title}\n")[1].split("\n\n")[0].splitlines()
    return [" ".join(line.split()) for line in lines]


def test_one_branch_is_shown_as_now_change_and_then(shop: History) -> None:
    cut(shop)
    done = run(shop, "--with", "cut")
    assert (done.exit_code, done.stderr) == (0, "")
    head = shop.git("rev-parse", "main")[:8]
    assert done.stdout.splitlines()[0] == f"2026-11 月：假设把 cut 并入 main（{head}）"
    assert shown(done, "各渠道预算执行") == [
        "渠道 指标 现有 cut 带来的变化 合并后",
        "报纸 预算 40,000.00 -10,000.00 30,000.00",
        "报纸 已计划 0.00 0.00 0.00",
        "报纸 已承诺 0.00 0.00 0.00",
        "报纸 已支出 12,000.00 0.00 12,000.00",
        "报纸 余额 28,000.00 -10,000.00 18,000.00",
    ]
    assert "任务完成情况" not in done.stdout


def test_each_branch_s_own_share_adds_up(shop: History) -> None:
    cut(shop)
    dearer(shop)
    found = tables(shop, "--with", "cut", "--with", "dearer")
    left = next(row for row in found["money"] if row["item"] == "left")
    assert [left[f"{name}_yuan"] for name in ("now", "share_1", "share_2", "with")] == [
        "36800.00",
        "-10000.00",
        "-10000.00",
        "16800.00",
    ]
    for row in (*found["money"], *found["channels"], *found["accrual"]):
        now, one, two, then = (row[f"{name}_fen"] for name in ("now", "share_1", "share_2", "with"))
        assert now + one + two == then  # type: ignore[operator]
    assert [(row["item"], row["figure"], row["now"], row["with"]) for row in found["quotas"]][:2] == [
        ("press_pieces", "required", 2, 3),
        ("press_pieces", "done", 0, 0),
    ]
    assert [row["records_changed"] for row in found["branches"]] == [0, 1, 2]


def test_the_figures_are_those_of_a_real_merge(shop: History) -> None:
    cut(shop)
    dearer(shop)
    found = tables(shop, "--with", "cut", "--with", "dearer")
    for name in ("cut", "dearer"):
        shop.git("merge", "--quiet", "--no-edit", name)
    merged = {
        row["channel"]: row
        for row in json.loads(run(shop, "--anyway", "--format", "json").stdout)["channels"]
    }
    for row in found["channels"]:
        assert row["with_fen"] == merged[row["channel"]][f"{row['figure']}_fen"]


def test_a_channel_that_goes_over_budget_stands_out(shop: History) -> None:
    cut(shop, amount="10,000")
    done = run(shop, "--with", "cut")
    assert shown(done, "各渠道预算状态") == [
        "渠道 现有 并入 cut 后 状态变化",
        "报纸 有余额 超预算 ⚠ 变为超预算",
        "活动 有余额 有余额 —",
    ]
    assert done.exit_code == 1
    assert done.stderr == (
        f"并入 cut 后：{MONTH}:17: MO13 “报纸”已用 12,000.00 元，预算 10,000.00 元，超出 2,000.00 元\n"
    )


def test_a_second_branch_may_heal_what_the_first_breaks(shop: History) -> None:
    cut(shop, amount="10,000")
    shop.git("checkout", "--quiet", "-b", "heal", "cut")
    shop.edit("amount: 10,000", "amount: 13,000", MONTH)
    shop.commit("mm")
    shop.git("checkout", "--quiet", "main")
    (paper, _) = tables(shop, "--with", "cut", "--with", "heal")["statuses"]
    assert [paper[name] for name in ("status_now", "status_1", "status_2", "flip")] == [
        "open",
        "exceeded",
        "open",
        None,
    ]


def test_over_budget_already_and_healed(shop: History) -> None:
    cut(shop, amount="10,000")
    shop.git("merge", "--quiet", "cut")
    branch(shop, "heal", (MONTH, "amount: 10,000", "amount: 12,000"))
    done = run(shop, "--with", "heal")
    assert "报纸 超预算 已用完 回到预算内" in shown(done, "各渠道预算状态")
    assert done.stderr.startswith(f"main 上已有：{MONTH}:17: MO13")


def test_a_deleted_record_takes_its_money_away(shop: History) -> None:
    shop.git("checkout", "--quiet", "-b", "gone", "main")
    (shop.root / EVENT).unlink()
    shop.commit("ma")
    shop.git("checkout", "--quiet", "main")
    found = tables(shop, "--with", "gone", "--anyway")
    assert [(row["record"], row["amount_now_fen"], row["amount_with_fen"]) for row in found["entries"]] == [
        ("EV-20261104-t6w2", 720_000, None)
    ]
    assert next(row["with_fen"] for row in found["channels"] if row["figure"] == "planned") == 0


def test_the_records_that_move_the_money_are_named(shop: History) -> None:
    dearer(shop)
    assert "影响金额的记录" not in run(shop, "--with", "dearer").stdout
    (_, row) = shown(run(shop, "--with", "dearer", "--records"), "影响金额的记录")
    assert row == f"dearer 活动 EV-20261104-t6w2 云岭Y7 试驾会 已计划 7,200.00 已计划 17,200.00 {EVENT}"


def test_a_branch_without_money_moves_nothing(shop: History) -> None:
    branch(shop, "words", (EVENT, "title: ", "title: 新"))
    done = run(shop, "--with", "words")
    assert done.stdout.splitlines()[1] == "当月各项数字都不变。"
    assert "各渠道预算执行" not in done.stdout


def test_what_is_there_already_is_said(shop: History) -> None:
    cut(shop)
    done = run(shop, "--with", "cut", "--with", "cut")
    assert done.stderr == "cut 没有新内容：它的提交已全部包含在 main + cut 里\n"


def test_what_does_not_count_is_said(shop: History) -> None:
    cut(shop)
    dearer(shop)
    shop.git("checkout", "--quiet", "dearer")
    shop.edit("own_money: 6万", "own_money: 7万", MONTH)
    done = run(shop, "--with", "cut")
    assert done.stderr.splitlines() == [
        "您自己分支上已提交的改动没有计入，要计入请加：--with HEAD",
        "工作目录里还没有提交的改动没有计入",
    ]
    assert "自有费用 60,000.00 0.00 60,000.00" in shown(done, "当月费用总览")
    assert "HEAD 带来的变化" in run(shop, "--with", "cut", "--with", "HEAD").stdout


def test_another_base_can_be_named(shop: History) -> None:
    cut(shop)
    dearer(shop)
    assert tables(shop, "--base", "cut", "--with", "dearer")["channels"][0]["now_yuan"] == "30000.00"


def test_errors_that_a_branch_brings_stop_the_figures(shop: History) -> None:
    branch(shop, "bad", (EVENT, "report_due: ", "report_due: 不知道 #"))
    done = run(shop, "--with", "bad")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"并入 bad 后：{EVENT}:")
    assert "据此得出的数字会误导人。仍要看数字，请加 --anyway。" in done.stderr
    anyway = run(shop, "--with", "bad", "--anyway")
    assert anyway.exit_code == 1
    assert "活动 已计划 7,200.00 -7,200.00 0.00" in shown(anyway, "各渠道预算执行")


def test_a_conflict_cannot_run_and_leaves_everything(shop: History) -> None:
    cut(shop, "one", "30,000")
    cut(shop, "two", "20,000")
    before = shop.git("status", "--porcelain"), shop.git("for-each-ref"), shop.git("ls-files", "--stage")
    done = run(shop, "--with", "one", "--with", "two")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"Error: two 不能并入 main + one，两边改了同一处：{MONTH}\n"
    assert before == (
        shop.git("status", "--porcelain"),
        shop.git("for-each-ref"),
        shop.git("ls-files", "--stage"),
    )


def test_no_such_branch_and_no_such_month(shop: History) -> None:
    cut(shop)
    assert run(shop, "--with", "nobody").exit_code == 2
    done = shop.run(budget.command, "2030-01", "--with", "cut")
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: 2030-01 没有月度记录。已有记录的月份：2026-11\n",
    )


def test_a_month_that_only_the_branch_has(shop: History) -> None:
    shop.git("checkout", "--quiet", "-b", "next", "main")
    text = shop.text(MONTH).replace("2026-11", "2026-12").replace("2026年11月", "2026年12月")
    shop.write("plans/2026-12/MON-2026-12.md", text)
    shop.commit("mm")
    shop.git("checkout", "--quiet", "main")
    done = shop.run(budget.command, "2026-12", "--with", "next", "--format", "json")
    (own,) = (row for row in json.loads(done.stdout)["money"] if row["item"] == "own_money")
    assert (own["now_fen"], own["share_1_fen"], own["with_fen"]) == (None, 6_000_000, 6_000_000)


def test_csv_and_excel(shop: History) -> None:
    branch(shop, "=cmd", (MONTH, "amount: 40,000", "amount: 30,000"))
    raw = run(shop, "--with", "=cmd", "--format", "csv").stdout_bytes.decode("utf-8-sig")
    rows = list(csv.reader(raw.splitlines()))
    assert rows[0] == [
        "渠道",
        "指标",
        "现有（元）",
        "'=cmd 带来的变化（元）",
        "合并后（元）",
    ]
    assert rows[1] == ["报纸", "预算", "40000.00", "-10000.00", "30000.00"]
    book = openpyxl.load_workbook(
        BytesIO(run(shop, "--with", "=cmd", "--format", "xlsx").stdout_bytes), data_only=False
    )
    assert book.sheetnames[:4] == ["合并了什么", "当月费用总览", "各渠道预算状态", "各渠道预算执行"]
    assert [cell.value for cell in book["各渠道预算执行"][2]] == ["报纸", "预算", 40000, -10000, 30000]
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--table", "press_tiers", "--with", "cut"), "Error: 用 --with 时没有 press_tiers 这张表\n"),
        (("--table", "statuses"), "Error: statuses 这张表只在用 --with 时才有\n"),
        (("--base", "main"), "Error: --base 是给 --with 用的；请用 --with 指明要合并的分支\n"),
    ],
)
def test_what_does_not_go_together_is_refused(shop: History, arguments: tuple[str, ...], said: str) -> None:
    done = run(shop, *arguments)
    assert (done.exit_code, done.stderr) == (2, said)


def test_nothing_of_a_branch_is_executed(shop: History) -> None:
    shop.git("checkout", "--quiet", "-b", "evil", "main")
    shop.write(".gitattributes", "*.md merge=evil filter=evil\n")
    shop.write(".git/../hooks/post-merge", "#!/bin/sh\ntouch ran\n")
    shop.write("content/ran.py", "open('ran', 'w')\n")
    shop.edit("amount: 40,000", "amount: 30,000", MONTH)
    shop.commit("ma")
    shop.git("checkout", "--quiet", "main")
    assert run(shop, "--with", "evil").exit_code == 0
    assert not (shop.root / "ran").exists()
