"""What must hold whatever the programme and whatever is asked: no fen is made, lost or paid too soon."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from forecourt.kinds.month import Units
from forecourt.kinds.programme import Fund, LineCap, PerUnit, Programme, Share
from forecourt.model.money import share_of
from forecourt.model.months import Month
from forecourt.money.funds import settle, tranches
from forecourt.money.funds_periods import period_of
from forecourt.money.tranches import Demand, Draw, Settlement, Tranche
from tests.money.make import month_plan, programme

pytestmark = pytest.mark.slow

NAMES = ("main", "bonus", "extra")
# No deadline: how long one example takes says nothing of money on a busy machine.
ENOUGH = settings(max_examples=30, deadline=None)
CHANNELS = ("newspaper", "online", "event")
COSTS = ("gifts", "catering")
PERCENTS = st.decimals(0, 100, places=2)
FIRST_DAY = date(2026, 1, 1)
DAYS = st.integers(0, 300).map(lambda days: FIRST_DAY + timedelta(days=days))
FEN = st.integers(0, 300_000)
RATES = st.sampled_from([Decimal(100), Decimal(50), Decimal("33.33")]) | PERCENTS
SHARES = st.builds(
    Share,
    channels=st.lists(st.sampled_from(CHANNELS), unique=True, max_size=2).map(tuple),
    cost_types=st.lists(st.sampled_from(COSTS), unique=True, max_size=1).map(tuple),
    most=PERCENTS,
    of=st.sampled_from(["accrual", "balance", "spending"]),
    per=st.sampled_from(["month", "quarter", "year"]),
)
CAPS = st.builds(LineCap, channel=st.sampled_from(CHANNELS), most=FEN)


@st.composite
def funds(draw: st.DrawFn, name: str) -> Fund:
    """A fund with any lifetime, rate, order, shares and caps."""
    lifetime: dict[str, Any] = draw(
        st.sampled_from(
            [
                {"usable_months": 1},
                {"usable_months": 3},
                {"usable_until": "quarter"},
                {"usable_until": "year"},
            ]
        )
    )
    return Fund(
        name=name,
        label=name,
        basis="pick_up",
        match_rate=draw(RATES),
        per_unit=(PerUnit(model="y3", amount=draw(FEN)),),
        usable_after=draw(st.sampled_from([None, 0, 1, 2])),
        carry_over=draw(st.none() | PERCENTS),
        priority=draw(st.none() | st.integers(0, 2)),
        use_order=draw(st.sampled_from([None, "oldest", "soonest"])),
        only_after=draw(st.sampled_from([None, None, *NAMES])),
        least_claim=draw(st.none() | st.integers(0, 10_000)),
        claim_by=draw(st.sampled_from([None, None, "03-31", "12-01"])),
        shares=tuple(draw(st.lists(SHARES, max_size=2))),
        line_caps=tuple(draw(st.lists(CAPS, max_size=2))),
        **lifetime,
    )


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """A programme of one to three such funds."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    by_month: dict[str, Any] = {"claim_window_days": None, "claim_window_months": 2}
    window = draw(st.sampled_from([{"claim_window_days": 30}, by_month]))
    return programme(
        *(draw(funds(name)) for name in names),
        claim_from=draw(st.sampled_from([None, "month_end"])),
        **window,
    )


@st.composite
def asked(draw: st.DrawFn, record: str) -> Demand:
    """What one record asks; its parts may claim to be more than the whole."""
    day = draw(DAYS)
    return Demand(
        record=record,
        day=day,
        channel=draw(st.sampled_from(CHANNELS)),
        eligible=draw(FEN),
        approved=draw(st.none() | FEN),
        cost_types=draw(st.dictionaries(st.sampled_from(COSTS), FEN, max_size=2)),
        claimed_on=draw(st.none() | st.integers(0, 35).map(lambda days: day + timedelta(days=days))),
        claim=draw(st.sampled_from(["", "", "CLM-1"])),
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[Programme, tuple[Tranche, ...], list[Demand], date]:
    """A programme, its tranches of up to eight months, what is asked of them, and a day."""
    policy = draw(programmes())
    cars = draw(st.lists(st.integers(0, 3), min_size=3, max_size=8))
    plans = [
        month_plan(Month(2026, 1).plus(place), units=(Units(model="y3", pick_up=count),))
        for place, count in enumerate(cars)
    ]
    demands = [draw(asked(f"AD-{place}")) for place in range(draw(st.integers(0, 8)))]
    today = draw(DAYS)
    return policy, tranches(policy, plans, today), demands, today


History = tuple[Programme, tuple[Tranche, ...], list[Demand], date]


def settled(history: History) -> Settlement:
    policy, held, demands, today = history
    return settle(held, policy, demands, today)


def sums(draws: Iterable[Draw], *names: str) -> dict[Any, tuple[int, int]]:
    """Values of those attributes -> eligible and paid fen."""
    found: dict[Any, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for draw in draws:
        key = tuple(getattr(draw, name) for name in names)
        found[key] = (found[key][0] + draw.eligible, found[key][1] + draw.amount)
    return found


@ENOUGH
@given(histories())
def test_every_fen_that_accrues_is_used_expired_or_open(history: History) -> None:
    done = settled(history)
    drawn = sums(done.draws, "fund", "month")

    assert [one.tranche for one in done.balances] == list(history[1])
    for one in done.balances:
        assert one.tranche.amount == one.used + one.expired + one.open
        assert min(one.used, one.expired, one.open) >= 0
        assert one.used == drawn[one.tranche.fund, one.tranche.month][1]
    assert sum(one.amount for one in history[1]) == sum(
        one.used + one.expired + one.open for one in done.balances
    )


@ENOUGH
@given(histories())
def test_nothing_is_drawn_outside_of_its_time(history: History) -> None:
    by_key = {(one.fund, one.month): one for one in history[1]}
    late: dict[Any, int] = defaultdict(int)
    for draw in settled(history).draws:
        tranche = by_key[draw.fund, draw.month]
        assert tranche.usable_from <= draw.day <= tranche.last_day
        if draw.day > tranche.usable_to:
            late[draw.fund, draw.month] += draw.amount
    for key, fen in late.items():
        assert fen <= by_key[key].carry


@ENOUGH
@given(histories())
def test_no_rate_approval_or_cap_is_exceeded(history: History) -> None:
    policy, held, demands, _ = history
    done = settled(history)
    rates = {one.fund: one.match_rate / 100 for one in held}
    by_record = {one.record: one for one in demands}
    caps: dict[Any, int] = {}
    for fund in policy.funds:
        for cap in fund.line_caps:
            key = (fund.name, cap.channel)
            caps[key] = min(caps.get(key, cap.most), cap.most)

    for (record, name), (eligible, paid) in sums(done.draws, "record", "fund").items():
        assert paid <= share_of(eligible, rates[name])
        assert paid <= caps.get((name, by_record[record].channel), paid)
    for (record,), (eligible, paid) in sums(done.draws, "record").items():
        demand = by_record[record]
        assert eligible <= demand.eligible
        assert paid <= (demand.eligible if demand.approved is None else demand.approved)
    for fen in sums(done.draws, "fund", "month").values():
        assert fen[1] >= 0


@ENOUGH
@given(histories())
def test_what_nobody_pays_and_what_is_paid_for_is_the_whole(history: History) -> None:
    done = settled(history)
    paid_for = sums(done.draws, "record")
    unmet = {one.record: one.eligible for one in done.unmet}

    for demand in history[2]:
        assert paid_for[demand.record,][0] + unmet.get(demand.record, 0) == demand.eligible


@ENOUGH
@given(histories())
def test_shares_of_channels_hold_in_every_period(history: History) -> None:
    policy, held, demands, _ = history
    draws = settled(history).draws
    channels = {one.record: one.channel for one in demands}
    for fund in policy.funds:
        for share in fund.shares:
            if share.cost_types or share.of == "balance":
                continue
            drawn: dict[Any, int] = defaultdict(int)
            for draw in draws:
                if draw.fund == fund.name and (not share.channels or channels[draw.record] in share.channels):
                    drawn[period_of(draw.day, share.per)] += draw.amount
            for period, fen in drawn.items():
                whole = (
                    sum(
                        one.amount
                        for one in held
                        if one.fund == fund.name and period.has(one.month.first_day)
                    )
                    if share.of == "accrual"
                    else sum(one.eligible for one in demands if period.has(one.day))
                )
                assert fen <= share_of(whole, share.most / 100)


@ENOUGH
@given(histories())
def test_a_contingent_fund_is_untouched_while_the_other_has_money_that_day(history: History) -> None:
    _, held, demands, today = history
    draws = settled(history).draws
    claimed = {one.record: one.claimed_on or max(today, one.day) for one in demands}
    after = {one.fund: one.after for one in held}
    for draw in draws:
        if not after[draw.fund] or not draw.amount:
            continue
        others = [
            one
            for one in held
            if one.fund == after[draw.fund] and (one.claim_by is None or claimed[draw.record] <= one.claim_by)
        ]
        before = [one for one in draws if (one.day, one.record) <= (draw.day, draw.record)]
        assert sum(usable(one, before, draw.day) for one in others) == 0


def usable(tranche: Tranche, draws: list[Draw], day: date) -> int:
    """Fen of a tranche that can be used on `day` after those draws."""
    if not tranche.usable_from <= day <= tranche.last_day:
        return 0
    used = sum(draw.amount for draw in draws if (draw.fund, draw.month) == (tranche.fund, tranche.month))
    left = tranche.amount - used
    if day <= tranche.usable_to:
        return left
    in_time = sum(
        draw.amount
        for draw in draws
        if (draw.fund, draw.month) == (tranche.fund, tranche.month) and draw.day <= tranche.usable_to
    )
    carried = min(tranche.carry, tranche.amount - in_time)
    return carried - (used - in_time)


@ENOUGH
@given(histories())
def test_no_claim_draws_less_than_the_least_of_a_fund(history: History) -> None:
    policy, _, demands, _ = history
    claims = {one.record: one.claim or one.record for one in demands}
    least = {fund.name: fund.least_claim or 0 for fund in policy.funds}
    by_claim: dict[Any, int] = defaultdict(int)
    for draw in settled(history).draws:
        by_claim[claims[draw.record], draw.fund] += draw.amount
    for (_, fund), fen in by_claim.items():
        assert fen == 0 or fen >= least[fund]


@ENOUGH
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_asked_makes_no_money(history: History, chance: Any) -> None:
    policy, held, demands, today = history
    shuffled = chance.sample(demands, len(demands))

    assert settle(held, policy, shuffled, today) == settled(history)


@ENOUGH
@given(histories())
def test_nothing_is_a_float(history: History) -> None:
    done = settled(history)
    fen = [value for draw in done.draws for value in (draw.eligible, draw.amount)]
    fen += [value for one in done.balances for value in (one.used, one.expired, one.open)]
    fen += [one.eligible for one in done.unmet]

    assert {type(value) for value in fen} <= {int}


@ENOUGH
@given(histories(), st.integers(1, 400))
def test_time_alone_expires_money_and_gives_none_back(history: History, days: int) -> None:
    policy, held, demands, today = history
    claimed = [replace(one, claimed_on=one.claimed_on or one.day) for one in demands]
    now, later = (settle(held, policy, claimed, day) for day in (today, today + timedelta(days=days)))

    assert now.draws == later.draws
    for before, after in zip(now.balances, later.balances, strict=True):
        assert before.used == after.used
        assert before.expired <= after.expired


@ENOUGH
@given(PERCENTS, FEN, FEN)
def test_a_carried_part_is_never_more_than_its_share(rate: Decimal, fen: int, more: int) -> None:
    fund = Fund(
        name="main",
        label="main",
        basis="pick_up",
        match_rate=Decimal(100),
        usable_until="quarter",
        carry_over=rate,
        per_unit=(PerUnit(model="y3", amount=1),),
    )
    plans = [
        month_plan(Month(2026, place), units=(Units(model="y3", pick_up=count),))
        for place, count in ((1, fen), (2, more))
    ]
    held = tranches(programme(fund), plans, FIRST_DAY)

    assert sum(one.carry for one in held) == share_of(fen + more, rate / 100)
    assert all(0 <= one.carry <= one.amount for one in held)
