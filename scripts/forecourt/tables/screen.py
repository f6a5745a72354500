"""A month's tables as text: ruled and coloured on a terminal, plain aligned lines anywhere else."""

from io import StringIO
from typing import Any, Final

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text as Styled

from forecourt.model.money import format_yuan
from forecourt.tables.cells import COUNTS, DASH, MONEY, percent, words_of
from forecourt.tables.frames import Table
from forecourt.tables.layout import Column, Holds
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

TOTAL: Final = N_("Total")
UNIT: Final = N_("Amounts in yuan")
STYLES: Final = {"exceeded": "bold red", "exceeds": "bold red", "used_up": "yellow"}
NUMBERS: Final = COUNTS | MONEY | {Holds.PERCENT}
# Wider than any table: plain lines are for other programs and are never folded.
ENDLESS: Final = 2_000


def as_text(tables: tuple[Table, ...], words: Words, *, width: int | None) -> str:
    """The tables below each other, `width` characters wide with rules and colours; plain when it is None."""
    target = StringIO()
    ruled = width is not None
    console = Console(
        file=target,
        width=width or ENDLESS,
        force_terminal=ruled,
        color_system="standard" if ruled else None,
        legacy_windows=False,
    )
    if any(column.holds in MONEY for table in tables for column in table.layout.columns):
        console.print(Styled(words.gettext(UNIT), style="dim"))
    for table in tables:
        console.print()
        console.print(Styled(words.gettext(table.layout.title), style="bold"))
        console.print(_grid(table, words, ruled=ruled))
    lines = (line.rstrip() for line in target.getvalue().splitlines())
    return "\n".join(lines).strip("\n")


def _grid(table: Table, words: Words, *, ruled: bool) -> Grid:
    total = table.total()
    rows = list(table.rows())
    show_footer = bool(rows and total)
    grid = Grid(box=box.ROUNDED if ruled else None, show_footer=show_footer, pad_edge=ruled)
    for place, column in enumerate(table.layout.columns):
        footer = _cell(column, total.get(column.name), words) if column.name in total else Styled("")
        grid.add_column(
            Styled(words.say(column.label)),
            Styled(words.gettext(TOTAL)) if place == 0 else footer,
            justify="right" if column.holds in NUMBERS else "left",
            # Half a number is a wrong number: text folds, numbers keep to one line or show that they are cut.
            no_wrap=column.holds in NUMBERS,
            overflow="ellipsis" if column.holds in NUMBERS else "fold",
        )
    for row in rows:
        cells = zip(table.layout.columns, row, strict=True)
        grid.add_row(*(_cell(column, value, words, ruled=ruled) for column, value in cells))
    return grid


def _cell(column: Column, value: Any, words: Words, *, ruled: bool = False) -> Styled:
    """A cell; Styled, because text from a record must not be read as rich's markup."""
    if value is None or value == "":
        return Styled(DASH)
    if column.holds in MONEY:
        return Styled(format_yuan(value), style="red" if value < 0 else "")
    if column.holds is Holds.PERCENT:
        return Styled(f"{percent(value)} %")
    if column.holds in COUNTS:
        return Styled(f"{value:,}")
    if column.holds is Holds.IDS and ruled:
        return Styled(value.replace(" ", "\n"))
    return Styled(words_of(column, value, words), style=STYLES.get(value, ""))
