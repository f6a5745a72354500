"""A whole year: Forecourt's sums are those that pandas and SQLite make of the same rows, to the fen."""

import pytest

from tests.benchmarks import money, year

WAYS = money.ways(year.records(600))


@pytest.mark.parametrize("way", ["pandas", "sqlite"])
def test_a_year_adds_up_as_elsewhere(way: str) -> None:
    costs, accrued, outlets, awaited = WAYS["ours"]()
    assert WAYS[way]() == (costs, accrued, outlets, awaited)
    assert len(outlets) == year.OUTLETS
    assert sum(costs.values()) == sum(outlets.values()) > 0
    assert awaited > 0
