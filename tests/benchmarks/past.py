"""A dealership's long past, written by one `git fast-import`: many records that move through their states."""

import random
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tests.benchmarks import generator

STATES: Final = ("draft", "submitted", "approved", "booked", "running", "published", "proofed")
FIRST: Final = 1_700_000_000
HOUR: Final = 3_600


def write(root: Path, records: int, commits: int, *, seed: int = 1) -> None:
    """A repository in `root`: `records` files, first written and then moved on, each commit a few of them.

    Ads lie in the folders of their months, a hundred each. Every fifth commit merges a branch of one commit.
    """
    texts = dict(_placed(number) for number in range(records))
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(root)], check=True)
    stream = b"".join(_stream(texts, commits, random.Random(seed)))
    subprocess.run(["git", "-C", str(root), "fast-import", "--quiet"], input=stream, check=True)
    subprocess.run(["git", "-C", str(root), "reset", "--quiet", "--hard", "main"], check=True)


def _placed(number: int) -> tuple[str, bytes]:
    path, text = generator.record(number)
    month = number // 125
    return path.replace("2026-11", f"{2010 + month // 12}-{month % 12 + 1:02}"), text


def _stream(texts: Mapping[str, bytes], commits: int, chance: random.Random) -> Iterator[bytes]:
    paths = list(texts)
    at = dict.fromkeys(paths, 0)
    share = max(len(paths) // (commits // 2), 1)
    for number in range(commits):
        if number * share < len(paths):
            touched = paths[number * share : (number + 1) * share]
        else:
            touched = chance.sample(paths, 2)
            for path in touched:
                at[path] = min(at[path] + 1, len(STATES) - 1)
        yield from _commit(number, {path: _in(texts[path], STATES[at[path]]) for path in touched})
    yield b"done\n"


def _in(text: bytes, state: str) -> bytes:
    return text.replace(b"state: draft", f"state: {state}".encode(), 1)


def _commit(number: int, files: dict[str, bytes]) -> Iterator[bytes]:
    """A commit on main; every fifth with a branch of its own beside it, which it merges."""
    is_merge = number % 5 == 4
    for branch in ("side", "main") if is_merge else ("main",):
        yield f"commit refs/heads/{branch}\n".encode()
        yield f"committer bench <bench@dealer.example> {FIRST + number * HOUR} +0800\n".encode()
        yield b"data 1\nx\n"
        if branch == "side":
            yield b"from refs/heads/main\n"
        elif is_merge:
            yield b"merge refs/heads/side\n"
        for path, text in files.items():
            yield f"M 100644 inline {path}\ndata {len(text)}\n".encode() + text + b"\n"
