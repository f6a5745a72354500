"""A file is written whole or not at all, and only when it differs."""

import os
import stat
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from forecourt.edge import files
from forecourt.edge.together import write_all
from tests.edge.room import room_for


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_written_when_it_differs_and_keeps_who_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "甲" / "乙.md"
    assert files.write_whole(path, b"one")
    assert (path.read_bytes(), mode_of(path)) == (b"one", 0o644)
    assert not files.write_whole(path, b"one")
    path.chmod(0o600)
    assert files.write_whole(path, b"two")
    assert (path.read_bytes(), mode_of(path)) == (b"two", 0o600)
    assert [one.name for one in path.parent.iterdir()] == ["乙.md"]


def test_what_an_ended_process_left_behind_is_not_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_numbers", count(5))
    left = tmp_path / f".writing-{os.getpid()}-5"
    left.write_bytes(b"half")
    assert files.write_whole(tmp_path / "a.md", b"whole")
    assert ((tmp_path / "a.md").read_bytes(), left.read_bytes()) == (b"whole", b"half")


def test_where_a_folder_stands_nothing_is_left_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(IsADirectoryError):
        files.write_whole(tmp_path / "a.md", b"text")
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


def together(path: Path, data: bytes) -> None:
    write_all(path.parent, {path.name: (None, data)})


@pytest.mark.parametrize("write", [files.write_whole, files.create, together])
def test_a_file_that_finds_no_room_is_named_and_nothing_of_it_stays(
    tmp_path: Path, write: Callable[[Path, bytes], object]
) -> None:
    with room_for(4), pytest.raises(OSError, match="File too large") as refused:
        write(tmp_path / "a.md", b"longer than that")
    assert refused.value.filename == str(tmp_path / "a.md")
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_the_same_file_and_made_once(tmp_path: Path) -> None:
    source, target = tmp_path / "photo.png", tmp_path / "site" / "photo.png"
    source.write_bytes(b"photo")
    assert files.link(source, target)
    assert target.samefile(source)
    assert not files.link(source, target)
    target.unlink()
    target.write_bytes(b"other")
    assert files.link(source, target)
    assert target.read_bytes() == b"photo"


@pytest.mark.parametrize(
    "there", [("content", "plans"), ("templates/records",), ("content", "templates/records")]
)
def test_a_dealership_is_found_from_below_also_before_its_first_record(
    tmp_path: Path, there: tuple[str, ...]
) -> None:
    for folder in (*there, "content-of-another/press"):
        (tmp_path / folder).mkdir(parents=True)
    assert files.find_root(tmp_path / "content-of-another" / "press") == tmp_path


def test_one_folder_of_the_two_alone_is_no_dealership(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert files.find_root(tmp_path / "content") is None


def test_below_a_folder_that_is_not_there_lies_nothing(tmp_path: Path) -> None:
    assert list(files.walk(tmp_path, "plans")) == []
