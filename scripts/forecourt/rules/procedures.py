"""Rules about procedures themselves: a lifecycle that is declared must also work (M1, A1, S1)."""

from collections.abc import Iterable, Iterator

from forecourt.kinds.fields import Day, Slot, slots_of
from forecourt.kinds.procedure import Procedure, State, Step
from forecourt.kinds.table import KINDS
from forecourt.kinds.values import BODY
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.unread import is_read, readable
from forecourt.model.vocabulary import ROLES
from forecourt.money.lifecycle import IN_FORCE
from forecourt.rules.near import listed, meant
from forecourt.rules.sight import Sight
from forecourt.rules.ways import reachable
from forecourt.words.text import N_, Text, text


@code("PC01")
def for_unknown_kind(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """The procedure is for a kind of record that does not exist.

    Its states would govern nothing.
    """
    if procedure.for_kind not in KINDS:
        yield Problem(
            code="PC01",
            field="for_kind",
            message=text(N_('"{kind}" is not a kind of record'), kind=procedure.for_kind),
            hint=meant(procedure.for_kind, list(KINDS)),
        )


@code("PC02")
def second_in_force(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """Two procedures for the same kind are in force.

    When a new edition comes into force, the old one is superseded; otherwise two people follow two rules.
    """
    others = listed(
        other.path for other in sight.in_force.get(procedure.for_kind, ()) if other is not procedure
    )
    if procedure.state == IN_FORCE and others:
        yield Problem(
            code="PC02",
            field="state",
            message=text(
                N_('For "{kind}" another procedure is in force: {path}'), kind=_label(procedure), path=others
            ),
            hint=text(N_("Supersede the older one")),
        )


@code("PC18", Severity.WARNING)
def in_force_too_early(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """A procedure is in force, but its first day is still to come.

    Its states and steps count as soon as it is in force, so everybody is held to rules that the text says
    begin later.
    """
    if procedure.state == IN_FORCE and procedure.effective_from > sight.today:
        yield Problem(
            code="PC18",
            field="effective_from",
            message=text(
                N_("In force already, although it begins on {day} only"), day=procedure.effective_from
            ),
            hint=text(N_("Put it into force on that day, or write the day from which it counts")),
        )


@code("PC03")
def step_of_unknown_state(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """A step begins or ends in a state that the procedure does not declare."""
    names = [state.name for state in procedure.states]
    for field, name in _ends(procedure):
        if name not in names:
            yield Problem(
                code="PC03",
                field=field,
                message=text(N_('There is no state "{state}" in this procedure'), state=name),
                hint=meant(name, names),
            )


@code("PC04", Severity.WARNING)
def unreachable_state(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """No way leads from the first state to this one.

    A record can only be put there by hand, which the judgement of steps will refuse. The first state of the
    list is where every record begins.
    """
    reached = reachable(procedure, procedure.steps)
    names = {state.name for state in procedure.states}
    if len(reached) == 1 or not all(name in names for _, name in _ends(procedure)):
        return  # a step that leads nowhere is the cause, and reported
    for index, state in enumerate(procedure.states):
        if state.name not in reached:
            yield Problem(
                code="PC04",
                field=f"states.{index}.name",
                message=text(N_('No step leads to the state "{label}"'), label=state.label),
                hint=text(N_("Add a step that ends in {state}, or delete the state"), state=state.name),
            )


@code("PC05", Severity.WARNING)
def dead_end(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """A state means open work, but no step leads out of it.

    A record that gets there stays open for ever. A procedure without any step is left alone: its records do
    not move.
    """
    left = {name for step in procedure.steps for name in step.from_}
    for index, state in enumerate(procedure.states):
        if index and procedure.steps and state.work == "open" and state.name not in left:
            yield Problem(
                code="PC05",
                field=f"states.{index}.work",
                message=text(
                    N_('Work in the state "{label}" is open, but no step leads out'), label=state.label
                ),
                hint=text(N_("Add a step from {state}, or say that the work is done"), state=state.name),
            )


@code("PC06")
def state_declared_twice(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """Two states, or two steps, of a procedure have the same name.

    Records and approvals name states and steps by these words, so each must mean one thing.
    """
    for group, named in (("states", procedure.states), ("steps", procedure.steps)):
        seen: set[str] = set()
        for index, name in _names(named):
            if name in seen:
                yield Problem(
                    code="PC06",
                    field=f"{group}.{index}.name",
                    message=text(N_('"{name}" is declared twice'), name=name),
                    hint=text(N_("Give one of the two another name, or make one of both")),
                )
            seen.add(name)


@code("PC07")
def unknown_field(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """A state requires, freezes or counts from a field that the kind does not have.

    A misspelt name would never be required and never be frozen, and nobody would notice.
    """
    slots = _slots(procedure)
    for field, name in _named_fields(procedure) if slots else ():
        if name not in slots:
            yield Problem(
                code="PC07",
                field=field,
                message=text(
                    N_('Records of the kind "{kind}" have no field "{field}"'),
                    kind=_label(procedure),
                    field=name,
                ),
                hint=meant(name, list(slots)),
            )


@code("PC08")
def limit_from_no_day(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """The limit of a state counts from a field that holds no day.

    Working days can only be counted from a day field of the kind; without one, leave the line out (M1).
    """
    slots = _slots(procedure)
    days = [key for key, slot in slots.items() if isinstance(slot.spec.type, Day)]
    for index, state in readable(procedure.states, "limit_from"):
        if state.limit_from in slots and state.limit_from not in days:
            yield Problem(
                code="PC08",
                field=f"states.{index}.limit_from",
                message=text(N_('The field "{field}" holds no day to count from'), field=state.limit_from),
                hint=text(N_("Use one of: {known}"), known=days),
            )


@code("PC09", Severity.WARNING)
def role_of_nobody(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """Nobody on the staff holds a role that may take a step.

    When it is the only role of the step, nobody can take it. Each role is reported once in a procedure.
    """
    told: set[str] = set()
    for field, role in () if sight.is_hidden("staff", "roles") else _roles(procedure):
        if role not in told and role not in sight.roles_held:
            told.add(role)
            yield Problem(
                code="PC09",
                field=field,
                message=text(N_('Nobody on the staff has the role "{role}"'), role=Text(ROLES.terms[role])),
                hint=text(N_("Add the role to a staff record, or name another one")),
            )


@code("PC10")
def no_beginning(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """No step leads out of the first state, though the procedure has others.

    The first state of the list is where every record begins, so no record could ever move.
    """
    first = procedure.states[0]
    if procedure.steps and not any(first.name in step.from_ for step in procedure.steps):
        yield Problem(
            code="PC10",
            field="states.0.name",
            message=text(
                N_('Records begin in the first state, but no step leads out of "{label}"'), label=first.label
            ),
            hint=text(
                N_("Put the state in which records begin at the top, or add a step from {state}"),
                state=first.name,
            ),
        )


@code("PC11", Severity.WARNING)
def no_prose(procedure: Procedure, sight: Sight) -> Iterator[Problem]:
    """A procedure has no text below its front matter.

    The front matter tells the program what is allowed. What people do, and why, is the written procedure
    that the general manager approves and new colleagues read and sign (M1, A1).
    """
    if not procedure.body.strip():
        yield Problem(
            code="PC11",
            message=text(N_("The procedure has no text, only fields")),
            hint=text(N_("Write below the front matter who does what, when and why")),
        )


def _label(procedure: Procedure) -> Text | str:
    kind = KINDS.get(procedure.for_kind)
    return procedure.for_kind if kind is None else Text(kind.label)


def _slots(procedure: Procedure) -> dict[str, Slot]:
    kind = KINDS.get(procedure.for_kind)
    return {} if kind is None else {slot.key: slot for slot in slots_of(kind.record)}


def _names(named: Iterable[State | Step]) -> Iterator[tuple[int, str]]:
    return ((index, one.name) for index, one in readable(named, "name"))


def _ends(procedure: Procedure) -> Iterator[tuple[str, str]]:
    for index, step in readable(procedure.steps):
        for place, name in readable(step.from_):
            yield f"steps.{index}.from.{place}", name
        if is_read(step.to):
            yield f"steps.{index}.to", step.to


def _roles(procedure: Procedure) -> Iterator[tuple[str, str]]:
    for index, step in readable(procedure.steps):
        for place, role in readable(step.roles):
            yield f"steps.{index}.roles.{place}", role


def _named_fields(procedure: Procedure) -> Iterator[tuple[str, str]]:
    for index, state in readable(procedure.states):
        for group, names in (("requires", state.requires), ("frozen", state.frozen)):
            for place, name in readable(names):
                if (group, name) != ("frozen", BODY):
                    yield f"states.{index}.{group}.{place}", name
        if state.limit_from is not None and is_read(state.limit_from):
            yield f"states.{index}.limit_from", state.limit_from
