"""Proofs that no approval rests on yet: they may still be exchanged or taken out (M9)."""

from msgspec.structs import replace

from forecourt.kinds.common import Common, Evidence
from forecourt.steps.law import Law
from forecourt.steps.seal import seal_of


def rests_on_nothing(record: Common, item: Evidence, law: Law) -> bool:
    """Whether `item` was filed after the record's last sealed approval and nothing demands it so far.

    Proofs that the state of the record, or one before it, demands have done their work and stay; where the
    seal cannot be told any more, all of them stay.
    """
    procedure = law.procedure(record.kind)
    names = [] if procedure is None else [state.name for state in procedure.states]
    if procedure is None or record.state not in names:
        return False
    passed = procedure.states[: names.index(record.state) + 1]
    demanded = {kind for state in passed for kind in state.evidence}
    if item.kind in demanded or any(state.channel_proofs for state in passed):
        return False
    sealed = _sealed(record, law)
    return sealed is not None and (item.kind, item.sha256) not in sealed


def _sealed(record: Common, law: Law) -> set[tuple[str, str]] | None:
    """Kind and fingerprint of all proofs that the last seal covers; None when there is none that still fits.

    Proofs are filed one below the other, so what was there is sought as the first ones of today's.
    """
    entry = next((one for one in reversed(record.approvals) if one.seal), None)
    procedure = law.procedure(record.kind)
    steps = () if procedure is None else procedure.steps
    step = None if entry is None else next((one for one in steps if one.name == entry.step), None)
    if entry is None or step is None:
        return None
    for number in range(len(record.evidence) + 1):
        first = record.evidence[:number]
        if seal_of(replace(record, evidence=first), step, entry.by, law) == entry.seal:
            return {(item.kind, item.sha256) for item in first}
    return None
