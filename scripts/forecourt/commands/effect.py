"""forecourt effect: what a month's advertising brought, each figure with both its numbers (M2, M11, A3)."""

from typing import TYPE_CHECKING, Final

import click

from forecourt.commands.delivering import for_programs, screen_width
from forecourt.commands.desk import Desk
from forecourt.commands.figures import Wish, figure_options, show
from forecourt.commands.options import MonthArgument
from forecourt.model.months import Month
from forecourt.money.effect import CostBasis, effect
from forecourt.money.effect_terms import COST_BASES
from forecourt.tables.effect_layout import BY_CHANNEL, LAYOUTS, TITLE
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


@click.command("effect", help=ABOUT)
@click.argument("month", type=MonthArgument())
@click.option(
    "--cost",
    type=click.Choice(tuple(COST_BASES.terms)),
    default="committed",
    help=N_("Which cost counts: committed and spent, or spent alone"),
)
@figure_options(LAYOUTS, N_("Only this table (a CSV file holds one: channels, unless named)"))
def command(wish: Wish, *, month: Month, cost: CostBasis) -> None:
    """Print or write what the advertising of `month` brought."""
    show(wish, lambda desk: _written(desk, month, cost, wish))


def _written(desk: Desk, month: Month, cost: CostBasis, wish: Wish) -> bytes:
    records = desk.loaded.records
    found = effect(records, month, cost)
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
