"""What the hook remembers of a record survives as one line."""

import subprocess
import sys
from pathlib import Path

import pytest

from forecourt.checking.summary import Summary, summary_of
from forecourt.store.staged import SUMMARY_ROOMS
from tests.broken.cases import DEALERSHIP

AD = DEALERSHIP / "plans/2026-11/ads/AD-20261012-k3f7.md"
ARCHIVE = DEALERSHIP / "content/archive/ARC-20261117-b5n9.md"


def test_an_ad_names_its_references_papers_and_proofs() -> None:
    summary = summary_of(AD.read_bytes())

    assert (summary.id, summary.kind) == ("ad-20261012-k3f7", "ad")
    assert summary.names == ["st-qiao", "st-lin", "out-daily", "dir-202611-y7"]
    kinds = [unique.partition(" ")[0] for unique in summary.uniques]
    assert kinds == ["id", "proof", "invoice", "contract", "position"]
    assert "invoice fp0099" in summary.uniques
    assert "position out-daily 汽车版通栏 2026-11" in summary.uniques
    assert summary.evidence == ["AD-20261012-k3f7/tear-sheet.png"]


def test_an_archived_ad_is_unique_by_code_and_by_its_ad() -> None:
    assert summary_of(ARCHIVE.read_bytes()).uniques == [
        "id arc-20261117-b5n9",
        "code HY-GG·2026-D10-SCB-0001",
        "archived ad-20261012-k3f7",
    ]


@pytest.mark.parametrize("path", sorted(DEALERSHIP.rglob("*.md")), ids=lambda path: path.stem)
def test_a_line_gives_the_same_summary_back(path: Path) -> None:
    summary = summary_of(path.read_bytes())

    assert "\n" not in summary.line
    assert Summary.parse(summary.line) == summary


def test_an_unreadable_record_keeps_its_id() -> None:
    summary = summary_of(AD.read_bytes().replace(b"\n---\n", b"\n"))

    assert summary == Summary("ad-20261012-k3f7")
    assert Summary.parse(summary.line) == summary


def test_signs_that_divide_lines_do_not_get_in() -> None:
    source = (
        AD.read_text(encoding="utf-8").replace("tear-sheet.png", 'a b.png"').replace("file: ", 'file: "x\\t')
    )

    assert summary_of(source.encode()).evidence == ["x AD-20261012-k3f7/a b.png"]


def test_everything_that_makes_a_summary_is_part_of_the_version_that_the_cache_rests_on() -> None:
    loaded = "import sys, forecourt.checking.summary; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True).stdout
    names = [name.split(".") for name in told.split() if name.startswith("forecourt.")]
    rooms = {room for _, room, *modules in names if modules}

    # Words and what touches files say nothing of what stands in a record.
    assert rooms - {"edge", "words"} == set(SUMMARY_ROOMS)
