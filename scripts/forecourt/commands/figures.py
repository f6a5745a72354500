"""Commands that show figures: the options and the course that all of them share, once."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import update_wrapper
from pathlib import Path
from typing import Any, Final

import click
from msgspec import Struct

from forecourt.commands.delivering import ENDINGS, caution, deliver, refusal, refuse_screen
from forecourt.commands.desk import Desk, open_desk
from forecourt.commands.months import no_month
from forecourt.commands.options import CannotRun, lang_option, root_or_stop, today_option, words
from forecourt.commands.outputs import refuse_file
from forecourt.edge import clock, terminal
from forecourt.money.budget import NoMonthError
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

FORMATS: Final = ("text", "json", "csv", "xlsx")
HAS_ERRORS: Final = 1

Command = Callable[..., None]


class HasErrors(CannotRun):
    """Records have errors, so that figures over them would mislead; exit status 1."""

    exit_code = HAS_ERRORS


class Wish(Struct, frozen=True, kw_only=True):
    """What a reader of figures wants: format, file to write or None, one table or all (None), the records
    behind them too, figures although records have errors, language, and the day to take as today.
    """

    format: str
    output: Path | None
    table: str | None
    records: bool
    anyway: bool
    lang: str | None
    today: date | None

    @property
    def words(self) -> Words:
        """The reader's words."""
        return words(self.lang)


def figure_options(
    tables: Iterable[str], table_help: str, *, has_records: bool = True
) -> Callable[[Command], Command]:
    """Add the options of a command that shows figures, and give them to it as one Wish before all others.

    `tables` are the names that --table takes; `table_help` (catalogue source string) says which one a CSV
    file holds; `has_records`: whether the command can also show the records behind the figures.
    """
    options = (
        format_option,
        output_option,
        click.option("--table", type=click.Choice(tuple(tables)), help=table_help),
        *([records_option] if has_records else []),
        anyway_option,
        lang_option,
        today_option,
    )

    def decorate(command: Command) -> Command:
        def with_wish(**given: Any) -> None:
            command(Wish(**{name: given.pop(name, False) for name in Wish.__struct_fields__}), **given)

        update_wrapper(with_wish, command)
        for option in reversed(options):
            option(with_wish)
        return with_wish

    return decorate


format_option = click.option(
    "--format", type=click.Choice(FORMATS), default="text", help=N_("How to write the figures")
)
output_option = click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help=N_("Write to this file")
)
records_option = click.option("--records", is_flag=True, help=N_("Also show the records behind every figure"))
anyway_option = click.option("--anyway", is_flag=True, help=N_("Show figures although records have errors"))


def show(wish: Wish, make: Callable[[Desk], bytes]) -> None:
    """Print or write what `make` gives of the records."""
    root = root_to_write(wish)
    with figures_of(root, today=wish.today, anyway=wish.anyway, lang=wish.lang) as desk:
        deliver(make(desk), wish.output, wish.words, wish.lang)


def root_to_write(wish: Wish) -> Path:
    """The dealership; raises CannotRun for what cannot be written, which is better said before the work."""
    refuse_screen(wish.format, wish.output, wish.lang)
    root = root_or_stop(wish.lang)
    refuse_file(wish.output, ENDINGS[wish.format], root, wish.lang)
    return root


@contextmanager
def figures_of(root: Path, *, today: date | None, anyway: bool, lang: str | None) -> Iterator[Desk]:
    """The records that figures are made of; raises HasErrors when they have errors, unless `anyway`.

    Afterwards such figures are cautioned against, and the command ends with exit status 1. A month that
    nobody has planned is told as CannotRun.
    """
    desk = open_desk(root, today=today, clock=clock.today())
    if desk.errors and not anyway:
        raise HasErrors(refusal(desk.errors), lang)
    try:
        yield desk
    except NoMonthError as error:
        raise CannotRun(no_month(error, desk), lang) from None
    if desk.errors:
        terminal.note(words(lang).say(caution(desk.errors)))
        raise SystemExit(HAS_ERRORS)
