"""forecourt explain-code: the manual page of a finding code, or the list of all codes."""

import difflib
import importlib
import pkgutil
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
    elif code.upper() in codes:
        terminal.out(page(codes[code.upper()], spoken))
    else:
        near = difflib.get_close_matches(code.upper(), list(codes), n=3)
        raise CannotRun(_unknown(code, near), lang)


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
