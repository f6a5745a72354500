"""The main way through a procedure: the longest forward path of its states (M1)."""

from forecourt.kinds.procedure import Procedure, State


def spine(procedure: Procedure) -> tuple[State, ...]:
    """The longest path from the first state, forward in the written order, past no cancelled state."""
    order = {state.name: place for place, state in enumerate(procedure.states)}
    names = [state.name for state in procedure.states if state.work != "cancelled"]
    paths: dict[str, tuple[str, ...]] = {procedure.states[0].name: (procedure.states[0].name,)}
    for name in names:
        before = [paths[one] for one in _forward(procedure, name, order) if one in paths]
        longest = max(before, key=len, default=())
        if longest and len(longest) >= len(paths.get(name, ())):
            paths[name] = (*longest, name)
    done = {state.name for state in procedure.states if state.work == "done"}
    # Work should end done; of equally long ways the one written first is the usual one: max keeps the first.
    best = max(paths.values(), key=lambda path: (path[-1] in done, len(path)))
    return tuple(state for state in procedure.states if state.name in best)


def _forward(procedure: Procedure, name: str, order: dict[str, int]) -> list[str]:
    """States that a step leads from to `name` and that are written before it, in the written order."""
    sources = {
        source
        for step in procedure.steps
        if step.to == name
        for source in step.from_
        if source in order and name in order and order[source] < order[name]
    }
    return sorted(sources, key=order.__getitem__)
