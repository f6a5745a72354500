"""A copy of this process that does one piece of work and tells through a pipe what came of it.

Pools of processes want shared memory, which some containers do not let everybody write to; pipes do not.
"""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

R = TypeVar("R")


class LostError(Exception):
    """A copy ended before it told anything: the system ended it, most likely for want of memory."""


class Copy(Generic[R]):
    """Begins `work` in a copy of this process, which does not outlive it.

    What the work changes but files stays in the copy. What it gives or raises must be fit for pickle. `line`
    is ready (for `multiprocessing.connection.wait`) as soon as the work is done.
    """

    def __init__(self, work: Callable[[], R]) -> None:
        context = multiprocessing.get_context("fork")
        self.line, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_tell, args=(theirs, work), daemon=True)
        self._process.start()
        theirs.close()

    def told(self) -> tuple[Any, Exception | None]:
        """Wait for what the work gave, and what it raised (LostError: the copy ended before)."""
        with self.line:
            try:
                found: tuple[Any, Exception | None] = self.line.recv()
            except EOFError:
                found = None, LostError()
        self._process.join()
        return found

    def result(self) -> R:
        """Wait for what the work gave; raises what it raised, or LostError."""
        gave, error = self.told()
        if error is not None:
            raise error
        result: R = gave
        return result


def _tell(target: Connection, work: Callable[[], R]) -> None:
    with target:
        try:
            target.send((work(), None))
        except Exception as error:  # noqa: BLE001 raised again where somebody can read it
            target.send((None, error))
