"""forecourt claims: what is claimed, how long it takes, what comes back and what will be lost (M2, A3)."""

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
from forecourt.money.claims_risk import SOON
from forecourt.tables.claims_layout import CLAIMS, DETAIL, DETAIL_COLUMNS, LAYOUTS
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "Claims on the manufacturer: what is awaited and for how long, how much of what was paid came back, "
    "which money is lost soon, and until when each fund pays. With a month: the claims of that activity "
    "month; risk and countdown are always of all. Exit status: 0; 1 when records have errors."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the reader wants: a month or all, days ahead, format, file or None, one table or all, details."""

    month: Month | None
    days: int
    format: str
    output: Path | None
    table: str | None
    records: bool
    words: Words


days_option = click.option(
    "--days",
    type=click.IntRange(min=0, max=3660),
    default=SOON,
    show_default=True,
    help=N_("What is lost within so many days is at risk"),
)


@click.command("claims", help=ABOUT)
@click.argument("month", type=MonthArgument(), required=False)
@click.option("--format", type=click.Choice(FORMATS), default="text", help=N_("How to write the figures"))
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help=N_("Write to this file"))
@click.option(
    "--table",
    type=click.Choice(tuple(LAYOUTS)),
    help=N_("Only this table (a CSV file holds one: claims, unless named)"),
)
@days_option
@click.option("--records", is_flag=True, help=N_("Also show the records behind every figure"))
@click.option("--anyway", is_flag=True, help=N_("Show figures although records have errors"))
@lang_option
@today_option
def command(*, anyway: bool, lang: str | None, today: date | None, **wishes: Any) -> None:
    """Print or write the claims."""
    wish = Wish(words=words(lang), **wishes)
    refuse_screen(wish.format, wish.output, lang)
    root = root_or_stop(lang)
    refuse_file(wish.output, ENDINGS[wish.format], root, lang)
    desk = open_desk(root, today=today, clock=clock.today())
    if desk.errors and not anyway:
        raise HasErrors(refusal(desk.errors), lang)
    deliver(_written(desk, wish), wish.output, wish.words, lang)
    if desk.errors:
        terminal.note(wish.words.say(caution(desk.errors)))
        raise SystemExit(HAS_ERRORS)


def _written(desk: Desk, wish: Wish) -> bytes:
    # pandas takes 0.25 s to import, rich and XlsxWriter 0.05 s: only who gets figures pays for them.
    from forecourt.tables.claims import claim_tables

    wanted = wish.table or (CLAIMS.name if wish.format == "csv" else None)
    found = claim_tables(desk.loaded.records, desk.world.today, month=wish.month, within=wish.days)
    tables = tuple(one for one in found if wanted in (None, one.layout.name))
    done = for_programs(
        wish.format, tables, wish.month, wish.words, title=CLAIMS.title, this_month=Month.of(desk.world.today)
    )
    return _as_text(tables, wish) if done is None else done


def _as_text(tables: tuple["Table", ...], wish: Wish) -> bytes:
    from forecourt.tables.screen import as_text

    shown = tables
    if not wish.records:
        kept = (one for one in tables if wish.table or (one.layout.name not in DETAIL and len(one.frame)))
        shown = tuple(one.without(*DETAIL_COLUMNS) for one in kept)
    width = screen_width(wish.output)
    return as_text(shown, wish.words, width=width).encode() + b"\n"
