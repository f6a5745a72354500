"""The check of what is about to be committed: changed records in full, all others from summaries.

The rules run over a small world: the changed records, the frame that rules look for by themselves, what the
changed records name, and what shares an id, a number or a fingerprint with them. Every other record is known
by id alone. So every finding is one that the whole check gives too; what needs sums over a month or the
effect of a changed person or procedure on all others is left to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final

from msgspec import Struct

from forecourt.checking.places import located
from forecourt.checking.summary import Summary, has_id, id_of, is_near, summary_of
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
from forecourt.store.faults import at_file, display_path, fault_of
from forecourt.store.load import path_beside
from forecourt.store.privacy import is_ours, personal_in
from forecourt.store.staged import (
    Staged,
    blob_facts,
    program_version,
    read_blobs,
    read_cache,
    write_cache,
)

# Rules look for them without a reference that leads there.
FRAME: Final = frozenset({"dealership", "staff", "procedure", "programme", "month"})
# A cache that lacks fewer records than this is not worth writing anew.
_FEW: Final = 200
_STEPS: Final = 2


class StagedCheck(Struct, frozen=True, kw_only=True):
    """What was found: `judged` are the paths that the findings are about, `sources` their bytes.

    `changed` counts what the commit adds, changes or deletes below content/ and plans/.
    """

    findings: tuple[Finding, ...]
    judged: tuple[str, ...]
    sources: Mapping[str, bytes]
    changed: int


def check_staged(root: Path, staged: Staged, *, today: date | None, clock: date) -> StagedCheck:
    """Judge the index of the repository that `root` lies in; raises GitError when Git stops."""
    beside = tuple(_personal_beside(root, staged))
    if not staged.changed:
        paths = tuple(sorted({finding.path for finding in beside}))
        return StagedCheck(findings=beside, judged=paths, sources={}, changed=0)
    faults = {path: fault for path in staged.changed if (fault := _fault(staged, path))}
    records = [path for path in staged.blobs if _is_record(staged, path)]
    known = _Known(staged, records, _summaries(root, staged, records))
    judged = known.judged()
    readings, sources = _read(root, staged, known.world(judged))
    findings = [at_file(fault, display_path(path)) for path, fault in faults.items()]
    findings += [finding for path in judged for finding in readings[path].findings]
    findings += [
        finding for path in judged for finding in personal_in(path, sources[path], readings[path].id)
    ]
    elsewhere = [*_personal_elsewhere(root, staged, records), *beside]
    findings += elsewhere
    world = _world(root, known, readings, judged, today=today, clock=clock)
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


def _personal_elsewhere(root: Path, staged: Staged, records: Iterable[str]) -> Iterator[Finding]:
    """Personal data in changed files that are no records."""
    others = staged.changed.keys() & staged.blobs.keys() - staged.links.keys() - set(records)
    places = ((path, staged.blobs[path]) for path in others)
    return (finding for _, finding in personal_in_blobs(root, places))


def _personal_beside(root: Path, staged: Staged) -> Iterator[Finding]:
    """Personal data in changed files outside content/ and plans/."""
    places = (place for place in staged.elsewhere.items() if is_ours(place[0]))
    return (finding for _, finding in personal_in_blobs(root, places))


def _is_record(staged: Staged, path: str) -> bool:
    return path.endswith(".md") and not _is_hidden(path) and fault_of(path, staged.form(path)) is None


def _is_hidden(path: str) -> bool:
    """Whether the whole check passes the path over."""
    return "/." in path


def _summaries(root: Path, staged: Staged, records: Iterable[str]) -> dict[str, str]:
    """Lines of summaries by blob, of all records in the index and of those that HEAD has in their place."""
    version = program_version()
    lines = read_cache(root, version)
    indexed = {staged.blobs[path] for path in records}
    old = {blob for path, blob in staged.changed.items() if path.endswith(".md") and blob}
    missing = [blob for blob in indexed | old if blob not in lines]
    found = {blob: summary_of(data).line for blob, data in read_blobs(root, missing).items()}
    known = lines | found
    if len(found) > _FEW or len(lines) > 2 * len(indexed) + _FEW:
        write_cache(root, version, {blob: line for blob, line in known.items() if blob in indexed})
    return known


class _Known:
    """All records of the index by their summaries, and who is connected with whom.

    Of ten thousand lines a few are needed as summaries; of the others only parts, which are cut out here.
    """

    def __init__(self, staged: Staged, records: Iterable[str], lines: Mapping[str, str]) -> None:
        self.staged = staged
        self._lines = lines
        self.by_path = {path: lines[staged.blobs[path]] for path in records}
        self.by_id: dict[str, list[str]] = {}
        for path, line in self.by_path.items():
            self.by_id.setdefault(id_of(line), []).append(path)

    def by_name_alone(self) -> dict[str, str]:
        """Records whose id cannot be read by their files' names: most likely that is it."""
        unknown = (path for path, line in self.by_path.items() if not has_id(line))
        return {PurePosixPath(path).stem.casefold(): path for path in unknown}

    def judged(self) -> list[str]:
        """Paths of changed records, of records that lose a reference, and of those whose evidence changed."""
        changed = {path for path in self.staged.changed if path in self.by_path}
        return sorted(changed | set(self._orphans()) | set(self._with_changed_evidence()))

    def _summary(self, path: str) -> Summary:
        return Summary.parse(self.by_path[path])

    def _orphans(self) -> Iterator[str]:
        """Records that name an id which the commit takes away."""
        old = (id_of(self._lines[blob]) for blob in self.staged.changed.values() if blob in self._lines)
        gone = {id for id in old if id and id not in self.by_id}
        if gone:
            yield from (path for path in self.by_path if gone.intersection(self._summary(path).names))

    def _with_changed_evidence(self) -> Iterator[str]:
        files = {path for path in self.staged.changed if not path.endswith(".md")}
        if files:
            for path in self.by_path:
                if any(path_beside(path, file) in files for file in self._summary(path).evidence):
                    yield path

    def world(self, judged: Iterable[str]) -> set[str]:
        """Paths of everything that rules over `judged` records can ask for."""
        found = set(judged)
        uniques = {unique for path in found for unique in self._summary(path).uniques}
        found.update(path for path, line in self.by_path.items() if is_near(line, FRAME, uniques))
        for _ in range(_STEPS):
            named = {id for path in found for id in self._summary(path).names}
            found.update(path for id in named for path in self.by_id.get(id, ()))
        return found


def _read(root: Path, staged: Staged, paths: Iterable[str]) -> tuple[dict[str, Reading], dict[str, bytes]]:
    wanted = sorted(paths)
    contents = read_blobs(root, [staged.blobs[path] for path in wanted])
    sources = {path: contents[staged.blobs[path]] for path in wanted}
    return {path: read_record(path, data) for path, data in sources.items()}, sources


def _world(
    root: Path,
    known: _Known,
    readings: Mapping[str, Reading],
    judged: Iterable[str],
    *,
    today: date | None,
    clock: date,
) -> World:
    items = tuple(reading.record for reading in readings.values() if reading.record is not None)
    partial = tuple(reading.partial for reading in readings.values() if reading.partial is not None)
    in_world = {record.id.casefold() for record in items}
    others = {id: paths[0] for id, paths in known.by_id.items() if id and id not in in_world}
    others |= known.by_name_alone()
    ours = set(judged)
    records = Records(
        items=items,
        partial=partial,
        unreadable=others,
        files=_facts(root, known.staged, (*items, *partial), ours),
        linked=_linked(known.staged, (record for record in (*items, *partial) if record.path in ours)),
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
