"""The header of an edited sheet, found by what its cells say and not by where they stand (pitfall 21)."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from forecourt.kinds.common import ID_FORM
from forecourt.model.limits import MAX_HEADER_ROWS, MAX_SHEET_COLUMNS
from forecourt.sheets.days import is_day
from forecourt.sheets.grid import Grid
from forecourt.sheets.names import in_languages, plain
from forecourt.sheets.subjects import BASE, Field, Subject, labels_of

_BRACKETS: Final = re.compile(r"[(\[【]([^)\]】]*)[)\]】]$")
_UNIT: Final = re.compile("(万元|万|元|厘米|cm|次|台|秒|折|%)$")
_ID: Final = re.compile(ID_FORM)
_WEEKDAY: Final = re.compile("(?:周|星期)?[一二三四五六日天]")
BASES: Final = in_languages(BASE)


class Column(Struct, frozen=True):
    """A column that was understood: its field, and whether its header counts amounts in 万."""

    field: Field
    in_ten_thousands: bool = False


class Header(Struct, frozen=True, kw_only=True):
    """The header row: columns of id and base (0: none), those of fields, and those that are only read.

    `computed` are columns of sums by their label, `days` those of days by their header, `seen` those that are
    only to be read, by their header, `strange` what was not understood.
    """

    row: int
    id: int
    base: int
    columns: Mapping[int, Column]
    computed: Mapping[int, str]
    strange: Mapping[int, str]
    days: Mapping[int, str]
    seen: Mapping[int, str]


def find_header(grid: Grid, subject: Subject) -> Header | None:
    """The row that names the id column and most others; None when no row does.

    Of two rows that name as many (a header over two rows with merged cells) the lower one counts.
    """
    best: Header | None = None
    used = sorted({row for row, _ in grid.cells})[:MAX_HEADER_ROWS]
    for row in used:
        header = _header(grid, subject, row)
        if header is not None and (best is None or _worth(header) >= _worth(best)):
            best = header
    return best


def _worth(header: Header) -> tuple[bool, int]:
    return bool(header.base), len(header.columns)


def _header(grid: Grid, subject: Subject, row: int) -> Header | None:
    said = {
        column: grid.at(row, column).text for column in range(1, min(grid.columns, MAX_SHEET_COLUMNS) + 1)
    }
    labels = {column: parted(text)[0] for column, text in said.items() if text}
    fields = {column: field for column in labels if (field := _field(subject, said[column], labels[column]))}
    ids = [column for column, field in fields.items() if field.slot.key == "id"]
    columns = _first_of_each({column: fields[column] for column in fields if column not in ids}, said)
    if not ids or not columns:
        return None
    bases = [column for column, label in labels.items() if label in BASES]
    computed = {column: one for column, label in labels.items() if (one := _computed(subject, label))}
    days = {column: said[column] for column in labels if column not in fields and is_day(said[column])}
    rest = {at: label for at, label in labels.items() if at not in {*ids, *bases, *columns, *computed, *days}}
    return Header(
        row=row,
        id=_with_ids(grid, row, ids),
        base=next(iter(bases), 0),
        columns=columns,
        computed=computed,
        strange={
            at: said[at]
            for at, label in rest.items()
            if not _is_seen(label, subject) and not _is_number(label, subject)
        },
        days=days,
        seen={at: said[at] for at, label in rest.items() if _is_seen(label, subject)},
    )


def _field(subject: Subject, said: str, label: str) -> Field | None:
    known = labels_of(subject)
    return known.get(plain(said)) or known.get(label)


def _first_of_each(fields: Mapping[int, Field], said: Mapping[int, str]) -> dict[int, Column]:
    """The columns of fields; a second one of the same field is not read."""
    found: dict[Field, int] = {}
    for column, field in fields.items():
        found.setdefault(field, column)
    return {at: Column(field, "万" in parted(said[at])[1]) for field, at in found.items()}


def _is_seen(label: str, subject: Subject) -> bool:
    """Whether a column shows what follows from the records, and is for reading only."""
    return any(label in in_languages(one) for one in subject.seen)


def _is_number(label: str, subject: Subject) -> bool:
    """Whether a column only numbers the lines or names weekdays."""
    return _WEEKDAY.fullmatch(label) is not None or label in subject.numbers


def _computed(subject: Subject, label: str) -> str:
    return next((one for one in subject.computed if label in in_languages(one)), "")


def _with_ids(grid: Grid, row: int, columns: list[int]) -> int:
    """The first of these columns that holds an id: one of running numbers may be headed alike."""
    holding = {
        column for (line, column), cell in grid.cells.items() if line > row and _ID.fullmatch(cell.text)
    }
    return next((column for column in columns if column in holding), columns[0])


def headless(grid: Grid, header: Header) -> list[int]:
    """The columns with values in rows of records and nothing above them: their header was emptied."""
    rows = {row for row, at in grid.cells if at == header.id and _ID.fullmatch(grid.at(row, at).text)}
    filled = {at for (row, at), cell in grid.cells.items() if row in rows and cell.text}
    return sorted(at for at in filled if not grid.at(header.row, at).text)


def parted(said: str) -> tuple[str, str]:
    """A header without its unit, as labels are compared, and its unit: ("刊例价", "万元")."""
    whole = plain(unicodedata.normalize("NFKC", said)).rstrip(":")
    found = _BRACKETS.search(whole)
    if found is not None:
        return (whole[: found.start()], found[1]) if found.start() else (found[1], "")
    found = _UNIT.search(whole)
    return (whole[: found.start()].rstrip("/"), found[1]) if found is not None else (whole, "")
