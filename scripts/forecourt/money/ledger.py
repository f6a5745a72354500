"""The ledger: every movement of money that the records tell, in one fixed order (M2). All amounts in fen.

It is derived, never kept: the same records give the same entries, and a later day only adds the expiries
that have come since. An entry's day is when it happened by the record's own fields: what was, stays.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from forecourt.kinds.month import MonthPlan
from forecourt.kinds.procedure import Procedure
from forecourt.kinds.programme import Programme
from forecourt.kinds.table import kind_of
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.vocabulary import ENTRY_TYPES
from forecourt.money.accrual import OF_INVOICES, PURCHASES, AccrualLine, accrual
from forecourt.money.ledger_balance import Expiry, expiries
from forecourt.money.ledger_claims import claim_entries
from forecourt.money.ledger_costs import sums_of
from forecourt.money.ledger_ends import ends_of, fund_field, plans_of, tranches_of
from forecourt.money.ledger_entry import Entry
from forecourt.money.lifecycle import Bucket, bucket_of, procedure_of

_RANK: Final = {type: rank for rank, type in enumerate(ENTRY_TYPES.terms)}
# What ended with the day before is gone before anything else happens.
_FIRST: Final = -1


def ledger(records: Records, today: date) -> tuple[Entry, ...]:
    """Every entry in order of day, kind of entry, record and field; expiries up to `today` only.

    What the records say has happened stands here whatever the day. A tranche's own expiry comes first on its
    day, one of money that came back too late after what brought it.
    """
    moves = sorted((*_of_months(records), *claim_entries(records)), key=_order)
    known = tranches_of(records, today)
    ends = {key: tuple(ends_of(*found)) for key, found in known.items()}
    expired = [(one.cause is None, _expiry(one, known[one.key][0])) for one in expiries(moves, ends)]
    found = [(False, entry) for entry in (*moves, *_of_costs(records))]
    found += [pair for pair in expired if pair[1].day <= today]
    return tuple(entry for _, entry in sorted(found, key=lambda pair: _order(pair[1], first=pair[0])))


def _order(entry: Entry, *, first: bool = False) -> tuple[date, int, str, str, str]:
    return (entry.day, _FIRST if first else _RANK[entry.type], entry.record, entry.field, entry.fund)


def _of_months(records: Records) -> Iterator[Entry]:
    """What each month accrues: once for each fund and model, or for each fund in percent of invoices."""
    plans = plans_of(records)
    for plan in plans.values():
        programme = records.find(Programme, plan.programme)
        if programme is not None:
            for line in accrual(plan, programme, plans.values(), {}):
                if line.amount:
                    yield accrual_entry(line, plan, programme)


def accrual_entry(line: AccrualLine, plan: MonthPlan, programme: Programme) -> Entry:
    """The entry of one line of a month's accrual: behind it stand the month's cars or the invoices."""
    is_elsewhere = line.basis in OF_INVOICES and line.basis != PURCHASES
    holder = programme if is_elsewhere else plan
    return Entry(
        day=plan.month.first_day,
        type="accrual",
        month=plan.month,
        fund=line.fund,
        accrued_in=plan.month,
        channel="",
        amount=line.amount,
        record=holder.id,
        path=holder.path,
        field=line.basis if line.basis in OF_INVOICES else _cars_field(line, plan),
    )


def _cars_field(line: AccrualLine, plan: MonthPlan) -> str:
    place = next(index for index, units in enumerate(plan.units) if units.model == line.model)
    return f"units.{place}.{line.basis}"


def _of_costs(records: Records) -> Iterator[Entry]:
    """Plan, contract, invoice and payment of every record that costs money in its state."""
    procedures: dict[str, Procedure | None] = {}
    for record in records:
        kind = kind_of(record)
        if kind.cost is None or kind.channel is None:
            continue
        if kind.name not in procedures:
            procedures[kind.name] = procedure_of(records, kind.name)
        procedure = procedures[kind.name]
        state = None if procedure is None else procedure.state_named(record.state)
        yield from _cost_entries(record, bucket_of(state), kind.channel(record))


def _cost_entries(record: Any, bucket: Bucket | None, channel: str) -> Iterator[Entry]:
    for part in sums_of(record, bucket):
        yield Entry(
            day=part.day,
            type=part.type,
            month=record.month,
            fund="",
            accrued_in=None,
            channel=channel,
            amount=part.amount,
            record=record.id,
            path=record.path,
            field=part.field,
        )


def _expiry(expiry: Expiry, programme: Programme) -> Entry:
    """Behind an expiry stands the fund's own line of the programme, or what brought money back too late."""
    fund, month = expiry.key
    own = (programme.id, programme.path, fund_field(programme, fund))
    cause = expiry.cause
    record, path, field = own if cause is None else (cause.record, cause.path, cause.field)
    return Entry(
        day=expiry.day,
        type="expiry",
        month=month,
        fund=fund,
        accrued_in=month,
        channel="",
        amount=expiry.amount,
        record=record,
        path=path,
        field=field,
    )


def shown_in(entries: Iterable[Entry], *, fund: str | None, month: Month | None) -> tuple[Entry, ...]:
    """The entries of one fund, of one activity month, or of both."""
    return tuple(
        entry
        for entry in entries
        if (fund is None or entry.fund == fund) and (month is None or entry.month == month)
    )


def sums_of_types(entries: Iterable[Entry]) -> dict[str, int]:
    """Fen by kind of entry, in the order of ENTRY_TYPES; kinds without an entry are left out."""
    sums: dict[str, int] = {}
    for entry in sorted(entries, key=lambda one: _RANK[one.type]):
        sums[entry.type] = sums.get(entry.type, 0) + entry.amount
    return sums
