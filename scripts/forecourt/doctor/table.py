"""The one visible table of examinations: class of records -> what the doctor looks at in each."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from forecourt.doctor import forge, holes, people, proofs, switched
from forecourt.doctor.clinic import Clinic
from forecourt.kinds.dealership import Dealership
from forecourt.kinds.delegation import Delegation
from forecourt.kinds.procedure import Procedure
from forecourt.kinds.programme import Programme
from forecourt.kinds.staff import Staff
from forecourt.model.finding import Problem
from forecourt.model.record import Record, World
from forecourt.rules.engine import Rules, judge
from forecourt.rules.table import RULES

Examination: TypeAlias = Callable[[Any, Clinic], Iterator[Problem]]

# What `check` says about these belongs to the doctor's answer too: the same functions.
CHECKED: Final[Rules] = MappingProxyType({cls: RULES[cls] for cls in (Delegation, Procedure, Staff)})

PROCEDURE: Final[tuple[Examination, ...]] = (
    people.nobody_can_take,
    people.nobody_can_bring_there,
    people.nobody_can_leave,
    people.only_by_delegation,
    people.owner_alone,
    people.one_person_holds_it,
    people.nobody_can_sign,
    proofs.filed_for_nobody,
    proofs.proof_not_wanted_any_more,
    holes.money_not_counted,
    holes.money_not_claimed,
    holes.money_without_approval,
    holes.freeze_gap,
    switched.seals_nothing,
    switched.never_closed,
    switched.figure_not_required,
    switched.no_limits,
    switched.no_second_person,
    switched.cannot_be_reached,
)
OTHERS: Final[Mapping[type[Record], tuple[Examination, ...]]] = MappingProxyType(
    {
        Dealership: (holes.no_procedure_in_force, forge.branch_protection),
        Programme: (proofs.proof_rule_of_nobody,),
        Staff: (people.cannot_sign, people.cannot_be_told),
    }
)


def examine(world: World) -> Iterator[tuple[Record, Problem]]:
    """Every problem of the declared procedures, of the people who carry them out and of what they rest on.

    Procedures that are not in force are not examined: they are no law.
    """
    clinic = Clinic(world=world)
    for record, problem in judge(world, CHECKED):
        # In force, a state that nothing leads to is an error, told as DR25.
        if problem.code != "PC04" or record not in clinic.procedures:
            yield record, problem
    for procedure in clinic.procedures:
        for look in PROCEDURE:
            yield from ((procedure, problem) for problem in look(procedure, clinic))
    for cls, looks in OTHERS.items():
        for record in world.records.of(cls):
            for look in looks:
                yield from ((record, problem) for problem in look(record, clinic))
