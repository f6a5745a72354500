"""A year of a 40-outlet store in memory, made from the sample's records: the same seed, the same year."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.kinds.claim import Claim, ClaimLine, TrancheUse
from forecourt.kinds.month import ChannelBudget, MonthPlan, Units
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.procedure import Procedure
from forecourt.kinds.programme import Programme
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.store.load import load

SAMPLE: Final = Path(__file__).parents[2]
YEAR: Final = 2026
TODAY: Final = date(2026, 12, 31)
MONTHS: Final = tuple(Month(YEAR, month) for month in range(1, 13))
OUTLETS: Final = 40
MODELS: Final = ("y3", "y5plus", "y7ev")
CHANNELS: Final = ("newspaper", "radio", "outdoor", "online", "search", "magazine")
STATES: Final = (
    "draft",
    "submitted",
    "approved",
    "booked",
    "published",
    "invoiced",
    "paid",
    "claimed",
    "granted",
)
CLAIMED: Final = ("claimed", "granted")
CLAIM_STATES: Final = ("sent", "received", "granted", "credited")
LINES: Final = 20


@cache
def _sample() -> Records:
    return load(SAMPLE).records


def records(ads: int, *, seed: int = 2026) -> Records:
    """Everything that money is computed from: law, 40 outlets, twelve months, `ads` ads and their claims."""
    luck = random.Random(seed)
    law = [one for one in _sample() if isinstance(one, Procedure | Programme)]
    outlets = [*_outlets()]
    plans = [*_plans(luck)]
    made = [_ad(number, outlets[luck.randrange(OUTLETS)], luck) for number in range(ads)]
    return Records(items=(*law, *outlets, *plans, *made, *_claims(made, luck)))


def _outlets() -> Iterator[Outlet]:
    model = _sample().of(Outlet)[0]
    for number in range(OUTLETS):
        yield replace(
            model,
            id=f"OUT-{number:04}",
            path=f"content/outlets/OUT-{number:04}.md",
            channel=CHANNELS[number % len(CHANNELS)],
        )


def _plans(luck: random.Random) -> Iterator[MonthPlan]:
    model = _sample().of(MonthPlan)[0]
    for month in MONTHS:
        cars = tuple(
            Units(
                model=one,
                pick_up=luck.randrange(20, 90),
                retail=luck.randrange(20, 90),
                delivery=luck.randrange(20, 90),
            )
            for one in MODELS
        )
        budgets = tuple(ChannelBudget(channel=one, amount=40_000_000) for one in CHANNELS)
        yield replace(
            model,
            id=f"MON-{month}",
            path=f"plans/{month}/MON-{month}.md",
            month=month,
            units=cars,
            channel_budgets=budgets,
        )


def _ad(number: int, outlet: Outlet, luck: random.Random) -> Ad:
    month = MONTHS[number % len(MONTHS)]
    start = month.first_day + timedelta(days=luck.randrange(0, 20))
    net = luck.randrange(20, 400) * 10_000
    id = f"AD-{month.first_day:%Y%m%d}-{number:05}"
    return replace(
        _sample().of(Ad)[0],
        id=id,
        path=f"plans/{month}/ads/{id}.md",
        state=STATES[luck.randrange(len(STATES))],
        month=month,
        outlet=outlet.id,
        channel=outlet.channel,
        flight_start=start,
        flight_end=start + timedelta(days=luck.randrange(0, 12)),
        issue_days=(),
        ran=(),
        insertions=luck.randrange(1, 4),
        net_cost=net,
        contract_cost=net,
        contract_signed_on=start - timedelta(days=5),
        invoice_cost=net,
        paid_cost=net,
        paid_on=start + timedelta(days=20),
        evidence=(),
    )


def _claims(ads: list[Ad], luck: random.Random) -> Iterator[Claim]:
    model = _sample().of(Claim)[0]
    for month in MONTHS:
        mine = [ad for ad in ads if ad.month == month and ad.state in CLAIMED]
        for number in range(0, len(mine), LINES):
            yield _claim(model, mine[number : number + LINES], month, number // LINES, luck)


def _claim(model: Claim, ads: list[Ad], month: Month, number: int, luck: random.Random) -> Claim:
    state = CLAIM_STATES[luck.randrange(len(CLAIM_STATES))]
    is_granted = state in ("granted", "credited")
    lines = tuple(
        ClaimLine(
            record=ad.id,
            spent=ad.net_cost,
            rate=_sample().of(Programme)[0].funds[0].match_rate,
            claimed=ad.net_cost // 2,
            granted=ad.net_cost // 2 if is_granted else None,
        )
        for ad in ads
    )
    total = sum(line.claimed for line in lines)
    posted = month.last_day + timedelta(days=luck.randrange(1, 25))
    return replace(
        model,
        id=f"CLM-{month.first_day:%Y%m%d}-{number:04}",
        path=f"plans/{month}/claims/CLM-{month.first_day:%Y%m%d}-{number:04}.md",
        state=state,
        month=month,
        lines=lines,
        tranches=(TrancheUse(fund="main", accrued_in=month, amount=total),),
        sent_on=posted,
        postmark_on=posted,
        received_on=posted + timedelta(days=3),
        audited_on=posted + timedelta(days=20) if is_granted else None,
        result="granted" if is_granted else None,
        granted_cost=total if is_granted else None,
        credited_on=posted + timedelta(days=40) if state == "credited" else None,
        credited_cost=total if state == "credited" else None,
        resubmission_of=None,
        evidence=(),
    )
