"""The schedule as the workbook that agencies exchange: title, days with weekdays, a row for each line, sums.

Its rows can be edited and read back: columns are headed as the fields are, 编号 names the record and 基准 the
state of its file (sheets.base).
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from itertools import groupby
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from forecourt.kinds.dealership import Dealership
from forecourt.money.schedule import MARKS, Row, Schedule
from forecourt.sheets.landscape import A3, print_landscape
from forecourt.sheets.names import Names
from forecourt.sheets.originals import add_originals, remembering
from forecourt.sheets.subjects import SCHEDULE
from forecourt.tables.cells import yuan
from forecourt.tables.schedule import channel_table, insertions_in, outlet_table
from forecourt.tables.schedule_layout import title_of
from forecourt.tables.schedule_page import (
    DAY_OFF,
    DAY_WIDTH,
    FILLS,
    HEADER,
    LEFT,
    MONEY,
    RIGHT,
    SUMMED,
    Edition,
    Page,
    label,
    write_line,
)
from forecourt.tables.schedule_screen import NOTICES, WEEKDAY_SIGNS
from forecourt.tables.workbook import FORMATS, fill_sheet
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, text

LEGEND_WIDTH: Final = 4


def as_xlsx(plan: Schedule, edition: Edition, words: Words) -> bytes:
    """The workbook's bytes: the schedule, and sums by outlet and by channel on sheets of their own."""

    def made(originals: Sequence[Sequence[str]]) -> bytes:
        return _made(plan, edition, words, originals)

    return remembering(made, SCHEDULE)


def _made(plan: Schedule, edition: Edition, words: Words, originals: Sequence[Sequence[str]]) -> bytes:
    target = BytesIO()
    created = datetime.combine(plan.month.first_day, time())
    with Workbook(target, {"in_memory": True}) as book:
        title = words.say(title_of(plan.month))
        book.set_properties({"title": title, "created": created})
        sheet = book.add_worksheet(words.gettext(N_("Media schedule")))
        names = Names(records=edition.records)
        page = Page(sheet=sheet, book=book, plan=plan, edition=edition, words=words, names=names, made={})
        _write_page(page, title)
        formats = {name: book.add_format(options) for name, options in FORMATS.items()}
        for one in (outlet_table(plan), channel_table(plan)):
            fill_sheet(book.add_worksheet(words.gettext(one.layout.title)), one, words, formats)
        add_originals(book, originals)
    return target.getvalue()


def _write_page(page: Page, title: str) -> None:
    _set_up(page)
    _write_head(page, title)
    row = HEADER + 1
    own = [one for one in page.plan.rows if one.elsewhere_month is None]
    for _, block in groupby(own, key=lambda one: one.ad.outlet.casefold()):
        lines = list(block)
        for at, line in enumerate(lines, start=row):
            write_line(page, at, line)
        row += len(lines)
        _write_sum(page, row, N_("Subtotal"), (row - len(lines), row - 1), lines)
        row += 1
    _write_sum(page, row, N_("Total"), (HEADER + 1, row - 1), own)
    last = _write_guests(page, row + 1)
    # The list of days and the base are there to be read back; on paper the matrix says the days.
    page.sheet.print_area(0, 0, last, page.column("issue_days") - 1)


def _write_guests(page: Page, row: int) -> int:
    """Lines of other months that run into this one, below the total, because nothing of them is counted.

    Gives the last row.
    """
    guests = [one for one in page.plan.rows if one.elsewhere_month is not None]
    if not guests:
        return row - 1
    said = page.words.gettext(N_("Counted in other months, running into this one"))
    page.sheet.write_string(row, 0, said, page.form(bold=True, border=0))
    for at, line in enumerate(guests, start=row + 1):
        write_line(page, at, line)
    return row + len(guests)


def _set_up(page: Page) -> None:
    """Widths, panes and paper: A3 landscape, all columns on one page, the head on each.

    The days of issue as a list and the base are for the import; on paper the matrix says the days.
    """
    sheet, days = page.sheet, len(page.plan.days)
    for at, (_, width) in enumerate(LEFT):
        sheet.set_column(at, at, width)
    sheet.set_column(page.first_day, page.first_day + days - 1, DAY_WIDTH)
    for at, (_, width) in enumerate(RIGHT, start=page.first_day + days):
        sheet.set_column(at, at, width)
    sheet.freeze_panes(HEADER + 1, 4)
    print_landscape(sheet, paper=A3)
    sheet.repeat_rows(HEADER - 1, HEADER)


def _write_head(page: Page, title: str) -> None:
    sheet, last = page.sheet, page.column("counted")
    shop = next((one.short_name for one in page.edition.records.of(Dealership)), "")
    big = page.form(bold=True, font_size=16, align="center", border=0)
    sheet.merge_range(0, 0, 0, last, f"{shop} {title}".strip(), big)
    _write_legend(page, 1)
    sheet.set_row(0, 28)
    head = page.form(bold=True, align="center", bg_color="#D9E2F3", text_wrap=True)
    for name, _ in (*LEFT, *RIGHT):
        sheet.write_blank(HEADER - 1, page.column(name), None, head)
        sheet.write_string(HEADER, page.column(name), label(page, name), head)
    for at, one in enumerate(page.plan.days, start=page.first_day):
        sign = page.words.gettext(WEEKDAY_SIGNS[one.weekday])
        notice = page.words.gettext(NOTICES[one.notice]) if one.notice else ""
        form = page.form(
            bold=True,
            align="center",
            text_wrap=True,
            bg_color="#D9E2F3" if one.working else DAY_OFF,
            font_color="#000000" if one.working else "#C00000",
        )
        sheet.write_string(HEADER - 1, at, "\n".join(part for part in (sign, notice) if part), form)
        sheet.write_number(HEADER, at, one.day.day, form)
    sheet.set_row(HEADER - 1, 28 if any(one.notice for one in page.plan.days) else 15)


def _write_legend(page: Page, row: int) -> None:
    """When it was made and the unit on the left, the colours above the days."""
    words, first = page.words, page.first_day
    made = words.say(text(N_("Made on {day}"), day=page.edition.today))
    unit = words.gettext(N_("Amounts in yuan"))
    page.sheet.merge_range(row, 0, row, first - 1, f"{made}　{unit}", page.form(border=0))
    used = {cell.mark for line in page.plan.rows for cell in line.cells}
    for place, mark in enumerate(one for one in MARKS.terms if one in used):
        column = first + place * (LEGEND_WIDTH + 1)
        page.sheet.write_blank(row, column, None, page.form(bg_color=FILLS[mark]))
        said, plain = words.gettext(MARKS.terms[mark]), page.form(border=0)
        page.sheet.merge_range(row, column + 1, row, column + LEGEND_WIDTH, said, plain)


def _write_sum(page: Page, row: int, name: str, span: tuple[int, int], lines: list[Row]) -> None:
    """A subtotal or the total: SUBTOTAL leaves out other subtotals, so that nothing is counted twice."""
    fill = {"bold": True, "bg_color": "#F2F2F2"}
    values = {
        "insertions": sum(line.ad.insertions for line in lines),
        "net_cost": yuan(sum(line.subtotal for line in lines)),
        "counted": yuan(sum(line.counted for line in lines)),
    }
    for place in range(page.column("base") + 1):
        page.sheet.write_blank(row, place, None, page.form(**fill))
    page.sheet.write_string(row, 1, page.words.gettext(name), page.form(**fill))
    for key in SUMMED:
        looks = {"num_format": "#,##0.00"} if key in MONEY else {"align": "center"}
        _sum_formula(page, (row, page.column(key)), span, values[key], page.form(**fill, **looks))
    by_day = Counter[date]()
    for line in lines:
        by_day.update({cell.day: insertions_in(cell) for cell in line.cells})
    for place, one in enumerate(page.plan.days, start=page.first_day):
        if by_day[one.day]:
            _sum_formula(page, (row, place), span, by_day[one.day], page.form(**fill, align="center"))


def _sum_formula(page: Page, cell: tuple[int, int], span: tuple[int, int], value: Any, form: Format) -> None:
    column = cell[1]
    area = f"{xl_rowcol_to_cell(span[0], column)}:{xl_rowcol_to_cell(span[1], column)}"
    page.sheet.write_formula(*cell, f"=SUBTOTAL(9,{area})", form, value)
