"""forecourt bench: measure speed side by side with peers and write the table of figures."""

import subprocess
import sys

import click

from forecourt.commands.options import root_or_stop


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run the benchmarks; help stands in the table of commands."""
    run = [sys.executable, "-m", "tests.benchmarks.run", *arguments]
    raise SystemExit(subprocess.run(run, cwd=root_or_stop(), check=False).returncode)
