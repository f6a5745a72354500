"""Traps of closed records: what is not exactly the approved correction of this pull request opens nothing."""

from pathlib import Path
from typing import Final

import pytest

from tests.histories.history import History

FILED: Final = "plans/2026-11/ads/AD-20261012-k3f7.md"
SLIP: Final = "content/amendments/AMD-20261118-t1t1.md"
TOLD: Final = "  - {field: theme, before: 新车上市, after: 新车登场}"
NOT_AMENDED: Final = ("SP12", "记录已封存，没有更正单就改了 主题（theme）")


@pytest.fixture
def shop(tmp_path: Path) -> History:
    """The assistant has corrected the theme of a closed ad; nothing is committed."""
    shop = History(tmp_path)
    shop.edit("theme: 新车上市", "theme: 新车登场", FILED)
    return shop


def slip(shop: History, changes: str = TOLD, record: str = "AD-20261012-k3f7") -> None:
    """Write the amendment beside it."""
    shop.write(
        SLIP,
        f"---\nkind: amendment\nid: {Path(SLIP).stem}\ntitle: 更正主题\nstate: draft\nowner: ST-he\n"
        f"record: {record}\nchanges:\n{changes}\nreason: 录入有误\n---\n按原件更正。\n",
    )


def approve(shop: History) -> None:
    done = shop.move("approved", "mm", Path(SLIP).stem)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("changes", "record"),
    [
        (TOLD, "AD-20261102-a1b2"),
        (TOLD.replace("theme", "position"), "AD-20261012-k3f7"),
        (TOLD.replace("新车上市", "别的主题"), "AD-20261012-k3f7"),
        (TOLD.replace("新车登场", "新车亮相"), "AD-20261012-k3f7"),
    ],
    ids=["another record", "another field", "another value before", "another value after"],
)
def test_an_amendment_opens_what_it_tells_and_nothing_else(shop: History, changes: str, record: str) -> None:
    slip(shop, changes, record)
    shop.commit("ma")
    approve(shop)
    assert NOT_AMENDED in shop.refusals()


def test_an_amendment_is_used_once(shop: History) -> None:
    slip(shop)
    shop.commit("ma")
    approve(shop)
    assert shop.refusals() == []
    shop.git("branch", "--quiet", "--force", "main", "work")
    shop.edit("theme: 新车登场", "theme: 新车上市", FILED)
    shop.commit("ma")
    shop.git("branch", "--quiet", "--force", "main", "work")
    shop.edit("theme: 新车上市", "theme: 新车登场", FILED)
    shop.commit("ma")
    assert shop.refusals() == [NOT_AMENDED]


def test_an_amendment_that_was_approved_says_what_was_approved(shop: History) -> None:
    slip(shop)
    shop.commit("ma")
    approve(shop)
    shop.edit("after: 新车登场", "after: 新车亮相", SLIP)
    shop.edit("theme: 新车登场", "theme: 新车亮相", FILED)
    shop.commit("ma")
    assert ("SP12", "记录已封存，没有更正单就改了 更正内容（changes）") in shop.refusals()


def test_no_other_field_goes_along_and_no_state_is_corrected(shop: History) -> None:
    slip(shop, f"{TOLD}\n  - {{field: state, before: archived, after: draft}}")
    shop.edit("state: archived", "state: draft", FILED)
    shop.edit("model: y7", "model: y5", FILED)
    shop.commit("ma")
    approve(shop)
    assert "SP01" in {code for code, _ in shop.refusals()}
