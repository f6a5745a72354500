"""The command line: one group, whose commands are imported only when they are called."""

import copy
import errno
import gettext
import importlib
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from types import MappingProxyType
from typing import Any, Final

import click

from forecourt.commands.options import CannotRun, cannot_use, language_of
from forecourt.edge import collector, terminal
from forecourt.model.version import VERSION
from forecourt.words.catalogue import CLICK, LOCALES, Words, words_for
from forecourt.words.text import N_, text

ABOUT: Final = N_("Forecourt: the marketing desk of a car dealership, kept in Git.")

# Command -> (module below forecourt.commands, one line of help).
COMMANDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "build": ("build", N_("Check, budget, portal and the three volumes of the current month")),
        "check": ("check", N_("Check records and print every finding")),
        "step": ("step", N_("Judge the steps that a branch takes, against its target branch")),
        "move": ("move", N_("Take one step of one record, correctly")),
        "next": ("next", N_("What may happen now, who must act, what is missing")),
        "doctor": ("doctor", N_("Prove that the procedures work for these people")),
        "budget": ("budget", N_("The month's money and quotas")),
        "ledger": ("ledger", N_("Every movement of money, and what is open in the funds")),
        "explain": ("explain", N_("Where a printed figure comes from, down to the lines of records")),
        "claims": ("claims", N_("Claims: what is awaited, what came back, what is lost soon")),
        "schedule": ("schedule", N_("The month's media schedule, a column for each day")),
        "import": ("import_", N_("Take an edited sheet or an export over into the records")),
        "effect": ("effect", N_("What the month's advertising brought: cost per visit, CPL, CPS")),
        "leads": ("leads", N_("Visits, calls and leads of a month, what ads changed, advice")),
        "platforms": ("platforms", N_("Platforms of a month: posts, answers in time, leads, orders")),
        "sem": ("sem", N_("Search-ad accounts of a month, reconciled, with what to look at")),
        "contacts": ("contacts", N_("Media contacts of a month, and the days since the last one with each")),
        "competitors": (
            "competitors",
            N_("What competitors ask and give, what changed, the gap to our cars"),
        ),
        "appraisal": ("appraisal", N_("Appraisals of a month: points of each item out of the records")),
        "selfscore": ("selfscore", N_("A month by the manufacturer's criteria, before posting")),
        "summary": ("summary", N_("The monthly summary: figures, charts, the manager's words, as PDF")),
        "settlement": ("settlement", N_("What each department pays for the material it took in a month")),
        "binder": ("binder", N_("The three volumes of a month as PDF")),
        "timeline": ("timeline", N_("How long records stood in their states, and what rots")),
        "serve": ("serve", N_("Open the portal and show edits as they are made")),
        "new": ("new", N_("Write a blank record to start from")),
        "convert": ("convert", N_("Rewrite a GB18030 file as UTF-8")),
        "explain-code": ("explain_code", N_("The manual page of a finding code")),
        "hook": ("hook", N_("Check what is about to be committed (pre-commit)")),
        "test": ("test", N_("Run every test")),
        "bench": ("bench", N_("Measure speed and write the table of figures")),
    }
)
# Every commit waits for it, and it leaves nothing behind.
AT_ONCE: Final = "hook"


class Commands(click.Group):
    """Lists commands from the table and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name in the reader's language, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, help = COMMANDS[cmd_name]
        with collector.paused(stays=True):
            command: click.Command = importlib.import_module(f"forecourt.commands.{module}").command
        return translated(command, help, words_for(language_of(os.environ)))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's own, but an unknown command is told with the one that was meant."""
        name = args[0]
        if name in COMMANDS or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        # Comparing words costs 4 ms to import, and only who mistyped pays for it.
        from difflib import get_close_matches

        words = words_for(language_of(os.environ))
        near = get_close_matches(name.casefold(), COMMANDS, n=1)
        unknown = text(N_('There is no command "{name}". '), name=name)
        meant = [text(N_('Did you mean "{near}"?'), near=near[0])] if near else []
        raise click.UsageError("".join(words.say(sentence) for sentence in (unknown, *meant)), ctx)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Options of the program itself, in the reader's language."""
        words = words_for(language_of(os.environ))
        return [_translated_option(parameter, words) for parameter in super().get_params(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the program is, in the reader's language."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(words_for(language_of(os.environ)).gettext(ABOUT))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table as help, without importing any command."""
        words = words_for(language_of(os.environ))
        with formatter.section(words.gettext("Commands")):
            formatter.write_dl([(name, words.gettext(help)) for name, (_, help) in COMMANDS.items()])


def translated(command: click.Command, help: str, words: Words) -> click.Command:
    """A copy of `command` whose help texts are in the language of `words`."""
    copied = copy.copy(command)
    copied.help = words.gettext(command.help or help)
    copied.callback = _guarded(command.callback)
    copied.params = [_translated_option(parameter, words) for parameter in command.params]
    return copied


def _guarded(callback: Callable[..., Any] | None) -> Callable[..., Any]:
    """The command, with one sentence instead of a traceback when a file or folder lets it down."""

    def guarded(*arguments: Any, **options: Any) -> Any:
        try:
            return callback(*arguments, **options) if callback is not None else None
        except OSError as error:
            # click itself ends quietly when nobody reads on; without a file's name it is no fault of a file.
            if error.errno == errno.EPIPE or error.filename is None:
                raise
            raise CannotRun(cannot_use(error), options.get("lang")) from None

    return guarded


def _translated_option(parameter: click.Parameter, words: Words) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    copied = copy.copy(parameter)
    copied.help = words.gettext(parameter.help)
    return copied


def _tell_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 click's own way
    if wanted:
        click.echo(f"forecourt {VERSION}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help=N_("Show the version and end"),
)
def group() -> None:
    """Forecourt."""


def main() -> None:
    """Entry point of the `forecourt` command."""
    for stream in (sys.stdout, sys.stderr):
        # A GBK console must not stop the program at a sign that it lacks.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    # click takes its own words ("Usage:", "No such option") from gettext's global domain.
    os.environ["LANGUAGE"] = language_of(os.environ)
    gettext.bindtextdomain(CLICK, str(LOCALES))
    gettext.textdomain(CLICK)
    at_once = sys.argv[1:2] == [AT_ONCE]
    try:
        with collector.paused(stays=True) if at_once else nullcontext():
            group(prog_name="./forecourt")
    except SystemExit as end:
        if at_once and isinstance(end.code, int):
            terminal.end_at_once(end.code)
        raise


if __name__ == "__main__":
    main()
