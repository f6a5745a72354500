"""Approval entries that were written by hand, and what is wrong with them."""

import inspect
from pathlib import Path

from forecourt.model.codes import all_codes
from forecourt.steps import approval_faults, record_faults
from tests.histories.history import ID, PEOPLE, History, entry_text

SUBMIT = "./forecourt move AD-20261102-a1b2 approved"


def test_an_entry_without_a_seal_does_not_count(shop: History) -> None:
    shop.proof()
    shop.entry("gm", seal="")
    shop.state("approved")
    shop.commit("gm")
    [found] = shop.step()
    assert (found.code, found.field) == ("SP09", "approvals.1")
    assert found.message == "这条批准没有封签：approve · 周岩 · 总经理 · 2026-11-18"
    assert found.hint == f"请重新批准：{SUBMIT}"


def test_a_seal_of_another_content_does_not_count(shop: History) -> None:
    shop.proof()
    shop.entry("gm")
    shop.state("approved")
    shop.commit("gm")
    assert shop.refusals() == [("SP09", "封签与记录内容不符：approve · 周岩 · 总经理 · 2026-11-18")]


def test_an_approval_is_for_the_next_step_only(shop: History) -> None:
    shop.entry("gm", step="archive")
    shop.commit("gm")
    [found] = shop.step()
    assert (found.code, found.message) == ("SP24", "“已上报”状态没有“archive”这一步")
    assert found.hint.startswith("现在可以走：“批准”→ 已批准，由 周岩、林晓棠（总经理）")


def test_an_approval_is_not_dated_ahead(shop: History) -> None:
    shop.proof()
    shop.entry("gm", day="2026-11-19")
    shop.commit("gm")
    assert ("SP25", "批准日期在今天以后：approve · 周岩 · 总经理 · 2026-11-19") in shop.refusals()


def test_a_deputy_names_somebody_who_lent_the_role(shop: History) -> None:
    shop.proof()
    shop.entry("fi", deputy_for="gm")
    shop.commit("fi")
    found = {one.code: one for one in shop.step()}
    assert found["SP17"].message == "当天没有有效授权让 范亦 代 周岩 以总经理身份签批"
    assert found["SP17"].hint == "请先合并代批授权（./forecourt new delegation），或由 周岩 本人签批"


def test_a_return_needs_a_reason(shop: History) -> None:
    shop.state("returned")
    shop.commit("gm")
    found = {one.code: one.message for one in shop.step()}
    assert found["SP19"] == "“退回”要写明原因"
    shop.restart()
    assert shop.move("returned", "gm", ID, "--opinion", "价格没谈下来").exit_code == 0
    assert "reason: 价格没谈下来" in shop.text()
    assert shop.step() == []


def test_an_entry_looks_like_those_of_move() -> None:
    assert entry_text("gm", "approve", "general_manager", "0" * 64, "2026-11-18", "") == (
        f"  - {{step: approve, by: {PEOPLE['gm'][2]}, role: general_manager, "
        f"at: 2026-11-18, seal: {'0' * 64}}}\n"
    )


def test_every_code_of_a_step_is_provoked_by_a_test_here() -> None:
    rooms = {inspect.getmodule(module) for module in (approval_faults, record_faults)}
    codes = {one.id for one in all_codes() if inspect.getmodule(one.function) in rooms}
    texts = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert len(codes) == 35
    assert {code for code in codes if code not in texts} == set()
