"""One process at a time where several files belong together: two that build one portal mix it up."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(lock: Path, waits: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file `lock` while the block runs; call `waits` once when another process holds it first.

    The system lets go of it when the process ends, however it ends. Where a disk knows no locks, nobody
    waits. Not to be held twice by one process. Raises OSError when the file cannot be made.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waits()
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError:
            pass
        yield
