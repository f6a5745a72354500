"""The manufacturer's funds: what they hold from when to when, and what they pay (M2; domain 3.1, 3.3).

All amounts are integer fen; shares round half up to the fen. Nothing here reads a state: what is asked of
the funds are demands, which `money.funds_costs.demand_of` makes of records.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import Fund, Programme
from forecourt.model.money import share_of
from forecourt.model.months import Month
from forecourt.money.accrual import IN_PERCENT, AccrualLine, accrual
from forecourt.money.funds_draws import Till
from forecourt.money.funds_periods import period_of
from forecourt.money.tranches import Demand, Settlement, Tranche


def tranches(programme: Programme, plans: Sequence[MonthPlan], today: date) -> tuple[Tranche, ...]:
    """What every fund accrues in each month of `plans` that names the programme, by month, then fund.

    `plans` may hold the months of other years: their invoices count for a fund on the year before.
    """
    own: dict[Month, MonthPlan] = {}
    for plan in plans:
        if plan.programme.casefold() == programme.id.casefold():
            own.setdefault(plan.month, plan)
    made = [
        tranche for month in sorted(own) for tranche in _of_month(programme, own[month], tuple(plans), today)
    ]
    return tuple(_carried(programme, made))


def settle(
    tranches: Sequence[Tranche], programme: Programme, demands: Sequence[Demand], today: date
) -> Settlement:
    """What the tranches pay for `demands`: the earlier day first, on one day by id; what is left as of today.

    The order of `demands` does not matter. What is not claimed yet is judged as if it were claimed today. A
    claim that draws less of a fund than its least claim draws nothing of it.
    """
    ordered = sorted(demands, key=lambda one: (one.day, one.record, one.channel, one.claim, one.eligible))
    refused: set[tuple[str, str]] = set()
    while True:
        till = Till(tranches, programme, ordered, today=today, refused=frozenset(refused))
        for demand in ordered:
            till.serve(demand)
        below = till.below_least()
        if not below:
            return till.settlement()
        refused |= below


def usable_time(programme: Programme, fund: Fund, accrued_in: Month) -> tuple[date, date]:
    """First and last day on which what `fund` accrues in a month can be used, without what is carried over.

    With neither months nor an end the fund is usable as long as the programme is in force.
    """
    first = accrued_in.plus(fund.usable_after or 0)
    ends = []
    if fund.usable_months is not None:
        ends.append(first.plus(fund.usable_months - 1).last_day)
    if fund.usable_until is not None:
        ends.append(period_of(first.first_day, fund.usable_until).last)
    return first.first_day, min(ends, default=programme.effective_to)


def _of_month(
    programme: Programme, plan: MonthPlan, plans: Sequence[MonthPlan], today: date
) -> Iterator[Tranche]:
    lines = tuple(accrual(plan, programme, plans, {}))
    for place, fund in enumerate(programme.funds, start=1):
        own = [line for line in lines if line.fund == fund.name]
        if own:
            yield _tranche(programme, (place, fund), plan.month, own, today)


def _tranche(
    programme: Programme, placed: tuple[int, Fund], month: Month, lines: list[AccrualLine], today: date
) -> Tranche:
    place, fund = placed
    usable_from, usable_to = usable_time(programme, fund, month)
    return Tranche(
        fund=fund.name,
        label=fund.label,
        month=month,
        amount=sum(line.amount for line in lines),
        usable_from=usable_from,
        usable_to=usable_to,
        claim_by=_claim_by(fund, usable_to.year),
        match_rate=fund.match_rate,
        priority=place if fund.priority is None else fund.priority,
        after=fund.only_after or "",
        missing=any(line.missing for line in lines),
        forecast=today <= month.last_day,
    )


def _claim_by(fund: Fund, year: int) -> date | None:
    return None if fund.claim_by is None else date.fromisoformat(f"{year}-{fund.claim_by}")


def _carried(programme: Programme, made: Sequence[Tranche]) -> Iterator[Tranche]:
    """Tranches with the part of each quarter's accrual that may be used in the next quarter of the year.

    Parts are rounded so that those of a quarter add up to the share of its sum.
    """
    rates = {fund.name: fund.carry_over for fund in programme.funds if fund.usable_until == "quarter"}
    sums: dict[tuple[str, date], int] = {}
    for tranche in made:
        rate, after = rates.get(tranche.fund), Month.of(tranche.usable_to).plus(1)
        if not rate or after.year != tranche.usable_to.year:
            yield tranche
            continue
        key = (tranche.fund, tranche.usable_to)
        before = sums.get(key, 0)
        sums[key] = before + tranche.amount
        carry = share_of(sums[key], rate * IN_PERCENT) - share_of(before, rate * IN_PERCENT)
        end = period_of(after.first_day, "quarter").last
        yield replace(tranche, carry=min(carry, tranche.amount), carry_to=end)
