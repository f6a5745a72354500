"""The steps that are open for a record: who may take each, and what is missing for it."""

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from forecourt.kinds.common import Common
from forecourt.kinds.procedure import Step
from forecourt.kinds.staff import Staff
from forecourt.model.finding import Problem
from forecourt.model.record import World
from forecourt.rules import channel_proofs, evidence, states
from forecourt.rules.sight import Sight
from forecourt.steps.law import Law
from forecourt.steps.terms import email_of, is_stranger
from forecourt.steps.trail import answerable

# The same functions as in `check`: what the state behind a step demands of a record.
_DEMANDS: Final = (
    states.required_by_state,
    evidence.demanded_by_state,
    channel_proofs.demanded_by_channel,
)


class Way(Struct, frozen=True, kw_only=True):
    """An open step of a record: who may take it, and what is missing for it.

    `barred` (names) hold the role too, but may not take the step because they own or wrote the record;
    `unknown` are e-mails under which it was written and that nobody on the staff has, so that anybody might
    be the writer. `forward`: the step leads on; one that asks for a reason, or that cancels, is a way out.
    """

    step: Step
    able: tuple[Staff, ...]
    barred: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[Problem, ...]
    forward: bool

    @property
    def people(self) -> tuple[str, ...]:
        """Names of those who may take it."""
        return tuple(person.title for person in self.able)


def ways(law: Law, record: Common, writers: frozenset[str], sight: Sight | None = None) -> Iterator[Way]:
    """The steps that are open in the record's state, in the procedure's order; those that keep it, too.

    `writers` are the staff ids (else e-mails) of those who wrote its content. `sight` is given by who asks
    for many records of one moment.
    """
    sight = sight or Sight(world=World(records=law.records, today=law.today))
    for step in law.steps(record, record.state):
        ahead = replace(record, state=step.to)
        missing = tuple(problem for demand in _DEMANDS for problem in demand(ahead, sight))
        able = law.may_act(step.roles, record.kind)
        own = writers | answerable(record) if step.other_than_owner else frozenset()
        unknown = tuple(email_of(key) for key in sorted(own) if is_stranger(key))
        yield Way(
            step=step,
            able=() if unknown else tuple(one for one in able if one.id.casefold() not in own),
            barred=_names(one for one in able if one.id.casefold() in own),
            unknown=unknown,
            missing=missing,
            forward=is_forward(law, record, step),
        )


def is_forward(law: Law, record: Common, step: Step) -> bool:
    """Whether a step out of the record's state leads on, and is not a way out."""
    target = law.state(record.kind, step.to)
    return target is not None and step.to != record.state and not step.reason and target.work != "cancelled"


def _names(people: Iterable[Staff]) -> tuple[str, ...]:
    return tuple(person.title for person in people)
