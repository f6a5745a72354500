"""Which tests one worker runs, and in which order work is handed out.

A file is one piece of work, so that what it makes once for all its tests is made once in the whole run. Files
that share more than that (a built portal, printed volumes) name the same group and are one piece together:
`pytestmark = pytest.mark.xdist_group("portal")`. pytest-xdist's own way with these marks does nothing beside
pytest 9.2, and says nothing (pytest-dev/pytest-xdist#1386).
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from xdist.scheduler import LoadScopeScheduling

ROOT: Final = Path(__file__).parents[1]
_GROUP: Final = re.compile(r'xdist_group\("(\w+)"\)')


@cache
def piece_of(file: str) -> str:
    """The piece of work that a file of tests (named from the repository's root) belongs to."""
    named = _GROUP.search((ROOT / file).read_text(encoding="utf-8"))
    return named[1] if named else file


def file_of(test: str) -> str:
    """The file of a test by the test's name."""
    return test.partition("::")[0]


class ByPieces(LoadScopeScheduling):  # type: ignore[misc] # a library without types
    """Hands out whole pieces of work, in the order in which the tests were collected."""

    def _split_scope(self, nodeid: str) -> str:
        return piece_of(file_of(nodeid))


def longest_first(items: list[pytest.Item]) -> None:
    """Put what takes long to the front, else one worker is busy with it when all the others are done.

    A piece takes long when it is marked as slow, or has many tests.
    """
    pieces = {item: piece_of(file_of(item.nodeid)) for item in items}
    slow = {piece for item, piece in pieces.items() if item.get_closest_marker("slow")}
    sizes = Counter(pieces.values())
    items.sort(key=lambda item: (pieces[item] not in slow, -sizes[pieces[item]], pieces[item]))
