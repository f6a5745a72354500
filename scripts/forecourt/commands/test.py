"""forecourt test: the style and type checks, then every test."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import click

from forecourt.commands.options import root_or_stop
from forecourt.edge import terminal
from forecourt.words.text import N_

# Quick ones first, so that a slip shows within seconds.
CHECKS: Final = (
    ("ruff", "check", "--quiet", "."),
    ("ruff", "format", "--check", "--quiet", "."),
    ("forecourt.cli", "check"),
)
# Half a minute of one processor the first time, so it goes on beside the tests.
TYPES: Final = ("mypy", "--no-error-summary")


def run_checks(root: Path) -> int:
    """Run the static checks in `root`; returns the first exit status that is not 0."""
    for check in CHECKS:
        terminal.note("$ " + " ".join(check))
        status = subprocess.run([sys.executable, "-m", *check], cwd=root, check=False).returncode
        if status:
            return status
    return 0


def run_all(root: Path) -> int:
    """Run the static checks in `root`, then every test; returns the first exit status that is not 0.

    What the types are is told after the tests.
    """
    if status := run_checks(root):
        return status
    terminal.note("$ " + " ".join(TYPES))
    command = [sys.executable, "-m", *TYPES]
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as types:
        status = run_tests(root, ())
        said, _ = types.communicate()
    if types.returncode:
        terminal.note(f"$ {' '.join(TYPES)}\n{said.rstrip()}")
    return status or types.returncode


def run_tests(root: Path, arguments: tuple[str, ...]) -> int:
    """Run pytest in `root` on all processors; returns its exit status."""
    # One more than processors: a quarter of the time a worker waits for a browser, Git or a printing process.
    workers = str((os.cpu_count() or 1) + 1)
    command = [sys.executable, "-m", "pytest", "-n", workers, *arguments]
    return subprocess.run(command, cwd=root, check=False).returncode


ABOUT: Final = N_(
    "Check style and types, then run every test. ARGUMENTS (files, -k words) go to pytest and leave the "
    "checks out. Exit status: 0; 1 when something fails; 2 when it could not run."
)


@click.command("test", help=ABOUT, context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Check style and types, then run pytest."""
    root = root_or_stop()
    # With arguments a person wants those tests only, at once.
    raise SystemExit(run_tests(root, arguments) if arguments else run_all(root))
