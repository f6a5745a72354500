"""Until when each tranche can be claimed: the end of its use, and then the programme's claim window (M2)."""

from collections.abc import Iterator
from datetime import date, timedelta

from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import Fund, Programme
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.ledger_balance import End, Key


def plans_of(records: Records) -> dict[Month, MonthPlan]:
    """The record of each month; of two for one month the first by path counts, as in the budget."""
    return {plan.month: plan for plan in reversed(records.of(MonthPlan))}


def ends(records: Records) -> dict[Key, tuple[End, ...]]:
    """Fund and accrual month -> the last days on which its money can be claimed."""
    found: dict[Key, tuple[End, ...]] = {}
    for month, plan in plans_of(records).items():
        programme = records.find(Programme, plan.programme)
        for fund in () if programme is None else programme.funds:
            if programme is not None:
                found[fund.name, month] = tuple(_ends_of(fund, month, programme))
    return found


def _ends_of(fund: Fund, month: Month, programme: Programme) -> Iterator[End]:
    last: date = month.plus((fund.usable_months or 1) - 1).last_day
    yield End(day=last + timedelta(days=programme.claim_window_days or 0))
