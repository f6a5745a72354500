"""forecourt claims: what is claimed, how long it takes, what comes back and what will be lost (M2, A3)."""

from typing import TYPE_CHECKING, Final

import click

from forecourt.commands.delivering import for_programs, screen_width
from forecourt.commands.desk import Desk
from forecourt.commands.figures import Wish, figure_options, show
from forecourt.commands.options import MonthArgument
from forecourt.model.months import Month
from forecourt.money.claims_risk import SOON
from forecourt.tables.claims_layout import CLAIMS, DETAIL, DETAIL_COLUMNS, LAYOUTS
from forecourt.words.text import N_

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "Claims on the manufacturer: what is awaited and for how long, how much of what was paid came back, "
    "which money is lost soon, and until when each fund pays. With a month: the claims of that activity "
    "month; risk and countdown are always of all. Exit status: 0; 1 when records have errors."
)


days_option = click.option(
    "--days",
    type=click.IntRange(min=0, max=3660),
    default=SOON,
    show_default=True,
    help=N_("What is lost within so many days is at risk"),
)


@click.command("claims", help=ABOUT)
@click.argument("month", type=MonthArgument(), required=False)
@days_option
@figure_options(LAYOUTS, N_("Only this table (a CSV file holds one: claims, unless named)"))
def command(wish: Wish, *, month: Month | None, days: int) -> None:
    """Print or write the claims."""
    show(wish, lambda desk: _written(desk, month, days, wish))


def _written(desk: Desk, month: Month | None, days: int, wish: Wish) -> bytes:
    # pandas takes 0.25 s to import, rich and XlsxWriter 0.05 s: only who gets figures pays for them.
    from forecourt.tables.claims import claim_tables

    wanted = wish.table or (CLAIMS.name if wish.format == "csv" else None)
    found = claim_tables(desk.loaded.records, desk.world.today, month=month, within=days)
    tables = tuple(one for one in found if wanted in (None, one.layout.name))
    done = for_programs(
        wish.format, tables, month, wish.words, title=CLAIMS.title, this_month=Month.of(desk.world.today)
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
