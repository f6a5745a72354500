"""Money, quotas and deadlines before and after a branch, as values; all amounts in fen."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from forecourt.kinds.month import MonthPlan
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.procedure import Procedure
from forecourt.kinds.programme import Programme
from forecourt.model.months import Month
from forecourt.model.record import Record, Records, World
from forecourt.money.agenda import Due, dues_of_records
from forecourt.money.budget import Line
from forecourt.money.standing import Quota, Standing, standing
from forecourt.store.ends import Ends
from forecourt.store.log import History
from forecourt.timeline.stand import entered_days, lines
from forecourt.timeline.track import tracks

# A change of these can move the figures of any month.
_EVERYWHERE: Final = (Programme, Procedure, Outlet)


class Fund(Struct, frozen=True, kw_only=True):
    """Fen that a fund accrues in the month, before and after (None: no such fund there)."""

    name: str
    label: str
    before: int | None
    after: int | None


class Channel(Struct, frozen=True, kw_only=True):
    """A channel's line before and after (None: neither budget nor cost there); channel "" is the month."""

    channel: str
    before: Line | None
    after: Line | None


class MonthChange(Struct, frozen=True, kw_only=True):
    """A month's figures before and after; `quotas` are press pieces, press points, events by table code."""

    month: Month
    funds: tuple[Fund, ...]
    available: tuple[int | None, int | None]
    channels: tuple[Channel, ...]
    quotas: Mapping[str, tuple[Quota | None, Quota | None]]

    @property
    def money_moves(self) -> bool:
        """Whether any amount differs."""
        return (
            self.available[0] != self.available[1]
            or any(fund.before != fund.after for fund in self.funds)
            or any(_amounts(one.before) != _amounts(one.after) for one in self.channels)
        )

    @property
    def quotas_move(self) -> bool:
        """Whether any quota differs."""
        return any(before != after for before, after in self.quotas.values())


def month_changes(ends: Ends) -> list[MonthChange]:
    """The months that the branch touches or moves, in order."""
    touched = [record for side in (ends.before, ends.after) for record in side if record.path in ends.changed]
    months = {month for record in touched if isinstance(month := getattr(record, "month", None), Month)}
    found = [_month_change(ends, month) for month in sorted(months)]
    if any(isinstance(record, _EVERYWHERE) for record in touched):
        others = {plan.month for side in (ends.before, ends.after) for plan in side.of(MonthPlan)} - months
        changes = (_month_change(ends, month) for month in sorted(others))
        found += [change for change in changes if change.money_moves or change.quotas_move]
    return sorted((one for one in found if one.channels or one.quotas), key=lambda one: one.month)


def _month_change(ends: Ends, month: Month) -> MonthChange:
    before, after = standing(ends.before, month), standing(ends.after, month)
    quotas = {**before.quotas, **after.quotas}
    return MonthChange(
        month=month,
        funds=tuple(_funds(before, after)),
        available=(before.available, after.available),
        channels=tuple(_channels(before, after)),
        quotas={name: (before.quotas.get(name), after.quotas.get(name)) for name in quotas},
    )


def _funds(before: Standing, after: Standing) -> Iterator[Fund]:
    for name, label in (before.fund_labels | after.fund_labels).items():
        yield Fund(name=name, label=label, before=before.funds.get(name), after=after.funds.get(name))


def _channels(before: Standing, after: Standing) -> Iterator[Channel]:
    old, new = before.lines, after.lines
    names = {**old, **new}
    for name in [*(name for name in names if name), *(name for name in names if not name)]:
        yield Channel(channel=name, before=old.get(name), after=new.get(name))


def _amounts(line: Line | None) -> tuple[int, ...]:
    return () if line is None else (line.budget, line.planned, line.committed, line.spent)


class Deadline(Struct, frozen=True, kw_only=True):
    """What a touched record is due for, before and after (None: no limit there)."""

    record: Record
    before: Due | None
    after: Due | None

    @property
    def day(self) -> date:
        """The day that counts once the branch is merged, else the one before."""
        return next(due.day for due in (self.after, self.before) if due is not None)


def entered_before(ends: Ends, history: History, today: date) -> Mapping[str, date]:
    """When the touched records came into their states on the target branch, by id without case."""
    world = World(records=_asked(ends.before, ends.changed), today=today)
    return entered_days(lines(world, tracks(history, today)))


def deadlines(
    ends: Ends, today: date, since: Mapping[str, date], moved: Mapping[str, date]
) -> list[Deadline]:
    """Limits of the touched records, by day.

    `since` are the days on which they came into their states on the target branch, `moved` those on which the
    branch moved them, both by id without case.
    """
    before = _dues(ends.before, ends.changed, today, since)
    after = _dues(ends.after, ends.changed, today, {**since, **moved})
    found = [
        Deadline(record=due.record, before=before.get(id), after=after.get(id))
        for id, due in (before | after).items()
        if due.record is not None
    ]
    return sorted(found, key=lambda one: (one.day, one.record.id))


def _dues(
    records: Records, paths: frozenset[str], today: date, entered: Mapping[str, date]
) -> dict[str, Due]:
    dues = dues_of_records(World(records=_asked(records, paths), today=today), entered)
    return {due.record.id.casefold(): due for due in dues if due.record and due.record.path in paths}


def _asked(records: Records, paths: frozenset[str]) -> Records:
    """Only what a limit depends on: ten thousand untouched records need not be asked."""
    return Records(items=tuple(one for one in records if one.path in paths or isinstance(one, Procedure)))
