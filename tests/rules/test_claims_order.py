"""A claim uses funds and months in the order that the programme lays down."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from forecourt.kinds.claim import TrancheUse
from forecourt.kinds.programme import Fund
from forecourt.model.months import Month
from tests.rules.small import AD, CLAIM, MONTH, changed, record, said

YUAN = 100
PROGRAMME = "PRG-2026"
MAIN: Fund = record(PROGRAMME).funds[0]
BONUS = replace(MAIN, name="bonus", label="奖励基金")
OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
# What each month accrues in each fund: 40 × 160 + 20 × 260.
ACCRUED = 11_600 * YUAN


def funds(*made: Fund) -> Any:
    return changed(PROGRAMME, funds=made)


def taking(*uses: tuple[str, Month, int], **fields: Any) -> Any:
    """The claim of 6,000 yuan, of these funds and months."""
    made = (TrancheUse(fund=fund, accrued_in=month, amount=yuan * YUAN) for fund, month, yuan in uses)
    return changed(CLAIM, tranches=tuple(made), **fields)


def told(*records: Any) -> list[str]:
    return [line.removeprefix("CL19 ") for line in said(*records) if line.startswith("CL19")]


def october() -> Any:
    return changed(MONTH, id="MON-2026-10", month=OCTOBER)


def test_the_fund_with_the_lower_priority_pays_first() -> None:
    policy = funds(replace(MAIN, priority=2), replace(BONUS, priority=1))

    assert told(policy) == [
        "从“市场基金”2026-11 的返款用了 6,000.00 元，"
        "但按顺序应先用“奖励基金”2026-11 的返款，那里还能付 6,000.00 元"
        " → 其中 6,000.00 元改用“奖励基金”2026-11 的返款"
    ]
    assert told(policy, taking(("bonus", NOVEMBER, 6_000))) == []
    assert told(policy, taking(("main", NOVEMBER, 1_000), ("bonus", NOVEMBER, 5_000))) == [
        "从“市场基金”2026-11 的返款用了 1,000.00 元，"
        "但按顺序应先用“奖励基金”2026-11 的返款，那里还能付 1,000.00 元"
        " → 其中 1,000.00 元改用“奖励基金”2026-11 的返款"
    ]


def test_without_a_word_on_the_order_any_is_right() -> None:
    same = funds(replace(MAIN, priority=1), replace(BONUS, priority=1))

    assert told(funds(BONUS, MAIN)) == []
    assert told(same) == []
    assert told(october()) == []


def test_the_oldest_month_is_used_up_before_the_next() -> None:
    policy = funds(replace(MAIN, use_order="oldest"))

    assert told(policy, october()) == [
        "从“市场基金”2026-11 的返款用了 6,000.00 元，"
        "但按顺序应先用“市场基金”2026-10 的返款，那里还能付 6,000.00 元"
        " → 其中 6,000.00 元改用“市场基金”2026-10 的返款"
    ]
    assert told(policy, october(), taking(("main", OCTOBER, 6_000))) == []


def test_what_ends_soonest_is_used_first() -> None:
    short = replace(BONUS, usable_months=1, priority=1, use_order="soonest")
    long = replace(MAIN, priority=1, use_order="soonest")

    # Between funds their priority decides, within one the end of its use.
    assert told(funds(long, short)) == []
    assert told(funds(long), october())[0].startswith(
        "从“市场基金”2026-11 的返款用了 6,000.00 元，但按顺序应先用"
    )


def test_a_month_that_cannot_pay_for_the_lines_need_not_come_first() -> None:
    """October's money can be used for what runs in October only; the ad ran in November."""
    policy = funds(replace(MAIN, use_order="oldest", usable_months=1))

    assert told(policy, october()) == []


def another(posted: date, yuan: int, **fields: Any) -> list[Any]:
    """Another ad of 20,000 yuan on a claim of its own, that takes of October."""
    ad = changed(AD, id="AD-20261013-aaa1")
    line = replace(record(CLAIM).lines[0], record=ad.id, spent=2 * ACCRUED, claimed=yuan * YUAN)
    days = {"sent_on": posted, "postmark_on": posted}
    use = TrancheUse(fund="main", accrued_in=OCTOBER, amount=yuan * YUAN)
    return [ad, changed(CLAIM, id="CLM-20261110-a1a1", lines=(line,), tranches=(use,), **{**days, **fields})]


def test_what_an_earlier_claim_took_is_not_there_any_more() -> None:
    policy = funds(replace(MAIN, use_order="oldest"))

    assert told(policy, october(), *another(date(2026, 11, 16), 11_600)) == []
    assert told(policy, october(), *another(date(2026, 11, 16), 11_000)) == [
        "从“市场基金”2026-11 的返款用了 6,000.00 元，"
        "但按顺序应先用“市场基金”2026-10 的返款，那里还能付 600.00 元"
        " → 其中 600.00 元改用“市场基金”2026-10 的返款"
    ]
    # The one that came later had to leave it; what it took does not excuse the first.
    assert len(told(policy, october(), *another(date(2026, 11, 18), 11_600))) == 1


def test_what_was_refused_only_later_could_not_be_taken() -> None:
    policy = funds(replace(MAIN, use_order="oldest"))
    back = {"state": "returned", "result": "refused", "reason": "缺样报"}

    late = another(date(2026, 11, 16), 11_600, audited_on=date(2026, 11, 18), **back)
    early = another(date(2026, 11, 16), 11_600, audited_on=date(2026, 11, 16), **back)
    assert told(policy, october(), *late) == []
    assert len(told(policy, october(), *early)) == 1


def test_a_claim_that_is_done_is_history() -> None:
    policy = funds(replace(MAIN, use_order="oldest"))
    done = changed(CLAIM, state="credited", result="granted", credited_on=date(2026, 11, 18))

    assert told(policy, october(), done) == []


def test_the_month_under_way_need_not_come_before_a_month_that_is_over() -> None:
    """The bonus comes first, but it has accrued only in November, which is not over on the 17th."""
    policy = funds(replace(MAIN, priority=2), replace(BONUS, priority=1, usable_months=1))

    assert told(policy, october(), taking(("main", OCTOBER, 6_000))) == []
    assert len(told(policy, october(), taking(("main", NOVEMBER, 6_000)))) == 1
