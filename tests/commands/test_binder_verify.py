"""forecourt binder --dry-run, --final and verify, over a dealership on disk and in Git."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from forecourt.commands import binder, volumes
from forecourt.edge import rebuild
from tests.broken.cases import DEALERSHIP
from tests.commands.posted import (
    committed,
    demand,
    git,
    keep_manifest,
    record_volumes,
    replace_in,
    with_pages,
)

# The volumes are printed in this file: every test of it on one worker.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("binder")]

Run = Callable[..., Result]
Rebuild = Callable[[Path, Path, str, date | None], rebuild.Rebuilt]
AD_RECORD = "plans/2026-11/ads/AD-20261012-k3f7.md"
AD_PAPERS = "plans/2026-11/ads/AD-20261012-k3f7"


def asked(*arguments: str) -> Result:
    """Run the command in the current folder on the day of the tests."""
    return CliRunner().invoke(binder.command, [*arguments, "--today", "2026-11-18"])


@pytest.fixture(scope="module")
def printed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small dealership in a repository of its own, its final volumes printed."""
    root = tmp_path_factory.mktemp("printed") / "shop"
    shutil.copytree(DEALERSHIP, root)
    git(root, "init", "-q", "-b", "main")
    committed(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FORECOURT_LANG", "zh")
        patch.chdir(root)
        done = asked("2026-11", "--final")
        assert done.exit_code == 0, done.output
    return root


@pytest.fixture
def root(printed_once: Path, tmp_path: Path) -> Path:
    """A copy of that repository, without what was printed."""
    shutil.copytree(printed_once, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build"))
    return tmp_path


@pytest.fixture(scope="module")
def rebuilt_once(tmp_path_factory: pytest.TempPathFactory) -> Rebuild:
    """Builds a month again as `verify` does, but each commit once for all tests."""
    known: dict[tuple[str, str, date | None], rebuild.Rebuilt] = {}
    really = rebuild.built

    def remembered(place: Path, output: Path, month: str, today: date | None) -> rebuild.Rebuilt:
        key = (git(place, "rev-parse", "HEAD"), month, today)
        if key not in known:
            made = really(place, output, month, today)
            kept = shutil.copytree(made.folder, tmp_path_factory.mktemp("rebuilt") / "volumes")
            known[key] = replace(made, folder=Path(kept))
        return known[key]

    return remembered


@pytest.fixture
def run(root: Path, printed_once: Path, rebuilt_once: Rebuild, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command; what has not changed since the first printing is taken from its shelf."""
    monkeypatch.setenv("FORECOURT_LANG", "zh")
    monkeypatch.chdir(root)
    monkeypatch.setattr(volumes, "CACHE", str(printed_once / volumes.CACHE))
    monkeypatch.setattr(rebuild, "built", rebuilt_once)
    return asked


def printed(run: Run, *options: str) -> dict[str, Any]:
    """The manifest of the final volumes of November."""
    done = run("2026-11", "--final", "--format", "json", *options)
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


def test_with_unreadable_records_the_list_is_said_not_to_be_whole_and_nothing_final_is_offered(
    root: Path, run: Run
) -> None:
    replace_in(root / AD_RECORD, "state: archived", "state: [archived")

    done, told = run("2026-11", "--dry-run"), run("2026-11", "--dry-run", "--format", "json")

    lines = done.stdout.splitlines()
    assert (done.exit_code, told.exit_code) == (1, 1)
    assert lines[1] == "有 1 条记录读不出来：它们的凭证没有算进来，改好以前不能出正式版"
    assert (lines[-1], "--final" in done.stdout) == ("先改错误，查看：./forecourt check", False)
    assert (json.loads(told.stdout)["errors"], json.loads(told.stdout)["final"]) == (1, False)


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

    assert [one["missing"] for one in printed(run, "--volume", "1")["volumes"]] == [0]


def test_what_is_not_committed_is_no_final_volume(root: Path, run: Run) -> None:
    replace_in(root / AD_RECORD, "版面与画面按厂家确认稿。", "版面按厂家确认稿。")

    done = run("2026-11", "--final")

    assert done.exit_code == 1
    assert "出不了正式版，什么都没有写出：有改动尚未提交到 Git" in done.stderr
    assert not (root / "build" / "binders").exists()


def test_a_damaged_picture_stops_final_volumes_before_anything_is_written(root: Path, run: Run) -> None:
    picture = root / AD_PAPERS / "tear-sheet.png"
    data = picture.read_bytes()
    picture.write_bytes(data[: len(data) // 2])
    digest = hashlib.sha256(picture.read_bytes()).hexdigest()
    replace_in(root / AD_RECORD, hashlib.sha256(data).hexdigest(), digest)
    committed(root)

    done = run("2026-11", "--final")

    assert done.exit_code == 1
    assert not (root / "build" / "binders").exists()
    assert "tear-sheet.png" in done.stderr
    told = run("2026-11", "--dry-run").stdout.splitlines()
    assert f"    ? {AD_PAPERS}/tear-sheet.png 缺了结尾；要是打不开，--final 出不了正式版" in told


def test_a_page_that_differs_is_named(root: Path, run: Run) -> None:
    manifest = printed(run)
    prints = manifest["volumes"][0]["page_prints"]
    keep_manifest(root, {**manifest, "volumes": [with_pages(manifest, [*prints[:2], "0" * 16, *prints[3:]])]})
    manifest["volumes"][0]["sha256"] = "1" * 64
    record_volumes(root, manifest)
    committed(root)

    lines = run("verify", "2026-11").stdout.splitlines()

    assert lines[2:4] == ["    不同的页：3", "    各项和凭证都一样"]


def test_the_same_words_set_in_another_way_are_told_apart_from_other_words(root: Path, run: Run) -> None:
    manifest = printed(run)
    keep_manifest(root, manifest)
    manifest["volumes"][0]["sha256"] = "1" * 64
    record_volumes(root, manifest)
    committed(root)

    lines = run("verify", "2026-11").stdout.splitlines()

    assert lines[2] == "    每一页的文字和图片都一样，只是排版不同"


def test_when_the_commit_is_gone_copies_answer_and_papers_are_compared(root: Path, run: Run) -> None:
    manifest = printed(run)
    copies = root.parent / "copies"
    shutil.copytree(root / "build/binders/2026-11", copies)
    keep_manifest(root, manifest)
    manifest["commit"] = "a" * 40
    record_volumes(root, manifest, posted=True)

    done = run("verify", "2026-11", "--output", str(copies))

    assert done.stdout.splitlines() == [
        "2026-11 三册（BND-20261117-x3r6），无法原样重出",
        "资料库里没有提交 aaaaaaaaaa，可能在压缩合并或变基时丢掉了。别的电脑上还有的话："
        "git fetch 那台电脑 aaaaaaaaaa。以后要一直留住它：git tag posted-2026-11 aaaaaaaaaa",
        *(
            f"  第 {number} 册：留底 {copies}/{name} 就是寄出的那一份，一字不差"
            for number, name in enumerate(("vol1-ads.pdf", "vol2-press.pdf", "vol3-events.pdf"), start=1)
        ),
        "当时装订的凭证都在，都没有改动（1 个文件）",
    ]
    assert done.exit_code == 0
    (copies / "vol2-press.pdf").write_bytes(b"%PDF-1.7 another")
    other = run("verify", "2026-11", "--output", str(copies))
    assert other.exit_code == 1
    assert f"  第 2 册：留底 {copies}/vol2-press.pdf 不是寄出的那一份：校验值 " in other.stdout


def test_without_commit_and_copies_nobody_can_tell_and_what_to_do_is_said(root: Path, run: Run) -> None:
    manifest = printed(run)
    keep_manifest(root, manifest)
    manifest["commit"] = "a" * 40
    record_volumes(root, manifest, posted=True)
    (root / AD_PAPERS / "tear-sheet.png").unlink()
    shutil.rmtree(root / "build")

    done = run("verify", "2026-11")

    assert done.exit_code == 2
    assert done.stdout.splitlines()[2:] == [
        *(f"  第 {number} 册：build/binders/2026-11 里没有留底" for number in (1, 2, 3)),
        f"当时的凭证，现在已经不在：{AD_PAPERS}/tear-sheet.png",
        "因此无从判断有没有改动。请把寄出时留底的 PDF 放进一个文件夹再比对："
        "./forecourt binder verify 2026-11 --output 文件夹",
    ]
    told = json.loads(run("verify", "2026-11", "--format", "json").stdout)
    assert (told["same"], told["volumes"][0]["built"], told["volumes"][0]["copy"]) == (None, None, None)


def test_a_shallow_clone_is_told_to_fetch_the_rest(
    root: Path, run: Run, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_volumes(root, printed(run))
    committed(root)
    clone = tmp_path_factory.mktemp("shallow") / "clone"
    git(root, "clone", "-q", "--depth", "1", f"file://{root}", str(clone))
    monkeypatch.chdir(clone)

    done = run("verify", "2026-11")

    assert done.exit_code == 2
    assert "取回全部历史：git fetch --unshallow" in done.stdout


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


def test_what_changed_since_is_told_beside_volumes_that_are_the_same(root: Path, run: Run) -> None:
    manifest = printed(run)
    keep_manifest(root, manifest)
    record_volumes(root, manifest, posted=True)
    committed(root)
    before = run("verify", "2026-11").stdout.splitlines()
    replace_in(root / AD_RECORD, "版面与画面按厂家确认稿。", "后来改过。")
    (root / AD_PAPERS / "tear-sheet.png").write_bytes(b"another")

    done = run("verify", "2026-11")

    assert (done.exit_code, len(before)) == (0, 4)
    assert done.stdout.splitlines() == [
        *before,
        "寄出以后又改动过的记录 1 条（不影响已寄出的三册）：AD-20261012-k3f7",
        f"当时的凭证，现在已经换了：{AD_PAPERS}/tear-sheet.png",
    ]


@pytest.mark.usefixtures("own_printer")
def test_the_reader_s_language_does_not_change_the_bytes(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = printed(run)
    # With a shelf of its own it is printed anew.
    monkeypatch.setattr(volumes, "CACHE", "build/cache")
    monkeypatch.setenv("LANGUAGE", "de")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    assert printed(run, "--volume", "2")["volumes"] == before["volumes"][1:2]


def test_volumes_that_were_posted_are_printed_with_a_word_and_never_final_again(root: Path, run: Run) -> None:
    record_volumes(root, printed(run), posted=True)
    committed(root)

    again, final = run("2026-11", "--volume", "2"), run("2026-11", "--final")

    told = "2026-11 三册已于 2026-11-18 寄出（BND-20261117-x3r6），不得再改。"
    assert (again.exit_code, told in again.stderr) == (0, True)
    assert "  草稿：三册已于 2026-11-18 寄出（BND-20261117-x3r6），这是重印，不是寄出的那一册" in again.stdout
    assert (final.exit_code, told in final.stderr) == (1, True)


def test_other_bytes_are_told_with_the_items_that_differ(root: Path, run: Run) -> None:
    manifest = printed(run)
    # The record says that the ad's volume was another: its manifest knew another tear sheet.
    for paper in manifest["volumes"][0]["items"][0]["evidence"]:
        paper["sha256"] = "0" * 64
    manifest["volumes"][0]["sha256"] = "1" * 64
    manifest["tools"] = ["weasyprint 1.0", *manifest["tools"][1:]]
    keep_manifest(root, manifest)
    record_volumes(root, manifest)
    committed(root)

    done = run("verify", "2026-11")

    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert re.fullmatch(r"  第 1 册不同：当时 (\d+) 页，现在 \1 页", lines[1])
    assert lines[3] == ("    AD-20261012-k3f7：凭证不同：plans/2026-11/ads/AD-20261012-k3f7/tear-sheet.png")
    assert lines[4].startswith("  第 2 册：一字不差")
    assert lines[6].startswith("字体或程序库与当时不同：当时 weasyprint 1.0，现在 weasyprint ")
    assert lines[7] == "那次提交里没有程序，用的是现在的程序；程序更新过，排版可能不同"


def test_a_commit_outside_the_branch_is_not_built(root: Path, run: Run) -> None:
    manifest = printed(run)
    git(root, "checkout", "-q", "-b", "side")
    replace_in(root / AD_RECORD, "版面与画面按厂家确认稿。", "没有合并的改动。")
    manifest["commit"] = committed(root)
    git(root, "checkout", "-q", "main")
    record_volumes(root, manifest)

    done = run("verify", "2026-11")

    # The PDFs that were printed on main still lie in the build folder, and have the recorded fingerprints.
    assert done.exit_code == 0
    assert "  第 1 册：留底 build/binders/2026-11/vol1-ads.pdf 就是寄出的那一份，一字不差" in done.stdout
    assert "不在当前分支的历史里，那里面的程序没有经过本分支审批，所以不运行" in done.stdout


def test_there_is_nothing_to_verify_before_a_commit_is_written_down(run: Run) -> None:
    done = run("verify", "2026-11")

    assert done.exit_code == 2
    assert "2026-11 没有写明提交和三册明细的装订记录" in done.stderr
