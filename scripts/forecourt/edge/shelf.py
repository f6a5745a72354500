"""Volumes made before, kept by what they were made from, so that a second run need not print them again.

A file's name is the key of what went in, the number of pages and the sha256 of what came out: a damaged one
is noticed and forgotten, never handed out.
"""

import hashlib
from pathlib import Path
from typing import Final

from forecourt.edge import files
from forecourt.edge.pdf import Rendered, engine

# Three volumes of some twenty months; the ones unused for longest go first.
MOST_VOLUMES: Final = 60


def key_of(html: str) -> str:
    """The key of a document: its HTML (which names pictures by digest), fonts, engine, versions."""
    return hashlib.sha256(f"{engine()}\n{html}".encode()).hexdigest()


def take(shelf: Path, key: str) -> Rendered | None:
    """The document made from `key`, when it is there and whole."""
    for path in sorted(shelf.glob(f"{key}-*.pdf")):
        _, pages, digest = path.stem.split("-")
        pdf = path.read_bytes()
        if hashlib.sha256(pdf).hexdigest() == digest:
            path.touch()
            return Rendered(pdf=pdf, pages=int(pages), seconds=0.0)
        path.unlink()
    return None


def keep(shelf: Path, key: str, rendered: Rendered) -> None:
    """Put a document on the shelf, and let go of what was unused for longest."""
    digest = hashlib.sha256(rendered.pdf).hexdigest()
    files.write_whole(shelf / f"{key}-{rendered.pages}-{digest}.pdf", rendered.pdf)
    paths = sorted(shelf.glob("*.pdf"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in paths[MOST_VOLUMES:]:
        path.unlink(missing_ok=True)
