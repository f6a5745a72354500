"""forecourt leads: the funnel of a month, what ads changed at the front desk, and advice (A7, A10, S6)."""

from typing import TYPE_CHECKING, Final

import click

from forecourt.commands.delivering import for_programs, screen_width
from forecourt.commands.desk import Desk
from forecourt.commands.figures import Wish, figure_options, show
from forecourt.commands.options import MonthArgument
from forecourt.model.months import Month
from forecourt.money.advice import advice
from forecourt.money.flights import flight_effects
from forecourt.money.funnel import funnel
from forecourt.tables.leads_layout import BY_DAY, LAYOUTS, TITLE
from forecourt.words.text import N_, Text, text

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "Visits, calls, leads and what became of them in a month, by source and model; each rate with the "
    "definition that the dealership record chooses and both its numbers; visits before, during and after "
    "each flight; days without a report; advice with its figures. Exit status: 0; 1 when records have errors."
)


@click.command("leads", help=ABOUT)
@click.argument("month", type=MonthArgument())
@figure_options(LAYOUTS, N_("Only this table (a CSV file holds one: days, unless named)"), has_records=False)
def command(wish: Wish, *, month: Month) -> None:
    """Print or write the leads of `month`."""
    show(wish, lambda desk: _written(desk, month, wish))


def _written(desk: Desk, month: Month, wish: Wish) -> bytes:
    records = desk.loaded.records
    found = funnel(records, month, desk.world.today)
    flights = tuple(flight_effects(records, month, desk.world.today))
    # pandas takes 0.25 s to import, rich and XlsxWriter 0.05 s: only who gets figures pays for them.
    from forecourt.tables.display import Display
    from forecourt.tables.leads import leads_tables

    wanted = wish.table or (BY_DAY.name if wish.format == "csv" else None)
    every = leads_tables(found, flights, Display(wish.words, records))
    tables = tuple(one for one in every if wanted in (None, one.layout.name))
    done = for_programs(wish.format, tables, month, wish.words, title=TITLE)
    if done is not None:
        return done
    lines = [_as_text(tables, wish)]
    if wanted is None:
        sentences: list[Text] = [one.sentence for one in advice(records, found, flights)]
        if not found.days:
            sentences = [text(N_("No day of {month} has a report of the front desk."), month=str(month))]
        lines += [f"· {wish.words.say(sentence)}" for sentence in sentences]
    return "\n".join(line for line in lines if line).encode() + b"\n"


def _as_text(tables: tuple["Table", ...], wish: Wish) -> str:
    """The tables that have rows, without the days, and without what nobody counted."""
    from forecourt.tables.screen import as_text

    filled = [one for one in tables if wish.table or (len(one.frame) and one.layout is not BY_DAY)]
    shown = tuple(one.without(*(name for name, total in one.total().items() if not total)) for one in filled)
    return as_text(shown, wish.words, width=screen_width(wish.output)) if shown else ""
