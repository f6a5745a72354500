"""forecourt summary: the monthly summary as one document (A3, M2)."""

from datetime import date
from pathlib import Path
from typing import Any, Final

import click
from msgspec import Struct

from forecourt.binder.summary_page import summary_html
from forecourt.commands.binder import CannotPrint, reason, unavailable
from forecourt.commands.delivering import deliver
from forecourt.commands.desk import Desk
from forecourt.commands.figures import anyway_option, figures_of, output_option
from forecourt.commands.options import (
    CannotRun,
    MonthArgument,
    lang_option,
    root_or_stop,
    today_option,
    words,
)
from forecourt.commands.outputs import refuse_file
from forecourt.commands.volumes import UnprintableError, edition_of, made_at, print_document, stamp
from forecourt.edge import pdf
from forecourt.model.months import Month
from forecourt.money.summary import summary
from forecourt.tables.display import Display
from forecourt.tables.summary import Told
from forecourt.tables.summary_text import as_json, as_text
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

ABOUT: Final = N_(
    "The monthly summary as PDF: figures against plan and the two months before, charts with their tables, "
    "and the manager's own words from the month's record. The portal shows the same, the volumes bind it in. "
    "Exit status: 0; 1 when records have errors or cannot be printed; 2 when the month has no record or "
    "Pango is missing."
)
FORMATS: Final = ("pdf", "text", "json")
ENDINGS: Final = {"pdf": ".pdf", "text": ".txt", "json": ".json"}


class Wish(Struct, frozen=True, kw_only=True):
    """What the reader wants: month, format, file to write or None, words."""

    month: Month
    format: str
    output: Path | None
    words: Words


@click.command("summary", help=ABOUT)
@click.argument("month", type=MonthArgument())
@click.option(
    "--format", type=click.Choice(FORMATS), default="pdf", help=N_("How to write the monthly summary")
)
@output_option
@anyway_option
@lang_option
@today_option
def command(*, anyway: bool, lang: str | None, today: date | None, **wishes: Any) -> None:
    """Write the summary of a month."""
    wish = Wish(words=words(lang), **wishes)
    root = root_or_stop(lang)
    refuse_file(wish.output, ENDINGS[wish.format], root, lang)
    with figures_of(root, today=today, anyway=anyway, lang=lang) as desk:
        deliver(_written(desk, wish, lang), wish.output or _usual(desk, wish), wish.words, lang)


def _usual(desk: Desk, wish: Wish) -> Path | None:
    """Where a PDF goes that nobody named a file for; text goes to the screen."""
    return summary_file(desk.root, wish.month) if wish.format == "pdf" else None


def summary_file(root: Path, month: Month) -> Path:
    """Where the summary of a month lies unless the reader names another file."""
    return root / "build" / "summaries" / f"{month}.pdf"


def summary_pdf(desk: Desk, month: Month, words: Words) -> bytes:
    """The summary of `month` as PDF.

    Raises NoMonthError, pdf.BinderUnavailable, UnprintableError, pdf.RenderingError.
    """
    edition = edition_of(desk, month, words)
    page = summary_html(edition, made_at=stamp(made_at(desk.root, month)))
    return print_document(desk.root, f"summary-{month}", page).pdf


def _written(desk: Desk, wish: Wish, lang: str | None) -> bytes:
    records = desk.world.records
    if wish.format == "pdf":
        return _printed(desk, wish, lang)
    found = summary(records, wish.month)
    told = Told(found, records, Display(wish.words, records))
    return (as_json(found) if wish.format == "json" else as_text(told)).encode() + b"\n"


def _printed(desk: Desk, wish: Wish, lang: str | None) -> bytes:
    try:
        return summary_pdf(desk, wish.month, wish.words)
    except pdf.BinderUnavailable as error:
        raise CannotRun(unavailable(error), lang) from None
    except (UnprintableError, pdf.RenderingError) as error:
        raise CannotPrint(reason(error, desk), lang) from None
