"""A month as a calendar: what runs, what happens, what is due, and which days offices work (M5, M9, M11)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.kinds.common import Common
from forecourt.kinds.outlet import Outlet
from forecourt.model.months import Month
from forecourt.model.record import Record
from forecourt.money.insertions import first_day, planned, runs, touches
from forecourt.money.lifecycle import work_of
from forecourt.money.schedule import DayColumn, day_columns
from forecourt.money.workdays import ONE_DAY, is_provisional
from forecourt.portal.desk import Place
from forecourt.portal.tasks import Task
from forecourt.portal.turns import turns

WEEK: Final = 7
# A day with more than that would make the whole week as high.
SHOWN: Final = 6
# Fields that say from when to when something goes on, whichever kind has them.
SPANS: Final = (("starts_on", "ends_on"), ("flight_start", "flight_end"))
RUN, HAPPENS, DUE = "run", "happens", "due"


class Item(Struct, frozen=True, kw_only=True):
    """What stands on a day: an issue or flight (run), something that goes on (happens), a limit (due).

    `goes_on` says that it stood on the day before already and nothing about it is new.
    """

    sort: str
    link: Markup
    about: str
    late: bool = False
    goes_on: bool = False


class DayCell(Struct, frozen=True, kw_only=True):
    """One day of the grid; its column says whether offices work and what a notice made of it.

    The first `shown` items are open to sight, the others are folded.
    """

    day: date
    column: DayColumn
    is_today: bool
    items: tuple[Item, ...]

    @property
    def shown(self) -> int:
        """How many items the cell shows: folding a single one would save nothing."""
        return len(self.items) if len(self.items) <= SHOWN + 1 else SHOWN


class Flight(Struct, frozen=True, kw_only=True):
    """An ad on its way through the month: first and last day, and their place among the month's days."""

    ad: Ad
    link: Markup
    chip: Markup
    first: date
    last: date
    start: int
    length: int
    tone: str


class Sheet(Struct, frozen=True, kw_only=True):
    """The month's grid by weeks (None: a day of another month) and its flights by outlet."""

    month: Month
    weeks: tuple[tuple[DayCell | None, ...], ...]
    flights: tuple[tuple[Markup, tuple[Flight, ...]], ...]
    days: int
    provisional: bool


def sheet(place: Place, month: Month, tasks: Iterable[Task]) -> Sheet:
    """The calendar of `month`."""
    columns = day_columns(month)
    items = _items(place, month, tasks)
    cells: list[DayCell | None] = [None] * columns[0].weekday
    cells += [
        DayCell(
            day=column.day,
            column=column,
            is_today=column.day == place.desk.today,
            items=tuple(items.get(column.day, ())),
        )
        for column in columns
    ]
    cells += [None] * (-len(cells) % WEEK)
    return Sheet(
        month=month,
        weeks=tuple(tuple(cells[at : at + WEEK]) for at in range(0, len(cells), WEEK)),
        flights=tuple(_flights(place, month)),
        days=len(columns),
        provisional=is_provisional(month.year),
    )


def months_shown(place: Place) -> list[Month]:
    """Every month with a plan, and this month and the next, the earliest first."""
    this = Month.of(place.desk.today)
    return sorted({*place.desk.planned, this, this.plus(1)})


def _items(place: Place, month: Month, tasks: Iterable[Task]) -> Mapping[date, list[Item]]:
    found: dict[date, list[Item]] = defaultdict(list)
    for record in place.desk.records:
        if isinstance(record, Common) and work_of(place.desk.records, record) != "cancelled":
            for day, item in _of_record(place, record, month):
                found[day].append(item)
    near = [task for task in tasks if task.due is not None and Month.of(task.due.day) == month]
    for task, turn in zip(near, turns(place, near), strict=True):
        if task.due is not None:
            late = task.is_late(place.desk.today)
            found[task.due.day].append(Item(sort=DUE, link=turn.what, about=turn.limit, late=late))
    whole = {day: _each_once(items) for day, items in found.items()}
    return {day: [_going_on(whole, day, item) for item in items] for day, items in whole.items()}


def _each_once(items: Iterable[Item]) -> list[Item]:
    """A record that runs or happens on the day of its limit stands there once, with both said of it."""
    found: dict[Markup, Item] = {}
    for item in items:
        first = found.get(item.link)
        about = item.about if first is None else " · ".join(filter(None, (first.about, item.about)))
        late = item.late or (first is not None and first.late)
        found[item.link] = replace(first or item, about=about, late=late)
    return list(found.values())


def _going_on(items: Mapping[date, list[Item]], day: date, item: Item) -> Item:
    """The item as it reads below the same one of the day before; a new week begins afresh."""
    before = items.get(day - ONE_DAY, ()) if day.weekday() else ()
    goes_on = item.sort != DUE and any(
        (one.sort, one.link, one.late) == (item.sort, item.link, item.late)
        and one.about.startswith(item.about)
        for one in before
    )
    return replace(item, goes_on=True, about="") if goes_on else item


def _of_record(place: Place, record: Record, month: Month) -> Iterator[tuple[date, Item]]:
    if isinstance(record, Ad):
        days = {*planned(record), *(run.day for run in runs(record))} or {first_day(record)}
        for day in sorted(days):
            if Month.of(day) == month:
                yield day, Item(sort=RUN, link=place.link(record), about=_outlet(place, record))
        return
    for first, last in SPANS:
        start, end = getattr(record, first, None), getattr(record, last, None)
        if isinstance(start, date) and isinstance(end, date):
            day, until = max(start, month.first_day), min(end, month.last_day)
            while day <= until:
                yield day, Item(sort=HAPPENS, link=place.link(record), about="")
                day += ONE_DAY


def _outlet(place: Place, ad: Ad) -> str:
    """The outlet, where the ad's title does not name it; what stands in brackets belongs to no name."""
    title = place.display.title(ad.outlet)
    return "" if title.partition("（")[0] in ad.title else title


def _flights(place: Place, month: Month) -> Iterator[tuple[Markup, tuple[Flight, ...]]]:
    """Outlets by name with the ads whose flight touches the month, the first to run before the others."""
    records = place.desk.records
    by_outlet: dict[str, list[Ad]] = defaultdict(list)
    for ad in records.of(Ad):
        if touches(ad, month.first_day, month.last_day) and work_of(records, ad) != "cancelled":
            by_outlet[ad.outlet].append(ad)
    for outlet in sorted(by_outlet, key=place.display.title):
        found = records.find(Outlet, outlet)
        ads = sorted(by_outlet[outlet], key=lambda ad: (ad.flight_start, ad.id))
        yield place.link(found or outlet), tuple(_flight(place, ad, month) for ad in ads)


def _flight(place: Place, ad: Ad, month: Month) -> Flight:
    first, last = max(ad.flight_start, month.first_day), min(ad.flight_end, month.last_day)
    state = place.desk.sight.state(ad)
    return Flight(
        ad=ad,
        link=place.link(ad),
        chip=place.chip(ad),
        first=ad.flight_start,
        last=ad.flight_end,
        start=first.day - 1,
        length=max((last - first).days + 1, 1),
        tone="planned" if state is None else _TONES.get(state.money, "planned"),
    )


_TONES: Final = {"committed": "committed", "spent": "spent", "claimed": "spent", "granted": "spent"}
