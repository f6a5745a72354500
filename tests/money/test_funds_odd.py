"""Two made-up programmes with odd combinations of terms; every figure here was worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from forecourt.kinds.month import MonthPlan, Units
from forecourt.kinds.programme import Fund, LineCap, PerUnit, Programme, Share
from forecourt.model.months import Month
from forecourt.money.funds import settle, tranches
from forecourt.money.funds_deadlines import claim_deadline, received_by
from forecourt.money.tranches import Demand, Settlement
from tests.money.make import YUAN, month_plan, programme


def quarterly() -> Programme:
    """A fund that carries a quarter of itself over, a bonus after it, and a last fund after that."""
    base = Fund(
        name="base",
        label="季度基金",
        basis="pick_up",
        match_rate=Decimal(60),
        per_unit=(PerUnit(model="y3", amount=300 * YUAN),),
        usable_until="quarter",
        carry_over=Decimal(25),
        shares=(Share(channels=("online",), most=Decimal(40), of="accrual", per="quarter"),),
        line_caps=(LineCap(channel="newspaper", most=8_000 * YUAN),),
    )
    boost = Fund(
        name="boost",
        label="零售奖励",
        basis="retail",
        match_rate=Decimal(50),
        per_unit=(PerUnit(model="y3", amount=150 * YUAN),),
        usable_months=2,
        only_after="base",
    )
    rescue = Fund(
        name="rescue",
        label="兜底基金",
        basis="purchases",
        percent=Decimal("0.5"),
        match_rate=Decimal(30),
        usable_until="year",
        only_after="boost",
    )
    return programme(base, boost, rescue)


def months(policy: Programme, *numbers: int) -> list[MonthPlan]:
    return [
        month_plan(
            Month(2026, number),
            programme=policy.id,
            units=(Units(model="y3", pick_up=20, retail=20, delivery=10),),
            purchases=2_000_000 * YUAN,
        )
        for number in numbers
    ]


def asked(record: str, day: date, yuan: int, channel: str, **cost_types: int) -> Demand:
    parts = {name: amount * YUAN for name, amount in cost_types.items()}
    return Demand(
        record=record, day=day, channel=channel, eligible=yuan * YUAN, cost_types=parts, claimed_on=day
    )


def draws(done: Settlement) -> list[tuple[str, str, str, int]]:
    """Record, fund, accrual month, fen."""
    return [(one.record, one.fund, str(one.month)[5:], one.amount) for one in done.draws if one.amount]


def standing(done: Settlement) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Fund and month -> fen used, expired, open."""
    return {
        (one.tranche.fund, str(one.tranche.month)[5:]): (one.used, one.expired, one.open)
        for one in done.balances
    }


def test_a_quarter_with_cap_share_carry_over_and_two_funds_that_wait() -> None:
    policy = quarterly()
    held = tranches(policy, months(policy, 1, 2, 3), date(2026, 12, 31))
    demands = [
        # 60 % are 12,000; one newspaper ad gets 8,000 at most. 4,000 are left there: nobody else pays.
        asked("D1", date(2026, 2, 10), 20_000, "newspaper"),
        # 60 % are 9,000, the share allows 7,200, 4,000 are there; half of the other 8,333.33 from the bonus.
        asked("D2", date(2026, 2, 20), 15_000, "online"),
        # 1,833.33 are left of the bonus; 30 % of the other 6,333.34 from the last fund.
        asked("D3", date(2026, 2, 25), 10_000, "radio"),
        asked("D4", date(2026, 3, 5), 6_000, "event"),
        # In April 1,500 are carried over from March (900 are lost), then half of 2,500.
        asked("D5", date(2026, 4, 10), 5_000, "newspaper"),
    ]
    done = settle(held, policy, demands, date(2026, 5, 1))

    assert draws(done) == [
        # What cannot be carried over goes first: 4,500 of each month.
        ("D1", "base", "01", 450_000),
        ("D1", "base", "02", 350_000),
        ("D2", "base", "02", 250_000),
        ("D2", "base", "01", 150_000),
        ("D2", "boost", "01", 300_000),
        ("D2", "boost", "02", 116_667),
        ("D3", "boost", "02", 183_333),
        ("D3", "rescue", "01", 190_000),
        ("D4", "base", "03", 360_000),
        ("D5", "base", "03", 150_000),
        ("D5", "boost", "03", 125_000),
    ]
    assert [(one.record, one.eligible, one.reason) for one in done.unmet] == [("D1", 666_666, "line_cap")]
    assert standing(done) == {
        ("base", "01"): (600_000, 0, 0),
        ("boost", "01"): (300_000, 0, 0),
        ("rescue", "01"): (190_000, 0, 810_000),
        ("base", "02"): (600_000, 0, 0),
        ("boost", "02"): (300_000, 0, 0),
        ("rescue", "02"): (0, 0, 1_000_000),
        ("base", "03"): (510_000, 90_000, 0),
        ("boost", "03"): (125_000, 175_000, 0),
        ("rescue", "03"): (0, 0, 1_000_000),
    }


@pytest.mark.parametrize(
    ("kind", "roll", "posted", "there"),
    [
        # 45 days after 2 January 2026 are 16 February, in the Spring Festival (15 to 23 February 2026;
        # Saturday the 14th and Saturday the 28th are working days).
        ("posted", "none", date(2026, 2, 16), None),
        ("posted", "backward", date(2026, 2, 14), None),
        ("posted", "forward", date(2026, 2, 24), None),
        ("received", "none", date(2026, 2, 14), date(2026, 2, 16)),
        ("received", "backward", date(2026, 2, 12), date(2026, 2, 14)),
        ("received", "forward", date(2026, 2, 14), date(2026, 2, 24)),
    ],
)
def test_a_claim_window_that_ends_in_the_spring_festival(
    kind: str, roll: str, posted: date, there: date | None
) -> None:
    policy = programme(claim_window_days=45, claim_kind=kind, claim_roll=roll, courier_days=2)

    assert claim_deadline(policy, date(2026, 1, 2)) == posted
    assert received_by(policy, date(2026, 1, 2)) == there


def test_priority_least_claim_and_shares_of_the_month_s_spending_and_balance() -> None:
    sales = Fund(
        name="sales",
        label="交车基金",
        basis="delivery",
        match_rate=Decimal(100),
        per_unit=(PerUnit(model="y3", amount=500 * YUAN),),
        usable_months=1,
        priority=2,
    )
    goods = Fund(
        name="goods",
        label="进货基金",
        basis="purchases",
        percent=Decimal("0.5"),
        match_rate=Decimal(70),
        usable_months=3,
        priority=1,
        least_claim=500 * YUAN,
        claim_by="12-01",
        shares=(
            Share(cost_types=("gifts",), most=Decimal(10), of="spending", per="month"),
            Share(channels=("online",), most=Decimal(25), of="balance", per="month"),
        ),
    )
    policy = programme(sales, goods, claim_window_days=None)
    held = tranches(policy, months(policy, 6), date(2026, 12, 31))
    demands = [
        # 70 % of the 5,000 that are no gifts; gifts are worth 2,100, but at most 10 % of 12,600 are 1,260,
        # for 1,800 of them; the other 1,200 are paid in full by the fund that comes second.
        asked("E1", date(2026, 6, 5), 8_000, "event", gifts=3_000),
        # 70 % are 2,800; a quarter of the 10,000 of 1 June is 2,500, for 3,571.43 of the cost.
        asked("E2", date(2026, 6, 10), 4_000, "online"),
        # 70 % are 420, below the least claim of 500.
        asked("E3", date(2026, 6, 12), 600, "radio"),
    ]
    done = settle(held, policy, demands, date(2026, 6, 30))

    assert draws(done) == [
        ("E1", "goods", "06", 476_000),
        ("E1", "sales", "06", 120_000),
        ("E2", "goods", "06", 250_000),
        ("E2", "sales", "06", 42_857),
        ("E3", "sales", "06", 60_000),
    ]
    assert done.unmet == ()
    assert standing(done) == {
        ("sales", "06"): (222_857, 0, 277_143),
        ("goods", "06"): (726_000, 0, 274_000),
    }
    assert standing(settle(held, policy, demands, date(2026, 12, 2)))["goods", "06"] == (726_000, 274_000, 0)
