"""Rules about the state that a record is in, by the written procedure of its kind (M1)."""

from collections.abc import Iterator

from forecourt.kinds.common import Common
from forecourt.kinds.fields import Slot, slots_of
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.procedure import Procedure, State, Step
from forecourt.kinds.programme import Programme
from forecourt.kinds.table import kind_of
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.record import Group, Record
from forecourt.model.unread import readable
from forecourt.model.vocabulary import ROLES
from forecourt.rules.near import meant_term
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text


@code("ST01")
def undeclared_state(record: Record, sight: Sight) -> Iterator[Problem]:
    """The record is in a state that the procedure of its kind does not declare.

    What a state means for money and work is written in the procedure only. A record in an unknown state
    would count nowhere.
    """
    procedure = sight.procedure(record)
    if procedure is not None and procedure.state_named(record.state) is None:
        yield Problem(
            code="ST01",
            field="state",
            message=text(
                N_('"{state}" is no state of {procedure}'), state=record.state, procedure=procedure.id
            ),
            hint=meant_term(record.state, {state.name: state.label for state in procedure.states}),
        )


@code("ST02")
def no_procedure(record: Record, sight: Sight) -> Iterator[Problem]:
    """There are records of a kind that has no procedure.

    The manager's first duty is to write the department's procedures (M1). Without one nobody can say what the
    state of such a record means. The finding stands at the first record of the kind.
    """
    if sight.procedure(record) is not None or record is not sight.first(type(record)):
        return
    kind = kind_of(record)
    if not sight.is_hidden("procedure", "for_kind"):
        yield Problem(
            code="ST02",
            field="kind",
            message=text(N_('The kind "{label}" has no procedure'), label=Text(kind.label)),
            hint=text(N_("Write it, starting from: ./forecourt new procedure --for {kind}"), kind=kind.name),
        )


@code("ST03")
def required_by_state(record: Common, sight: Sight) -> Iterator[Problem]:
    """A field that the record's state requires is empty.

    A published ad has a day on which it ran, a cancelled one a reason. Which state requires which field is
    written in the procedure of the kind.
    """
    state = sight.state(record)
    if state is None or not state.requires:
        return
    pair = N_("{label} ({code})")
    missing = [text(pair, label=Text(slot.spec.label), code=slot.key) for slot in empty_fields(record, state)]
    if missing:
        yield Problem(
            code="ST03",
            field="state",
            message=text(
                N_('The state "{state}" requires fields that are empty: {missing}'),
                state=state.label,
                missing=missing,
            ),
            hint=text(N_("Fill them in, or go back to the state before")),
        )


def empty_fields(record: Record, state: State) -> list[Slot]:
    """The fields that `state` requires and the record has not filled, in the procedure's order."""
    slots = {slot.key: slot for slot in slots_of(type(record))}
    return [
        slots[key]
        for key in state.requires
        if key in slots and _is_empty(getattr(record, slots[key].attribute))
    ]


@code("ST04", Severity.WARNING)
def rests_on_draft_programme(plan: MonthPlan, sight: Sight) -> Iterator[Problem]:
    """The month has been decided, but its programme is still a draft.

    The per-unit amounts of a draft can change, and with them all the money that was approved (M2).
    """
    programme = sight.find(Programme, plan.programme)
    if programme is None:
        return
    if _is_initial(programme, sight) and not _is_initial(plan, sight):
        yield Problem(
            code="ST04",
            field="programme",
            message=text(N_("The programme {id} is still a draft"), id=programme.id),
            hint=text(N_("Bring the programme into force, or take the month back")),
        )


@code("ST05")
def no_approval(record: Common, sight: Sight) -> Iterator[Problem]:
    """A record is in a state that no way leads to without an approval, and the approval is not in the
    record.

    An ad that ran without approval is not paid for (pitfall 3). The procedure says which steps need an
    entry below "approvals"; the entry names the step, the person, the role and the day.
    """
    given = {approval.step for approval in record.approvals}
    for step in sight.needed_approvals(record):
        if step.name not in given:
            yield Problem(
                code="ST05",
                field="approvals" if record.approvals else "state",
                message=text(
                    N_(
                        'This state is not reached without the approval "{label}" ({step}), which is not here'
                    ),
                    label=step.label,
                    step=step.name,
                ),
                hint=text(N_('Add it below "approvals" with step, by, role and at')),
            )


@code("ST06")
def approved_by_owner(record: Common, sight: Sight) -> Iterator[Problem]:
    """The owner approved the own record, though the procedure wants somebody else.

    Four eyes see more than two, and the manufacturer and finance ask for them.
    """
    for index, step in _approved_steps(record, sight, "by"):
        if step.other_than_owner and record.approvals[index].by.casefold() == record.owner.casefold():
            yield Problem(
                code="ST06",
                field=f"approvals.{index}.by",
                message=text(
                    N_('The owner may not take the step "{label}" for the own record'), label=step.label
                ),
                hint=text(N_("Somebody else with that role must approve")),
            )


@code("ST07", Severity.WARNING)
def approved_in_wrong_role(record: Common, sight: Sight) -> Iterator[Problem]:
    """An approval was given in a role that may not take this step.

    The procedure names the roles of every step. Approvals that are older than the procedure may have been
    right.
    """
    for index, step in _approved_steps(record, sight, "role"):
        role = record.approvals[index].role
        if role not in step.roles:
            yield Problem(
                code="ST07",
                field=f"approvals.{index}.role",
                message=text(
                    N_('The step "{label}" is not for the role "{role}"'),
                    label=step.label,
                    role=Text(ROLES.terms[role]),
                ),
                hint=text(N_("It is for: {roles}"), roles=[Text(ROLES.terms[name]) for name in step.roles]),
            )


def _approved_steps(record: Common, sight: Sight, name: str) -> Iterator[tuple[int, Step]]:
    """Each approval that names a step of the procedure and whose `name` is known, by its place, with that
    step.
    """
    procedure = sight.procedure(record) if record.approvals else None
    steps = {} if procedure is None else {step.name: step for step in procedure.steps}
    for index, approval in readable(record.approvals, "step", name):
        if approval.step in steps:
            yield index, steps[approval.step]


def _is_initial(record: Record, sight: Sight) -> bool:
    procedure: Procedure | None = sight.procedure(record)
    return procedure is not None and procedure.states[0].name == record.state


def _is_empty(value: object) -> bool:
    """None, an empty list, or a block without any value; 0 and no are answers."""
    if isinstance(value, Group):
        return all(_is_empty(getattr(value, slot.attribute)) for slot in slots_of(type(value)))
    return value is None or (isinstance(value, tuple) and not value)
