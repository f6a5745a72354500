"""What a record that costs money moves on each rung, field by field: plan, contract, invoice, payment (W1.1).

The rungs that count are those that the record's state means it has reached; their sums are `kind.cost`'s.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct

from forecourt.kinds.ad import Ad
from forecourt.kinds.event import Event
from forecourt.kinds.press import Press
from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.table import kind_of
from forecourt.model.record import Record
from forecourt.money.lifecycle import Bucket
from forecourt.money.purchases import purchases_of

PLAN: Final = "plan"
COMMITMENT: Final = "commitment"
INVOICE: Final = "invoice"
PAYMENT: Final = "payment"
# The entry type whose sum each bucket of the budget shows; a record counts in the last one it has reached.
BUCKETS: Final[Mapping[str, Bucket]] = MappingProxyType(
    {PLAN: "planned", COMMITMENT: "committed", PAYMENT: "spent"}
)
_REACHED: Final[Mapping[Bucket | None, tuple[str, ...]]] = MappingProxyType(
    {
        None: (),
        "planned": (PLAN,),
        "committed": (PLAN, COMMITMENT, INVOICE),
        "spent": (PLAN, COMMITMENT, INVOICE, PAYMENT),
    }
)
# Fen and the dotted path of the field that holds them.
Amount = tuple[int, str]


class Sum(Struct, frozen=True, kw_only=True):
    """`amount` fen of the rung `type`, written in `field`, moved on `day`."""

    type: str
    day: date
    amount: int
    field: str


def sums_of(record: Record, bucket: Bucket | None) -> Iterator[Sum]:
    """What `record` moves when its state counts in `bucket`; nothing when it costs nothing on any rung."""
    if bucket is None or not hasattr(record, "month"):
        return
    amounts = {type: _amounts(record, type) for type in _REACHED[bucket]}
    if not any(fen for found in amounts.values() for fen, _ in found):
        return
    for type, found in amounts.items():
        for fen, field in found:
            yield Sum(type=type, day=_day(record, type, field), amount=fen, field=field)


def _amounts(record: Record, type: str) -> tuple[Amount, ...]:
    amounts = _AMOUNTS.get(_class_of(record), _of_any)
    return amounts(record, type)


def _class_of(record: Record) -> type[Record]:
    return kind_of(record).record


def _of_ad(ad: Ad, type: str) -> tuple[Amount, ...]:
    """A rung that is not written yet repeats the one before; only an invoice is there or not."""
    if type == INVOICE:
        return _invoices(ad)
    rungs = ("net_cost", "contract_cost", "paid_cost")[: (PLAN, COMMITMENT, PAYMENT).index(type) + 1]
    field = next(field for field in reversed(rungs) if getattr(ad, field) is not None)
    return ((getattr(ad, field), field),)


def _of_event(event: Event, type: str) -> tuple[Amount, ...]:
    """Plan, commitment and payment stand in the cost tabs, invoices with the purchases."""
    if type == INVOICE:
        return _invoices(event)
    is_paid = type == PAYMENT
    return tuple(
        (row.actual, f"costs.{place}.actual")
        if is_paid and row.actual is not None
        else (row.budget, f"costs.{place}.budget")
        for place, row in enumerate(event.costs)
    )


def _of_press(press: Press, type: str) -> tuple[Amount, ...]:
    """As of an ad; an editorial article costs nothing on any rung."""
    if type == INVOICE:
        return _invoices(press)
    rungs = ("cost", "contract_cost", "paid_cost")[: (PLAN, COMMITMENT, PAYMENT).index(type) + 1]
    field = next((field for field in reversed(rungs) if getattr(press, field) is not None), None)
    return () if field is None else ((getattr(press, field), field),)


def _of_job(job: PrintJob, type: str) -> tuple[Amount, ...]:
    """Of marketing's own jobs; what other departments order is charged to them by the settlement."""
    own = kind_of(job).cost
    if own is None or not any((own(job).planned, own(job).committed, own(job).spent)):
        return ()
    if type == INVOICE:
        return _invoices(job)
    if type == PLAN:
        return ((job.budget, "budget"),)
    is_paid = type == PAYMENT
    return ((job.charged, job.charged_field) if is_paid else (job.agreed, job.agreed_field),)


def _invoices(record: Record) -> tuple[Amount, ...]:
    return tuple(
        (one.invoice_cost, f"{prefix}invoice_cost")
        for prefix, one in purchases_of(record)
        if one.invoice_cost is not None
    )


def _of_any(record: Record, type: str) -> tuple[Amount, ...]:
    """A kind that declares what it costs, but not in which field."""
    cost = kind_of(record).cost
    bucket = BUCKETS.get(type)
    return () if cost is None or bucket is None else ((getattr(cost(record), bucket), ""),)


_AMOUNTS: Final[Mapping[type[Record], Callable[[Any, str], tuple[Amount, ...]]]] = MappingProxyType(
    {Ad: _of_ad, Event: _of_event, Press: _of_press, PrintJob: _of_job}
)
# Fields that say when a rung was reached, the first that is filled in counts.
_DAYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        COMMITMENT: ("contract_signed_on",),
        INVOICE: ("invoice_on", "paid_on", "contract_signed_on"),
        PAYMENT: ("paid_on", "ends_on", "published_on", "due_on", "contract_signed_on"),
    }
)


def _day(record: Record, type: str, amount: str) -> date:
    """The day of the rung whose amount stands in that field; an event's invoice has those of its purchase.

    Without one of its own it is the first approval, else the month's first day.
    """
    own = (one for prefix, one in purchases_of(record) if prefix and amount.startswith(prefix))
    holder = next(own, record)
    days = (getattr(holder, field, None) for field in _DAYS.get(type, ()))
    found = next((day for day in days if isinstance(day, date)), None)
    return found or _approved_on(record)


def _approved_on(record: Any) -> date:
    first: date = record.month.first_day
    return min((approval.at for approval in record.approvals), default=first)
