"""The sample's procedure of the volumes, walked on a branch: who does what, and what each state demands."""

import hashlib
from pathlib import Path
from typing import Final

import pytest

from tests.histories.history import History

ROOT = Path(__file__).parents[2]
ID: Final = "BND-20261118-w4k2"
BINDER: Final = f"plans/2026-11/binders/{ID}.md"
LAW: Final = "content/procedures/PROC-binder.md"
SHA: Final = "a" * 64
DRAFT: Final = f"""\
---
kind: binder
id: {ID}
title: 11 月三册
state: draft
owner: ST-he
month: 2026-11
programme: PRG-2026
preparer: ST-he
---
归集中。
"""
BUILT: Final = (
    f"checker: ST-qiao\ncommit: {'b' * 40}\nvolumes:\n"
    f"  - {{number: 1, items: 7, pages: 39, sha256: {SHA}}}\n"
    f"  - {{number: 2, items: 4, pages: 16, sha256: {SHA}}}\n"
    f"  - {{number: 3, items: 4, pages: 21, sha256: {SHA}}}\n"
)
POSTED: Final = "posted_on: 2026-11-17\nwaybill: YL-EX-0001\npostmark_on: 2026-11-17\n"
RETURNED: Final = "result: returned\ndefects:\n  - {volume: 1, defect: paper_missing}\nreason: 样报缺一期\n"


@pytest.fixture
def shop(tmp_path: Path) -> History:
    """The small shop with the sample's procedure as its law, and a draft of the volumes on main."""
    made = History(tmp_path)
    law = (
        (ROOT / LAW)
        .read_text(encoding="utf-8")
        .replace("effective_from: 2026-09-01", "effective_from: 2026-01-01")
    )
    head, _, rest = law.partition("approvals:\n")
    made.git("checkout", "--quiet", "main")
    made.write(LAW, head.replace("ST-20240301-mm", "ST-lin") + "for_kind:" + rest.partition("for_kind:")[2])
    made.write(BINDER, DRAFT)
    made.commit("ma", "law and draft")
    made.restart()
    return made


def told(shop: History, text: str, *proofs: str) -> None:
    """The assistant writes fields and files proofs of these kinds."""
    shop.edit("---\n归集中", f"{text}---\n归集中", BINDER)
    for kind in proofs:
        name, data = f"{ID}/{kind}.json", f'{{"kind": "{kind}"}}'
        shop.write(f"plans/2026-11/binders/{name}", data)
        item = f"  - {{kind: {kind}, file: {name}, sha256: {hashlib.sha256(data.encode()).hexdigest()}}}\n"
        head = "evidence:\n" if "evidence:\n" in shop.text(BINDER) else "month: 2026-11\n"
        shop.edit(head, f"evidence:\n{item}" + (head if head != "evidence:\n" else ""), BINDER)
    shop.commit("ma")


def walked(shop: History, to: str, who: str) -> None:
    done = shop.move(to, who, ID, "--opinion", "按流程")
    assert done.exit_code == 0, done.output


def refused(shop: History, to: str, who: str) -> str:
    done = shop.move_only(to, who, ID, "--opinion", "按流程")
    assert done.exit_code == 1, done.output
    return done.output


def received(shop: History) -> None:
    told(shop, BUILT, "manifest")
    walked(shop, "frozen", "ms")
    told(shop, "manager: ST-lin\n")
    walked(shop, "printed", "mm")
    told(shop, POSTED, "courier_receipt")
    walked(shop, "posted", "ma")
    told(shop, "received_on: 2026-11-18\n")
    walked(shop, "received", "ma")


def test_volumes_go_from_frozen_to_accepted_and_step_agrees(shop: History) -> None:
    received(shop)
    told(shop, "result: accepted\naccepted_on: 2026-11-18\n", "mail")
    walked(shop, "accepted", "mm")

    assert shop.refusals() == []


def test_volumes_come_back_with_defects_and_step_agrees(shop: History) -> None:
    received(shop)
    told(shop, RETURNED, "mail")
    walked(shop, "returned", "mm")

    assert shop.refusals() == []


def test_nothing_is_posted_without_waybill_postmark_and_receipt(shop: History) -> None:
    told(shop, BUILT, "manifest")
    walked(shop, "frozen", "ms")
    told(shop, "manager: ST-lin\n")
    walked(shop, "printed", "mm")

    output = refused(shop, "posted", "ma")

    assert [word for word in ("waybill", "postmark_on", "courier_receipt") if word not in output] == [], (
        output
    )


def test_nothing_comes_back_without_its_defects(shop: History) -> None:
    received(shop)
    told(shop, RETURNED.replace("defects:\n  - {volume: 1, defect: paper_missing}\n", ""), "mail")

    assert "defects" in refused(shop, "returned", "mm")


def test_who_put_the_volumes_together_does_not_check_them(shop: History) -> None:
    told(shop, BUILT, "manifest")

    assert "何沐" in refused(shop, "frozen", "ma")


def test_posted_volumes_do_not_change(shop: History) -> None:
    received(shop)
    shop.edit("pages: 39", "pages: 40", BINDER)
    shop.commit("ma")

    told_first = shop.refusals()[0]

    assert told_first[0] == "SP10"
    assert told_first[1].startswith("三册明细（volumes）已锁定，何沐 把它从 ")
