"""Commands that show the tables of one month: what they share, once."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

import click
from msgspec import Struct

from forecourt.commands.delivering import for_programs, screen_width
from forecourt.commands.desk import Desk
from forecourt.commands.figures import Wish, figure_options, show
from forecourt.commands.options import MonthArgument
from forecourt.model.months import Month
from forecourt.tables.layout import Layout
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

Tables = Callable[[Desk, Month, Words], tuple["Table", ...]]
# The plain view leaves ids out; --records shows them.
RECORDS: Final = "records"


class Report(Struct, frozen=True, kw_only=True):
    """The tables of a month: the command's name and help, the layouts, which one a CSV file holds, what the
    plain view leaves out, the sentence for a month without a row ({month} in it), what makes them, and the
    sentence that closes the plain view of all of them (None: there is none).
    """

    name: str
    about: str
    layouts: Mapping[str, Layout]
    first: Layout
    hidden: tuple[str, ...]
    nothing: str
    tables: Tables
    closing: Callable[[Desk, Month], Text] | None = None


def month_command(report: Report) -> click.Command:
    """The command that prints or writes `report`; exit status 0, 1 when records have errors."""

    @click.command(report.name, help=report.about)
    @click.argument("month", type=MonthArgument())
    @figure_options(
        report.layouts,
        N_("Only this table (a CSV file holds one: the first that is named here, unless named)"),
    )
    def command(wish: Wish, *, month: Month) -> None:
        """Print or write the tables of `month`."""
        show(wish, lambda desk: _written(report, desk, month, wish))

    return command


def _written(report: Report, desk: Desk, month: Month, wish: Wish) -> bytes:
    wanted = wish.table or (report.first.name if wish.format == "csv" else None)
    every = report.tables(desk, month, wish.words)
    tables = tuple(one for one in every if wanted in (None, one.layout.name))
    done = for_programs(wish.format, tables, month, wish.words, title=report.first.title)
    if done is not None:
        return done
    shown = _as_text(report, tables, month, wish)
    if report.closing is not None and not wish.table and any(len(table.frame) for table in tables):
        shown += f"\n{wish.words.say(report.closing(desk, month))}\n".encode()
    return shown


def _as_text(report: Report, tables: tuple["Table", ...], month: Month, wish: Wish) -> bytes:
    # rich takes 0.05 s to import.
    from forecourt.tables.screen import as_text

    filled = tuple(table for table in tables if wish.table or len(table.frame))
    if not filled:
        return wish.words.say(text(report.nothing, month=str(month))).encode() + b"\n"
    shown = filled if wish.records else tuple(table.without(*report.hidden) for table in filled)
    return as_text(shown, wish.words, width=screen_width(wish.output)).encode() + b"\n"
