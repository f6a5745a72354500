"""Steps that no procedure declares, each trap with a small real history."""

from pathlib import Path

from tests.histories.history import AD, ID, RECORD, History

OTHER = "plans/2026-11/ads/AD-20261103-c3d4.md"
NEXT = "“批准”→ 已批准，由 周岩、林晓棠（总经理）：./forecourt move AD-20261102-a1b2 approved"


def test_a_misspelt_state_does_not_switch_the_rule_off(shop: History) -> None:
    shop.state("aproved")
    shop.commit("gm")
    assert shop.refusals() == [("SP01", "流程里没有从“已上报”到“aproved”的步骤")]


def test_a_skipped_state_is_refused(shop: History) -> None:
    shop.proof()
    shop.state("booked")
    shop.edit("net_cost: 12,000\n", "net_cost: 12,000\ncontract_no: HT-1\ncontract_cost: 12,000\n")
    shop.commit("mm")
    [found] = shop.step()
    assert found.message == "流程里没有从“已上报”到“已签约”的步骤"
    assert found.hint.startswith(f"现在可以走：{NEXT}；“退回”→ 已退回，由 周岩、林晓棠（总经理）：")


def test_a_step_back_that_nobody_declared_is_refused(approved: History) -> None:
    approved.state("submitted")
    approved.commit("gm")
    assert approved.refusals() == [("SP01", "流程里没有从“已批准”到“已上报”的步骤")]


def test_from_an_unknown_state_only_the_first_one_is_free(shop: History) -> None:
    shop.on_main("mm", (AD, "state: submitted", "state: aproved"))
    shop.git("merge", "--quiet", "--ff-only", "main")
    shop.proof()
    shop.state("approved")
    shop.commit("gm")
    assert ("SP01", "流程里没有从“aproved”到“已批准”的步骤") in shop.refusals()
    shop.restart()
    shop.state("draft")
    shop.commit("ma")
    assert shop.step() == []


def test_a_state_that_is_gone_cannot_be_judged(shop: History) -> None:
    shop.edit("state: submitted\n", "")
    shop.commit("gm")
    assert shop.refusals() == [("SP03", f"记录 {ID} 在这里读不出来，没法判断走的步骤")]


def test_a_record_is_born_in_the_first_state(shop: History) -> None:
    shop.write(OTHER, RECORD.replace(ID, Path(OTHER).stem).replace("state: draft", "state: submitted"))
    shop.commit("ma")
    assert shop.refusals() == [("SP02", "新记录要从“draft”开始，不带批准，不能一开始就是“submitted”")]


def test_two_steps_in_one_pull_request_may_both_be_legal(shop: History) -> None:
    shop.write(OTHER, RECORD.replace(ID, Path(OTHER).stem))
    shop.commit("ma")
    assert shop.move("submitted", "ma", Path(OTHER).stem).exit_code == 0
    shop.proof(path=OTHER)
    shop.commit("ma")
    assert shop.move("approved", "gm", Path(OTHER).stem).exit_code == 0
    assert shop.step() == []


def test_the_second_of_two_steps_is_judged_too(approved: History) -> None:
    approved.state("booked")
    approved.edit("net_cost: 12,000\n", "net_cost: 12,000\ncontract_no: HT-1\ncontract_cost: 12,000\n")
    approved.commit("fi")
    [found] = approved.step()
    assert (found.code, found.message) == ("SP05", "范亦 不能走“签约”这一步：要由 市场部经理 来走")
    assert found.hint == "请由此人来走这一步：林晓棠（市场部经理）"


def test_an_illegal_commit_in_the_middle_is_found(shop: History) -> None:
    shop.state("booked")
    wrong = shop.commit("mm")
    shop.state("submitted")
    back = shop.commit("mm")
    assert shop.refusals() == [
        ("SP01", "流程里没有从“已签约”到“已上报”的步骤"),
        ("SP01", f"流程里没有从“已上报”到“已签约”的步骤（提交 {wrong[:8]}）"),
    ], back
