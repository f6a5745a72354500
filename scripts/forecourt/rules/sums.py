"""What rules see of sums over all records: worked out once for a sight, and only by who asks.

They stand apart from the indexes because judging a step needs none of them, and each start pays for what it
imports.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TypeVar

from forecourt.kinds.ad import Ad
from forecourt.kinds.event import Event
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.programme import Programme
from forecourt.kinds.showroom import Showroom
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money import area_prices as prices
from forecourt.money import bookings as booked
from forecourt.money import sem
from forecourt.money.budget import Budget, NoMonthError, budget
from forecourt.money.ledger_balance import Key
from forecourt.money.ledger_ends import tranches_of
from forecourt.money.ledger_view import FundsView, funds_view
from forecourt.money.showroom import newest
from forecourt.money.tranches import Tranche
from forecourt.rules.market import Market
from forecourt.rules.sight import Sight

T = TypeVar("T")


def _once(work_out: Callable[[Sight], T]) -> Callable[[Sight], T]:
    @wraps(work_out)
    def known(sight: Sight) -> T:
        return sight.once(work_out)

    return known


@_once
def budgets(sight: Sight) -> Mapping[Month, Budget]:
    """Month -> its money, for every month that has a record."""
    months = sorted({plan.month for plan in sight.records.of(MonthPlan)})
    return {month: found for month in months if (found := _budget(sight.records, month))}


@_once
def funds(sight: Sight) -> FundsView:
    """Where the manufacturer's funds stand today."""
    return funds_view(sight.records, sight.today)


@_once
def tranches(sight: Sight) -> Mapping[Key, tuple[Programme, Tranche]]:
    """Fund and accrual month -> the tranche, with its programme."""
    return tranches_of(sight.records, sight.today)


@_once
def bookings(sight: Sight) -> booked.Bookings:
    """What ads and events book by day, those of cancelled work left out."""
    return booked.bookings((*sight.of(Ad), *sight.of(Event)), sight.is_live, sight.names)


@_once
def newest_showroom(sight: Sight) -> Showroom | None:
    """The showroom check that was made last."""
    return newest(sight.all_records)


@_once
def market(sight: Sight) -> Market:
    """Relations with outlets, and competitors."""
    return Market(records=sight.records, everything=sight.all_records, today=sight.today)


@_once
def area_prices(sight: Sight) -> prices.AreaPrices:
    """List prices per cm² of all rate cards and ads."""
    return prices.area_prices(sight.of(Outlet), sight.of(Ad))


@_once
def search_accounts(sight: Sight) -> Mapping[str, sem.Account]:
    """Id of an outlet (case folded) -> the ledger of its search-ad account over all months.

    Raises UnreadError when a line of one cannot be read: every balance after it would be a guess.
    """
    return {account.outlet.casefold(): account for account in sem.accounts(sight.all_records)}


def _budget(records: Records, month: Month) -> Budget | None:
    try:
        return budget(records, month)
    except NoMonthError:
        return None
