"""What of a record's cost the manufacturer pays back at all, and what it asks of the funds (domain 3.1).

All amounts are integer fen.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from msgspec import Struct

from forecourt.kinds.ad import Ad
from forecourt.kinds.event import Event
from forecourt.kinds.programme import Programme
from forecourt.kinds.table import kind_of
from forecourt.model.record import Record
from forecourt.money.funds_deadlines import last_run_day
from forecourt.money.tranches import Demand


class EligibleCost(Struct, frozen=True, kw_only=True):
    """spent = eligible + ineligible, in fen; `cost_types`: parts of `eligible` whose kind is stated."""

    spent: int
    ineligible: int
    cost_types: Mapping[str, int]

    @property
    def eligible(self) -> int:
        """Fen that the match rate is taken of."""
        return self.spent - self.ineligible


def eligible_cost(record: Record, programme: Programme) -> EligibleCost:
    """What the record has cost and what of it counts; as planned or agreed until it is paid.

    Parts that add up to more than the cost do not make it negative.
    """
    cost = kind_of(record).cost
    spent = 0 if cost is None else cost(record).spent
    ineligible, left = 0, spent
    typed: dict[str, int] = defaultdict(int)
    for cost_type, amount in parts_by_type(record):
        fen = min(amount, left)
        left -= fen
        if cost_type in programme.ineligible:
            ineligible += fen
        elif fen:
            typed[cost_type] += fen
    return EligibleCost(spent=spent, ineligible=ineligible, cost_types=MappingProxyType(dict(typed)))


def parts_by_type(record: Record) -> Iterator[tuple[str, int]]:
    """Kind of cost and fen of each part of a record's cost whose kind is stated, those of events as spent."""
    if isinstance(record, Ad):
        for part in record.cost_parts:
            yield part.type, part.amount
    elif isinstance(record, Event):
        for row in record.costs:
            if row.type is not None:
                yield row.type, row.budget if row.actual is None else row.actual


def demand_of(
    record: Record, programme: Programme, *, claimed_on: date | None = None, claim: str = ""
) -> Demand | None:
    """What an ad, event or article asks of the funds; None for other kinds.

    `claimed_on` is the postmark of the claim that it is on, `claim` that claim's id.
    """
    day, channel = last_run_day(record), kind_of(record).channel
    if day is None or channel is None:
        return None
    cost = eligible_cost(record, programme)
    return Demand(
        record=record.id,
        day=day,
        channel=channel(record),
        eligible=cost.eligible,
        approved=getattr(record, "approved_reimbursement", None),
        cost_types=cost.cost_types,
        claimed_on=claimed_on,
        claim=claim,
    )
