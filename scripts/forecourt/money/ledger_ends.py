"""Until when each tranche can be claimed: the end of its use, and then the programme's claim window (M2)."""

from collections.abc import Iterator
from datetime import date

from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import Programme
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from forecourt.money.funds import tranches
from forecourt.money.funds_deadlines import claim_deadline
from forecourt.money.ledger_balance import End, Key
from forecourt.money.tranches import Tranche

# Which fields of a fund say how long it can be used, the first that is filled in.
_TERMS = ("usable_months", "usable_until", "name")


def plans_of(records: Records) -> dict[Month, MonthPlan]:
    """The record of each month; of two for one month the first by path counts, as in the budget."""
    return {plan.month: plan for plan in reversed(records.of(MonthPlan))}


def programme_of(records: Records, record: Record) -> Programme | None:
    """The programme that the month of a record names; None without a month, its record or the programme."""
    month = getattr(record, "month", None)
    plan = None if month is None else plans_of(records).get(month)
    return None if plan is None else records.find(Programme, plan.programme)


def tranches_of(records: Records, today: date) -> dict[Key, tuple[Programme, Tranche]]:
    """Fund and accrual month -> the tranche, with the programme that it comes from."""
    plans = tuple(plans_of(records).values())
    ids = dict.fromkeys(plan.programme.casefold() for plan in plans)
    return {
        (tranche.fund, tranche.month): (programme, tranche)
        for id in ids
        if (programme := records.find(Programme, id)) is not None
        for tranche in tranches(programme, plans, today)
    }


def ends_of(programme: Programme, tranche: Tranche) -> Iterator[End]:
    """The last days to claim the tranche, the earliest first; the part carried over outlives the first.

    That is the claim window after its last day of use, and never later than `claim_by`; without a window it
    is the last day of use itself.
    """
    if tranche.carry_to is None:
        yield End(day=_last(programme, tranche, tranche.usable_to))
    else:
        yield End(day=_last(programme, tranche, tranche.usable_to), stays=tranche.carry)
        yield End(day=_last(programme, tranche, tranche.carry_to))


def fund_field(programme: Programme, name: str) -> str:
    """The dotted path of the programme's field that says how long the fund can be used."""
    for place, fund in enumerate(programme.funds):
        if fund.name == name:
            key = next(key for key in _TERMS if getattr(fund, key) is not None)
            return f"funds.{place}.{key}"
    return "funds"


def _last(programme: Programme, tranche: Tranche, used_until: date) -> date:
    window = claim_deadline(programme, used_until) or used_until
    return window if tranche.claim_by is None else min(window, tranche.claim_by)
