"""The figures of a month's money, each with the fields behind it (M2): what budget and portal print."""

from collections.abc import Iterator

from msgspec.structs import replace

from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import Programme
from forecourt.model.money import format_yuan
from forecourt.model.record import Records
from forecourt.model.vocabulary import CHANNELS
from forecourt.money.accrual import AccrualLine
from forecourt.money.budget import Budget, CostEntry, Line
from forecourt.money.figure import Figure, Part, combined, of_parts, part_of
from forecourt.money.ledger import accrual_entry
from forecourt.money.ledger_costs import BUCKETS, sums_of
from forecourt.words.text import N_, Text, text

TOTAL = "total"
_BUCKET_LABELS = {"planned": N_("Planned"), "committed": N_("Committed"), "spent": N_("Spent")}


def money_figures(money: Budget, records: Records) -> Iterator[Figure]:
    """What the month has, what each channel's budget takes of it, and what is used of that."""
    accrued = list(_accrued(money))
    yield from accrued
    own = _of_plan(money, "own_money", N_("Own money"), money.own_money)
    opening = _of_plan(money, "opening_balance", N_("Balance carried over"), money.opening_balance)
    moved = list(_moved(money))
    available = combined(
        f"{money.month}.available",
        _label(money, N_("Available in the month")),
        (1, opening),
        (1, accrued[-1]),
        *moved,
        (1, own),
    )
    lines = [figure for line in money.channels for figure in _line_figures(money, line)]
    total = list(_total_figures(money, lines))
    budgeted = combined(f"{money.month}.budgeted", _label(money, N_("Budgeted on channels")), (1, total[0]))
    unallocated = combined(
        f"{money.month}.unallocated",
        _label(money, N_("On no channel's budget")),
        (1, available),
        (-1, budgeted),
    )
    yield from (opening, own, *(one for _, one in moved), available, budgeted, unallocated, *lines, *total)


def _moved(money: Budget) -> Iterator[tuple[int, Figure]]:
    """What of the accrual is for later months, and what of earlier months' is for this one."""
    if money.programme is not None and money.deferred:
        later = [
            part for line in money.deferred_lines for part in _accrual_part(money.plan, money.programme, line)
        ]
        yield -1, of_parts(f"{money.month}.deferred", _label(money, N_("Of it only usable later")), later)
    if money.freed:
        now = [part for one in money.released for part in _accrual_part(one.plan, one.programme, one.line)]
        yield (
            1,
            of_parts(f"{money.month}.freed", _label(money, N_("Accrued earlier, usable from now on")), now),
        )


def _label(money: Budget, what: str) -> Text:
    return text(N_("{month}: {what}"), month=str(money.month), what=Text(what))


def _channel_label(money: Budget, channel: str, what: str) -> Text:
    named = Text(CHANNELS.terms[channel]) if channel else Text(N_("Total"))
    return text(N_("{month} {channel}: {what}"), month=str(money.month), channel=named, what=Text(what))


def _of_plan(money: Budget, field: str, what: str, fen: int) -> Figure:
    parts = (part_of(money.plan, field, fen),) if fen else ()
    return of_parts(f"{money.month}.{field}", _label(money, what), parts)


def _accrued(money: Budget) -> Iterator[Figure]:
    """Each fund and model, each fund, and last the month."""
    funds: list[Figure] = []
    for fund in dict.fromkeys(line.fund for line in money.accrual):
        lines = [line for line in money.accrual if line.fund == fund]
        found = [_of_line(money, line) for line in lines]
        yield from (figure for figure, line in zip(found, lines, strict=True) if line.model)
        yield from (one for line in lines for one in _factors(money, line))
        label = text(N_("{month} accrued by {fund}"), month=str(money.month), fund=lines[0].fund_label)
        whole = combined(f"{money.month}.accrued.{fund}", label, *((1, figure) for figure in found))
        funds.append(whole if lines[0].model else found[0])
        yield funds[-1]
    label = _label(money, N_("Accrued by the manufacturer's funds"))
    yield combined(f"{money.month}.accrued", label, *((1, figure) for figure in funds))


def _of_line(money: Budget, line: AccrualLine) -> Figure:
    name = f"{money.month}.accrued.{line.fund}" + (f".{line.model}" if line.model else "")
    what = f"{line.fund_label} {line.model_label}".strip()
    label = text(N_("{month} accrued by {fund}"), month=str(money.month), fund=what)
    if money.programme is None:
        return of_parts(name, label, ())
    if line.missing:
        return Figure(name=name, label=label, value=0, nothing=True)
    return of_parts(name, label, _accrual_part(money.plan, money.programme, line))


def _factors(money: Budget, line: AccrualLine) -> Iterator[Figure]:
    """What a line of the accrual multiplies: cars and the amount a car; of a percentage the invoices."""
    if money.programme is None or line.missing:
        return
    name = f"{money.month}.accrued.{line.fund}" + (f".{line.model}" if line.model else "")
    what = f"{line.fund_label} {line.model_label}".strip()
    entry = accrual_entry(line, money.plan, money.programme)
    counted = Part(amount=line.units, record=entry.record, path=entry.path, field=entry.field)
    if line.percent is not None:
        counted = replace(counted, amount=line.invoiced or 0)
        yield of_parts(f"{name}.invoiced", _factor(money, what, N_("Wholesale invoices")), (counted,))
        return
    yield of_parts(f"{name}.units", _factor(money, what, N_("Cars")), (counted,), unit="count")
    fund = next(one for one in money.programme.funds if one.name == line.fund)
    rates = [one.amount for one in fund.per_unit if one.model == line.model]
    fields = zip(rates, _rate_fields(money.programme, line), strict=True)
    each = [part_of(money.programme, field, fen) for fen, field in fields]
    yield of_parts(f"{name}.each", _factor(money, what, N_("Per unit")), each)


def _factor(money: Budget, whose: str, what: str) -> Text:
    return text(N_("{month} {channel}: {what}"), month=str(money.month), channel=whose, what=Text(what))


def _accrual_part(plan: MonthPlan, programme: Programme, line: AccrualLine) -> Iterator[Part]:
    if line.missing:
        return
    entry = accrual_entry(line, plan, programme)
    if line.percent is None:
        note = f"{line.units} × {format_yuan(line.per_unit)}"
    else:
        note = f"{format_yuan(line.invoiced or 0)} × {line.percent} %"
    also = tuple((programme.path, field) for field in _rate_fields(programme, line))
    yield Part(
        amount=line.amount, record=entry.record, path=entry.path, field=entry.field, note=note, also=also
    )


def _rate_fields(programme: Programme, line: AccrualLine) -> Iterator[str]:
    """Where the programme says what a car or an invoice accrues."""
    for place, fund in enumerate(programme.funds):
        if fund.name == line.fund and line.percent is not None:
            yield f"funds.{place}.percent"
        elif fund.name == line.fund:
            rows = enumerate(fund.per_unit)
            yield from (
                f"funds.{place}.per_unit.{row}.amount" for row, one in rows if one.model == line.model
            )


def _line_figures(money: Budget, line: Line) -> Iterator[Figure]:
    start = f"{money.month}.{line.channel}"
    rows = enumerate(money.plan.channel_budgets)
    budget = of_parts(
        f"{start}.budget",
        _channel_label(money, line.channel, N_("Budget")),
        (
            part_of(money.plan, f"channel_budgets.{place}.amount", row.amount)
            for place, row in rows
            if row.channel == line.channel
        ),
    )
    buckets = [
        of_parts(
            f"{start}.{bucket}",
            _channel_label(money, line.channel, label),
            (part for entry in line.records if entry.bucket == bucket for part in cost_parts(entry)),
        )
        for bucket, label in _BUCKET_LABELS.items()
    ]
    yield from (budget, *buckets, *_rest(money, line.channel, budget, buckets))


def cost_parts(entry: CostEntry) -> Iterator[Part]:
    """The fields of a record that add up to what it counts with in its bucket."""
    for one in sums_of(entry.record, entry.bucket):
        if BUCKETS.get(one.type) == entry.bucket and one.amount:
            yield part_of(entry.record, one.field, one.amount)


def _total_figures(money: Budget, lines: list[Figure]) -> Iterator[Figure]:
    found = []
    for what, label in {"budget": N_("Budget"), **_BUCKET_LABELS}.items():
        own = [(1, one) for one in lines if one.name.endswith(f".{what}")]
        found.append(combined(f"{money.month}.{TOTAL}.{what}", _channel_label(money, "", label), *own))
    yield from (*found, *_rest(money, "", found[0], found[1:]))


def _rest(money: Budget, channel: str, budget: Figure, buckets: list[Figure]) -> Iterator[Figure]:
    """What is left of a budget, and how much of it is used in whole percents."""
    start = f"{money.month}.{channel or TOTAL}"
    label = _channel_label(money, channel, N_("Left"))
    left = combined(f"{start}.left", label, (1, budget), *((-1, one) for one in buckets))
    taken = sum(one.value for one in buckets)
    yield left
    yield Figure(
        name=f"{start}.used",
        label=_channel_label(money, channel, N_("Used")),
        value=taken * 100 // budget.value if budget.value else 0,
        terms=(*(one.term() for one in buckets), budget.term()),
        how="share",
        unit="percent",
    )
