"""forecourt budget: a month's money and quotas as text, JSON, CSV or Excel (M2, M5, M6)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from forecourt.commands import delivering
from forecourt.commands.figures import HAS_ERRORS, HasErrors, Wish, figure_options, root_to_write, show
from forecourt.commands.options import CannotRun, MonthArgument
from forecourt.commands.what_if import Scenario, scenario
from forecourt.edge import terminal
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.accrual import missing_text
from forecourt.money.budget import budget, month_plan
from forecourt.sheets.names import Names
from forecourt.store.load import Loaded
from forecourt.tables.layout import LAYOUTS
from forecourt.tables.what_if_layout import NAMES
from forecourt.words.text import N_, Text, text

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "The month's money and quotas. With --with: as they would be if these branches were merged, one after "
    "another, into the branch that pull requests go to; Git merges in memory, nothing of yours changes. "
    "Exit status: 0; 1 when records have errors; 2 when it has no record, or a branch cannot be merged."
)
# Tables and columns that the plain view leaves out and --records shows.
DETAIL: Final = ("entries", "articles", "events")
DETAIL_COLUMNS: Final = ("records", "fund", "model")
MOST_ERRORS: Final = 20


@click.command("budget", help=ABOUT)
@click.argument("month", type=MonthArgument())
@figure_options(
    dict.fromkeys((*LAYOUTS, *NAMES)), N_("Only this table (a CSV file holds one: channels, unless named)")
)
@click.option("--with", "branches", multiple=True, help=N_("As if this branch were merged (may be repeated)"))
@click.option("--base", help=N_("With --with: merge into this branch (else the one pull requests go to)"))
def command(wish: Wish, *, month: Month, branches: tuple[str, ...], base: str | None) -> None:
    """Print or write the figures of `month`."""
    _refuse_table(wish, branches)
    if base and not branches:
        raise CannotRun(text(N_("--base says into what --with merges; name a branch with --with")), wish.lang)
    if not branches:
        show(wish, lambda desk: _written(desk.loaded, month, wish))
        return
    root = root_to_write(wish)
    _what_if(scenario(root, base, branches, today=wish.today, lang=wish.lang), month, wish)


def _what_if(found: Scenario, month: Month, wish: Wish) -> None:
    faults = found.faults()
    misleading = [one for one in faults if one.misleads]
    for fault in faults[:MOST_ERRORS]:
        terminal.note(wish.words.say(fault.told()))
    if misleading and not wish.anyway:
        raise HasErrors(_refusal_with(len(misleading)), wish.lang)
    delivering.deliver(_written_with(found, month, wish), wish.output, wish.words, wish.lang)
    for note in found.notes():
        terminal.note(wish.words.say(note))
    if misleading:
        terminal.note(wish.words.say(delivering.caution(len(misleading))))
    if faults:
        raise SystemExit(HAS_ERRORS)


def _written_with(found: Scenario, month: Month, wish: Wish) -> bytes:
    stands = found.stands(month, wish.lang)
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


def _refuse_table(wish: Wish, branches: tuple[str, ...]) -> None:
    if wish.table and wish.table not in (NAMES if branches else LAYOUTS):
        here = text(N_("The table {table} is not there with --with"), table=wish.table)
        there = text(N_("The table {table} is there only with --with"), table=wish.table)
        raise CannotRun(here if branches else there, wish.lang)


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
    data = _formatted(month, tables, wish)
    if wish.format == "text" and wish.table in (None, "accrual"):
        return data + "".join(f"{line}\n" for line in _why_dashes(records, month, wish)).encode()
    return data


def _why_dashes(records: Records, month: Month, wish: Wish) -> Iterator[str]:
    """Which figures are missing, so that a fund has a dash and the sums are too low by it."""
    missing = [line for line in budget(records, month).accrual if line.missing]
    if missing:
        yield ""
        yield from (wish.words.say(missing_text(line)) for line in missing)
        yield wish.words.say(N_("The sums are without it."))


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
