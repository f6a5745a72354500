"""Rules that somebody tried to wash away over two pull requests, names and detours; real histories."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from forecourt.commands import step as step_command
from tests.histories.history import AD, ID, RECORD, History

PROC = "content/procedures/PROC-ad.md"
OLD = "content/delegations/DEL-20261110-w4c2.md"
NEW = "content/delegations/DEL-20261118-n3w1.md"
OTHER = "plans/2026-11/ads/AD-20261103-c3d4.md"


def merged(shop: History) -> None:
    """The branch is merged into main, and another branch begins there."""
    shop.git("checkout", "--quiet", "main")
    shop.git("merge", "--quiet", "--ff-only", "work")
    shop.restart()


def messages(shop: History) -> set[tuple[str, str]]:
    return set(shop.refusals())


# Delegations.


def lend_in_his_name(shop: History) -> None:
    """Finance lends the general manager's role to the assistant."""
    text = (
        shop.text(OLD)
        .replace("DEL-20261110-w4c2", "DEL-20261118-n3w1")
        .replace("deputy: ST-lin", "deputy: ST-he")
    )
    head, _, rest = text.partition("approvals:\n")
    shop.write(NEW, head.replace("in_force", "draft") + rest[rest.index("grantor:") :])
    shop.commit("ma")


def test_only_the_grantor_lends_the_own_role(shop: History) -> None:
    lend_in_his_name(shop)
    done = shop.move("in_force", "fi", Path(NEW).stem)
    assert done.exit_code == 1
    assert "错误 DG01" in done.output


def test_a_delegation_that_its_grantor_did_not_sign_lends_nothing(shop: History) -> None:
    lend_in_his_name(shop)
    shop.state("in_force", NEW)
    shop.commit("fi")
    merged(shop)
    shop.proof()
    shop.commit("ms")
    done = shop.move("approved", "ma")
    assert done.exit_code == 1
    assert "何沐 不能走“批准”这一步：要由 总经理 来走" in done.output


# Names in Git.


@pytest.mark.parametrize("name", ["main", "origin/main"])
def test_a_tag_does_not_stand_in_for_the_target_branch(shop: History, name: str) -> None:
    shop.state("booked")
    shop.commit("mm")
    shop.git("update-ref", "refs/remotes/origin/main", "main")
    shop.git("tag", name, "HEAD")
    assert ("SP01", "流程里没有从“已上报”到“已签约”的步骤") in messages_from(shop, name)


def messages_from(shop: History, base: str) -> set[tuple[str, str]]:
    return set(shop.refusals(base=base))


def test_a_tag_is_no_target(shop: History) -> None:
    shop.state("booked")
    shop.commit("mm")
    shop.git("tag", "release", "HEAD")
    done = shop.run(step_command.command, "release")
    assert done.exit_code == 2
    assert "“release”是标签，这里比较的是分支；请写分支名，或写提交的哈希值" in done.output


def test_a_folder_that_differs_in_capitals_only_is_refused(shop: History) -> None:
    shop.write("Content/press/PR-20261118-x1y2.md", shop.text("content/press/PR-20261103-m2p8.md"))
    shop.commit("ma")
    done = shop.run(step_command.command, "main")
    assert done.exit_code == 2
    assert "文件夹 Content/ 与 content/ 只差大小写，请改名" in done.output


def test_a_replaced_commit_hides_nothing(shop: History) -> None:
    good = shop.git("rev-parse", "HEAD")
    shop.state("booked")
    bad = shop.commit("mm")
    shop.git("replace", bad, good)
    assert ("SP01", "流程里没有从“已上报”到“已签约”的步骤") in messages(shop)


# Whose record it is.


def test_the_owner_is_not_exchanged_for_the_approval(shop: History) -> None:
    shop.on_main("ms", (AD, "owner: ST-he", "owner: ST-zhou"))
    shop.restart()
    shop.edit("owner: ST-zhou", "owner: ST-he")
    shop.proof()
    shop.commit("ma")
    done = shop.move("approved", "gm")
    assert done.exit_code == 1
    assert "周岩 是这条记录的负责人或作者，不能自己走“批准”这一步" in done.output


def test_what_was_written_and_merged_before_counts_too(shop: History) -> None:
    shop.edit("theme: 周末试驾", "theme: 周末试驾有礼")
    shop.commit("gm")
    merged(shop)
    shop.proof()
    shop.commit("ma")
    done = shop.move("approved", "gm")
    assert done.exit_code == 1
    assert "周岩 走了“批准”这一步，但本人写过这条记录或当过负责人" in done.output


def test_what_was_approved_and_merged_before_makes_nobody_an_author(approved: History) -> None:
    merged(approved)
    assert approved.move("returned", "gm", ID, "--opinion", "价格没谈下来").exit_code == 0
    assert approved.move("submitted", "ma").exit_code == 0
    merged(approved)
    assert approved.move("approved", "gm").exit_code == 0
    assert approved.step() == []


def test_an_unknown_writer_may_be_the_approver(shop: History) -> None:
    shop.proof()
    shop.edit("theme: 周末试驾", "theme: 周末试驾有礼")
    shop.commit("stranger")
    done = shop.move("approved", "gm")
    assert done.exit_code == 1
    assert "错误 SP28" in done.output
    assert "someone@elsewhere.example 写过这条记录，却不在人员档案里，“批准”有可能是自己批自己" in done.output


def test_who_takes_a_record_away_has_written_it(shop: History) -> None:
    text = shop.text()
    shop.git("rm", "--quiet", AD)
    shop.commit("gm")
    shop.write(AD, text.replace("theme: 周末试驾", "theme: 周末试驾有礼"))
    shop.proof()
    shop.commit("ma")
    done = shop.move("approved", "gm")
    assert done.exit_code == 1
    assert "周岩 是这条记录的负责人或作者" in done.output


# Closed records.


def test_what_is_lent_out_and_given_back_stays_closed(shop: History) -> None:
    old = "content/archive/ARC-20261117-b5n9.md"
    lent = "  - {name: lent, label: 借出, money: none, work: open, ball: us}\n"
    closed = "  - {name: kept, label: 在库, money: none, work: done, ball: us, closed: yes}\n"
    proc = f"""\
---
kind: procedure
id: PROC-archive
title: 档案
state: in_force
owner: ST-lin
for_kind: archive
version: "2.0"
effective_from: 2026-01-01
duties: [A11]
states:
  - {{name: filing, label: 立卷, money: none, work: open, ball: us}}
{closed}{lent}steps:
  - {{name: file, label: 入库, from: [filing], to: kept, roles: [marketing_assistant]}}
  - {{name: lend, label: 借出, from: [kept], to: lent, roles: [marketing_assistant]}}
  - {{name: give_back, label: 归还, from: [lent], to: kept, roles: [marketing_assistant]}}
---
档案按上面的步骤走。
"""
    shop.git("checkout", "--quiet", "main")
    shop.write("content/procedures/PROC-archive.md", proc)
    shop.state("kept", old)
    shop.commit("gm")
    shop.restart()
    name = Path(old).stem
    assert shop.move("lent", "ma", name).exit_code == 0
    title = next(line for line in shop.text(old).splitlines() if line.startswith("title: "))
    shop.edit(title, "title: 另一个标题", old)
    shop.commit("ma")
    assert shop.step()[0].code == "SP12"
    shop.move("kept", "ma", name)
    assert ("SP12", "记录已封存，没有更正单就改了 标题（title）") in messages(shop)


# Proofs.


def test_one_file_is_no_two_proofs(approved: History) -> None:
    line = next(line for line in approved.text().splitlines() if "sha256:" in line and "seal" not in line)
    again = f"  - kind: contract\n    file: {ID}/plan.pdf\n{line}\n"
    approved.edit("evidence:\n", "evidence:\n" + again)
    approved.commit("ma")
    assert approved.refusals() == [("SP29", "同一个文件既当已批计划表，又当已盖章合同")]


def test_a_proof_is_what_its_ending_says(shop: History) -> None:
    shop.proof()
    path = shop.root / AD.removesuffix(".md") / "plan.pdf"
    path.write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    old = next(line for line in shop.text().splitlines() if "sha256:" in line).strip()
    shop.edit(old, f"sha256: {hashlib.sha256(path.read_bytes()).hexdigest()}")
    shop.commit("ma")
    done = shop.move("approved", "gm")
    assert done.exit_code == 1
    assert "错误 EV09" in done.output


def test_a_proof_is_there_when_the_step_is_taken(shop: History) -> None:
    shop.proof()
    assert shop.move_only("approved", "gm").exit_code == 0
    shop.git("add", AD)
    shop.git("commit", "--quiet", "--message", "approve", who="gm")
    late = shop.git("rev-parse", "HEAD")[:8]
    shop.commit("ma", "the plan sheet, at last")
    file = f"{AD.removesuffix('.md')}/plan.pdf"
    assert shop.refusals() == [("SP30", f"走“批准”这一步时，{file} 还没有，或是另一个文件（提交 {late}）")]


# The log and the file.


def test_an_approval_is_not_older_than_the_one_before_it(shop: History) -> None:
    shop.proof()
    shop.move_only("approved", "gm")
    shop.edit("at: 2026-11-18", "at: 2025-01-01")
    shop.commit("gm")
    assert ("SP32", "批准日期早于上面一条：approve · 周岩 · 总经理 · 2025-01-01") in messages(shop)


def test_the_same_approval_twice_is_one_too_many(shop: History) -> None:
    wider = "roles: [general_manager, finance], approvers: 2, other_than_owner: yes"
    shop.on_main("gm", (PROC, "roles: [general_manager], other_than_owner: yes", wider))
    shop.restart()
    shop.proof()
    shop.commit("ma")
    shop.move("approved", "gm")
    done = shop.move("approved", "gm")
    assert done.exit_code == 1
    assert "错误 SP31" in done.output
    assert "这条批准已经在审批记录里了：approve · 周岩 · 总经理 · 2026-11-18" in done.output


def test_a_key_that_stands_twice_means_nothing(approved: History) -> None:
    approved.edit("state: approved\n", "state: approved\nstate: booked\n")
    approved.commit("ma")
    assert approved.refusals() == [("SP03", f"记录 {ID} 在这里读不出来，没法判断走的步骤")]


def test_law_with_a_key_that_stands_twice_is_unreadable(shop: History) -> None:
    place = "content/staff/ST-qiao.md"
    line = "roles: [marketing_specialist]\n"
    shop.on_main("ms", (place, line, line + "roles: [general_manager]\n"))
    shop.restart()
    shop.edit("theme: 周末试驾", "theme: 周末试驾有礼")
    shop.commit("ma")
    assert ("SP22", f"目标分支上的 {place} 读不出来，没法作为依据") in messages(shop)


def test_a_record_that_was_gone_for_a_while_is_told(shop: History) -> None:
    text = shop.text()
    shop.git("rm", "--quiet", AD)
    shop.commit("ma")
    shop.write(AD, text)
    shop.commit("ma")
    assert [code for code, _ in shop.refusals()] == ["SP13"]


def test_a_copied_record_leaves_its_approvals_behind(approved: History) -> None:
    head, _, rest = approved.text().partition("evidence:")
    approved.write(
        OTHER,
        head.replace(ID, Path(OTHER).stem).replace("state: approved", "state: draft")
        + rest[rest.index("---") :],
    )
    approved.commit("ma")
    [found] = approved.step()
    assert (found.code, found.message) == ("SP02", "新记录还在起始状态“起草”，却带着批准")
    assert "approvals" not in RECORD


def test_somebody_who_has_left_is_called_so(shop: History) -> None:
    shop.on_main("mm", ("content/staff/ST-zhou.md", "state: active", "state: left\nleft_on: 2026-11-10"))
    shop.restart()
    shop.proof()
    shop.entry("gm")
    shop.commit("gm")
    found = {one.code: one for one in shop.step()}
    assert found["SP04"].hint == "zhou@dealer.example 的主人已不在职，或还没入职"


def test_git_itself_would_take_the_tag(shop: History) -> None:
    """Why branches are looked for by their full names."""
    shop.state("booked")
    shop.commit("mm")
    shop.git("tag", "main", "HEAD")
    told = subprocess.run(
        ["git", "rev-parse", "main"], cwd=shop.root, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == shop.git("rev-parse", "HEAD")
