"""What of a cost counts, and what a record asks of the funds."""

from datetime import date

import pytest
from msgspec.structs import replace

from forecourt.kinds.ad import Ad, CostPart, Insertion
from forecourt.kinds.event import CostItem
from forecourt.model.record import Record
from forecourt.money.funds_costs import demand_of, eligible_cost
from forecourt.money.tranches import Demand
from tests.money.make import ad, event, press, programme

POLICY = programme(ineligible=("production", "gifts"))


def with_parts(**fen: int) -> Ad:
    """An ad of 10,000 fen with these parts."""
    parts = tuple(CostPart(type=type_, amount=amount) for type_, amount in fen.items())
    return ad("AD-1", "paid", 12_000, 11_000, 10_000, cost_parts=parts)


def test_parts_that_the_programme_excludes_are_not_eligible() -> None:
    cost = eligible_cost(with_parts(production=2_000, special_position=500), POLICY)

    assert (cost.spent, cost.ineligible, cost.eligible) == (10_000, 2_000, 8_000)
    assert cost.cost_types == {"special_position": 500}


def test_parts_never_take_more_than_the_whole() -> None:
    cost = eligible_cost(with_parts(special_position=9_000, production=2_000), POLICY)

    assert (cost.ineligible, cost.eligible, dict(cost.cost_types)) == (
        1_000,
        9_000,
        {"special_position": 9_000},
    )


def test_before_it_is_paid_the_contract_and_before_that_the_plan_counts() -> None:
    assert eligible_cost(ad("AD-1", "booked", 12_000, 11_000), POLICY).spent == 11_000
    assert eligible_cost(ad("AD-1", "draft", 12_000), POLICY).spent == 12_000


def test_rows_of_an_event_count_as_spent_and_rows_without_a_kind_are_eligible() -> None:
    rows = (
        CostItem(tab="on_site", item="搭建", budget=5_000, actual=6_000),
        CostItem(tab="promotion", item="礼品", budget=1_000, actual=900, type="gifts"),
        CostItem(tab="on_site", item="餐饮", budget=700, type="catering"),
    )
    cost = eligible_cost(_event(rows), POLICY)

    assert (cost.spent, cost.ineligible, dict(cost.cost_types)) == (7_600, 900, {"catering": 700})


def _event(rows: tuple[CostItem, ...]) -> Record:
    return replace(event("EV-1", "paid"), costs=rows)


def test_an_ad_asks_for_its_eligible_cost_on_the_last_day_that_it_ran() -> None:
    ran = (Insertion(day=date(2026, 11, 19)), Insertion(day=date(2026, 11, 25)))
    record = replace(with_parts(production=2_000), ran=ran, approved_reimbursement=3_000)

    assert demand_of(record, POLICY, claimed_on=date(2026, 12, 1), claim="CLM-1") == Demand(
        record="AD-1",
        day=date(2026, 11, 25),
        channel="newspaper",
        eligible=8_000,
        approved=3_000,
        claimed_on=date(2026, 12, 1),
        claim="CLM-1",
    )


@pytest.mark.parametrize(
    ("record", "day", "channel"),
    [
        (ad("AD-1", "paid", 1), date(2026, 11, 18), "newspaper"),
        (event("EV-1", "paid"), date(2026, 11, 22), "event"),
        (press("PR-1", "paid", cost=700), date(2026, 11, 20), "press"),
        (press("PR-1", "paid", cost=700, published_on=date(2026, 11, 9)), date(2026, 11, 9), "press"),
    ],
)
def test_each_kind_has_its_day_and_channel(record: Record, day: date, channel: str) -> None:
    demand = demand_of(record, POLICY)

    assert demand is not None
    assert (demand.day, demand.channel, demand.approved, demand.claimed_on) == (day, channel, None, None)


def test_a_programme_itself_asks_for_nothing() -> None:
    assert demand_of(POLICY, POLICY) is None
