"""Examinations of who can act: over every step and every person on the staff (M1, M12)."""

from collections.abc import Iterator

from forecourt.doctor.clinic import Clinic, can_anybody_take, can_take, needed
from forecourt.kinds.procedure import Procedure, Step
from forecourt.kinds.staff import Staff
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.vocabulary import ROLES
from forecourt.rules.near import listed
from forecourt.rules.ways import reachable
from forecourt.words.text import N_, Text, text


@code("DR01")
def nobody_can_take(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """Nobody on the staff can take a step, whoever owns the record.

    Every person was tried with every role of the step, their own and the lent ones. A step counts as closed
    when the roles are held by nobody, when fewer people hold them than must approve, when the only holder
    would always be the owner, and when the holders have no e-mail address of their own or lack the key that
    they must sign with. The judge of steps will then refuse everybody.
    """
    for index, step in enumerate(procedure.steps):
        takers = clinic.takers(procedure, step)
        if not can_anybody_take(step, takers, clinic.law.staff):
            yield Problem(
                code="DR01",
                field=f"steps.{index}.roles",
                message=text(
                    N_('Nobody can take the step "{label}": {wanted} needed, {found} can'),
                    label=step.label,
                    wanted=needed(step),
                    found=len(takers),
                ),
                hint=text(
                    N_(
                        "Give somebody a role of the step in the staff record ({roles}), or name another role"
                    ),
                    roles=_labels(step),
                ),
            )


@code("DR02")
def nobody_can_bring_there(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """A state can be reached by declared steps, but not by steps that somebody can take.

    All ways to it lead over steps that nobody can take, so no record will ever get there.
    """
    declared = reachable(procedure, procedure.steps)
    possible = reachable(procedure, _possible(procedure, clinic))
    for index, state in enumerate(procedure.states):
        if state.name in declared - possible:
            yield Problem(
                code="DR02",
                field=f"states.{index}.name",
                message=text(N_('Nobody can bring a record into the state "{label}"'), label=state.label),
                hint=text(N_("Open the steps on the way to it, which are reported too")),
            )


@code("DR03")
def nobody_can_leave(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """Work in a state is open, and nobody can take any step that leads out of it.

    A record that gets there stays for ever.
    """
    possible = {name for step in _possible(procedure, clinic) for name in step.from_ if name != step.to}
    declared = {name for step in procedure.steps for name in step.from_ if name != step.to}
    for index, state in enumerate(procedure.states):
        if state.work == "open" and state.name in declared - possible:
            yield Problem(
                code="DR03",
                field=f"states.{index}.name",
                message=text(
                    N_('A record in the state "{label}" is stuck: nobody can take a step out of it'),
                    label=state.label,
                ),
                hint=text(N_("Open one of the steps that lead out, which are reported too")),
            )


@code("DR04", Severity.WARNING)
def only_by_delegation(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """A step can be taken only as long as a delegation lasts.

    Without the deputy the people who hold the roles themselves are too few. When the delegation ends,
    the step is closed.
    """
    for index, step in enumerate(procedure.steps):
        takers = clinic.takers(procedure, step)
        own = tuple(taker for taker in takers if taker.until is None)
        ends = [taker.until for taker in takers if taker.until is not None]
        staff = clinic.law.staff
        if can_anybody_take(step, takers, staff) and not can_anybody_take(step, own, staff):
            yield Problem(
                code="DR04",
                field=f"steps.{index}.roles",
                message=text(
                    N_('The step "{label}" rests on a delegation that ends on {day}'),
                    label=step.label,
                    day=max(ends),
                ),
                hint=text(N_("Decide before that day who holds the role for good")),
            )


@code("DR05", Severity.WARNING)
def owner_alone(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """Open records cannot take a step, because the people who may take it are their own owners.

    The procedure wants somebody else than the owner. In a team of one, that somebody does not exist until a
    role is lent or given. The finding names the step, the owner and the records that will stop there.
    """
    for index, step in enumerate(procedure.steps):
        takers = clinic.takers(procedure, step)
        if not can_anybody_take(step, takers, clinic.law.staff):
            continue  # closed for everybody, and reported as that
        for owner, ids in _blocked(procedure, step, clinic).items():
            yield Problem(
                code="DR05",
                field=f"steps.{index}.other_than_owner",
                message=text(
                    N_('{name} owns {records} and would have to take "{label}": nobody else can'),
                    name=_name(owner, clinic),
                    records=listed(ids),
                    label=step.label,
                ),
                hint=text(N_("Name another owner, or let the role be lent: ./forecourt new delegation")),
            )


@code("DR06", Severity.INFO)
def one_person_holds_it(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """Only one person can take a step that is not for the owner.

    It works as long as others own the records and that person is there. For holidays and journeys a
    delegation is needed, written and approved before.
    """
    alone: dict[str, list[tuple[int, Step]]] = {}
    for index, step in enumerate(procedure.steps):
        takers = clinic.takers(procedure, step)
        if step.other_than_owner and len(takers) == 1 and needed(step) == 1:
            alone.setdefault(takers[0].person.title, []).append((index, step))
    for name, steps in alone.items():
        yield Problem(
            code="DR06",
            field=f"steps.{steps[0][0]}.roles",
            message=text(
                N_("{name} alone can take: {steps}"), name=name, steps=[step.label for _, step in steps]
            ),
            hint=text(N_("Before an absence write a delegation: ./forecourt new delegation")),
        )


@code("DR07")
def nobody_can_sign(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """A role must sign its commits, and nobody who holds it has a signing key in the staff record."""
    for index, role in enumerate(procedure.signed_roles):
        holders = clinic.law.holders([role])
        if holders and not any(person.ssh_keys for person in holders):
            yield Problem(
                code="DR07",
                field=f"signed_roles.{index}",
                message=text(
                    N_('"{role}" must sign, but none of them has a key: {people}'),
                    role=Text(ROLES.terms[role]),
                    people=[person.title for person in holders],
                ),
                hint=text(N_('Add the public keys below "ssh_keys" in the staff records')),
            )


@code("DR08", Severity.WARNING)
def cannot_sign(person: Staff, clinic: Clinic) -> Iterator[Problem]:
    """A person holds a role that must sign and has no signing key, though colleagues have one.

    Whatever this person does in that role will be refused.
    """
    if person.ssh_keys or person not in clinic.law.staff:
        return
    for index, role in enumerate(person.roles):
        signing = [one for one in clinic.procedures if role in one.signed_roles]
        if signing and any(other.ssh_keys for other in clinic.law.holders([role])):
            yield Problem(
                code="DR08",
                field=f"roles.{index}",
                message=text(
                    N_('{name} must sign as "{role}" and has no key'),
                    name=person.title,
                    role=Text(ROLES.terms[role]),
                ),
                hint=text(N_('Add the public key below "ssh_keys": ssh-keygen -t ed25519')),
            )


@code("DR09", Severity.WARNING)
def cannot_be_told(person: Staff, clinic: Clinic) -> Iterator[Problem]:
    """A person holds roles, but no commit can be told to be this person's.

    The judge takes the e-mail address of a commit for the person. Without an address that nobody else has,
    the person can take no step and own work only.
    """
    if person in clinic.law.staff and person.roles and not clinic.is_known(person):
        yield Problem(
            code="DR09",
            field="emails",
            message=text(N_("{name} has no e-mail address of their own"), name=person.title),
            hint=text(N_("Add the address that stands in the person's commits: git config user.email")),
        )


def _possible(procedure: Procedure, clinic: Clinic) -> list[Step]:
    staff = clinic.law.staff
    return [step for step in procedure.steps if can_anybody_take(step, clinic.takers(procedure, step), staff)]


def _blocked(procedure: Procedure, step: Step, clinic: Clinic) -> dict[str, list[str]]:
    """Owner -> ids of the open records that can come to `step` and cannot take it."""
    found: dict[str, list[str]] = {}
    if not step.other_than_owner:
        return found
    takers = clinic.takers(procedure, step)
    before = {
        state.name
        for state in procedure.states
        if reachable(procedure, procedure.steps, state.name).intersection(step.from_)
    }
    for record in clinic.open_records(procedure):
        if record.state in before and not can_take(step, takers, record.owner):
            found.setdefault(record.owner, []).append(record.id)
    return found


def _name(id: str, clinic: Clinic) -> str:
    person = clinic.sight.find(Staff, id)
    return id if person is None else person.title


def _labels(step: Step) -> list[Text]:
    return [Text(ROLES.terms[role]) for role in step.roles]
