"""What stands open with the manufacturer: records not claimed yet, claims not paid yet (M2; domain 1.2, 3.1).

All amounts are integer fen. What a state means is said by the procedure of its kind; no state is named here.
"""

from collections import defaultdict
from collections.abc import Mapping

from forecourt.kinds.claim import Claim, ClaimLine
from forecourt.kinds.table import kind_of
from forecourt.model.record import Record, Records
from forecourt.money.lifecycle import state_of


def holds(records: Records, claim: Claim) -> bool:
    """Whether the claim still stands for its lines: it is not cancelled, and not done without money."""
    state = state_of(records, claim)
    return state is not None and (state.work == "open" or (state.work == "done" and state.money != "none"))


def claimed_in(records: Records) -> Mapping[str, list[tuple[Claim, ClaimLine]]]:
    """Id of a claimed record (case folded) -> the claims that hold it, each with its line."""
    found: dict[str, list[tuple[Claim, ClaimLine]]] = defaultdict(list)
    for claim in records.of(Claim):
        if holds(records, claim):
            for line in claim.lines:
                found[line.record.casefold()].append((claim, line))
    return found


def unclaimed(records: Records) -> tuple[Record, ...]:
    """Records that cost money, are paid by the meaning of their state, and no claim holds, in order of path."""
    claimed = claimed_in(records)
    return tuple(
        record for record in records if _is_paid(records, record) and record.id.casefold() not in claimed
    )


def spent_on(record: Record) -> int:
    """Fen that the record cost, 0 for a kind without costs."""
    cost = kind_of(record).cost
    return 0 if cost is None else cost(record).spent


def _is_paid(records: Records, record: Record) -> bool:
    if kind_of(record).cost is None or not spent_on(record):
        return False
    state = state_of(records, record)
    return state is not None and state.money == "spent" and state.work == "open"
