"""Several files written together: all of them or none."""

import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from forecourt.edge.files import give_up

# A new record may be read by everybody, as any file of a checkout.
READABLE: Final = 0o644


class ChangedMeanwhileError(Exception):
    """A file no longer holds what was read from it; its path is the text."""


def write_all(root: Path, changes: Mapping[str, tuple[bytes | None, bytes]]) -> None:
    """Write files below `root` (path -> bytes that are there or None, bytes to write), each by a rename.

    None stands for a new file. Everything is written beside its place first; when a rename fails, files that
    were replaced get their old bytes back, and new ones go. Raises OSError, or ChangedMeanwhileError before
    anything was replaced.
    """
    ready: dict[str, str] = {}
    done: list[str] = []
    try:
        for path, (before, after) in changes.items():
            _same(root, path, before)
            ready[path] = _beside(root / path, after)
        for path, name in ready.items():
            Path(name).replace(root / path)
            done.append(path)
    except BaseException:
        for path in done:
            _undo(root / path, changes[path][0])
        raise
    finally:
        for name in ready.values():
            Path(name).unlink(missing_ok=True)


def _undo(path: Path, before: bytes | None) -> None:
    if before is None:
        path.unlink()
    else:
        Path(_beside(path, before)).replace(path)


def _same(root: Path, path: str, before: bytes | None) -> None:
    if before is None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        is_same = not os.path.lexists(root / path)
    else:
        is_same = (root / path).read_bytes() == before
    if not is_same:
        raise ChangedMeanwhileError(path)


def _beside(path: Path, data: bytes) -> str:
    """A temporary file in the same folder that holds `data` and may be read by the same people."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(data)
        Path(name).chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else READABLE)
    except BaseException as error:
        give_up(name, str(path), error)
        raise
    return name
