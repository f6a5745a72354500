"""A root folder -> all its records, their findings, and the facts of their evidence files."""

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath

from msgspec import Struct

from forecourt.edge import collector, files
from forecourt.kinds.common import Common
from forecourt.model.finding import Finding
from forecourt.model.limits import MAX_EVIDENCE_BYTES, MAX_RECORD_BYTES, MAX_TEXT_BYTES
from forecourt.model.record import FileFact, Record, Records
from forecourt.model.unread import is_read, readable
from forecourt.reading.links import links
from forecourt.reading.record import Reading, read_record
from forecourt.store.faults import (
    FOLDERS,
    at_file,
    display_path,
    fault_of,
    is_record_path,
    reason_of,
    unreadable_file,
)
from forecourt.store.papers import Papers
from forecourt.store.privacy import personal_in
from forecourt.store.texts import is_pdf, is_picture, may_hold_text, notes_in


class Told(Struct, frozen=True):
    """What the bytes of one file tell: its reading, and all findings about it."""

    reading: Reading
    findings: tuple[Finding, ...]


class Loaded(Struct, frozen=True, kw_only=True):
    """Everything below content/ and plans/ at one moment.

    `paths` are all files that are records or should be; `sources` the bytes of those that could be read, and
    `told` what they tell. `stamps` are those of evidence files at that moment, by path.
    """

    records: Records
    findings: tuple[Finding, ...]
    sources: dict[str, bytes]
    paths: frozenset[str] = frozenset()
    told: Mapping[str, Told] = {}
    stamps: Mapping[str, files.Stamp] = {}


def load(
    root: Path, *, remember: bool = False, searched: bool = True, before: Loaded | None = None
) -> Loaded:
    """Read every record (*.md) below content/ and plans/; raises OSError when a folder cannot be read.

    Nothing is written, but for what is known of PDFs when it is to be remembered (`store.papers`). Every text
    is `searched` for personal data; who judges nothing may save that time. What this process loaded `before`
    (in the same way) is looked at again only where bytes of records or stamps of evidence are others.
    """
    with collector.paused(stays=True):
        return _load(root, remember=remember, searched=searched, before=before)


def _load(root: Path, *, remember: bool, searched: bool, before: Loaded | None) -> Loaded:
    records: list[Record] = []
    partial: list[Record] = []
    findings: list[Finding] = []
    unreadable: dict[str, str] = {}
    sources: dict[str, bytes] = {}
    paths: set[str] = set()
    told: dict[str, Told] = {}
    walked = _walked(root)
    for found in _entries(root, walked):
        paths.add(found.path)
        findings.extend(found.findings)
        if found.data is None:
            continue
        one = _told(found.path, found.data, before, searched=searched)
        reading = one.reading
        findings.extend(one.findings)
        sources[found.path], told[found.path] = found.data, one
        if reading.record is not None:
            records.append(reading.record)
        else:
            if reading.partial is None or not is_read(reading.partial.id):
                # By its file's name too: an id that cannot be read any more is most likely that.
                unreadable[PurePosixPath(found.path).stem.casefold()] = found.path
            unreadable[reading.id.casefold()] = found.path
        if reading.partial is not None:
            partial.append(reading.partial)
    everything = [*records, *partial]
    facts, stamps = _evidence(root, everything, remember=remember, before=before)
    if searched:
        others = [path for path, form in walked if form == "file" and not is_record_path(path)]
        findings.extend(personal_elsewhere(root, others, facts, remember=remember))
    return Loaded(
        records=Records(
            items=tuple(records),
            partial=tuple(partial),
            unreadable=unreadable,
            files=facts,
            standing=standing_at(root, everything, facts),
            linked=linked_paths(root, everything),
        ),
        findings=tuple(findings),
        sources=sources,
        paths=frozenset(paths),
        told=told,
        stamps=stamps,
    )


def _told(path: str, data: bytes, before: Loaded | None, *, searched: bool) -> Told:
    """What the file's bytes tell, which is what they told before."""
    if before is not None and before.sources.get(path) == data:
        return before.told[path]
    reading = read_record(path, data)
    personal = personal_in(path, data, reading.id) if searched else ()
    return Told(reading, (*reading.findings, *personal))


def _walked(root: Path) -> tuple[tuple[str, files.Form], ...]:
    return tuple(found for folder in FOLDERS for found in files.walk(root, folder))


def personal_elsewhere(
    root: Path, paths: Iterable[str], facts: Mapping[str, FileFact], *, remember: bool = False
) -> Iterator[Finding]:
    """Personal data in files that are no records, and in the names of files; `facts` spare reading twice."""
    pdfs = []
    for path in paths:
        if is_pdf(path):
            pdfs.append(path)
        else:
            yield from personal_in(path, _searchable(root, path))
    if pdfs:
        yield from _personal_in_pdfs(root, pdfs, facts, remember=remember)


def _personal_in_pdfs(
    root: Path, paths: Iterable[str], facts: Mapping[str, FileFact], *, remember: bool
) -> Iterator[Finding]:
    # Imported here: few have a PDF that is new.
    from forecourt.store.pdfs import PdfSearch

    with PdfSearch(root) as search:
        for path in paths:
            fact = facts.get(path) or files.fact_of(root / path)
            if fact is not None:
                yield from search.found(
                    path, fact.sha256, partial(files.read_bytes, root / path, MAX_EVIDENCE_BYTES)
                )
        if remember:
            search.keep()


def _searchable(root: Path, path: str) -> bytes | str:
    """What is searched of a file: its content, of a picture its notes; nothing of one that cannot be read."""
    try:
        if is_picture(path):
            with (root / path).open("rb") as source:
                return notes_in(source)
        return files.read_bytes(root / path, MAX_TEXT_BYTES) if may_hold_text(path) else b""
    except OSError:
        return b""


class Entry(Struct, frozen=True):
    """One file that is a record or should be: its bytes (None: cannot be read) and the faults of the file."""

    path: str
    data: bytes | None
    findings: tuple[Finding, ...]


def entries(root: Path) -> Iterator[Entry]:
    """All records below content/ and plans/ with their bytes, and all that only looks like one."""
    return _entries(root, _walked(root))


def _entries(root: Path, walked: Iterable[tuple[str, files.Form]]) -> Iterator[Entry]:
    for path, form in walked:
        problem = fault_of(path, form)
        if problem is not None:
            shown = display_path(path)
            yield Entry(shown, None, (at_file(problem, shown),))
        elif path.endswith(".md"):
            yield _entry(root, path)


def _entry(root: Path, path: str) -> Entry:
    try:
        return Entry(path, files.read_bytes(f"{root}/{path}", MAX_RECORD_BYTES), ())
    except OSError as error:
        return Entry(path, None, (at_file(unreadable_file(reason_of(error)), path),))


def evidence_path(record: Record, file: str) -> str | None:
    """Where an evidence file of `record` lies (relative to the root), None when that is outside."""
    return path_beside(record.path, file)


# Every rule about evidence asks for the same few paths of its record.
@lru_cache(65_536)
def path_beside(place: str, file: str) -> str | None:
    """Where `file` lies, named from the record at `place`; None when that is outside."""
    if file.startswith("/") or "\\" in file or ":" in file.partition("/")[0]:
        return None
    path = normpath(join(dirname(place), file))
    return path if path.split("/")[0] in FOLDERS else None


def _evidence(
    root: Path, records: Iterable[Record], *, remember: bool, before: Loaded | None
) -> tuple[dict[str, FileFact], dict[str, files.Stamp]]:
    """Size, sha256 and form of every evidence file that the records name and that lies in the repository, and
    the stamps of these files; facts from `before` where the stamps are those of then.
    """
    facts: dict[str, FileFact] = {}
    stamps: dict[str, files.Stamp] = {}
    papers, ways = Papers(root), _Ways(root)
    for path in evidence_paths(records):
        if path in facts or ways.escape(path):
            continue
        stamp = files.stamp_of(root / path)
        if before is not None and stamp is not None and before.stamps.get(path) == stamp:
            facts[path], stamps[path] = before.records.files[path], stamp
            continue
        fact = files.fact_of(root / path)
        if fact is not None:
            facts[path] = papers.told(fact, (root / path).read_bytes)
            if stamp is not None:
                stamps[path] = stamp
    if remember:
        papers.keep()
    return facts, stamps


def standing_at(root: Path, records: Iterable[Record], facts: Container[str]) -> dict[str, str]:
    """What stands at the evidence paths without `facts` (`files.standing`); nothing is left out."""
    ways = _Ways(root)
    lost = (path for path in evidence_paths(records) if path not in facts)
    found = {path: "link" if ways.escape(path) else files.standing(root / path) for path in lost}
    return {path: what for path, what in found.items() if what}


def evidence_paths(records: Iterable[Record]) -> Iterator[str]:
    """Where the records' evidence files should lie, those left out that lie outside."""
    for record in records:
        for _, item in readable(record.evidence, "file") if isinstance(record, Common) else ():
            path = evidence_path(record, item.file)
            if path is not None:
                yield path


def linked_paths(root: Path, records: Iterable[Record]) -> frozenset[str]:
    """Places in content/ and plans/ that bodies link to and where something is; no way out is followed."""
    ways = _Ways(root)
    named = (path_beside(record.path, link.path) for record in records for link in links(record.body))
    return frozenset(path for path in named if path and files.is_there(root / path) and not ways.escape(path))


class _Ways:
    """Whether a folder on the way to a file is a symbolic link that leaves the repository, or the file is."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._whole = root.resolve()
        # Many files lie in one folder, and following a path asks the disk once for each of its parts.
        self._outside: dict[str, bool] = {}

    def escape(self, path: str) -> bool:
        """Whether the path from the root leads out of it."""
        place = self._root / path
        if files.is_link(place):
            return self._is_outside(place)
        folder = dirname(path)
        if folder not in self._outside:
            self._outside[folder] = self._is_outside(place.parent)
        return self._outside[folder]

    def _is_outside(self, place: Path) -> bool:
        return not place.resolve().is_relative_to(self._whole)
