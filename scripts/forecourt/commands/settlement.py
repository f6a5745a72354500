"""forecourt settlement: what each department pays for the material it took in a month (A13, W2.1)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
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
from forecourt.commands.options import MonthArgument, lang_option, root_or_stop, today_option, words
from forecourt.commands.outputs import refuse_file
from forecourt.edge import clock, terminal
from forecourt.model.money import format_yuan
from forecourt.model.months import Month
from forecourt.money.charges import Settlement, settlement
from forecourt.tables.settlement_layout import DEPARTMENT_SUMS, LAYOUTS
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "The month's settlement of print and give-aways: what each department took and pays, slip by slip, where "
    "the cost of every print job is, what is left in the store room. To the fen: opening stock + received = "
    "paid by departments + written off + left. Exit status: 0; 1 when records have errors."
)
# The plain view leaves ids out; --records shows them.
DETAIL: Final = ("records",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the reader wants: format, file to write or None, one table, records, words."""

    format: str
    output: Path | None
    table: str | None
    records: bool
    words: Words


@click.command("settlement", help=ABOUT)
@click.argument("month", type=MonthArgument())
@click.option("--format", type=click.Choice(FORMATS), default="text", help=N_("How to write the figures"))
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help=N_("Write to this file"))
@click.option(
    "--table",
    type=click.Choice(tuple(LAYOUTS)),
    help=N_("Only this table (a CSV file holds one: departments, unless named)"),
)
@click.option("--records", is_flag=True, help=N_("Also show the records behind every figure"))
@click.option("--anyway", is_flag=True, help=N_("Show figures although records have errors"))
@lang_option
@today_option
def command(*, month: Month, anyway: bool, lang: str | None, today: date | None, **wishes: Any) -> None:
    """Print or write the settlement of `month`."""
    wish = Wish(words=words(lang), **wishes)
    refuse_screen(wish.format, wish.output, lang)
    root = root_or_stop(lang)
    refuse_file(wish.output, ENDINGS[wish.format], root, lang)
    desk = open_desk(root, today=today, clock=clock.today())
    if desk.errors and not anyway:
        raise HasErrors(refusal(desk.errors), lang)
    deliver(_written(desk, month, wish), wish.output, wish.words, lang)
    if desk.errors:
        terminal.note(wish.words.say(caution(desk.errors)))
        raise SystemExit(HAS_ERRORS)


def _written(desk: Desk, month: Month, wish: Wish) -> bytes:
    found = settlement(desk.loaded.records, month)
    # pandas takes 0.25 s to import, rich and XlsxWriter 0.05 s: only who gets figures pays for them.
    from forecourt.tables.settlement import settlement_tables

    wanted = wish.table or (DEPARTMENT_SUMS.name if wish.format == "csv" else None)
    tables = tuple(one for one in settlement_tables(found) if wanted in (None, one.layout.name))
    done = for_programs(wish.format, tables, month, wish.words, title=DEPARTMENT_SUMS.title)
    return _as_text(tables, found, wish) if done is None else done


def _as_text(tables: tuple["Table", ...], found: Settlement, wish: Wish) -> bytes:
    from forecourt.tables.screen import as_text

    if not found.stocks:
        return (
            wish.words.say(text(N_("No material was in stock in {month}"), month=found.month)).encode()
            + b"\n"
        )
    width = screen_width(wish.output)
    shown = tables if wish.records else tuple(table.without(*DETAIL) for table in tables)
    filled = tuple(table for table in shown if wish.table or len(table.frame))
    sums = "" if wish.table else f"\n{wish.words.say(balance(found))}\n"
    return f"{as_text(filled, wish.words, width=width)}\n{sums}".encode()


def balance(found: Settlement) -> Text:
    """The sentence in which both sides of the settlement stand."""
    return text(
        N_("Opening {opening} + received {received} = paid {paid} + written off {lost} + left {left} yuan"),
        opening=format_yuan(sum(line.opening_fen for line in found.stocks)),
        received=format_yuan(sum(line.received_fen for line in found.stocks)),
        paid=format_yuan(found.charged),
        lost=format_yuan(found.written_off),
        left=format_yuan(sum(line.closing_fen for line in found.stocks)),
    )
