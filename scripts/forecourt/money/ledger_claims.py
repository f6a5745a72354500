"""What claims move on the tranches that they name: claimed, granted, refused, credited (M2, A3; domain 2.10).

A claim counts from the day it is posted. What the manufacturer does not grant goes back to the tranches, the
last one named first. A claim that was returned for correction keeps its money until it is handed in again
(the new claim counts from the day of the first), or until nobody works on it any more. An estimate of a
retroactive rebate moves nothing: it is no money yet (pitfall 9).
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from forecourt.kinds.claim import Claim, TrancheUse
from forecourt.kinds.procedure import State
from forecourt.model.record import Records
from forecourt.money.ledger_entry import Entry
from forecourt.money.lifecycle import state_of

ESTIMATE: Final = "retro_estimate"
RETURNED: Final = "returned"
# Results of an audit that give the whole claim back; a claim so answered had been handed in.
GIVEN_BACK: Final = (RETURNED, "refused")
_GRANTED: Final = ("granted", "partly_granted")
_HANDED_IN: Final = ("claimed", "granted", "spent")


def claim_entries(records: Records) -> Iterator[Entry]:
    """Every movement that the claims tell, in order of path."""
    states = {claim.id: state_of(records, claim) for claim in records.of(Claim)}
    again = {
        claim.resubmission_of.casefold(): handed_in_on(claim)
        for claim in records.of(Claim)
        if claim.resubmission_of and is_handed_in(claim, states[claim.id])
    }
    for claim in records.of(Claim):
        state = states[claim.id]
        if state is not None and is_handed_in(claim, state):
            yield from _of(claim, state, again.get(claim.id.casefold()))


def is_handed_in(claim: Claim, state: State | None) -> bool:
    """Whether the claim was ever handed in, by what its state means or by what the manufacturer answered."""
    if claim.source == ESTIMATE or state is None:
        return False
    return state.money in _HANDED_IN or claim.result in GIVEN_BACK


def handed_in_on(claim: Claim) -> date:
    """The day that decides whether the claim is late: postmark, else sent, else last approved."""
    day = claim.postmark_on or claim.sent_on
    return day or max((one.at for one in claim.approvals), default=claim.month.last_day)


def granted_on(claim: Claim, state: State | None) -> tuple[int, str] | None:
    """Fen granted in all and the field that says it; None while nobody has decided."""
    if claim.result in GIVEN_BACK:
        return 0, "result"
    if claim.granted_cost is not None:
        return claim.granted_cost, "granted_cost"
    if claim.result in _GRANTED or (state is not None and state.money == "granted"):
        if all(line.granted is not None for line in claim.lines):
            return sum(line.granted or 0 for line in claim.lines), "lines"
        return sum(use.amount for use in claim.tranches), "result" if claim.result else "state"
    return None


def _of(claim: Claim, state: State, again: date | None) -> Iterator[Entry]:
    """The claim's movements; `again` is the day on which it was handed in again."""
    day = handed_in_on(claim)
    for place, use in enumerate(claim.tranches):
        yield _entry(claim, use, "claim", (day, use.amount, f"tranches.{place}.amount"))
    granted, decided = granted_on(claim, state), _decided_on(claim, state, again)
    if granted is not None and decided is not None:
        yield from _decided(claim, max(day, decided), granted)
    if claim.credited_cost:
        credited = max(day, claim.credited_on or claim.audited_on or day)
        for use, fen in _shared(claim.tranches, claim.credited_cost):
            yield _entry(claim, use, "credit", (credited, fen, "credited_cost"))


def _decided_on(claim: Claim, state: State, again: date | None) -> date | None:
    """The day of the audit; of a returned claim the day of the next one, None while that is awaited."""
    if claim.result == RETURNED and again is not None:
        return again
    if claim.result == RETURNED and state.work == "open":
        return None
    return claim.audited_on or claim.received_on or handed_in_on(claim)


def _decided(claim: Claim, day: date, granted: tuple[int, str]) -> Iterator[Entry]:
    fen, field = granted
    for use, part in _shared(claim.tranches, fen):
        if part:
            yield _entry(claim, use, "grant", (day, part, field))
        if part < use.amount:
            yield _entry(claim, use, "refusal", (day, use.amount - part, field))


def _shared(uses: tuple[TrancheUse, ...], fen: int) -> Iterator[tuple[TrancheUse, int]]:
    """`fen` on the tranches in the order in which they are named; what is beyond all of them on the last."""
    left = fen
    for place, use in enumerate(uses, start=1):
        part = left if place == len(uses) else min(left, use.amount)
        left -= part
        yield use, part


def _entry(claim: Claim, use: TrancheUse, type: str, moved: tuple[date, int, str]) -> Entry:
    day, fen, field = moved
    return Entry(
        day=day,
        type=type,
        month=claim.month,
        fund=use.fund,
        accrued_in=use.accrued_in,
        channel="",
        amount=fen,
        record=claim.id,
        path=claim.path,
        field=field,
    )
