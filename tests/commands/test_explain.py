"""forecourt explain, over the small dealership."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forecourt.commands import explain
from tests.broken.cases import dealership_with

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command inside a copy of the small dealership."""
    dealership_with(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FORECOURT_LANG", "zh")
    return lambda *arguments: CliRunner().invoke(explain.command, ["--today", "2026-11-18", *arguments])


def test_a_figure_is_told_as_a_formula_and_then_line_by_line(run: Run) -> None:
    done = run("2026-11.available", "--anyway")
    assert done.stdout.splitlines() == [
        "2026-11.available  2026-11 本月可用费用",
        "         0.00  2026-11 上月结转  2026-11.opening_balance",
        "  + 11,600.00  2026-11 厂家返款计提  2026-11.accrued",
        "  + 60,000.00  2026-11 自有费用  2026-11.own_money",
        "= 71,600.00 元",
        "",
        " 6,400.00  plans/2026-11/MON-2026-11.md:11  units.0.pick_up  40 × 160.00",
        "           plans/programmes/PRG-2026.md:19  funds.0.per_unit.0.amount",
        " 5,200.00  plans/2026-11/MON-2026-11.md:13  units.1.pick_up  20 × 260.00",
        "           plans/programmes/PRG-2026.md:21  funds.0.per_unit.1.amount",
        "60,000.00  plans/2026-11/MON-2026-11.md:14  own_money",
        "71,600.00  各记录合计",
    ]


def test_the_share_of_a_budget_names_both_its_numbers(run: Run) -> None:
    lines = run("2026-11.event.used", "--anyway").stdout.splitlines()
    assert lines[1] == "前几项相加，除以最后一项，取整数百分比："
    assert lines[-2:] == ["  ÷ 16,000.00  2026-11 活动：预算  2026-11.event.budget", "= 45 %"]


def test_a_tranche_is_explained_by_its_entries(run: Run) -> None:
    told = run("FUND.main.2026-11.open", "--anyway").stdout
    assert told.startswith("fund.main.2026-11.open  市场基金 2026-11：余额\n")
    assert "-6,000.00  plans/2026-11/claims/CLM-20261117-q4n8.md:18  tranches.0.amount  2026-11-17" in told


def test_a_fund_in_one_month_has_names_of_its_own(run: Run) -> None:
    assert run("2026-11.fund.main.ledger.claim", "--anyway").stdout.startswith(
        "2026-11.fund.main.ledger.claim  2026-11 市场基金 台账：已报核销\n"
    )
    told = run("2026-11.fund.main.open", "--anyway").stdout
    assert told.startswith("2026-11.fund.main.open  2026-11 涉及的市场基金：余额\n")


def test_an_unknown_figure_gets_the_near_ones(run: Run) -> None:
    done = run("2026-11.newspaper.spnt", "--anyway")
    assert done.exit_code == 2
    assert done.stderr.startswith(
        "Error: 没有数字“2026-11.newspaper.spnt”。相近的有：2026-11.newspaper.spent"
    )
    assert run("utter nonsense", "--anyway").stderr.endswith("。全部名称见：./forecourt explain\n")


def test_without_a_name_all_figures_are_listed(run: Run) -> None:
    lines = run("--anyway").stdout.splitlines()
    assert lines[0].split() == [
        "2026-11.accrued.main.y3",
        "6,400.00",
        "2026-11",
        "市场基金",
        "云岭Y3",
        "计提",
    ]
    assert "fund.main.open" in [line.split()[0] for line in lines if line]
    assert lines[-2] == "单条记录的数字：编号.名称，例如 AD-20261012-k3f7.reimbursable"


def test_english(run: Run) -> None:
    told = run("2026-11.press.points.missing", "--anyway", "--lang", "en").stdout
    assert told.splitlines()[:2] == [
        "2026-11.press.points.missing  2026-11 Press quota in points: Still missing",
        "The sum, but never below nothing:",
    ]
