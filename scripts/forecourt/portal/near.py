"""Where an edit is looked for: records whose files changed, and those that they name or are named by."""

from collections.abc import Iterable, Iterator

from forecourt.kinds.common import Common
from forecourt.model.record import Record
from forecourt.portal.desk import references
from forecourt.store.load import Loaded, evidence_path


def near_to(before: Loaded, now: Loaded) -> frozenset[str]:
    """Their ids in small letters, by the state of the dealership before and after."""
    paths = {
        path
        for path in before.sources.keys() | now.sources.keys()
        if before.sources.get(path) != now.sources.get(path)
    }
    files = {
        path
        for path in before.records.files.keys() | now.records.files.keys()
        if before.records.files.get(path) != now.records.files.get(path)
    }
    # What was not read anew is the same in both.
    ours = {id(record) for record in now.records}
    records = [*now.records, *(record for record in before.records if id(record) not in ours)]
    touched = {record.id.casefold() for record in _touched(records, paths, files)}
    return frozenset(_around(records, touched))


def _touched(records: Iterable[Record], paths: set[str], files: set[str]) -> Iterator[Record]:
    """Records whose own file changed, or one of their proofs."""
    for record in records:
        proofs = record.evidence if isinstance(record, Common) else ()
        if record.path in paths or any(evidence_path(record, item.file) in files for item in proofs):
            yield record


def _around(records: Iterable[Record], touched: set[str]) -> Iterator[str]:
    """The touched ones and their neighbours."""
    yield from touched
    for record in records:
        id, named = record.id.casefold(), {one.casefold() for one in references(record)}
        if id in touched:
            yield from named
        elif not named.isdisjoint(touched):
            yield id
