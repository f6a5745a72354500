"""The next thing to do: which steps are open from here, who may take them, and by which command."""

from collections.abc import Sequence
from typing import Final

from forecourt.kinds.common import Common
from forecourt.kinds.procedure import Step
from forecourt.steps.law import Law
from forecourt.steps.terms import move_command
from forecourt.steps.who import allowed_people
from forecourt.words.text import N_, Text, text

# More than these nobody reads; `./forecourt next` tells them all.
_MOST_WAYS: Final = 4


def next_ways(law: Law, record: Common, *, only: Step | None = None) -> Text:
    """The steps that may come next (or `only` one), with people and commands, as a hint."""
    steps = law.steps(record, record.state) if only is None else (only,)
    if not steps:
        procedure = law.procedure(record.kind)
        if procedure is not None and law.state(record.kind, record.state) is None:
            first = procedure.states[0]
            return text(
                N_('The state before is not declared; go back to "{first}" and take the steps from there'),
                first=first.name,
            )
        return text(N_("No step leads out of this state; put the old state back"))
    return text(N_("Open from here: {ways}"), ways=_told(law, record, steps))


def way(law: Law, record: Common, step: Step) -> Text:
    """One step in words: label, target state, people, command."""
    return text(
        N_('"{step}" → {state}, by {people}: {command}'),
        step=step.label,
        state=label_of(law, record, step.to),
        people=allowed_people(step, law, record.kind),
        command=move_command(record.id, step.to),
    )


def way_for_frozen(law: Law, record: Common, field: str) -> Text:
    """How a frozen field may be changed: by a self-step, or after a step into a state that frees it."""
    steps = tuple(law.steps(record, record.state))
    selfs = [step for step in steps if step.to == record.state]
    freeing = [step for step in steps if not law.holds_fast(record, field, step.to)]
    ways = selfs or freeing
    if not ways:
        return text(N_("Put the old value back; no step from this state frees the field"))
    return text(
        N_("Put the old value back, or take the step that allows it: {ways}"), ways=_told(law, record, ways)
    )


def _told(law: Law, record: Common, steps: Sequence[Step]) -> Text:
    """Steps in words, one behind the other; commands end before the sign that divides them."""
    told = way(law, record, steps[0])
    for step in steps[1:_MOST_WAYS]:
        told = text(N_("{ways}; {way}"), ways=told, way=way(law, record, step))
    return told


def label_of(law: Law, record: Common, name: str) -> str:
    """The label of a state of the record's kind, the name itself when nothing declares it."""
    state = law.state(record.kind, name)
    return name if state is None else state.label
