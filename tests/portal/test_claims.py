"""The page of money: what the manufacturer owes and what is lost soon, each with links to its records."""

from datetime import date

import pytest
from msgspec.structs import replace

from forecourt.commands.desk import open_desk
from forecourt.portal.claims import owed
from forecourt.portal.desk import Desk
from forecourt.portal.inputs import Inputs
from forecourt.words.catalogue import words_for
from tests.house.stub import ROOT
from tests.portal.make import page_from


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    """The sample as the portal gets it, without volumes."""
    desk = open_desk(ROOT, today=None, clock=date(2026, 11, 24))
    return Inputs(world=desk.world, findings=(), volumes=(), words=words_for("zh"))


def test_ages_link_to_their_claims(inputs: Inputs) -> None:
    found = owed(Desk(inputs).at("money/index.md"))

    assert [(age.label, age.issued, age.estimated) for age in found.ages] == [
        ("0–30 天", "47,015.00", "0.00"),
        ("31–60 天", "31,400.00", "0.00"),
    ]
    assert 'href="../claim/CLM-20261009-h8vd.html"' in found.ages[1].claims
    assert (found.issued, found.estimated) == ("78,415.00", "0.00")


def test_dangers_say_until_when(inputs: Inputs) -> None:
    found = owed(Desk(inputs).at("money/index.md"))

    assert [(one.kind, one.amount, one.day, one.days, one.workdays) for one in found.dangers] == [
        ("额度将过期", "1,000.00", "2026-11-30", 6, 4),
        ("额度将过期", "5,400.00", "2026-11-30", 6, 4),
        ("已付款未报核销", "3,620.00", "2026-12-08", 14, 10),
        ("已付款未报核销", "2,000.00", "2026-12-11", 17, 13),
    ]
    assert 'href="../ad/AD-20261020-rzz4.html"' in found.dangers[3].about


def test_the_page_shows_both_and_neither_without_claims(inputs: Inputs) -> None:
    page = page_from(inputs, "money/index.md")
    empty = replace(inputs, world=replace(inputs.world, records=replace(inputs.world.records, items=())))
    bare = page_from(empty, "money/index.md")

    assert "## 应收返款账龄 { #ageing }" in page
    assert "## 30 天内有风险的返款 { #risk }" in page
    assert "应收返款账龄" not in bare
    assert "有风险的返款" not in bare


def test_list_and_page_of_a_claim(inputs: Inputs) -> None:
    list_, page = (page_from(inputs, f"claim/{name}.md") for name in ("index", "CLM-20260929-r4mw"))

    assert "购车账户额度" in list_
    assert "论坛截图没有显示时间，扣减一半" in page
    assert 'href="../ad/AD-20260820-jupy.html"' in page
