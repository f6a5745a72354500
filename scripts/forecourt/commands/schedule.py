"""forecourt schedule: a month's insertions by day as text, JSON, CSV or Excel (W1.1, M2, M3)."""

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import click

from forecourt.commands.delivering import for_programs, screen_width
from forecourt.commands.desk import Desk
from forecourt.commands.figures import Wish, figure_options, show
from forecourt.commands.options import CannotRun, MonthArgument
from forecourt.model.months import Month
from forecourt.money.budget import month_plan
from forecourt.money.schedule import Schedule, schedule
from forecourt.sheets.base import base_of
from forecourt.tables.schedule_layout import BY_CHANNEL, MATRIX, NAMES, OUTLETS
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, text

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "The month's media schedule: a row for each insertion line, a column for each day, and sums that are "
    "those of the budget. As xlsx it can be edited and read back. "
    "Exit status: 0; 1 when records have errors; 2 when the month has neither a record nor ads."
)
# Sums below the matrix on a screen, each without the columns that would make it wider than the matrix.
HIDDEN: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        OUTLETS.name: ("lines", "gross_fen"),
        BY_CHANNEL.name: ("lines", "insertions", "gross_fen", "planned_fen", "committed_fen", "spent_fen"),
    }
)


@click.command("schedule", help=ABOUT)
@click.argument("month", type=MonthArgument())
@figure_options(NAMES, N_("Only this table (a CSV file holds one: matrix, unless named)"), has_records=False)
def command(wish: Wish, *, month: Month) -> None:
    """Print or write the schedule of `month`."""
    if wish.format == "xlsx" and wish.table is not None:
        raise CannotRun(text(N_("A workbook holds the whole schedule; leave out --table")), wish.lang)
    show(wish, lambda desk: _written(desk, month, wish))


def _written(desk: Desk, month: Month, wish: Wish) -> bytes:
    plan = schedule(desk.loaded.records, month, desk.world.today)
    if not plan.rows:
        month_plan(desk.loaded.records, month)  # a month nobody has planned has no schedule either
    if wish.format == "xlsx":
        return _as_xlsx(desk, plan, wish.words)
    tables = _tables(plan, wish)
    done = for_programs(wish.format, tables, month, wish.words)
    return _as_text(plan, tables, wish) if done is None else done


def _tables(plan: Schedule, wish: Wish) -> tuple["Table", ...]:
    # pandas takes 0.25 s to import, rich and XlsxWriter 0.05 s: only who gets a schedule pays for them.
    from forecourt.tables.schedule import matrix_table, schedule_tables

    if MATRIX in {wish.table, "" if wish.table or wish.format != "csv" else MATRIX}:
        return (matrix_table(plan),)
    return tuple(one for one in schedule_tables(plan) if wish.table in (None, one.layout.name))


def _as_text(plan: Schedule, tables: tuple["Table", ...], wish: Wish) -> bytes:
    from forecourt.tables.schedule_list import NARROW, list_text
    from forecourt.tables.schedule_screen import matrix_text
    from forecourt.tables.screen import as_text

    width = screen_width(wish.output)
    if wish.table is not None:
        return as_text(tables, wish.words, width=width).encode() + b"\n"
    below = tuple(one.without(*HIDDEN[one.layout.name]) for one in tables if one.layout.name in HIDDEN)
    # A pipe has no width of its own, unless COLUMNS says one; a file is for any width.
    columns = width or (_said_columns() if wish.output is None else 0) or NARROW
    days = list_text(plan, wish.words) if columns < NARROW else matrix_text(plan, wish.words, width=width)
    parts = (days, as_text(below, wish.words, width=width))
    return "\n\n".join(parts).encode() + b"\n"


def _said_columns() -> int:
    """The width that COLUMNS asks for; 0 when it says none."""
    said = os.environ.get("COLUMNS", "")
    return int(said) if said.isdecimal() else 0


def _as_xlsx(desk: Desk, plan: Schedule, words: Words) -> bytes:
    from forecourt.tables.schedule_book import as_xlsx
    from forecourt.tables.schedule_page import Edition

    edition = Edition(bases=_bases(desk), records=desk.loaded.records, today=desk.world.today)
    return as_xlsx(plan, edition, words)


def _bases(desk: Desk) -> Mapping[str, str]:
    """Path of a record -> the mark of its bytes."""
    return {path: base_of(data) for path, data in desk.loaded.sources.items()}
