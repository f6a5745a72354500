"""Months, quarters and years as stretches of days, for shares and ends of funds."""

from datetime import date
from typing import Final

from msgspec import Struct

from forecourt.model.months import Month

_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


class Period(Struct, frozen=True, order=True):
    """A stretch of whole calendar months, both days within it."""

    first: date
    last: date

    def has(self, day: date) -> bool:
        """Whether `day` lies in it."""
        return self.first <= day <= self.last


def period_of(day: date, per: str) -> Period:
    """The month, quarter or year (a code of PERIODS) in which `day` lies."""
    months = _MONTHS[per]
    first = Month(day.year, (day.month - 1) // months * months + 1)
    return Period(first.first_day, first.plus(months - 1).last_day)
