"""forecourt effect over the repository's own sample."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from forecourt.commands import effect
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
    return runner(effect.command, monkeypatch)


def test_september_as_the_manager_told_it(run: Run) -> None:
    done = run("2026-09", "--format", "json", "--anyway")
    channels = {(row["channel"], row["item"]): row for row in json.loads(done.stdout)["channels"]}
    paper, search = channels["newspaper", "cost_per_visit"], channels["search", "cost_per_visit"]
    # The month's own words: 57 parties named a newspaper, 33 the search ads at 242 yuan each.
    assert (paper["count"], search["count"], search["value_yuan"]) == (57, 33, "242.42")


def test_the_plain_view_leaves_out_ids(run: Run) -> None:
    plain, whole = run("2026-09", "--anyway").stdout, run("2026-09", "--records", "--anyway").stdout
    assert "AD-20260820-h67d" not in plain
    assert "AD-20260820-h67d" in whole
    for title in ("当月广宣效果", "广宣费用与销售收入", "各渠道效果", "各媒体效果", "来源与转化"):
        assert title in plain
    assert "广宣费用率  124,400.00  承诺+支出  7,300,000.00  1.70 %" in plain


def test_only_spent_costs(run: Run) -> None:
    rows = [
        json.loads(run("2026-11", "--format", "json", "--anyway", *more).stdout)["month"][0]
        for more in ((), ("--cost", "spent"))
    ]
    assert [row["cost_basis"] for row in rows] == ["committed", "spent"]
    assert rows[0]["cost_fen"] > rows[1]["cost_fen"]
    assert rows[0]["count"] == rows[1]["count"]


def test_csv_holds_the_channels_or_the_table_that_is_named(run: Run) -> None:
    first = run("2026-09", "--format", "csv", "--anyway").stdout_bytes.decode("utf-8-sig").splitlines()[0]
    assert first.startswith("渠道,指标,费用（元）,费用口径,数量,计数口径,单位费用（元）,未知占比")
    rows = run("2026-09", "--format", "csv", "--table", "traffic", "--anyway").stdout_bytes.decode(
        "utf-8-sig"
    )
    assert rows.splitlines()[1] == "报纸,39,18,57,21,6"


def test_a_workbook_is_written(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "effect.xlsx"
    done = run("2026-09", "--format", "xlsx", "--output", str(target), "--anyway")
    assert target.read_bytes().startswith(b"PK")
    assert str(target) in done.stderr


def test_a_month_without_a_record(run: Run) -> None:
    done = run("2030-01", "--anyway")
    assert done.exit_code == 2
    assert "2030-01 没有月度记录" in done.stderr


def test_errors_stop_the_figures(run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shop / "content/press/PR-BAD.md").write_text("---\nkind: press\n---\n", encoding="utf-8")
    monkeypatch.chdir(shop)

    done = run("2026-09")

    assert (done.exit_code, done.stdout) == (1, "")
    assert "--anyway" in done.stderr
    assert run("2026-09", "--anyway").exit_code == 1
