"""How commands hand over figures, on screen or into a file, and what they say when records have errors."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from forecourt.commands.options import CannotRun
from forecourt.edge import files, terminal
from forecourt.model.months import Month
from forecourt.store.faults import reason_of
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

# Formats that are for programs with windows, not for a terminal.
FILES: Final = ("csv", "xlsx")
ENDINGS: Final = {"text": ".txt", "json": ".json", "csv": ".csv", "xlsx": ".xlsx"}


def on_screen() -> bool:
    """Whether a person reads what is written to standard output."""
    return sys.stdout.isatty()


def refuse_screen(format: str, output: Path | None, lang: str | None) -> None:
    """Raise CannotRun for a file for Excel on a screen: better said before the work than after it."""
    if format in FILES and output is None and on_screen():
        raise CannotRun(text(N_("Name the file to write with --output")), lang)


def deliver(data: bytes, output: Path | None, words: Words, lang: str | None) -> None:
    """Write to `output`, else to standard output; raises CannotRun when the file cannot be written."""
    if output is None:
        terminal.out_bytes(data)
        return
    try:
        files.write_whole(output, data)
    except OSError as error:
        reason = Text(reason_of(error))
        raise CannotRun(
            text(N_("Cannot write {path}: {reason}"), path=str(output), reason=reason), lang
        ) from None
    terminal.note(words.say(text(N_("Written: {path}"), path=str(output))))


def screen_width(output: Path | None) -> int | None:
    """The columns of the terminal that a person reads on; None for a file or a pipe."""
    return shutil.get_terminal_size().columns if output is None and on_screen() else None


def for_programs(
    format: str,
    tables: tuple["Table", ...],
    month: Month | None,
    words: Words,
    *,
    title: str = "",
    this_month: Month | None = None,
) -> bytes | None:
    """The tables as JSON, CSV (the first one) or a workbook; None for text, which each command lays out.

    `title` (catalogue source string) stands above the workbook of `month`, or of `this_month` when the
    tables are of no single one.
    """
    # pandas takes 0.25 s to import, rich and XlsxWriter 0.05 s: only who gets figures pays for them.
    if format == "json":
        from forecourt.tables.envelope import as_json

        return as_json(month, tables).encode() + b"\n"
    if format == "csv":
        from forecourt.tables.commas import as_csv

        return as_csv(tables[0], words)
    named = month or this_month
    if format == "xlsx" and named is not None:
        from forecourt.tables.workbook import as_xlsx

        return as_xlsx(named, tables, words, title=title) if title else as_xlsx(named, tables, words)
    return None


def refusal(errors: int) -> Text:
    """Why no figures are shown."""
    return text(
        N_(
            "The records have errors ({count}); figures over them would mislead. "
            "See them with: ./forecourt check. To see the figures all the same, add --anyway."
        ),
        count=errors,
    )


def caution(errors: int) -> Text:
    """What to think of figures that are shown all the same."""
    return text(N_("Caution: the records have errors ({count}); these figures may be wrong."), count=errors)
