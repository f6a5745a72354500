"""What can be wrong with a step: one function a code, whose docstring is the manual page."""

from collections.abc import Iterable, Sequence

from forecourt.kinds.common import Approval, Common
from forecourt.kinds.procedure import Step
from forecourt.kinds.staff import Staff
from forecourt.kinds.values import slot_of
from forecourt.model.branch import Author
from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.model.vocabulary import ROLES
from forecourt.words.text import N_, Text, text

_SELF_COMMITTED = N_(
    "{person} must commit it personally, with an e-mail of the staff record (squashing or rewriting by somebody "
    "else loses it): {command}"
)


def role_words(roles: Iterable[str]) -> list[Text]:
    """Labels of roles."""
    return [Text(ROLES.terms[role]) for role in roles]


def move_command(id: str, state: str) -> str:
    """The command that takes a step correctly."""
    return f"./forecourt move {id} {state}"


@code("SP01")
def undeclared_step(before: str, after: str, hint: Text) -> Problem:
    """The record goes from one state to another, and the procedure declares no such step.

    A skipped state is a control that nobody did; a step backward undoes a decision without saying so. The
    steps are written in the procedure of the kind on the target branch (M1). Each step is one commit: a
    record that makes two steps in one pull request shows the state between them too.
    """
    return Problem(
        code="SP01",
        field="state",
        message=text(N_('No step leads from "{before}" to "{after}"'), before=before, after=after),
        hint=hint,
    )


@code("SP02")
def born_late(state: str, first: str) -> Problem:
    """A new record begins in another state than the first one of its procedure, or with approvals.

    Nobody can have approved what did not exist. The first commit of a record shows it in the first state; the
    steps follow, each as its own commit. A copied record carries the approvals of another one.
    """
    return Problem(
        code="SP02",
        field="state",
        message=text(
            N_('A new record begins in the state "{first}" without approvals, not in "{state}"'),
            state=state,
            first=first,
        ),
        hint=text(
            N_('Commit it in the state "{first}" first, then take each step by: ./forecourt move'),
            first=first,
        ),
    )


def born_in_force(state: str) -> Problem:
    """SP02 for a law record whose procedure lets it count from its first state on."""
    return Problem(
        code="SP02",
        field="state",
        message=text(
            N_('The first state "{state}" counts already, so nobody may bring such a record in'), state=state
        ),
        hint=text(
            N_("Give the procedure of this kind a first state that is only proposed; see: ./forecourt doctor")
        ),
    )


@code("SP03")
def unreadable(id: str) -> Problem:
    """A record that has left its first state cannot be read any more, or its state is gone.

    What cannot be read cannot be judged, and the pull request must not pass for that reason.
    """
    return Problem(
        code="SP03",
        message=text(N_("The record {id} cannot be read here, so its step cannot be judged"), id=id),
        hint=text(N_("Mend it; ./forecourt check says what is wrong")),
    )


@code("SP04")
def not_by_the_person(index: int, entry: Approval, person: str, author: Author, *, hint: Text) -> Problem:
    """An approval was committed by somebody else than the person whom it names.

    Anybody can write a name. What counts is who made the commit that brought the approval entry: its author's
    e-mail must be one of that person's e-mails in the staff record on the target branch. When commits are
    squashed or written anew by somebody else, the approver's own commit is gone and the approval with it.
    """
    return Problem(
        code="SP04",
        field=f"approvals.{index}.by",
        message=text(
            N_("The approval of {person} was committed by {author}"),
            person=person,
            author=f"{author.name} <{author.email}>",
        ),
        hint=hint,
    )


def committed_personally(person: str, command: str) -> Text:
    """The hint of SP04 for somebody who is on the staff."""
    return text(_SELF_COMMITTED, person=person, command=command)


@code("SP05")
def may_not(field: str, who: str, step: Step, held: Sequence[Text], hint: Text) -> Problem:
    """The person who took a step does not hold a role that may take it.

    Roles are those of the staff records on the target branch: a role that the same pull request adds does not
    count. A deputy needs a delegation record that stands on the target branch.
    """
    return Problem(
        code="SP05",
        field=field,
        message=text(
            N_('{who} may not take the step "{step}": it is for {roles}'),
            who=who,
            step=step.label,
            roles=role_words(step.roles),
        ),
        hint=hint,
    )


@code("SP06")
def own_record(field: str, who: str, step: Step, hint: Text) -> Problem:
    """Somebody approved a record that is the own one, though the procedure wants somebody else.

    Own is: the owner of the record, and whoever wrote its content on this branch. Four eyes see more than
    two.
    """
    return Problem(
        code="SP06",
        field=field,
        message=text(
            N_('{who} owns or wrote this record and may not take the step "{step}"'), who=who, step=step.label
        ),
        hint=hint,
    )


@code("SP07")
def approvals_missing(step: Step, given: int, needed: int, hint: Text) -> Problem:
    """The state has changed, but the approvals that the step needs are not there.

    Each of the needed people is counted once, and only with an entry that is valid for this step since the
    record came into the state before.
    """
    return Problem(
        code="SP07",
        field="state",
        message=text(
            N_('The step "{step}" needs {needed} valid approval(s), {given} given'),
            step=step.label,
            needed=needed,
            given=given,
        ),
        hint=hint,
    )


@code("SP08")
def log_rewritten(index: int, entry: Text, hint: Text) -> Problem:
    """An entry of the approval log was changed or taken away.

    The log is only ever added to. An approval is withdrawn by a step back that the procedure declares, with
    its own entry and reason.
    """
    return Problem(
        code="SP08",
        field="approvals",
        message=text(
            N_("Approval no. {number} was changed or removed: {entry}"), number=index + 1, entry=entry
        ),
        hint=hint,
    )


@code("SP09")
def broken_seal(index: int, entry: Text, *, missing: bool, command: str) -> Problem:
    """An approval entry has no seal, or its seal does not fit what the record says.

    The seal is a fingerprint of the frozen fields and of the evidence at the moment of the approval. Without
    it nobody can tell what was approved. When the record is changed afterwards, even by rewriting the commit,
    the seal breaks.
    """
    message = (
        N_("The approval has no seal: {entry}")
        if missing
        else N_("The seal does not fit the record: {entry}")
    )
    return Problem(
        code="SP09",
        field=f"approvals.{index}" if missing else f"approvals.{index}.seal",
        message=Text(message, {"entry": entry}),
        hint=text(N_("Approve again with: {command}"), command=command),
    )


@code("SP10")
def frozen_changed(field: str, label: Text, values: tuple[str, str], who: str, hint: Text) -> Problem:
    """A field that was frozen by an approval, or that a law record has in force, was changed.

    Editing what was approved reopens the step: the approval counted for the old value. Which fields freeze in
    which state is written in the procedure.
    """
    before, after = values
    return Problem(
        code="SP10",
        field="" if field == "body" else field,
        message=text(
            N_("{label} ({field}) is frozen since the approval, {who} changed it: {before} → {after}"),
            label=label,
            field=field,
            who=who,
            before=before or "—",
            after=after or "—",
        ),
        hint=hint,
    )


@code("SP11")
def evidence_changed(label: Text, file: str, hint: Text) -> Problem:
    """A proof that was there at the approval was taken away or exchanged.

    Approved evidence stays as it is. A better copy is added beside it, not in its place.
    """
    return Problem(
        code="SP11",
        field="evidence",
        message=text(
            N_("The approved evidence {file} ({label}) was removed or exchanged"), file=file, label=label
        ),
        hint=hint,
    )


@code("SP12")
def closed_changed(field: str, label: Text, id: str) -> Problem:
    """A closed record was changed without an amendment.

    What is archived is what the manufacturer and the auditors have seen. It changes only together with an
    amendment record (更正单) in the same pull request that points at it, names the field and has been
    approved (A11).
    """
    return Problem(
        code="SP12",
        field="" if field == "body" else field,
        message=text(
            N_("The record is closed; {label} ({field}) was changed without an amendment"),
            label=label,
            field=field,
        ),
        hint=text(
            N_(
                'Undo it, or add an approved amendment with "record: {id}" and "field: {field}": '
                "./forecourt new amendment"
            ),
            id=id,
            field=field,
        ),
    )


@code("SP13")
def deleted(id: str, state: str) -> Problem:
    """A record that has left its first state was deleted.

    Somebody decided on it, money may hang on it. It ends by a step (cancelled, expired), never by deletion.
    """
    return Problem(
        code="SP13",
        message=text(N_('The record {id} in the state "{state}" was deleted'), id=id, state=state),
        hint=text(N_("Bring the file back and end the record by a step, for example cancel")),
    )


@code("SP14")
def moved(id: str, before: str) -> Problem:
    """The file of a record that has left its first state was renamed or moved.

    Contracts, volumes and other records refer to the place. The file stays where it is.
    """
    return Problem(
        code="SP14",
        field="id",
        message=text(N_("The file of {id} was moved away from {before}"), id=id, before=before),
        hint=text(N_("Move the file back to {before}"), before=before),
    )


@code("SP15")
def identity_changed(field: str, before: str, after: str) -> Problem:
    """The id or the kind of a record that has left its first state was changed.

    Another id breaks every reference; another kind would put the record under another procedure, past the
    people who have to approve it.
    """
    return Problem(
        code="SP15",
        field=field,
        message=text(
            N_('The "{field}" of the record was changed: {before} → {after}'),
            field=field,
            before=before,
            after=after,
        ),
        hint=text(
            N_("Change it back to {before}; a different record is a new file made by: ./forecourt new"),
            before=before,
        ),
    )


@code("SP16")
def no_law(kind: Text, name: str) -> Problem:
    """The target branch has no procedure in force for this kind, or it cannot be read there.

    Without a written and approved procedure nobody may take a step (M1). A procedure that the same pull
    request brings does not count yet.
    """
    return Problem(
        code="SP16",
        field="kind",
        message=text(N_('The target branch has no readable procedure in force for "{kind}"'), kind=kind),
        hint=text(
            N_(
                "Bring the procedure into force by its own pull request first: "
                "./forecourt new procedure --for {name}"
            ),
            name=name,
        ),
    )


@code("SP17")
def no_delegation(index: int, deputy: str, grantor: str, role: str) -> Problem:
    """A deputy signed, but no delegation on the target branch grants it for that day.

    The delegation record (代批授权) names both people, the role and the days; it is signed by the one whose
    role it is and merged before it is used.
    """
    return Problem(
        code="SP17",
        field=f"approvals.{index}.deputy_for",
        message=text(
            N_("No delegation in force lets {deputy} sign for {grantor} as {role} on that day"),
            deputy=deputy,
            grantor=grantor,
            role=Text(ROLES.terms[role]),
        ),
        hint=text(
            N_("Merge a delegation first (./forecourt new delegation), or let {grantor} sign"),
            grantor=grantor,
        ),
    )


@code("SP18")
def not_signed(field: str, who: str, role: str) -> Problem:
    """The commit of a step is not signed with a key of the person, though the role demands it.

    The procedure lists the roles that sign; the public keys stand in the staff records on the target branch.
    A commit that somebody else wrote anew (rebase, squash) has lost its signature.
    """
    return Problem(
        code="SP18",
        field=field,
        message=text(
            N_("The commit of {who} is not signed with a key of the staff record; {role} must sign"),
            who=who,
            role=Text(ROLES.terms[role]),
        ),
        hint=text(
            N_("Set gpg.format=ssh and user.signingkey, then commit the approval again with: git commit -S")
        ),
    )


@code("SP19")
def no_reason(step: Step) -> Problem:
    """A step that needs a reason was taken without one.

    Whoever gets the record back must know what to mend; finance and manufacturer ask why something ended.
    """
    return Problem(
        code="SP19",
        field="state",
        message=text(N_('The step "{step}" needs a reason'), step=step.label),
        hint=text(N_('Fill in "reason", or give it as the opinion: ./forecourt move … --opinion "…"')),
    )


@code("SP20")
def wrote_after_approving(index: int, who: str, step: Step) -> Problem:
    """The approver changed the record after approving it.

    Whoever changes the content has become its author, and the procedure wants somebody else to approve it.
    """
    return Problem(
        code="SP20",
        field=f"approvals.{index}.by",
        message=text(
            N_('{who} took the step "{step}" and then changed the record\'s content'),
            who=who,
            step=step.label,
        ),
        hint=text(N_("Let somebody else make the change, or somebody else approve")),
    )


@code("SP21")
def id_taken(id: str, path: str) -> Problem:
    """The id of a new record has been taken on the target branch in the meantime.

    Two branches made a record with the same id. After the merge nobody could tell which one is meant.
    """
    return Problem(
        code="SP21",
        field="id",
        message=text(
            N_("The id {id} belongs to another record on the target branch: {path}"), id=id, path=path
        ),
        hint=text(N_("Make this record anew with a fresh id: ./forecourt new")),
    )


@code("SP22")
def law_unreadable(path: str) -> Problem:
    """A law record (procedure, staff, programme, delegation …) on the target branch cannot be read.

    What steps are judged by must be readable in full; otherwise a fault in it would switch a rule off.
    """
    return Problem(
        code="SP22",
        message=text(
            N_("{path} cannot be read on the target branch, so nothing can be judged by it"), path=path
        ),
        hint=text(N_("Mend it on the target branch first; ./forecourt check says what is wrong")),
    )


@code("SP23")
def linked_in(path: str) -> Problem:
    """A submodule stands below content/ or plans/.

    Its files belong to another repository: their records could change without any commit here.
    """
    return Problem(
        code="SP23",
        message=text(N_("{path} is a submodule; records in it cannot be judged"), path=path),
        hint=text(N_("Remove the submodule and put the files themselves here")),
    )


@code("SP24")
def entry_for_no_step(index: int, step: str, state: str, hint: Text) -> Problem:
    """An approval entry names a step that does not lead out of the state in which the record was.

    Approvals are given for the step that comes next, not in store.
    """
    return Problem(
        code="SP24",
        field=f"approvals.{index}.step",
        message=text(N_('No step "{step}" leads out of the state "{state}"'), step=step, state=state),
        hint=hint,
    )


@code("SP25")
def dated_ahead(index: int, entry: Text) -> Problem:
    """An approval is dated later than today.

    The day of an approval is the day on which it was given.
    """
    return Problem(
        code="SP25",
        field=f"approvals.{index}.at",
        message=text(N_("The approval is dated in the future: {entry}"), entry=entry),
        hint=text(N_("Write the day on which it was given")),
    )


@code("SP26")
def used_elsewhere(index: int, label: Text, other: str) -> Problem:
    """The same proof is filed in another record.

    One photo, one invoice, one contract proves one thing. Kinds of evidence that may serve several records (a
    rate card, for example) are named in the procedure below "shared_evidence". Records that refer to each
    other may share proofs.
    """
    return Problem(
        code="SP26",
        field=f"evidence.{index}.sha256",
        message=text(
            N_("The same file is filed as evidence ({label}) in {other} too"), label=label, other=other
        ),
        hint=text(N_("File the proof of this record; each proof serves one record")),
    )


def entry_words(entry: Approval, person: Staff | None) -> Text:
    """An approval entry in one line: step, person, role, day."""
    return text(
        N_("{step} · {person} · {role} · {day}"),
        step=entry.step,
        person=entry.by if person is None else person.title,
        role=Text(ROLES.terms[entry.role]),
        day=entry.at.isoformat(),
    )


def field_label(cls: type[Common], key: str) -> Text:
    """The label of a field of a kind."""
    slot = slot_of(cls, key)
    return text(N_("Text")) if slot is None else Text(slot.spec.label)
