"""What the hook remembers of a record that a commit does not touch: one line a blob."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, Self

from forecourt.kinds.appraisal import Appraisal
from forecourt.kinds.archive import Archive
from forecourt.kinds.binder import Binder
from forecourt.kinds.claim import Claim
from forecourt.kinds.common import Common
from forecourt.kinds.funnel import FunnelDay
from forecourt.kinds.platform import PlatformMonth
from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.selfscore import SelfScore
from forecourt.kinds.sem import SearchMonth
from forecourt.kinds.stock import Stock
from forecourt.model.months import Month
from forecourt.model.unread import UnreadError, is_read, readable
from forecourt.money.bookings import booked_by
from forecourt.money.purchases import purchases_of
from forecourt.reading.record import Reading, read_record
from forecourt.rules.sight import number_key
from forecourt.rules.walk import references

_PARTS: Final = "\t"
_ITEMS: Final = "\x1f"
_ID: Final = "id "
_DIVIDERS: Final = str.maketrans(dict.fromkeys("\t\n\r\x1f", " "))


class Summary(NamedTuple):
    """A record's id (case folded) and kind ("" when not known), and lists joined to texts: what must be
    unique, the ids that it names (case folded), its evidence files. Split only when asked for.
    """

    id: str
    joined_uniques: str = ""
    kind: str = ""
    joined_names: str = ""
    joined_evidence: str = ""

    @property
    def names(self) -> list[str]:
        """Ids of other records that the record names."""
        return _items(self.joined_names)

    @property
    def uniques(self) -> list[str]:
        """Ids, numbers and fingerprints that another record should not have."""
        return _items(self.joined_uniques)

    @property
    def evidence(self) -> list[str]:
        """Evidence files, named from the record's own folder."""
        return _items(self.joined_evidence)

    @property
    def line(self) -> str:
        """The summary as one line of text."""
        return _PARTS.join(self)

    @classmethod
    def parse(cls, line: str) -> Self:
        """The summary of a line."""
        # Ten thousand of them: _make would check each once more.
        return tuple.__new__(cls, line.split(_PARTS))


def has_id(line: str) -> bool:
    """Whether the id could be read; it is only what the file has in its place otherwise."""
    return line.startswith(_ID, line.index(_PARTS) + 1)


def summary_of(data: bytes) -> Summary:
    """The summary of a record's bytes; nothing in it depends on where the record lies."""
    return summarise(read_record("", data))


def summarise(reading: Reading) -> Summary:
    """The summary of what was read."""
    record = reading.record or reading.partial
    if not isinstance(record, Common):
        return Summary(_clean(reading.id).casefold())
    return Summary(
        id=record.id.casefold() if is_read(record.id) else _clean(reading.id).casefold(),
        joined_uniques=_joined(_uniques(record)),
        kind=record.kind if is_read(record.kind) else "",
        joined_names=_joined(reference.id.casefold() for reference in references(record)),
        joined_evidence=_joined(item.file for _, item in readable(record.evidence, "file")),
    )


def _uniques(record: Common) -> Iterator[str]:
    """What rules compare between records: ids, fingerprints, numbers of papers, archive codes."""
    if is_read(record.id):
        yield f"{_ID}{record.id.casefold()}"
    for _, item in readable(record.evidence, "sha256"):
        yield f"proof {item.sha256}"
    for _, one in purchases_of(record):
        yield from (f"invoice {key}" for key in _numbers(one.invoice_no))
        yield from (f"contract {key}" for key in _numbers(one.contract_no))
    if isinstance(record, Claim):
        yield from (f"claimed {line.record.casefold()}" for _, line in readable(record.lines, "record"))
    yield from _periods(record)
    yield from dict.fromkeys(_bookings(record))
    yield from (f"received {id.casefold()}" for id in dict.fromkeys(_jobs(record)))
    if isinstance(record, Archive):
        if is_read(record.archive_code):
            yield f"code {record.archive_code}"
        if is_read(record.ad):
            yield f"archived {record.ad.casefold()}"


def _jobs(record: Common) -> Iterator[str]:
    """Print jobs whose pieces are counted: the job itself, and what a stock record received."""
    if isinstance(record, PrintJob) and is_read(record.id):
        yield record.id
    if isinstance(record, Stock):
        yield from (move.job for _, move in readable(record.moves, "job") if move.job is not None)


def _periods(record: Common) -> Iterator[str]:
    """Months and days that only one record should be about."""
    if isinstance(record, Binder) and is_read(record.month):
        yield f"volumes {record.month}"
    if isinstance(record, SelfScore) and is_read(record.month):
        yield f"self-score {record.month}"
    if isinstance(record, Appraisal) and is_read(record.month) and is_read(record.person):
        yield f"appraisal {record.person.casefold()} {record.month}"
    if isinstance(record, FunnelDay) and is_read(record.day):
        yield f"front desk {record.day}"
    if isinstance(record, PlatformMonth) and is_read(record.outlet) and is_read(record.month):
        yield f"platform {record.outlet.casefold()} {record.month}"
    if isinstance(record, SearchMonth) and is_read(record.outlet):
        # Balances are carried from month to month.
        yield f"search ads {record.outlet.casefold()}"


def _bookings(record: Common) -> Iterator[str]:
    """Positions, people, cars and venues by month: a day more or less must not hide a double booking."""
    try:
        for slot, _ in booked_by(record, {}):
            yield f"{slot.what} {slot.name} {Month.of(slot.day)}"
    except UnreadError:
        return


def _numbers(source: str | None) -> list[str]:
    key = number_key(source) if is_read(source) else ""
    return [key] if key else []


def _clean(text: str) -> str:
    """`text` without the signs that divide lines and their parts."""
    return text.translate(_DIVIDERS)


def _joined(items: Iterable[str]) -> str:
    return _ITEMS.join(dict.fromkeys(map(_clean, items)))


def _items(joined: str) -> list[str]:
    return joined.split(_ITEMS) if joined else []
