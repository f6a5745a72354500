"""Examinations of rules that are switched off, and of money and fields that escape an approval (M1, M2)."""

from collections.abc import Iterator
from typing import Final

from forecourt.doctor.clinic import Clinic
from forecourt.kinds.dealership import Dealership
from forecourt.kinds.fields import slots_of
from forecourt.kinds.procedure import Procedure, Step
from forecourt.kinds.programme import Programme
from forecourt.kinds.table import KINDS
from forecourt.kinds.values import BODY
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.vocabulary import MONEY_MEANINGS
from forecourt.money.lifecycle import procedure_of
from forecourt.rules.ways import reachable
from forecourt.words.text import N_, Text, text

# The meanings for money in the order in which money goes through them.
RANK: Final = {meaning: rank for rank, meaning in enumerate(MONEY_MEANINGS.terms)}
COUNTED: Final = ("planned", "committed", "spent")
PAID_BACK: Final = ("claimed", "granted")
MOST_FIELDS: Final = 8


@code("DR13")
def no_procedure_in_force(dealership: Dealership, clinic: Clinic) -> Iterator[Problem]:
    """A kind of record has no procedure in force.

    A draft is no law: every step of such records will be refused, and records of people, programmes or
    months count for nothing. The manager's first duty is to write the procedures (M1).
    """
    for name, kind in KINDS.items():
        if clinic.law.procedure(name) is None:
            draft = procedure_of(clinic.world.records, name)
            command = f"./forecourt new procedure --for {name}"
            yield Problem(
                code="DR13",
                field="state",
                message=text(N_('No procedure is in force for "{kind}"'), kind=Text(kind.label)),
                hint=text(N_("Write it, starting from: {command}"), command=command)
                if draft is None
                else text(N_("Bring {id} into force"), id=draft.id),
            )


@code("DR14", Severity.WARNING)
def money_not_counted(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """Records of this kind cost money, but no state means that it is planned, committed or spent.

    The budget sees money by the meaning of states. Without one of the three, money jumps over it and the
    month shows too much that is left (M2).
    """
    missing = _missing(procedure, COUNTED)
    if missing:
        yield Problem(
            code="DR14",
            field="states",
            message=text(N_("No state that can be reached means: {missing}"), missing=missing),
            hint=text(N_('Say it with "money" in the state where it is true')),
        )


@code("DR15", Severity.INFO)
def money_not_claimed(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """Records of this kind cost money, but no state means that it is claimed or granted.

    What the manufacturer pays back for them cannot be followed. That is right when nothing is ever claimed
    for this kind.
    """
    missing = _missing(procedure, PAID_BACK) if clinic.world.records.of(Programme) else []
    if missing:
        yield Problem(
            code="DR15",
            field="states",
            message=text(N_("No state that can be reached means: {missing}"), missing=missing),
            hint=text(N_("Add such a state if the manufacturer pays for this kind")),
        )


@code("DR16", Severity.WARNING)
def money_without_approval(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """Money is committed or spent on a way on which nobody has to approve anything.

    From the first state on, steps without an approval lead to it. Let one step before be approved.
    """
    kind = KINDS.get(procedure.for_kind)
    if kind is None or kind.cost is None:
        return
    silent = [step for step in procedure.steps if not step.approval]
    reached = reachable(procedure, silent)
    for index, step in enumerate(procedure.steps):
        if not step.approval and any(
            name in reached and _rises(procedure, name, step.to) for name in step.from_
        ):
            yield Problem(
                code="DR16",
                field=f"steps.{index}.name",
                message=text(
                    N_('The step "{label}" commits or spends money that nobody approved'), label=step.label
                ),
                hint=text(N_('Add "approval: yes" to it, or to a step before it')),
            )


@code("DR17", Severity.WARNING)
def freeze_gap(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """A step frees fields that were frozen, and the record can be finished without a new approval of them.

    What was approved can then be changed on the way, and nobody sees it. A state that frees fields on
    purpose is fine as long as every way from it to the end leads over an approval that freezes them again.
    """
    for index, step in enumerate(procedure.steps):
        freed = [
            name for name in _freed(procedure, step, clinic) if _escapes(procedure, step.to, name, clinic)
        ]
        if freed:
            yield Problem(
                code="DR17",
                field=f"steps.{index}.to",
                message=text(
                    N_('"{label}" frees fields that nobody approves again: {fields}'),
                    label=step.label,
                    fields=_field_labels(procedure, freed),
                ),
                hint=text(N_("Freeze them in {state} too, or let a later step approve them"), state=step.to),
            )


def _missing(procedure: Procedure, wanted: tuple[str, ...]) -> list[Text]:
    kind = KINDS.get(procedure.for_kind)
    if kind is None or kind.cost is None:
        return []
    reached = reachable(procedure, procedure.steps)
    meant = {state.money for state in procedure.states if state.name in reached}
    return [Text(MONEY_MEANINGS.terms[meaning]) for meaning in wanted if meaning not in meant]


def _rises(procedure: Procedure, before: str, after: str) -> bool:
    """Whether the step commits money, or does more with it than before."""
    states = procedure.state_named(before), procedure.state_named(after)
    ranks = [0 if state is None else RANK[state.money] for state in states]
    return ranks[0] < ranks[1] and ranks[1] >= RANK["committed"]


def _freed(procedure: Procedure, step: Step, clinic: Clinic) -> list[str]:
    after = procedure.state_named(step.to)
    if after is None or after.work == "cancelled":
        return []
    held = {name for start in step.from_ for name in clinic.law.frozen_in(procedure.for_kind, start)}
    return sorted(held - clinic.law.frozen_in(procedure.for_kind, step.to))


def _escapes(procedure: Procedure, start: str, field: str, clinic: Clinic) -> bool:
    """Whether work can be done from `start` on without an approval that freezes `field`."""
    kind = procedure.for_kind
    ways = [
        step
        for step in procedure.steps
        if not (step.approval and field in clinic.law.frozen_in(kind, step.to))
    ]
    done = {state.name for state in procedure.states if state.work == "done"}
    return bool(done & reachable(procedure, ways, start))


def _field_labels(procedure: Procedure, names: list[str]) -> list[Text | str]:
    labels = {slot.key: Text(slot.spec.label) for slot in slots_of(KINDS[procedure.for_kind].record)}
    shown: list[Text | str] = [
        Text(N_("Text")) if name == BODY else labels.get(name, name) for name in names[:MOST_FIELDS]
    ]
    return shown if len(names) <= MOST_FIELDS else [*shown, "…"]
