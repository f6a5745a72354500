"""What somebody tried to slip past the judge by a merge, a change of kind, or a step before its proof."""

from pathlib import Path

from tests.histories.history import AD, ID, RECORD, History

OTHER = "plans/2026-11/ads/AD-20261103-c3d4.md"
STAFF = "content/staff/ST-neu.md"
PROC = "content/procedures/PROC-ad.md"
PRESS = """\
---
kind: press
id: {id}
title: 年末直播
state: draft
owner: ST-qiao
month: 2026-11
type: news_release
outlet: OUT-daily
author: ST-he
paid: no
due_on: 2026-11-30
---
x
"""


def decided(shop: History) -> None:
    """The general manager's approval is on main; the branch `work` began before it."""
    shop.git("checkout", "--quiet", "-B", "desk", "main")
    shop.proof()
    shop.commit("ma")
    assert shop.move("approved", "gm").exit_code == 0
    shop.git("checkout", "--quiet", "main")
    shop.git("merge", "--quiet", "--ff-only", "desk")
    shop.git("checkout", "--quiet", "work")


def undone(shop: History) -> list[str]:
    return [one.record for one in shop.step() if one.code == "SP33"]


def test_a_merge_that_keeps_our_side_undoes_a_decision(shop: History) -> None:
    decided(shop)
    shop.write("content/note.txt", "x")
    shop.commit("ms")
    shop.git("merge", "--quiet", "--strategy=ours", "--no-edit", "main", who="ms")
    assert undone(shop) == [ID]
    [found] = shop.step()
    assert found.message == f"这次合并把目标分支上 {ID} 的新内容退回去了"
    assert found.hint == "重新合并一次目标分支，这个文件用目标分支的内容，不要用 -s ours 或 --ours"


def test_a_merge_commit_without_any_other_commit_undoes_nothing_either(shop: History) -> None:
    old = shop.git("rev-parse", "main")
    decided(shop)
    made = shop.git("commit-tree", f"{old}^{{tree}}", "-p", old, "-p", "main", "-m", "x", who="ms")
    shop.git("reset", "--quiet", "--hard", made)
    assert undone(shop) == [ID]


def test_law_is_not_brought_back_by_a_merge_with_an_old_commit(shop: History) -> None:
    old = shop.git("rev-parse", "main")
    shop.on_main("mm", (PROC, "roles: [general_manager], other", "roles: [finance], other"))
    shop.restart()
    shop.git("checkout", "--quiet", old, "--", PROC)
    tree = shop.git("write-tree")
    made = shop.git("commit-tree", tree, "-p", "main", "-p", old, "-m", "x", who="ms")
    shop.git("reset", "--quiet", "--hard", made)
    assert undone(shop) == ["PROC-ad"]


def test_a_record_is_not_deleted_by_a_merge_with_nothing(shop: History) -> None:
    empty = shop.git("hash-object", "-t", "tree", "-w", "/dev/null")
    nothing = shop.git("commit-tree", empty, "-m", "x", who="ms")
    shop.git("rm", "--quiet", AD)
    made = shop.git("commit-tree", shop.git("write-tree"), "-p", "main", "-p", nothing, "-m", "x", who="ms")
    shop.git("reset", "--quiet", "--hard", made)
    assert ID in {one.record for one in shop.step() if one.code in ("SP13", "SP33")}


def test_an_honest_merge_of_the_target_branch_is_legal(shop: History) -> None:
    decided(shop)
    shop.write(OTHER, RECORD.replace(ID, Path(OTHER).stem))
    shop.commit("ma")
    shop.git("merge", "--quiet", "--no-edit", "main", who="ma")
    assert shop.step() == []


def test_a_branch_that_is_only_behind_undoes_nothing(shop: History) -> None:
    decided(shop)
    shop.write(OTHER, RECORD.replace(ID, Path(OTHER).stem))
    shop.commit("ma")
    assert shop.step() == []


def test_an_approval_that_was_withdrawn_is_not_brought_back_by_a_merge(approved: History) -> None:
    shop = approved
    entry = shop.text()[shop.text().index("  - step: approve") :].split("\nmonth:")[0]
    assert shop.move("returned", "gm", ID, "--opinion", "太贵").exit_code == 0
    assert shop.move("submitted", "ma").exit_code == 0
    shop.git("checkout", "--quiet", "main")
    shop.git("merge", "--quiet", "--ff-only", "work")
    shop.restart()
    shop.edit("owner: ST-he\n", "owner: ST-he\nnote: 甲\n")
    shop.commit("ma")
    shop.git("checkout", "--quiet", "-b", "side", "main")
    shop.edit("owner: ST-he\n", "owner: ST-he\nnote: 乙\n")
    shop.commit("ms")
    shop.git("checkout", "--quiet", "work")
    shop.git("merge", "--quiet", "--no-commit", "--strategy=ours", "side", who="ma")
    shop.edit("note: 甲", "note: 丙")
    shop.state("approved")
    shop.edit("\nmonth:", f"\n{entry}\nmonth:")
    shop.commit("ma")
    assert "SP04" in {code for code, _ in shop.refusals()}


# A change of kind.


def test_another_kind_begins_as_a_new_record_does(shop: History) -> None:
    shop.write(STAFF, PRESS.format(id="ST-neu"))
    shop.commit("ms")
    person = shop.text("content/staff/ST-fan.md").replace("ST-fan", "ST-neu")
    shop.write(STAFF, person.replace("fan@dealer.example", "neu@dealer.example"))
    shop.commit("ms")
    assert [one.code for one in shop.step() if one.record == "ST-neu"] == ["SP02"]


# Proofs come before the step, not after it.


def test_a_proof_that_comes_after_the_approval_is_too_late(shop: History) -> None:
    assert shop.move("approved", "gm").exit_code == 1
    bare = shop.text()
    shop.proof()
    shop.commit("ma")
    assert shop.move_only("approved", "gm").exit_code == 0
    sealed = next(line for line in shop.text().splitlines() if "seal:" in line)
    shop.git("reset", "--quiet", "--hard", "main")
    shop.write(AD, bare)
    shop.state("approved")
    shop.entry("gm", seal=sealed.split()[-1])
    shop.commit("gm")
    shop.proof()
    shop.commit("ma")
    found = [one for one in shop.step() if one.code == "EV08"]
    assert len(found) == 1
    assert "要求" in found[0].message
    assert "（提交 " in found[0].message


def test_what_a_state_in_between_demands_is_demanded(approved: History) -> None:
    shop = approved
    shop.state("booked")
    shop.commit("mm")
    [early] = [one.message for one in shop.step() if one.code == "ST03"]
    assert "contract_no" in early
    commit = shop.git("rev-parse", "--short=8", "HEAD")
    shop.state("archived")
    shop.commit("ma")
    assert [one.message for one in shop.step() if one.code == "ST03"] == [f"{early}（提交 {commit}）"]


# Who wrote it, under other names and in merges.


def test_who_wrote_under_the_old_name_of_the_file_is_a_writer(shop: History) -> None:
    new = OTHER
    shop.git("checkout", "--quiet", "main")
    shop.write(new, RECORD.replace(ID, Path(new).stem).replace("ST-he", "ST-qiao"))
    shop.commit("gm")
    renamed = "plans/2026-11/ads/AD-20261104-e5f6.md"
    shop.git("mv", new, renamed)
    shop.edit(Path(new).stem, Path(renamed).stem, renamed)
    shop.commit("ms")
    shop.git("checkout", "--quiet", "work")
    shop.git("reset", "--quiet", "--hard", "main")
    assert shop.move("submitted", "ms", Path(renamed).stem).exit_code == 0
    shop.proof(path=renamed, content="另一份")
    shop.commit("ms")
    done = shop.move("approved", "gm", Path(renamed).stem)
    assert done.exit_code == 1
    assert "周岩 走了“批准”这一步" in done.output


def test_who_owned_it_before_may_not_approve_it(shop: History) -> None:
    shop.on_main("ma", (AD, "owner: ST-he", "owner: ST-zhou"))
    shop.on_main("ma", (AD, "owner: ST-zhou", "owner: ST-he"))
    shop.restart()
    shop.proof()
    shop.commit("ma")
    done = shop.move("approved", "gm")
    assert done.exit_code == 1
    assert "错误 SP20" in done.output


def test_the_same_text_on_two_sides_has_two_writers(shop: History) -> None:
    for who, name in (("gm", "one"), ("ma", "two")):
        shop.git("checkout", "--quiet", "-B", name, "main")
        shop.edit("theme: 周末试驾", "theme: 周末家庭试驾")
        shop.commit(who)
    shop.git("checkout", "--quiet", "work")
    shop.git("merge", "--quiet", "--no-ff", "--no-edit", "two", who="ma")
    shop.git("merge", "--quiet", "--no-ff", "--no-edit", "one", who="ma")
    shop.proof()
    shop.commit("ma")
    done = shop.move("approved", "gm")
    assert done.exit_code == 1
    assert "错误 SP06" in done.output


def test_whoever_only_merges_is_no_writer(shop: History) -> None:
    shop.edit("theme: 周末试驾", "theme: 周末家庭试驾")
    shop.commit("ma")
    shop.on_main("ms", (AD, "discount: 2.5折", "discount: 2.5折\nvisits: 3"))
    shop.git("checkout", "--quiet", "work")
    shop.git("merge", "--quiet", "--no-edit", "main", who="gm")
    shop.proof()
    shop.commit("ma")
    assert shop.move("approved", "gm").exit_code == 0
    assert shop.step() == []


# Small print.


def test_capitals_do_not_hide_a_shared_proof(approved: History) -> None:
    shop = approved
    sha256 = shop.text().split("sha256: ")[1].split()[0]
    shop.edit(sha256, sha256.upper())
    shop.commit("ma")
    shop.git("checkout", "--quiet", "main")
    shop.git("merge", "--quiet", "--ff-only", "work")
    shop.restart()
    shop.write(OTHER, RECORD.replace(ID, Path(OTHER).stem).replace("ST-he", "ST-qiao"))
    shop.commit("ms")
    assert shop.move("submitted", "ms", Path(OTHER).stem).exit_code == 0
    shop.proof(path=OTHER)
    shop.commit("ms")
    assert "SP26" in {one.code for one in shop.step()}


def test_an_old_reason_is_no_reason(shop: History) -> None:
    shop.edit("owner: ST-he\n", "owner: ST-he\nreason: 从前的原因\n")
    shop.commit("ma")
    shop.state("returned")
    shop.commit("gm")
    assert ("SP19", "“退回”要写明原因") in shop.refusals()


def test_one_id_is_new_once(shop: History) -> None:
    stem = Path(OTHER).stem
    shop.write(OTHER, RECORD.replace(ID, stem))
    shop.write(f"plans/2026-11/ads/more/{stem}.md", RECORD.replace(ID, stem))
    shop.commit("ma")
    assert shop.refusals() == [("SP21", f"编号 {stem} 在这个分支上还有一个文件在用：{OTHER}")]


# Deputies and amendments.

AMENDMENT = """\
---
kind: amendment
id: AMD-20261118-t1t1
title: 更正主题
state: draft
owner: ST-he
record: AD-20261012-k3f7
changes:
  - {field: theme%s}
reason: 录入有误
---
按原件更正。
"""
FILED = "plans/2026-11/ads/AD-20261012-k3f7.md"
SLIP = "content/amendments/AMD-20261118-t1t1.md"


def test_somebody_and_his_deputy_are_one_authority(shop: History) -> None:
    two = "other_than_owner: yes, approval: yes, approvers: 2"
    shop.on_main("mm", (PROC, "other_than_owner: yes, approval: yes", two))
    shop.restart()
    shop.proof()
    shop.commit("ma")
    assert shop.move("approved", "gm").exit_code == 0
    done = shop.move("approved", "mm")
    assert done.exit_code == 1
    assert "“批准”需要 2 人的有效批准，现有 1 人" in done.output


def test_a_delegation_lends_nothing_for_the_days_before_it_was_signed(shop: History) -> None:
    place = "content/delegations/DEL-20261110-w4c2.md"
    shop.on_main("gm", (place, "at: 2026-11-10", "at: 2026-11-18"))
    shop.restart()
    shop.proof()
    shop.entry("mm", deputy_for="gm", day="2026-11-17")
    shop.commit("mm")
    assert "SP17" in {one.code for one in shop.step()}


def test_an_amendment_without_values_opens_nothing(shop: History) -> None:
    shop.edit("theme: 新车上市", "theme: 新车登场", FILED)
    shop.write(SLIP, AMENDMENT % "")
    shop.commit("ma")
    assert shop.move("approved", "mm", Path(SLIP).stem).exit_code == 0
    assert ("SP12", "记录已封存，没有更正单就改了 主题（theme）") in shop.refusals()


def test_whoever_wrote_the_correction_does_not_approve_it(shop: History) -> None:
    shop.write(SLIP, AMENDMENT % ", before: 新车上市, after: 新车登场")
    shop.commit("ma")
    shop.edit("theme: 新车上市", "theme: 新车登场", FILED)
    shop.commit("mm")
    done = shop.move("approved", "mm", Path(SLIP).stem)
    assert done.exit_code == 1
    assert "SP20" in done.output or "SP06" in done.output
