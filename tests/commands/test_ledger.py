"""forecourt ledger, as people and other programs call it."""

import csv
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from forecourt.commands import ledger
from forecourt.model.months import Month
from forecourt.model.record import Records
from tests.commands.given import Run, finding, given
from tests.money.ledger_make import AUDITED, claim, shop
from tests.money.make import NOVEMBER, YUAN, ad, month_plan

OCTOBER = Month(2026, 10)


def story() -> Records:
    """Two months' accrual, a paid ad, a claim granted in part."""
    uses = [("main", OCTOBER, 5_000 * YUAN), ("main", NOVEMBER, 1_000 * YUAN)]
    return shop(
        ad("AD-1", "paid", 12_000 * YUAN, paid_on=date(2026, 11, 16)),
        claim("CLM-1", "granted", uses, audited_on=AUDITED, granted_cost=5_500 * YUAN),
        months=[month_plan(OCTOBER), month_plan()],
    )


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command over the story."""
    return given(ledger.command, story, date(2026, 12, 20), tmp_path, monkeypatch)


def test_every_movement_with_the_open_balance_and_sums(run: Run) -> None:
    done = run("--fund", "main")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "金额单位：元",
        "",
        "资金台账",
        "日期        序号  台账科目  活动月份  基金      计提月份  渠道       金额   基金余额  编号",
        "2026-10-01     1  计提      2026-10   基金main  2026-10   —     16,000.00  16,000.00  MON-2026-10",
        "2026-11-01     1  计提      2026-11   基金main  2026-11   —     16,000.00  32,000.00  MON-2026-11",
        "2026-11-20     1  已报核销  2026-11   基金main  2026-10   —      5,000.00  27,000.00  CLM-1",
        "2026-11-20     2  已报核销  2026-11   基金main  2026-11   —      1,000.00  26,000.00  CLM-1",
        "2026-12-10     1  已核准    2026-11   基金main  2026-10   —      5,000.00  26,000.00  CLM-1",
        "2026-12-10     2  已核准    2026-11   基金main  2026-11   —        500.00  26,000.00  CLM-1",
        "2026-12-10     3  未核准    2026-11   基金main  2026-11   —        500.00  26,500.00  CLM-1",
        "",
        "按类别合计",
        "台账科目  笔数       金额",
        "计提         2  32,000.00",
        "已报核销     2   6,000.00",
        "已核准       2   5,500.00",
        "未核准       1     500.00",
        "",
        "返款基金余额",
        "截至         基金余额  晚于该日的笔数  计入后余额",
        "2026-12-20  26,500.00               0   26,500.00",
        "",
        "各月计提的返款额度",
        "基金      计提月份  最晚报核销   计提金额  使用金额  已过期       余额  超用  批准核销金额  已到账",
        "基金main  2026-10   2027-01-29  16,000.00  5,000.00    0.00  11,000.00  0.00      5,000.00    0.00",
        "基金main  2026-11   2027-03-02  16,000.00    500.00    0.00  15,500.00  0.00        500.00    0.00",
        "合计                            32,000.00  5,500.00    0.00  26,500.00  0.00      5,500.00    0.00",
    ]


def test_a_month_keeps_the_balance_that_came_before_it(run: Run) -> None:
    rows = json.loads(run("--fund", "main", "--month", "2026-11", "--format", "json").stdout)["ledger"]
    assert [(row["type"], row["amount_yuan"], row["balance_yuan"]) for row in rows][:2] == [
        ("accrual", "16000.00", "32000.00"),
        ("claim", "5000.00", "27000.00"),
    ]
    assert rows[1]["field"] == "tranches.0.amount"


def test_json_says_that_it_is_of_no_single_month(run: Run) -> None:
    envelope = json.loads(run("--format", "json").stdout)
    assert (envelope["month"], list(envelope)[3:]) == (
        None,
        ["ledger", "sums", "standing", "balances", "totals"],
    )
    assert envelope["totals"]["balances"]["open_fen"] == 2_650_000
    kinds = ["accrual", "plan", "commitment", "payment", "claim", "grant", "refusal"]
    assert [row["type"] for row in envelope["sums"]] == kinds


def test_csv_holds_the_entries_or_the_table_that_is_named(run: Run) -> None:
    entries = run("--format", "csv").stdout_bytes.decode("utf-8-sig")
    assert next(csv.reader(entries.splitlines()))[:3] == ["日期", "序号", "台账科目"]
    sums = run("--format", "csv", "--table", "sums").stdout_bytes.decode("utf-8-sig")
    assert list(csv.reader(sums.splitlines()))[1] == ["计提", "2", "32000.00"]


def test_excel_holds_every_table(run: Run, tmp_path: Path) -> None:
    done = run("--format", "xlsx", "--output", "ledger.xlsx")
    assert (done.exit_code, done.stderr) == (0, "已写入：ledger.xlsx\n")
    book = openpyxl.load_workbook(tmp_path / "ledger.xlsx")
    assert book.sheetnames == ["资金台账", "按类别合计", "返款基金余额", "各月计提的返款额度"]
    assert book.properties.title == "资金台账 2026-12"


def test_an_unknown_fund_gets_the_near_one(run: Run) -> None:
    done = run("--fund", "mian")
    assert (done.exit_code, done.stderr) == (2, "Error: 没有基金“mian”。是不是想写“main”？\n")


def test_errors_stop_the_figures_unless_asked_for_anyway(run: Run) -> None:
    stopped = run(findings=(finding(),))
    assert (stopped.exit_code, stopped.stdout) == (1, "")
    assert "记录中有 1 处错误" in stopped.stderr
    shown = run("--anyway", findings=(finding(),))
    assert (shown.exit_code, "MON-2026-10" in shown.stdout) == (1, True)
    assert shown.stderr == "注意：记录中有 1 处错误，以上数字可能不准。\n"
