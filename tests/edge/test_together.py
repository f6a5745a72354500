"""Several files written together."""

import stat
from pathlib import Path

import pytest

from forecourt.edge.together import ChangedMeanwhileError, write_all


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(b"old")
    return tmp_path


def held(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(root.iterdir())}


def test_all_are_written_and_keep_their_permissions(root: Path) -> None:
    (root / "a.md").chmod(0o640)
    write_all(root, {"a.md": (b"old", b"new"), "b.md": (b"old", b"other")})

    assert held(root) == {"a.md": b"new", "b.md": b"other"}
    assert stat.S_IMODE((root / "a.md").stat().st_mode) == 0o640


def test_none_is_written_when_one_was_changed_meanwhile(root: Path) -> None:
    with pytest.raises(ChangedMeanwhileError, match=r"b\.md"):
        write_all(root, {"a.md": (b"old", b"new"), "b.md": (b"read", b"new")})

    assert held(root) == {"a.md": b"old", "b.md": b"old"}


def test_none_is_written_when_one_is_gone(root: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_all(root, {"a.md": (b"old", b"new"), "c.md": (b"old", b"new")})

    assert held(root) == {"a.md": b"old", "b.md": b"old"}


def test_what_was_replaced_comes_back_when_a_later_one_fails(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "b.md":
            raise PermissionError(13, "Permission denied", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PermissionError):
        write_all(root, {"a.md": (b"old", b"new"), "b.md": (b"old", b"new")})

    assert held(root) == {"a.md": b"old", "b.md": b"old"}


def test_a_new_file_is_written_into_a_new_folder(root: Path) -> None:
    write_all(root, {"a.md": (b"old", b"new"), "more/c.md": (None, b"first")})

    assert (root / "more" / "c.md").read_bytes() == b"first"
    assert stat.S_IMODE((root / "more" / "c.md").stat().st_mode) == 0o644


def test_a_new_file_does_not_take_the_place_of_another(root: Path) -> None:
    with pytest.raises(ChangedMeanwhileError, match=r"b\.md"):
        write_all(root, {"a.md": (b"old", b"new"), "b.md": (None, b"first")})

    assert held(root) == {"a.md": b"old", "b.md": b"old"}


def test_a_new_file_goes_again_when_a_later_one_fails(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "b.md":
            raise PermissionError(13, "Permission denied", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PermissionError):
        write_all(root, {"c.md": (None, b"first"), "b.md": (b"old", b"new")})

    assert held(root) == {"a.md": b"old", "b.md": b"old"}
