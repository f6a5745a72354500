"""forecourt binder --dry-run, --final and verify, over a dealership on disk and in Git."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from forecourt.commands import binder
from tests.broken.cases import DEALERSHIP

# The volumes are printed in this file: every test of it on one worker.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("binder")]

Run = Callable[..., Result]
RECORD = "plans/2026-11/binders/BND-20261117-x3r6.md"
PROGRAMME = "plans/programmes/PRG-2026.md"
AD_RECORD = "plans/2026-11/ads/AD-20261012-k3f7.md"


def git(root: Path, *arguments: str) -> str:
    names = ("-c", "user.name=Li", "-c", "user.email=li@example.cn", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(root), *names, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def committed(root: Path) -> str:
    """The commit of everything that stands in `root` now."""
    git(root, "add", "-A", "content", "plans")
    git(root, "commit", "-q", "-m", "x", "--date", "2026-11-18T09:00:00+08:00")
    return git(root, "rev-parse", "HEAD")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small dealership in a repository of its own."""
    shutil.copytree(DEALERSHIP, tmp_path, dirs_exist_ok=True)
    git(tmp_path, "init", "-q", "-b", "main")
    committed(tmp_path)
    return tmp_path


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command on the day of the tests."""
    monkeypatch.setenv("FORECOURT_LANG", "zh")
    monkeypatch.chdir(root)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(binder.command, [*arguments, "--today", "2026-11-18"])

    return call


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def demand(root: Path, rule: str) -> None:
    """The programme wants more of newspaper ads."""
    head = "proof_rules:\n  - channel: newspaper\n    always: [tear_sheet]\n"
    replace_in(root / PROGRAMME, "mix_rules:", f"{head}{rule}mix_rules:")


def record_volumes(root: Path, manifest: dict[str, Any], *, posted: bool = False) -> None:
    """Write the figures of `manifest` into the month's binder record, as the assistant does."""
    volumes = "".join(
        f"  - number: {one['number']}\n    items: {len(one['items'])}\n    pages: {one['pages']}\n"
        f"    sha256: {one['sha256']}\n"
        for one in manifest["volumes"]
    )
    fields = f"preparer: ST-he\ncommit: {manifest['commit']}\nprinted_on: 2026-11-18\nvolumes:\n{volumes}"
    out = "posted_on: 2026-11-18\nwaybill: SF-1\npostmark_on: 2026-11-18\n" if posted else ""
    replace_in(root / RECORD, "preparer: ST-he\n", fields + out)
    if posted:
        replace_in(root / RECORD, "state: draft", "state: posted")


def printed(run: Run) -> dict[str, Any]:
    """The manifest of the final volumes of November."""
    done = run("2026-11", "--final", "--format", "json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_dry_run_lists_papers_item_by_item(root: Path, run: Run) -> None:
    demand(root, "    photos: 2\n    proofs:\n      - kind: tear_sheet\n        shows: [ad_marked]\n")

    done = run("2026-11", "--dry-run")

    assert done.exit_code == 0
    assert done.stdout == (
        "2026-11 三册：2026-11-26 前备齐，2026-11-30 前寄出\n"
        "第 1 册 广告宣传：1 项，应有凭证 2 种，合格 0 种（0%）\n"
        "  AD-20261012-k3f7  云岭Y7 上市通栏  [已归档]\n"
        "    × 样报（tear_sheet）上看不到：广告位置已标出（厂家政策要求）\n"
        "    × 照片（photo）：应有 2 件，现有 0 件（厂家政策要求）\n"
        "第 2 册 媒介传播：1 项，目前没有要交的凭证\n"
        "  PR-20261103-m2p8  云岭Y7 到店  [已刊出]\n"
        "第 3 册 市场推广：0 项，目前没有要交的凭证\n"
        "\n"
        "还有 2 种凭证不合格，见标 × 的各行\n"
    )
    assert not (root / "build").exists()


def test_the_dry_run_is_there_for_other_programs(root: Path, run: Run) -> None:
    demand(root, "    photos: 2\n")

    found = json.loads(run("2026-11", "--dry-run", "--format", "json").stdout)

    assert (found["schema_version"], found["month"], found["final"]) == (1, "2026-11", False)
    assert found["posting"] == {
        "post_by": "2026-11-30",
        "ready_on": "2026-11-26",
        "provisional": False,
        "period": None,
    }
    papers = found["volumes"][0]["items"][0]["wanted"]
    assert [(one["kind"], one["status"], one["there"], one["pieces"]) for one in papers] == [
        ("tear_sheet", "there", 1, 1),
        ("photo", "missing", 0, 2),
    ]


def test_a_month_without_record_has_no_list(run: Run) -> None:
    done = run("2026-01", "--dry-run")

    assert (done.exit_code, "2026-01 没有月度记录" in done.stderr) == (2, True)


def test_final_volumes_are_refused_while_a_paper_lacks(root: Path, run: Run) -> None:
    demand(root, "    proofs:\n      - kind: tear_sheet\n        shows: [ad_marked]\n")
    committed(root)

    done = run("2026-11", "--final")

    assert done.exit_code == 1
    assert "AD-20261012-k3f7 样报（tear_sheet）上看不到：广告位置已标出" in done.stderr
    assert not (root / "build").exists()


def test_an_exception_that_stands_lets_final_volumes_be_made(root: Path, run: Run) -> None:
    demand(root, "    proofs:\n      - kind: tear_sheet\n        shows: [ad_marked]\n")
    replace_in(root / "plans/2026-11/exceptions/EXC-20261112-n4w8.md", "state: collected", "state: approved")
    committed(root)

    assert [one["missing"] for one in printed(run)["volumes"]] == [0, 0, 0]


def test_what_is_not_committed_is_no_final_volume(root: Path, run: Run) -> None:
    replace_in(root / AD_RECORD, "版面与画面按厂家确认稿。", "版面按厂家确认稿。")

    done = run("2026-11", "--final")

    assert done.exit_code == 1
    assert "出的是草稿，不是正式版：有改动尚未提交到 Git" in done.stderr


def test_the_same_commit_gives_the_same_bytes_years_later(root: Path, run: Run) -> None:
    manifest = printed(run)
    record_volumes(root, manifest, posted=True)
    committed(root)
    # What happens to the records afterwards does not touch what was posted.
    replace_in(root / AD_RECORD, "版面与画面按厂家确认稿。", "后来改过。")
    committed(root)

    done = run("verify", "2026-11")

    pages = [one["pages"] for one in manifest["volumes"]]
    assert done.exit_code == 0, done.output
    assert done.stdout == (
        f"2026-11 三册（BND-20261117-x3r6），按提交 {manifest['commit'][:10]} 原样重出\n"
        f"  第 1 册：一字不差（{pages[0]} 页）\n"
        f"  第 2 册：一字不差（{pages[1]} 页）\n"
        f"  第 3 册：一字不差（{pages[2]} 页）\n"
    )
    assert json.loads(run("verify", "2026-11", "--format", "json").stdout)["same"] is True


def test_the_reader_s_language_does_not_change_the_bytes(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = printed(run)
    shutil.rmtree(tmp_path / "build")
    monkeypatch.setenv("LANGUAGE", "de")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    assert printed(run)["volumes"] == before["volumes"]


def test_volumes_that_were_posted_are_printed_with_a_word_and_never_final_again(root: Path, run: Run) -> None:
    record_volumes(root, printed(run), posted=True)
    committed(root)

    again, final = run("2026-11"), run("2026-11", "--final")

    told = "2026-11 三册已于 2026-11-18 寄出（BND-20261117-x3r6），不得再改。"
    assert (again.exit_code, told in again.stderr) == (0, True)
    assert (final.exit_code, told in final.stderr) == (1, True)


def test_other_bytes_are_told_with_the_items_that_differ(root: Path, run: Run) -> None:
    manifest = printed(run)
    # The record says that the ad's volume was another: its manifest knew another tear sheet.
    for paper in manifest["volumes"][0]["items"][0]["evidence"]:
        paper["sha256"] = "0" * 64
    manifest["volumes"][0]["sha256"] = "1" * 64
    manifest["tools"] = ["weasyprint 1.0", *manifest["tools"][1:]]
    beside = root / "plans/2026-11/binders/BND-20261117-x3r6"
    beside.mkdir()
    (beside / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    record_volumes(root, manifest)
    entry = (
        f"evidence:\n  - kind: manifest\n    file: BND-20261117-x3r6/manifest.json\n    sha256: {'2' * 64}\n"
    )
    replace_in(root / RECORD, "month: 2026-11\n", f"{entry}month: 2026-11\n")
    committed(root)

    done = run("verify", "2026-11")

    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert re.fullmatch(r"  第 1 册不同：当时 (\d+) 页，现在 \1 页", lines[1])
    assert lines[2] == ("    AD-20261012-k3f7：凭证不同：plans/2026-11/ads/AD-20261012-k3f7/tear-sheet.png")
    assert lines[3].startswith("  第 2 册：一字不差")
    assert lines[5].startswith("字体或程序库与当时不同：当时 weasyprint 1.0，现在 weasyprint ")
    assert lines[6] == "那次提交里没有程序，用的是现在的程序；程序更新过，排版可能不同"


def test_a_commit_outside_the_branch_is_not_built(root: Path, run: Run) -> None:
    manifest = printed(run)
    git(root, "checkout", "-q", "-b", "side")
    replace_in(root / AD_RECORD, "版面与画面按厂家确认稿。", "没有合并的改动。")
    manifest["commit"] = committed(root)
    git(root, "checkout", "-q", "main")
    record_volumes(root, manifest)

    done = run("verify", "2026-11")

    assert done.exit_code == 2
    assert "不在当前分支的历史里" in done.stderr


def test_there_is_nothing_to_verify_before_a_commit_is_written_down(run: Run) -> None:
    done = run("verify", "2026-11")

    assert done.exit_code == 2
    assert "2026-11 没有写明提交和三册明细的装订记录" in done.stderr
