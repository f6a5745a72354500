"""A calendar month as a value: "2026-11"."""

import calendar
import re
from datetime import date
from typing import Self

from msgspec import Struct

from forecourt.model.limits import FIRST_YEAR, LAST_YEAR

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


class Month(Struct, frozen=True, order=True):
    """One calendar month; prints and sorts as 2026-11."""

    year: int
    number: int

    @classmethod
    def parse(cls, source: str) -> Self:
        """Read "2026-11"; raises ValueError for anything else, also for a year that cannot be right."""
        match = _MONTH.fullmatch(source)
        if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
            raise ValueError(f"not a month: {source!r}")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The month that `day` lies in."""
        return cls(day.year, day.month)

    def plus(self, months: int) -> "Month":
        """The month that many later (or earlier when negative)."""
        year, zero_based = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, zero_based + 1)

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"
