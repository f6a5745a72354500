"""Rules about what a procedure says of approvals, signatures and closed records (M1)."""

from collections.abc import Iterator
from typing import Final

from forecourt.kinds.procedure import Procedure, Step
from forecourt.kinds.table import KINDS
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.unread import readable
from forecourt.model.vocabulary import ROLES
from forecourt.money.lifecycle import counts_in
from forecourt.rules.sight import Sight
from forecourt.rules.ways import led_to
from forecourt.words.text import N_, Text, text

# A step writes these itself; frozen, they would refuse every step.
WRITTEN_BY_STEPS: Final = frozenset({"state", "approvals"})


@code("PC12")
def approvers_without_approval(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """A step says how many people must approve, but asks for no approval entry.

    Approvals are counted by their entries, so without "approval: yes" nobody is counted and one person is
    enough.
    """
    for index, step in readable(procedure.steps, "approvers", "approval"):
        if step.approvers is not None and not step.approval:
            yield Problem(
                code="PC12",
                field=f"steps.{index}.approvers",
                message=text(
                    N_('The step "{label}" counts approvers but needs no approval'), label=step.label
                ),
                hint=text(N_('Add "approval: yes", or delete the line "approvers"')),
            )


@code("PC13")
def approvals_count_again(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """Several people must approve a step, but a record can come back to where the step begins without an
    approval entry.

    Nothing in the record then tells the approvals of the first round from those of the second, and an old
    approval would count again. Let every step that leads back there be approved.
    """
    for index, step in readable(procedure.steps, "approvers", "from_", "name"):
        back = _silent_way_into(procedure, step) if (step.approvers or 1) > 1 else None
        if back is not None:
            yield Problem(
                code="PC13",
                field=f"steps.{index}.approvers",
                message=text(
                    N_('"{back}" leads back before "{label}" without approval: old ones would count again'),
                    back=back.label,
                    label=step.label,
                ),
                hint=text(N_('Add "approval: yes" to the step {back}'), back=back.name),
            )


@code("PC14")
def first_state_counts(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """Records of this kind count from the moment they are written: the first state is in force.

    People, procedures, programmes, months and delegations are what steps are judged by. When the first
    state means done work, whoever adds such a record makes the law, and nobody can only propose one. Begin
    with an open state, from which an approval leads on.
    """
    kind = KINDS.get(procedure.for_kind)
    first = procedure.states[0]
    if kind is not None and kind.law and counts_in(procedure, first.name):
        yield Problem(
            code="PC14",
            field="states.0.work",
            message=text(
                N_('A record of the kind "{kind}" counts as soon as it is written, without any decision'),
                kind=Text(kind.label),
            ),
            hint=text(N_("Put an open state before {state}, and a step with an approval"), state=first.name),
        )


@code("PC15", Severity.WARNING)
def signs_nothing(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """A role must sign, but no step of the procedure is for that role.

    Most likely another role was meant, whose commits now need no signature.
    """
    used = {role for step in procedure.steps for role in step.roles}
    for index, role in readable(procedure.signed_roles):
        if role not in used:
            yield Problem(
                code="PC15",
                field=f"signed_roles.{index}",
                message=text(N_('No step is for the role "{role}"'), role=Text(ROLES.terms[role])),
                hint=text(N_("Name a role that takes steps: {roles}"), roles=_labels(used)),
            )


@code("PC16", Severity.WARNING)
def born_closed(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """Records are closed in the first state already.

    What is still in its first state may be deleted and renamed, so closing it there keeps nothing safe.
    """
    first = procedure.states[0]
    if first.closed:
        yield Problem(
            code="PC16",
            field="states.0.closed",
            message=text(N_('Records begin closed, in the state "{label}"'), label=first.label),
            hint=text(N_("Put a state before it in which the record is written")),
        )


@code("PC17")
def steps_frozen(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """A state freezes the state itself or the approvals.

    Every step changes these two, so no step could ever be taken between states that freeze them.
    """
    for index, state in readable(procedure.states):
        for place, name in readable(state.frozen):
            if name in WRITTEN_BY_STEPS:
                yield Problem(
                    code="PC17",
                    field=f"states.{index}.frozen.{place}",
                    message=text(N_('"{field}" cannot be frozen: every step changes it'), field=name),
                    hint=text(N_("Delete it; the state changes by declared steps only, approvals only grow")),
                )


def _silent_way_into(procedure: Procedure, step: Step) -> Step | None:
    """A step without approval that leads a record back into a state where `step` begins."""
    for _, other in readable(procedure.steps, "approval", "to", "from_"):
        if not other.approval and other.to in step.from_ and _can_come_back(procedure, step, other):
            return other
    return None


def _can_come_back(procedure: Procedure, step: Step, back: Step) -> bool:
    """Whether a record that stood where `step` begins can be where `back` begins, later."""
    return bool(led_to((one for _, one in readable(procedure.steps)), [back.to]).intersection(back.from_))


def _labels(roles: set[str]) -> list[Text]:
    return [Text(label) for role, label in ROLES.terms.items() if role in roles]
