"""What an import would do to files: edits of a record, or a new record, with the cell behind it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from msgspec import Struct

from forecourt.intake import faults
from forecourt.intake.table import Row
from forecourt.kinds.common import Common, Kind
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.procedure import Procedure
from forecourt.kinds.staff import Staff
from forecourt.model.finding import Problem
from forecourt.model.record import Records
from forecourt.model.refusal import RefusedError
from forecourt.money.lifecycle import procedure_of
from forecourt.reading.quoting import scalar
from forecourt.reading.record import read_record
from forecourt.reading.splice import Edit, spliced
from forecourt.sheets.faults import Remark
from forecourt.sheets.names import Names
from forecourt.steps.advice import label_of, way_for_frozen
from forecourt.steps.law import Law
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

Group = Mapping[str, str]


class Scene(Struct, frozen=True, kw_only=True):
    """What an export is read against: the records, their files' bytes, today, and the outlet it is about.

    `chance` gives the random end of a new id, `taken` holds all ids in small letters; `words` say titles of
    new records.
    """

    law: Law
    names: Names
    sources: Mapping[str, bytes]
    today: date
    outlet: Outlet | None
    words: Words
    chance: Callable[[], str]
    taken: set[str]

    @property
    def records(self) -> Records:
        """All records that are there."""
        return self.law.records

    @property
    def owner(self) -> str:
        """The first of marketing who is still there, else anybody; "" without staff."""
        people = sorted(self.records.of(Staff), key=lambda one: (one.department != "marketing", one.id))
        return next((one.id for one in people if one.left_on is None), "")


class Change(Struct, frozen=True, kw_only=True):
    """One file: its record as it would be, the bytes before (None: a new file) and after.

    `told` are the lines that readers see; `row` is the first row behind it, `rows` those behind single
    entries by their place in the record ("days.3").
    """

    record: Common
    before: bytes | None
    after: bytes
    told: tuple[Text, ...]
    row: Row
    rows: Mapping[str, Row] = MappingProxyType({})

    def row_of(self, field: str) -> Row:
        """The row behind a field of the record, else the first."""
        return self.rows.get(".".join(field.split(".")[:2]), self.row)


class Intake(Struct, frozen=True, kw_only=True):
    """What a file would do: rows read, changes of files, remarks in the order of its rows."""

    rows: int
    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]


def edited(record: Common, edits: Sequence[Edit], told: Iterable[Text], row: Row, scene: Scene) -> Change:
    """The record's file with the edits made; raises SpliceError when it is written in an odd way."""
    before = scene.sources[record.path]
    after = spliced(before, edits)
    if isinstance(after, Problem):  # pragma: no cover  the record was read before
        raise TypeError(record.path)
    found = _readable(record.path, after)
    return Change(record=found, before=before, after=after, told=tuple(told), row=row)


def created(
    kind: Kind, fields: Mapping[str, str | Sequence[Group]], told: Iterable[Text], row: Row, scene: Scene
) -> Change:
    """A new record in the first state of its procedure, owned by the first of marketing.

    `fields` are title, and what the kind has beyond the first five, in the order of its blank.
    """
    while (id := f"{kind.prefix}-{scene.today:%Y%m%d}-{scene.chance()}").casefold() in scene.taken:
        pass
    scene.taken.add(id.casefold())
    folder = kind.folder.format(month=fields.get("month", ""))
    head = {
        "kind": kind.name,
        "id": id,
        "title": fields["title"],
        "state": _first_state(kind, procedure_of(scene.records, kind.name)),
        "owner": scene.owner,
    }
    rest = {name: value for name, value in fields.items() if name not in head}
    lines = [line for name, value in {**head, **rest}.items() for line in _lines(name, value)]
    data = "\n".join(["---", *lines, "---", ""]).encode()
    found = _readable(f"{folder}/{id}.md", data)
    return Change(record=found, before=None, after=data, told=tuple(told), row=row)


def _readable(path: str, data: bytes) -> Common:
    """The record as it would be; raises RefusedError, for sums of good cells may be too large for a field."""
    reading = read_record(path, data)
    if isinstance(reading.record, Common):
        return reading.record
    what = reading.findings[0].message
    raise RefusedError(text(N_("The file's figures make no record: {what}"), what=what))


def _first_state(kind: Kind, procedure: Procedure | None) -> str:
    return "draft" if procedure is None else procedure.states[0].name


def _lines(name: str, value: str | Sequence[Group]) -> list[str]:
    if isinstance(value, str):
        return [f"{name}: {scalar(value)}"]
    if not value:
        return [f"{name}: []"]
    return [f"{name}:", *(line for group in value for line in _group(group))]


def _group(group: Group) -> list[str]:
    begins = ["  - ", *["    "] * (len(group) - 1)]
    return [f"{begin}{key}: {scalar(said)}" for begin, (key, said) in zip(begins, group.items(), strict=True)]


def is_free(record: Common, fields: Iterable[tuple[str, Text]], row: Row, scene: Scene) -> bool:
    """Whether the record's state lets these fields (key and label) change; notes each that does not."""
    frozen = scene.law.frozen(record)
    closed = scene.law.is_closed(record.kind, record.state)
    held = [(key, label) for key, label in fields if closed or key in frozen]
    for key, label in held:
        state = label_of(scene.law, record, record.state)
        way = way_for_frozen(scene.law, record, key)
        row.refuse("", faults.fixed(record.id, label, state, way))
    return not held


def yuan(fen: int) -> str:
    """Fen as people write them into a record: 1234.50, 120."""
    sign, (whole, rest) = "-" if fen < 0 else "", divmod(abs(fen), 100)
    return f"{sign}{whole}.{rest:02}" if rest else f"{sign}{whole}"
