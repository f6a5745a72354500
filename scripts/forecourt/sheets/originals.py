"""What an exported workbook said where a sheet cannot change it, kept on a hidden sheet to compare with.

The sums on sheets of their own, and columns that are only to be read, follow from the records. Whoever types
over them must hear that it changes nothing. What they said stands in the workbook itself: the records may
have moved on since. The hidden sheet has one line a row: name of the sheet, what row it is, then texts as
`workbook.read_workbook` gives them. Sums are known by their place; rows that can be edited by what they are
about, because people sort them, and hold pairs of header and text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from xlsxwriter import Workbook

from forecourt.model.limits import MAX_SHEET_CELLS, MAX_SHEET_ROWS
from forecourt.sheets import faults
from forecourt.sheets.faults import Reason, Remark
from forecourt.sheets.grid import EMPTY, Fault, Grid
from forecourt.sheets.header import Header, find_header
from forecourt.sheets.lines import is_id, remark
from forecourt.sheets.names import plain
from forecourt.sheets.subjects import Subject
from forecourt.sheets.sums import Sums, exported_sums, typed_over
from forecourt.sheets.workbook import read_workbook

# The sheet's name in every language: nobody sees it.
SHEET: Final = "forecourt"
_MOST_CELLS: Final = 5
# What the row of a subtotal or total is known by.
_TOTAL: Final = "="
Make = Callable[[Sequence[Sequence[str]]], bytes]


def remembering(make: Make, subject: Subject) -> bytes:
    """The workbook that `make` writes, with its hidden sheet; `make` gets the lines for `add_originals`.

    A workbook larger than any that is read back is left as it is.
    """
    data = make(())
    lines = [line for grid in read_workbook(data, "") for line in _lines(grid, subject)]
    if len(lines) > MAX_SHEET_ROWS or sum(map(len, lines)) > MAX_SHEET_CELLS:
        return data
    return make(lines)


def add_originals(book: Workbook, lines: Sequence[Sequence[str]]) -> None:
    """Add the hidden sheet to a workbook."""
    if not lines:
        return
    page = book.add_worksheet(SHEET)
    page.very_hidden()
    for row, line in enumerate(lines):
        for column, said in enumerate(line):
            if said:
                page.write_string(row, column, said)


def _lines(grid: Grid, subject: Subject) -> Iterator[list[str]]:
    header = find_header(grid, subject)
    if header is not None and header.base:
        for row in _editable_rows(grid, header):
            pairs = ((said, grid.at(row, at).text) for at, said in header.seen.items())
            yield [grid.name, row_name(grid, header, row, subject), *(one for pair in pairs for one in pair)]
        yield from ([grid.name, _TOTAL, *pairs] for pairs in exported_sums(grid, header))
        return
    for row in range(1, grid.rows + 1):
        yield [grid.name, str(row), *(grid.at(row, at).text for at in range(1, grid.columns + 1))]


def _editable_rows(grid: Grid, header: Header) -> Iterator[int]:
    return (row for row in range(header.row + 1, grid.rows + 1) if is_id(grid.at(row, header.id).text))


def row_name(grid: Grid, header: Header, row: int, subject: Subject) -> str:
    """What a row that can be edited is about: its id, and the item of a list that it names."""
    keys = {(block.name, block.key) for block in subject.blocks}
    named = (
        grid.at(row, at).text
        for at, column in header.columns.items()
        if (column.field.block, column.field.slot.key) in keys
    )
    return " ".join((grid.at(row, header.id).text, *(said for said in named if said)))


class Originals(Struct, frozen=True, kw_only=True):
    """What the hidden sheet says: sheet -> row -> texts of sums; (sheet, row) -> header -> text.

    `totals`: sheet -> numbers of the totals among the rows. All are empty for a workbook that has no hidden
    sheet: one written by hand, or copied into a new file.
    """

    sums: Mapping[str, Mapping[int, tuple[str, ...]]]
    rows: Mapping[tuple[str, str], Mapping[str, str]]
    totals: Mapping[str, Sums]

    def remarks(
        self, grids: Iterable[Grid], tables: Sequence[tuple[Grid, Header]], subject: Subject
    ) -> Iterator[Remark]:
        """What was typed over that no record can take, and rows that are gone."""
        first = tables[0][0].name
        for grid in grids:
            if grid.name in self.sums:
                yield from _typed_over(grid, self.sums[grid.name], first)
        for grid, header in tables:
            yield from self._edited(grid, header, subject)
            known = self.totals.get(grid.name)
            for row, at in () if known is None else typed_over(grid, header, known):
                yield remark(grid, (row, at), faults.sum_is_typed(grid.at(row, at).text))
        yield from self._gone(tables, subject)

    def _edited(self, grid: Grid, header: Header, subject: Subject) -> Iterator[Remark]:
        """Cells of columns that are only to be read."""
        for row in _editable_rows(grid, header):
            known = self.rows.get((grid.name, row_name(grid, header, row, subject)), {})
            for at, label in header.seen.items():
                cell = grid.at(row, at)
                if plain(label) in known and _differs(cell.text, known[plain(label)], cell.fault):
                    reason = faults.only_read(label, known[plain(label)])
                    yield remark(grid, (row, at), reason, grid.at(row, header.id).text)

    def _gone(self, tables: Sequence[tuple[Grid, Header]], subject: Subject) -> Iterator[Remark]:
        """Rows that were exported and are not there any more, at the sheet's header."""
        here = {
            row_name(grid, header, row, subject)
            for grid, header in tables
            for row in _editable_rows(grid, header)
        }
        grid, header = tables[0]
        for _, name in self.rows:
            if name not in here:
                id = name.partition(" ")[0]
                yield remark(grid, (header.row, header.id), faults.row_gone(name, id), id)


def originals_of(grids: Sequence[Grid]) -> Originals:
    """What the workbook's hidden sheet remembers."""
    sums: dict[str, dict[int, tuple[str, ...]]] = {}
    rows: dict[tuple[str, str], dict[str, str]] = {}
    totals: dict[str, dict[str, set[str]]] = {}
    hidden = next((grid for grid in grids if grid.name == SHEET), None)
    for sheet, name, *said in () if hidden is None else _texts(hidden):
        if name.isdecimal():
            sums.setdefault(sheet, {})[int(name)] = tuple(said)
        elif name == _TOTAL:
            columns = totals.setdefault(sheet, {})
            for label, number in zip(said[::2], said[1::2], strict=False):
                columns.setdefault(label, set()).add(number)
        else:
            pairs = zip(said[::2], said[1::2], strict=False)
            rows[sheet, name] = {plain(label): text for label, text in pairs if label}
    frozen = {
        sheet: {label: frozenset(numbers) for label, numbers in columns.items()}
        for sheet, columns in totals.items()
    }
    return Originals(sums=sums, rows=rows, totals=frozen)


def _texts(grid: Grid) -> Iterator[list[str]]:
    for row in range(1, grid.rows + 1):
        yield [grid.at(row, at).text for at in range(1, max(grid.columns, 2) + 1)]


def _typed_over(grid: Grid, known: Mapping[int, tuple[str, ...]], editable: str) -> Iterator[Remark]:
    """Cells of a sheet of sums that say something else; a formula that waits for its result says nothing."""
    found = []
    width = max((grid.columns, *(len(said) for said in known.values())))
    for row in range(1, max(grid.rows, *known) + 1):
        before = known.get(row, ())
        for at in range(1, width + 1):
            was = before[at - 1] if at <= len(before) else ""
            cell = grid.cells.get((row, at), EMPTY)
            if _differs(cell.text, was, cell.fault):
                found.append(((row, at), was))
    for place, was in found[:_MOST_CELLS]:
        yield remark(grid, place, faults.sum_typed_over(was, editable))
    if len(found) > _MOST_CELLS:
        more: Reason = faults.more_typed_over(len(found) - _MOST_CELLS)
        yield remark(grid, found[_MOST_CELLS][0], more)


def _differs(said: str, was: str, fault: Fault) -> bool:
    return fault is not Fault.UNCALCULATED and plain(said) != plain(was)
