"""Examinations of rules that a procedure switches off by leaving them out: seals, closing, figures, limits.

A procedure without these lines is well written and judges nothing, so each is an error.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from msgspec.structs import replace

from forecourt.doctor.clinic import Clinic
from forecourt.kinds.common import Kind
from forecourt.kinds.fields import Day, slots_of
from forecourt.kinds.procedure import Procedure, Step
from forecourt.kinds.table import KINDS
from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.model.vocabulary import MONEY_MEANINGS
from forecourt.rules.procedures import unreachable_state
from forecourt.rules.ways import leads_on, reachable
from forecourt.words.text import N_, Text, text

# Who lends a role signs that himself, and hiring is the general manager's alone: nobody else could approve.
ALONE: Final = frozenset({"delegation", "staff"})
# What a sum is counted by once money means that; without it the plan's figure would be counted for ever.
FIGURES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "ad": {"committed": "contract_cost", "spent": "paid_cost"},
        "claim": {"granted": "granted_cost"},
    }
)


@code("DR20")
def seals_nothing(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """An approval freezes nothing, so what was approved can be changed afterwards.

    The seal of an approval covers the fields that the state behind the step freezes. Named is each approval
    by somebody other than the owner that leads to a state which freezes nothing and is not closed; and when
    no approval of the procedure freezes anything, the first one (M1).
    """
    open_ = [
        (index, step)
        for index, step in _approvals(procedure)
        if (state := procedure.state_named(step.to)) is not None and state.work != "cancelled"
    ]
    idle = [(index, step) for index, step in open_ if not _is_kept(procedure, step, clinic)]
    told = [(index, step) for index, step in idle if step.other_than_owner]
    if not told and len(idle) == len(open_):
        told = idle[:1]
    for index, step in told:
        yield Problem(
            code="DR20",
            field=f"steps.{index}.to",
            message=text(
                N_('The approval "{label}" freezes nothing: what was approved can still be changed'),
                label=step.label,
            ),
            hint=text(
                N_('Write the approved fields below "frozen" of {state} ("body" for the text)'), state=step.to
            ),
        )


@code("DR21")
def never_closed(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """Records are finished in a state that is not closed, so what is not frozen can still be changed.

    In a closed state a record changes by an amendment only. It is asked of kinds on which somebody decides;
    law records are guarded in any case while they are in force (W1.1, A11).
    """
    if _kind(procedure).law or not list(_approvals(procedure)):
        return
    done = [(index, state) for index, state in enumerate(procedure.states) if state.work == "done"]
    last = [
        (index, state) for index, state in done if not state.closed and not leads_on(procedure, state.name)
    ]
    if not last and not any(state.closed for _, state in done):
        last = done[-1:]
    for index, state in last:
        yield Problem(
            code="DR21",
            field=f"states.{index}.name",
            message=text(
                N_('Records are finished in "{label}", and whatever is not frozen stays open to change'),
                label=state.label,
            ),
            hint=text(N_('Write "closed: yes" in {state}'), state=state.name),
        )


@code("DR22")
def figure_not_required(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """A record can come into a state that commits, spends or grants money without the sum that counts then.

    The budget would go on counting the figure of the rung before: the plan in place of the contract, the
    contract in place of the payment (M2, M3).
    """
    kind = _kind(procedure)
    labels = {slot.key: slot.spec.label for slot in slots_of(kind.record)}
    for meaning, field in FIGURES.get(kind.name, {}).items():
        silent = {state.name for state in procedure.states if field not in state.requires}
        reached = reachable(procedure, [step for step in procedure.steps if step.to in silent]) & silent
        for index, state in enumerate(procedure.states):
            if state.money == meaning and state.name in reached:
                yield Problem(
                    code="DR22",
                    field=f"states.{index}.money",
                    message=text(
                        N_('"{label}" means {meaning}, and a record comes there without: {field}'),
                        label=state.label,
                        meaning=Text(MONEY_MEANINGS.terms[meaning]),
                        field=Text(labels[field]),
                    ),
                    hint=text(N_('Add {field} below "requires" of {state}'), field=field, state=state.name),
                )
                break


@code("DR23")
def no_limits(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """No state of the procedure has a limit, so nothing of this kind is ever overdue.

    Limits are working days from a day field of the record, or from the day on which the state was entered.
    It is asked of kinds whose records always have a day to keep, or on which somebody decides (M8, M9).
    """
    kind = _kind(procedure)
    has_day = any(slot.spec.required and isinstance(slot.spec.type, Day) for slot in slots_of(kind.record))
    waiting = [(index, state) for index, state in enumerate(procedure.states) if state.work == "open"]
    if kind.law or not (has_day or list(_approvals(procedure))) or not procedure.steps or not waiting:
        return
    if all(state.limit_days is None for _, state in waiting):
        yield Problem(
            code="DR23",
            field=f"states.{waiting[0][0]}.name",
            message=text(N_("No state has a limit, so nothing will ever be overdue")),
            hint=text(N_('Write "limit_days" in the states in which somebody has to act')),
        )


@code("DR24")
def no_second_person(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """No approval of the procedure wants somebody other than the owner.

    Whoever owns or wrote a record could approve it alone. It is asked of every kind that costs money or has
    an approval; not of hiring, and not of delegations, which the grantor signs (M1, M2).
    """
    approvals = list(_approvals(procedure))
    kind = _kind(procedure)
    if kind.name in ALONE or not procedure.steps or not (approvals or kind.cost is not None):
        return
    if not any(step.other_than_owner for _, step in approvals):
        index = approvals[0][0] if approvals else 0
        yield Problem(
            code="DR24",
            field=f"steps.{index}.name",
            message=text(N_("No approval wants somebody else: owners could approve their own records")),
            hint=text(N_('Write "approval: yes" and "other_than_owner: yes" in the step that decides')),
        )


@code("DR25")
def cannot_be_reached(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """No way leads from the first state to this one, and the procedure is in force.

    What the state demands, freezes or closes is switched off with it: no record will ever be there. In a
    draft the same is a warning of `check` (PC04).
    """
    for problem in unreachable_state(procedure, clinic.sight):
        yield replace(problem, code="DR25")


def _kind(procedure: Procedure) -> Kind:
    return KINDS[procedure.for_kind]


def _approvals(procedure: Procedure) -> Iterator[tuple[int, Step]]:
    return ((index, step) for index, step in enumerate(procedure.steps) if step.approval)


def _is_kept(procedure: Procedure, step: Step, clinic: Clinic) -> bool:
    """Whether something cannot be changed freely once the approval was given."""
    state = procedure.state_named(step.to)
    return bool(clinic.law.frozen_in(procedure.for_kind, step.to)) or (
        state is not None and bool(state.closed)
    )
