"""What was made before, kept by what it was made from, so that a second run need not make it again.

A file's name is the key of what went in and the sha256 of what came out: a damaged one is noticed and
forgotten, never handed out. Beside a volume lie its notes: how many pages it has, and their fingerprints.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from forecourt.edge import files
from forecourt.edge.pdf import Job, Rendered, engine

# Three volumes of some twenty months; the ones unused for longest go first.
MOST_VOLUMES: Final = 60
VOLUME: Final = ".pdf"
NOTES: Final = ".json"


def key_of(job: Job) -> str:
    """The key of a document: HTML (which names pictures by digest), files it carries, fonts, engine."""
    told = hashlib.sha256(f"{engine()}\n{job.standards}\n{job.html}".encode())
    for file in job.enclosures:
        told.update(f"\n{file.name} {file.about} {file.relationship} ".encode())
        told.update(hashlib.sha256(file.data).digest())
    return told.hexdigest()


@cache
def program() -> str:
    """The sha256 of this program's own text, for the keys of what no other version may answer for."""
    told = hashlib.sha256()
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*.py")):
        told.update(path.read_bytes())
    return told.hexdigest()


def is_behind(shelf: Path, sources: Iterable[Path]) -> bool:
    """Whether one of these files changed since anything was put on the shelf or taken from it.

    A guess for who may begin early what it will need then; what holds is the key alone.
    """
    last = max((path.stat().st_mtime for path in shelf.glob(f"*{VOLUME}")), default=0.0)
    return any(_changed_at(path) > last for path in sources)


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return float("inf")  # gone meanwhile, which is a change too


def take(shelf: Path, key: str) -> Rendered | None:
    """The document made from `key`, when it is there and whole."""
    pdf, notes = take_file(shelf, key, VOLUME), take_file(shelf, key, NOTES)
    if pdf is None or notes is None:
        return None
    pages: list[str] = json.loads(notes)
    return Rendered(pdf=pdf, pages=len(pages), seconds=0.0, prints=tuple(pages))


def keep(shelf: Path, key: str, rendered: Rendered) -> None:
    """Put a document on the shelf, and let go of what was unused for longest."""
    keep_file(shelf, key, VOLUME, rendered.pdf)
    keep_file(shelf, key, NOTES, json.dumps(rendered.prints).encode())


def take_file(shelf: Path, key: str, ending: str) -> bytes | None:
    """The bytes kept for `key` with that ending, when they are there and whole."""
    for path in sorted(shelf.glob(f"{key}-*{ending}")):
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == path.stem.rpartition("-")[2]:
            path.touch()
            return data
        path.unlink()
    return None


def keep_file(shelf: Path, key: str, ending: str, data: bytes) -> None:
    """Keep the bytes; of each ending the shelf holds so many, the ones used last."""
    files.write_whole(shelf / f"{key}-{hashlib.sha256(data).hexdigest()}{ending}", data)
    _forget(sorted(shelf.glob(f"*{ending}"), key=lambda path: path.stat().st_mtime, reverse=True))


def _forget(paths: Sequence[Path]) -> None:
    for path in paths[MOST_VOLUMES:]:
        path.unlink(missing_ok=True)
