"""A whole year: Forecourt's sums are those that pandas and SQLite make of the same rows, to the fen."""

from collections.abc import Callable, Mapping
from functools import cache

import pytest

from tests.benchmarks import money, year


@cache
def ways() -> Mapping[str, Callable[[], money.Sums]]:
    return money.ways(year.records(600))


@pytest.mark.parametrize("way", ["pandas", "sqlite"])
def test_a_year_adds_up_as_elsewhere(way: str) -> None:
    costs, accrued, outlets, awaited = ways()["ours"]()
    assert ways()[way]() == (costs, accrued, outlets, awaited)
    assert len(outlets) == year.OUTLETS
    assert sum(costs.values()) == sum(outlets.values()) > 0
    assert awaited > 0
