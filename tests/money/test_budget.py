"""The month's money against sums done by hand and against what must hold for any records."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from forecourt.kinds.month import Units
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from forecourt.model.vocabulary import CHANNELS
from forecourt.money.budget import Budget, Line, NoMonthError, budget
from tests.money.make import (
    MEANINGS,
    NOVEMBER,
    YUAN,
    ad,
    budgets,
    event,
    fund,
    month_plan,
    press,
    programme,
    records,
)


def line_of(money: Budget, channel: str) -> Line:
    return next(line for line in money.channels if line.channel == channel)


def test_a_fund_pays_per_car_of_each_model() -> None:
    """Chrysler PAP 2009: 160 a car in the main and 90 in the bonus fund: 100 cars accrue 16,000 and 9,000."""
    policy = programme(fund("main", y3=160 * YUAN), fund("bonus", y3=90 * YUAN))
    money = budget(records(policy=policy), NOVEMBER)
    assert [(line.fund, line.units, line.per_unit, line.amount) for line in money.accrual] == [
        ("main", 100, 16_000, 1_600_000),
        ("bonus", 100, 9_000, 900_000),
    ]
    assert money.accrued == 25_000 * YUAN


def test_each_fund_counts_the_cars_of_its_own_basis() -> None:
    """Pick-ups, retail sales and deliveries are three numbers."""
    policy = programme(
        fund("a", "pick_up", y3=100), fund("b", "retail", y3=100), fund("c", "delivery", y3=100)
    )
    plan = month_plan(units=(Units(model="y3", pick_up=30, retail=20, delivery=10),))
    money = budget(records(plan=plan, policy=policy), NOVEMBER)
    assert [(line.basis, line.units, line.amount) for line in money.accrual] == [
        ("pick_up", 30, 3_000),
        ("retail", 20, 2_000),
        ("delivery", 10, 1_000),
    ]


def test_a_number_that_nobody_gave_accrues_nothing_and_is_marked() -> None:
    policy = programme(fund("b", "retail", y3=100))
    (line,) = budget(records(policy=policy), NOVEMBER).accrual
    assert (line.units, line.amount, line.missing) == (0, 0, True)


def test_a_model_that_no_fund_pays_for_has_no_line_and_an_unknown_one_keeps_its_code() -> None:
    plan = month_plan(units=(Units(model="y7", pick_up=5), Units(model="y9", pick_up=1)))
    money = budget(records(plan=plan, policy=programme(fund(y9=100, y3=100))), NOVEMBER)
    assert [(line.model, line.model_label) for line in money.accrual] == [("y9", "y9")]


def test_what_the_month_may_spend() -> None:
    plan = month_plan(opening_balance=2_000 * YUAN, channel_budgets=budgets(newspaper=20_000 * YUAN))
    money = budget(records(plan=plan), NOVEMBER)
    assert (money.opening_balance, money.accrued, money.own_money) == (200_000, 1_600_000, 1_000_000)
    assert money.available == 28_000 * YUAN
    assert money.unallocated == 8_000 * YUAN


def test_nothing_accrues_when_the_programme_cannot_be_read() -> None:
    money = budget(records(plan=month_plan(programme="PRG-lost")), NOVEMBER)
    assert (money.programme, money.accrual, money.available) == (None, (), 10_000 * YUAN)


def test_a_channel_counts_each_record_on_its_rung() -> None:
    """Net cost while planned, the contract's amount once committed, the payment once spent."""
    plan = month_plan(channel_budgets=budgets(newspaper=100_000))
    found = records(
        ad("AD-1", "draft", 9_999),
        ad("AD-2", "approved", 10_000, 9_000, 8_000),
        ad("AD-3", "booked", 20_000, 19_000, 18_000),
        ad("AD-4", "paid", 30_000, 29_000, 28_000),
        ad("AD-5", "granted", 5_000),
        ad("AD-6", "cancelled", 9_999),
        plan=plan,
    )
    line = line_of(budget(found, NOVEMBER), "newspaper")
    assert (line.budget, line.planned, line.committed, line.spent) == (100_000, 10_000, 19_000, 33_000)
    assert (line.left, line.status) == (38_000, "open")
    assert [(entry.record.id, entry.bucket, entry.amount) for entry in line.records] == [
        ("AD-2", "planned", 10_000),
        ("AD-3", "committed", 19_000),
        ("AD-4", "spent", 28_000),
        ("AD-5", "spent", 5_000),
    ]


def test_events_and_paid_articles_use_their_own_channels() -> None:
    found = records(
        event("EV-1", "approved", [(3_000, None), (2_000, 2_500)]),
        event("EV-2", "paid", [(3_000, None), (2_000, 2_500)]),
        press("PR-1", "paid", cost=700),
        press("PR-2", "paid"),
    )
    money = budget(found, NOVEMBER)
    assert [line.channel for line in money.channels] == ["event", "press"]
    assert (line_of(money, "event").planned, line_of(money, "event").spent) == (5_000, 5_500)
    assert [entry.record.id for entry in line_of(money, "press").records] == ["PR-1"]


@pytest.mark.parametrize(
    ("fen", "left", "status"), [(9_999, 1, "open"), (10_000, 0, "used_up"), (10_001, -1, "exceeded")]
)
def test_exactly_all_is_used_up_and_one_fen_more_exceeded(fen: int, left: int, status: str) -> None:
    found = records(ad("AD-1", "paid", fen), plan=month_plan(channel_budgets=budgets(newspaper=10_000)))
    money = budget(found, NOVEMBER)
    assert (line_of(money, "newspaper").left, line_of(money, "newspaper").status) == (left, status)
    assert (money.total.left, money.total.status) == (left, status)


def test_a_channel_without_a_budget_that_nobody_uses_is_not_used_up() -> None:
    money = budget(records(plan=month_plan(channel_budgets=budgets(newspaper=0))), NOVEMBER)
    assert (line_of(money, "newspaper").left, line_of(money, "newspaper").status) == (0, "not_set")
    assert money.total.status == "not_set"


def test_money_on_a_channel_without_a_budget_is_exceeded() -> None:
    line = line_of(budget(records(ad("AD-1", "approved", 1, channel="radio")), NOVEMBER), "radio")
    assert (line.budget, line.planned, line.status) == (0, 1, "exceeded")


def test_channels_stand_in_the_order_of_the_trade_and_two_budgets_of_one_add_up() -> None:
    rows = (*budgets(event=1, newspaper=2), *budgets(event=3))
    money = budget(records(plan=month_plan(channel_budgets=rows)), NOVEMBER)
    assert [(line.channel, line.budget) for line in money.channels] == [("newspaper", 2), ("event", 4)]


def test_another_months_records_do_not_count() -> None:
    money = budget(records(ad("AD-1", "paid", 1, month=Month(2026, 10))), NOVEMBER)
    assert money.total.records == ()


def test_a_month_without_a_record_names_those_that_have_one() -> None:
    found = Records(items=(month_plan(Month(2026, 11)), month_plan(Month(2026, 10))))
    with pytest.raises(NoMonthError) as caught:
        budget(found, Month(2026, 12))
    assert caught.value.month == Month(2026, 12)
    assert caught.value.known == (Month(2026, 10), Month(2026, 11))


FEN = st.integers(0, 5_000_000)
STATES = st.sampled_from(sorted(MEANINGS))
ADS = st.builds(
    lambda state, channel, net, contract, paid: ("ad", state, channel, (net, contract, paid)),
    STATES,
    st.sampled_from(sorted(CHANNELS.terms)),
    FEN,
    st.none() | FEN,
    st.none() | FEN,
)
OTHERS = st.builds(
    lambda kind, state, fen: (kind, state, "", (fen,)), st.sampled_from(["press", "event"]), STATES, FEN
)
ROWS = st.lists(ADS | OTHERS, max_size=12)
BUDGETS = st.dictionaries(st.sampled_from(sorted(CHANNELS.terms)), FEN, max_size=6)


def record_of(place: int, row: tuple[str, str, str, tuple[Any, ...]]) -> Record:
    kind, state, channel, amounts = row
    if kind == "ad":
        return ad(f"AD-{place}", state, *amounts, channel=channel)
    if kind == "press":
        return press(f"PR-{place}", state, cost=amounts[0])
    return event(f"EV-{place}", state, [(amounts[0], None)])


def made(rows: list[Any], channel_budgets: dict[str, int]) -> Budget:
    items = [record_of(place, row) for place, row in enumerate(rows)]
    return budget(records(*items, plan=month_plan(channel_budgets=budgets(**channel_budgets))), NOVEMBER)


@given(ROWS, BUDGETS)
def test_lines_add_up_to_the_total_and_entries_to_the_lines(rows: list[Any], limits: dict[str, int]) -> None:
    money = made(rows, limits)
    for name in ("budget", "planned", "committed", "spent", "left"):
        assert sum(getattr(line, name) for line in money.channels) == getattr(money.total, name)
    for line in (*money.channels, money.total):
        assert line.left == line.budget - line.planned - line.committed - line.spent
        assert sum(entry.amount for entry in line.records) == line.planned + line.committed + line.spent
        assert (line.status == "exceeded") == (line.left < 0)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9_999), st.integers(0, 99_999)), max_size=8))
def test_accrual_lines_add_up_whatever_the_funds(cars: list[tuple[str, int, int]]) -> None:
    plan = month_plan(units=tuple(Units(model=model, pick_up=units) for model, units, _ in cars))
    policy = programme(
        *(fund(f"f{place}", "pick_up", **{model: fen}) for place, (model, _, fen) in enumerate(cars))
    )
    money = budget(records(plan=plan, policy=policy), NOVEMBER)
    by_hand = sum(units * fen for model, units, _ in cars for paid_for, _, fen in cars if model == paid_for)
    assert money.accrued == (by_hand if cars else 0) == sum(line.amount for line in money.accrual)


@given(ROWS, BUDGETS, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(rows: list[Any], limits: dict[str, int], chance: Any) -> None:
    items = [record_of(place, row) for place, row in enumerate(rows)]
    plan = month_plan(channel_budgets=budgets(**limits))
    shuffled = chance.sample(items, len(items))
    one, other = (budget(records(*some, plan=plan), NOVEMBER) for some in (items, shuffled))
    assert [figures(line) for line in one.channels] == [figures(line) for line in other.channels]
    assert figures(one.total) == figures(other.total)


def figures(line: Line) -> tuple[Any, ...]:
    ids = sorted((entry.record.id, entry.bucket, entry.amount) for entry in line.records)
    return (line.channel, line.budget, line.planned, line.committed, line.spent, line.left, line.status, ids)


@given(FEN, ROWS, st.sampled_from(["approved", "booked", "paid", "claimed", "granted"]))
def test_moving_a_record_between_buckets_conserves_the_sum(fen: int, rows: list[Any], state: str) -> None:
    """Without a contract or a payment of its own amount, a record weighs the same in every bucket."""
    before = made([*rows, ("ad", "approved", "radio", (fen,))], {})
    after = made([*rows, ("ad", state, "radio", (fen,))], {})
    assert before.total.left == after.total.left
    assert line_sum(before) == line_sum(after)


def line_sum(money: Budget) -> int:
    return money.total.planned + money.total.committed + money.total.spent


def values_in(value: Any) -> Iterator[Any]:
    """Every scalar inside values and tuples, also what properties compute."""
    if isinstance(value, Struct) and not isinstance(value, Record):
        for name in dir(type(value)):
            if not name.startswith("_") and not callable(getattr(type(value), name)):
                yield from values_in(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from values_in(item)
    else:
        yield value


@given(ROWS, BUDGETS)
def test_no_figure_is_ever_a_float(rows: list[Any], limits: dict[str, int]) -> None:
    found = list(values_in(made(rows, limits)))
    assert not [value for value in found if isinstance(value, float)]
    assert sum(isinstance(value, int) for value in found) > 5
