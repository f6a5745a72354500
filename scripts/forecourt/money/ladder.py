"""The ladder quota, plan, approval, contract, invoice, payment, claim, grant, and what may stand above it.

No rung may be above the one before, unless an override record in force allows it for this record and this
rung, up to an amount, and its approvals name who did (M2, M3, W1.1). All amounts are integer fen.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct

from forecourt.kinds.ad import Ad
from forecourt.kinds.common import Approval, Common
from forecourt.kinds.event import Event
from forecourt.kinds.override import Override
from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.procedure import State, Step
from forecourt.kinds.staff import Staff
from forecourt.model.record import Record, Records
from forecourt.money.lifecycle import IN_FORCE, procedure_of

PLAN: Final = "plan"
APPROVAL: Final = "approval"
CONTRACT: Final = "contract"
INVOICE: Final = "invoice"
PAYMENT: Final = "payment"
CLAIM: Final = "claim"
GRANT: Final = "grant"


class Rung(Struct, frozen=True, kw_only=True):
    """One rung that is written down: its code of RUNGS, the field that says it, and its fen."""

    name: str
    field: str
    amount: int


class Above(Struct, frozen=True, kw_only=True):
    """A rung that is above the one before it."""

    rung: Rung
    below: Rung


def above(record: Ad | Event | PrintJob, name: str) -> Above | None:
    """The rung `name` of the record when it is above the last one written before it, else None.

    The manufacturer's approval is a share of the plan and stands beside the contract: it is held against
    the plan alone, and nothing but a claim is held against it.
    """
    order = _ORDER if name != APPROVAL else (PLAN, APPROVAL)
    found = list(_written(record, order[: order.index(name) + 1]))
    if len(found) < 2 or found[-1].name != name or found[-1].amount <= found[-2].amount:
        return None
    return Above(rung=found[-1], below=found[-2])


def override_for(records: Records, ids: tuple[str, ...], rung: str) -> Override | None:
    """The override that allows most for one of the records `ids` on that rung, among those that count."""
    found = (one for one in overrides_of(records, ids, rung) if counts(records, one))
    return max(found, key=lambda one: one.amount, default=None)


def overrides_of(records: Records, ids: tuple[str, ...], rung: str) -> Iterator[Override]:
    """Every override for one of the records on that rung, whether it counts or not."""
    wanted = {id.casefold() for id in ids}
    return (one for one in records.of(Override) if one.record.casefold() in wanted and one.rung == rung)


def counts(records: Records, override: Common) -> bool:
    """Whether an override or a waiver allows anything: in force by its state, allowed by somebody who may.

    That is who holds a role of a step with an approval into such a state, lent ones included, and does not
    own the override where the step wants somebody else.
    """
    procedure = procedure_of(records, override.kind)
    if procedure is None or not _is_allowing(procedure.state_named(override.state)):
        return False
    steps = [
        step for step in procedure.steps if step.approval and _is_allowing(procedure.state_named(step.to))
    ]
    return any(_allows(records, override, entry, step) for entry in override.approvals for step in steps)


def _is_allowing(state: State | None) -> bool:
    return state is not None and (state.work == "done" or (state.name == IN_FORCE and state.work == "open"))


def _allows(records: Records, override: Common, entry: Approval, step: Step) -> bool:
    if entry.step != step.name or entry.role not in step.roles or records.find(Staff, entry.by) is None:
        return False
    if step.other_than_owner and entry.by.casefold() == override.owner.casefold():
        return False
    holder = records.find(Staff, entry.deputy_for or entry.by)
    return holder is not None and entry.role in holder.roles


_ORDER: Final = (PLAN, CONTRACT, INVOICE, PAYMENT)
_AD_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        PLAN: "net_cost",
        APPROVAL: "approved_reimbursement",
        CONTRACT: "contract_cost",
        INVOICE: "invoice_cost",
        PAYMENT: "paid_cost",
    }
)


def _written(record: Record, names: tuple[str, ...]) -> Iterator[Rung]:
    for name in names:
        rung = _RUNGS[type(record)](record, name)
        if rung is not None:
            yield rung


def _of_ad(ad: Ad, name: str) -> Rung | None:
    field = _AD_FIELDS[name]
    amount = getattr(ad, field)
    return None if amount is None else Rung(name=name, field=field, amount=amount)


def _of_job(job: PrintJob, name: str) -> Rung | None:
    """No manufacturer approves a print job; all else is as of an ad."""
    if name == APPROVAL:
        return None
    field = "budget" if name == PLAN else _AD_FIELDS[name]
    amount = getattr(job, field)
    return None if amount is None else Rung(name=name, field=field, amount=amount)


def _of_event(event: Event, name: str) -> Rung | None:
    """An event has no contract and no invoice of its own; what it cost counts once a row has it."""
    if name == PLAN:
        return Rung(name=name, field="costs", amount=sum(row.budget for row in event.costs))
    if name == APPROVAL and event.approved_reimbursement is not None:
        return Rung(name=name, field="approved_reimbursement", amount=event.approved_reimbursement)
    if name == PAYMENT and any(row.actual is not None for row in event.costs):
        spent = sum(row.budget if row.actual is None else row.actual for row in event.costs)
        return Rung(name=name, field="costs", amount=spent)
    return None


_RUNGS: Final[Mapping[type[Record], Callable[[Any, str], Rung | None]]] = MappingProxyType(
    {Ad: _of_ad, Event: _of_event, PrintJob: _of_job}
)
