"""An export's bytes -> grids of cells: csv in the usual encodings, xlsx, the old xls, tables of a web page.

xls is read by xlrd (2.0.2, 2025: one small package, no dependency, xls only); nothing in a file is executed.
"""

import csv
import struct
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from io import StringIO
from typing import Final

from forecourt.intake.pages import Place, tables_of
from forecourt.model.limits import MAX_SHEET_CELLS, MAX_SHEET_COLUMNS, MAX_SHEET_ROWS, MAX_WORKBOOK_BYTES
from forecourt.model.refusal import RefusedError
from forecourt.sheets.grid import Cell, Grid
from forecourt.sheets.workbook import read_workbook
from forecourt.words.text import N_, text

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_UTF_8_MARK: Final = b"\xef\xbb\xbf"
_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS: Final = (",", "\t", ";")
# What xlrd raises for a file that is damaged, besides its own errors.
_DAMAGED: Final = (
    struct.error, AssertionError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError,
    NotImplementedError, EOFError, MemoryError, RecursionError,
)  # fmt: skip
_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001  a sheet's days have no zone
_EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001


def grids_of(data: bytes, name: str) -> tuple[Grid, ...]:
    """The sheets of the file called `name`, those of csv and web pages called as it; raises RefusedError.

    What a file is, its first bytes say: exports end in .xls and are csv or html.
    """
    if len(data) > MAX_WORKBOOK_BYTES:
        raise RefusedError(
            text(N_("{name} is larger than {most} MB"), name=name, most=MAX_WORKBOOK_BYTES // 1024**2)
        )
    if data.startswith(_ZIP):
        # The extension may lie; what is inside decides.
        return read_workbook(data, name.rpartition(".")[0] + ".xlsx")
    if data.startswith(_OLE):
        return _old_workbook(data, name)
    said = decoded(data, name)
    return _page(said, name) if said.lstrip()[:1] == "<" else (_csv(said, name),)


def decoded(data: bytes, name: str) -> str:
    """Text by its byte order mark, else strict UTF-8, else GB18030; raises RefusedError.

    Never GB18030 before UTF-8: it reads nearly everything, and gives wrong signs without a word.
    """
    try:
        if data.startswith(_UTF_16_MARKS):
            return data.decode("utf-16")
        try:
            return data.removeprefix(_UTF_8_MARK).decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("gb18030")
    except UnicodeDecodeError:
        raise RefusedError(
            text(N_("{name} is no text in UTF-8 or GB18030; save it as csv or xlsx"), name=name)
        ) from None


def _page(said: str, name: str) -> tuple[Grid, ...]:
    """The tables of a web page; back offices give such pages the name .xls."""
    found = tuple(_of_page(places, name) for places in tables_of(said))
    if not any(grid.cells for grid in found):
        raise _no_table(name)
    return found


def _of_page(places: Iterable[Place], name: str) -> Grid:
    cells: dict[tuple[int, int], Cell] = {}
    merged: dict[int, list[tuple[int, int]]] = {}
    for count, one in enumerate(places):
        _limit(one.row, one.column, count, name)
        if one.text:
            cells[one.row, one.column] = Cell(one.text)
        if one.last_row > one.row:
            merged.setdefault(one.column, []).append((one.row, one.last_row))
    return Grid(name=name, cells=cells, merged={column: tuple(rows) for column, rows in merged.items()})


def _no_table(name: str) -> RefusedError:
    return RefusedError(
        text(N_("{name} is neither csv nor a workbook; open it and save it as xlsx"), name=name)
    )


def _csv(said: str, name: str) -> Grid:
    if "\0" in said:
        raise _no_table(name)
    delimiter = max(_DELIMITERS, key=said.count)
    cells: dict[tuple[int, int], Cell] = {}
    try:
        for row, line in enumerate(csv.reader(StringIO(said), delimiter=delimiter), 1):
            _limit(row, len(line), len(cells), name)
            cells.update({(row, at): Cell(one.strip()) for at, one in enumerate(line, 1) if one.strip()})
    except csv.Error:
        raise RefusedError(text(N_("{name} cannot be read as csv; save it as xlsx"), name=name)) from None
    return Grid(name=name, cells=cells)


def _limit(rows: int, columns: int, cells: int, name: str) -> None:
    if rows > MAX_SHEET_ROWS or columns > MAX_SHEET_COLUMNS or cells > MAX_SHEET_CELLS:
        raise RefusedError(
            text(
                N_("{name} has more than {rows} rows or {columns} columns; export fewer days at once"),
                name=name,
                rows=MAX_SHEET_ROWS,
                columns=MAX_SHEET_COLUMNS,
            )
        )


def _old_workbook(data: bytes, name: str) -> tuple[Grid, ...]:
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, logfile=StringIO(), on_demand=False)
        return tuple(_sheet(sheet, book.datemode, name) for sheet in book.sheets())
    except RefusedError:
        raise
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, *_DAMAGED):
        raise RefusedError(
            text(N_("{name} is damaged or has a password; save it as xlsx without one"), name=name)
        ) from None


def _sheet(sheet: object, since: int, name: str) -> Grid:
    rows, columns = int(getattr(sheet, "nrows", 0)), int(getattr(sheet, "ncols", 0))
    _limit(rows, columns, rows * columns, name)
    cells: dict[tuple[int, int], Cell] = {}
    for row in range(rows):
        for column in range(columns):
            found = _old_cell(sheet, row, column, since)
            if found.text:
                cells[row + 1, column + 1] = found
    return Grid(name=str(getattr(sheet, "name", name)), cells=cells)


def _old_cell(sheet: object, row: int, column: int, since: int) -> Cell:
    import xlrd

    cell = sheet.cell(row, column)  # type: ignore[attr-defined]
    if cell.ctype == xlrd.XL_CELL_DATE:
        moment = (_EPOCH_1904 if since else _EPOCH) + timedelta(days=float(cell.value))
        return Cell(f"{moment:%Y-%m-%d}" if moment.hour == moment.minute == 0 else f"{moment:%Y-%m-%d %H:%M}")
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        # A double has 15 sure digits.
        return Cell(f"{Decimal(f'{cell.value:.15g}').normalize():f}", is_number=True)
    if cell.ctype in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_BOOLEAN):
        return Cell(str(cell.value).strip())
    return Cell("")
