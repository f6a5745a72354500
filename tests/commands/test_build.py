"""`./forecourt build` on the small dealership: a real folder, a real repository, real pages and PDFs."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from forecourt import cli

pytestmark = pytest.mark.slow

BUDGET, LEFT = 5_600_000, 3_680_000
MONEY = (
    "2026-11：可用 71,600.00 元；渠道预算 56,000.00 元，已计划 7,200.00 元，已承诺 0.00 元，"
    "已支出 12,000.00 元，渠道预算余额 36,800.00 元"
)
SMALL = Path(__file__).parent.parent / "dealership"


def run(root: Path, *arguments: str, path: str = "") -> subprocess.CompletedProcess[str]:
    """Run forecourt in `root`."""
    paths = os.pathsep.join(part for part in (path, os.environ.get("PYTHONPATH", "")) if part)
    environ = {**os.environ, "FORECOURT_LANG": "zh", "PYTHONPATH": paths}
    return subprocess.run(
        [sys.executable, "-m", "forecourt", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environ,
        check=False,
    )


def called(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The same within this process, where a process of its own is not the point."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        done = CliRunner(env={"FORECOURT_LANG": "zh"}).invoke(cli.group, arguments)
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def founded(root: Path) -> Path:
    """The small dealership in `root`, committed."""
    shutil.copytree(SMALL, root)
    (root / ".gitignore").write_text("build/\n")
    who = ("-c", "user.name=周晓彤", "-c", "user.email=zhou@jingbei-yunling.example")
    for arguments in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "Begin")):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    return root


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A dealership of the test's own."""
    return founded(tmp_path / "店")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A dealership that was built once, and what the build said."""
    root = founded(tmp_path_factory.mktemp("built") / "店")
    return root, run(root, "build", "--format", "json")


def test_build_makes_portal_and_three_volumes_and_sums_up(
    first: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    shop, done = first
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["schema_version"] == 1
    assert told["findings"]["error"] == 0
    assert list(told["seconds"]) == ["check", "budget", "volumes", "portal"]
    assert (shop / told["portal"]).is_file()
    assert len(told["volumes"]) == 3
    assert told["summary"] == "build/summaries/2026-11.pdf"
    assert (shop / told["summary"]).read_bytes().startswith(b"%PDF-")
    assert (told["channel_budgets_fen"], told["channel_budgets_left_fen"]) == (BUDGET, LEFT)
    for volume in told["volumes"]:
        assert (shop / volume["file"]).read_bytes().startswith(b"%PDF-")
    assert told["records"] == sum(1 for _ in shop.rglob("*.md") if "build" not in _.parts)


def test_build_stops_at_errors_and_shows_them(shop: Path) -> None:
    record = next((shop / "plans").rglob("AD-*.md"))
    record.write_text(
        record.read_text(encoding="utf-8").replace("insertions: ", "insertions: x"), encoding="utf-8"
    )
    done = called(shop, "build")
    assert done.returncode == 1
    assert record.relative_to(shop).as_posix() in done.stdout
    assert "已停止：请先改正上面的错误，再重新生成" in done.stderr
    assert not (shop / "build" / "site").exists()


def test_in_a_month_without_a_record_the_newest_with_one_is_built_and_said_with_what_is_left(
    first: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    shop = shutil.copytree(first[0], tmp_path / "店")
    shutil.rmtree(shop / "build/binders")
    done = called(shop, "build", "--today", "2026-12-01")

    assert done.returncode == 0, done.stderr
    assert "2026-12 还没有月度计划，这次按最近有计划的 2026-11 算费用、出资料册" in done.stderr
    assert MONEY in done.stdout
    assert "月度总结：build/summaries/2026-11.pdf" in done.stdout.splitlines()
    # The board calls it by the same name.
    assert "渠道预算余额" in (shop / "build/site/index.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in (shop / "build/binders/2026-11").glob("*.pdf")) == [
        "vol1-ads.pdf",
        "vol2-press.pdf",
        "vol3-events.pdf",
    ]


def test_without_any_month_there_is_a_portal_and_the_way_to_begin(shop: Path) -> None:
    keep = {"dealership", "staff", "procedures"}
    for folder in (shop / "plans").iterdir():
        if folder.name != "programmes":
            shutil.rmtree(folder)
    for folder in (shop / "content").iterdir():
        if folder.name not in keep:
            shutil.rmtree(folder)
    done = called(shop, "build", "--format", "json")

    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert told["notice"] == (
        "还没有任何月份的月度计划，所以没有费用数字，也没有资料册。新建：./forecourt new month"
    )
    assert (told["available_fen"], told["volumes"]) == (None, [])
    assert (shop / told["portal"]).is_file()


def test_signs_that_no_font_has_are_told_with_their_places_and_the_portal_is_made(shop: Path) -> None:
    ad = shop / "plans/2026-11/ads/AD-20261012-k3f7.md"
    source = ad.read_text(encoding="utf-8").replace("上市通栏", "上市😀通栏").rstrip("\n")
    ad.write_text(f"{source}\n\n请刘𰻝老师出镜。\n\n刘𰻝确认。\n", encoding="utf-8")
    last = len(ad.read_text(encoding="utf-8").splitlines())
    done = called(shop, "build")

    assert done.returncode == 1
    assert (shop / "build/site/index.html").is_file()
    assert not (shop / "build/binders").exists()
    told = done.stdout.splitlines()
    at = told.index("资料册没有生成。")
    assert told[at + 1 : at + 4] == [
        "资料册字体里没有下面这些字，请改用别的写法：",
        "  plans/2026-11/ads/AD-20261012-k3f7.md：“😀”（U+1F600），第 4 行，标题（title）",
        f"  plans/2026-11/ads/AD-20261012-k3f7.md：“𰻝”（U+30EDD），第 {last - 2}、{last} 行，正文",
    ]


def test_a_sign_of_another_record_is_told_where_it_stands(shop: Path) -> None:
    person = next((shop / "content/staff").glob("ST-qiao.md"))
    person.write_text(
        re.sub(r"(?m)^title: .*$", "title: 乔𰻝", person.read_text(encoding="utf-8")), encoding="utf-8"
    )
    done = called(shop, "binder", "2026-11")

    assert done.returncode == 1
    assert "content/staff/ST-qiao.md：“𰻝”（U+30EDD），第 4 行，标题（title）" in done.stderr
    assert "AD-20261012-k3f7.md：“𰻝”" not in done.stderr


def test_without_pango_the_json_is_json_alone(shop: Path, tmp_path: Path) -> None:
    fake = tmp_path / "fake"
    fake.mkdir()
    (fake / "weasyprint.py").write_text(
        "print('WeasyPrint could not import some external libraries')\nraise OSError('libpango')\n"
    )
    done = run(shop, "build", "--format", "json", path=str(fake))

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["unavailable"].startswith("无法生成资料册：缺少排版所需的 Pango。")
    assert "WeasyPrint" not in done.stdout + done.stderr


def test_a_month_without_record_is_named(shop: Path) -> None:
    done = called(shop, "build", "--month", "2031-01")
    assert done.returncode == 2
    assert "2031-01 没有月度记录。已有记录的月份：2026-11" in done.stderr
