"""What every import shares: the dealership as it would be, its fresh errors, and writing all or nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from forecourt.checking.check import check
from forecourt.commands.desk import Desk
from forecourt.commands.options import CannotRun
from forecourt.edge.together import ChangedMeanwhileError, write_all
from forecourt.kinds.common import Common
from forecourt.model.finding import Finding, Severity
from forecourt.model.record import Records, World
from forecourt.store.load import Loaded
from forecourt.words.text import N_, text

REFUSED: Final = 1


def ahead(loaded: Loaded, afters: Iterable[tuple[Common, bytes]]) -> Loaded:
    """The dealership as it would be with these records and their files in the place of the old, or new."""
    later = list(afters)
    by_path = {record.path: record for record in loaded.records} | {one.path: one for one, _ in later}
    records = Records(
        items=tuple(by_path[path] for path in sorted(by_path)),
        partial=loaded.records.partial,
        unreadable=loaded.records.unreadable,
        files=loaded.records.files,
        linked=loaded.records.linked,
    )
    sources = loaded.sources | {record.path: data for record, data in later}
    return replace(loaded, records=records, sources=sources, paths=loaded.paths | set(sources))


def fresh_errors(desk: Desk, later: Loaded) -> list[Finding]:
    """Errors that the dealership would have then and does not have now."""
    known = Counter(_key(one) for one in desk.findings)
    fresh = []
    for one in check(later, World(records=later.records, today=desk.world.today)):
        known[_key(one)] -= 1
        if one.severity is Severity.ERROR and known[_key(one)] < 0:
            fresh.append(one)
    return fresh


def _key(finding: Finding) -> tuple[str, str, str]:
    """What makes a finding the same one: its figures may change with the edit."""
    return (finding.path, finding.code, finding.field)


def write_or_stop(root: Path, changes: Mapping[str, tuple[bytes | None, bytes]], lang: str | None) -> None:
    """Write every file, or none and stop when one was changed meanwhile; raises OSError."""
    try:
        write_all(root, changes)
    except ChangedMeanwhileError as error:
        sentence = N_("{path} was changed while this ran; nothing was written, run it again")
        raise CannotRun(text(sentence, path=str(error)), lang) from None
