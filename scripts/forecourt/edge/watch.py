"""Notices changes of files: one call back for a burst of them, from a thread of its own."""

import logging
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

# An editor saves in several strokes; who waits longer than this only makes people wait.
SETTLED: Final = 0.08
IGNORED: Final = ("~", ".swp", ".swx", ".tmp", "4913")
CHANGES: Final = frozenset({"created", "modified", "moved", "deleted"})
POLL: Final = 0.5
LAST_WAIT: Final = 0.3


@contextmanager
def watching(folders: Iterable[Path], changed: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """While the block runs, call `changed` soon after files below `folders` were written, moved or removed.

    `changed` runs in one thread, never twice at the same time; changes during a call lead to one more, and
    what the block gets tells whether there are such. Where the system cannot notify (too many watches, a
    network share) the folders are polled.
    """
    burst = _Burst(changed)
    # What it logs about its own end is not for people either.
    logging.getLogger("watchdog").addHandler(logging.NullHandler())
    # A folder that is moved away and back makes watchdog complain over a page about its own bookkeeping.
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\b")
        yield from _watching(folders, burst)


def _watching(folders: Iterable[Path], burst: "_Burst") -> Iterator[Callable[[], bool]]:
    observer = _observer([folder for folder in folders if folder.is_dir()], burst)
    burst.start()
    try:
        yield burst.is_waiting
    finally:
        observer.stop()
        observer.join()
        burst.stop()


class _Burst(threading.Thread):
    """Turns many events into one call."""

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__(name="forecourt-watch", daemon=True)
        self._changed = changed
        self._event = threading.Event()
        self._over = threading.Event()

    def notice(self) -> None:
        """Something changed."""
        self._event.set()

    def is_waiting(self) -> bool:
        """Whether something changed of which no call has been told yet."""
        return self._event.is_set()

    def stop(self) -> None:
        """Call back no more; a call that runs gets a moment to end, since whoever stops does not wait."""
        self._over.set()
        self._event.set()
        self.join(timeout=LAST_WAIT)

    def run(self) -> None:
        """Wait for an event, then for quiet, then call."""
        while not self._over.is_set():
            self._event.wait()
            while not self._over.is_set() and self._event.is_set():
                self._event.clear()
                self._over.wait(SETTLED)
            if not self._over.is_set():
                self._changed()


def _observer(folders: list[Path], burst: _Burst) -> Any:
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer
    from watchdog.observers.polling import PollingObserver

    class Handler(FileSystemEventHandler):
        """Passes on what changes content; reading a file is an event too, but none of ours."""

        def on_any_event(self, event: FileSystemEvent) -> None:
            name = str(event.dest_path or event.src_path)
            if event.event_type in CHANGES and not event.is_directory and not name.endswith(IGNORED):
                burst.notice()

    for make in (Observer, lambda: PollingObserver(timeout=POLL)):
        observer = make()
        try:
            for folder in folders:
                observer.schedule(Handler(), str(folder), recursive=True)
            observer.start()
        except OSError:
            continue
        return observer
    raise OSError("this computer cannot watch files")
