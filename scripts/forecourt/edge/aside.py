"""Work that waits for other processes, done beside what the program does meanwhile."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class _Work(threading.Thread, Generic[T]):
    """A thread with what came out of it."""

    def __init__(self, work: Callable[[], T]) -> None:
        # Who stops the program need not wait for it.
        super().__init__(daemon=True)
        self._work = work
        self._gave: list[T] = []
        self._failed: BaseException | None = None

    def run(self) -> None:
        try:
            self._gave.append(self._work())
        except BaseException as error:  # noqa: BLE001 raised again where the value is asked for
            self._failed = error

    def result(self) -> T:
        """Wait for what the work gives; raises what it raised."""
        self.join()
        if self._failed is not None:
            raise self._failed
        return self._gave[0]


def aside(work: Callable[[], T]) -> Callable[[], T]:
    """Start `work` now; the result waits for it and gives its value, or raises what it raised.

    Only waiting is won (for Git, for disks): Python itself does one thing at a time.
    """
    thread = _Work(work)
    thread.start()
    return thread.result
