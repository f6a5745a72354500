"""forecourt budget: a month's money and quotas as text, JSON, CSV or Excel (M2, M5, M6)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from forecourt.commands import delivering
from forecourt.commands.desk import open_desk
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
from forecourt.commands.what_if import Scenario, scenario
from forecourt.edge import clock, terminal
from forecourt.model.months import Month
from forecourt.money.budget import NoMonthError, month_plan
from forecourt.sheets.names import Names
from forecourt.store.load import Loaded
from forecourt.tables.layout import LAYOUTS
from forecourt.tables.what_if_layout import NAMES
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "The month's money and quotas. With --with: as they would be if these branches were merged, one after "
    "another, into the branch that pull requests go to; Git merges in memory, nothing of yours changes. "
    "Exit status: 0; 1 when records have errors; 2 when it has no record, or a branch cannot be merged."
)
FORMATS: Final = ("text", "json", "csv", "xlsx")
# Tables and columns that the plain view leaves out and --records shows.
DETAIL: Final = ("entries", "articles", "events")
DETAIL_COLUMNS: Final = ("records", "fund", "model")
HAS_ERRORS: Final = 1
MOST_ERRORS: Final = 20


class HasErrors(CannotRun):
    """Records have errors, so that figures over them would mislead; exit status 1."""

    exit_code = HAS_ERRORS


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How the reader wants the figures: format, file to write or None, one table or all, details, words."""

    format: str
    output: Path | None
    table: str | None
    records: bool
    words: Words


@click.command("budget", help=ABOUT)
@click.argument("month", type=MonthArgument())
@click.option("--format", type=click.Choice(FORMATS), default="text", help=N_("How to write the figures"))
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help=N_("Write to this file"))
@click.option(
    "--table",
    type=click.Choice(tuple(dict.fromkeys((*LAYOUTS, *NAMES)))),
    help=N_("Only this table (a CSV file holds one: channels, unless named)"),
)
@click.option("--records", is_flag=True, help=N_("Also show the records behind every figure"))
@click.option("--anyway", is_flag=True, help=N_("Show figures although records have errors"))
@click.option("--with", "branches", multiple=True, help=N_("As if this branch were merged (may be repeated)"))
@click.option("--base", help=N_("With --with: merge into this branch (else the one pull requests go to)"))
@lang_option
@today_option
def command(
    *,
    month: Month,
    anyway: bool,
    branches: tuple[str, ...],
    base: str | None,
    lang: str | None,
    today: date | None,
    **wishes: Any,
) -> None:
    """Print or write the figures of `month`."""
    wish = Wish(words=words(lang), **wishes)
    delivering.refuse_screen(wish.format, wish.output, lang)
    _refuse_table(wish, branches, lang)
    if base and not branches:
        raise CannotRun(text(N_("--base says into what --with merges; name a branch with --with")), lang)
    root = root_or_stop(lang)
    refuse_file(wish.output, delivering.ENDINGS[wish.format], root, lang)
    if branches:
        found = scenario(root, base, branches, today=today, lang=lang)
        _what_if(found, month, wish, anyway=anyway, lang=lang)
        return
    desk = open_desk(root, today=today, clock=clock.today())
    if desk.errors and not anyway:
        raise HasErrors(delivering.refusal(desk.errors), lang)
    try:
        delivering.deliver(_written(desk.loaded, month, wish), wish.output, wish.words, lang)
    except NoMonthError as error:
        raise CannotRun(no_month(error, desk), lang) from None
    if desk.errors:
        terminal.note(wish.words.say(delivering.caution(desk.errors)))
        raise SystemExit(HAS_ERRORS)


def _what_if(found: Scenario, month: Month, wish: Wish, *, anyway: bool, lang: str | None) -> None:
    faults = found.faults()
    misleading = [one for one in faults if one.misleads]
    for fault in faults[:MOST_ERRORS]:
        terminal.note(wish.words.say(fault.told()))
    if misleading and not anyway:
        raise HasErrors(_refusal_with(len(misleading)), lang)
    delivering.deliver(_written_with(found, month, wish, lang), wish.output, wish.words, lang)
    for note in found.notes():
        terminal.note(wish.words.say(note))
    if misleading:
        terminal.note(wish.words.say(delivering.caution(len(misleading))))
    if faults:
        raise SystemExit(HAS_ERRORS)


def _written_with(found: Scenario, month: Month, wish: Wish, lang: str | None) -> bytes:
    stands = found.stands(month, lang)
    from forecourt.tables.what_if import moves_nothing, moving, what_if_tables

    tables = what_if_tables(stands)
    nothing = moves_nothing(tables)
    if wish.format == "text" and not wish.records and not wish.table:
        tables = tuple(one for one in map(moving, tables) if len(one.frame))
    data = _formatted(month, _wanted(tables, wish), wish)
    if wish.format != "text":
        return data
    lead = wish.words.say(found.lead(month))
    stays = [wish.words.say(N_("No figure of the month moves."))] if nothing else []
    return "\n".join([lead, *stays, ""]).encode() + data


def _refuse_table(wish: Wish, branches: tuple[str, ...], lang: str | None) -> None:
    if wish.table and wish.table not in (NAMES if branches else LAYOUTS):
        here = text(N_("The table {table} is not there with --with"), table=wish.table)
        there = text(N_("The table {table} is there only with --with"), table=wish.table)
        raise CannotRun(here if branches else there, lang)


def _written(loaded: Loaded, month: Month, wish: Wish) -> bytes:
    records = loaded.records
    plan = month_plan(records, month)
    # pandas takes 0.25 s to import, rich and XlsxWriter 0.05 s: only who gets figures pays for them.
    from forecourt.tables.frames import month_tables

    tables = _wanted(month_tables(records, month), wish)
    if wish.format == "xlsx" and wish.table is None and plan.path in loaded.sources:
        from forecourt.sheets.editable import budget_sheet
        from forecourt.tables.workbook import as_xlsx

        editable = budget_sheet(plan, Names(records=records), loaded.sources)
        return as_xlsx(month, tables, wish.words, editable=editable)
    return _formatted(month, tables, wish)


def _wanted(tables: tuple["Table", ...], wish: Wish) -> tuple["Table", ...]:
    """The one table that is named (a CSV file holds one), else all."""
    wanted = wish.table or ("channels" if wish.format == "csv" else None)
    return tuple(table for table in tables if wanted in (None, table.layout.name))


def _formatted(month: Month, tables: tuple["Table", ...], wish: Wish) -> bytes:
    done = delivering.for_programs(wish.format, tables, month, wish.words)
    return _as_text(tables, wish) if done is None else done


def _as_text(tables: tuple["Table", ...], wish: Wish) -> bytes:
    from forecourt.tables.screen import as_text

    shown = tables
    if not wish.records:
        kept = (table for table in tables if wish.table or table.layout.name not in DETAIL)
        shown = tuple(table.without(*DETAIL_COLUMNS) for table in kept)
    width = delivering.screen_width(wish.output)
    return as_text(shown, wish.words, width=width).encode() + b"\n"


def _refusal_with(errors: int) -> Text:
    return text(
        N_(
            "With these branches the records have errors ({count}); figures over them would mislead. "
            "To see the figures all the same, add --anyway."
        ),
        count=errors,
    )
