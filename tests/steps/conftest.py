"""Shops whose histories the tests judge."""

from pathlib import Path

import pytest

from tests.histories.history import History


@pytest.fixture
def shop(tmp_path: Path) -> History:
    return History(tmp_path)


@pytest.fixture
def approved(shop: History) -> History:
    """The ad was approved by the general manager on the branch, legally."""
    shop.proof()
    shop.commit("ma", "plan sheet")
    assert shop.move("approved", "gm").exit_code == 0
    assert shop.step() == []
    return shop
