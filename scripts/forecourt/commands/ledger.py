"""forecourt ledger: every movement of money with a running balance, sums, and the funds by tranche (M2)."""

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
from forecourt.kinds.programme import Programme
from forecourt.model.months import Month
from forecourt.rules.near import meant
from forecourt.tables.ledger_layout import DETAIL, ENTRIES, LAYOUTS
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "Every movement of money that the records tell: accrued, planned, contracted, invoiced, paid, claimed, "
    "granted, refused, expired, credited; with what is open in the manufacturer's funds. "
    "Exit status: 0; 1 when records have errors; 2 when there is no such fund."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the reader wants: fund and month or None, format, file to write or None, one table, words."""

    fund: str | None
    month: Month | None
    format: str
    output: Path | None
    table: str | None
    words: Words


@click.command("ledger", help=ABOUT)
@click.option("--fund", help=N_("Only this fund (its code, for example main)"))
@click.option("--month", type=MonthArgument(), help=N_("Only what belongs to this activity month"))
@click.option("--format", type=click.Choice(FORMATS), default="text", help=N_("How to write the figures"))
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help=N_("Write to this file"))
@click.option(
    "--table",
    type=click.Choice(tuple(LAYOUTS)),
    help=N_("Only this table (a CSV file holds one: ledger, unless named)"),
)
@click.option("--anyway", is_flag=True, help=N_("Show figures although records have errors"))
@lang_option
@today_option
def command(*, anyway: bool, lang: str | None, today: date | None, **wishes: Any) -> None:
    """Print or write the ledger."""
    wish = Wish(words=words(lang), **wishes)
    refuse_screen(wish.format, wish.output, lang)
    root = root_or_stop(lang)
    refuse_file(wish.output, ENDINGS[wish.format], root, lang)
    desk = open_desk(root, today=today, clock=clock.today())
    if desk.errors and not anyway:
        raise HasErrors(refusal(desk.errors), lang)
    _refuse_fund(desk, wish, lang)
    deliver(_written(desk, wish), wish.output, wish.words, lang)
    if desk.errors:
        terminal.note(wish.words.say(caution(desk.errors)))
        raise SystemExit(HAS_ERRORS)


def _refuse_fund(desk: Desk, wish: Wish, lang: str | None) -> None:
    funds = [fund.name for one in desk.loaded.records.of(Programme) for fund in one.funds]
    if wish.fund is not None and wish.fund not in funds:
        sentence = text(N_('There is no fund "{fund}". {hint}'), fund=wish.fund, hint=_hint(wish.fund, funds))
        raise CannotRun(sentence, lang)


def _hint(fund: str, funds: list[str]) -> Text:
    return meant(fund, funds) if funds else text(N_("No programme has a fund."))


def _written(desk: Desk, wish: Wish) -> bytes:
    # pandas takes 0.25 s to import, rich and XlsxWriter 0.05 s: only who gets figures pays for them.
    from forecourt.tables.ledger import Choice, ledger_tables

    wanted = wish.table or (ENTRIES.name if wish.format == "csv" else None)
    choice = Choice(fund=wish.fund, month=wish.month)
    found = ledger_tables(desk.loaded.records, desk.world.today, choice)
    tables = tuple(one for one in found if wanted in (None, one.layout.name))
    done = for_programs(
        wish.format,
        tables,
        wish.month,
        wish.words,
        title=ENTRIES.title,
        this_month=Month.of(desk.world.today),
    )
    return _as_text(tables, wish) if done is None else done


def _as_text(tables: tuple["Table", ...], wish: Wish) -> bytes:
    from forecourt.tables.screen import as_text

    width = screen_width(wish.output)
    shown = tuple(table.without(*DETAIL) for table in tables)
    return as_text(shown, wish.words, width=width).encode() + b"\n"
