"""Trees of Git as loaded records: the same readings, findings and facts that a work tree would give."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from forecourt.edge.git import GitError
from forecourt.kinds.common import Common
from forecourt.model.branch import Tree
from forecourt.model.record import FileFact, Record, Records
from forecourt.model.unread import is_read, readable
from forecourt.reading.links import links
from forecourt.reading.record import Reading, read_record
from forecourt.store.faults import at_file, display_path, fault_of
from forecourt.store.load import Loaded, path_beside
from forecourt.store.staged import blob_facts, read_blobs

_FILE: Final = "file"


class TreeReader:
    """Reads trees of one repository; what several trees have in common is read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._readings: dict[tuple[str, str], Reading] = {}
        self._sources: dict[str, bytes] = {}
        self._facts: dict[str, FileFact] = {}

    def load(self, tree: Tree) -> Loaded:
        """Every record of the tree, as `store.load.load` gives those of a work tree; raises GitError."""
        forms = dict.fromkeys(tree.blobs, _FILE) | dict(tree.forms)
        faults = {path: fault for path, form in forms.items() if (fault := fault_of(path, form))}
        seen = sorted(path for path in forms if "/." not in path)
        paths = [path for path in seen if path.endswith(".md") and path not in faults]
        readings = self._read({path: tree.blobs[path] for path in paths})
        findings = [at_file(faults[path], display_path(path)) for path in seen if path in faults]
        findings += [finding for reading in readings.values() for finding in reading.findings]
        return Loaded(
            records=self._records(tree, readings),
            findings=tuple(findings),
            sources={path: self._sources[tree.blobs[path]] for path in paths},
            paths=frozenset({*paths, *(finding.path for finding in findings)}),
        )

    def _read(self, blobs: dict[str, str]) -> dict[str, Reading]:
        missing = {blob for blob in blobs.values() if blob not in self._sources}
        self._sources |= read_blobs(self.root, sorted(missing))
        if gone := sorted(missing - self._sources.keys()):
            raise GitError(f"object {gone[0]} is missing")
        for path, blob in blobs.items():
            if (path, blob) not in self._readings:
                self._readings[path, blob] = read_record(path, self._sources[blob])
        return {path: self._readings[path, blob] for path, blob in blobs.items()}

    def _records(self, tree: Tree, readings: dict[str, Reading]) -> Records:
        found = readings.values()
        items = tuple(reading.record for reading in found if reading.record is not None)
        partial = tuple(reading.partial for reading in found if reading.partial is not None)
        everything: list[Record] = [*items, *partial]
        return Records(
            items=items,
            partial=partial,
            unreadable=dict(_unreadable(readings)),
            files=self._evidence(tree, everything),
            linked=_linked(tree, everything),
        )

    def _evidence(self, tree: Tree, records: Iterable[Record]) -> dict[str, FileFact]:
        named = {
            path_beside(record.path, item.file) or ""
            for record in records
            if isinstance(record, Common)
            for _, item in readable(record.evidence, "file")
        }
        paths = {path: tree.blobs[path] for path in named if path in tree.blobs}
        self._facts |= blob_facts(self.root, sorted({*paths.values()} - self._facts.keys()))
        return {path: self._facts[blob] for path, blob in paths.items() if blob in self._facts}


def _unreadable(readings: dict[str, Reading]) -> Iterator[tuple[str, str]]:
    for path, reading in readings.items():
        if reading.record is None:
            if reading.partial is None or not is_read(reading.partial.id):
                # By its file's name too: an id that cannot be read any more is most likely that.
                yield PurePosixPath(path).stem.casefold(), path
            yield reading.id.casefold(), path


def _linked(tree: Tree, records: Iterable[Record]) -> frozenset[str]:
    """Places to which bodies link and where the tree has a file or a folder."""
    named = {path_beside(record.path, link.path) for record in records for link in links(record.body)}
    folders = {parent.as_posix() for path in tree.blobs for parent in PurePosixPath(path).parents}
    return frozenset(path for path in named if path and (path in tree.blobs or path in folders))
