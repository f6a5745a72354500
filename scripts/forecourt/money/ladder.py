"""The ladder quota, plan, approval, contract, invoice, payment, claim, grant, and what may stand above it.

No rung may be above the one before, unless an override record in force allows it for this record and this
rung, up to an amount, and its approvals name who did (M2, M3, W1.1). All amounts are integer fen.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from forecourt.kinds.common import Common
from forecourt.kinds.event import Event
from forecourt.kinds.override import Override
from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.procedure import State
from forecourt.kinds.purchase import COSTS, Purchase
from forecourt.model.record import Records
from forecourt.money.lifecycle import IN_FORCE, procedure_of
from forecourt.money.names import name_key
from forecourt.money.purchases import Bought, Buyer, purchases_of
from forecourt.money.signatures import may_give

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
    """A rung that is above the one before it; `purchase` is what of an event is bought, "" for the whole."""

    rung: Rung
    below: Rung
    purchase: str = ""


def above(record: Buyer, name: str) -> Iterator[Above]:
    """Where the rung `name` of the record is above the last one written before it.

    Each purchase is held against its own contract and invoice; what has neither, against the plan as a
    whole, so that an event may save at one row what another costs more. The manufacturer's approval is a
    share of the plan and stands beside the contract: it is held against the plan alone, and nothing but a
    claim is held against it.
    """
    plan = _plan(record)
    if name == APPROVAL:
        approved = getattr(record, "approved_reimbursement", None)
        if approved is not None and approved > plan.amount:
            high = Rung(name=name, field="approved_reimbursement", amount=approved)
            yield Above(rung=high, below=plan)
        return
    yield from _above_papers(record, name)
    rungs = _PAPERS[: _PAPERS.index(name) + 1]
    high = _reached(record, rungs)
    low = max(plan, _reached(record, rungs[:-1]), key=lambda rung: rung.amount)
    if high.amount > low.amount:
        yield Above(rung=high, below=low)


def override_for(records: Records, ids: tuple[str, ...], rung: str, purchase: str = "") -> Override | None:
    """The override that allows most for one of the records `ids` on that rung, among those that count.

    One for a purchase of an event allows nothing for the event as a whole, and the other way round.
    """
    found = (one for one in overrides_of(records, ids, rung, purchase) if counts(records, one))
    return max(found, key=lambda one: one.amount, default=None)


def overrides_of(records: Records, ids: tuple[str, ...], rung: str, purchase: str = "") -> Iterator[Override]:
    """Every override for one of the records on that rung, whether it counts or not."""
    wanted, bought = {id.casefold() for id in ids}, name_key(purchase)
    for one in records.of(Override):
        if one.rung == rung and one.record.casefold() in wanted and name_key(one.purchase or "") == bought:
            yield one


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
    return any(may_give(records, override, entry, step) for entry in override.approvals for step in steps)


def _is_allowing(state: State | None) -> bool:
    return state is not None and (state.work == "done" or (state.name == IN_FORCE and state.work == "open"))


# Rungs that are papers, from the lowest; the plan stands below them.
_PAPERS: Final = (CONTRACT, INVOICE, PAYMENT)
_FIELDS: Final[Mapping[str, str]] = MappingProxyType(dict(zip(_PAPERS, COSTS, strict=True)))


def _plan(record: Buyer) -> Rung:
    if isinstance(record, Event):
        return Rung(name=PLAN, field="costs", amount=sum(row.budget for row in record.costs))
    field = next(name for name in ("net_cost", "budget", "cost") if hasattr(record, name))
    return Rung(name=PLAN, field=field, amount=getattr(record, field) or 0)


def _above_papers(record: Buyer, name: str) -> Iterator[Above]:
    for prefix, one in purchases_of(record, *_FIELDS.values()):
        rungs = list(_papers(prefix, one, name))
        if len(rungs) > 1 and rungs[-1].name == name and rungs[-1].amount > rungs[-2].amount:
            what = one.what if isinstance(one, Purchase) else ""
            yield Above(rung=rungs[-1], below=rungs[-2], purchase=what)


def _papers(prefix: str, one: Bought, last: str) -> Iterator[Rung]:
    """The rungs of one purchase that are written, up to `last`."""
    for name in _PAPERS[: _PAPERS.index(last) + 1] if last in _PAPERS else ():
        amount = getattr(one, _FIELDS[name])
        if amount is not None and name == CONTRACT != last and isinstance(one, PrintJob):
            amount = max(amount, _settled(one))
        if amount is not None:
            yield Rung(name=name, field=f"{prefix}{_FIELDS[name]}", amount=amount)


def _settled(job: PrintJob) -> int:
    """Print is contracted at a price of one and settled on the good pieces, once an invoice says so."""
    return 0 if job.invoice_cost is None and job.paid_cost is None else job.due or 0


def _reached(record: Buyer, rungs: tuple[str, ...]) -> Rung:
    """What the record as a whole has come to by these rungs, each purchase at most at its lowest paper.

    What an event has cost stands in its cost tabs; a row without an actual amount counts with its budget.
    """
    name = rungs[-1] if rungs else PLAN
    if isinstance(record, Event) and name == PAYMENT and any(row.actual is not None for row in record.costs):
        spent = sum(row.budget if row.actual is None else row.actual for row in record.costs)
        return Rung(name=name, field="costs", amount=spent)
    papers = [list(_papers(prefix, one, name)) for prefix, one in purchases_of(record, *_FIELDS.values())]
    amount = sum(min(rung.amount for rung in found) for found in papers if found) if rungs else 0
    field = "purchases" if isinstance(record, Event) else _FIELDS.get(name, "")
    return Rung(name=name, field=field, amount=amount)
