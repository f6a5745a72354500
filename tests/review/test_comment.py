"""The comment on a pull request, over real histories."""

import re
from pathlib import Path

import pytest

from forecourt.commands import step
from tests.histories.history import AD, ID, RECORD, History

OTHER = "plans/2026-11/ads/AD-20261103-c3d4.md"
MONTH = "plans/2026-11/MON-2026-11.md"


@pytest.fixture
def shop(tmp_path: Path) -> History:
    return History(tmp_path)


def comment(shop: History, *more: str, exit_code: int = 0) -> str:
    done = shop.run(step.command, "main", "HEAD", "--format", "markdown", *more)
    assert done.exit_code == exit_code, done.output
    return done.stdout


def section(told: str, title: str) -> list[str]:
    """The lines of a section, without blank ones."""
    body = told.partition(f"### {title}\n")[2].partition("\n### ")[0]
    return [line for line in body.splitlines() if line]


def test_a_legal_step_is_told_with_who_is_next_and_what_moves(shop: History) -> None:
    shop.proof()
    shop.commit("ma")
    shop.move("approved", "gm")
    shop.edit("state: approved", "state: booked")
    shop.edit("net_cost: 12,000\n", "net_cost: 12,000\ncontract_no: HT-1\ncontract_cost: 11,500\n")
    shop.commit("mm")

    told = comment(shop)

    marker, headline, _ = told.split("\n", 2)
    assert re.fullmatch(r"<!-- forecourt:step [0-9a-f]{16} -->", marker)
    assert headline == "✅ **可以合并：每一步都合规**"
    assert section(told, "改动的记录") == [
        "| 记录 | 状态 | 这次走的步骤 | 下一步找谁 |",
        "| --- | --- | --- | --- |",
        f"| 周末试驾通栏<br>`{ID}` | 已上报 → **已签约** | 批准 · 周岩<br>签约 · 林晓棠 "
        "| 归档：何沐（市场助理） |",
    ]
    assert section(told, "2026-11 费用与任务") == [
        "| 基金 | 计提（元） |",
        "| --- | ---: |",
        "| 市场基金 | 11,600.00 |",
        "| 本月可用费用 | 71,600.00 |",
        "| 渠道（元） | 预算 | 已计划 | 已承诺 | 已支出 | 余额 |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        "| 报纸 | 40,000.00 | 12,000.00 → **0.00** | 0.00 → **11,500.00** | 12,000.00 "
        "| 16,000.00 → **16,500.00** |",
        "| 活动 | 16,000.00 | 7,200.00 | 0.00 | 0.00 | 8,800.00 |",
        "| **合计** | 56,000.00 | 19,200.00 → **7,200.00** | 0.00 → **11,500.00** | 12,000.00 "
        "| 24,800.00 → **25,300.00** |",
        "任务完成数不变。",
    ]


def test_a_refused_step_leads_with_what_to_do(shop: History) -> None:
    shop.state("archived")
    shop.commit("mm")

    told = comment(shop, exit_code=1)

    assert told.split("\n")[1] == "❌ **不能合并：1 个错误**"
    [line] = section(told, "要处理的问题")
    assert line.startswith("- ❌ **SP01** 流程里没有从“已上报”到“已归档”的步骤<br>→ 现在可以走：")
    assert line.endswith(f"<br>`{ID}` · `{AD}:5`")


def test_missing_proofs_of_the_next_state_are_named(shop: History) -> None:
    shop.edit("theme: 周末试驾", "theme: 周末家庭试驾")
    shop.commit("ma")

    told = comment(shop)

    assert section(told, "还缺的凭证") == [f"- 周末试驾通栏 `{ID}`<br>走到“已批准”之前：已批计划表"]
    assert "| 已上报（只改内容） | — | 批准：周岩、林晓棠（总经理） |" in told


def test_the_author_is_not_named_as_the_next_approver(shop: History) -> None:
    shop.edit("theme: 周末试驾", "theme: 周末家庭试驾")
    shop.commit("gm")

    assert "| 批准：林晓棠（总经理） |" in comment(shop)


def test_who_has_approved_is_told_while_another_one_is_missing(shop: History) -> None:
    step_line = "approve, label: 批准, from: [submitted], to: approved, roles: [general_manager"
    shop.on_main(
        "mm",
        ("content/procedures/PROC-ad.md", step_line, f"{step_line}, finance"),
        (
            "content/procedures/PROC-ad.md",
            "other_than_owner: yes, approval: yes",
            "approval: yes, approvers: 2",
        ),
    )
    shop.restart()
    shop.proof()
    shop.commit("ma")
    assert shop.move("approved", "gm").exit_code == 0

    assert "| 已上报（只改内容） | — | 批准：范亦（总经理、财务）；周岩已批，还差 1 人 |" in comment(shop)


def test_new_and_deleted_records_are_told_as_such(shop: History) -> None:
    shop.write(OTHER, RECORD.replace(ID, "AD-20261103-c3d4").replace("周末试驾通栏", "新品软文"))
    (shop.root / AD).unlink()
    shop.commit("ma")

    told = comment(shop, exit_code=1)

    assert f"| 周末试驾通栏<br>`{ID}` | 已上报 → **已删除** | — | — |" in told
    assert "| 新品软文<br>`AD-20261103-c3d4` | 新建 → **起草** | — | 上报：" in told


def test_an_unreadable_record_is_told_as_such(shop: History) -> None:
    shop.edit("title: 周末试驾通栏", "title: [")
    shop.commit("ma")

    assert f"| 周末试驾通栏<br>`{ID}` | 已上报 → **读不出来** | — | — |" in comment(shop, exit_code=1)


def test_a_changed_deadline_shows_both_days(shop: History) -> None:
    limit = "evidence: [plan_sheet], frozen: [net_cost, outlet]"
    shop.on_main(
        "mm",
        (
            "content/procedures/PROC-ad.md",
            "{name: submitted, label: 已上报, money: planned, work: open, ball: management}",
            "{name: submitted, label: 已上报, money: planned, work: open, ball: management, limit_days: 0, "
            "limit_from: copy_deadline}",
        ),
        (
            "content/procedures/PROC-ad.md",
            limit,
            f"{limit}, limit_days: 3",
        ),
    )
    shop.restart()
    shop.edit("copy_deadline: 2026-11-20", "copy_deadline: 2026-11-17")
    shop.commit("ma")

    assert section(comment(shop), "这些记录的期限") == [
        "| 记录 | 合并前的状态和截止日 | 合并后的状态和截止日 |",
        "| --- | --- | --- |",
        f"| 周末试驾通栏<br>`{ID}` | 已上报 · 2026-11-20 | 已上报 · 2026-11-17 **已逾期** |",
    ]
    shop.proof()
    shop.commit("ma")
    shop.move("approved", "gm")
    assert section(comment(shop), "这些记录的期限")[2:] == [
        f"| 周末试驾通栏<br>`{ID}` | 已上报 · 2026-11-20 | 已批准 · 2026-11-23 |"
    ]


def test_a_limit_from_the_day_of_entry_counts_from_what_main_tells(shop: History) -> None:
    """The ad came with main's first commit, and by its approval it was handed in on Tuesday 10 November.

    Three working days end on Friday.
    """
    state = "{name: submitted, label: 已上报, money: planned, work: open, ball: management"
    shop.on_main("mm", ("content/procedures/PROC-ad.md", state, f"{state}, limit_days: 3"))
    shop.restart()
    shop.edit("position: 汽车版通栏", "position: 汽车版半通")
    shop.commit("ma")

    assert section(comment(shop), "这些记录的期限")[2:] == [
        f"| 周末试驾通栏<br>`{ID}` | 已上报 · 2026-11-13 **已逾期** | 已上报 · 2026-11-13 **已逾期** |"
    ]


def test_a_month_plan_moves_funds_budgets_and_quotas(shop: History) -> None:
    shop.edit("pick_up: 40", "pick_up: 50", MONTH)
    shop.edit("amount: 16,000", "amount: 18,000", MONTH)
    shop.edit("press_pieces: 2", "press_pieces: 5", MONTH)
    shop.commit("mm")

    told = section(comment(shop, exit_code=1), "2026-11 费用与任务")

    assert told[2:4] == [
        "| 市场基金 | 11,600.00 → **13,200.00** |",
        "| 本月可用费用 | 71,600.00 → **73,200.00** |",
    ]
    assert told[7] == (
        "| 活动 | 16,000.00 → **18,000.00** | 7,200.00 | 0.00 | 0.00 | 8,800.00 → **10,800.00** |"
    )
    assert told[9:] == [
        "| 项目 | 任务数 | 已完成 | 进行中 |",
        "| --- | ---: | ---: | ---: |",
        "| 发稿任务 | 2 → **5** | 0 | 1 |",
        "| 发稿积分任务 | 3 | 0 | — |",
        "| 活动任务 | 1 | 0 | 1 |",
    ]


def test_a_programme_moves_every_month_that_it_pays_for(shop: History) -> None:
    path = "plans/programmes/PRG-2026.md"
    shop.edit("amount: 160", "amount: 200", path)
    shop.commit("mm")

    told = comment(shop, exit_code=1)

    assert section(told, "2026-11 费用与任务")[2] == "| 市场基金 | 11,600.00 → **13,200.00** |"


def test_what_the_target_branch_gained_meanwhile_is_no_change(shop: History) -> None:
    shop.edit("theme: 周末试驾", "theme: 周末家庭试驾")
    shop.commit("ma")
    shop.on_main("mm", (MONTH, "own_money: 6万", "own_money: 7万"))

    assert section(comment(shop), "2026-11 费用与任务") == ["费用不变。", "任务完成数不变。"]


def test_the_first_line_changes_only_with_the_words_below(shop: History) -> None:
    shop.edit("theme: 周末试驾", "theme: 周末家庭试驾")
    shop.commit("ma")
    first = comment(shop)
    shop.write("notes.txt", "no record")
    shop.commit("ma")

    assert comment(shop) == first
    shop.edit("title: 周末试驾通栏", "title: 周日试驾通栏")
    shop.commit("ma")
    assert comment(shop).split("\n")[0] != first.split("\n")[0]


def test_a_branch_without_records_says_so_to_whoever_posts_it(shop: History) -> None:
    shop.write("notes.txt", "no record")
    shop.commit("ma")

    marker, headline = comment(shop).strip().split("\n")
    assert re.fullmatch(r"<!-- forecourt:step [0-9a-f]{16} nothing -->", marker)
    assert headline == "✅ **没有改动记录，不用核对步骤**"


def test_a_hostile_title_stays_in_its_cell(shop: History) -> None:
    title = "</td>|<b>@all</b> [x](https://evil.example) #1 `"
    shop.edit("title: 周末试驾通栏", f"title: '{title}'")
    shop.commit("ma")

    told = comment(shop)

    rows = [line for line in told.splitlines() if ID in line and line.startswith("|")]
    assert len(rows) == 1
    assert rows[0].count("|") == 5
    assert not re.search(r"<(?!br>|!-- forecourt:step)|\]\(|@\w|#1\b(?!;)|://", told)


def test_many_records_are_counted_instead_of_listed(shop: History) -> None:
    for number in range(45):
        id = f"AD-20261103-{number:04}"
        shop.write(f"plans/2026-11/ads/{id}.md", RECORD.replace(ID, id).replace("state: draft", "state: ran"))
    shop.commit("ma")

    told = comment(shop, exit_code=1)

    assert told.count("\n| 周末试驾通栏<br>") == 40
    assert "\n……还有 5 项没有列出\n" in told
    assert "\n- ……还有 25 项没有列出\n" in told
    assert len(told) < 60_200


def test_the_same_in_english(shop: History) -> None:
    shop.edit("theme: 周末试驾", "theme: 周末家庭试驾")
    shop.commit("ma")

    told = comment(shop, "--lang", "en")

    assert "✅ **Every step is in order, so it can be merged**" in told
    assert "| 已上报, content changed | — | 批准: 周岩, 林晓棠 (General manager) |" in told


def test_the_proofs_of_the_channel_are_named_where_the_next_state_wants_them(shop: History) -> None:
    plain = "evidence: [plan_sheet], frozen: [net_cost, outlet]}"
    rules = "proof_rules: [{channel: newspaper, always: [tear_sheet]}]\nclaim_window_days:"
    shop.on_main(
        "mm",
        ("content/procedures/PROC-ad.md", plain, f"channel_proofs: yes, {plain}"),
        ("plans/programmes/PRG-2026.md", "claim_window_days:", rules),
    )
    shop.restart()
    shop.edit("theme: 周末试驾", "theme: 周末家庭试驾")
    shop.commit("ma")

    assert section(comment(shop), "还缺的凭证") == [
        f"- 周末试驾通栏 `{ID}`<br>走到“已批准”之前：已批计划表、样报"
    ]


def test_who_wrote_the_record_on_main_is_not_named_as_the_next_approver(shop: History) -> None:
    shop.on_main("gm", (AD, "theme: 周末试驾", "theme: 周末全家试驾"))
    shop.restart()
    shop.edit("discount: 2.5折", "discount: 2.5折\nvisits: 3")
    shop.commit("ma")

    assert "| 批准：林晓棠（总经理） |" in comment(shop)


def test_a_deputy_is_named_beside_whose_role_it_is(shop: History) -> None:
    shop.edit("theme: 周末试驾", "theme: 周末家庭试驾")
    shop.commit("ma")

    assert "| 批准：周岩、林晓棠（总经理） |" in comment(shop)


def test_nobody_is_named_when_nobody_else_holds_the_role(shop: History) -> None:
    place = "content/delegations/DEL-20261110-w4c2.md"
    shop.on_main("gm", (place, "valid_to: 2026-11-20", "valid_to: 2026-11-13"))
    shop.restart()
    shop.edit("theme: 周末试驾", "theme: 周末家庭试驾")
    shop.commit("gm")

    assert "| 批准：在职人员里没人可以走（总经理） |" in comment(shop)
