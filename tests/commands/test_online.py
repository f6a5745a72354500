"""forecourt platforms and sem: the small dealership's month as text, JSON, CSV and workbook."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click import Command
from click.testing import CliRunner

from forecourt.commands import platforms, sem
from tests.broken.cases import TODAY, dealership_with

DAY = ("--today", TODAY.isoformat())


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(dealership_with(tmp_path / "shop"))


def said(command: Command, *options: str) -> str:
    done = CliRunner().invoke(command, [*options, *DAY], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def rows(command: Command, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(said(command, "2026-11", "--format", "json"))[table]
    return found


def test_a_balance_is_reconciled_with_what_came_back() -> None:
    (row,) = rows(sem.command, "balances")

    assert {name: value for name, value in row.items() if name.endswith(("_fen", "left"))} == {
        "opening_fen": 900_00,
        "top_up_fen": 1_000_00,
        "refund_fen": 12_00,
        "cost_fen": 330_50,
        "closing_fen": 1_581_50,
        "difference_fen": 0,
        "days_left": 14,
    }


def test_results_are_those_of_the_newest_figures() -> None:
    (row,) = rows(sem.command, "results")

    assert (row["cost_fen"], row["clicks"], row["click_fen"], row["lead_fen"]) == (318_50, 285, 1_12, 63_70)
    assert (row["click_bp"], row["out_of_hours_bp"]) == (500, 628)


def test_keywords_stand_by_what_they_cost_and_days_by_themselves() -> None:
    assert [(row["keyword"], row["cost_fen"]) for row in rows(sem.command, "keywords")] == [
        ("云岭Y7 试驾", 210_00),
        ("新能源车", 88_00),
    ]
    days = [(row["day"], row["cost_fen"], row["now_fen"]) for row in rows(sem.command, "days")]
    assert days[0] == ("2026-11-15", 120_50, 108_50)
    assert rows(sem.command, "alarms") == []


def test_a_platform_says_what_it_did_and_brought() -> None:
    (account,), (answers,) = rows(platforms.command, "accounts"), rows(platforms.command, "answers")

    assert (account["posts"], account["longest_gap"], account["leads"], account["valid_bp"]) == (
        2,
        3,
        3,
        6667,
    )
    assert (answers["answers"], answers["in_time"], answers["slowest"]) == (1, 1, 45)
    assert [(row["type"], row["count"]) for row in rows(platforms.command, "work")] == [
        ("prices", 1),
        ("forum", 1),
        ("reply", 1),
        ("figures", 1),
    ]


def test_a_csv_file_holds_the_first_table_unless_another_is_named() -> None:
    first = said(sem.command, "2026-11", "--format", "csv").splitlines()
    words = said(sem.command, "2026-11", "--format", "csv", "--table", "keywords").splitlines()

    assert (len(first), len(words)) == (2, 3)
    assert first[1].endswith(",900.00,1000.00,12.00,330.50,1581.50,0.00,14,SEM-20261101-w7c3")


def test_a_workbook_has_a_sheet_for_each_table(tmp_path: Path) -> None:
    target = tmp_path / "sem.xlsx"
    said(sem.command, "2026-11", "--format", "xlsx", "--output", str(target))

    book = openpyxl.load_workbook(BytesIO(target.read_bytes()))
    assert len(book.sheetnames) == 5


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (platforms.command, "2026-10 没有平台日志。\n"),
        (sem.command, "2026-10 没有搜索推广账户的数据。\n"),
    ],
)
def test_a_month_without_anything_says_so(command: Command, expected: str) -> None:
    assert said(command, "2026-10") == expected
