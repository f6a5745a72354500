"""Work side by side in copies of a process that has loaded what takes long to load and did nothing else."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any, Final, Generic, NoReturn, Self, TypeVar

from forecourt.edge.copies import Copy, LostError

T = TypeVar("T")
R = TypeVar("R")

# One more at once than there are processors: three pieces of one length on two processors would else leave
# one idle while the last is done.
AT_ONCE: Final = (os.cpu_count() or 1) + 1


class Press(Generic[T, R]):
    """A process that calls `load` once it is started, and then copies itself for each thing to `work` on.

    Both are functions of a module. Starting it takes no time here, so start it as soon as there may be work.
    """

    def __init__(self, load: Callable[[], object], work: Callable[[T], R]) -> None:
        self.load = load
        self.work = work
        self.process: SpawnProcess | None = None
        self.line: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        if self.line is not None and self.process is not None:
            self.line.close()
            if kind is not None:
                self.process.terminate()
            self.process.join()

    def start(self) -> None:
        """Begin to load, if that has not begun."""
        if self.process is None:
            # A copy of ourselves may have loaded already what must not be loaded yet.
            context = multiprocessing.get_context("spawn")
            self.line, theirs = context.Pipe()
            self.process = context.Process(target=_serve, args=(theirs, self.load, self.work))
            # Ctrl-C is ours to hear: a process that it meets while it starts complains to the reader.
            with _held_back(signal.SIGINT):
                self.process.start()
            theirs.close()

    def results(self, things: Sequence[T]) -> Iterator[tuple[T, R | None]]:
        """Every thing with what came of it, as they are done; None where its process ended before.

        Raises what the work raised. A press works through one sequence after another, each to its end.
        """
        self.start()
        waiting = dict(enumerate(things))
        try:
            self._line.send(list(things))
            while waiting:
                number, gave, error = self._line.recv()
                if error is not None and not isinstance(error, LostError):
                    raise error
                yield waiting.pop(number), gave
        except (EOFError, ConnectionError):
            # Most likely the system ended it for want of memory.
            yield from ((thing, None) for thing in waiting.values())

    @property
    def _line(self) -> Connection:
        assert self.line is not None  # noqa: S101 the press has been started
        return self.line


def _serve(line: Connection, load: Callable[[], object], work: Callable[[Any], Any]) -> None:
    load()
    signal.signal(signal.SIGTERM, _end_with_copies)
    try:
        while True:
            for number, gave, error in _side_by_side(line.recv(), work):
                line.send((number, gave, error))
    except (EOFError, ConnectionError):
        return  # nobody wants it any more


def _side_by_side(
    things: Sequence[Any], work: Callable[[Any], Any]
) -> Iterator[tuple[int, Any, Exception | None]]:
    """The place of each thing with what its copy told, as they are done."""
    waiting = deque(enumerate(things))
    running: dict[object, tuple[int, Copy[Any]]] = {}
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            number, thing = waiting.popleft()
            # A copy that is ended while it begins complains to the reader as well.
            with _held_back(signal.SIGTERM):
                copy = Copy(partial(_endable, work, thing))
            running[copy.line] = number, copy
        for ready in wait([copy.line for _, copy in running.values()]):
            number, copy = running.pop(ready)
            yield number, *copy.told()


def _end_with_copies(*_: object) -> NoReturn:
    """Whoever ends this process ends its copies with it.

    At once: an exception that began in the middle of anything would be told to the reader, or lost.
    """
    for copy in multiprocessing.active_children():
        copy.terminate()
    os._exit(1)


def _endable(work: Callable[[Any], Any], thing: Any) -> Any:
    """The work, in a copy that ends at once when it is told to."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    return work(thing)


@contextmanager
def _held_back(kind: signal.Signals) -> Iterator[None]:
    """Signals of the kind wait until the block has ended; in a process that it starts, longer."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {kind})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
