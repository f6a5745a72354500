"""A month's money: budgets, what is available, what funds count."""

from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from tests.rules.small import CLAIM, EVENT, MONTH, OVERRIDE, changed, found, record, said

YUAN = 100


def month(newspaper: int, event: int = 16_000, **fields: object) -> Any:
    """November with these channel budgets in yuan."""
    paper, events = record(MONTH).channel_budgets
    rows = (replace(paper, amount=newspaper * YUAN), replace(events, amount=event * YUAN))
    return changed(MONTH, channel_budgets=rows, **fields)


def test_exactly_all_of_a_budget_is_used_up_and_no_fault() -> None:
    assert found(month(12_000, 7_200)) == []
    assert found(month(11_999, 7_200)) == [("MO13", MONTH, "channel_budgets.0.amount")]


def test_the_dearest_records_come_first() -> None:
    rows = zip(record(EVENT).costs, (8_000, 8_000, 2_000), strict=True)
    costs = tuple(replace(row, budget=budget * YUAN) for row, budget in rows)
    free = {"venue": "广场", "demo_cars": (), "spokesperson": None, "team": ()}
    dear = changed(EVENT, id="EV-20261105-z2z2", costs=costs, **free)

    assert said(month(40_000, 16_000), dear) == [
        (
            "MO13 “活动”已用 25,200.00 元，预算 16,000.00 元，超出 9,200.00 元"
            " → 减少其中一笔，或者追加预算：EV-20261105-z2z2、EV-20261104-t6w2"
        )
    ]


def test_exactly_all_of_the_month_s_money_is_no_fault() -> None:
    # 40 × 160 + 20 × 260 = 11,600 yuan accrue; the records use 12,000 + 7,200.
    enough = {"own_money": 7_600 * YUAN}

    assert found(month(12_000, 7_200, **enough)) == []
    assert found(month(12_000, 7_200, own_money=7_600 * YUAN - 1), without=[OVERRIDE]) == [
        ("MO14", MONTH, "own_money"),
        ("MO15", MONTH, "channel_budgets"),
    ]


def test_a_record_that_was_allowed_beyond_counts_beside_the_month_s_money() -> None:
    """The override lets the event's plan reach 8,000 yuan; it is planned with 7,200."""
    short = month(12_000, 7_200, own_money=7_600 * YUAN - 1)
    low = changed(OVERRIDE, amount=7_200 * YUAN - 1)
    unsigned = changed(OVERRIDE, approvals=())
    open_ = changed(OVERRIDE, state="draft")

    assert [code for code, *_ in found(short)] == ["MO15"]
    for one in (low, unsigned, open_):
        assert "MO14" in [code for code, *_ in found(short, one)]


def test_an_override_of_the_month_reaches_what_is_used() -> None:
    short = month(12_000, 7_200, own_money=7_600 * YUAN - 1)
    whole = changed(OVERRIDE, record=MONTH, amount=19_200 * YUAN)

    assert [code for code, *_ in found(short, whole)] == ["MO15"]
    assert [code for code, *_ in found(short, replace(whole, amount=19_200 * YUAN - 1))] == ["MO14", "MO15"]


def test_what_was_carried_over_is_available() -> None:
    assert found(month(12_000, 7_200, own_money=0, opening_balance=7_600 * YUAN)) == []


def test_without_its_programme_the_month_s_money_is_not_judged() -> None:
    lost = {"prg-2026": "plans/programmes/PRG-2026.md"}

    assert found(month(40_000, own_money=0), without=["PRG-2026"], unreadable=lost) == []


def test_a_fund_that_counts_pick_ups_misses_nothing() -> None:
    fund = record("PRG-2026").funds[0]
    retail = changed("PRG-2026", funds=(replace(fund, basis="retail"),))
    units = tuple(replace(row, retail=row.pick_up) for row in record(MONTH).units)

    assert found(retail) == [
        ("MO16", MONTH, "units.0.retail"),
        ("MO16", MONTH, "units.1.retail"),
        ("CL20", CLAIM, "tranches.0.fund"),
    ]
    assert found(retail, changed(MONTH, units=units)) == []


def test_a_fund_in_percent_misses_the_invoices() -> None:
    fund = replace(record("PRG-2026").funds[0], per_unit=(), percent=Decimal(3))
    of_month = changed("PRG-2026", funds=(replace(fund, basis="purchases"),))
    own_money = 100_000 * YUAN

    assert said(of_month, changed(MONTH, own_money=own_money), without=[CLAIM]) == [
        "MO16 “市场基金”按当月提车发票金额计提，却没有填这个金额 → 加一行：purchases: …"
    ]
    assert found(of_month, changed(MONTH, own_money=own_money, purchases=0), without=[CLAIM]) == []


def test_a_fund_on_the_year_before_misses_what_the_programme_does_not_state() -> None:
    fund = replace(record("PRG-2026").funds[0], per_unit=(), percent=Decimal(1), basis="purchases_last_year")
    begins = date(2026, 11, 1)
    policy = changed("PRG-2026", funds=(fund,), effective_from=begins)
    own = changed(MONTH, own_money=100_000 * YUAN)

    assert said(policy, own, without=[CLAIM]) == [
        "MO16 “市场基金”按上一年提车发票金额计提，却没有填这个金额"
        " → 在 PRG-2026 里加一行：purchases_last_year: …"
    ]
    assert found(replace(policy, purchases_last_year=1), own, without=[CLAIM]) == []
