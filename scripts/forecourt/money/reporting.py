"""The reporting period of a month's volumes, which need not be the calendar month (26th to 25th; A3).

The activity month of a record says whose budget and quota it uses; the period says into which volumes its
papers go. A programme that names no first day reports by activity month.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct

from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import Programme
from forecourt.model.months import Month
from forecourt.model.record import Records

# The programme of every activity month that has a record, None where it cannot be read.
Programmes = Mapping[Month, Programme | None]


class ReportingPeriod(Struct, frozen=True, kw_only=True):
    """First and last day that a month's volumes report."""

    first: date
    last: date


def programmes_of(records: Records) -> Programmes:
    """Activity month -> its programme."""
    return {plan.month: records.find(Programme, plan.programme) for plan in records.of(MonthPlan)}


def reporting_period(programme: Programme, month: Month) -> ReportingPeriod | None:
    """The days that the volumes of `month` report; None when they go by the records' activity month."""
    if programme.period_from_day is None:
        return None
    return ReportingPeriod(
        first=_first(programme, month), last=_first(programme, month.plus(1)) - timedelta(days=1)
    )


def volume_month(programme: Programme | None, month: Month, last: date | None) -> Month:
    """The month into whose volumes a record of the activity month `month` goes, by its own last day.

    An item goes in whole where its last day lies, so that it is never bound twice. It goes by its activity
    month while that day is not known, or where the programme names no first day of a period.
    """
    if programme is None or programme.period_from_day is None or last is None:
        return month
    own = Month.of(last)
    return own.plus(1) if last >= _first(programme, own.plus(1)) else own


def _first(programme: Programme, month: Month) -> date:
    """The first day of the period that the volumes of `month` report; 1 or no day: the month's own."""
    day = programme.period_from_day
    return month.first_day if day in (None, 1) else month.plus(-1).first_day.replace(day=day)
