"""An edited workbook -> the files that would change, cell by cell, and everything that is not taken over."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct, field

from forecourt.kinds.ad import Ad
from forecourt.kinds.common import Common
from forecourt.kinds.fields import ListOf, Money, WrongError, slots_of
from forecourt.model.finding import Problem
from forecourt.model.money import format_yuan
from forecourt.model.months import Month
from forecourt.model.refusal import RefusedError
from forecourt.reading.record import read_record
from forecourt.reading.splice import Edit, RemoveField, SetField, SetList, SpliceError, spliced
from forecourt.sheets import faults
from forecourt.sheets.base import base_of
from forecourt.sheets.compare import compared
from forecourt.sheets.days import month_of
from forecourt.sheets.faults import Reason, Remark
from forecourt.sheets.grid import Grid
from forecourt.sheets.header import Header, find_header, headless
from forecourt.sheets.lines import Line, Scene, lines_of, remark
from forecourt.sheets.names import plain
from forecourt.sheets.originals import SHEET, originals_of
from forecourt.sheets.subjects import NET_PARTS, SUBJECTS, right_net_cost
from forecourt.sheets.values import Around, text_of, value_of
from forecourt.sheets.wish import Wish
from forecourt.words.text import N_, Text, text

_NOTHING: Final[tuple[Any, ...]] = (None, ())


class Rewrite(Struct, frozen=True, kw_only=True):
    """One file that would change: the record before, its bytes before and after, and the cells behind it."""

    record: Common
    record_after: Common
    before: bytes
    after: bytes
    wishes: tuple[Wish, ...]


class Plan(Struct, frozen=True, kw_only=True):
    """What a workbook would do: how many rows were read, the files, and remarks in order of the sheets.

    `sheets` were read by name, `unread` were not: what was changed there changes no record.
    """

    rows: int
    rewrites: tuple[Rewrite, ...]
    remarks: tuple[Remark, ...]
    sheets: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def refusals(self) -> tuple[Remark, ...]:
        """The remarks that stop the whole import."""
        return tuple(one for one in self.remarks if one.stops)

    @property
    def notes(self) -> tuple[Remark, ...]:
        """The remarks that stop nothing."""
        return tuple(one for one in self.remarks if not one.stops)


def planned(grids: Sequence[Grid], scene: Scene, name: str) -> Plan:
    """What the sheets of the workbook `name` would change; raises RefusedError when none is a table."""
    tables = _tables(grids, scene, name)
    gathered = _Gathered()
    for grid, header in tables:
        for at, label in header.strange.items():
            gathered.remarks.append(remark(grid, (header.row, at), faults.strange_column(label)))
        empty = headless(grid, header)
        gathered.remarks += [remark(grid, (header.row, at), faults.no_header()) for at in empty]
        lines = list(lines_of(grid, header, scene))
        month = month_of(line.record for line in lines if isinstance(line, Line))
        for line in lines:
            gathered.take(line, scene, month)
    gathered.remarks += originals_of(grids).remarks(grids, tables, scene.subject)
    rewrites = list(_rewritten(gathered, scene))
    afters = {one.record.path: one.record_after for one in rewrites}
    for line in gathered.lines:
        gathered.remarks += _sums(line, afters.get(line.record.path, line.record), scene)
    read = tuple(grid.name for grid, _ in tables)
    return Plan(
        rows=len(gathered.lines),
        rewrites=tuple(rewrites),
        remarks=tuple(gathered.remarks),
        sheets=read,
        unread=tuple(grid.name for grid in grids if grid.name not in {*read, SHEET}),
    )


def _tables(grids: Sequence[Grid], scene: Scene, name: str) -> list[tuple[Grid, Header]]:
    """The sheets that carry ids and bases; others (a matrix, a sum) are for reading only."""
    found = [(grid, header) for grid in grids if (header := find_header(grid, scene.subject)) is not None]
    whole = [(grid, header) for grid, header in found if header.base]
    if whole:
        _refuse_other_subject(whole, scene, name)
        return whole
    if found:
        message = N_(
            'The sheet "{sheet}" of {name} has no column for the base; write it anew with: {command}'
        )
        raise RefusedError(text(message, sheet=found[0][0].name, name=name, command=scene.again))
    raise RefusedError(
        text(
            N_("{name} has no sheet with a header and a column for the id; write one with: {command}"),
            name=name,
            command=scene.again,
        )
    )


def _refuse_other_subject(tables: Sequence[tuple[Grid, Header]], scene: Scene, name: str) -> None:
    """Refuse a schedule where a budget is asked for, and the other way round, with one sentence."""
    ids = {cell.text for grid, header in tables for (_, at), cell in grid.cells.items() if at == header.id}
    kinds = {type(record) for id in ids if (record := scene.law.records.get(id)) is not None}
    for other in SUBJECTS.values():
        if scene.subject.record not in kinds and other.record in kinds:
            message = N_("{name} is another kind of sheet; import it with: ./forecourt import {what} {name}")
            raise RefusedError(text(message, name=name, what=other.name))


class _Gathered(Struct):
    """What the rows gave so far; wishes by file and field, the first of each."""

    wishes: dict[str, dict[str, Wish]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def take(self, line: Line | Remark, scene: Scene, month: Month | None) -> None:
        """Add a row of a schedule of `month`."""
        if isinstance(line, Remark):
            self.remarks.append(line)
            return
        self.lines.append(line)
        for one in compared(line, scene, month):
            if isinstance(one, Remark):
                self.remarks.append(one)
                continue
            first = self.wishes.setdefault(one.record.path, {}).setdefault(one.path, one)
            if first.value != one.value:
                self.remarks.append(_of(one, faults.two_values(one.label, f"{first.sheet}!{first.place}")))


def _of(wish: Wish, reason: Reason) -> Remark:
    """A remark at the cell of a wish."""
    code, message, hint = reason
    return Remark(
        code=code, sheet=wish.sheet, place=wish.place, record=wish.record.id, message=message, hint=hint
    )


def _rewritten(gathered: _Gathered, scene: Scene) -> Iterator[Rewrite]:
    for path, wishes in gathered.wishes.items():
        changing = [wish for wish in wishes.values() if wish.differs]
        if not changing:
            continue
        before = scene.sources[path]
        try:
            after = spliced(before, [edit for wish in changing for edit in _edits(wish)])
        except SpliceError:
            after = Problem(code="", message=text(""), hint=text(""))
        reading = None if isinstance(after, Problem) else read_record(path, after)
        if isinstance(after, Problem) or reading is None or not isinstance(reading.record, Common):
            gathered.remarks += [_of(wish, faults.cannot_place(wish.label, path)) for wish in changing]
            continue
        gathered.remarks += _left_behind(reading.record, wishes, changing)
        yield Rewrite(
            record=changing[0].record,
            record_after=reading.record,
            before=before,
            after=after,
            wishes=tuple(changing),
        )


def _sums(line: Line, after: Common, scene: Scene) -> Iterator[Remark]:
    """Computed columns that say neither what the record gave before nor what it gives afterwards."""
    if line.base != base_of(scene.sources[line.record.path]):
        return
    for at, label in line.header.computed.items():
        said, due = line.grid.at(line.row, at).text, scene.subject.computed[label]
        if said and not any(_is_due(said, due(one), scene) for one in (line.record, after)):
            yield line.remark(at, faults.computed(Text(label), due(after)))


def _is_due(said: str, due: str, scene: Scene) -> bool:
    """Whether a computed cell shows what it is to show, an amount in any spelling."""
    try:
        return format_yuan(value_of(said, Money(), Around(names=scene.names)) or 0) == due
    except WrongError:
        return _bare(said) == _bare(due)


def _bare(said: str) -> str:
    """A size as it is compared: 24 * 6.8CM is 24×6.8 cm."""
    return plain(said.replace("*", "×")).replace("x", "×")


def _edits(wish: Wish) -> list[Edit]:
    """The edits of the file that one cell means."""
    type_ = wish.slot.spec.type
    if wish.value in _NOTHING:
        return [RemoveField(path=wish.path)]
    if isinstance(type_, ListOf):
        values = tuple(text_of(type_.item, value) for value in wish.value)
        return [SetList(path=wish.path, values=values, after=_behind(wish))]
    return [SetField(path=wish.path, value=text_of(type_, wish.value), after=_behind(wish))]


def _behind(wish: Wish) -> tuple[str, ...]:
    """The fields that stand before this one in a blank: a new one goes behind the last of them."""
    keys = [slot.key for slot in slots_of(wish.owner)]
    return tuple(keys[: keys.index(wish.slot.key)])


def _left_behind(after: Common, wishes: Mapping[str, Wish], changing: Iterable[Wish]) -> Iterator[Remark]:
    """The figures that the net cost comes from have changed, and it has not (W1.1)."""
    changed = {wish.path: wish for wish in changing}
    part = next((changed[key] for key in NET_PARTS if key in changed), None)
    if part is None or "net_cost" in changed or not isinstance(after, Ad):
        return
    right = right_net_cost(after)
    if right != after.net_cost:
        yield _of(wishes.get("net_cost", part), faults.net_cost_left(format_yuan(right)))
