"""The outcome of an examination in a few lines: for each kind its states, its steps and who can take them."""

from datetime import date

from msgspec import Struct

from forecourt.doctor.clinic import Clinic, can_anybody_take, needed
from forecourt.kinds.procedure import Procedure, Step
from forecourt.kinds.table import KINDS


class Person(Struct, frozen=True, kw_only=True):
    """Who can take a step; `until`: the last day of a delegation (None: by a role of their own)."""

    id: str
    name: str
    until: date | None


class StepLine(Struct, frozen=True, kw_only=True):
    """One step: how many people it needs and who can take it today."""

    name: str
    label: str
    needed: int
    other_than_owner: bool
    people: tuple[Person, ...]
    is_open: bool


class KindLine(Struct, frozen=True, kw_only=True):
    """One kind: its procedure in force ("" for none), how many states it has, and its steps."""

    kind: str
    label: str
    procedure: str
    states: int
    steps: tuple[StepLine, ...]

    @property
    def closed(self) -> int:
        """How many steps nobody can take."""
        return sum(not step.is_open for step in self.steps)


def matrix(clinic: Clinic) -> tuple[KindLine, ...]:
    """One line for each kind, in the order of the kinds; today's people and delegations."""
    return tuple(_line(name, clinic) for name in KINDS)


def _line(name: str, clinic: Clinic) -> KindLine:
    procedure = clinic.law.procedure(name)
    return KindLine(
        kind=name,
        label=KINDS[name].label,
        procedure="" if procedure is None else procedure.id,
        states=0 if procedure is None else len(procedure.states),
        steps=() if procedure is None else tuple(_step(procedure, step, clinic) for step in procedure.steps),
    )


def _step(procedure: Procedure, step: Step, clinic: Clinic) -> StepLine:
    takers = clinic.takers(procedure, step)
    return StepLine(
        name=step.name,
        label=step.label,
        needed=needed(step),
        other_than_owner=bool(step.other_than_owner),
        people=tuple(
            Person(id=taker.person.id, name=taker.person.title, until=taker.until) for taker in takers
        ),
        is_open=can_anybody_take(step, takers, clinic.law.staff),
    )
