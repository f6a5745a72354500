"""Ways around a procedure that have been seen or can be thought of, each with a small real history."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from forecourt.commands import step as step_command
from tests.histories.history import AD, ID, PEOPLE, RECORD, History

PROC = "content/procedures/PROC-ad.md"
OTHER = "plans/2026-11/ads/AD-20261103-c3d4.md"
NEXT = "“批准”→ 已批准，由 周岩（总经理）：./forecourt move AD-20261102-a1b2 approved"


@pytest.fixture
def shop(tmp_path: Path) -> History:
    return History(tmp_path)


@pytest.fixture
def approved(shop: History) -> History:
    """The ad was approved by the general manager on the branch, legally."""
    shop.proof()
    shop.commit("ma", "plan sheet")
    assert shop.move("approved", "gm").exit_code == 0
    assert shop.step() == []
    return shop


# The state and the step.


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
    assert found.hint.startswith(f"现在可以走：{NEXT}；“退回”→ 已退回，由 周岩（总经理）：")


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


# Who approved.


def test_a_single_manager_does_not_stand_in_for_an_approval(shop: History) -> None:
    shop.proof()
    shop.state("approved")
    shop.commit("gm")
    [found] = shop.step()
    assert (found.code, found.field) == ("SP07", "state")
    assert found.message == "“批准”需要 1 人的有效批准，现有 0 人"
    assert found.hint == f"现在可以走：{NEXT}"


def test_the_same_person_twice_counts_once(shop: History) -> None:
    wider = "roles: [general_manager, finance], approvers: 2, other_than_owner: yes"
    shop.on_main("gm", (PROC, "roles: [general_manager], other_than_owner: yes", wider))
    shop.restart()
    shop.proof()
    shop.commit("ma")
    assert shop.move("approved", "gm").exit_code == 0
    assert "state: submitted" in shop.text()
    shop.move("approved", "gm")
    shop.state("approved")
    shop.commit("gm")
    assert ("SP07", "“批准”需要 2 人的有效批准，现有 1 人") in shop.refusals()


def test_two_people_together_may(shop: History) -> None:
    wider = "roles: [general_manager, finance], approvers: 2, other_than_owner: yes"
    shop.on_main("gm", (PROC, "roles: [general_manager], other_than_owner: yes", wider))
    shop.restart()
    shop.proof()
    shop.commit("ma")
    shop.move("approved", "gm")
    assert shop.move("approved", "fi").exit_code == 0
    assert "state: approved" in shop.text()
    assert shop.step() == []


def test_an_approval_that_was_taken_away_again_does_not_count(approved: History) -> None:
    lines = approved.text().splitlines(keepends=True)
    start = next(index for index, line in enumerate(lines) if "step: approve" in line)
    approved.write(AD, "".join([*lines[:start], *lines[start + 5 :]]))
    approved.commit("gm")
    assert ("SP08", "第 2 条批准被改掉或删掉了：approve · 周岩 · 总经理 · 2026-11-18") in approved.refusals()


def test_the_owner_does_not_approve_the_own_record(shop: History) -> None:
    shop.on_main("mm", (AD, "owner: ST-he", "owner: ST-zhou"))
    shop.restart()
    shop.proof()
    shop.commit("ma")
    done = shop.move("approved", "gm")
    assert done.exit_code == 1
    assert "周岩 是这条记录的负责人或作者，不能自己走“批准”这一步" in done.output
    assert "没有别人担任该角色，须先授权别人代批：./forecourt new delegation" in done.output
    assert "state: submitted" in shop.text()


def test_the_author_does_not_approve_what_he_wrote_on_the_branch(shop: History) -> None:
    shop.proof()
    shop.edit("theme: 周末试驾", "theme: 周末试驾有礼")
    shop.commit("gm")
    done = shop.move("approved", "gm")
    assert done.exit_code == 1
    assert "周岩 是这条记录的负责人或作者，不能自己走“批准”这一步" in done.output


def test_the_approver_does_not_write_after_approving(approved: History) -> None:
    approved.edit("theme: 周末试驾", "theme: 周末试驾有礼")
    approved.commit("gm")
    assert approved.refusals() == [("SP20", "周岩 走了“批准”这一步，又改了记录内容")]


def test_a_role_given_by_the_same_pull_request_does_not_count(shop: History) -> None:
    shop.edit(
        "roles: [marketing_specialist]",
        "roles: [marketing_specialist, general_manager]",
        "content/staff/ST-qiao.md",
    )
    shop.commit("ms")
    shop.proof()
    shop.commit("ma")
    done = shop.move("approved", "ms")
    assert done.exit_code == 1
    assert "这个角色是本合并请求才加的，合并以后才算。现在可以走的：周岩（总经理）" in done.output
    assert [one.code for one in shop.step()] == ["SP10"]


def test_an_e_mail_given_by_the_same_pull_request_does_not_count(shop: History) -> None:
    shop.edit(
        "  - zhou@dealer.example",
        "  - zhou@dealer.example\n  - someone@elsewhere.example",
        "content/staff/ST-zhou.md",
    )
    shop.commit("ms")
    shop.proof()
    shop.entry("gm")
    shop.state("approved")
    shop.commit("stranger")
    found = {one.code: one for one in shop.step()}
    assert found["SP04"].message == "写的是 周岩 的批准，提交的却是 路人 <someone@elsewhere.example>"
    assert (
        found["SP04"].hint == "someone@elsewhere.example 是本合并请求才加的；请单独提合并请求，合并以后才算"
    )
    assert found["SP10"].record == "ST-zhou"


def test_nobody_approves_in_the_name_of_somebody_else(shop: History) -> None:
    shop.proof()
    shop.entry("gm")
    shop.state("approved")
    shop.commit("ma")
    found = {one.code: one.message for one in shop.step()}
    assert found["SP04"] == "写的是 周岩 的批准，提交的却是 何沐 <he@dealer.example>"


def test_author_counts_and_committer_does_not(shop: History) -> None:
    shop.proof()
    shop.commit("ma")
    shop.move_only("approved", "gm")
    shop.commit("gm", committer="ms")
    assert shop.step() == []


def test_dates_in_the_future_and_out_of_order_do_not_matter(shop: History) -> None:
    shop.proof()
    shop.commit("ma", date="2099-01-01T00:00:00")
    shop.move_only("approved", "gm")
    shop.commit("gm", date="1999-01-01T00:00:00")
    assert shop.step() == []


# What was approved.


def test_a_frozen_field_is_named_with_both_values(approved: History) -> None:
    approved.edit("net_cost: 12,000", "net_cost: 13,000")
    approved.commit("ma")
    [found] = approved.step()
    assert (found.code, found.record, found.field) == ("SP10", ID, "net_cost")
    assert found.message == "净价合计（net_cost）已锁定，何沐 把它从 12000.00 改成了 13000.00"
    assert found.hint.startswith("请改回原值，或走允许修改的步骤：“退回”→ 已退回")


def test_a_frozen_field_may_be_put_back(approved: History) -> None:
    approved.edit("net_cost: 12,000", "net_cost: 13,000")
    approved.commit("ma")
    approved.edit("net_cost: 13,000", "net_cost: 12000.00")
    approved.commit("ma")
    assert approved.step() == []


def test_line_ends_and_a_byte_order_mark_change_nothing(approved: History) -> None:
    path = approved.root / AD
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    approved.commit("ms")
    assert approved.step() == []


def test_a_proof_that_was_exchanged_is_seen(approved: History) -> None:
    (approved.root / AD.removesuffix(".md") / "plan.pdf").write_bytes(b"%PDF-1.4 another\n%%EOF\n")
    approved.commit("ma")
    assert [(one.code, one.field) for one in approved.step()] == [("EV04", "evidence.0.sha256")]


def test_a_proof_that_was_exchanged_with_its_fingerprint_is_seen(approved: History) -> None:
    approved.edit("plan.pdf", "plan2.pdf")
    text = approved.text()
    approved.write(AD, text[: text.index("evidence:")] + text[text.index("---\n画面") :])
    approved.proof("plan2.pdf", "另一张")
    approved.commit("ma")
    assert approved.refusals() == [("SP11", f"批准过的凭证 {ID}/plan.pdf（已批计划表）被拿掉或换掉了")]


def test_an_emptied_proof_is_seen(approved: History) -> None:
    (approved.root / AD.removesuffix(".md") / "plan.pdf").write_bytes(b"")
    approved.commit("ma")
    assert [one.code for one in approved.step()] == ["EV03"]


def test_a_proof_serves_one_record(approved: History) -> None:
    approved.git("checkout", "--quiet", "main")
    approved.git("merge", "--quiet", "--ff-only", "work")
    approved.restart()
    approved.write(OTHER, RECORD.replace(ID, Path(OTHER).stem))
    approved.commit("ma")
    approved.move("submitted", "ma", Path(OTHER).stem)
    approved.proof(path=OTHER)
    approved.commit("ma")
    done = approved.move("approved", "gm", Path(OTHER).stem)
    assert done.exit_code == 1
    assert f"同一个文件（已批计划表）也归在 {ID} 里" in done.output


# Where a record lies, and what it is called.


def test_a_record_that_was_decided_on_is_not_deleted(shop: History) -> None:
    shop.git("rm", "--quiet", AD)
    shop.commit("ma")
    assert shop.refusals() == [("SP13", f"记录 {ID} 处于“已上报”状态，却被删除了")]


def test_a_draft_may_be_deleted(shop: History) -> None:
    shop.write(OTHER, RECORD.replace(ID, Path(OTHER).stem))
    shop.commit("ma")
    shop.git("checkout", "--quiet", "main")
    shop.git("merge", "--quiet", "--ff-only", "work")
    shop.restart()
    shop.git("rm", "--quiet", OTHER)
    shop.commit("ma")
    assert shop.step() == []


def test_a_record_is_not_moved(shop: History) -> None:
    shop.git("mv", AD, f"content/press/{ID}.md")
    shop.commit("ma")
    assert shop.refusals() == [("SP14", f"{ID} 的文件被移走了，原来在 {AD}")]


def test_the_id_stays(shop: History) -> None:
    shop.edit(f"id: {ID}", f"id: {Path(OTHER).stem}")
    shop.git("mv", AD, OTHER)
    shop.commit("ma")
    assert ("SP15", f"记录的 id 被改了：{ID} → {Path(OTHER).stem}") in shop.refusals()


def test_the_kind_stays(shop: History) -> None:
    press = shop.text("content/press/PR-20261103-m2p8.md").replace("PR-20261103-m2p8", ID)
    shop.write(AD, press)
    shop.commit("ma")
    assert ("SP15", "记录的 kind 被改了：ad → press") in shop.refusals()


def test_a_symbolic_link_is_no_record(shop: History) -> None:
    (shop.root / AD).unlink()
    (shop.root / AD).symlink_to("AD-20261012-k3f7.md")
    shop.commit("ma")
    assert [one.code for one in shop.step()] == ["FS01", "SP13"]


def test_a_submodule_hides_nothing(shop: History) -> None:
    head = shop.git("rev-parse", "HEAD")
    shop.git("update-index", "--add", "--cacheinfo", f"160000,{head},content/more")
    shop.git("commit", "--quiet", "--message", "more", who="ms")
    assert shop.refusals() == [("SP23", "content/more 是子模块，里面的记录没法判断")]


def test_a_name_that_is_not_utf_8_is_seen(shop: History) -> None:
    with open(os.fsencode(shop.root) + b"/content/press/\xff.md", "wb") as odd:  # noqa: PTH123  bytes
        odd.write(RECORD.encode())
    shop.commit("ma")
    assert "FS04" in [one.code for one in shop.step()]


def test_two_branches_take_the_same_id(shop: History) -> None:
    shop.write(OTHER, RECORD.replace(ID, Path(OTHER).stem))
    shop.commit("ma")
    shop.git("checkout", "--quiet", "main")
    shop.write(OTHER, RECORD.replace(ID, Path(OTHER).stem).replace("周末", "店庆"))
    shop.commit("ms")
    shop.git("checkout", "--quiet", "work")
    assert shop.refusals() == [("SP21", f"编号 {Path(OTHER).stem} 在目标分支上已属于另一条记录：{OTHER}")]


# Histories that are written anew.


def test_an_approval_survives_a_rebase_and_a_cherry_pick(approved: History) -> None:
    approved.on_main("mm", ("content/outlets/OUT-daily.md", "title: ", "title: 新"))
    approved.git("rebase", "--quiet", "main", who="ms")
    assert approved.step() == []
    approved.git("checkout", "--quiet", "-b", "picked", "main")
    approved.git("cherry-pick", "work~1", "work", who="ms")
    assert approved.step() == []


def test_an_approval_survives_a_merge_of_main(approved: History) -> None:
    approved.on_main("mm", ("content/outlets/OUT-daily.md", "title: ", "title: 新"))
    approved.git("merge", "--quiet", "--no-edit", "main", who="ms")
    assert approved.step() == []


def test_a_merge_commit_that_changes_what_was_approved_is_seen(approved: History) -> None:
    approved.on_main("mm", ("content/outlets/OUT-daily.md", "title: ", "title: 新"))
    approved.git("merge", "--quiet", "--no-commit", "main", who="ms")
    approved.edit("net_cost: 12,000", "net_cost: 99,000")
    approved.commit("ms", "merge")
    assert approved.refusals() == [
        ("SP10", "净价合计（net_cost）已锁定，乔一鸣 把它从 12000.00 改成了 99000.00")
    ]


def test_an_approval_that_somebody_else_squashed_is_gone(approved: History) -> None:
    approved.git("checkout", "--quiet", "-b", "squashed", "main")
    approved.git("merge", "--quiet", "--squash", "work")
    approved.commit("mm", "squashed")
    [found] = approved.step()
    assert found.message == "写的是 周岩 的批准，提交的却是 林晓棠 <lin@dealer.example>"
    assert "别人压缩或改写提交，本人的批准就没了" in found.hint


def test_what_stands_on_main_is_taken_as_judged(approved: History) -> None:
    approved.git("checkout", "--quiet", "main")
    approved.git("merge", "--quiet", "--squash", "work")
    approved.commit("mm", "squashed on merge")
    approved.restart()
    approved.edit("theme: 周末试驾", "theme: 周末试驾有礼")
    approved.commit("ms")
    assert approved.step() == []


def test_commits_that_a_rewritten_main_dropped_are_judged_again(shop: History) -> None:
    shop.git("checkout", "--quiet", "main")
    shop.state("booked")
    shop.commit("mm", "illegal on main")
    shop.restart()
    shop.git("branch", "--force", "main", "main~1")
    assert ("SP01", "流程里没有从“已上报”到“已签约”的步骤") in shop.refusals()


# Nothing to judge by: an error, never silence.


def said(shop: History, *arguments: str) -> str:
    done = shop.run(step_command.command, *arguments)
    assert done.exit_code == 2
    return done.output.strip().removeprefix("Error: ")


def test_a_shallow_clone_is_refused(approved: History, tmp_path: Path) -> None:
    approved.git("clone", "--quiet", "--depth", "1", f"file://{approved.root}", str(tmp_path / "shallow"))
    approved.root = tmp_path / "shallow"
    assert said(approved, "HEAD") == "这是浅克隆，历史不全，没法判断；请运行：git fetch --unshallow"


def test_a_base_that_git_does_not_know_is_refused(shop: History) -> None:
    assert said(shop, "origin/nix") == (
        "Git 里没有“origin/nix”这个提交；请先拉取（git fetch origin），或改正名称"
    )


def test_no_common_commit_is_refused(shop: History) -> None:
    shop.git("checkout", "--quiet", "--orphan", "alone")
    shop.commit("ma")
    assert said(shop, "main") == "main 与 HEAD 没有共同的提交，看不出分支从哪里开始；请变基到 main"


def test_no_target_branch_is_refused(shop: History, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"):
        monkeypatch.delenv(name, raising=False)
    shop.git("branch", "--move", "main", "trunk")
    assert said(shop).startswith("找不到可比较的目标分支（试过 origin/HEAD、origin/main")


def test_a_kind_without_a_procedure_in_force_cannot_move(shop: History) -> None:
    shop.on_main("gm", (PROC, "state: in_force", "state: draft"))
    shop.restart()
    shop.state("draft")
    shop.commit("ma")
    assert ("SP16", "目标分支上没有可读的“广告计划”现行流程") in shop.refusals()


def test_a_procedure_that_cannot_be_read_on_main_is_an_error(shop: History) -> None:
    shop.on_main("gm", (PROC, "for_kind: ad", "for_kind ad"))
    shop.restart()
    shop.edit("theme: 周末试驾", "theme: 周末")
    shop.commit("ma")
    assert ("SP22", f"目标分支上的 {PROC} 读不出来，没法作为依据") in shop.refusals()


def test_nobody_holds_the_role(shop: History) -> None:
    shop.on_main(
        "gm",
        ("content/staff/ST-zhou.md", "roles: [general_manager, sales_manager]", "roles: [sales_manager]"),
    )
    shop.restart()
    shop.proof()
    shop.commit("ma")
    done = shop.move("approved", "gm")
    assert done.exit_code == 1
    assert "请由此人来走这一步：在职人员中无人担任 总经理" in done.output


# Law.


def test_a_pull_request_cannot_use_its_own_procedure(shop: History) -> None:
    shop.edit("roles: [general_manager], other", "roles: [finance], other", PROC)
    shop.commit("ma")
    shop.proof()
    shop.commit("ma")
    done = shop.move("approved", "fi")
    assert done.exit_code == 1
    assert "范亦 不能走“批准”这一步：要由 总经理 来走" in done.output
    assert [(one.code, one.record, one.field) for one in shop.step()] == [("SP10", "PROC-ad", "steps")]


def test_a_quota_is_changed_by_a_step_of_the_month_only(shop: History) -> None:
    month = "plans/2026-11/MON-2026-11.md"
    line = next(line for line in shop.text(month).splitlines() if line.startswith("own_money: "))
    shop.edit(line, "own_money: 9,999,999", month)
    shop.commit("mm")
    assert [(one.code, one.record, one.field) for one in shop.step()] == [
        ("SP10", "MON-2026-11", "own_money")
    ]


def test_a_closed_record_changes_by_an_amendment_only(shop: History) -> None:
    old = "plans/2026-11/ads/AD-20261012-k3f7.md"
    shop.edit("theme: 新车上市", "theme: 新车登场", old)
    shop.commit("ma")
    [found] = shop.step()
    assert found.message == "记录已封存，没有更正单就改了 主题（theme）"
    amendment = """\
---
kind: amendment
id: AMD-20261118-t1t1
title: 更正主题
state: draft
owner: ST-he
record: AD-20261012-k3f7
changes:
  - {field: theme, before: 新车上市, after: 新车登场}
reason: 录入有误
---
按原件更正。
"""
    shop.write("content/amendments/AMD-20261118-t1t1.md", amendment)
    shop.commit("ma")
    assert [one.code for one in shop.step()] == ["SP12"]
    assert shop.move("approved", "mm", "AMD-20261118-t1t1").exit_code == 0
    assert shop.step() == []


# Deputies and signatures.


def test_a_deputy_needs_a_delegation_for_that_day(shop: History) -> None:
    shop.proof()
    shop.commit("ma")
    assert shop.move("approved", "mm").exit_code == 0
    assert "deputy_for: ST-zhou" in shop.text()
    assert shop.step() == []
    shop.restart()
    shop.on_main(
        "gm", ("content/delegations/DEL-20261110-w4c2.md", "valid_to: 2026-11-20", "valid_to: 2026-11-17")
    )
    shop.restart()
    shop.proof()
    shop.commit("ma")
    assert shop.move("approved", "mm").exit_code == 1


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
def test_a_role_that_signs_needs_a_signature_by_its_own_key(shop: History, tmp_path: Path) -> None:
    keys = {name: tmp_path / name for name in ("right", "wrong")}
    for key in keys.values():
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    public = keys["right"].with_suffix(".pub").read_text(encoding="utf-8").strip()
    shop.on_main(
        "gm",
        (PROC, "for_kind: ad\n", "for_kind: ad\nsigned_roles: [general_manager]\n"),
        ("content/staff/ST-zhou.md", "emails:", f'ssh_keys: ["{public}"]\nemails:'),
    )
    shop.restart()
    shop.proof()
    shop.commit("ma")
    assert "commit -S" in shop.move("approved", "gm").output
    unsigned = ("SP18", "周岩 的提交没有用档案里的密钥签名；总经理必须签名")
    assert shop.refusals() == [unsigned]
    for name, refusals in (("right", []), ("wrong", [unsigned])):
        signing = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={keys[name]}")
        shop.git(*signing, "commit", "--quiet", "--amend", "--no-edit", "-S", who="gm")
        assert shop.refusals() == refusals


def test_people_of_the_shop_are_those_of_its_records(shop: History) -> None:
    for name, email, id in PEOPLE.values():
        text = shop.text(f"content/staff/{id}.md")
        assert f"title: {name}" in text
        assert email in text
