"""The one module that prints: results to standard output, what goes on meanwhile to standard error."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import click
from msgspec import Struct, field


def out(text: str, *, end: str = "\n") -> None:
    """Print a result to standard output."""
    click.echo(text + end, nl=False)


def out_bytes(data: bytes) -> None:
    """Write a binary result to standard output."""
    click.echo(data, nl=False)


def note(text: str) -> None:
    """Print something about the work itself to standard error."""
    click.echo(text, err=True)


def end_at_once(status: int) -> NoReturn:
    """End the process without taking apart all that it holds; nothing may be left to write or to wait for.

    Python takes a fifteenth of the hook's time for that.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def is_terminal() -> bool:
    """Whether a person watches standard error."""
    return sys.stderr.isatty()


Step = Callable[[int, int], None]


class Stages(Struct):
    """Shows the stages of a long work: a progress bar each on a terminal, a plain line each elsewhere.

    `seconds` holds how long each finished stage took, by name; `labels` what the reader calls it.
    """

    quiet: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, label: str, *, bar: bool = True) -> Iterator[Step]:
        """Run one stage; the yielded function reports (done, total).

        Without `bar`: lines only. A bar has a thread of its own, and a process with threads is not copied.
        """
        bar = bar and not self.quiet and is_terminal()
        started = time.perf_counter()
        self.labels[name] = label
        if not bar and not self.quiet and is_terminal():
            note(f"{label} …")
        with self._shown(label, bar=bar) as step:
            yield step
        self.seconds[name] = time.perf_counter() - started
        if not self.quiet and not bar:
            note(f"{label}  {self.seconds[name]:.1f} s")

    @contextmanager
    def _shown(self, label: str, *, bar: bool) -> Iterator[Step]:
        if not bar:
            yield _nothing
            return
        with _bar() as shown:
            task = shown.add_task(label, total=None)
            yield lambda done, total: shown.update(task, completed=done, total=total)
            shown.update(task, completed=1, total=1)


def _nothing(done: int, total: int) -> None:
    """Progress that nobody watches."""


def _bar() -> Any:
    # rich costs 40 ms to import, so only who sees a bar pays for it.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(finished_style="green"), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True))
