"""The ledger: every movement of money that the records tell, in one fixed order (M2). All amounts in fen.

It is derived, never kept: the same records give the same entries, and a later day only adds the expiries
that have come since. An entry's day is when it happened by the record's own fields: what was, stays.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from forecourt.kinds.month import MonthPlan
from forecourt.kinds.procedure import Procedure
from forecourt.kinds.table import kind_of
from forecourt.model.record import Records
from forecourt.model.vocabulary import ENTRY_TYPES
from forecourt.money.budget import AccrualLine, budget
from forecourt.money.ledger_costs import sums_of
from forecourt.money.ledger_entry import Entry
from forecourt.money.lifecycle import Bucket, bucket_of, procedure_of

__all__ = ["Entry", "ledger"]

_RANK: Final = {type: rank for rank, type in enumerate(ENTRY_TYPES.terms)}


def ledger(records: Records, today: date) -> tuple[Entry, ...]:
    """Every entry in order of day, kind of entry, record and field; expiries up to `today` only."""
    found = [*_of_months(records), *_of_costs(records)]
    return tuple(sorted(found, key=_order))


def _order(entry: Entry) -> tuple[date, int, str, str]:
    return (entry.day, _RANK[entry.type], entry.record, entry.field)


def _of_months(records: Records) -> Iterator[Entry]:
    """What each month's cars accrue, once for each fund and model."""
    for month in sorted({plan.month for plan in records.of(MonthPlan)}):
        money = budget(records, month)
        for line in money.accrual:
            if line.amount:
                yield _accrual(line, money.plan)


def _accrual(line: AccrualLine, plan: MonthPlan) -> Entry:
    place = next(index for index, units in enumerate(plan.units) if units.model == line.model)
    return Entry(
        day=plan.month.first_day,
        type="accrual",
        month=plan.month,
        fund=line.fund,
        accrued_in=plan.month,
        channel="",
        amount=line.amount,
        record=plan.id,
        path=plan.path,
        field=f"units.{place}.{line.basis}",
    )


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
