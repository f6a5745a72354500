"""Rules of the money ladder: no rung above the one before without an override that counts (W1.1, M2, M3)."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.claim import Claim
from forecourt.kinds.common import Common
from forecourt.kinds.event import Event
from forecourt.kinds.override import Override
from forecourt.kinds.table import kind_of
from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.model.money import format_yuan
from forecourt.model.unread import readable
from forecourt.model.vocabulary import RUNGS
from forecourt.money.claims import invoiced_on
from forecourt.money.ladder import (
    APPROVAL,
    CLAIM,
    CONTRACT,
    GRANT,
    INVOICE,
    PAYMENT,
    PLAN,
    Above,
    Rung,
    above,
    counts,
    override_for,
    overrides_of,
)
from forecourt.money.purchases import Buyer
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

# Rung, and the one below it -> what is wrong.
_MESSAGES: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        (APPROVAL, PLAN): N_("Paying back {high} yuan was approved, the plan is only {low} yuan"),
        (CONTRACT, PLAN): N_("The contract is {high} yuan, the plan {low} yuan"),
        (INVOICE, CONTRACT): N_("The invoice is {high} yuan, the contract {low} yuan"),
        (INVOICE, PLAN): N_("The invoice is {high} yuan, the plan {low} yuan"),
        (CLAIM, PAYMENT): N_("{high} yuan are claimed, only {low} yuan were spent"),
        (CLAIM, INVOICE): N_("{high} yuan are claimed, invoices on record say {low} yuan only"),
        (CLAIM, APPROVAL): N_("{high} yuan are claimed, paying back only {low} yuan was approved"),
        (GRANT, CLAIM): N_("{high} yuan are granted, only {low} yuan were claimed"),
    }
)
_PAID: Final = N_("{high} yuan were paid, but only {low} yuan are due")


@code("LD01")
def approval_above_plan(record: Ad | Event, sight: Sight) -> Iterator[Problem]:
    """The manufacturer's approved reimbursement is higher than the plan of the ad or event.

    It pays back a share of what is planned, so one of the two was written wrongly (W1.1; domain 3.1).
    """
    yield from _higher("LD01", record, APPROVAL, sight)


@code("MO03")
def contract_above_plan(record: Buyer, sight: Sight) -> Iterator[Problem]:
    """The contract amount is higher than the plan: an ad's net cost, an article's cost, a print job's budget,
    the cost tabs of an event for all its purchases.

    Plan, contract, invoice and payment are a ladder: no step may be higher than the one before. What was
    not planned was not approved, and is not paid back. Only an override record (超额批准单) for this record
    and this rung, in force, with the amount and the approval of whoever allowed it, makes it right (W1.1).
    """
    yield from _higher("MO03", record, CONTRACT, sight)


@code("MO04")
def invoice_above_contract(record: Buyer, sight: Sight) -> Iterator[Problem]:
    """The invoice is higher than the contract, or without a contract than the plan.

    An invoice that differs from its contract is rejected with the claim (pitfall 6). A print job is settled
    on the good pieces that came, within the tolerance that was agreed. An override for the rung "invoice"
    allows more.
    """
    yield from _higher("MO04", record, INVOICE, sight)


@code("MO05")
def paid_above_invoice(record: Buyer, sight: Sight) -> Iterator[Problem]:
    """More was paid than the last rung that is written down says: invoice, contract, or the plan.

    Contract, proof and invoice are compared before a payment (pitfall 11). Each purchase of an event is held
    against its own invoice, what the event cost in all against its budget rows (pitfall 13). An override for
    the rung "payment" allows it.
    """
    yield from _higher("MO05", record, PAYMENT, sight)


@code("LD02")
def claim_above_payment(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """A line of the claim is higher than what was spent, was invoiced, or the manufacturer approved.

    Nobody pays back what was not paid, has no invoice, or was not approved (domain 3.1). Invoices of an event
    are those of its purchases, once one is written down. Two lines for one record (at two match rates) share
    what it cost. Once a line is decided, only the decision counts. An override for the rung "claim", of the
    record or of the claim, allows it.
    """
    sums: dict[str, tuple[int, int]] = {}
    for place, line in readable(claim.lines, "record", "spent", "claimed"):
        record = sight.records.get(line.record)
        ids = (line.record, claim.id)
        before = sums.get(line.record.casefold(), (0, 0))
        whole = sums[line.record.casefold()] = (before[0] + line.spent, before[1] + line.claimed)
        spent = Rung(name=CLAIM, field=f"lines.{place}.spent", amount=whole[0])
        claimed = Rung(name=CLAIM, field=f"lines.{place}.claimed", amount=whole[1])
        lows = [low for low in (_payment(record), _invoiced(record)) if low is not None]
        asked = _approval(record) if line.granted is None else None
        for high, low in ((spent, min(lows, key=lambda rung: rung.amount, default=None)), (claimed, asked)):
            if low is not None and high.amount > low.amount:
                yield from _unless_allowed("LD02", Above(rung=high, below=low), ids, sight)


@code("LD03")
def grant_above_claim(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """More was granted than claimed, in a line or for the claim as a whole.

    A manufacturer does not give more than it is asked for: one of the two was written wrongly. An override
    for the rung "grant" allows it.
    """
    for place, line in readable(claim.lines, "claimed", "granted"):
        if line.granted is not None:
            high = Rung(name=GRANT, field=f"lines.{place}.granted", amount=line.granted)
            yield from _grant(claim, high, line.claimed, sight)
    if claim.granted_cost is not None:
        high = Rung(name=GRANT, field="granted_cost", amount=claim.granted_cost)
        yield from _grant(claim, high, sum(line.claimed for line in claim.lines), sight)


@code("LD06")
def allowed_by_nobody(override: Override, sight: Sight) -> Iterator[Problem]:
    """An override is in force, but no approval names who allowed it.

    An exception that nobody allowed is none: the ladder counts as if the record were not there (W1.1).
    """
    state = sight.state(override)
    if state is not None and state.work == "done" and not override.approvals:
        yield Problem(
            code="LD06",
            field="state",
            message=text(N_("This override is in force, but nobody has signed that it is allowed")),
            hint=text(N_('Add the approval below "approvals"; until then the override does not count')),
        )


def _grant(claim: Claim, high: Rung, claimed: int, sight: Sight) -> Iterator[Problem]:
    if high.amount > claimed:
        low = Rung(name=CLAIM, field="", amount=claimed)
        yield from _unless_allowed("LD03", Above(rung=high, below=low), (claim.id,), sight)


def _payment(record: object) -> Rung | None:
    """What the record has really cost; as agreed or planned until that is written."""
    cost = kind_of(record).cost if isinstance(record, Common) else None
    return None if cost is None else Rung(name=PAYMENT, field="", amount=cost(record).spent)


def _invoiced(record: object) -> Rung | None:
    """What the purchases of an event were invoiced; None while no invoice is written down."""
    fen = invoiced_on(record) if isinstance(record, Common) else None
    return None if fen is None else Rung(name=INVOICE, field="", amount=fen)


def _approval(record: object) -> Rung | None:
    approved = record.approved_reimbursement if isinstance(record, Ad | Event) else None
    return None if approved is None else Rung(name=APPROVAL, field="", amount=approved)


def _higher(id: str, record: Buyer, name: str, sight: Sight) -> Iterator[Problem]:
    state = sight.state(record)
    is_cancelled = state is not None and state.work == "cancelled"
    for found in () if is_cancelled else above(record, name):
        yield from _unless_allowed(id, found, (record.id,), sight)


def _unless_allowed(id: str, found: Above, ids: tuple[str, ...], sight: Sight) -> Iterator[Problem]:
    """The problem that a rung is above the one before, unless an override that counts reaches it."""
    best = override_for(sight.records, ids, found.rung.name, found.purchase)
    if best is not None and best.amount >= found.rung.amount:
        return
    message = _MESSAGES.get((found.rung.name, found.below.name), _PAID)
    yield Problem(
        code=id,
        field=found.rung.field,
        message=Text(
            message, {"high": format_yuan(found.rung.amount), "low": format_yuan(found.below.amount)}
        ),
        hint=_hint(best, found, ids, sight),
    )


def _hint(best: Override | None, found: Above, ids: tuple[str, ...], sight: Sight) -> Text:
    rung = found.rung.name
    if best is not None:
        return text(N_("{id} allows up to {amount} yuan only"), id=best.id, amount=format_yuan(best.amount))
    others = overrides_of(sight.records, ids, rung, found.purchase)
    waiting = [one.id for one in others if not counts(sight.records, one)]
    if waiting:
        return text(N_("{id} does not count before it is approved"), id=waiting[0])
    if found.purchase:
        return text(
            N_(
                'Correct the amount, or have the higher one allowed for "{rung}" of this purchase: '
                "./forecourt new override, with purchase: {purchase}"
            ),
            rung=Text(RUNGS.terms[rung]),
            purchase=found.purchase,
        )
    return text(
        N_('Correct the amount, or have the higher one allowed for "{rung}": ./forecourt new override'),
        rung=Text(RUNGS.terms[rung]),
    )
