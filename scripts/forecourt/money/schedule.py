"""The media schedule of a month: a row for each insertion line, a column for each day (W1.1, M2, M3).

Amounts are integer fen and come from the budget's own entries, so that both always agree to the fen.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from forecourt.kinds.ad import Ad
from forecourt.kinds.archive import Archive
from forecourt.kinds.outlet import Outlet
from forecourt.model.money import share_of
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.vocabulary import CHANNELS, OF_ONE_RUN, Vocabulary
from forecourt.money.budget import TOTAL, CostEntry, cost_entries
from forecourt.money.insertions import elsewhere, first_day, flight, missed, planned, runs, touches
from forecourt.money.lifecycle import state_of, work_of
from forecourt.money.workdays import ONE_DAY, SATURDAY, is_workday, notices
from forecourt.words.text import N_

PLANNED, RAN, ELSEWHERE, MISSED, MAKE_GOOD, FLIGHT = (
    "planned",
    "ran",
    "elsewhere",
    "missed",
    "make_good",
    "flight",
)
MARKS: Final = Vocabulary(
    N_("Mark"),
    MappingProxyType(
        {
            PLANNED: N_("Planned to run"),
            RAN: N_("Ran as booked"),
            ELSEWHERE: N_("Ran otherwise than booked"),
            MISSED: N_("Did not run"),
            MAKE_GOOD: N_("Make-good"),
            FLIGHT: N_("Flight without issue days"),
        }
    ),
)
OFF, MAKE_UP = "off", "make_up"
TENTH: Final = 10


class DayColumn(Struct, frozen=True, kw_only=True):
    """One day: `weekday` from 0 (Monday), whether offices work, and "off" or "make_up" where a notice
    makes it differ from a plain week.
    """

    day: date
    weekday: int
    working: bool
    notice: str


class Cell(Struct, frozen=True, kw_only=True):
    """What one row has on one day: insertions planned and run, and the mark that tells how they went."""

    day: date
    mark: str
    planned: int
    ran: int


class Row(Struct, frozen=True, kw_only=True):
    """One insertion line. Amounts in fen; `net_each` is one insertion's, `counted` what the budget counts.

    `elsewhere_month` is the activity month of a line that only runs into this one; nothing of it is counted
    here. `proofs` are pieces of evidence of the run, the archive's included.
    """

    ad: Ad
    outlet: str
    state_label: str
    cells: tuple[Cell, ...]
    net_each: int
    bucket: str
    counted: int
    elsewhere_month: Month | None
    proofs: int

    @property
    def subtotal(self) -> int:
        """The net cost of the line in fen, as planned."""
        return self.ad.net_cost


class Sum(Struct, frozen=True, kw_only=True):
    """Lines of one outlet or channel (key "": of the month) in fen: gross at list price, net as planned,
    and what the budget counts as planned, committed and spent.
    """

    key: str
    label: str
    lines: int
    insertions: int
    gross: int
    net: int
    planned: int
    committed: int
    spent: int

    @property
    def counted(self) -> int:
        """Fen that the budget counts, in whichever bucket."""
        return self.planned + self.committed + self.spent


class Schedule(Struct, frozen=True, kw_only=True):
    """A month's rows with sums by outlet and channel.

    `others` are the budget's entries that are no ads (events, articles): with them the sums of the channels
    are those of the budget.
    """

    month: Month
    days: tuple[DayColumn, ...]
    rows: tuple[Row, ...]
    outlets: tuple[Sum, ...]
    channels: tuple[Sum, ...]
    total: Sum
    others: tuple[CostEntry, ...]


def schedule(records: Records, month: Month, today: date) -> Schedule:
    """The schedule of `month`: its own ads and those of other months whose flight runs into it.

    Cancelled ads are left out unless they cost money. `today` tells planned days from those that were missed.
    """
    entries = tuple(cost_entries(records, month))
    scene = _Scene(
        records=records,
        month=month,
        first=month.first_day,
        last=month.last_day,
        today=today,
        entries={entry.record.id: entry for entry in entries},
        archives=_archives(records),
    )
    shown = sorted((ad for ad in records.of(Ad) if _belongs(ad, scene)), key=lambda ad: _order(ad, records))
    rows = tuple(_row(ad, scene) for ad in shown)
    others = tuple(entry for entry in entries if not isinstance(entry.record, Ad))
    own = [row for row in rows if row.elsewhere_month is None]
    return Schedule(
        month=month,
        days=day_columns(month),
        rows=rows,
        outlets=_by_outlet(own),
        channels=_by_channel(own, others),
        total=_sum(own, key=TOTAL),
        others=others,
    )


def day_columns(month: Month) -> tuple[DayColumn, ...]:
    """The days of `month` by the working-day calendar."""
    count = month.last_day.day
    return tuple(_day_column(month.first_day + place * ONE_DAY) for place in range(count))


class _Scene(Struct, frozen=True, kw_only=True):
    records: Records
    month: Month
    first: date
    last: date
    today: date
    entries: Mapping[str, CostEntry]
    archives: Mapping[str, list[Archive]]


def _archives(records: Records) -> Mapping[str, list[Archive]]:
    found: dict[str, list[Archive]] = defaultdict(list)
    for archive in records.of(Archive):
        found[archive.ad.casefold()].append(archive)
    return found


def _belongs(ad: Ad, scene: _Scene) -> bool:
    if ad.month != scene.month and not touches(ad, scene.first, scene.last):
        return False
    return ad.id in scene.entries or work_of(scene.records, ad) != "cancelled"


def _order(ad: Ad, records: Records) -> tuple[int, str, str, date, str]:
    """By the outlet's channel and name, then by the first day."""
    outlet = records.find(Outlet, ad.outlet)
    channel, title = (ad.channel, ad.outlet) if outlet is None else (outlet.channel, outlet.title)
    return (tuple(CHANNELS.terms).index(channel), title, ad.outlet.casefold(), first_day(ad), ad.id)


def _row(ad: Ad, scene: _Scene) -> Row:
    outlet, state = scene.records.find(Outlet, ad.outlet), state_of(scene.records, ad)
    entry = scene.entries.get(ad.id)
    holders = (ad, *scene.archives.get(ad.id.casefold(), ()))
    return Row(
        ad=ad,
        outlet=ad.outlet if outlet is None else outlet.title,
        state_label=ad.state if state is None else state.label,
        cells=cells(ad, scene.month, scene.today),
        net_each=share_of(ad.list_price, ad.discount / TENTH),
        bucket="" if entry is None else entry.bucket,
        counted=0 if entry is None else entry.amount,
        elsewhere_month=None if ad.month == scene.month else ad.month,
        proofs=len({item.sha256 for one in holders for item in one.evidence if item.kind in OF_ONE_RUN}),
    )


def cells(ad: Ad, month: Month, today: date) -> tuple[Cell, ...]:
    """What stands in the days of `month`, in order of days; days with nothing are left out."""
    wanted, ran = planned(ad), Counter(run.day for run in runs(ad))
    bar = () if wanted else flight(ad, month.first_day, month.last_day)
    days = dict.fromkeys((*wanted, *ran, *bar))
    odd, lost = {one.run.day for one in elsewhere(ad)}, missed(ad, today)
    marks = {day: MISSED for day in lost if not ran[day]} | dict.fromkeys(odd, ELSEWHERE)
    return tuple(
        Cell(
            day=day,
            mark=marks.get(day) or _usual_mark(ad, is_run=ran[day] > 0, is_planned=day in wanted),
            planned=wanted.get(day, 0),
            ran=ran[day],
        )
        for day in sorted(days)
        if Month.of(day) == month
    )


def _usual_mark(ad: Ad, *, is_run: bool, is_planned: bool) -> str:
    if not is_run and not is_planned:
        return FLIGHT
    if ad.make_good_of is not None:
        return MAKE_GOOD
    return RAN if is_run else PLANNED


def _parts(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _by_outlet(rows: list[Row]) -> tuple[Sum, ...]:
    parts = _parts(rows, lambda row: row.ad.outlet.casefold())
    return tuple(_sum(part, key=part[0].ad.outlet, label=part[0].outlet) for part in parts.values())


def _by_channel(rows: list[Row], others: tuple[CostEntry, ...]) -> tuple[Sum, ...]:
    """Channels with ads, and those where only something else costs money."""
    parts = _parts(rows, lambda row: row.ad.channel)
    used = {*parts, *(entry.channel for entry in others)}
    return tuple(
        _sum(parts.get(channel, []), key=channel, label=label)
        for channel, label in CHANNELS.terms.items()
        if channel in used
    )


def _sum(rows: list[Row], *, key: str, label: str = "") -> Sum:
    buckets: Counter[str] = Counter()
    for row in rows:
        buckets[row.bucket] += row.counted
    return Sum(
        key=key,
        label=label,
        lines=len(rows),
        insertions=sum(row.ad.insertions for row in rows),
        gross=sum(row.ad.list_price * row.ad.insertions for row in rows),
        net=sum(row.subtotal for row in rows),
        planned=buckets["planned"],
        committed=buckets["committed"],
        spent=buckets["spent"],
    )


def _day_column(day: date) -> DayColumn:
    working, weekday = is_workday(day), day.weekday()
    notice = ""
    if working and weekday >= SATURDAY:
        notice = MAKE_UP
    elif not working and (weekday < SATURDAY or day in notices().days_off):
        notice = OFF
    return DayColumn(day=day, weekday=weekday, working=working, notice=notice)
