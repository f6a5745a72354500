"""forecourt settlement over the repository's own sample."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import load_workbook

from forecourt.commands import settlement
from tests.commands.on_sample import ROOT, runner

pytestmark = pytest.mark.slow

Run = Callable[..., Result]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The sample's records, to be changed."""
    folder = tmp_path / "shop"
    for name in ("content", "plans"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(settlement.command, monkeypatch)


def test_october_as_finance_reads_it(run: Run) -> None:
    done = run("2026-10")

    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[2:10] == [
        "物料月结",
        "部门      笔数   件数    应承担",
        "市场部       5    281  1,199.91",
        "销售部       2    462  1,735.00",
        "售后部       1    700    275.33",
        "客服部       3    370    948.28",
        "二手车部     2    145    753.33",
        "合计        13  1,958  4,911.85",
    ]
    assert lines[-1] == (
        "期初 7,945.95 ＋入库 3,800.00 ＝部门承担 4,911.85 ＋报废 0.00 ＋结存 6,834.10（元）"
    )


def test_what_is_given_back_is_paid_back_at_what_it_cost(run: Run) -> None:
    rows = json.loads(run("2026-10", "--format", "json").stdout)["issues"]
    bags = [
        (row["move"], row["quantity"], row["amount_fen"])
        for row in rows
        if row["article"] == "云岭手提袋" and row["department"] == "marketing"
    ]

    assert bags == [("issue", 120, 35988), ("give_back", -33, -9897)]


def test_the_jobs_add_up_in_every_month(run: Run) -> None:
    for month in ("2026-09", "2026-10", "2026-11"):
        for row in json.loads(run(month, "--format", "json").stdout)["jobs"]:
            parts = ("before_fen", "charged_fen", "written_off_fen", "left_fen")
            assert row["received_fen"] == sum(row[part] for part in parts), (month, row["title"])


def test_csv_holds_the_departments_or_the_table_that_is_named(run: Run) -> None:
    rows = run("2026-11", "--format", "csv").stdout_bytes.decode("utf-8-sig").splitlines()
    stock = run("2026-11", "--format", "csv", "--table", "stock").stdout_bytes.decode("utf-8-sig")

    assert rows[:2] == [
        "部门,笔数,件数,应承担（元）,对应记录",
        "销售部,4,734,2774.43,STK-20260928-f7ke MAT-20260910-h3vw STK-20260901-b2hr STK-20261022-x9mb "
        "MAT-20261009-t6nz",
    ]
    assert "二手车置换补贴海报,张,23,0,8,15,0,0.00,,2026-11-15,已领完,STK-20261019-p3wd" in stock.splitlines()


def test_a_workbook_has_the_four_sheets(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "settlement.xlsx"
    done = run("2026-10", "--format", "xlsx", "--output", str(target))

    assert done.exit_code == 0
    assert load_workbook(target).sheetnames == ["物料月结", "领用明细", "制作费用落在哪里", "月末库存"]


def test_a_month_without_material_says_so(run: Run) -> None:
    assert run("2026-05").stdout == "2026-05 库里没有物料\n"


def test_errors_give_no_figures_unless_one_insists(
    run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shop / "content/stock/STK-20260901-b2hr.md"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("quantity: 80", "quantity: 800"), encoding="utf-8")
    monkeypatch.chdir(shop)

    assert (run("2026-09").exit_code, run("2026-09", "--anyway").exit_code) == (1, 1)
