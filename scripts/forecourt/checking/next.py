"""What may happen next to a record: the open steps, who may take them, and what is missing for each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from forecourt.kinds.common import Common
from forecourt.kinds.procedure import Step
from forecourt.model.finding import Problem
from forecourt.model.record import World
from forecourt.rules import channel_proofs, evidence, states
from forecourt.rules.sight import Sight
from forecourt.steps.advice import label_of
from forecourt.steps.law import Law
from forecourt.steps.terms import role_words
from forecourt.words.text import N_, Text, text

# The same functions as in `check`: what the state behind a step demands of a record.
_DEMANDS: Final = (
    states.required_by_state,
    evidence.demanded_by_state,
    channel_proofs.demanded_by_channel,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """An open step of a record: who may take it (names), and what is missing for it."""

    step: Step
    people: tuple[str, ...]
    missing: tuple[Problem, ...]


def ways(law: Law, record: Common) -> Iterator[Way]:
    """The steps that are open in the record's state, in the procedure's order; those that keep it, too."""
    sight = Sight(world=World(records=law.records, today=law.today))
    for step in law.steps(record, record.state):
        ahead = replace(record, state=step.to)
        missing = tuple(problem for demand in _DEMANDS for problem in demand(ahead, sight))
        people = tuple(
            person.title for person in law.may_act(step.roles, record.kind) if _may(record, step, person.id)
        )
        yield Way(step=step, people=people, missing=missing)


def _may(record: Common, step: Step, id: str) -> bool:
    return not step.other_than_owner or id.casefold() != record.owner.casefold()


def line(law: Law, record: Common) -> Text:
    """One line: the record, its state, and every way on."""
    found = tuple(ways(law, record))
    told = text(N_("nothing more to do"))
    for number, way in enumerate(found):
        words = _way(law, record, way)
        told = words if not number else text(N_("{ways}; {way}"), ways=told, way=words)
    if law.procedure(record.kind) is None:
        told = text(N_("no procedure in force says what comes next"))
    elif law.state(record.kind, record.state) is None:
        told = text(N_('"{state}" is no state of the procedure'), state=record.state)
    return text(
        N_("{id} {title} · {state} → {ways}"),
        id=record.id,
        title=record.title,
        state=label_of(law, record, record.state),
        ways=told,
    )


def _way(law: Law, record: Common, way: Way) -> Text:
    who = text(N_("nobody ({roles})"), roles=role_words(way.step.roles)) if not way.people else way.people
    is_self = way.step.to == record.state
    target = way.step.label if is_self else label_of(law, record, way.step.to)
    if not way.missing:
        return text(N_("{state}: {people}"), state=target, people=who)
    missing: Text = way.missing[0].message
    for problem in way.missing[1:]:
        missing = text(N_("{ways}; {way}"), ways=missing, way=problem.message)
    return text(N_("{state}: {people} (first: {missing})"), state=target, people=who, missing=missing)


def is_open(law: Law, record: Common) -> bool:
    """Whether work on the record goes on, by its state's meaning; yes when nothing says it."""
    state = law.state(record.kind, record.state)
    return state is None or state.work == "open"
