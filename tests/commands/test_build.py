"""`./forecourt build` on the small dealership: a real folder, a real repository, real pages and PDFs."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BUDGET, LEFT = 5_600_000, 3_680_000
MONEY = (
    "2026-11：可用 71,600.00 元；渠道预算 56,000.00 元，已计划 7,200.00 元，已承诺 0.00 元，"
    "已支出 12,000.00 元，渠道预算余额 36,800.00 元"
)
SMALL = Path(__file__).parent.parent / "dealership"


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run forecourt in `root`."""
    environ = {**os.environ, "FORECOURT_LANG": "zh"}
    return subprocess.run(
        [sys.executable, "-m", "forecourt", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environ,
        check=False,
    )


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A copy of the small dealership, committed."""
    root = tmp_path / "店"
    shutil.copytree(SMALL, root)
    (root / ".gitignore").write_text("build/\n")
    who = ("-c", "user.name=周晓彤", "-c", "user.email=zhou@jingbei-yunling.example")
    for arguments in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "Begin")):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    return root


def test_build_makes_portal_and_three_volumes_and_sums_up(shop: Path) -> None:
    done = run(shop, "build", "--format", "json")
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["schema_version"] == 1
    assert told["findings"]["error"] == 0
    assert list(told["seconds"]) == ["check", "budget", "volumes", "portal"]
    assert (shop / told["portal"]).is_file()
    assert len(told["volumes"]) == 3
    assert (told["channel_budgets_fen"], told["channel_budgets_left_fen"]) == (BUDGET, LEFT)
    for volume in told["volumes"]:
        assert (shop / volume["file"]).read_bytes().startswith(b"%PDF-")
    assert told["records"] == sum(1 for _ in shop.rglob("*.md") if "build" not in _.parts)


def test_the_money_line_adds_up_and_says_what_is_left_as_the_board_does(shop: Path) -> None:
    done = run(shop, "build")

    assert MONEY in done.stdout
    assert "渠道预算余额" in (shop / "build" / "site" / "index.html").read_text(encoding="utf-8")


def test_build_stops_at_errors_and_shows_them(shop: Path) -> None:
    record = next((shop / "plans").rglob("AD-*.md"))
    record.write_text(
        record.read_text(encoding="utf-8").replace("insertions: ", "insertions: x"), encoding="utf-8"
    )
    done = run(shop, "build")
    assert done.returncode == 1
    assert record.relative_to(shop).as_posix() in done.stdout
    assert "已停止：请先改正上面的错误，再重新生成" in done.stderr
    assert not (shop / "build" / "site").exists()


def test_a_month_without_record_is_named(shop: Path) -> None:
    done = run(shop, "build", "--month", "2031-01")
    assert done.returncode == 2
    assert "2031-01 没有月度记录。已有记录的月份：2026-11" in done.stderr
