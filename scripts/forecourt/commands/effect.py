"""forecourt effect: what a month's advertising brought, each figure with both its numbers (M2, M11, A3)."""

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
from forecourt.money.budget import NoMonthError
from forecourt.money.effect import CostBasis, effect
from forecourt.money.effect_terms import COST_BASES
from forecourt.tables.effect_layout import BY_CHANNEL, LAYOUTS, TITLE
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "What the month's advertising brought, by month, channel and outlet: cost per visit, CPL, CPS, ad cost "
    "per car and of revenue, which sources customers named. Each figure stands with numerator, denominator, "
    "what was counted and the share of unknown sources; a dash where there is nothing to divide by. "
    "Exit status: 0; 1 when records have errors; 2 when the month has no record."
)
# The plain view leaves out ids and codes; --records shows them.
DETAIL: Final = ("records", "outlet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the reader wants: cost basis, format, file to write or None, one table, records, words."""

    cost: CostBasis
    format: str
    output: Path | None
    table: str | None
    records: bool
    words: Words


@click.command("effect", help=ABOUT)
@click.argument("month", type=MonthArgument())
@click.option(
    "--cost",
    type=click.Choice(tuple(COST_BASES.terms)),
    default="committed",
    help=N_("Which cost counts: committed and spent, or spent alone"),
)
@click.option("--format", type=click.Choice(FORMATS), default="text", help=N_("How to write the figures"))
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help=N_("Write to this file"))
@click.option(
    "--table",
    type=click.Choice(tuple(LAYOUTS)),
    help=N_("Only this table (a CSV file holds one: channels, unless named)"),
)
@click.option("--records", is_flag=True, help=N_("Also show the records behind every figure"))
@click.option("--anyway", is_flag=True, help=N_("Show figures although records have errors"))
@lang_option
@today_option
def command(*, month: Month, anyway: bool, lang: str | None, today: date | None, **wishes: Any) -> None:
    """Print or write what the advertising of `month` brought."""
    wish = Wish(words=words(lang), **wishes)
    refuse_screen(wish.format, wish.output, lang)
    root = root_or_stop(lang)
    refuse_file(wish.output, ENDINGS[wish.format], root, lang)
    desk = open_desk(root, today=today, clock=clock.today())
    if desk.errors and not anyway:
        raise HasErrors(refusal(desk.errors), lang)
    try:
        data = _written(desk, month, wish)
    except NoMonthError as error:
        raise CannotRun(no_month(error, desk), lang) from None
    deliver(data, wish.output, wish.words, lang)
    if desk.errors:
        terminal.note(wish.words.say(caution(desk.errors)))
        raise SystemExit(HAS_ERRORS)


def _written(desk: Desk, month: Month, wish: Wish) -> bytes:
    records = desk.loaded.records
    found = effect(records, month, wish.cost)
    # pandas takes 0.25 s to import, rich and XlsxWriter 0.05 s: only who gets figures pays for them.
    from forecourt.tables.effect import effect_tables

    wanted = wish.table or (BY_CHANNEL.name if wish.format == "csv" else None)
    tables = tuple(one for one in effect_tables(found, records) if wanted in (None, one.layout.name))
    done = for_programs(wish.format, tables, month, wish.words, title=TITLE)
    return _as_text(tables, wish) if done is None else done


def _as_text(tables: tuple["Table", ...], wish: Wish) -> bytes:
    from forecourt.tables.screen import as_text

    width = screen_width(wish.output)
    shown = tables if wish.records else tuple(table.without(*DETAIL) for table in tables)
    filled = tuple(table for table in shown if wish.table or len(table.frame))
    return as_text(filled, wish.words, width=width).encode() + b"\n"
