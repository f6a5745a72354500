"""What can be wrong with an approval and the person who gave it: one function a code."""

from collections.abc import Sequence

from forecourt.kinds.common import Approval
from forecourt.kinds.procedure import Step
from forecourt.kinds.staff import Staff
from forecourt.model.branch import Author
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.vocabulary import ROLES
from forecourt.steps.terms import role_words
from forecourt.words.text import N_, Text, text

_SELF_COMMITTED = N_(
    "{person} must commit it personally, with an e-mail of the staff record (squashing or rewriting by "
    "somebody else loses it): {command}"
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
def wrote_it(field: str, who: str, step: Step) -> Problem:
    """Somebody who wrote or owned the record took a step that the procedure gives to somebody else.

    It does not matter when: before the step, after it, or in an earlier pull request that has been merged.
    The commits of the record tell who wrote its content; the first commit of a repository does not count: it
    only brings in what there was.
    """
    return Problem(
        code="SP20",
        field=field,
        message=text(
            N_('{who} took the step "{step}", but wrote or owned this record, before or after it'),
            who=who,
            step=step.label,
        ),
        hint=text(N_("Let somebody else take the step")),
    )


@code("SP28")
def unknown_writer(field: str, email: str, step: Step) -> Problem:
    """The content was written under an e-mail that no staff record has, and a step must be somebody else's.

    Nobody can tell whether the unknown writer and the approver are two people.
    """
    return Problem(
        code="SP28",
        field=field,
        message=text(
            N_('{email} wrote this record and is on no staff record, so "{step}" may be the own record'),
            email=email,
            step=step.label,
        ),
        hint=text(N_("Commit the content anew with an e-mail of the staff record, then approve again")),
    )


@code("SP35", Severity.WARNING)
def unknown_writer_before(field: str, email: str, step: Step, who: str) -> Problem:
    """The content was merged under an e-mail that no staff record has, and a step must be somebody else's.

    What stands on the target branch is taken as judged, so the step counts. Still nobody can tell whether the
    unknown writer and the approver are two people. The e-mail under which the repository was begun is passed
    over: it belongs to whoever brought in what there was.
    """
    return Problem(
        code="SP35",
        field=field,
        message=text(
            N_(
                "{email} wrote a part of this record, as the target branch has it, and is on no staff "
                'record: for "{step}" nobody can tell whether it was {who}'
            ),
            email=email,
            step=step.label,
            who=who,
        ),
        hint=text(N_("Add the e-mail to the staff record of its owner; until then ask who wrote it")),
    )


@code("SP34")
def not_the_grantor(who: Sequence[str], grantor: str) -> Problem:
    """A delegation was ended before its last day by somebody else than the grantor.

    Whoever lends the own role takes it back. Otherwise anybody with a role could leave the shop without the
    deputy whom the grantor chose. After the last day, or when the grantor has left, others may put it away.
    """
    return Problem(
        code="SP34",
        field="state",
        message=text(
            N_("{who} ended the delegation before its last day; only {grantor}, the grantor, takes it back"),
            who=who,
            grantor=grantor,
        ),
        hint=text(N_("Let {grantor} take it back, or wait until the last day is over"), grantor=grantor),
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


@code("SP31")
def approved_already(index: int, entry: Text) -> Problem:
    """The same person approved the same step of the same content twice.

    Each person is counted once; a second entry only makes the log look fuller.
    """
    return Problem(
        code="SP31",
        field=f"approvals.{index}.by",
        message=text(N_("This approval stands in the log already: {entry}"), entry=entry),
        hint=text(N_("Take the second entry out; another person's approval may be missing")),
    )


@code("SP32")
def dated_before(index: int, entry: Text) -> Problem:
    """An approval is dated earlier than the entry before it in the log.

    The log is written from top to bottom; an approval cannot be older than the one that it follows.
    """
    return Problem(
        code="SP32",
        field=f"approvals.{index}.at",
        message=text(N_("The approval is dated before the entry above it: {entry}"), entry=entry),
        hint=text(N_("Write the day on which it was given")),
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
