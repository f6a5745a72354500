"""What a month's advertising brought, by hand; parts add up; nothing is divided by zero."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecourt.kinds.event import Figures
from forecourt.kinds.month import MonthPlan, Traffic, Units
from forecourt.model.record import Record
from forecourt.model.vocabulary import SOURCES
from forecourt.money.budget import NoMonthError, budget
from forecourt.money.effect import AD_SOURCES, PAID_SOURCES, CostBasis, Effect, Rate, effect
from tests.money.make import NOVEMBER, YUAN, ad, event, month_plan, press, records

Numbers = tuple[int | None, int | None, int | None]


def row(source: str, visits: int, calls: int | None = None, **more: int) -> Traffic:
    """What the front desk counted of a source."""
    return Traffic(source=source, visits=visits, calls=calls, **more)


def plan(*traffic: Traffic, **fields: Any) -> MonthPlan:
    """November with a front desk."""
    return month_plan(traffic=traffic, **fields)


def found(*items: Record, of: MonthPlan | None = None, cost: CostBasis = "committed") -> Effect:
    return effect(records(*items, plan=of), NOVEMBER, cost)


def one(rates: tuple[Rate, ...], name: str, channel: str = "", **fields: str) -> Rate:
    """The one rate of that name."""
    (rate,) = (
        rate
        for rate in rates
        if (rate.name, rate.channel) == (name, channel)
        and all(getattr(rate, key) == value for key, value in fields.items())
    )
    return rate


def numbers(rate: Rate) -> Numbers:
    """Numerator, denominator and what is printed."""
    return (rate.ratio.part, rate.ratio.whole, rate.ratio.rounded)


NEWSPAPER = (
    ad("AD-1", "paid", 1_200_000, 1_100_000, 1_000_000, visits=20),
    ad("AD-2", "booked", 600_000, 500_050, visits=7),
)


def test_cost_per_visit_of_the_month_is_that_of_ad_channels_alone() -> None:
    of = plan(row("newspaper", 20, 10), row("online", 5), row("event", 40), row("walk_by", 60))
    gift = event("EV-1", "paid", [(900_000, None)])
    rate = one(found(*NEWSPAPER, gift, of=of).month, "cost_per_visit")
    # 10,000.00 + 5,000.50 yuan over 35 visits and calls: 428.585… yuan.
    assert numbers(rate) == (1_500_050, 35, 42_859)
    assert (rate.counted, [record.id for record in rate.records]) == (
        "desk_visits",
        ["MON-2026-11", "AD-1", "AD-2"],
    )


def test_only_what_is_spent_counts_when_that_is_asked_for() -> None:
    of = plan(row("newspaper", 20, 10))
    rate = one(found(*NEWSPAPER, of=of, cost="spent").month, "cost_per_visit")
    assert numbers(rate) == (1_000_000, 30, 33_333)
    assert [record.id for record in rate.records] == ["MON-2026-11", "AD-1"]


def test_what_is_only_planned_has_cost_nothing_yet() -> None:
    of = plan(row("newspaper", 20))
    assert numbers(one(found(ad("AD-1", "approved", 100), of=of).month, "cost_per_visit")) == (0, 20, 0)


def test_leads_and_sales_are_those_of_paid_sources() -> None:
    of = plan(
        row("newspaper", 20, leads=8, orders=2),
        row("event", 40, leads=12, orders=1),
        row("referral", 10, leads=9, orders=5),
    )
    month = found(*NEWSPAPER, event("EV-1", "paid", [(300_000, None)]), of=of).month
    assert numbers(one(month, "cpl")) == (1_800_050, 20, 90_003)
    assert numbers(one(month, "cps")) == (1_800_050, 3, 600_017)


def test_cost_per_car_says_which_cars() -> None:
    units = (
        Units(model="y3", pick_up=30, retail=20, delivery=18),
        Units(model="y7", pick_up=10, retail=5),
    )
    month = found(*NEWSPAPER, press("PR-1", "paid"), of=plan(units=units)).month
    cars = {rate.counted: numbers(rate) for rate in month if rate.name == "cost_per_car"}
    assert cars == {
        "pick_up": (1_500_050, 40, 37_501),
        "retail": (1_500_050, 25, 60_002),
        # The deliveries of Y7 are not known, so neither are those of the shop.
        "delivery": (1_500_050, None, None),
    }


def test_cost_ratio_is_cost_over_revenue() -> None:
    ratio = found(*NEWSPAPER, of=plan(revenue=7_300_000 * YUAN)).cost_ratio
    assert (ratio.ratio.part, ratio.ratio.whole, ratio.ratio.hundredths_of_percent) == (
        1_500_050,
        730_000_000,
        21,
    )
    assert found(*NEWSPAPER, of=plan()).cost_ratio.ratio.hundredths_of_percent is None


def test_a_channel_is_counted_by_the_front_desk_where_there_is_one() -> None:
    of = plan(row("newspaper", 21, 9, leads=6, orders=0))
    channels = found(*NEWSPAPER, of=of).channels
    assert numbers(one(channels, "cost_per_visit", "newspaper")) == (1_500_050, 30, 50_002)
    assert numbers(one(channels, "cpl", "newspaper")) == (1_500_050, 6, 250_008)
    assert numbers(one(channels, "cps", "newspaper")) == (1_500_050, 0, None)


def test_without_a_front_desk_the_records_are_counted() -> None:
    results = Figures(visits=43, leads=22, orders=2, orders_7_days=3, orders_30_days=5)
    party = event("EV-1", "paid", [(430_000, None)], results=results)
    seen = found(*NEWSPAPER, party, of=plan())
    visits = one(seen.channels, "cost_per_visit", "newspaper")
    assert (visits.counted, numbers(visits)) == ("ad_visits", (1_500_050, 27, 55_557))
    assert numbers(one(seen.channels, "cost_per_visit", "event")) == (430_000, 43, 10_000)
    assert numbers(one(seen.channels, "cpl", "event")) == (430_000, 22, 19_545)
    assert numbers(one(seen.channels, "cps", "event")) == (430_000, 5, 86_000)
    assert numbers(one(seen.channels, "cpl", "newspaper")) == (1_500_050, None, None)
    assert (seen.unknown.value, seen.shares, seen.traffic) == (None, (), ())


def test_a_report_without_later_orders_counts_those_on_site() -> None:
    party = event("EV-1", "paid", [(430_000, None)], results=Figures(orders=2))
    assert numbers(one(found(party, of=plan()).channels, "cps", "event")) == (430_000, 2, 215_000)


def test_a_source_that_nobody_named_gives_a_dash_and_never_zero() -> None:
    of = plan(row("walk_by", 60))
    assert numbers(one(found(*NEWSPAPER, of=of).month, "cost_per_visit")) == (1_500_050, 0, None)
    assert numbers(one(found(*NEWSPAPER, of=of).channels, "cost_per_visit", "newspaper")) == (
        1_500_050,
        0,
        None,
    )


def test_a_source_without_a_row_brought_nobody_and_so_no_leads_and_no_orders() -> None:
    """One meaning: 0 is a number that is known, the dash one that nobody counted."""
    counts_leads = plan(row("walk_by", 60, leads=12))
    channels = found(*NEWSPAPER, press("PR-1", "paid", paid=True, cost=20_000), of=counts_leads).channels

    assert numbers(one(channels, "cost_per_visit", "newspaper")) == (1_500_050, 0, None)
    assert numbers(one(channels, "cpl", "newspaper")) == (1_500_050, 0, None)
    # The desk counts no orders of any source, and an article is no source at the desk.
    assert numbers(one(channels, "cps", "newspaper")) == (1_500_050, None, None)
    assert one(channels, "cpl", "press").ratio.whole is None


def test_a_sum_of_which_one_part_is_unknown_is_unknown() -> None:
    """Costs over the leads of half the channels would be a cost per lead that nobody has paid."""
    of = plan(row("newspaper", 20, leads=8, orders=2), row("online", 5, orders=1))
    month = found(*NEWSPAPER, of=of).month
    assert numbers(one(month, "cpl")) == (1_500_050, None, None)
    assert numbers(one(month, "cps")) == (1_500_050, 3, 500_017)
    assert found(of=of).unknown_leads.part == 0

    silent = ad("AD-3", "paid", 100_000)
    assert numbers(one(found(*NEWSPAPER, silent, of=plan()).month, "cost_per_visit")) == (
        1_600_050,
        None,
        None,
    )
    held = event("EV-1", "paid", [(430_000, None)], results=Figures(visits=43))
    ahead = event("EV-2", "booked", [(100_000, None)])
    assert numbers(one(found(held, ahead, of=plan()).channels, "cost_per_visit", "event")) == (
        530_000,
        None,
        None,
    )


def test_an_outlet_is_counted_by_its_own_ads() -> None:
    other = ad("AD-3", "paid", 400_000, visits=0, outlet="OUT-evening")
    silent = ad("AD-4", "paid", 100_000, outlet="OUT-weekly")
    outlets = found(*NEWSPAPER, other, silent).outlets
    assert {rate.outlet: numbers(rate) for rate in outlets} == {
        "OUT-daily": (1_500_050, 27, 55_557),
        "OUT-evening": (400_000, 0, None),
        "OUT-weekly": (100_000, None, None),
    }


def test_source_contribution_is_of_those_with_a_source() -> None:
    of = plan(row("newspaper", 20, 10), row("search", 4, 6), row("walk_by", 60), row("unknown", 15, 10))
    seen = found(of=of)
    assert [
        (rate.channel, rate.ratio.part, rate.ratio.whole, rate.ratio.hundredths_of_percent)
        for rate in seen.shares
        if rate.name == "source_share"
    ] == [("", 40, 100, 4_000), ("newspaper", 30, 100, 3_000), ("search", 10, 100, 1_000)]
    assert (seen.unknown.part, seen.unknown.whole, seen.unknown.hundredths_of_percent) == (25, 125, 2_000)


def test_conversion_leaves_out_sources_whose_leads_nobody_counted() -> None:
    of = plan(row("newspaper", 20, leads=5), row("walk_by", 60))
    seen = found(of=of)
    whole, paper, walk = (rate.ratio for rate in seen.shares if rate.name == "lead_rate")
    assert [(ratio.part, ratio.whole) for ratio in (whole, paper)] == [(5, 20), (5, 20)]
    assert (walk.part, walk.whole, walk.hundredths_of_percent) == (None, 60, None)


def test_two_rows_of_a_source_are_added_up() -> None:
    of = plan(row("radio", 3, 1, leads=1), row("radio", 4, leads=2, orders=1))
    (line,) = found(of=of).traffic
    assert line == row("radio", 7, 1, leads=3, orders=1)


def test_everything_unknown_and_nothing_counted() -> None:
    assert found(of=plan(row("unknown", 9))).unknown.hundredths_of_percent == 10_000
    assert found(of=plan(row("unknown", 0))).unknown.hundredths_of_percent is None


def test_a_month_without_a_record_has_no_effect() -> None:
    with pytest.raises(NoMonthError):
        effect(records(), NOVEMBER.plus(1))


COUNT = st.integers(min_value=0, max_value=500)
CHANNEL = st.sampled_from(["newspaper", "radio", "online", "search", "outdoor", "direct", "print"])
ADS = st.lists(
    st.tuples(
        CHANNEL,
        st.integers(min_value=0, max_value=10**7),
        st.sampled_from(["paid", "booked", "draft"]),
        COUNT,
    ),
    max_size=8,
)
DESK = st.dictionaries(st.sampled_from(list(SOURCES.terms)), st.tuples(COUNT, COUNT, COUNT))


@given(ADS, DESK)
def test_the_parts_are_the_whole(
    bought: list[tuple[str, int, str, int]], desk: dict[str, tuple[int, int, int]]
) -> None:
    items = [
        ad(f"AD-{place}", state, cost, channel=channel, visits=visits, outlet=f"OUT-{place % 3}")
        for place, (channel, cost, state, visits) in enumerate(bought)
    ]
    rows = (row(source, *counts[:2], leads=counts[2]) for source, counts in desk.items())
    made = records(*items, plan=plan(*rows))
    seen, money = effect(made, NOVEMBER), budget(made, NOVEMBER).total
    channels = {rate.channel: rate.ratio for rate in seen.channels if rate.name == "cost_per_visit"}
    whole = one(seen.month, "cost_per_visit").ratio
    assert sum(channels[name].part or 0 for name in AD_SOURCES if name in channels) == whole.part
    if desk:
        assert sum(channels[name].whole or 0 for name in AD_SOURCES if name in channels) == whole.whole
    paid = sum(ratio.part or 0 for name, ratio in channels.items() if name in PAID_SOURCES)
    assert one(seen.month, "cpl").ratio.part == paid
    assert sum(rate.ratio.part or 0 for rate in seen.outlets) == money.committed + money.spent
    assert seen.cost_ratio.ratio.part == money.committed + money.spent
    shares = [rate.ratio for rate in seen.shares if rate.name == "source_share"]
    assert sum(ratio.part or 0 for ratio in shares[1:]) == (shares[0].part if shares else 0)


@given(ADS, st.integers(min_value=1, max_value=50))
def test_costs_scale_and_counts_do_not(bought: list[tuple[str, int, str, int]], factor: int) -> None:
    def of(times: int) -> Effect:
        items = (
            ad(f"AD-{place}", state, cost * times, channel=channel, visits=visits)
            for place, (channel, cost, state, visits) in enumerate(bought)
        )
        return found(*items, of=plan(row("newspaper", 40), row("radio", 7, 2)))

    for small, large in zip(of(1).channels, of(factor).channels, strict=False):
        if small.channel == large.channel:
            assert large.ratio.whole == small.ratio.whole
            assert (large.ratio.value or 0) == (small.ratio.value or 0) * factor
