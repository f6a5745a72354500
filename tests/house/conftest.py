"""A fake computer for every test of the launcher."""

from pathlib import Path

import pytest

from tests.house.stub import Stub, make_stub


@pytest.fixture
def stub(tmp_path: Path) -> Stub:
    """A clerk's computer that has all that ./forecourt needs."""
    return make_stub(tmp_path)
