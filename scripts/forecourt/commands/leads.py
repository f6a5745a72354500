"""forecourt leads: the funnel of a month, what ads changed at the front desk, and advice (A7, A10, S6)."""

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
from forecourt.model.months import Month
from forecourt.money.advice import advice
from forecourt.money.flights import flight_effects
from forecourt.money.funnel import funnel
from forecourt.tables.leads_layout import BY_DAY, LAYOUTS, TITLE
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "Visits, calls, leads and what became of them in a month, by source and model; each rate with the "
    "definition that the dealership record chooses and both its numbers; visits before, during and after "
    "each flight; days without a report; advice with its figures. Exit status: 0; 1 when records have errors."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the reader wants: format, file to write or None, one table or all, words."""

    format: str
    output: Path | None
    only: str | None
    words: Words


@click.command("leads", help=ABOUT)
@click.argument("month", type=MonthArgument())
@click.option("--format", type=click.Choice(FORMATS), default="text", help=N_("How to write the figures"))
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help=N_("Write to this file"))
@click.option(
    "--table",
    "only",
    type=click.Choice(tuple(LAYOUTS)),
    help=N_("Only this table (a CSV file holds one: days, unless named)"),
)
@click.option("--anyway", is_flag=True, help=N_("Show figures although records have errors"))
@lang_option
@today_option
def command(*, month: Month, anyway: bool, lang: str | None, today: date | None, **wishes: Any) -> None:
    """Print or write the leads of `month`."""
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
    records = desk.loaded.records
    found = funnel(records, month, desk.world.today)
    flights = tuple(flight_effects(records, month, desk.world.today))
    # pandas takes 0.25 s to import, rich and XlsxWriter 0.05 s: only who gets figures pays for them.
    from forecourt.tables.display import Display
    from forecourt.tables.leads import leads_tables

    wanted = wish.only or (BY_DAY.name if wish.format == "csv" else None)
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

    filled = [one for one in tables if wish.only or (len(one.frame) and one.layout is not BY_DAY)]
    shown = tuple(one.without(*(name for name, total in one.total().items() if not total)) for one in filled)
    return as_text(shown, wish.words, width=screen_width(wish.output)) if shown else ""
