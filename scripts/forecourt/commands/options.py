"""Options that several commands share, and the ways in which a command could not run (exit status 2)."""

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from forecourt.edge.files import find_root
from forecourt.model.limits import FIRST_YEAR, LAST_YEAR
from forecourt.model.money import narrow
from forecourt.model.months import Month
from forecourt.store.faults import reason_of
from forecourt.words.catalogue import DEFAULT_LANGUAGE, LANGUAGES, Words, words_for
from forecourt.words.text import N_, Text, text

Function = TypeVar("Function", bound=Callable[..., Any])

COULD_NOT_RUN: Final = 2


class CannotRun(click.ClickException):
    """A command could not do its work: says why in the reader's language, exit status 2."""

    exit_code = COULD_NOT_RUN

    def __init__(self, sentence: Text, lang: str | None = None) -> None:
        super().__init__(words(lang).say(sentence))


class DayOption(click.ParamType[date]):
    """A day on the command line, as 2026-11-01."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or click's own usage error."""
        try:
            day = value if isinstance(value, date) else date.fromisoformat(narrow(value))
        except ValueError:
            day = None
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            sentence = text(N_('"{value}" is not a day; write it like 2026-11-01'), value=value)
            self.fail(words(None).say(sentence), param, ctx)
        return day


class MonthArgument(click.ParamType[Month]):
    """A month on the command line, as 2026-11 (full-width digits too)."""

    name = "MONTH"

    def convert(self, value: str | Month, param: click.Parameter | None, ctx: click.Context | None) -> Month:
        """The month, or click's own usage error."""
        try:
            return value if isinstance(value, Month) else Month.parse(narrow(value))
        except ValueError:
            sentence = text(N_('"{value}" is not a month; write it like 2026-11'), value=value)
            self.fail(words(None).say(sentence), param, ctx)


def cannot_use(error: OSError) -> Text:
    """What a file or folder refused, and why."""
    path = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(error.filename)
    return text(N_("Cannot read or write {path}: {reason}"), path=path, reason=Text(reason_of(error)))


def language_of(environ: Mapping[str, str]) -> str:
    """The reader's language: FORECOURT_LANG (zh or en), else Chinese."""
    asked = environ.get("FORECOURT_LANG", "")[:2]
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def words(lang: str | None) -> Words:
    """The words of `lang`, or of the environment's language when it is None."""
    return words_for(lang or language_of(os.environ))


def lang_option(function: Function) -> Function:
    """Add --lang to a command."""
    return click.option("--lang", type=click.Choice(LANGUAGES), help=N_("Language of what is printed"))(
        function
    )


def today_option(function: Function) -> Function:
    """Add --today to a command."""
    help = N_("Take this day as today (else the day that the dealership record pins, else the calendar)")
    return click.option("--today", type=DayOption(), help=help)(function)


def root_or_stop(lang: str | None = None, start: Path | None = None) -> Path:
    """The dealership that the current folder lies in; raises CannotRun when there is none."""
    root = find_root((start or Path.cwd()).resolve())
    if root is None:
        raise CannotRun(
            text(N_("No dealership here: neither this folder nor one above it has content/ and plans/")), lang
        )
    return root
