"""The command line: one group, whose commands are imported only when they are called."""

import importlib
import os
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import click

from forecourt.words.catalogue import DEFAULT_LANGUAGE, LANGUAGES, words_for
from forecourt.words.text import N_

# Command -> (module below forecourt.commands, one line of help).
COMMANDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "build": ("build", N_("Check, budget, portal and the three volumes of the current month")),
        "check": ("check", N_("Check records and print every finding")),
        "budget": ("budget", N_("The month's money and quotas")),
        "binder": ("binder", N_("The three volumes of a month as PDF")),
        "serve": ("serve", N_("Open the portal and show edits as they are made")),
        "new": ("new", N_("Write a blank record to start from")),
        "convert": ("convert", N_("Rewrite a GB18030 file as UTF-8")),
        "explain-code": ("explain_code", N_("The manual page of a finding code")),
        "hook": ("hook", N_("Check what is about to be committed (pre-commit)")),
        "test": ("test", N_("Run every test")),
        "bench": ("bench", N_("Measure speed and write the table of figures")),
    }
)


def language_of(environ: Mapping[str, str]) -> str:
    """The reader's language: FORECOURT_LANG (zh or en), else Chinese."""
    asked = environ.get("FORECOURT_LANG", "")[:2]
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


class Commands(click.Group):
    """Lists commands from the table and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"forecourt.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table as help, without importing any command."""
        words = words_for(language_of(os.environ))
        with formatter.section(words.gettext(N_("Commands"))):
            formatter.write_dl([(name, words.gettext(help)) for name, (_, help) in COMMANDS.items()])


@click.group(cls=Commands)
def group() -> None:
    """Forecourt."""


def main() -> None:
    """Entry point of the `forecourt` command."""
    for stream in (sys.stdout, sys.stderr):
        # A GBK console must not stop the program at a sign that it lacks.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    group(prog_name="forecourt")


if __name__ == "__main__":
    main()
