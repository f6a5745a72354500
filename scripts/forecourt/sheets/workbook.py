"""A workbook's bytes -> its sheets: decimals as written, days as 2026-11-03, formulas by their result."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Context, Decimal
from typing import Final
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace

from forecourt.model.limits import (
    MAX_SHEET_CELLS,
    MAX_SHEET_COLUMNS,
    MAX_SHEET_MERGES,
    MAX_SHEET_ROWS,
    MAX_SHEETS,
)
from forecourt.model.refusal import RefusedError
from forecourt.sheets.formats import Formats, formats_of
from forecourt.sheets.grid import EMPTY, Cell, Fault, Grid
from forecourt.sheets.package import Package, damaged, local, opened
from forecourt.words.text import N_, text


def read_workbook(data: bytes, name: str) -> tuple[Grid, ...]:
    """All sheets of the workbook called `name`; raises RefusedError. Nothing is computed or fetched."""
    package = opened(data, name)
    try:
        return _grids(package)
    except (ValueError, ArithmeticError):
        # A place, style or string that is no number.
        raise RefusedError(damaged(name)) from None


def _grids(package: Package) -> tuple[Grid, ...]:
    book = next(
        (place for kind, place in package.targets("").values() if kind == "officeDocument"), "xl/workbook.xml"
    )
    targets = package.targets(book)
    sheets = [
        (element.get("name", ""), targets[key][1])
        for element in package.elements(book, "sheet")
        if (key := _relation(element)) in targets and targets[key][0] == "worksheet"
    ]
    if not sheets or len(sheets) > MAX_SHEETS:
        raise RefusedError(
            text(N_("{name} has no sheet, or more than {most}"), name=package.name, most=MAX_SHEETS)
        )
    reader = _Reader(
        package=package,
        strings=_strings(package, targets),
        formats=formats_of(package, book, targets),
        stale=_is_stale(package, book),
    )
    return tuple(reader.grid(title, place) for title, place in sheets)


def _relation(element: Element) -> str:
    return next((value for key, value in element.attrib.items() if local(key) == "id"), "")


def _is_stale(package: Package, book: str) -> bool:
    """Whether the program that wrote the workbook leaves calculating to whoever opens it."""
    return any(element.get("fullCalcOnLoad") in ("1", "true") for element in package.elements(book, "calcPr"))


def _strings(package: Package, targets: Mapping[str, tuple[str, str]]) -> list[str]:
    place = next((path for kind, path in targets.values() if kind == "sharedStrings"), "")
    return [_said(element) for element in package.elements(place, "si")] if place else []


def _said(element: Element) -> str:
    """The text of a string, its runs joined; how it is pronounced is left out."""
    parts: list[str] = []
    for child in element:
        if local(child.tag) == "t":
            parts.append(child.text or "")
        elif local(child.tag) == "r":
            parts += [run.text or "" for run in child if local(run.tag) == "t"]
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(parts))


_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_PLACE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
# A sheet keeps 15 digits of a number; what stands behind them comes from the binary fraction.
_DIGITS: Final = 15
_KEPT: Final = Context(prec=_DIGITS)
_WIDEST: Final = 30
_EPOCH: Final = date(1899, 12, 30)
_DAYS_1904: Final = 1_462
_LAST_DAY: Final = 2_958_465
_UNCALCULATED: Final = Cell("", Fault.UNCALCULATED, is_formula=True)


def _placed(name: str) -> tuple[int, int] | None:
    """(row, column) of a cell's name, None when it is none."""
    found = _PLACE.fullmatch(name)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


class _Reader(Struct, frozen=True, kw_only=True):
    """What all sheets of a workbook share."""

    package: Package
    strings: list[str]
    formats: Formats
    stale: bool

    def grid(self, name: str, path: str) -> Grid:
        """One sheet; raises RefusedError when more stands in it than any table has."""
        cells: dict[tuple[int, int], Cell] = {}
        merged: dict[int, list[tuple[int, int]]] = {}
        merges = 0
        for element in self.package.elements(path, "row", "mergeCell"):
            if local(element.tag) == "row":
                cells.update(self._row(element))
                if len(cells) > MAX_SHEET_CELLS:
                    raise self._too_much(name)
                continue
            merges += 1
            first, _, last = element.get("ref", "").partition(":")
            start, end = _placed(first), _placed(last)
            if start and end and end[0] > start[0]:
                merged.setdefault(start[1], []).append((start[0], end[0]))
        if merges > MAX_SHEET_MERGES or any(
            row > MAX_SHEET_ROWS or column > MAX_SHEET_COLUMNS for row, column in cells
        ):
            raise self._too_much(name)
        return Grid(
            name=name,
            cells=cells,
            merged={column: tuple(sorted(blocks)) for column, blocks in merged.items()},
        )

    def _too_much(self, sheet: str) -> RefusedError:
        return RefusedError(
            text(
                N_(
                    'The sheet "{sheet}" of {name} has more than {rows} rows, {columns} columns or {merges} '
                    "merged blocks; delete what is not part of the table, and save it again"
                ),
                sheet=sheet,
                name=self.package.name,
                rows=MAX_SHEET_ROWS,
                columns=MAX_SHEET_COLUMNS,
                merges=MAX_SHEET_MERGES,
            )
        )

    def _row(self, row: Element) -> Iterator[tuple[tuple[int, int], Cell]]:
        column = 0
        number = row.get("r", "")
        for element in row:
            place = _placed(element.get("r", ""))
            # Some programs leave the names out and only keep the order.
            column = place[1] if place else column + 1
            line = place[0] if place else int(number) if number.isdecimal() else 0
            cell = self._cell(element)
            if cell is not EMPTY and line:
                yield (line, column), cell

    def _cell(self, element: Element) -> Cell:
        parts = {local(child.tag): child for child in element}
        found = self._value(element, parts)
        return replace(found, is_formula=True) if "f" in parts and found is not EMPTY else found

    def _value(self, element: Element, parts: Mapping[str, Element]) -> Cell:
        value = (parts["v"].text or "") if "v" in parts else ""
        kind = element.get("t", "n")
        if "f" in parts and (not value or (self.stale and value == "0")) and kind != "str":
            return _UNCALCULATED
        if kind == "inlineStr":
            said = _said(parts["is"]).strip() if "is" in parts else ""
            return Cell(said) if said else EMPTY
        if not value.strip():
            return EMPTY
        if kind == "e":
            return Cell(value, Fault.ERROR)
        if kind == "s":
            said = self.strings[int(value)].strip() if 0 <= int(value) < len(self.strings) else ""
            return Cell(said) if said else EMPTY
        if kind in ("str", "d", "b"):
            return Cell(_typed(kind, value))
        return self._number(value.strip(), int(element.get("s", "0")))

    def _number(self, value: str, style: int) -> Cell:
        try:
            exact = Decimal(value)
            number = _KEPT.plus(exact)
        except ArithmeticError:
            return Cell(value, is_number=True, rough=True)
        if not number.is_finite() or abs(number.adjusted()) > _WIDEST:
            return Cell(value, is_number=True, rough=True)
        if self.formats.is_day(style) and 0 < number <= _LAST_DAY:
            return Cell(_day(number, since_1904=self.formats.since_1904))
        if self.formats.is_percent(style):
            return Cell(f"{_plain(number * 100)}%", is_number=True)
        return Cell(_plain(number), is_number=True, rough=number.adjusted() + 1 >= _DIGITS)


def _typed(kind: str, value: str) -> str:
    if kind == "b":
        return "yes" if value == "1" else "no"
    return value.strip().removesuffix("Z").removesuffix("T00:00:00") if kind == "d" else value.strip()


def _plain(number: Decimal) -> str:
    """A decimal without exponent and without zeros behind its last digit."""
    return f"{number.normalize():f}" if number else "0"


def _day(serial: Decimal, *, since_1904: bool) -> str:
    """The day of a serial number, with the time when it has one."""
    # Excel has a 29 February 1900 that never was.
    whole = int(serial) + (_DAYS_1904 if since_1904 else 0)
    day = _EPOCH + timedelta(days=whole + (whole < 60))
    minutes = int((serial % 1) * 24 * 60 + Decimal("0.5"))
    return f"{day} {minutes // 60:02}:{minutes % 60:02}" if minutes else str(day)
