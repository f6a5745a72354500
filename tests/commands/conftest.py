"""Volumes that are printed once for all tests that only look at them, or change what they copy."""

from pathlib import Path

import pytest

from forecourt.commands import binder, volumes
from forecourt.commands.volumes import Built
from tests.binder.make import desk
from tests.money.make import NOVEMBER


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Built]:
    """November's volumes, printed once; nobody writes where they lie."""
    return binder.build_volumes(desk(tmp_path_factory.mktemp("november")), NOVEMBER, lang="zh")


@pytest.fixture
def printed_before(built: list[Built], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shelf on which November's volumes lie: what has not changed since need not be printed anew."""
    cache = built[0].path.parents[3] / volumes.CACHE
    monkeypatch.setattr(volumes, "CACHE", str(cache))
    monkeypatch.setattr(volumes, "PAPERS", str(cache / "papers"))
    return cache
