"""forecourt explain-code: the manual page of a finding code, or the list of all codes."""

import difflib
import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

import click

import forecourt.checking
import forecourt.doctor
import forecourt.intake
import forecourt.reading
import forecourt.rules
import forecourt.sheets
import forecourt.steps
import forecourt.store
from forecourt.commands.options import CannotRun, lang_option, words
from forecourt.edge import terminal
from forecourt.model.codes import Code, all_codes
from forecourt.report.report import SEVERITIES
from forecourt.rules.near import listed
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

ABOUT: Final = N_("The manual page of a finding code, for example SH03; without CODE, all codes.")
# The rooms whose modules declare finding codes.
_ROOMS: Final = (
    forecourt.reading,
    forecourt.store,
    forecourt.rules,
    forecourt.steps,
    forecourt.checking,
    forecourt.doctor,
    forecourt.sheets,
    forecourt.intake,
)


@click.command("explain-code", help=ABOUT)
@click.argument("code", required=False)
@lang_option
def command(*, code: str | None, lang: str | None) -> None:
    """Print one manual page or the list."""
    codes = {known.id: known for known in every_code()}
    spoken = words(lang)
    if code is None:
        terminal.out("\n".join(_line(known, spoken) for known in codes.values()))
        return
    # As people copy and type it: in small or full-width letters, with a blank or a hyphen.
    wanted = re.sub("[^A-Z0-9]", "", unicodedata.normalize("NFKC", code).upper())
    if wanted in codes:
        terminal.out(page(codes[wanted], spoken))
    else:
        raise CannotRun(_unknown(code, _near(wanted, codes)), lang)


def _near(wanted: str, codes: Iterable[str]) -> list[str]:
    """Codes that may be meant: spelt much the same, else of the same family."""
    close = difflib.get_close_matches(wanted, list(codes), n=3)
    return close or listed(code for code in codes if wanted and code.startswith(wanted[:2]))


def _unknown(code: str, near: list[str]) -> Text:
    if near:
        return text(N_('There is no finding code "{code}". Near ones: {near}'), code=code, near=near)
    return text(N_('There is no finding code "{code}". See all with: ./forecourt explain-code'), code=code)


def every_code() -> tuple[Code, ...]:
    """All finding codes, in order; imports every module that declares one."""
    for room in _ROOMS:
        for module in pkgutil.iter_modules(room.__path__, room.__name__ + "."):
            importlib.import_module(module.name)
    return all_codes()


def page(code: Code, spoken: Words) -> str:
    """The manual page of a code."""
    return f"{code.id} · {spoken.say(SEVERITIES[code.severity])}\n\n{spoken.say(code.manual)}"


def _line(code: Code, spoken: Words) -> str:
    title = " ".join(spoken.say(code.manual).partition("\n\n")[0].splitlines())
    return f"{code.id}  {spoken.say(SEVERITIES[code.severity])}  {title}"
