"""The repository's own sample is opened once by a worker: many commands are run over it, none changes it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forecourt.checking.check import check
from forecourt.commands import desk
from forecourt.model.finding import Finding
from forecourt.model.record import World
from forecourt.store import load as loading
from forecourt.store.load import Loaded
from tests.house.stub import ROOT

State = frozenset[tuple[str, int, int]]


def _state() -> State:
    """Every file of the sample with its size and the time of its last change."""
    found = set[tuple[str, int, int]]()
    for folder in ("content", "plans"):
        for path, _, names in os.walk(ROOT / folder):
            for name in names:
                file = f"{path}/{name}"
                told = os.lstat(file)
                found.add((file, told.st_size, told.st_mtime_ns))
    return frozenset(found)


@contextmanager
def sample_opened_once() -> Iterator[None]:
    """Reading and judging the sample give what they gave before while its files and the day are the same."""
    read: dict[tuple[State, bool], Loaded] = {}
    judged: dict[tuple[int, date], tuple[Finding, ...]] = {}
    really_load: Callable[..., Loaded] = loading._load

    def load(root: Path, *, remember: bool, searched: bool, before: Loaded | None) -> Loaded:
        if remember or before is not None or root.resolve() != ROOT:
            return really_load(root, remember=remember, searched=searched, before=before)
        key = _state(), searched
        if key not in read:
            read[key] = really_load(root, remember=False, searched=searched, before=None)
        return read[key]

    def judge(loaded: Loaded, world: World, *more: Any) -> tuple[Finding, ...]:
        ours = any(loaded is one for one in read.values())
        if not ours or world.records is not loaded.records:
            return check(loaded, world, *more)
        key = id(loaded), world.today
        if key not in judged:
            judged[key] = check(loaded, world, *more)
        return judged[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "_load", load)
        patch.setattr(desk, "check", judge)
        yield
