"""Detours past the judge: another file of the same text, what Git lacks, clocks, e-mails of nobody."""

from pathlib import Path

import pytest

from forecourt.commands import move, step
from tests.histories.history import AD, ID, RECORD, History

PROC = "content/procedures/PROC-ad.md"
DELEGATION = "content/delegations/DEL-20261110-w4c2.md"
NEW_ID = "AD-20261118-zz11"
NEW = f"plans/2026-11/ads/{NEW_ID}.md"
ANOTHER_ID = "AD-20261118-zz22"
ANOTHER = f"plans/2026-11/ads/{ANOTHER_ID}.md"


def draft(shop: History, who: str) -> None:
    """A new ad in its first state, beside the one that was submitted."""
    shop.write(NEW, RECORD.replace(ID, NEW_ID).replace("汽车版通栏", "头版报眼"))
    shop.commit(who)


def merged(shop: History, who: str = "ma") -> None:
    """The branch is squashed into main by `who`, and another branch begins there."""
    shop.git("checkout", "--quiet", "main")
    shop.git("merge", "--quiet", "--squash", "work")
    shop.git("commit", "--quiet", "--message", "merged", who=who)
    shop.restart()


# The same text in another file.


def test_a_draft_of_the_branch_uses_up_a_proof(approved: History) -> None:
    draft(approved, "ma")
    approved.proof("same.pdf", path=NEW)
    approved.commit("ma")
    assert approved.refusals() == [("SP26", f"同一个文件（已批计划表）也归在 {NEW_ID} 里")]


@pytest.mark.parametrize("is_one_commit", [True, False])
def test_a_draft_under_another_name_keeps_its_writers(shop: History, *, is_one_commit: bool) -> None:
    draft(shop, "gm")
    text = shop.text(NEW).replace(NEW_ID, ANOTHER_ID).replace("周末试驾通栏", "周末试驾")
    shop.git("rm", "--quiet", NEW)
    if not is_one_commit:
        shop.commit("ma")
    shop.write(ANOTHER, text)
    shop.proof("plan.pdf", "另一张", path=ANOTHER)
    shop.commit("ma")
    assert shop.move("submitted", "ma", ANOTHER_ID).exit_code == 0
    done = shop.move("approved", "gm", ANOTHER_ID)
    assert done.exit_code == 1
    assert "周岩 是这条记录的负责人或作者，不能自己走“批准”这一步" in done.output


def test_a_new_draft_in_place_of_another_one_has_its_own_writer(shop: History) -> None:
    draft(shop, "gm")
    shop.git("rm", "--quiet", NEW)
    lines = RECORD.replace(ID, ANOTHER_ID).replace("ST-he", "ST-qiao").replace("汽车版通栏", "十月号内页")
    for old, new in (("周末试驾", "冬季养护"), ("y7", "y3"), ("11-26", "11-29"), ("48,000", "8,000")):
        lines = lines.replace(old, new)
    lines = lines.replace("2.5折", "5折").replace("12,000", "4,000").replace("画面按", "养护画面按")
    shop.write(ANOTHER, lines.replace("copy_deadline: 2026-11-20", "copy_deadline: 2026-11-24"))
    shop.proof("plan.pdf", "另一张", path=ANOTHER)
    shop.commit("ms")
    assert shop.move("submitted", "ma", ANOTHER_ID).exit_code == 0
    assert shop.move("approved", "gm", ANOTHER_ID).exit_code == 0
    assert shop.step() == []


def test_capitals_are_part_of_an_id(shop: History) -> None:
    shop.edit(f"id: {ID}", f"id: {ID.upper()}")
    shop.commit("ma")
    assert shop.refusals() == [("SP15", f"记录的 id 被改了：{ID} → {ID.upper()}")]


def test_an_approval_from_before_there_were_seals_is_for_what_stood_there(shop: History) -> None:
    two = "roles: [general_manager, finance], approvers: 2, other_than_owner: yes"
    shop.on_main("gm", (PROC, "roles: [general_manager], other_than_owner: yes", two))
    shop.git("checkout", "--quiet", "main")
    shop.proof()
    shop.entry("gm", seal="")
    shop.commit("gm")
    shop.restart()
    shop.move("approved", "fi")
    shop.state("approved")
    shop.commit("fi")
    assert shop.step() == []
    shop.restart()
    shop.edit("net_cost: 12,000", "net_cost: 9,000")
    shop.commit("ma")
    shop.move("approved", "fi")
    shop.state("approved")
    shop.commit("fi")
    assert ("SP07", "“批准”需要 2 人的有效批准，现有 1 人") in shop.refusals()


def test_a_long_value_is_shown_where_it_differs(shop: History) -> None:
    shop.edit("to: booked, roles: [marketing_manager]", "to: booked, roles: [finance]", PROC)
    shop.commit("mm")
    [(_, message)] = shop.refusals()
    assert message == (
        "步骤表（steps）已锁定，林晓棠 把它从 …d]; to: booked; roles: [marketing_manager]}; {name: archive;… "
        "改成了 …d]; to: booked; roles: [finance]}; {name: archive; label: 归档…"
    )


def test_a_step_that_keeps_the_proofs_does_not_free_them(approved: History) -> None:
    approved.edit("kind: plan_sheet", "kind: other")
    approved.commit("ma")
    found = {one.code: one for one in approved.step()}
    assert found["SP11"].hint == (
        "请改回原值，或走允许修改的步骤：“退回”→ 已退回，由 周岩、林晓棠（总经理）："
        f"./forecourt move {ID} returned"
    )


# What Git lacks, and what only one computer has.


@pytest.mark.parametrize(
    "what", [f"HEAD:{AD.removesuffix('.md')}/plan.pdf", f"HEAD~1:{AD}", f"main:{PROC}", f"main:{DELEGATION}"]
)
def test_content_that_git_lacks_is_refused(approved: History, what: str) -> None:
    blob = approved.git("rev-parse", what)
    approved.lose(blob)
    done = approved.run(step.command, "main")
    assert done.exit_code == 2
    assert f"这个资料库不完整：历史里提到的内容有 1 份取不到（第一份：{blob[:8]}）" in done.output


def test_a_commit_that_git_lacks_is_refused(approved: History) -> None:
    commit = approved.git("rev-parse", "HEAD~1")
    approved.lose(commit)
    done = approved.run(step.command, "main")
    assert done.exit_code == 2
    assert f"error: Could not read {commit}" in done.output


def test_a_graft_hides_nothing(shop: History) -> None:
    good = shop.git("rev-parse", "HEAD")
    shop.state("booked")
    shop.commit("mm")
    shop.state("submitted")
    last = shop.commit("mm")
    shop.write(".git/info/grafts", f"{last} {good}\n")
    assert [one.code for one in shop.step()] == ["SP01", "SP01"]


def test_head_is_what_is_checked_out_whatever_else_is_called_so(shop: History) -> None:
    shop.state("returned")
    shop.commit("ma")
    for name in ("refs/tags/HEAD", "refs/heads/HEAD", "refs/remotes/HEAD"):
        shop.git("update-ref", name, "main")
    assert [one.code for one in shop.step()] == ["SP05", "SP19", "ST03"]


# People.


@pytest.mark.parametrize("email", ["zhou", ""])
def test_an_e_mail_without_its_sign_is_nobody_s_too(shop: History, email: str) -> None:
    shop.proof()
    shop.edit("theme: 周末试驾", "theme: 周末试驾有礼")
    shop.git("add", "--all")
    shop.git("commit", "--quiet", "--message", "x", f"--author=周岩 <{email}>")
    done = shop.move("approved", "gm")
    assert done.exit_code == 1
    assert "错误 SP28" in done.output


def test_a_text_that_was_merged_under_an_unknown_e_mail_is_told(shop: History) -> None:
    shop.edit("theme: 周末试驾", "theme: 周末试驾有礼")
    shop.commit("stranger")
    merged(shop, "stranger")
    shop.proof()
    shop.commit("ma")
    assert shop.move("approved", "gm").exit_code == 0
    [found] = shop.step()
    assert (found.code, found.field) == ("SP35", "approvals.1.by")
    assert found.message == (
        "someone@elsewhere.example 写过这条记录（已并入目标分支），却不在人员档案里；"
        "走“批准”的 周岩 是不是就是写的人，没法判断"
    )
    assert found.hint == "请把这个邮箱补进本人的人员档案；补上以前，先问清楚是谁写的"


def test_whoever_began_the_repository_is_no_unknown_writer(shop: History) -> None:
    (shop.root / ".git/refs/heads/main").unlink()
    shop.git("checkout", "--quiet", "--orphan", "fresh")
    shop.commit("stranger", "everything as it was")
    shop.edit("theme: 周末试驾", "theme: 周末试驾有礼")
    shop.commit("stranger", "more of it")
    shop.git("branch", "--quiet", "--move", "main")
    shop.restart()
    shop.proof()
    shop.commit("ma")
    assert shop.move("approved", "gm").exit_code == 0
    assert shop.step() == []


def test_an_address_of_two_people_makes_both_of_them_writers(shop: History) -> None:
    shop.edit("theme: 周末试驾", "theme: 周末试驾有礼")
    shop.commit("ms")
    merged(shop, "ms")
    shared = "- zhou@dealer.example\n  - qiao@dealer.example"
    shop.on_main("gm", ("content/staff/ST-zhou.md", "- zhou@dealer.example", shared))
    shop.restart()
    shop.proof()
    shop.commit("ma")
    shop.move("approved", "gm")
    assert "周岩 走了“批准”这一步，但本人写过这条记录或当过负责人" in shop.move("approved", "gm").output


def test_nobody_else_than_the_grantor_takes_a_delegation_back(shop: History) -> None:
    reason = ("--opinion", "提前回来")
    done = shop.move("revoked", "mm", Path(DELEGATION).stem, *reason)
    assert done.exit_code == 1
    assert "错误 SP34" in done.output
    assert "授权还没到期，林晓棠 就把它结束了；只有授权人 周岩 本人可以收回" in done.output
    assert shop.move("revoked", "gm", Path(DELEGATION).stem, *reason).exit_code == 0
    assert shop.step() == []


def test_what_is_over_may_be_put_away_by_others(shop: History) -> None:
    shop.on_main("gm", (DELEGATION, "valid_to: 2026-11-20", "valid_to: 2026-11-17"))
    shop.restart()
    assert shop.move("revoked", "mm", Path(DELEGATION).stem, "--opinion", "到期").exit_code == 0
    assert shop.step() == []


def test_a_clock_that_is_ahead_does_not_end_a_delegation(shop: History) -> None:
    shop.proof()
    shop.commit("ma")
    assert shop.move_only("approved", "mm").exit_code == 0
    shop.commit("mm", date="2026-12-24T10:00:00")
    assert shop.step() == []


def test_whoever_has_no_e_mail_cannot_move_anything(shop: History) -> None:
    shop.on_main("gm", ("content/staff/ST-zhou.md", "emails:\n  - zhou@dealer.example\n", "emails: []\n"))
    shop.restart()
    done = shop.move_only("approved", "gm")
    assert done.exit_code == 2
    assert "人员档案里 周岩 没有邮箱，谁的提交都不能算是本人的；请先在人员档案里补上并合并" in done.output


def test_without_a_procedure_a_move_says_so(shop: History) -> None:
    shop.on_main("gm", (PROC, "roles: [general_manager], other_than_owner", "roles: [], other_than_owner"))
    shop.restart()
    done = shop.run(move.command, ID, "approved", "--as", "周岩", "--base", "main")
    assert done.exit_code == 2
    assert (
        "目标分支上没有可读的“广告计划”现行流程；请先用单独的合并请求让流程生效："
        "./forecourt new procedure --for ad"
    ) in done.output
