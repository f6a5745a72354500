"""forecourt schedule: a month's insertions by day as text, JSON, CSV or Excel (W1.1, M2, M3)."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import click

from forecourt.commands.budget import FORMATS, HAS_ERRORS, HasErrors
from forecourt.commands.delivering import (
    ENDINGS,
    caution,
    deliver,
    for_programs,
    refusal,
    refuse_screen,
    screen_width,
)
from forecourt.commands.desk import Desk, open_desk
from forecourt.commands.months import no_month
from forecourt.commands.options import (
    CannotRun,
    MonthArgument,
    lang_option,
    root_or_stop,
    today_option,
    words,
)
from forecourt.commands.outputs import refuse_file
from forecourt.edge import clock, terminal
from forecourt.model.months import Month
from forecourt.money.budget import NoMonthError, month_plan
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How the reader wants the schedule: format, file to write or None, one table or all, words."""

    format: str
    output: Path | None
    table: str | None
    words: Words


@click.command("schedule", help=ABOUT)
@click.argument("month", type=MonthArgument())
@click.option("--format", type=click.Choice(FORMATS), default="text", help=N_("How to write the schedule"))
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help=N_("Write to this file"))
@click.option(
    "--table",
    type=click.Choice(NAMES),
    help=N_("Only this table (a CSV file holds one: matrix, unless named)"),
)
@click.option("--anyway", is_flag=True, help=N_("Show the schedule although records have errors"))
@lang_option
@today_option
def command(*, month: Month, anyway: bool, lang: str | None, today: date | None, **wishes: Any) -> None:
    """Print or write the schedule of `month`."""
    wish = Wish(words=words(lang), **wishes)
    _refuse_wish(wish, lang)
    root = root_or_stop(lang)
    refuse_file(wish.output, ENDINGS[wish.format], root, lang)
    desk = open_desk(root, today=today, clock=clock.today())
    if desk.errors and not anyway:
        raise HasErrors(refusal(desk.errors), lang)
    try:
        deliver(_written(desk, month, wish), wish.output, wish.words, lang)
    except NoMonthError as error:
        raise CannotRun(no_month(error, desk), lang) from None
    if desk.errors:
        terminal.note(wish.words.say(caution(desk.errors)))
        raise SystemExit(HAS_ERRORS)


def _refuse_wish(wish: Wish, lang: str | None) -> None:
    """What cannot be written is better said before the work than after it."""
    refuse_screen(wish.format, wish.output, lang)
    if wish.format == "xlsx" and wish.table is not None:
        raise CannotRun(text(N_("A workbook holds the whole schedule; leave out --table")), lang)


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
