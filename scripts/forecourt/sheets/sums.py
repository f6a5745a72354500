"""Subtotals and totals among the rows of an editable sheet: what they said, and what they may say now.

A program that keeps results only leaves no formula to tell a sum by. Then a number in a total is right when
it is one that was exported in its column, or what the rows above it come to now.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Final

from forecourt.sheets.grid import EMPTY, Grid
from forecourt.sheets.header import Header
from forecourt.sheets.lines import is_id, is_total_label
from forecourt.sheets.names import plain

_FEN: Final = Decimal("0.01")
# Header of a column (plain) -> numbers that totals had in it.
Sums = Mapping[str, frozenset[str]]


def exported_sums(grid: Grid, header: Header) -> Iterator[list[str]]:
    """Each total of a sheet as pairs of header and number, one behind the other."""
    for row in _total_rows(grid, header):
        cells = ((plain(grid.at(header.row, at).text), text) for at, text in _numbers(grid, row))
        yield [one for pair in cells for one in pair]


def typed_over(grid: Grid, header: Header, known: Sums) -> Iterator[tuple[int, int]]:
    """Cells of totals that say neither; none while any total still has its formula."""
    totals = _total_rows(grid, header)
    if any(grid.cells.get((row, at), EMPTY).is_formula for row in totals for at in _columns(grid)):
        return
    for before, row in pairwise((header.row, *totals)):
        for at, said in _numbers(grid, row):
            exported = known.get(plain(grid.at(header.row, at).text), frozenset())
            sums = (_sum(grid, header, at, (first, row)) for first in (before, header.row))
            if said not in exported and _amount(said) not in sums:
                yield row, at


def _total_rows(grid: Grid, header: Header) -> list[int]:
    return [
        row
        for row in range(header.row + 1, grid.rows + 1)
        if not is_id(grid.at(row, header.id).text)
        and any(is_total_label(grid.cells.get((row, at), EMPTY)) for at in _columns(grid))
    ]


def _columns(grid: Grid) -> range:
    return range(1, grid.columns + 1)


def _numbers(grid: Grid, row: int) -> Iterator[tuple[int, str]]:
    for at in _columns(grid):
        cell = grid.cells.get((row, at), EMPTY)
        if cell.is_number:
            yield at, cell.text


def _sum(grid: Grid, header: Header, at: int, between: tuple[int, int]) -> Decimal:
    """What the rows that can be edited between two others come to in a column."""
    rows = (row for row in range(between[0] + 1, between[1]) if is_id(grid.at(row, header.id).text))
    return sum((_amount(grid.cells.get((row, at), EMPTY).text) for row in rows), Decimal(0))


def _amount(said: str) -> Decimal:
    """A number to the fen: programs add floats, and 0.1 + 0.2 is a little more than 0.3 there."""
    try:
        return Decimal(said).quantize(_FEN)
    except InvalidOperation:
        return Decimal(0)
