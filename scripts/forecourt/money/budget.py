"""A month's money: what it accrues and what each channel has planned, committed, spent and left (M2).

All amounts are integer fen. A record counts in one bucket only, by what its state means.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from msgspec import Struct

from forecourt.kinds.common import Cost
from forecourt.kinds.dealership import Dealership
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import Programme
from forecourt.kinds.table import kind_of
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from forecourt.model.vocabulary import CHANNELS, closed_list
from forecourt.money.accrual import AccrualLine, accrual
from forecourt.money.lifecycle import Bucket, bucket_of, state_of
from forecourt.words.text import N_

Status = Literal["open", "used_up", "exceeded", "not_set"]

TOTAL: Final = ""
STATUSES: Final = closed_list(
    N_("Budget status"),
    open=N_("Money left"),
    used_up=N_("Used up"),
    exceeded=N_("Over budget"),
    not_set=N_("Nothing budgeted"),
)


class NoMonthError(Exception):
    """There is no month record for the month that was asked for."""

    def __init__(self, month: Month, known: tuple[Month, ...]) -> None:
        super().__init__(f"no month record for {month}")
        self.month = month
        self.known = known


class CostEntry(Struct, frozen=True, kw_only=True):
    """One record behind a figure: the bucket that it counts in and its fen there."""

    record: Record
    channel: str
    bucket: Bucket
    amount: int


class Line(Struct, frozen=True, kw_only=True):
    """One channel's money in fen, or the month's (channel ""), with the records behind it.

    left = budget - planned - committed - spent; nothing left is used up, less than nothing exceeded.
    """

    channel: str
    budget: int
    planned: int
    committed: int
    spent: int
    records: tuple[CostEntry, ...]

    @property
    def left(self) -> int:
        """Fen that are neither planned, committed nor spent; negative beyond the budget."""
        return self.budget - self.planned - self.committed - self.spent

    @property
    def status(self) -> Status:
        """Exactly 100 % is used up, not exceeded; of nothing that nobody used, nothing is used up."""
        if not self.budget and not self.records:
            return "not_set"
        if self.left < 0:
            return "exceeded"
        return "used_up" if self.left == 0 else "open"


class Released(Struct, frozen=True, kw_only=True):
    """What an earlier month accrued and this one is the first to use, with what it is accrued by."""

    plan: MonthPlan
    programme: Programme
    line: AccrualLine


class Budget(Struct, frozen=True, kw_only=True):
    """A month's money; `programme` is None (nothing accrues) when the one it names cannot be read."""

    month: Month
    plan: MonthPlan
    programme: Programme | None
    accrual: tuple[AccrualLine, ...]
    released: tuple[Released, ...]
    channels: tuple[Line, ...]
    total: Line

    @property
    def accrued(self) -> int:
        """Fen that the manufacturer's funds accrue in the month."""
        return sum(line.amount for line in self.accrual)

    @property
    def own_money(self) -> int:
        """Fen of the dealership's own money."""
        return self.plan.own_money

    @property
    def opening_balance(self) -> int:
        """Fen carried over from the month before."""
        return self.plan.opening_balance or 0

    @property
    def deferred_lines(self) -> tuple[AccrualLine, ...]:
        """What accrues in the month and can only be used in a later one."""
        funds = () if self.programme is None else self.programme.funds
        later = {fund.name for fund in funds if fund.usable_after}
        return tuple(line for line in self.accrual if line.fund in later)

    @property
    def deferred(self) -> int:
        """Fen of what accrues in the month and can only be used in a later one."""
        return sum(line.amount for line in self.deferred_lines)

    @property
    def freed(self) -> int:
        """Fen that earlier months accrued and that can be used from this month on."""
        return sum(one.line.amount for one in self.released)

    @property
    def available(self) -> int:
        """Fen that the month may spend: carried over + accrued - not usable yet + usable now + own money."""
        return self.opening_balance + self.accrued - self.deferred + self.freed + self.own_money

    @property
    def unallocated(self) -> int:
        """Available fen that no channel's budget takes; negative when the budgets promise too much."""
        return self.available - self.total.budget


def budget(records: Records, month: Month) -> Budget:
    """The money of `month`; raises NoMonthError."""
    plan = month_plan(records, month)
    programme = records.find(Programme, plan.programme)
    channels = tuple(_channel_lines(plan, tuple(cost_entries(records, month))))
    return Budget(
        month=month,
        plan=plan,
        programme=programme,
        accrual=() if programme is None else tuple(_accrual(plan, programme, records)),
        released=tuple(_released(records, month)),
        channels=channels,
        total=_total(channels),
    )


def month_plan(records: Records, month: Month) -> MonthPlan:
    """The record of `month`; raises NoMonthError with the months that have one."""
    plans = {plan.month: plan for plan in reversed(records.of(MonthPlan))}
    if month not in plans:
        raise NoMonthError(month, tuple(sorted(plans)))
    return plans[month]


def cost_entries(records: Records, month: Month) -> Iterator[CostEntry]:
    """Every record of `month` that costs money in its state, in order of path."""
    yield from records.once(_costs_by_month).get(month, ())


def _costs_by_month(records: Records) -> Mapping[Month, list[CostEntry]]:
    found: dict[Month, list[CostEntry]] = {}
    for record in records:
        kind, month = kind_of(record), getattr(record, "month", None)
        if kind.cost is None or kind.channel is None or month is None:
            continue
        bucket = bucket_of(state_of(records, record))
        amount = _fen_in(kind.cost(record), bucket)
        if bucket is not None and amount:
            entry = CostEntry(record=record, channel=kind.channel(record), bucket=bucket, amount=amount)
            found.setdefault(month, []).append(entry)
    return found


def _fen_in(cost: Cost, bucket: Bucket | None) -> int:
    amounts = {"planned": cost.planned, "committed": cost.committed, "spent": cost.spent, None: 0}
    return amounts[bucket]


def _channel_lines(plan: MonthPlan, entries: Iterable[CostEntry]) -> Iterator[Line]:
    budgets: dict[str, int] = defaultdict(int)
    for row in plan.channel_budgets:
        budgets[row.channel] += row.amount
    behind: dict[str, list[CostEntry]] = defaultdict(list)
    for entry in entries:
        behind[entry.channel].append(entry)
    for channel in CHANNELS.terms:
        if channel in budgets or channel in behind:
            yield _line(channel, budgets[channel], tuple(behind[channel]))


def _line(channel: str, amount: int, entries: tuple[CostEntry, ...]) -> Line:
    sums: dict[Bucket, int] = {"planned": 0, "committed": 0, "spent": 0}
    for entry in entries:
        sums[entry.bucket] += entry.amount
    return Line(
        channel=channel,
        budget=amount,
        planned=sums["planned"],
        committed=sums["committed"],
        spent=sums["spent"],
        records=entries,
    )


def _total(lines: tuple[Line, ...]) -> Line:
    entries = tuple(entry for line in lines for entry in line.records)
    return _line(TOTAL, sum(line.budget for line in lines), entries)


def _accrual(plan: MonthPlan, programme: Programme, records: Records) -> Iterator[AccrualLine]:
    return accrual(plan, programme, records.of(MonthPlan), _model_labels(records))


def _released(records: Records, month: Month) -> Iterator[Released]:
    """The accrual of earlier months whose funds say that it is first used in `month`."""
    seen: set[Month] = set()
    for plan in records.of(MonthPlan):
        programme = records.find(Programme, plan.programme)
        if plan.month >= month or plan.month in seen or programme is None:
            continue
        seen.add(plan.month)
        now = {fund.name for fund in programme.funds if plan.month.plus(fund.usable_after or 0) == month}
        for line in _accrual(plan, programme, records) if now else ():
            if line.fund in now:
                yield Released(plan=plan, programme=programme, line=line)


def _model_labels(records: Records) -> dict[str, str]:
    return {model.code: model.label for dealership in records.of(Dealership) for model in dealership.models}
