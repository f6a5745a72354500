"""What can be wrong with a record on a branch: one function a code, whose docstring is the manual page."""

from itertools import takewhile
from typing import Final

from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.words.text import N_, Text, text

# A procedure's steps or an article's text would fill the screen.
_SHOWN: Final = 60
# What stands before the first difference tells where it is.
_LED_IN: Final = 24


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
def born_late(id: str, state: str, first: str) -> Problem:
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
            N_('Commit it in the state "{first}" first, then take each step by: ./forecourt move {id} …'),
            first=first,
            id=id,
        ),
    )


def born_approved(first: str) -> Problem:
    """SP02 for a record that begins in the right state but brings approvals along."""
    return Problem(
        code="SP02",
        field="approvals",
        message=text(N_('A new record brings approvals along, in its first state "{first}"'), first=first),
        hint=text(N_("Take the approvals out; they were copied from another record")),
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


@code("SP10")
def frozen_changed(field: str, label: Text, values: tuple[str, str], who: str, hint: Text) -> Problem:
    """A field that was frozen by an approval, or that a law record has in force, was changed.

    Editing what was approved reopens the step: the approval counted for the old value. Which fields freeze in
    which state is written in the procedure.
    """
    before, after = _short_both(*values)
    return Problem(
        code="SP10",
        field="" if field == "body" else field,
        message=text(
            N_("{label} ({field}) is frozen since the approval, {who} changed it: {before} → {after}"),
            label=label,
            field=field,
            who=who,
            before=before,
            after=after,
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
    """A record that has left its first state, or has an archive code, was deleted.

    Somebody decided on it, money may hang on it. It ends by a step (cancelled, expired), never by deletion.
    An archive code is given once and never again; the record that has it tells what became of the item.
    """
    return Problem(
        code="SP13",
        message=text(N_('The record {id} in the state "{state}" was deleted'), id=id, state=state),
        hint=text(N_("Bring the file back and end the record by a step, for example cancel")),
    )


@code("SP33")
def undone_by_merge(id: str) -> Problem:
    """A merge brings back an older version of a record on which the target branch has decided since.

    No commit of the branch changed the record, so nobody took a step, and still the pull request would undo
    what stands on the target branch. It happens when a merge keeps "our" side, or a file is checked out of an
    older commit while merging.
    """
    return Problem(
        code="SP33",
        message=text(N_("A merge undoes what the target branch decided on {id}"), id=id),
        hint=text(
            N_("Merge the target branch once more and keep its version of the file; no -s ours, no --ours")
        ),
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


def id_twice(id: str, path: str) -> Problem:
    """SP21 for two new records of one branch."""
    return Problem(
        code="SP21",
        field="id",
        message=text(N_("Another file on this branch has the id {id} too: {path}"), id=id, path=path),
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


@code("SP29")
def one_file_twice(index: int, label: Text, other: Text) -> Problem:
    """One file stands for two kinds of evidence of the same record.

    A plan sheet is no contract. Each kind of evidence is a paper of its own.
    """
    return Problem(
        code="SP29",
        field=f"evidence.{index}.sha256",
        message=text(N_("The same file is filed as {label} and as {other}"), label=label, other=other),
        hint=text(N_("File the paper itself for each kind of evidence")),
    )


@code("SP30")
def not_there_yet(file: str, step: str) -> Problem:
    """A proof was not in the commit that took the step, or was another file then.

    Whoever approves must have seen what the state demands. The proof comes in the same commit or before it.
    """
    return Problem(
        code="SP30",
        field="evidence",
        message=text(
            N_('{file} was not there, or was another file, when "{step}" was taken'), file=file, step=step
        ),
        hint=text(N_("Commit the proof first, then take the step again")),
    )


@code("SP27")
def changed_on_both(id: str) -> Problem:
    """The record was changed on this branch and, since the branch began, on the target branch too.

    Each change was judged by itself, and nobody has judged them together: Git would merge an edit of a price
    and an approval of the old price without a word. Once the target branch is merged in, or the branch is
    rebased onto it, the record is judged as it will be.
    """
    return Problem(
        code="SP27",
        message=text(N_("{id} has been changed on the target branch in the meantime"), id=id),
        hint=text(N_("Bring the target branch in first (git merge, or git rebase), then judge again")),
    )


def _short_both(before: str, after: str) -> tuple[str, str]:
    """Two values as a message shows them: of long ones the part where they begin to differ."""
    lines = [" ".join(value.split()) for value in (before, after)]
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*lines, strict=False)))
    start = max(0, same - _LED_IN) if max(map(len, lines)) > _SHOWN else 0
    first, second = (_short(line[start:], is_inner=bool(start)) for line in lines)
    return first, second


def _short(line: str, *, is_inner: bool) -> str:
    """A dash for nothing; signs of leaving out where more stands."""
    end = "…" if len(line) > _SHOWN else ""
    return f"{'…' if is_inner else ''}{line[:_SHOWN]}{end}" or "—"
