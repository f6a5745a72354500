"""Where an edit is looked for: records whose files changed, and those that they name or are named by."""

from collections.abc import Iterator

from forecourt.kinds.common import Common
from forecourt.model.record import Record, Records
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
    found: set[str] = set()
    for records in (before.records, now.records):
        found.update(_around(records, {record.id.casefold() for record in _touched(records, paths, files)}))
    return frozenset(found)


def _touched(records: Records, paths: set[str], files: set[str]) -> Iterator[Record]:
    """Records whose own file changed, or one of their proofs."""
    for record in records:
        proofs = record.evidence if isinstance(record, Common) else ()
        if record.path in paths or any(evidence_path(record, item.file) in files for item in proofs):
            yield record


def _around(records: Records, touched: set[str]) -> Iterator[str]:
    """The touched ones and their neighbours."""
    yield from touched
    for record in records:
        id, named = record.id.casefold(), {one.casefold() for one in references(record)}
        if id in touched:
            yield from named
        elif not named.isdisjoint(touched):
            yield id
