"""forecourt claims over the sample: what is awaited, what came back, what is lost soon."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from forecourt.commands import claims
from forecourt.commands.desk import open_desk
from tests.house.stub import ROOT

pytestmark = pytest.mark.slow

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def sample_today() -> str:
    """The day that the sample pins."""
    return str(open_desk(ROOT, today=None, clock=date(2030, 1, 1)).world.today)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in the sample, in Chinese; figures are shown whatever else is being checked."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("FORECOURT_LANG", "zh")
    return lambda *arguments: CliRunner().invoke(claims.command, [*arguments, "--anyway"])


def table(done: Result, title: str) -> list[list[str]]:
    """The cells of the table with that title, without its header."""
    blocks = done.stdout.split("\n\n")
    (block,) = (block for block in blocks if block.startswith(title + "\n"))
    return [line.split() for line in block.splitlines()[2:]]


def test_what_is_awaited_by_age(run: Run) -> None:
    assert table(run(), "应收返款账龄") == [
        ["0–30", "天", "3", "47,015.00", "0.00"],
        ["31–60", "天", "1", "31,400.00", "0.00"],
        ["61–90", "天", "0", "0.00", "0.00"],
        ["91–180", "天", "0", "0.00", "0.00"],
        ["180", "天以上", "0", "0.00", "0.00"],
        ["合计", "4", "78,415.00", "0.00"],
    ]


def test_a_claim_is_under_way_until_it_is_credited_or_comes_back(run: Run) -> None:
    """Returned on 5 November and replaced since: six days; credited: until then; else until today."""
    days = {
        row[0]: row[row.index("2026-10") + 2] for row in table(run("2026-10"), "核销单") if row[0] != "合计"
    }

    assert days == {
        "CLM-20261022-t2kc": "28",
        "CLM-20261028-n6zs": "6",
        "CLM-20261109-e9jq": "14",
        "CLM-20261109-w3fa": "14",
        "CLM-20261109-y5bu": "13",
    }


def test_what_came_back_with_both_numbers_of_the_rate(run: Run) -> None:
    assert table(run("2026-09"), "返款回收情况") == [
        ["2026-09", "124,400.00", "55,200.00", "44.37", "%", "0.00", "23,800.00", "19.13", "%"],
        ["合计", "124,400.00", "55,200.00", "44.37", "%", "0.00", "23,800.00", "19.13", "%"],
    ]


def test_what_is_lost_soon(run: Run) -> None:
    assert table(run("--days", "6"), "有风险的返款") == [
        ["额度将过期", "广宣主基金", "2026-09", "1,000.00", "2026-11-30", "6", "4"],
        ["额度将过期", "新能源专项", "2026-11", "5,400.00", "2026-11-30", "6", "4"],
    ]
    assert [row[-2:] for row in table(run("--days", "17"), "返款风险汇总（各类有重叠，不相加）")] == [
        ["2", "6,400.00"],
        ["2", "5,620.00"],
        ["0", "0.00"],
        ["0", "0.00"],
    ]


def test_the_countdown_ends_with_the_last_claim(run: Run) -> None:
    rows = table(run("--table", "countdown"), "返款额度倒计时")

    assert [row[-7:] for row in rows[:-1]] == [
        ["5,400.00", "2026-11-30", "6", "4", "2026-12-30", "36", "26"],
        ["1,000.00", "2026-11-30", "6", "4", "2026-12-30", "36", "26"],
        ["45,385.00", "2026-12-31", "37", "27", "2027-01-29", "66", "47"],
        ["50,200.00", "2027-01-31", "68", "47", "2027-03-02", "98", "65"],
    ]
    assert rows[-1] == ["合计", "101,985.00"]


def test_a_month_chooses_claims_and_details_are_shown_on_demand(run: Run) -> None:
    plain, whole = run("2026-09").stdout, run("2026-09", "--records").stdout

    assert "CLM-20260929-r4mw" in plain
    assert "CLM-20261109-w3fa" not in plain
    assert "论坛截图没有显示时间，扣减一半" not in plain
    assert "论坛截图没有显示时间，扣减一半" in whole
    assert "CLM-20261009-h8vd" in whole


def test_json_has_integer_fen_and_the_records_behind_it(run: Run) -> None:
    envelope = json.loads(run("--format", "json").stdout)
    first = envelope["recovery"][0]

    assert (envelope["schema_version"], envelope["month"]) == (1, None)
    assert (first["eligible_fen"], first["granted_fen"], first["recovered_bp"]) == (
        12_440_000,
        5_520_000,
        1913,
    )
    assert envelope["countdown"][0]["records"] == ["MON-2026-11", "PRG-2026"]
    whole = envelope["totals"]["recovery"]
    assert (whole["eligible_fen"], whole["granted_bp"], whole["recovered_percent"]) == (
        26_167_000,
        3875,
        "14.45",
    )
    assert envelope["totals"]["ageing"] == {
        "claims": 4,
        "issued_fen": 7_841_500,
        "issued_yuan": "78415.00",
        "estimated_fen": 0,
        "estimated_yuan": "0.00",
    }


def test_csv_and_excel_hold_the_same_claims(run: Run, tmp_path: Path, sample_today: str) -> None:
    sheet, book = tmp_path / "claims.csv", tmp_path / "claims.xlsx"
    assert run("--format", "csv", "--output", str(sheet)).exit_code == 0
    assert run("--format", "xlsx", "--output", str(book)).exit_code == 0

    rows = list(csv.DictReader(sheet.read_text(encoding="utf-8-sig").splitlines()))
    workbook = openpyxl.load_workbook(book)
    ids = [
        row[0].value for row in workbook["核销单"].iter_rows(min_row=2) if str(row[0].value).startswith("CLM")
    ]
    assert ids == [row["编号"] for row in rows]
    assert len(ids) == 7
    assert workbook["返款额度倒计时"]["D2"].value == "当月未完，暂计"
    assert sample_today == "2026-11-24"


def test_errors_stop_figures_that_would_mislead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "plans").mkdir()
    (tmp_path / "content" / "x.md").write_text("---\nkind: claim\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(claims.command, ["--lang", "zh"])

    assert done.exit_code == 1
    assert "记录中有 1 处错误" in done.stderr


def test_the_total_of_what_came_back_has_both_rates(run: Run, tmp_path: Path) -> None:
    """101,400 ÷ 261,670 and 37,800 ÷ 261,670; in Excel as a formula of the sums."""
    text = run("--table", "recovery").stdout
    assert text.rstrip().splitlines()[-1].split() == [
        "合计",
        "261,670.00",
        "101,400.00",
        "38.75",
        "%",
        "14,000.00",
        "23,800.00",
        "14.45",
        "%",
    ]
    target = tmp_path / "claims.xlsx"
    assert run("--table", "recovery", "--format", "xlsx", "--output", str(target)).exit_code == 0
    page = openpyxl.load_workbook(target).active
    assert page is not None
    assert [page.cell(5, place).value for place in (4, 7)] == ["=(C5)/B5", "=(E5+F5)/B5"]
