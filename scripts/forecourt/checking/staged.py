"""The check of what is about to be committed: changed records in full, all others from summaries.

The rules run over a small world: the changed records, the frame that rules look for by themselves, what the
changed records name, and what shares an id, a number or a fingerprint with them. Every other record is known
by id alone. So every finding is one that the whole check gives too; what needs sums over a month or the
effect of a changed person or procedure on all others is left to it.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final
from unicodedata import normalize

from msgspec import Struct

from forecourt.checking.known import Known, Remembered, Stored
from forecourt.checking.places import located
from forecourt.checking.summary import summary_of
from forecourt.kinds.common import Common
from forecourt.kinds.dealership import pinned_day
from forecourt.model.finding import Finding, Problem
from forecourt.model.record import FileFact, Record, Records, World
from forecourt.model.unread import is_read, readable
from forecourt.reading.links import links
from forecourt.reading.record import Reading, read_record
from forecourt.rules.engine import judge
from forecourt.rules.table import RULES
from forecourt.store.blobs import personal_in_blobs
from forecourt.store.faults import at_file, display_path, fault_of, is_record_path
from forecourt.store.load import evidence_paths, path_beside
from forecourt.store.privacy import is_ours, personal_in
from forecourt.store.staged import (
    Read,
    Staged,
    blob_facts,
    program_version,
    read_cache,
    write_cache,
)

# A cache that lacks fewer records than this is not worth writing anew.
_FEW: Final = 200


class StagedCheck(Struct, frozen=True, kw_only=True):
    """What was found: `judged` are the paths that the findings are about, `sources` their bytes.

    `changed` counts what the commit adds, changes or deletes below content/ and plans/.
    """

    findings: tuple[Finding, ...]
    judged: tuple[str, ...]
    sources: Mapping[str, bytes]
    changed: int


def check_staged(root: Path, staged: Staged, read: Read, *, today: date | None, clock: date) -> StagedCheck:
    """Judge the index of the repository that `root` lies in, whose records `read` gives; raises GitError."""
    beside = tuple(_personal_beside(root, staged))
    if not staged.changed:
        paths = tuple(sorted({finding.path for finding in beside}))
        return StagedCheck(findings=beside, judged=paths, sources={}, changed=0)
    faults = {path: fault for path in staged.changed if (fault := _fault(staged, path))}
    records = _records(staged)
    known = Known(staged, records, _remembered(root, staged, records, read))
    judged = known.judged()
    readings, sources = _readings(staged, known.world(judged), read)
    findings = [at_file(fault, display_path(path)) for path, fault in faults.items()]
    findings += [finding for path in judged for finding in readings[path].findings]
    findings += [
        finding for path in judged for finding in personal_in(path, sources[path], readings[path].id)
    ]
    elsewhere = [*_personal_elsewhere(root, staged, records), *beside]
    findings += elsewhere
    world = _world(root, staged, known, readings, judged, today=today, clock=clock)
    chosen = [record for path in judged if (record := readings[path].record or readings[path].partial)]
    findings += located(judge(world, RULES, chosen), sources)
    return StagedCheck(
        findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)),
        judged=tuple(sorted({*judged, *faults, *(finding.path for finding in elsewhere)})),
        sources=sources,
        changed=len(staged.changed),
    )


def _fault(staged: Staged, path: str) -> Problem | None:
    """What is wrong with the file as such; nothing with deleted ones, nor with hidden ones."""
    if path not in staged.blobs or _is_hidden(path):
        return None
    return fault_of(path, staged.form(path))


def _personal_elsewhere(root: Path, staged: Staged, records: Container[str]) -> Iterator[Finding]:
    """Personal data in changed files that are no records."""
    others = (path for path in staged.changed if path in staged.blobs and path not in staged.links)
    places = ((path, staged.blobs[path]) for path in others if path not in records)
    return (finding for _, finding in personal_in_blobs(root, places))


def _personal_beside(root: Path, staged: Staged) -> Iterator[Finding]:
    """Personal data in changed files outside content/ and plans/."""
    places = (place for place in staged.elsewhere.items() if is_ours(place[0]))
    return (finding for _, finding in personal_in_blobs(root, places))


def _records(staged: Staged) -> dict[str, str]:
    """The blob of every record of the index, by its path."""
    named = [path for path in staged.blobs if path.endswith(".md")]
    # Nearly always all are named as Forecourt does it; ten thousand are not to be looked at one by one.
    together = "\0".join(named)
    if not together.isascii() or "/." in together or ".md/" in together:
        named = [path for path in named if is_record_path(path)]
    return {path: staged.blobs[path] for path in named if path not in staged.links}


def _is_hidden(path: str) -> bool:
    """Whether the whole check passes the path over."""
    return "/." in path


def _remembered(root: Path, staged: Staged, records: Mapping[str, str], read: Read) -> Remembered:
    """What all records in the index say, and those that HEAD has in their place."""
    version = program_version()
    known = Remembered(read_cache(root, version, Stored) or Stored())
    indexed = set(records.values())
    old = {blob for path, blob in staged.changed.items() if path.endswith(".md") and blob}
    missing = indexed.union(old).difference(known.ids)
    for blob, data in read(sorted(missing)).items():
        known.add(blob, summary_of(data))
    if len(missing) > _FEW or len(known.ids) > 2 * len(indexed) + _FEW:
        write_cache(root, version, known.stored(sorted(indexed)))
    return known


def _readings(
    staged: Staged, paths: Iterable[str], read: Read
) -> tuple[dict[str, Reading], dict[str, bytes]]:
    wanted = sorted(paths)
    contents = read([staged.blobs[path] for path in wanted])
    sources = {path: contents[staged.blobs[path]] for path in wanted}
    return {path: read_record(path, data) for path, data in sources.items()}, sources


def _world(
    root: Path,
    staged: Staged,
    known: Known,
    readings: Mapping[str, Reading],
    judged: Iterable[str],
    *,
    today: date | None,
    clock: date,
) -> World:
    items = tuple(reading.record for reading in readings.values() if reading.record is not None)
    partial = tuple(reading.partial for reading in readings.values() if reading.partial is not None)
    in_world = {record.id.casefold() for record in items}
    others = {id: path for id, path in known.ids().items() if id and id not in in_world}
    others |= known.by_name_alone()
    ours = set(judged)
    mine = [record for record in (*items, *partial) if record.path in ours]
    facts = _facts(root, staged, (*items, *partial), ours)
    records = Records(
        items=items,
        partial=partial,
        unreadable=others,
        files=facts,
        standing=_standing(staged, (path for path in evidence_paths(mine) if path not in facts)),
        linked=_linked(staged, mine),
    )
    day = today or pinned_day(records) or clock
    return World(records=records, today=day)


def _linked(staged: Staged, records: Iterable[Record]) -> frozenset[str]:
    """Places to which bodies link and where the index has a file or a folder."""
    named = {path_beside(record.path, link.path) for record in records for link in links(record.body)}
    if not named:
        return frozenset()
    files = staged.blobs.keys() - staged.links.keys()
    folders = {parent.as_posix() for path in files for parent in PurePosixPath(path).parents}
    return frozenset(path for path in named if path in files or path in folders)


def _standing(staged: Staged, lost: Iterable[str]) -> dict[str, str]:
    """What the index has in the place of lost evidence: a link, a folder, a name that only looks the same."""
    return {path: what for path in lost if (what := _stands_at(staged, path))}


def _stands_at(staged: Staged, path: str) -> str:
    if path in staged.links:
        return staged.links[path]
    if any(other.startswith(f"{path}/") for other in staged.blobs):
        return "folder"
    seen = normalize("NFC", path)
    looks_alike = not seen.isascii() and any(normalize("NFC", other) == seen for other in staged.blobs)
    return "twin" if looks_alike else ""


def _facts(root: Path, staged: Staged, records: Iterable[Record], judged: set[str]) -> dict[str, FileFact]:
    """Facts of evidence files as the index holds them, of judged records and of those that share a proof."""
    commons = [record for record in records if isinstance(record, Common)]
    ours = [record for record in commons if record.path in judged]
    prints = {item.sha256 for record in ours for _, item in readable(record.evidence, "sha256")}
    named = {
        path_beside(record.path, item.file) or ""
        for record in commons
        for _, item in readable(record.evidence, "file")
        if record.path in judged or (is_read(item.sha256) and item.sha256 in prints)
    }
    paths = {path: staged.blobs[path] for path in named if path in staged.blobs and path not in staged.links}
    facts = blob_facts(root, paths.values())
    return {path: facts[blob] for path, blob in paths.items() if blob in facts}
