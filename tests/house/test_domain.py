"""What docstrings and manual pages cite of the trade stands in docs/domain.md."""

import re

import pytest

from tests.house.stub import ROOT
from tests.house.test_shape import PYTHON

DOMAIN = (ROOT / "docs" / "domain.md").read_text(encoding="utf-8")
SECTIONS = frozenset(re.findall(r"^### ([0-9]\.[0-9]+) ", DOMAIN, re.MULTILINE))
PITFALLS = frozenset(re.findall(r"^\| ([0-9]+) \|", DOMAIN, re.MULTILINE))


@pytest.mark.parametrize(
    ("cited", "known"),
    [(r"\bdomain ([0-9]\.[0-9]+)", SECTIONS), (r"\bpitfalls? ([0-9]+)", PITFALLS)],
    ids=["sections", "pitfalls"],
)
def test_what_is_cited_is_there_to_read(cited: str, known: frozenset[str]) -> None:
    found = {
        number: str(path.relative_to(ROOT))
        for path in PYTHON
        for number in re.findall(cited, path.read_text(encoding="utf-8"))
    }

    assert found
    assert {number: path for number, path in found.items() if number not in known} == {}
