"""forecourt bench: measure speed side by side with peers and write the table of figures."""

import subprocess
import sys
from typing import Final

import click

from forecourt.commands.options import root_or_stop
from forecourt.words.text import N_

ABOUT: Final = N_(
    "Measure speed beside comparable programs and write the table of figures to build/. ARGUMENTS go to the "
    "measuring; --help after -- lists them."
)


@click.command("bench", help=ABOUT, context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run the benchmarks."""
    run = [sys.executable, "-m", "tests.benchmarks.run", *arguments]
    raise SystemExit(subprocess.run(run, cwd=root_or_stop(), check=False).returncode)
