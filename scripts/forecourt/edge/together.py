"""Several files written together: all of them or none."""

import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path


class ChangedMeanwhileError(Exception):
    """A file no longer holds what was read from it; its path is the text."""


def write_all(root: Path, changes: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Replace files below `root` (path -> bytes that are there, bytes to write), each by a rename.

    Everything is written beside its place first; when a rename fails, files that were replaced get their old
    bytes back. Raises OSError, or ChangedMeanwhileError before anything was replaced.
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
            Path(_beside(root / path, changes[path][0])).replace(root / path)
        raise
    finally:
        for name in ready.values():
            Path(name).unlink(missing_ok=True)


def _same(root: Path, path: str, before: bytes) -> None:
    if (root / path).read_bytes() != before:
        raise ChangedMeanwhileError(path)


def _beside(path: Path, data: bytes) -> str:
    """A temporary file in the same folder that holds `data` and may be read by the same people."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    with os.fdopen(handle, "wb") as target:
        target.write(data)
    Path(name).chmod(stat.S_IMODE(path.stat().st_mode))
    return name
