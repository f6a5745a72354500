"""The graph of a procedure: which states can be reached, and by which steps only."""

from collections.abc import Iterable

from forecourt.kinds.procedure import Procedure, Step


def led_to(steps: Iterable[Step], starts: Iterable[str]) -> frozenset[str]:
    """Names of the states that `steps` lead to from any of the states `starts`, these included."""
    steps, found = tuple(steps), set(starts)
    while new := {step.to for step in steps if found.intersection(step.from_)} - found:
        found |= new
    return frozenset(found)


def reachable(procedure: Procedure, steps: Iterable[Step], start: str | None = None) -> frozenset[str]:
    """Names of the states that `steps` lead to from `start` (the first one without it), itself included."""
    return led_to(steps, [procedure.states[0].name if start is None else start])


def leads_on(procedure: Procedure, state: str) -> bool:
    """Whether a step leads out of `state` into another one."""
    return any(state in step.from_ and step.to != state for step in procedure.steps)


def needed_approvals(procedure: Procedure, state: str) -> tuple[Step, ...]:
    """Steps with an approval that every way to `state` takes; none for a state that cannot be reached
    anyway.
    """
    if state not in reachable(procedure, procedure.steps):
        return ()
    by_name = {step.name: step for step in procedure.steps if step.approval}
    return tuple(
        step
        for name, step in by_name.items()
        if state not in reachable(procedure, (other for other in procedure.steps if other.name != name))
    )
