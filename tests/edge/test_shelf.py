"""Volumes kept by what they were made from."""

import os
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from forecourt.edge import shelf
from forecourt.edge.pdf import Job, Rendered
from forecourt.edge.pdf_archive import PDF_UA, Enclosure

MADE = Rendered(pdf=b"%PDF-1.7 volume", pages=2, seconds=3.5, prints=("a1", "b2"))


def job(html: str, **more: Any) -> Job:
    return Job(name="vol", html=html, pictures={}, work=Path("nowhere"), **more)


def test_what_was_kept_is_found_again_by_its_key_only(tmp_path: Path) -> None:
    shelf.keep(tmp_path, shelf.key_of(job("<p>甲</p>")), MADE)

    assert shelf.take(tmp_path, shelf.key_of(job("<p>甲</p>"))) == replace(MADE, seconds=0.0)
    assert shelf.take(tmp_path, shelf.key_of(job("<p>乙</p>"))) is None
    assert shelf.take(tmp_path / "nowhere", shelf.key_of(job("<p>甲</p>"))) is None


@pytest.mark.parametrize("ending", [".pdf", ".json"])
def test_a_damaged_volume_is_forgotten_and_never_handed_out(ending: str, tmp_path: Path) -> None:
    shelf.keep(tmp_path, "key", MADE)
    (path,) = tmp_path.glob(f"*{ending}")
    path.write_bytes(path.read_bytes()[:-1])

    assert shelf.take(tmp_path, "key") is None
    assert not path.exists()


def test_a_file_that_a_volume_carries_is_part_of_its_key() -> None:
    def with_file(data: bytes) -> str:
        enclosure = Enclosure(name="m.json", about="", data=data, relationship="Supplement")
        return shelf.key_of(job("<p>甲</p>", enclosures=(enclosure,)))

    fewer = shelf.key_of(job("<p>甲</p>", standards=(PDF_UA,)))

    assert len({with_file(b"1"), with_file(b"2"), fewer, shelf.key_of(job("<p>甲</p>"))}) == 4


def test_another_engine_is_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = shelf.key_of(job("<p>甲</p>"))
    monkeypatch.setattr(shelf, "engine", lambda: "weasyprint 99")

    assert shelf.key_of(job("<p>甲</p>")) != before


def test_the_shelf_stays_bounded_and_keeps_what_was_used_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "MOST_VOLUMES", 2)
    for age, key in ((300, "old"), (200, "older"), (100, "new")):
        shelf.keep(tmp_path, key, MADE)
        for path in tmp_path.glob(f"{key}-*"):
            stamp = path.stat().st_mtime - age
            os.utime(path, (stamp, stamp))
    shelf.keep(tmp_path, "newest", MADE)

    assert sorted(path.name.split("-")[0] for path in tmp_path.glob("*.pdf")) == ["new", "newest"]


def test_a_shelf_is_behind_when_a_source_changed_since_it_was_last_used(tmp_path: Path) -> None:
    source, store = tmp_path / "AD.md", tmp_path / "volumes"
    source.write_text("x", encoding="utf-8")
    store.mkdir()
    assert shelf.is_behind(store, [source])

    volume = store / "key-sum.pdf"
    volume.write_bytes(b"")
    os.utime(source, (1_000, 1_000))
    os.utime(volume, (1_001, 1_001))
    assert not shelf.is_behind(store, [source])

    os.utime(source, (1_002, 1_002))
    assert shelf.is_behind(store, [source])
    assert shelf.is_behind(store, [tmp_path / "gone.md"])
