"""Single files of the work tree: a record's bytes, facts of evidence."""

from collections.abc import Iterable
from pathlib import Path

from forecourt.edge import files
from forecourt.model.limits import MAX_RECORD_BYTES
from forecourt.model.record import FileFact


def read_file(root: Path, path: str) -> bytes:
    """The bytes of a record in the work tree; raises OSError."""
    return files.read_bytes(root / path, MAX_RECORD_BYTES)


def file_facts(root: Path, paths: Iterable[str]) -> dict[str, FileFact]:
    """Size and sha256 of each of these files that is there."""
    facts = {path: files.fact_of(root / path) for path in paths}
    return {path: fact for path, fact in facts.items() if fact is not None}
