"""Approvals that do not count, each trap with a small real history."""

from tests.histories.history import AD, History

PROC = "content/procedures/PROC-ad.md"
NEXT = "“批准”→ 已批准，由 周岩、林晓棠（总经理）：./forecourt move AD-20261102-a1b2 approved"


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
    assert "错误 SP06" in done.output
    assert "周岩 是这条记录的负责人或作者，不能自己走“批准”这一步" in done.output
    assert "请由此人来走这一步：林晓棠" in done.output
    assert "state: submitted" in shop.text()


def test_the_author_does_not_approve_what_he_wrote_on_the_branch(shop: History) -> None:
    shop.proof()
    shop.edit("theme: 周末试驾", "theme: 周末试驾有礼")
    shop.commit("gm")
    done = shop.move("approved", "gm")
    assert done.exit_code == 1
    assert "错误 SP06" in done.output
    assert "周岩 是这条记录的负责人或作者，不能自己走“批准”这一步" in done.output


def test_the_approver_does_not_write_after_approving(approved: History) -> None:
    approved.edit("theme: 周末试驾", "theme: 周末试驾有礼")
    approved.commit("gm")
    assert approved.refusals() == [("SP20", "周岩 走了“批准”这一步，但本人写过这条记录或当过负责人")]


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
    assert "这个角色是本合并请求才加的，合并以后才算。现在可以走的：周岩、林晓棠（总经理）" in done.output
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
