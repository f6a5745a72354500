"""A month's tables as an Excel workbook, a sheet each; the same tables give the same bytes."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from forecourt.model.money import format_yuan
from forecourt.model.months import Month
from forecourt.sheets.editable import Editable, add_editable
from forecourt.sheets.landscape import A4, print_landscape
from forecourt.sheets.originals import add_originals, remembering
from forecourt.sheets.subjects import BUDGET
from forecourt.tables.cells import COUNTS, DASH, MONEY, display_width, header, percent, words_of, yuan
from forecourt.tables.frames import Table
from forecourt.tables.layout import Column, Holds
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

FORMATS: Final = {
    "header": {"bold": True, "bottom": 1, "bg_color": "#F2F2F2", "text_wrap": True, "valign": "vcenter"},
    "header right": {
        "bold": True,
        "bottom": 1,
        "bg_color": "#F2F2F2",
        "text_wrap": True,
        "valign": "vcenter",
        "align": "right",
    },
    # Text stands off the figure on its left, and long lists of records break.
    "TEXT": {"indent": 1, "text_wrap": True, "valign": "top"},
    "FEN": {"num_format": "#,##0.00"},
    "COUNT": {"num_format": "#,##0"},
    "PERCENT": {"num_format": "0.00%"},
    "DASH": {"align": "right"},
    "DAY": {"num_format": "yyyy-mm-dd", "align": "left"},
    "total": {"bold": True, "top": 1},
    "total FEN": {"bold": True, "top": 1, "num_format": "#,##0.00"},
    "total COUNT": {"bold": True, "top": 1, "num_format": "#,##0"},
    "total PERCENT": {"bold": True, "top": 1, "num_format": "0.00%"},
}
# Columns of quotients: a dash stands where there is nothing to divide by.
DIVIDED: Final = frozenset({Holds.MAYBE_FEN, Holds.PERCENT})
# In points, as Excel's own.
LINE_HEIGHT: Final = 15
NARROWEST: Final = 8
WIDEST: Final = 60
TOTAL: Final = N_("Total")


def as_xlsx(
    month: Month,
    tables: tuple[Table, ...],
    words: Words,
    *,
    title: str = N_("Money of the month"),
    editable: Editable | None = None,
) -> bytes:
    """The workbook's bytes: headers frozen, in the reader's language; amounts numbers, text no formula.

    `title` is a catalogue source string. What is `editable` stands on a last sheet, to be read back by
    ./forecourt import.
    """

    def made(originals: Sequence[Sequence[str]]) -> bytes:
        return _made((month, title), tables, words, editable, originals)

    return made(()) if editable is None else remembering(made, BUDGET)


def _made(
    named: tuple[Month, str],
    tables: tuple[Table, ...],
    words: Words,
    editable: Editable | None,
    originals: Sequence[Sequence[str]],
) -> bytes:
    target, (month, title) = BytesIO(), named
    # The files inside must not carry the minute of writing, or equal months would differ.
    created = datetime.combine(month.first_day, time())
    with Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": f"{words.gettext(title)} {month}", "created": created})
        formats = {name: book.add_format(options) for name, options in FORMATS.items()}
        for table in tables:
            sheet = book.add_worksheet(words.gettext(table.layout.title))
            fill_sheet(sheet, table, words, formats)
        if editable is not None:
            add_editable(book, editable, words)
            add_originals(book, originals)
    return target.getvalue()


def fill_sheet(sheet: Worksheet, table: Table, words: Words, formats: dict[str, Format]) -> None:
    """Write one table on an empty sheet, its total below; `formats` are the book's own, by FORMATS' names."""
    columns = table.layout.columns
    rows = list(table.rows())
    heights = [1] * len(rows)
    for place, column in enumerate(columns):
        label = header(column, words)
        is_figure = column.holds in MONEY | COUNTS | DIVIDED
        sheet.write_string(0, place, label, formats["header right" if is_figure else "header"])
        widths = [display_width(_shown(column, row[place], words)) for row in rows]
        widest = max(display_width(label), *widths, 0) + 2
        sheet.set_column(place, place, min(max(widest, NARROWEST), WIDEST))
        heights = [max(known, -(-width // WIDEST)) for known, width in zip(heights, widths, strict=True)]
        for line, row in enumerate(rows, start=1):
            _write(sheet, (line, place), column, row[place], words=words, formats=formats)
    for line, height in enumerate(heights, start=1):
        # Not every program makes a row as high as its lines when it opens the file.
        sheet.set_row(line, LINE_HEIGHT * height)
    sheet.freeze_panes(1, 0)
    print_landscape(sheet, paper=A4)
    sheet.repeat_rows(0)
    sheet.set_header("&C&14&A")
    if rows and table.total():
        _write_total(sheet, table, len(rows), words=words, formats=formats)


def _write(
    sheet: Worksheet,
    cell: tuple[int, int],
    column: Column,
    value: Any,
    *,
    words: Words,
    formats: dict[str, Format],
) -> None:
    if value is None:
        if column.holds in DIVIDED:
            sheet.write_string(*cell, DASH, formats["DASH"])
    elif column.holds in MONEY:
        sheet.write_number(*cell, yuan(value), formats["FEN"])
    elif column.holds is Holds.PERCENT:
        sheet.write_number(*cell, percent(value) / 100, formats["PERCENT"])
    elif column.holds in COUNTS:
        sheet.write_number(*cell, value, formats["COUNT"])
    elif column.holds is Holds.DAY:
        sheet.write_datetime(*cell, date.fromisoformat(value), formats["DAY"])
    else:
        sheet.write_string(*cell, words_of(column, value, words), formats["TEXT"])


def _write_total(
    sheet: Worksheet, table: Table, last: int, *, words: Words, formats: dict[str, Format]
) -> None:
    """The total as a SUM, so that finance sees what it adds, and its value for programs that do not add."""
    total = table.total()
    for place, column in enumerate(table.layout.columns):
        if column.name not in total:
            sheet.write(last + 1, place, words.gettext(TOTAL) if place == 0 else None, formats["total"])
            continue
        if column.quotient is not None:
            formula = _quotient(table, column.quotient, last + 1)
            share = percent(total[column.name]) / 100
            sheet.write_formula(last + 1, place, formula, formats["total PERCENT"], share)
            continue
        is_money = column.holds in MONEY
        value = yuan(total[column.name]) if is_money else total[column.name]
        formula = f"=SUM({xl_rowcol_to_cell(1, place)}:{xl_rowcol_to_cell(last, place)})"
        form = formats["total FEN" if is_money else "total COUNT"]
        sheet.write_formula(last + 1, place, formula, form, value)


def _quotient(table: Table, quotient: tuple[tuple[str, ...], str], line: int) -> str:
    """The formula that divides the sums in that line."""
    places = {column.name: place for place, column in enumerate(table.layout.columns)}
    above, below = quotient
    added = "+".join(xl_rowcol_to_cell(line, places[name]) for name in above)
    return f"=({added})/{xl_rowcol_to_cell(line, places[below])}"


def _shown(column: Column, value: Any, words: Words) -> str:
    return (
        format_yuan(value) if column.holds in MONEY and value is not None else words_of(column, value, words)
    )
