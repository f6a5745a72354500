"""What a programme says about its funds, and what cannot be."""

from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from forecourt.kinds.programme import Fund, MixRule
from tests.rules.small import MONTH, changed, found, record

POLICY = "PRG-2026"
MAIN: Fund = record(POLICY).funds[0]


def funds(*some: Fund, **fields: Any) -> list[tuple[str, str]]:
    """Codes and fields found at a programme with these funds."""
    policy = changed(POLICY, funds=some or (MAIN,), **fields)
    return [(code, field) for code, id, field in found(policy) if id == POLICY]


def test_an_amount_a_car_and_a_percentage_are_one_too_many() -> None:
    assert funds(replace(MAIN, percent=Decimal(2))) == [("PG01", "funds.0.percent")]
    assert funds(replace(MAIN, per_unit=())) == [("PG01", "funds.0")]


def test_a_percentage_is_of_invoices() -> None:
    in_percent = replace(MAIN, per_unit=(), percent=Decimal(2))

    assert funds(in_percent) == [("PG02", "funds.0.basis")]
    assert funds(replace(in_percent, basis="purchases"), purchases_last_year=1) == []
    assert funds(replace(MAIN, basis="purchases")) == [("PG02", "funds.0.basis")]


def test_a_fund_ends_by_months_or_by_a_day() -> None:
    assert funds(replace(MAIN, usable_until="year")) == [("PG03", "funds.0.usable_until")]
    assert funds(replace(MAIN, usable_months=None)) == [("PG03", "funds.0")]
    assert funds(replace(MAIN, usable_months=None, usable_until="year")) == []


def test_a_fund_waits_for_one_that_is_there() -> None:
    bonus = replace(MAIN, name="bonus", only_after="main")

    assert funds(MAIN, bonus) == []
    assert funds(MAIN, replace(bonus, only_after="mian")) == [("PG04", "funds.1.only_after")]


def test_funds_that_wait_in_a_circle_never_pay() -> None:
    circle = [
        replace(MAIN, name=name, only_after=after)
        for name, after in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"))
    ]

    assert funds(*circle) == [
        ("PG04", "funds.0.only_after"),
        ("PG04", "funds.1.only_after"),
        ("PG04", "funds.2.only_after"),
    ]
    assert funds(replace(MAIN, only_after="main")) == [("PG04", "funds.0.only_after")]


def mixes(*rules: MixRule) -> list[tuple[str, str]]:
    """Codes and fields found at a programme with these mix rules."""
    policy = changed(POLICY, mix_rules=rules)
    return [(code, field) for code, id, field in found(policy, without=[MONTH]) if code.startswith("PG")]


def test_least_shares_of_exactly_100_percent_can_hold() -> None:
    most = MixRule(channel="event", least=Decimal(60))

    assert mixes(most, MixRule(channel="online", least=Decimal(40))) == []
    assert mixes(most, MixRule(channel="online", least=Decimal("40.01"))) == [("PG05", "mix_rules")]


def test_least_shares_add_up_within_their_period_only() -> None:
    by_month = MixRule(channel="event", least=Decimal(60))

    assert mixes(by_month, MixRule(channel="event", least=Decimal(60), per="quarter")) == []


def test_a_least_share_may_equal_the_most() -> None:
    assert mixes(MixRule(channel="event", least=Decimal(30), most=Decimal(30))) == []
    assert mixes(MixRule(channel="event", least=Decimal(31), most=Decimal(30))) == [
        ("PG05", "mix_rules.0.least")
    ]


def test_the_claim_window_is_given_once() -> None:
    assert funds(claim_window_months=2) == [("PG06", "claim_window_months")]
    assert funds(claim_window_days=None, claim_window_months=2) == []
    assert funds(claim_window_days=None) == [("PG06", "")]


def test_a_fixed_last_day_needs_no_window() -> None:
    assert funds(replace(MAIN, claim_by="12-01"), claim_window_days=None) == []


def test_only_what_ends_with_a_quarter_is_carried_over() -> None:
    carried = replace(MAIN, carry_over=Decimal(20))

    assert funds(carried) == [("PG07", "funds.0.carry_over")]
    assert funds(replace(carried, usable_months=None, usable_until="quarter")) == []
