"""One printing process for all tests of a worker: to load WeasyPrint takes longer than to print a page."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType

import pytest

from forecourt.edge import pdf
from forecourt.edge.pdf import Job
from forecourt.edge.press import Press

fresh = pdf.printer


class _Kept(Press):  # type: ignore[type-arg] # a printer, whose outcome is pdf's own
    """Goes on after one has done with it, unless a sequence of things was left before its end."""

    is_whole = True

    def results(self, things: Sequence[Job]) -> Iterator[tuple[Job, object]]:
        self.is_whole = not things
        for number, (thing, found) in enumerate(super().results(things), start=1):
            # A process that the system ended works on nothing more.
            self.is_whole = number == len(things) and found is not None
            yield thing, found

    def __exit__(self, kind: type[BaseException] | None, error: object, at: TracebackType | None) -> None:
        if not self.is_whole:
            self.end()

    def end(self) -> None:
        super().__exit__(InterruptedError, None, None)
        self.process, self.line, self.is_whole = None, None, True


def _inherited() -> tuple[object, ...]:
    """What a printing process takes over from this one when it starts, and shows in what it prints."""
    return (*sys.path, *map(os.environ.get, ("LANG", "LANGUAGE", "LC_ALL", "PYTHONPATH")))


@contextmanager
def kept_printer() -> Iterator[None]:
    """Print on one process that goes on; where it would have started otherwise, on one of its own."""
    ours, usual = fresh(), _inherited()
    kept = _Kept(ours.load, ours.work)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "printer", lambda: kept if _inherited() == usual else fresh())
        yield
    kept.end()
