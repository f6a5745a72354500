"""What a record's state means, by the written procedure of its kind (M1)."""

from collections.abc import Mapping
from typing import Final, Literal

from forecourt.kinds.procedure import Procedure, State
from forecourt.model.record import Record, Records

Bucket = Literal["planned", "committed", "spent"]

# A procedure cannot say what its own states mean before it is chosen, so this one name is fixed.
IN_FORCE: Final = "in_force"

_BUCKETS: Final[dict[str, Bucket]] = {
    "planned": "planned",
    "committed": "committed",
    "spent": "spent",
    "claimed": "spent",
    "granted": "spent",
}


def procedure_of(records: Records, kind_name: str) -> Procedure | None:
    """The procedure of a kind: the newest in force, else the newest that is written; None without one."""
    return records.once(_procedures).get(kind_name)


def _procedures(records: Records) -> Mapping[str, Procedure]:
    chosen: dict[str, Procedure] = {}
    # The first of two that stand alike counts.
    for procedure in sorted(records.of(Procedure), key=_standing, reverse=True):
        chosen.setdefault(procedure.for_kind, procedure)
    return chosen


def state_of(records: Records, record: Record) -> State | None:
    """The declared state that `record` is in; None when no procedure declares it."""
    return records.once(_states).get(record.kind, {}).get(record.state)


def _states(records: Records) -> Mapping[str, Mapping[str, State]]:
    """Kind -> name of a state -> the state, the first of two that have one name."""
    found = records.once(_procedures).items()
    return {kind: {state.name: state for state in reversed(law.states)} for kind, law in found}


def work_of(records: Records, record: Record) -> str:
    """What the record's state means for work: "open", "done" or "cancelled"; "" when nothing says it."""
    state = state_of(records, record)
    return "" if state is None else state.work


def bucket_of(state: State | None) -> Bucket | None:
    """The one bucket that a state counts in (claimed and granted money was spent); None for no money."""
    return None if state is None else _BUCKETS.get(state.money)


def counts_in(procedure: Procedure, name: str) -> bool:
    """Whether a law record (staff, procedure, programme, month, delegation …) counts in the state `name`.

    It does once it has left the first state, or when that means done work, and is not cancelled; an unknown
    state counts for nothing.
    """
    state = procedure.state_named(name)
    if state is None or state.work == "cancelled":
        return False
    return state.work == "done" or procedure.states[0].name != name


def _standing(procedure: Procedure) -> tuple[bool, str, str]:
    return (procedure.state == IN_FORCE, procedure.effective_from.isoformat(), procedure.id)
