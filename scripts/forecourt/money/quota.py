"""Press quota in pieces and points by media tier, and event quota (M5, M6, A2).

What counts as done and what as open is said by the meaning of each record's state.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from forecourt.kinds.event import Event
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.press import Press
from forecourt.kinds.programme import Programme
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.vocabulary import MEDIA_TIERS
from forecourt.money.budget import month_plan
from forecourt.money.lifecycle import work_of

NO_TIER: Final = ""


class TierLine(Struct, frozen=True, kw_only=True):
    """One media tier ("" when the outlet has none): points an article counts, articles done and open."""

    tier: str
    points_each: int
    done: tuple[Press, ...]
    open: tuple[Press, ...]

    @property
    def pieces_done(self) -> int:
        """Articles whose work is done."""
        return len(self.done)

    @property
    def pieces_open(self) -> int:
        """Articles that are still being worked on."""
        return len(self.open)

    @property
    def points_done(self) -> int:
        """Points of the articles that are done."""
        return self.points_each * self.pieces_done

    @property
    def points_open(self) -> int:
        """Points that the articles still being worked on will count."""
        return self.points_each * self.pieces_open


class PressQuota(Struct, frozen=True, kw_only=True):
    """What the month's press work must reach and has reached."""

    pieces_required: int
    points_required: int
    by_tier: tuple[TierLine, ...]

    @property
    def done(self) -> tuple[Press, ...]:
        """The articles that count."""
        return tuple(press for line in self.by_tier for press in line.done)

    @property
    def open(self) -> tuple[Press, ...]:
        """The articles that are still being worked on."""
        return tuple(press for line in self.by_tier for press in line.open)

    @property
    def pieces_done(self) -> int:
        """How many articles count."""
        return len(self.done)

    @property
    def pieces_open(self) -> int:
        """How many articles are still being worked on."""
        return len(self.open)

    @property
    def points_done(self) -> int:
        """Points of the articles that count."""
        return sum(line.points_done for line in self.by_tier)

    @property
    def points_open(self) -> int:
        """Points that the articles still being worked on will count."""
        return sum(line.points_open for line in self.by_tier)


class EventQuota(Struct, frozen=True, kw_only=True):
    """How many events the month must have, and the events that are done and open."""

    required: int
    done: tuple[Event, ...]
    open: tuple[Event, ...]


def press_quota(records: Records, month: Month) -> PressQuota:
    """The press quota of `month`; raises NoMonthError."""
    plan = month_plan(records, month)
    programme = records.find(Programme, plan.programme)
    points = {} if programme is None else {row.tier: row.points for row in programme.press_points}
    return PressQuota(
        pieces_required=plan.press_pieces,
        points_required=plan.press_points,
        by_tier=tuple(_tier_lines(records, month, points)),
    )


def event_quota(records: Records, month: Month) -> EventQuota:
    """The event quota of `month`; raises NoMonthError."""
    plan = month_plan(records, month)
    by_work: dict[str, list[Event]] = defaultdict(list)
    for event in records.of(Event):
        if event.month == month:
            by_work[work_of(records, event)].append(event)
    return EventQuota(required=plan.event_quota, done=tuple(by_work["done"]), open=tuple(by_work["open"]))


def _tier_lines(records: Records, month: Month, points: dict[str, int]) -> Iterator[TierLine]:
    pieces: dict[tuple[str, str], list[Press]] = defaultdict(list)
    for press in records.of(Press):
        if press.month == month:
            outlet = records.find(Outlet, press.outlet)
            tier = NO_TIER if outlet is None or outlet.tier is None else outlet.tier
            pieces[tier, work_of(records, press)].append(press)
    for tier in (*MEDIA_TIERS.terms, NO_TIER):
        done, open_ = tuple(pieces[tier, "done"]), tuple(pieces[tier, "open"])
        if tier in points or done or open_:
            yield TierLine(tier=tier, points_each=points.get(tier, 0), done=done, open=open_)
