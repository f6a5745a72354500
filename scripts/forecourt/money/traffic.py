"""What the front desk counted in a month, by the source that customers named (来店来电登记)."""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Final, TypeAlias

from forecourt.kinds.month import MonthPlan, Traffic
from forecourt.model.vocabulary import SOURCES
from forecourt.money.ratio import Ratio

UNKNOWN: Final = "unknown"
_Read: TypeAlias = Callable[[Traffic], int | None]
_LEADS: Final[_Read] = attrgetter("leads")
_ORDERS: Final[_Read] = attrgetter("orders")


class Desk:
    """What the front desk counted, by source; one source's rows are added up."""

    def __init__(self, plan: MonthPlan) -> None:
        self.plan = plan
        self.rows = tuple(_summed(plan.traffic, source) for source in SOURCES.terms if _is_in(plan, source))

    def visits(self, sources: Iterable[str]) -> int | None:
        """Visits and calls that named one of the sources; None when nothing was counted in the month."""
        return sum(arrivals(row) for row in self._of(sources)) if self.rows else None

    def leads(self, sources: Iterable[str]) -> int | None:
        """New prospects of these sources; None when those of one of them were not counted."""
        return self._counted(sources, _LEADS)

    def orders(self, sources: Iterable[str]) -> int | None:
        """Orders of these sources; None when those of one of them were not counted."""
        return self._counted(sources, _ORDERS)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that have a row."""
        return tuple(row.source for row in self.rows)

    @property
    def named(self) -> tuple[str, ...]:
        """The sources that customers named."""
        return tuple(row.source for row in self.rows if row.source != UNKNOWN)

    @property
    def unknown(self) -> Ratio:
        """Visits and calls without a source ÷ all."""
        return Ratio(part=self.visits((UNKNOWN,)), whole=self.visits(SOURCES.terms))

    @property
    def unknown_leads(self) -> Ratio:
        """New prospects without a source ÷ all; nothing when nobody counted those without one."""
        return self._without_source(_LEADS)

    @property
    def unknown_orders(self) -> Ratio:
        """Orders without a source ÷ all; nothing when nobody counted those without one."""
        return self._without_source(_ORDERS)

    def _counted(self, sources: Iterable[str], read: _Read) -> int | None:
        """A source without a row brought nobody, so none of it, as long as the desk counts such at all.

        What is no source at the desk cannot have been counted there.
        """
        asked = tuple(sources)
        if all(read(row) is None for row in self.rows) or not set(asked) <= set(SOURCES.terms):
            return None
        return sum_all(read(row) for row in self._of(asked))

    def _without_source(self, read: _Read) -> Ratio:
        """Those without a source ÷ those of all sources for which they were counted."""
        return Ratio(part=self._counted((UNKNOWN,), read), whole=sum_known(read(row) for row in self.rows))

    def _of(self, sources: Iterable[str]) -> list[Traffic]:
        wanted = frozenset(sources)
        return [row for row in self.rows if row.source in wanted]


def arrivals(row: Traffic) -> int:
    """Visits and calls of one source."""
    return row.visits + (row.calls or 0)


def _is_in(plan: MonthPlan, source: str) -> bool:
    return any(row.source == source for row in plan.traffic)


def _summed(rows: Iterable[Traffic], source: str) -> Traffic:
    found = [row for row in rows if row.source == source]
    return Traffic(
        source=source,
        visits=sum(row.visits for row in found),
        calls=sum_known(row.calls for row in found),
        leads=sum_known(row.leads for row in found),
        orders=sum_known(row.orders for row in found),
    )


def sum_known(counts: Iterable[int | None]) -> int | None:
    """The sum of what is known; None when nothing is."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def sum_all(counts: Iterable[int | None]) -> int | None:
    """The sum; None as soon as one is not known, for the sum would be too small."""
    found = list(counts)
    known = [count for count in found if count is not None]
    return sum(known) if len(known) == len(found) else None
