"""Issue days that were moved in a schedule's columns of days."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.kinds.fields import Slot, WrongError
from forecourt.kinds.values import slot_of
from forecourt.model.months import Month
from forecourt.money.insertions import has_run
from forecourt.sheets import faults
from forecourt.sheets.days import Times, day_of, issue_days, shown_days, times_in
from forecourt.sheets.grid import Fault, place_name
from forecourt.sheets.lines import Line, Scene, fault_of
from forecourt.sheets.wish import Found, Wish
from forecourt.words.text import Text

ISSUE_DAYS: Final = "issue_days"


def moved_days(line: Line, scene: Scene, month: Month | None, found: Sequence[Found]) -> Iterator[Found]:
    """What the columns of days say, when they differ from what the record shows in them, with the column."""
    ad, slot = line.record, slot_of(Ad, ISSUE_DAYS)
    if month is None or slot is None or not isinstance(ad, Ad):
        return
    columns = {at: day for at, label in line.header.days.items() if (day := day_of(label, month))}
    before = shown_days(ad, month, scene.law.today)
    times: dict[date, int] = {}
    for at, day in columns.items():
        cell = line.grid.at(line.row, at)
        if cell.fault is not Fault.NONE:
            yield at, line.remark(at, fault_of(line.grid, (line.row, at), cell))
            return
        try:
            times[day] = times_in(cell)
        except WrongError as wrong:
            yield at, line.remark(at, faults.unreadable(Text(slot.spec.label), wrong))
            return
    odd = [at for at, day in columns.items() if times[day] != before.get(day, 0)]
    if odd:
        yield from _days_wished(line, odd[0], scene, found, _Days(ad, slot, month, {**before, **times}))


class _Days(Struct, frozen=True):
    """The days of an ad as a sheet shows them: how often it runs on each of `month`."""

    ad: Ad
    slot: Slot
    month: Month
    times: Times


def _days_wished(line: Line, at: int, scene: Scene, found: Sequence[Found], days: _Days) -> Iterator[Found]:
    changes = {one.slot.attribute: one.value for _, one in found if isinstance(one, Wish) and one.differs}
    times = {day: count for day, count in days.times.items() if count}
    after = replace(days.ad, **changes)
    if ISSUE_DAYS in changes:
        if shown_days(after, days.month, scene.law.today) != times:
            yield at, line.remark(at, faults.two_values(Text(days.slot.spec.label), line.grid.name))
        return
    if has_run(days.ad):
        yield at, line.remark(at, faults.has_run())
        return
    yield (
        at,
        Wish(
            sheet=line.grid.name,
            place=place_name(line.row, at),
            record=days.ad,
            path=ISSUE_DAYS,
            slot=days.slot,
            owner=Ad,
            present=days.ad.issue_days,
            value=issue_days(after, days.month, times),
        ),
    )
