"""Options that every test may use."""

import gc
import signal
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import settings

from forecourt.edge import pdf
from forecourt.reading.record import read_record
from tests import printing
from tests.scheduling import ByPieces, longest_first

# How long an example takes says nothing about the program: computers are busy.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
# What runs in the background of a shell inherits a Ctrl-C that is ignored, as would the programs under test.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write expected texts and pages anew instead of comparing them; then read the difference",
    )


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByPieces:
    return ByPieces(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    longest_first(items)


def pytest_collection_finish() -> None:
    # The tests themselves stay until the end: nothing among them is garbage to look for.
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def read_once() -> Iterator[None]:
    """Few records are others than in the test before: what a path and its bytes mean is worked out once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("forecourt.store.load.read_record", lru_cache(5_000)(read_record))
        yield


@pytest.fixture(autouse=True, scope="session")
def open_the_sample_once() -> Iterator[None]:
    """The sample is the same in every test."""
    from tests.opening import sample_opened_once  # it loads every rule, which who hands out tests needs not

    with sample_opened_once():
        yield


@pytest.fixture(autouse=True, scope="session")
def print_on_one_process() -> Iterator[None]:
    """What makes documents is loaded once."""
    with printing.kept_printer():
        yield


@pytest.fixture(autouse=True, scope="session")
def end_the_browser() -> Iterator[None]:
    """The browser that tests of a worker share ends with the last of them."""
    yield
    from tests.portal import chromium  # what drives it is loaded by tests that need it

    chromium.end()


@pytest.fixture
def own_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a test of how printing starts, or whether two processes print the same: nothing is kept."""
    monkeypatch.setattr(pdf, "printer", printing.fresh)


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether expected texts are to be written anew."""
    return bool(request.config.getoption("--update-goldens"))
