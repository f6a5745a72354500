"""The rows below a header: which record (and item of a list in it) each is about, and which are none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from forecourt.kinds.common import ID_FORM, Common
from forecourt.kinds.fields import WrongError
from forecourt.sheets import faults
from forecourt.sheets.faults import Reason, Remark
from forecourt.sheets.grid import Cell, Fault, Grid, place_name
from forecourt.sheets.header import Header, parted
from forecourt.sheets.names import Names, in_languages, plain
from forecourt.sheets.subjects import Block, Subject, key_slot
from forecourt.sheets.values import Around, is_typed, source_of, value_of
from forecourt.steps.law import Law
from forecourt.words.text import N_

_TOTAL: Final = re.compile(
    r"(?:本[页月期]|[一-龥]{0,6})?(?:合计|小计|总计|共计|累计)(?:\([^)]*\))?:?|(?:sub|grand)?-?total:?"
)
_ID: Final = re.compile(ID_FORM)
_IDS: Final = in_languages(N_("Id"))
# A line that a schedule written here has itself.
_OURS: Final = in_languages(N_("Counted in other months, running into this one"))
_MOST_SAID: Final = 3


class Scene(Struct, frozen=True, kw_only=True):
    """What rows are read against: the sheet's subject, the law of the records, their files' bytes.

    `again` is the command that writes the sheet anew, `make` the one that makes a new record.
    """

    subject: Subject
    law: Law
    names: Names
    sources: Mapping[str, bytes]
    again: str
    make: str


class Line(Struct, frozen=True, kw_only=True):
    """A row that is about a record, or about one item of a list in it (`block`, and its place from 0)."""

    grid: Grid
    header: Header
    row: int
    record: Common
    base: str
    block: Block | None = None
    place: int = 0

    def remark(self, column: int, reason: Reason) -> Remark:
        """Something to say of a cell of this row."""
        return remark(self.grid, (self.row, column), reason, self.record.id)


def remark(grid: Grid, cell: tuple[int, int], reason: Reason, record: str = "") -> Remark:
    """`reason` with its place."""
    code, message, hint = reason
    return Remark(
        code=code, sheet=grid.name, place=place_name(*cell), record=record, message=message, hint=hint
    )


def lines_of(grid: Grid, header: Header, scene: Scene) -> Iterator[Line | Remark]:
    """Every row below the header that says something, repeated headers left out; of totals what was typed."""
    last = grid.columns
    totals: list[tuple[int, Mapping[int, Cell]]] = []
    for row in range(header.row + 1, grid.rows + 1):
        own = {
            column: grid.cells[row, column] for column in range(1, last + 1) if (row, column) in grid.cells
        }
        if own and _is_total(own, header, scene):
            totals.append((row, own))
        elif own and not _is_header(own.get(header.id)):
            yield from _line(grid, header, scene, row, own)
    yield from _typed_sums(grid, header, totals)


def _typed_sums(
    grid: Grid, header: Header, totals: Sequence[tuple[int, Mapping[int, Cell]]]
) -> Iterator[Remark]:
    """Numbers that stand in totals without a formula, where the sheet was written here and has its formulas.

    Where a program keeps results only, `sheets.sums` judges; of sums that an agency writes nobody can tell.
    """
    if header.base and any(cell.is_formula for _, own in totals for cell in own.values()):
        for row, own in totals:
            for column, cell in own.items():
                if cell.is_number and not cell.is_formula:
                    yield remark(grid, (row, column), faults.sum_is_typed(cell.text))


def is_id(said: str) -> bool:
    """Whether a text has the form of a record's id."""
    return _ID.fullmatch(said) is not None


def _is_header(cell: Cell | None) -> bool:
    """Whether the id column repeats its own header, as on the next printed page."""
    return cell is not None and parted(cell.text)[0] in _IDS


def _is_total(own: Mapping[int, Cell], header: Header, scene: Scene) -> bool:
    """Whether the row sums up others; a merged id above it does not make it a record."""
    id = own.get(header.id)
    if id is not None and scene.law.records.get(id.text) is not None:
        return False
    return any(map(is_total_label, own.values()))


def is_total_label(cell: Cell) -> bool:
    """Whether a cell says that its row sums up others."""
    return not cell.is_number and _TOTAL.fullmatch(plain(cell.text)) is not None


def _line(
    grid: Grid, header: Header, scene: Scene, row: int, own: Mapping[int, Cell]
) -> Iterator[Line | Remark]:
    id = grid.at(row, header.id)
    if id.fault is not Fault.NONE:
        yield remark(grid, (row, header.id), fault_of(grid, (row, header.id), id))
        return
    base = grid.at(row, header.base).text if header.base else ""
    if not id.text or not (base or is_id(id.text)):
        # A signature or a remark stands in the first column like an id, but nothing makes it one.
        said = _without_id(grid, header, scene, row, own)
        yield from (said,) if said is not None else ()
        return
    record = scene.law.records.get(id.text)
    if not isinstance(record, scene.subject.record) or record.path not in scene.sources:
        yield remark(grid, (row, header.id), faults.unknown_record(id.text))
        return
    line = Line(grid=grid, header=header, row=row, record=record, base=plain(base))
    yield _placed(line, scene) if scene.subject.blocks else line


def fault_of(grid: Grid, cell: tuple[int, int], found: Cell) -> Reason:
    """Why a cell without a usable value has none."""
    if found.fault is Fault.UNCALCULATED:
        return faults.not_calculated(f"{grid.name}!{place_name(*cell)}")
    return faults.error_cell(found.text)


def _without_id(grid: Grid, header: Header, scene: Scene, row: int, own: Mapping[int, Cell]) -> Remark | None:
    """A new record when a cell holds an amount, day or word of a list where one belongs; else a remark."""
    first = min(own)
    for at, column in header.columns.items():
        slot = column.field.slot
        if at in own and is_typed(slot.spec.type):
            try:
                value_of(own[at].text, slot.spec.type, Around(names=scene.names))
            except WrongError:
                continue
            return remark(grid, (row, first), faults.new_row(scene.make))
    if len(own) == 1 and plain(own[first].text) in _OURS:
        return None
    said = [cell.text for cell in own.values()][:_MOST_SAID]
    return remark(grid, (row, first), faults.strange_row(" ".join(said)))


def _placed(line: Line, scene: Scene) -> Line | Remark:
    """The line of the list's item that the row names; of the record itself when it names none."""
    for block in scene.subject.blocks:
        slot = key_slot(block)
        for at, column in line.header.columns.items():
            cell = line.grid.at(line.row, at)
            if column.field.block != block.name or column.field.slot.key != block.key or not cell.text:
                continue
            key = source_of(cell.text, slot.spec.type, Around(names=scene.names))
            items = getattr(line.record, block.name)
            places = [place for place, item in enumerate(items) if getattr(item, slot.attribute) == key]
            if len(places) != 1:
                return line.remark(at, faults.new_item(cell.text, line.record.path))
            return replace(line, block=block, place=places[0])
    return line
