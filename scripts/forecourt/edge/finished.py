"""Pages of the site that an earlier build made, kept by what they were made from.

Nothing here is taken for true by itself: a page counts as finished only while its source and its file in the
site have the same sha256 as then, and all else that shows on it (`key`) is the same, too.
"""

import hashlib
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from forecourt.edge import files


class Page(Struct, frozen=True, kw_only=True):
    """A finished page: the sha256 of its source and of its file, and what the search finds on it."""

    source: str
    made: str
    entries: list[dict[str, Any]]


class Finished(Struct, kw_only=True):
    """All finished pages, by the path of their source; `key` tells what else they were made from."""

    key: str = ""
    pages: dict[str, Page] = field(default_factory=dict)


def load(path: Path | None) -> Finished:
    """What was kept in `path`; nothing when it is not there or damaged."""
    if path is None or not path.is_file():
        return Finished()
    digest, _, body = path.read_bytes().partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode() != digest:
        return Finished()
    try:
        return msgspec.msgpack.decode(body, type=Finished)
    except msgspec.DecodeError:
        return Finished()


def keep(path: Path | None, finished: Finished) -> None:
    """Write it to `path`, in place of what was kept there."""
    if path is not None:
        body = msgspec.msgpack.encode(finished)
        files.write_whole(path, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)


def digest_of(path: str) -> str:
    """The sha256 of a file; "" when there is none."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 thousands of them: a Path costs as much as the reading
            return hashlib.sha256(file.read()).hexdigest()
    except FileNotFoundError:
        return ""
