"""A month and its ads against the programme's mix, its eligible costs and its brand area."""

from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from forecourt.kinds.ad import CostPart
from forecourt.kinds.event import CostItem
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import MixRule
from forecourt.model.months import Month
from forecourt.model.record import World
from forecourt.rules.engine import Rules, judge
from forecourt.rules.mixes import budgets_break_the_mix, spending_breaks_the_mix
from forecourt.words.catalogue import words_for
from tests.rules.small import AD, EVENT, MONTH, changed, found, record, world

POLICY = "PRG-2026"
YUAN = 100
DECEMBER = date(2026, 12, 2)


def policy(*rules: MixRule) -> Any:
    """The programme with these mix rules."""
    return changed(POLICY, mix_rules=rules)


def month(newspaper: int, event: int, number: int = 11, **fields: Any) -> Any:
    """A month of 2026 with these channel budgets in yuan."""
    paper, events = record(MONTH).channel_budgets
    rows = (replace(paper, amount=newspaper * YUAN), replace(events, amount=event * YUAN))
    named = {} if number == 11 else {"id": f"MON-2026-{number}", "month": Month(2026, number)}
    return changed(MONTH, channel_budgets=rows, **named, **fields)


def mixed(*records: Any, today: date | None = None) -> list[str]:
    """What the two rules of the mix say, in Chinese."""
    made = world(*records)
    seen = World(records=made.records, today=today or made.today)
    rules: Rules = {MonthPlan: (budgets_break_the_mix, spending_breaks_the_mix)}
    say = words_for("zh").say
    return [
        f"{problem.code} {one.id} {say(problem.message)} → {say(problem.hint)}"
        for one, problem in judge(seen, rules)
    ]


def test_exactly_the_least_share_is_enough() -> None:
    rule = policy(MixRule(channel="event", least=Decimal(20)))

    assert mixed(rule, month(40_000, 10_000)) == []
    assert mixed(rule, month(40_001, 9_999)) == [
        "PG08 MON-2026-11 2026-11：预算里“活动”占 20.00%，政策要求不低于 20% → 从别的渠道调 1.00 元过来"
    ]


def test_exactly_the_most_is_not_too_much() -> None:
    rule = policy(MixRule(channel="newspaper", most=Decimal(80)))

    assert mixed(rule, month(40_000, 10_000)) == []
    assert mixed(rule, month(45_000, 5_000)) == [
        "PG08 MON-2026-11 2026-11：预算里“报纸”占 90.00%，政策要求不高于 80% → 调 5,000.00 元到别的渠道去"
    ]


def test_a_channel_without_a_budget_has_no_share() -> None:
    assert mixed(policy(MixRule(channel="online", least=Decimal(10))), month(30_000, 10_000)) == [
        "PG08 MON-2026-11 2026-11：预算里“网络平台”占 0.00%，政策要求不低于 10%"
        " → 从别的渠道调 4,000.00 元过来"
    ]


def test_no_budgets_at_all_break_no_mix() -> None:
    assert mixed(policy(MixRule(channel="online", least=Decimal(10))), month(0, 0)) == []


def test_a_rule_by_the_quarter_adds_up_its_months_and_is_told_at_the_last() -> None:
    rule = policy(MixRule(channel="event", least=Decimal(20), per="quarter"))
    october = month(50_000, 0, 10)

    assert mixed(rule, october, month(30_000, 20_000)) == []
    assert mixed(rule, october, month(40_000, 10_000)) == [
        "PG08 MON-2026-11 2026 年第 4 季度：预算里“活动”占 10.00%，政策要求不低于 20%"
        " → 从别的渠道调 10,000.00 元过来"
    ]
    assert mixed(rule, month(90_000, 0, 9), month(40_000, 10_000)) == [
        "PG08 MON-2026-9 2026 年第 3 季度：预算里“活动”占 0.00%，政策要求不低于 20%"
        " → 从别的渠道调 18,000.00 元过来"
    ]


def test_a_closed_month_is_history() -> None:
    rule = policy(MixRule(channel="event", least=Decimal(20)))

    assert mixed(rule, month(90_000, 0, state="closed"), today=DECEMBER) == []


def test_what_was_used_is_judged_once_the_month_is_over() -> None:
    # The records use 12,000 for the newspaper and 7,200 for the event.
    rule = policy(MixRule(channel="event", least=Decimal(40)))
    plan = month(20_000, 20_000)

    assert mixed(rule, plan, today=date(2026, 11, 30)) == []
    assert mixed(rule, plan, today=DECEMBER) == [
        "PG09 MON-2026-11 2026-11：实际费用里“活动”占 37.50%，政策要求不低于 40%"
        " → 还差 480.00 元，核销前先和厂家说清楚"
    ]
    assert mixed(policy(MixRule(channel="newspaper", most=Decimal(60))), plan, today=DECEMBER) == [
        "PG09 MON-2026-11 2026-11：实际费用里“报纸”占 62.50%，政策要求不高于 60%"
        " → 多了 480.00 元，核销前先和厂家说清楚"
    ]


PARTS = (CostPart(type="production", amount=2_000 * YUAN), CostPart(type="special_position", amount=1))


def of_ad(*others: Any, **fields: Any) -> list[str]:
    """Codes of this module found at the ad."""
    pairs = found(changed(AD, **fields), *others)
    return [code for code, id, _ in pairs if id == AD and code in {"PG10", "PG11"}]


def test_what_is_not_eligible_is_not_paid_back() -> None:
    # 12,000 less 2,000 for production, at 50 %.
    assert of_ad(cost_parts=PARTS, approved_reimbursement=5_000 * YUAN) == []
    assert of_ad(cost_parts=PARTS, approved_reimbursement=5_000 * YUAN + 1) == ["PG10"]


def test_without_ineligible_parts_nothing_is_said() -> None:
    assert of_ad(cost_parts=PARTS[1:], approved_reimbursement=9_000 * YUAN) == []
    assert of_ad(changed(POLICY, ineligible=()), cost_parts=PARTS, approved_reimbursement=9_000 * YUAN) == []
    assert of_ad(cost_parts=PARTS) == []


def test_an_event_is_judged_by_its_rows() -> None:
    rows = (CostItem(tab="advertising", item="制作", budget=1_000 * YUAN, type="production"),)
    costs = (*record(EVENT).costs, *rows)  # 7,200 and 1,000

    def at_event(yuan: int) -> list[str]:
        event = changed(EVENT, costs=costs, approved_reimbursement=yuan * YUAN)
        return [code for code, id, _ in found(event) if id == EVENT and code == "PG10"]

    assert at_event(3_600) == []
    assert at_event(3_601) == ["PG10"]


def test_the_brand_has_at_least_its_share_of_the_area() -> None:
    assert of_ad(brand_area=Decimal(50)) == []
    assert of_ad(brand_area=Decimal("49.9")) == ["PG11"]
    assert of_ad(changed(POLICY, brand_area_least=None), brand_area=Decimal(1)) == []
