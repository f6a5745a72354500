"""A sheet as cells of text, with the blocks of merged cells that say one thing for several rows."""

import bisect
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from msgspec import Struct, field

from forecourt.model.limits import MAX_SHEET_ROWS


class Fault(StrEnum):
    """Why a cell has no value that could be taken."""

    NONE = ""
    ERROR = "error"
    UNCALCULATED = "uncalculated"


class Cell(Struct, frozen=True):
    """What stands in a cell, without outer blanks; `rough`: a number that Excel has cut behind 15 digits.

    `is_formula`: the text is the result of a formula, or would be.
    """

    text: str
    fault: Fault = Fault.NONE
    is_number: bool = False
    rough: bool = False
    is_formula: bool = False


EMPTY: Final = Cell("")
_BEHIND_ALL: Final = 10**9


class Grid(Struct, frozen=True, kw_only=True):
    """One sheet: its cells by (row, column) from 1, and where cells are merged downwards, by column."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    def at(self, row: int, column: int) -> Cell:
        """The cell, or that of the merged block whose left column it lies in; EMPTY where nothing stands."""
        found = self.cells.get((row, column))
        if found is not None:
            return found
        blocks = self.merged.get(column, ())
        place = bisect.bisect_right(blocks, (row, _BEHIND_ALL)) - 1
        if place < 0 or row > blocks[place][1]:
            return EMPTY
        return self.cells.get((blocks[place][0], column), EMPTY)

    @property
    def rows(self) -> int:
        """The last row in which something stands, in its own cell or through a merged one."""
        ends = (end for blocks in self.merged.values() for _, end in blocks)
        used = max((row for row, _ in self.cells), default=0)
        return max(used, *(min(end, MAX_SHEET_ROWS) for end in ends), 0)

    @property
    def columns(self) -> int:
        """The last column in which something stands."""
        return max((column for _, column in self.cells), default=0)


def place_name(row: int, column: int) -> str:
    """The name that Excel shows for a cell: (3, 28) -> "AB3"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
