"""Records judged a part at a time give the findings of all judged at once, in the same order."""

from datetime import date
from pathlib import Path

import pytest

from forecourt.checking.check import check
from forecourt.model.record import World
from forecourt.store.load import load

TESTS = Path(__file__).parent.parent


@pytest.mark.parametrize("parts", [2, 7])
@pytest.mark.parametrize("root", [TESTS / "dealership", TESTS.parent], ids=["small", "sample"])
def test_findings_are_the_same_however_the_records_are_dealt_out(root: Path, parts: int) -> None:
    loaded = load(root)
    # Two years on, much is overdue.
    world = World(records=loaded.records, today=date(2028, 11, 18))
    whole = check(loaded, world)
    dealt = check(loaded, world, lambda work, things: [work(things[first::parts]) for first in range(parts)])
    assert dealt == whole
    assert len(whole) > 2
