"""Volumes kept by what they were made from."""

import os
from pathlib import Path

import pytest

from forecourt.edge import shelf
from forecourt.edge.pdf import Rendered

MADE = Rendered(pdf=b"%PDF-1.7 volume", pages=7, seconds=3.5)


def test_what_was_kept_is_found_again_by_its_key_only(tmp_path: Path) -> None:
    shelf.keep(tmp_path, shelf.key_of("<p>甲</p>"), MADE)

    assert shelf.take(tmp_path, shelf.key_of("<p>甲</p>")) == Rendered(pdf=MADE.pdf, pages=7, seconds=0.0)
    assert shelf.take(tmp_path, shelf.key_of("<p>乙</p>")) is None
    assert shelf.take(tmp_path / "nowhere", shelf.key_of("<p>甲</p>")) is None


def test_a_damaged_volume_is_forgotten_and_never_handed_out(tmp_path: Path) -> None:
    shelf.keep(tmp_path, "key", MADE)
    (path,) = tmp_path.iterdir()
    path.write_bytes(b"%PDF-1.7 volum")

    assert shelf.take(tmp_path, "key") is None
    assert list(tmp_path.iterdir()) == []


def test_another_engine_is_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = shelf.key_of("<p>甲</p>")
    monkeypatch.setattr(shelf, "engine", lambda: "weasyprint 99")

    assert shelf.key_of("<p>甲</p>") != before


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

    assert sorted(path.name.split("-")[0] for path in tmp_path.iterdir()) == ["new", "newest"]
