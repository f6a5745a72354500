"""Everything below content/ and plans/ is read or told, nothing outside is opened."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from forecourt.store.load import load, path_beside
from forecourt.words.catalogue import words_for
from tests.broken.cases import DEALERSHIP, FILES, dealership_with, opened

ZH = words_for("zh")
AD = "plans/2026-11/ads/AD-20261012-k3f7.md"
TEAR_SHEET = "plans/2026-11/ads/AD-20261012-k3f7/tear-sheet.png"


def test_every_record_and_its_bytes() -> None:
    loaded = load(DEALERSHIP)

    assert loaded.findings == ()
    assert len(loaded.records) == len(loaded.paths) == len(loaded.sources) == FILES
    assert loaded.sources[AD] == (DEALERSHIP / AD).read_bytes()
    assert loaded.paths == {record.path for record in loaded.records}


def test_facts_of_evidence_files() -> None:
    data = (DEALERSHIP / TEAR_SHEET).read_bytes()
    fact = load(DEALERSHIP).records.files[TEAR_SHEET]

    assert (fact.size, fact.sha256) == (len(data), hashlib.sha256(data).hexdigest())


def test_an_unreadable_record_is_known_by_id_and_by_name(tmp_path: Path) -> None:
    broken = (DEALERSHIP / AD).read_bytes().replace(b"\n---\n", b"\n")
    root = dealership_with(tmp_path, "plans/2026-11/ads/copy.md", broken)

    assert dict(load(root).records.unreadable) == {
        "ad-20261012-k3f7": "plans/2026-11/ads/copy.md",
        "copy": "plans/2026-11/ads/copy.md",
    }


def test_hidden_files_and_other_files_are_passed_over(tmp_path: Path) -> None:
    root = dealership_with(tmp_path, "content/.cache/x.md", b"no record")
    (root / "content" / ".~lock.md").write_text("x", encoding="utf-8")
    (root / "content" / "notes.txt").write_text("x", encoding="utf-8")

    assert load(root).paths == load(DEALERSHIP).paths


def test_a_content_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "content").symlink_to(DEALERSHIP / "content")
    loaded = load(tmp_path)

    assert [(finding.code, finding.path) for finding in loaded.findings] == [("FS01", "content")]
    assert len(loaded.records) == 0


def test_a_folder_that_cannot_be_read_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = dealership_with(tmp_path)
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "press":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PermissionError):
        load(root)


def test_a_huge_record_is_not_read_whole(tmp_path: Path) -> None:
    root = dealership_with(tmp_path, "content/press/big.md", b"x" * 3_000_000)
    loaded = load(root)

    assert len(loaded.sources["content/press/big.md"]) == 256 * 1024 + 1
    assert "FM05" in {finding.code for finding in loaded.findings}


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("a.png", "plans/2026-11/ads/a.png"),
        ("./x/../a.png", "plans/2026-11/ads/a.png"),
        ("../../../content/a.png", "content/a.png"),
        ("../../../../a.png", None),
        ("../../../.git/config", None),
        ("/etc/passwd", None),
        ("C:/a.png", None),
        ("a\\b.png", None),
        ("https://example/a.png", None),
    ],
)
def test_evidence_stays_inside(file: str, path: str | None) -> None:
    assert path_beside(AD, file) == path


def test_evidence_that_cannot_be_read_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = dealership_with(tmp_path)
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "tear-sheet.png":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    told = [(one.code, one.field, ZH.say(one.message)) for one in opened(root).findings]

    assert told == [("EV02", "evidence.0.file", f"{TEAR_SHEET} 读不出来")]


def test_evidence_behind_a_linked_folder_has_no_facts(tmp_path: Path) -> None:
    root = dealership_with(tmp_path / "shop")
    folder = root / "plans/2026-11/ads/AD-20261012-k3f7"
    outside = tmp_path / "outside"
    folder.rename(outside)
    folder.symlink_to(outside)

    assert TEAR_SHEET not in load(root).records.files


def test_names_that_no_file_can_have_are_no_fault_of_the_program(tmp_path: Path) -> None:
    root = dealership_with(tmp_path)
    path = root / "content/press/PR-20261103-m2p8.md"
    source = path.read_text(encoding="utf-8")
    evidence = f"evidence:\n  - kind: photo\n    file: {'a' * 300}.png\n    sha256: {'0' * 64}\nmonth:"
    links = f"[a]({'b' * 300}.png) [c](x%00y.png)"
    path.write_text(source.replace("month:", evidence) + links, encoding="utf-8")

    codes = [finding.code for finding in opened(root).findings]

    assert sorted(codes) == ["EV02", "LK02", "LK02"]


def _edited(root: Path) -> Iterator[str]:
    """Edits one after another, as a day of work makes them."""
    ad, sheet = root / AD, root / TEAR_SHEET
    source, picture = ad.read_bytes(), sheet.read_bytes()
    yield "nothing"
    ad.write_bytes(source.replace(b"title: ", b"title: B"))
    yield "another title"
    ad.write_bytes(source.replace(b"\n---\n", b"\n"))
    yield "broken"
    ad.rename(ad.with_name("copy.md"))
    yield "under another name"
    ad.with_name("copy.md").unlink()
    yield "deleted"
    ad.write_bytes(source)
    yield "back"
    sheet.write_bytes(picture[:-1] + b"?")
    yield "a proof of the same size"
    sheet.unlink()
    yield "no proof"
    sheet.symlink_to(root / AD)
    yield "a link in its place"
    sheet.unlink()
    sheet.write_bytes(picture)
    yield "the proof again"


def test_what_is_loaded_after_an_edit_is_what_a_new_process_loads(tmp_path: Path) -> None:
    root = dealership_with(tmp_path)
    before = None
    for edit in _edited(root):
        before = load(root, before=before)
        assert before == load(root), edit


def test_records_that_nobody_touched_are_not_read_again(tmp_path: Path) -> None:
    root = dealership_with(tmp_path)
    before = load(root)
    (root / AD).write_bytes((root / AD).read_bytes() + b"\nMore.\n")
    now = load(root, before=before)

    old = {record.path: record for record in before.records}
    assert [record.path for record in now.records if record is not old[record.path]] == [AD]
