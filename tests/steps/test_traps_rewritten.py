"""Histories that are written anew, each trap with a small real history."""

from pathlib import Path

import pytest

from forecourt.commands import step as step_command
from tests.histories.history import AD, ID, History

PROC = "content/procedures/PROC-ad.md"


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


def said(shop: History, *arguments: str) -> str:
    done = shop.run(step_command.command, *arguments)
    assert done.exit_code == 2
    return done.output.strip().removeprefix("Error: ")


def test_a_shallow_clone_is_refused(approved: History, tmp_path: Path) -> None:
    approved.git("clone", "--quiet", "--depth", "1", f"file://{approved.root}", str(tmp_path / "shallow"))
    approved.root = tmp_path / "shallow"
    assert said(approved, "HEAD") == "这是浅克隆，历史不全；请运行：git fetch --unshallow"


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


def test_a_merge_does_not_undo_what_main_decided(approved: History) -> None:
    approved.on_main(
        "gm",
        (AD, "state: submitted", "state: returned"),
        (AD, "owner: ST-he\n", "owner: ST-he\nreason: 太贵\n"),
    )
    approved.git("merge", "--quiet", "--no-edit", "--strategy", "ours", "main", who="ms")
    assert ("SP01", "流程里没有从“已退回”到“已批准”的步骤") in approved.refusals()


def test_a_record_that_both_sides_changed_is_judged_together(approved: History) -> None:
    approved.on_main("ms", (AD, "theme: 周末试驾", "theme: 周末试驾有礼"))
    [found] = approved.step()
    assert (found.code, found.message) == ("SP27", f"{ID} 在目标分支上也改过了")
    assert found.hint == "请先把目标分支合并进来（git merge）或变基（git rebase），再重新判断"
    approved.git("merge", "--quiet", "--no-edit", "main", who="ms")
    assert approved.step() == []


def test_what_main_changed_is_not_covered_by_the_approval_of_the_old_one(approved: History) -> None:
    approved.on_main("ms", (AD, "outlet: OUT-daily", "outlet: OUT-weekly"))
    approved.git("merge", "--quiet", "--no-edit", "main", who="ms")
    assert approved.refusals() == [
        ("SP07", "“批准”需要 1 人的有效批准，现有 0 人"),
        ("SP10", "媒体（outlet）已锁定，乔一鸣 把它从 OUT-daily 改成了 OUT-weekly"),
    ]


def test_an_odd_author_name_hides_no_commit(shop: History) -> None:
    shop.state("booked")
    shop.git("add", "--all")
    shop.git("-c", "user.name=a\x01b\n:100644", "commit", "--quiet", "--message", "x", who="stranger")
    assert ("SP01", "流程里没有从“已上报”到“已签约”的步骤") in shop.refusals()
