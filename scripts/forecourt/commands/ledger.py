"""forecourt ledger: every movement of money with a running balance, sums, and the funds by tranche (M2)."""

from typing import TYPE_CHECKING, Final

import click

from forecourt.commands.delivering import for_programs, screen_width
from forecourt.commands.desk import Desk
from forecourt.commands.figures import Wish, figure_options, show
from forecourt.commands.options import CannotRun, MonthArgument
from forecourt.kinds.programme import Programme
from forecourt.model.months import Month
from forecourt.rules.near import meant
from forecourt.tables.ledger_layout import DETAIL, ENTRIES, LAYOUTS
from forecourt.words.text import N_, Text, text

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "Every movement of money that the records tell: accrued, planned, contracted, invoiced, paid, claimed, "
    "granted, refused, expired, credited; with what is open in the manufacturer's funds. "
    "Exit status: 0; 1 when records have errors; 2 when there is no such fund."
)


@click.command("ledger", help=ABOUT)
@click.option("--fund", help=N_("Only this fund (its code, for example main)"))
@click.option("--month", type=MonthArgument(), help=N_("Only what belongs to this activity month"))
@figure_options(LAYOUTS, N_("Only this table (a CSV file holds one: ledger, unless named)"))
def command(wish: Wish, *, fund: str | None, month: Month | None) -> None:
    """Print or write the ledger."""
    show(wish, lambda desk: _written(desk, fund, month, wish))


def _refuse_fund(desk: Desk, fund: str | None, lang: str | None) -> None:
    funds = [one.name for programme in desk.loaded.records.of(Programme) for one in programme.funds]
    if fund is not None and fund not in funds:
        sentence = text(N_('There is no fund "{fund}". {hint}'), fund=fund, hint=_hint(fund, funds))
        raise CannotRun(sentence, lang)


def _hint(fund: str, funds: list[str]) -> Text:
    return meant(fund, funds) if funds else text(N_("No programme has a fund."))


def _written(desk: Desk, fund: str | None, month: Month | None, wish: Wish) -> bytes:
    _refuse_fund(desk, fund, wish.lang)
    # pandas takes 0.25 s to import, rich and XlsxWriter 0.05 s: only who gets figures pays for them.
    from forecourt.tables.ledger import Choice, ledger_tables

    wanted = wish.table or (ENTRIES.name if wish.format == "csv" else None)
    choice = Choice(fund=fund, month=month)
    found = ledger_tables(desk.loaded.records, desk.world.today, choice)
    tables = tuple(one for one in found if wanted in (None, one.layout.name))
    done = for_programs(
        wish.format,
        tables,
        month,
        wish.words,
        title=ENTRIES.title,
        this_month=Month.of(desk.world.today),
    )
    return _as_text(tables, wish) if done is None else done


def _as_text(tables: tuple["Table", ...], wish: Wish) -> bytes:
    from forecourt.tables.screen import as_text

    width = screen_width(wish.output)
    shown = tables if wish.records else tuple(table.without(*DETAIL) for table in tables)
    return as_text(shown, wish.words, width=width).encode() + b"\n"
