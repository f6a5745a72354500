"""A month's tables as pandas frames, language-free: codes, integer fen, record ids (M2, M5, M6)."""

from collections.abc import Iterable, Iterator
from numbers import Integral
from typing import Any, Final

import numpy as np
import pandas as pd
from msgspec import Struct

from forecourt.kinds.month import MonthPlan
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.press import Press
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from forecourt.money.accrual import AccrualLine
from forecourt.money.budget import Budget, CostEntry, Line, budget
from forecourt.money.lifecycle import state_of
from forecourt.money.quota import EventQuota, PressQuota, TierLine, event_quota, press_quota
from forecourt.money.ratio import Ratio
from forecourt.tables.layout import (
    ACCRUAL,
    ACCRUAL_IN_PERCENT,
    ARTICLES,
    BUDGET,
    ENTRIES,
    EVENTS,
    MONEY,
    QUOTAS,
    TIERS,
    Column,
    Holds,
    Layout,
)

Row = tuple[Any, ...]
# Their names would be read anew for every column of every table.
_DTYPES: Final[dict[str, Any]] = {"string": pd.StringDtype(), "Int64": pd.Int64Dtype()}


class Table(Struct, frozen=True, kw_only=True):
    """A layout with its frame: a column per declared column, named and typed as `layout.Holds` says."""

    layout: Layout
    frame: pd.DataFrame

    def rows(self) -> Iterator[Row]:
        """The cells as plain Python values, None where nothing is known."""
        for row in self.frame.itertuples(index=False, name=None):
            yield tuple(_plain(value) for value in row)

    def total(self) -> dict[str, int]:
        """What stands below a column, by its name; no such row stands among the data (pitfall 21).

        Summed columns have their sum, quotients that of the sums, unless there is nothing to divide by.
        """
        columns = self.layout.columns
        sums = {one.name: int(self.frame[one.name].sum()) for one in columns if one.summed}
        found = {one.name: _total(one, sums) for one in columns}
        return {name: value for name, value in found.items() if value is not None}

    def without(self, *names: str) -> "Table":
        """The same table without those columns."""
        kept = tuple(column for column in self.layout.columns if column.name not in names)
        layout = Layout(name=self.layout.name, title=self.layout.title, columns=kept)
        return Table(layout=layout, frame=self.frame[[column.name for column in kept]])


def _total(column: Column, sums: dict[str, int]) -> int | None:
    if column.quotient is None:
        return sums.get(column.name)
    above, below = column.quotient
    if below not in sums:
        return None
    return Ratio(part=sum(sums[name] for name in above), whole=sums[below]).hundredths_of_percent


def month_tables(records: Records, month: Month) -> tuple[Table, ...]:
    """Every table of `month`, in the order in which people read them; raises NoMonthError."""
    money, press = budget(records, month), press_quota(records, month)
    events = event_quota(records, month)
    return (
        money_table(money),
        channel_table(money),
        entry_table(money, records),
        accrual_table(money),
        quota_table(money.plan, press, events),
        tier_table(press),
        article_table(press, records),
        event_table(events),
    )


def money_table(money: Budget) -> Table:
    """What the month has and how much of it the channels' budgets take, with the ids behind each row."""
    plan, both = money.plan.id, _sources(money)
    rows = (
        ("opening_balance", money.opening_balance, plan),
        ("accrued", money.accrued, both),
        *((name, fen, both) for name, fen in (("deferred", -money.deferred), ("freed", money.freed)) if fen),
        ("own_money", money.own_money, plan),
        ("available", money.available, both),
        ("budgeted", money.total.budget, plan),
        ("unallocated", money.unallocated, both),
    )
    return table(MONEY, rows)


def accrual_table(money: Budget) -> Table:
    """Units × per-unit by fund and model, and for funds in percent the percentage of what was invoiced.

    Units, or what was invoiced, and what accrues are <NA> where the month record lacks the basis's figure.
    The columns of percentages stand there only when a fund has one.
    """
    if all(line.percent is None for line in money.accrual):
        return table(ACCRUAL, ((*_accrual_head(line), *_accrual_tail(line, money)) for line in money.accrual))
    rows = (
        (
            *_accrual_head(line)[:-1],
            None if line.percent is not None else line.per_unit,
            line.invoiced,
            "" if line.percent is None else f"{line.percent.normalize():f}%",
            *_accrual_tail(line, money),
        )
        for line in money.accrual
    )
    return table(ACCRUAL_IN_PERCENT, rows)


def _accrual_head(line: AccrualLine) -> Row:
    no_cars = line.missing or line.percent is not None
    return (
        line.fund,
        line.fund_label,
        line.model,
        line.model_label,
        line.basis,
        None if no_cars else line.units,
        line.per_unit,
    )


def _accrual_tail(line: AccrualLine, money: Budget) -> Row:
    return (line.known, _sources(money))


def channel_table(money: Budget) -> Table:
    """Budget, planned, committed, spent and left by channel, with the ids behind each row."""
    return table(BUDGET, (_channel_row(line) for line in money.channels))


def entry_table(money: Budget, records: Records) -> Table:
    """One row for each record that costs money in the month."""
    return table(ENTRIES, (_entry_row(entry, records) for entry in money.total.records))


def quota_table(plan: MonthPlan, press: PressQuota, events: EventQuota) -> Table:
    """Required, done, open and missing: press in pieces and points, and events.

    The ids behind each row: the month record that says what is required, then what is done and what is open.
    """
    articles, held = _ids((plan, *press.done, *press.open)), _ids((plan, *events.done, *events.open))
    return table(
        QUOTAS,
        (
            _quota_row("press_pieces", press.pieces_required, press.pieces_done, press.pieces_open, articles),
            _quota_row("press_points", press.points_required, press.points_done, press.points_open, articles),
            _quota_row("events", events.required, len(events.done), len(events.open), held),
        ),
    )


def tier_table(press: PressQuota) -> Table:
    """Articles and points by media tier, with the ids behind each row; tier <NA>: the outlet has none."""
    return table(
        TIERS,
        (
            (
                line.tier or None,
                line.points_each,
                line.pieces_done,
                line.points_done,
                line.pieces_open,
                _ids((*line.done, *line.open)),
            )
            for line in press.by_tier
        ),
    )


def article_table(press: PressQuota, records: Records) -> Table:
    """The month's articles with the points that each has brought (none while it is open)."""
    return table(ARTICLES, _article_rows(press, records))


def event_table(events: EventQuota) -> Table:
    """The month's events, those that are done first."""
    return table(
        EVENTS,
        (
            (event.id, event.title, event.type, event.starts_on.isoformat(), event.ends_on.isoformat(), work)
            for work, found in (("done", events.done), ("open", events.open))
            for event in found
        ),
    )


def _plain(value: Any) -> Any:
    """A cell without pandas: nullable columns give NumPy integers, which json refuses."""
    if value is pd.NA:
        return None
    return int(value) if isinstance(value, Integral) else value


def table(layout: Layout, rows: Iterable[Row]) -> Table:
    """Rows as a frame whose columns are named and typed as the layout says."""
    # Column by column: a frame of objects that is cast afterwards takes six times as long.
    values = list(zip(*rows, strict=True)) or [()] * len(layout.columns)
    frame = pd.DataFrame(
        {one.name: _array(one.holds.dtype, cells) for one, cells in zip(layout.columns, values, strict=True)},
        copy=False,
    )
    return Table(layout=layout, frame=frame)


def _array(dtype: str, cells: Row) -> Any:
    if dtype == Holds.COUNT.dtype:
        return np.array(cells, dtype=dtype)
    return pd.array(list(cells), dtype=_DTYPES[dtype])


def _sources(money: Budget) -> str:
    """The month record and the programme: cars and rates come from these two."""
    return _ids((money.plan,) if money.programme is None else (money.plan, money.programme))


def _channel_row(line: Line) -> Row:
    return (
        line.channel,
        line.budget,
        line.planned,
        line.committed,
        line.spent,
        line.left,
        line.status,
        _ids(entry.record for entry in line.records),
    )


def _entry_row(entry: CostEntry, records: Records) -> Row:
    record = entry.record
    state = state_of(records, record)
    label = record.state if state is None else state.label
    bucket, amount = entry.bucket, entry.amount
    return (entry.channel, record.id, record.kind, record.title, label, bucket, amount, record.path)


def _quota_row(item: str, required: int, done: int, open_: int, records: str) -> Row:
    return (item, required, done, open_, max(required - done, 0), records)


def _article_rows(press: PressQuota, records: Records) -> Iterator[Row]:
    for line in press.by_tier:
        yield from (_article_row(article, line, "done", records) for article in line.done)
        yield from (_article_row(article, line, "open", records) for article in line.open)


def _article_row(article: Press, line: TierLine, work: str, records: Records) -> Row:
    outlet = records.find(Outlet, article.outlet)
    published = None if article.published_on is None else article.published_on.isoformat()
    points = line.points_each if work == "done" else 0
    name = article.outlet if outlet is None else outlet.title
    return (article.id, article.title, name, line.tier or None, published, work, points)


def _ids(records: Iterable[Record]) -> str:
    return " ".join(record.id for record in records)
