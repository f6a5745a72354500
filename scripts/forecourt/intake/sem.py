"""Reports of search engines -> days, restatements and keywords of an account's month (W1.3 ③, A10).

A day that is not there yet is added; one whose figures differ gets a restatement with the day of the report,
and nothing that stands there is rewritten. Keywords are sums from the first of the month on, so a newer
report takes the place of an older one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from typing import Final

from msgspec import Struct, field

from forecourt.intake import faults
from forecourt.intake.aliases import SEM, SEM_DERIVED
from forecourt.intake.change import Change, Intake, Scene, created, edited, is_free, yuan
from forecourt.intake.table import Row, Table, day_of, table_of
from forecourt.kinds.fields import slots_of
from forecourt.kinds.sem import KIND, Restatement, SearchDay, SearchMonth
from forecourt.model.money import format_yuan
from forecourt.model.months import Month
from forecourt.money.lifecycle import work_of
from forecourt.money.sem import COUNTED, Counts, newest, summed, thresholds
from forecourt.reading.splice import AppendEntry, Edit, RemoveField, SetField
from forecourt.sheets.grid import Grid
from forecourt.words.text import N_, Text, text

DAYS: Final = ("days", Text(N_("Days")))
KEYWORDS: Final = ("keywords", Text(N_("Keywords")))
_MADE: Final = re.compile(r"(?:数据生成时间|生成时间|导出时间|下载时间)[：:]?\s*(.*)")
_RANGE: Final = re.compile(
    r"时间范围[：:]?\s*(\d{4}[-/.]?\d{1,2}[-/.]?\d{1,2})(?:\s*[-至到~～—]+\s*(\d{4}\S*))?"
)
_HOUR: Final = re.compile(r"(\d{1,2})(?:[:：点时].*)?")
_BALANCES: Final = ("opening", "top_up", "closing")


Fields = Mapping[str, str | Sequence[Mapping[str, str]]]


class _Day(Struct):
    """What the rows of one day say; `parts` are summed up, balances stand in one row."""

    row: Row
    parts: list[Counts] = field(default_factory=list)
    balances: dict[str, int] = field(default_factory=dict)

    @property
    def counts(self) -> Counts:
        return summed(self.parts)


class _Report(Struct, kw_only=True):
    """A whole export: what it says by day and by keyword, when it was made, its first and last day."""

    table: Table
    made: date
    days: dict[date, _Day] = field(default_factory=dict)
    keywords: dict[str, _Day] = field(default_factory=dict)
    begins: date | None = None
    ends: date | None = None
    rows: int = 0


def sem_intake(grids: Iterable[Grid], scene: Scene, name: str) -> Intake:
    """What a search engine's report would change; raises RefusedError when it has no such table."""
    table = table_of(grids, SEM, ("cost",), SEM_DERIVED, name)
    report = _read(table, scene)
    changes: list[Change] = []
    if not table.is_refused:
        changes = list(_keyword_changes(report, scene) if report.keywords else _day_changes(report, scene))
    return Intake(rows=report.rows, changes=tuple(changes), remarks=tuple(table.remarks))


def _read(table: Table, scene: Scene) -> _Report:
    report = _Report(table=table, made=scene.today)
    for said in table.before:
        made, span = _MADE.search(said), _RANGE.search(said)
        if made is not None:
            report.made = min(_day_in(made[1]) or scene.today, scene.today)
        if span is not None:
            report.begins = _day_in(span[1])
            report.ends = _day_in(span[2]) if span[2] else report.begins
    accounts: dict[str, Row] = {}
    for row in table.rows():
        report.rows += 1
        if account := row.said("account"):
            accounts.setdefault(account, row)
        _take(row, report, scene)
    if len(accounts) > 1:
        last = list(accounts.values())[-1]
        last.refuse("account", faults.several(table.labels["account"], tuple(accounts)))
    return report


def _day_in(said: str) -> date | None:
    try:
        return day_of(said.strip().strip('"'))
    except ValueError:
        return None


def _take(row: Row, report: _Report, scene: Scene) -> None:
    """Add a row to its keyword, or to its day."""
    has_keywords = "keyword" in report.table.columns
    first, day = report.begins, report.ends
    if "day" in report.table.columns and has_keywords:
        # Keywords are summed up over the days that the report is of, which may stand in every row.
        first, day = row.days("day") or (None, None)
    elif "day" in report.table.columns:
        first = day = row.day("day")
    cost = row.fen("cost") or 0
    counts = Counts(
        cost=cost,
        impressions=row.count("impressions"),
        clicks=row.count("clicks"),
        leads=row.count("leads"),
        cost_out_of_hours=None if day is None else _out_of_hours(row, cost, day, scene),
    )
    if day is None:
        if "day" not in report.table.columns:
            row.refuse("cost", faults.missing(SEM["day"][0]))
        return
    report.begins = min(first or day, report.begins or day)
    report.ends = max(day, report.ends or day)
    if has_keywords:
        word = row.words("keyword")
        if word is not None:
            report.keywords.setdefault(word, _Day(row)).parts.append(counts)
        return
    found = report.days.setdefault(day, _Day(row))
    found.parts.append(counts)
    for name in _BALANCES:
        fen = row.fen(name, signed=name != "top_up")
        if fen is not None:
            found.balances[name] = fen


def _out_of_hours(row: Row, cost: int, day: date, scene: Scene) -> int | None:
    """The cost of a row whose hour lies outside the working hours; None in a report without hours."""
    hour: int | None = row.read("hour", _hour, Text(N_("an hour from 0 to 23")))
    if hour is None:
        return None
    record = _record_of(Month.of(day), scene)
    limit = thresholds(None if record is None else record.limits)
    return 0 if limit.opens_at <= time(hour, 59) and time(hour) < limit.closes_at else cost


def _hour(said: str) -> int:
    found = _HOUR.match(said.strip())
    if found is None or int(found[1]) > 23:
        raise ValueError(said)
    return int(found[1])


def _record_of(month: Month, scene: Scene) -> SearchMonth | None:
    outlet = scene.outlet.id.casefold() if scene.outlet else ""
    for one in scene.records.of(SearchMonth):
        is_its = one.month == month and one.outlet.casefold() == outlet
        if is_its and work_of(scene.records, one) != "cancelled":
            return one
    return None


def _day_changes(report: _Report, scene: Scene) -> Iterator[Change]:
    months = sorted({Month.of(day) for day in report.days})
    for month in months:
        days = {day: found for day, found in sorted(report.days.items()) if Month.of(day) == month}
        record = _record_of(month, scene)
        if record is None:
            rows = [_entry(day, found, report) for day, found in days.items()]
            told = [_told(N_("{day}: added, cost {cost}"), day, found.counts) for day, found in days.items()]
            yield _new(month, {"days": rows}, told, next(iter(days.values())).row, scene)
        else:
            yield from _changed(record, days, report, scene)


def _changed(record: SearchMonth, days: dict[date, _Day], report: _Report, scene: Scene) -> Iterator[Change]:
    known = {row.day: row for row in record.days}
    edits: list[Edit] = []
    told: list[Text] = []
    first: Row | None = None
    for day, found in days.items():
        if day not in known:
            if not is_free(record, [DAYS], found.row, scene):
                return
            edits.append(AppendEntry(path="days", entry=_entry(day, found, report)))
            told.append(_told(N_("{day}: added, cost {cost}"), day, found.counts))
        else:
            more = list(_later(record, known[day], found, report))
            edits += more
            told += [_told_later(day, one) for one in more if isinstance(one, AppendEntry)]
            if more and not any(isinstance(one, AppendEntry) for one in more):
                told.append(text(N_("{day}: balances noted"), day=day))
        first = first or (found.row if edits else None)
    if edits and first is not None:
        yield edited(record, edits, told, first, scene)


def _entry(day: date, found: _Day, report: _Report) -> dict[str, str]:
    """A day as the record holds it."""
    counts, money = found.counts, {name: yuan(fen) for name, fen in found.balances.items()}
    entry = {"day": str(day)}
    entry |= {name: money[name] for name in ("opening", "top_up") if name in money}
    entry["cost"] = yuan(counts.cost)
    if "closing" in money:
        entry["closing"] = money["closing"]
    entry |= _counted(counts)
    if counts.cost_out_of_hours is not None:
        entry["cost_out_of_hours"] = yuan(counts.cost_out_of_hours)
    return entry | {"exported_on": str(report.made)}


def _later(record: SearchMonth, row: SearchDay, found: _Day, report: _Report) -> Iterator[Edit]:
    """What a report adds to a day that is there: balances that nobody noted yet, and a restatement."""
    place = record.days.index(row)
    for name, fen in found.balances.items():
        noted = getattr(row, name)
        if noted is None:
            behind = ("day", "opening", "top_up", "cost")
            yield SetField(path=f"days.{place}.{name}", value=yuan(fen), after=behind)
        elif noted != fen:
            label = report.table.labels[name]
            found.row.refuse(name, faults.other_balance(label, format_yuan(fen), format_yuan(noted)))
    entry = _restatement(record, row, found, report)
    if entry is not None:
        yield AppendEntry(path="restatements", entry=entry, after=("month", "outlet", "ad", "days"))


def _restatement(record: SearchMonth, row: SearchDay, found: _Day, report: _Report) -> dict[str, str] | None:
    """What differs from the newest figures of a day; None when nothing does, or the report is too old."""
    now, counts = newest(record, row), found.counts
    differing = {
        name: value
        for name in COUNTED
        if (value := getattr(counts, name)) is not None and value != getattr(now, name)
    }
    if not differing:
        return None
    known = [one.exported_on for one in record.restatements if one.day == row.day]
    last = max([*known, row.exported_on or row.day])
    if report.made < last:
        found.row.refuse("day", faults.older(str(row.day), str(report.made), str(last)))
        return None
    money = {"cost", "cost_out_of_hours"}
    values = {name: yuan(value) if name in money else str(value) for name, value in differing.items()}
    return {"day": str(row.day), "exported_on": str(report.made), **values}


def _keyword_changes(report: _Report, scene: Scene) -> Iterator[Change]:
    """The keywords of the month in which the report ends, when it begins on the month's first day."""
    row = next(iter(report.keywords.values())).row
    if report.ends is None or report.begins is None:  # pragma: no cover  a row without a day is refused
        return
    month = Month.of(report.ends)
    if report.begins != month.first_day:
        row.refuse("day", faults.part_of_month(str(report.begins)))
        return
    record, groups = (
        _record_of(month, scene),
        [_keyword(one, found) for one, found in report.keywords.items()],
    )
    told = [text(N_("{count} keyword(s) until {day}"), count=len(groups), day=report.ends)]
    fields: Fields = {"keywords": groups, "keywords_to": str(report.ends)}
    if record is None:
        yield _new(month, {"days": [], **fields}, told, row, scene)
        return
    if record.keywords_to == report.ends and _same(record, report):
        return
    if record.keywords_to is not None and record.keywords_to > report.ends:
        row.refuse("day", faults.older(str(month), str(report.ends), str(record.keywords_to)))
    elif is_free(record, [KEYWORDS], row, scene):
        gone = [one.keyword for one in record.keywords if one.keyword not in report.keywords]
        if gone:
            told.append(text(N_("no longer in the report, and taken out: {words}"), words=gone))
        behind = ("month", "outlet", "ad", "days", "restatements", "keywords")
        edits: list[Edit] = [RemoveField(path="keywords")] if record.keywords else []
        edits += [AppendEntry(path="keywords", entry=one, after=behind[:-1]) for one in groups]
        edits.append(SetField(path="keywords_to", value=str(report.ends), after=behind))
        yield edited(record, edits, told, row, scene)


def _keyword(word: str, found: _Day) -> dict[str, str]:
    return {"keyword": word, "cost": yuan(found.counts.cost), **_counted(found.counts)}


def _counted(counts: Counts) -> dict[str, str]:
    names = ("impressions", "clicks", "leads")
    return {name: str(value) for name in names if (value := getattr(counts, name)) is not None}


def _same(record: SearchMonth, report: _Report) -> bool:
    names = ("cost", "impressions", "clicks", "leads")
    known = {one.keyword: tuple(getattr(one, name) for name in names) for one in record.keywords}
    told = {
        word: tuple(getattr(found.counts, name) for name in names) for word, found in report.keywords.items()
    }
    return known == told


def _new(month: Month, fields: Fields, told: Sequence[Text], row: Row, scene: Scene) -> Change:
    outlet = scene.outlet
    if outlet is None:  # pragma: no cover  the command asks for one
        raise AssertionError(month)
    title = text(N_("{outlet}, search ads of {month}"), outlet=outlet.title, month=str(month))
    head = {"title": scene.words.say(title), "month": str(month), "outlet": outlet.id}
    return created(KIND, {**head, **fields}, told, row, scene)


def _told(template: str, day: date, counts: Counts) -> Text:
    return text(template, day=day, cost=format_yuan(counts.cost))


def _told_later(day: date, edit: AppendEntry) -> Text:
    """What a restatement changes, by the labels of its fields."""
    labels = {slot.key: slot.spec.label for slot in slots_of(Restatement)}
    figures = [
        text(N_("{label} {value}"), label=Text(labels[name]), value=value)
        for name, value in edit.entry.items()
        if name in COUNTED
    ]
    return text(N_("{day}: restated, {figures}"), day=day, figures=figures)
