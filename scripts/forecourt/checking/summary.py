"""What the hook remembers of a record that a commit does not touch: one line a blob."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.archive import Archive
from forecourt.kinds.common import Common
from forecourt.reading.record import Reading, read_record
from forecourt.rules.sight import number_key
from forecourt.rules.walk import references

_PARTS: Final = "\t"
_ITEMS: Final = "\x1f"
_DIVIDERS: Final = str.maketrans(dict.fromkeys("\t\n\r\x1f", " "))


@dataclass(frozen=True, slots=True)
class Summary:
    """A record's id and kind ("" when unreadable), the ids it names, what is unique, its evidence files."""

    id: str
    kind: str
    names: tuple[str, ...]
    uniques: tuple[str, ...]
    evidence: tuple[str, ...]

    @property
    def line(self) -> str:
        """The summary as one line of text."""
        lists = (self.names, self.uniques, self.evidence)
        return _PARTS.join([self.id, self.kind, *(_ITEMS.join(map(_clean, items)) for items in lists)])

    @classmethod
    def parse(cls, line: str) -> "Summary":
        """The summary of a line; raises ValueError."""
        id, kind, names, uniques, evidence = line.split(_PARTS)
        return cls(id, kind, _items(names), _items(uniques), _items(evidence))


def summary_of(data: bytes) -> Summary:
    """The summary of a record's bytes; nothing in it depends on where the record lies."""
    return summarise(read_record("", data))


def summarise(reading: Reading) -> Summary:
    """The summary of what was read."""
    record = reading.record
    if not isinstance(record, Common):
        return Summary(_clean(reading.id).casefold(), "", (), (), ())
    return Summary(
        record.id.casefold(),
        record.kind,
        tuple(dict.fromkeys(reference.id.casefold() for reference in references(record))),
        tuple(dict.fromkeys(_uniques(record))),
        tuple(item.file for item in record.evidence),
    )


def _uniques(record: Common) -> Iterator[str]:
    """What rules compare between records: ids, fingerprints, numbers of papers, archive codes."""
    yield f"id {record.id.casefold()}"
    for item in record.evidence:
        yield f"proof {item.sha256}"
    if isinstance(record, Ad):
        yield from (f"invoice {key}" for key in _numbers(record.invoice_no))
        yield from (f"contract {key}" for key in _numbers(record.contract_no))
    if isinstance(record, Archive):
        yield f"code {record.archive_code}"
        yield f"archived {record.ad.casefold()}"


def _numbers(source: str | None) -> list[str]:
    key = number_key(source)
    return [key] if key else []


def _clean(text: str) -> str:
    """`text` without the signs that divide lines and their parts."""
    return text.translate(_DIVIDERS)


def _items(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(_ITEMS)) if joined else ()
