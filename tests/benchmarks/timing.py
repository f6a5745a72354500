"""Whole processes, timed from outside, side by side: A B A B …, medians, with peak memory."""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Medians of several runs of one command: seconds of wall time, peak MiB, seconds of all processors."""

    seconds: float
    mebibytes: float
    processors: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table of figures; `target` is the ratio (or seconds) promised, "" for none."""

    name: str
    ours: Figure
    peer: Figure | None
    peer_name: str
    target: str
    runs: int

    @property
    def ratio(self) -> str:
        """Ours divided by the peer's, or a dash."""
        return f"{self.ours.seconds / self.peer.seconds:.2f}" if self.peer else "—"


def loop() -> float:
    """Seconds for ten million turns of an empty loop: how quick this machine is just now."""
    started = time.perf_counter()
    for _ in range(10_000_000):
        pass
    return time.perf_counter() - started


def once(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Run `command` in `folder`; seconds and peak MiB; raises CalledProcessError when it fails."""
    seconds, memory, _, _ = _ran(command, folder)
    return seconds, memory


def with_processors(command: Sequence[str], folder: Path) -> tuple[float, float, float]:
    """The same, and the seconds that all processors together spent on it."""
    seconds, memory, processors, _ = _ran(command, folder)
    return seconds, memory, processors


def told(command: Sequence[str], folder: Path) -> tuple[float, float, bytes]:
    """The same with what the command printed."""
    seconds, memory, _, printed = _ran(command, folder)
    return seconds, memory, printed


def _ran(command: Sequence[str], folder: Path) -> tuple[float, float, float, bytes]:
    """Seconds, peak MiB, processors' seconds, output; that and what it says meanwhile go to files.

    Modules are compiled once, as on everybody's computer, also where the environment forbids it.
    The peak is that of the largest single process, children included, and never below our own.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        with subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=errors) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        out.seek(0)
        errors.seek(0)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, list(command), stderr=errors.read())
        return seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime, out.read()


def side_by_side(commands: Sequence[Sequence[str]], folder: Path, runs: int) -> list[Figure]:
    """Each command once to warm up, then `runs` times in turn; the figures in the order of `commands`."""
    for command in commands:
        once(command, folder)
    return by_turns(commands, folder, runs)


def by_turns(commands: Sequence[Sequence[str]], folder: Path, runs: int) -> list[Figure]:
    """The same without a warming up, for what takes long and reads little; with processors' seconds."""
    return _in_turn(commands, folder, runs, with_processors)


def inside(commands: Sequence[Sequence[str]], folder: Path, runs: int) -> list[Figure]:
    """The same for commands that print the seconds of their own work, without imports and reading."""

    def printed(command: Sequence[str], folder: Path) -> tuple[float, float]:
        _, memory, output = told(command, folder)
        return float(output), memory

    for command in commands:
        printed(command, folder)
    return _in_turn(commands, folder, runs, printed)


def _in_turn(
    commands: Sequence[Sequence[str]],
    folder: Path,
    runs: int,
    time_one: Callable[[Sequence[str], Path], tuple[float, ...]],
) -> list[Figure]:
    measured: list[list[tuple[float, ...]]] = [[] for _ in commands]
    for _ in range(runs):
        for command, results in zip(commands, measured, strict=True):
            results.append(time_one(command, folder))
    return [_medians(results) for results in measured]


def _medians(results: Sequence[tuple[float, ...]]) -> Figure:
    seconds, mebibytes, *more = map(statistics.median, zip(*results, strict=True))
    return Figure(seconds=seconds, mebibytes=mebibytes, processors=sum(more))
