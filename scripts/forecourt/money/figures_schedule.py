"""The figures of a month's schedule: by line, outlet, channel, in all, with the ads behind (W1.1, M2)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from msgspec.structs import replace

from forecourt.model.money import format_yuan
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.budget import CostEntry, cost_entries
from forecourt.money.figure import Figure, Part, Unit, combined, of_parts, part_of
from forecourt.money.figures_month import cost_parts
from forecourt.money.schedule import TENTH, Row, Schedule, schedule
from forecourt.words.text import N_, Text, text

_BUCKETS: Final = {"planned": N_("Planned"), "committed": N_("Committed"), "spent": N_("Spent")}
_LABELS: Final = {
    "lines": N_("Lines"),
    "insertions": N_("Insertions"),
    "gross": N_("At list price"),
    "net": N_("Net cost"),
    **_BUCKETS,
    "counted": N_("Counted in the budget"),
}
_COUNTS: Final = ("lines", "insertions")
_CELLS: Final = {"planned": N_("Planned insertions"), "ran": N_("Insertions that ran")}


def schedule_figures(records: Records, month: Month, today: date) -> Iterator[Figure]:
    """What `schedule` sums up: 2026-11.schedule.net, of a channel, outlet or line with its code or id."""
    plan = schedule(records, month, today)
    entries = {entry.record.id: entry for entry in cost_entries(records, month)}
    for row in plan.rows:
        yield from _of_rows(plan, row.ad.id, row.ad.title, [row], entries)
        yield _each(plan, row)
        yield from _days(plan, row.ad.id, row.ad.title, [row])
    yield from _days(plan, "", "", plan.rows)
    own = [row for row in plan.rows if row.elsewhere_month is None]
    for one in plan.outlets:
        rows = [row for row in own if row.ad.outlet.casefold() == one.key.casefold()]
        yield from _of_rows(plan, one.key, one.label, rows, entries)
    for one in plan.channels:
        rows = [row for row in own if row.ad.channel == one.key]
        found = list(_of_rows(plan, one.key, Text(one.label), rows, entries))
        yield from found
        yield from _used(plan, one.key, Text(one.label), found[-1])
    found = list(_of_rows(plan, "", "", own, entries))
    yield from found
    yield from _used(plan, "", "", found[-1])


def _of_rows(
    plan: Schedule, key: str, title: Text | str, rows: list[Row], entries: dict[str, CostEntry]
) -> Iterator[Figure]:
    """The sums of these rows, what the budget counts of them last."""
    for what in _LABELS:
        unit: Unit = "count" if what in _COUNTS else "fen"
        parts = [part for row in rows for part in _parts(row, what, entries)]
        yield of_parts(_name(plan, key, what), _label(plan, title, _LABELS[what]), parts, unit=unit)


def _parts(row: Row, what: str, entries: dict[str, CostEntry]) -> Iterable[Part]:
    ad = row.ad
    if what == "lines":
        return (part_of(ad, "insertions", 1),)
    if what == "insertions":
        return (part_of(ad, "insertions", ad.insertions),)
    if what == "gross":
        return (part_of(ad, "list_price", ad.list_price * ad.insertions, f"× {ad.insertions}"),)
    if what == "net":
        return (part_of(ad, "net_cost", row.subtotal),)
    if row.elsewhere_month is not None or what not in {row.bucket, "counted"} or ad.id not in entries:
        return ()
    return cost_parts(entries[ad.id])


def _days(plan: Schedule, key: str, title: Text | str, rows: Iterable[Row]) -> Iterator[Figure]:
    """Insertions by day of the month added up: planned and run, of lines of other months too."""
    for what, label in _CELLS.items():
        parts = [
            part_of(row.ad, _day_field(row, what), times, str(cell.day))
            for row in rows
            for cell in row.cells
            if (times := getattr(cell, what))
        ]
        name = _name(plan, key, f"cells.{what}")
        yield of_parts(name, _label(plan, title, label), parts, unit="count")


def _day_field(row: Row, what: str) -> str:
    if what == "ran":
        return "ran" if row.ad.ran else "published_on"
    return "issue_days" if row.ad.issue_days else "flight_start"


def _each(plan: Schedule, row: Row) -> Figure:
    """What one insertion costs: list price × 折 ÷ 10, to the fen."""
    ad = row.ad
    note = f"{format_yuan(ad.list_price)} × {ad.discount.normalize():f} ÷ {TENTH}"
    part = replace(part_of(ad, "list_price", row.net_each, note), also=((ad.path, "discount"),))
    return of_parts(_name(plan, ad.id, "net_each"), _label(plan, ad.title, N_("Net, each")), (part,))


def _used(plan: Schedule, key: str, title: Text | str, counted: Figure) -> Iterator[Figure]:
    """Events and articles on the channel, and with the ads what is used of its budget."""
    parts = [part for one in plan.others if key in ("", one.channel) for part in cost_parts(one)]
    others = of_parts(_name(plan, key, "others"), _label(plan, title, N_("Events and articles")), parts)
    label = _label(plan, title, N_("Used of the channel's budget"))
    yield from (others, combined(_name(plan, key, "used"), label, (1, counted), (1, others)))


def _name(plan: Schedule, key: str, what: str) -> str:
    return ".".join(part for part in (str(plan.month), "schedule", key, what) if part)


def _label(plan: Schedule, title: Text | str, what: str) -> Text:
    named = text(N_("Schedule of {month}"), month=str(plan.month))
    if not title:
        return text(N_("{fund}: {what}"), fund=named, what=Text(what))
    return text(N_("{schedule}, {title}: {what}"), schedule=named, title=title, what=Text(what))
