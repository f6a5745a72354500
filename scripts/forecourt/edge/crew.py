"""Work on many things, shared out over the processors: copies of this process do a part each."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Final, TypeVar

from forecourt.edge.copies import Copy, LostError

T = TypeVar("T")
R = TypeVar("R")

# With fewer things a further process costs more than it saves: copying this one takes as long as judging a
# hundred records.
FEWEST: Final = 128
# So many turns fit into any system's pipe at once, each a number of so many bytes.
MOST_TURNS: Final = 4_096
TURN: Final = 2


def parts(things: Sequence[T]) -> list[Sequence[T]]:
    """The things dealt out like cards, a part a processor; all of them in one where nothing is to be won."""
    many = os.cpu_count() or 1
    if len(things) < FEWEST or not _may_fork():
        return [things]
    return [things[first::many] for first in range(many)]


def beside(work: Callable[[], R]) -> Callable[[], R]:
    """Begin `work` in a copy of this process; the result waits for what it gives, or raises what it raised.

    What the work changes but files stays in the copy. What it gives must be fit for pickle.
    """
    copy = Copy(partial(_uncollected, work))

    def result() -> R:
        try:
            return copy.result()
        except LostError:
            return work()  # alone there is memory enough

    return result


def in_parts(work: Callable[[Sequence[T]], R], things: Sequence[T]) -> list[R]:
    """What `work` gives for each part of the things."""
    first, *others = parts(things)
    waiting = [beside(partial(work, part)) for part in others]
    return [work(first), *(result() for result in waiting)]


def each(work: Callable[[T], R], things: Iterable[T]) -> list[R]:
    """What `work` gives for each of the things, in their order.

    Whoever is ready takes the next ones, so that no process waits for another that has all the large ones.
    """
    every = list(things)
    others = parts(every)[1:]
    if not others:
        return [work(thing) for thing in every]
    with _line(len(every)) as turns:
        waiting = [beside(partial(_taken, work, every, turns)) for _ in others]
        found = _taken(work, every, turns)
        for result in waiting:
            found |= result()
    # What a process had taken that the system ended is missing.
    return [found[at] if at in found else work(thing) for at, thing in enumerate(every)]


def _taken(work: Callable[[T], R], every: Sequence[T], turns: int) -> dict[int, R]:
    """What `work` gives for the things that this process gets hold of, by their place."""
    found: dict[int, R] = {}
    step = _step(len(every))
    while turn := os.read(turns, TURN):
        start = int.from_bytes(turn) * step
        found.update((at, work(every[at])) for at in range(start, min(start + step, len(every))))
    return found


@contextmanager
def _line(many: int) -> Iterator[int]:
    """The end of a pipe from which several processes take turns, each turn once, as long as there are any."""
    turns, giving = os.pipe()
    try:
        with open(giving, "wb") as target:  # noqa: PTH123 it is open already
            target.writelines(turn.to_bytes(TURN) for turn in range(-(-many // _step(many))))
        yield turns
    finally:
        os.close(turns)


def _step(many: int) -> int:
    """So many things are taken in one turn."""
    return -(-many // MOST_TURNS)


def _may_fork() -> bool:
    """A copy of a process with threads would wait forever for a lock that one of them held."""
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _uncollected(work: Callable[[], R]) -> R:
    """The work of a process that ends before collecting what it leaves behind would be worth the time."""
    gc.disable()
    return work()
