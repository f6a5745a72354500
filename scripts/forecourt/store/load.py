"""A root folder -> all its records, their findings, and the facts of their evidence files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath

from forecourt.edge import files
from forecourt.kinds.common import Common
from forecourt.model.codes import code, declared
from forecourt.model.finding import Finding, Problem
from forecourt.model.limits import MAX_RECORD_BYTES
from forecourt.model.record import FileFact, Record, Records
from forecourt.reading.record import read_record
from forecourt.words.text import N_, text

FOLDERS = ("content", "plans")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Everything below content/ and plans/ at one moment; `sources` are the records' bytes by path."""

    records: Records
    findings: tuple[Finding, ...]
    sources: dict[str, bytes]


@code("FS01")
def symbolic_link() -> Problem:
    """A record is a symbolic link.

    It could point outside the repository and mean another file on every computer. Replace it by the file itself.
    """
    return Problem(
        code="FS01",
        line=1,
        column=1,
        message=text(N_("The record is a symbolic link")),
        hint=text(N_("Replace the link by the file itself")),
    )


def load(root: Path) -> Loaded:
    """Read every record (*.md) below content/ and plans/ of `root`; raises OSError when a folder cannot be read."""
    records: list[Record] = []
    findings: list[Finding] = []
    unreadable: dict[str, str] = {}
    sources: dict[str, bytes] = {}
    for path, is_link in record_paths(root):
        if is_link:
            findings.append(_at_file(symbolic_link(), path))
            continue
        data = files.read_bytes(root / path, MAX_RECORD_BYTES)
        reading = read_record(path, data)
        findings.extend(reading.findings)
        sources[path] = data
        if reading.record is not None:
            records.append(reading.record)
        elif reading.id:
            unreadable[reading.id.casefold()] = path
    facts = evidence_facts(root, records)
    return Loaded(
        records=Records(items=tuple(records), unreadable=unreadable, files=facts),
        findings=tuple(findings),
        sources=sources,
    )


def record_paths(root: Path) -> Iterator[tuple[str, bool]]:
    """Paths of all records (relative, forward slashes), each with whether it is a symbolic link."""
    for folder in FOLDERS:
        for path, is_link in files.walk(root, folder):
            if path.endswith(".md"):
                yield path, is_link


def evidence_path(record: Record, file: str) -> str | None:
    """Where an evidence file of `record` lies (relative to the root), None when the path leaves the repository."""
    if file.startswith("/") or "\\" in file or ":" in file.partition("/")[0]:
        return None
    path = normpath(join(dirname(record.path), file))
    return path if path.split("/")[0] in FOLDERS else None


def evidence_facts(root: Path, records: Iterable[Record]) -> dict[str, FileFact]:
    """Size and sha256 of every evidence file that the records name and that lies inside the repository."""
    facts: dict[str, FileFact] = {}
    for record in records:
        for item in record.evidence if isinstance(record, Common) else ():
            path = evidence_path(record, item.file)
            if path is None or path in facts or _escapes(root, path):
                continue
            fact = files.fact_of(root / path)
            if fact is not None:
                facts[path] = fact
    return facts


def _escapes(root: Path, path: str) -> bool:
    """A folder on the way may be a symbolic link that leaves the repository."""
    return not (root / path).resolve().is_relative_to(root.resolve())


def _at_file(problem: Problem, path: str) -> Finding:
    return Finding(
        code=problem.code,
        severity=declared(problem.code).severity,
        path=path,
        line=problem.line,
        column=problem.column,
        record="",
        field="",
        message=problem.message,
        hint=problem.hint,
    )
