"""The schedule of ads, planned against run, from the media schedule's own rows (M9, W1.1)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from forecourt.binder.content import Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.money.insertions import flight, planned
from forecourt.money.schedule import FLIGHT, MARKS, MISSED, RAN, Cell, schedule
from forecourt.money.schedule import Row as Line
from forecourt.words.text import N_

ONE_DAY = timedelta(days=1)


def schedule_sheet(edition: Edition, anchors: Mapping[str, str]) -> Sheet:
    """A row an ad: the days planned and run in the month, insertions, and what went otherwise."""
    plan = schedule(edition.records, edition.month, edition.world.today)
    own = [line for line in plan.rows if line.elsewhere_month is None]
    rows = [_row(edition, line, anchors) for line in own]
    if rows:
        ran = edition.count(sum(_ran(line) for line in own if line.ad.ran or line.ad.insertions == 1))
        cells = (edition.say(N_("Total")), "", "", edition.count(plan.total.insertions), "", ran, "")
        rows.append(Row(cells=cells, strong=True))
    return Sheet(
        anchor="schedule",
        title=edition.say(N_("Schedule of ads, planned and run")),
        columns=edition.columns(
            (N_("Ad plan"), 25),
            (N_("Outlet"), 15),
            (N_("Planned days"), 16),
            (N_("Planned insertions"), 7, "right"),
            (N_("Days it ran"), 16),
            (N_("Insertions that ran"), 7, "right"),
            (N_("State"), 14),
        ),
        rows=tuple(rows),
        note=edition.say(
            N_("Days of the month only; where only the first day is on record, what ran is not counted")
        )
        if rows
        else "",
        empty=edition.say(N_("No ad was planned for this month")),
    )


def _row(edition: Edition, line: Line, anchors: Mapping[str, str]) -> Row:
    ad = line.ad
    # Without issue days the whole flight is planned, also the days on which it is known to have run.
    bar = () if planned(ad) else flight(ad, edition.month.first_day, edition.month.last_day)
    days = [cell.day for cell in line.cells if cell.planned] or list(bar)
    ran = [cell.day for cell in line.cells if cell.ran]
    is_counted = bool(ad.ran) or ad.insertions == 1
    first_only = edition.say(N_("from {day}"), day=_days(ran)) if ran else DASH
    return Row(
        cells=(
            ad.title,
            line.outlet,
            _days(days) or edition.span(ad.flight_start, ad.flight_end),
            edition.count(ad.insertions),
            _days(ran) or DASH if is_counted else first_only,
            edition.count(_ran(line)) if ran and is_counted else DASH,
            "  ".join((line.state_label, *_marks(edition, line.cells))),
        ),
        target=anchors.get(ad.id, ""),
    )


def _ran(line: Line) -> int:
    return sum(cell.ran for cell in line.cells)


def _marks(edition: Edition, cells: Iterable[Cell]) -> Iterator[str]:
    """What went otherwise than planned."""
    usual = (FLIGHT, RAN, "planned")
    odd = dict.fromkeys(cell.mark for cell in cells if cell.mark not in usual)
    for mark in odd:
        count = sum(cell.mark == mark for cell in cells)
        name = edition.display.choice(MARKS, mark)
        yield f"{name} × {count}" if mark == MISSED and count > 1 else name


def _days(days: Iterable[date]) -> str:
    """Days in order, those that follow on each other as a span: "10-01 – 10-07、10-14"."""
    spans: list[list[date]] = []
    for day in days:
        if spans and day - spans[-1][1] == ONE_DAY:
            spans[-1][1] = day
        else:
            spans.append([day, day])
    return "  ".join(
        f"{first:%m-%d}" if first == last else f"{first:%m-%d} – {last:%m-%d}" for first, last in spans
    )
