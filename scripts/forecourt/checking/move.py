"""One step of one record, made correctly and judged before it is written."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from forecourt.checking.bench import Bench, Overlay
from forecourt.checking.steps import StepCheck, judge_branch
from forecourt.kinds.common import Common
from forecourt.kinds.procedure import Step
from forecourt.kinds.staff import Staff
from forecourt.kinds.table import KINDS
from forecourt.kinds.values import slot_of
from forecourt.model.branch import Author, Branch, Change, Commit
from forecourt.model.finding import Finding, Problem, Severity
from forecourt.model.record import FileFact
from forecourt.model.refusal import RefusedError
from forecourt.reading.record import read_record
from forecourt.reading.splice import AppendEntry, Edit, SetField, spliced
from forecourt.steps import record_faults
from forecourt.steps.advice import label_of
from forecourt.steps.law import Law
from forecourt.steps.seal import seal_of
from forecourt.store.branch import read_branch
from forecourt.store.load import evidence_path
from forecourt.store.worktree import file_facts, read_file
from forecourt.words.text import N_, Text, text

# Names of what Git does not have yet; no real object is called so.
_BLOB: Final = "f" * 40
_COMMIT: Final = "e" * 40
# Where new keys go when the file lacks them.
_BEFORE_APPROVALS: Final = ("kind", "id", "title", "state", "owner", "note")


class Wish(Struct, frozen=True, kw_only=True):
    """What somebody wants to do: `to` is a state or the name of a step; `person` who takes it."""

    path: str
    to: str
    person: Staff
    email: str
    opinion: str = ""


class Move(Struct, frozen=True, kw_only=True):
    """A step ready to be written: the file's new bytes, and what judging it gave.

    `waits_for` is how many more people must approve before the state changes.
    """

    record: Common
    step: Step
    data: bytes
    findings: tuple[Finding, ...]
    check: StepCheck
    is_signed: bool
    waits_for: int

    @property
    def is_refused(self) -> bool:
        """Whether the judge would refuse it."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


class Unreadable(Struct, frozen=True, kw_only=True):
    """A record that no step can be written into: its bytes as they are, and each error at its place."""

    data: bytes
    findings: tuple[Finding, ...]


def law_of(root: Path, base: str, *, today: date | None, clock: date) -> tuple[Law, Branch]:
    """The law of the target branch, and the branch up to HEAD; raises RefusedError, GitError."""
    branch = read_branch(root, base, "HEAD")
    law, _ = Bench(root, replace(branch, commits=())).law(today=today, clock=clock)
    return law, branch


def path_of(branch: Branch, root: Path, asked: str) -> str:
    """The file of a record that is named by its id or path; raises RefusedError."""
    wanted = asked.removesuffix(".md").rpartition("/")[2].casefold()
    for path in branch.head_tree.blobs:
        if path.endswith(".md") and path.rpartition("/")[2][:-3].casefold() == wanted:
            return path
    raise RefusedError(
        text(
            N_('HEAD has no record "{id}"; a new record is committed in its first state before it moves'),
            id=asked,
        )
    )


def planned(root: Path, branch: Branch, law: Law, wish: Wish, *, clock: date) -> Move | Unreadable:
    """The step as it would be written, with the judge's findings; writes nothing. Raises RefusedError."""
    before = read_file(root, wish.path)
    reading = read_record(wish.path, before)
    record = reading.record
    errors = tuple(one for one in reading.findings if one.severity is Severity.ERROR)
    if errors:
        return Unreadable(data=before, findings=errors)
    if not isinstance(record, Common):
        raise RefusedError(text(N_("{path} has errors; ./forecourt check shows them"), path=wish.path))
    step = _step(law, record, wish.to)
    data, waits_for = _written(before, record, step, law, wish)
    found = _judged(root, branch, law, wish, data, clock=clock)
    return Move(
        record=record,
        step=step,
        data=data,
        findings=tuple(one for one in found.findings if one.path == wish.path),
        check=found,
        is_signed=_must_sign(law, record, step, wish.person),
        waits_for=waits_for,
    )


def _step(law: Law, record: Common, to: str) -> Step:
    """The declared step that is meant; one that nobody declared is made up, so that the judge refuses it."""
    steps = law.steps(record, record.state)
    for step in steps:
        if to in (step.name, step.to, step.label, label_of(law, record, step.to)):
            return step
    procedure = law.procedure(record.kind)
    if procedure is None:
        problem = record_faults.no_law(Text(KINDS[record.kind].label), record.kind)
        raise RefusedError(text(N_("{ways}; {way}"), ways=problem.message, way=problem.hint))
    if to in (record.state, label_of(law, record, record.state)):
        raise RefusedError(
            text(
                N_('{id} is "{state}" already; nothing was written'),
                id=record.id,
                state=label_of(law, record, record.state),
            )
        )
    if not any(state.name == to for state in procedure.states):
        raise RefusedError(
            text(
                N_('"{state}" is no state of {kind}; from here: {known}'),
                state=to,
                kind=record.kind,
                known=[_named(law, record, step) for step in steps] or "—",
            )
        )
    return Step(name=to, label=to, from_=(record.state,), to=to, roles=())


def _named(law: Law, record: Common, step: Step) -> Text:
    return text(N_("{state} ({label})"), state=step.to, label=label_of(law, record, step.to))


def _written(before: bytes, record: Common, step: Step, law: Law, wish: Wish) -> tuple[bytes, int]:
    """The new bytes, and how many more must approve before the state changes."""
    role, grantor = _role(law, record, step, wish.person)
    waits_for = (
        max(0, (step.approvers or 1) - 1 - _given(law, record, step, wish.person)) if step.approval else 0
    )
    edits: list[Edit] = []
    if not waits_for and step.to != record.state:
        edits.append(SetField(path="state", value=step.to))
    if _wants_reason(law, record, step) and wish.opinion:
        edits.append(SetField(path="reason", value=wish.opinion, after=_BEFORE_APPROVALS))
    if step.approval or wish.opinion:
        sealed = _record(wish.path, _bytes(spliced(before, edits)))
        entry = {"step": step.name, "by": wish.person.id, "role": role, "at": law.today.isoformat()}
        entry |= {"deputy_for": grantor} if grantor else {}
        entry |= {"opinion": wish.opinion} if wish.opinion else {}
        entry["seal"] = seal_of(sealed, step, wish.person.id, law)
        edits.append(AppendEntry(path="approvals", entry=entry, after=_BEFORE_APPROVALS))
    return _bytes(spliced(before, edits)), waits_for


def _role(law: Law, record: Common, step: Step, person: Staff) -> tuple[str, str]:
    """The role to act in and whose deputy one is; without any, the first role, which the judge refuses."""
    for role in step.roles:
        if role in person.roles:
            return role, ""
    for role in step.roles:
        lent = law.delegation(person.id, role, record.kind, days=(law.today,))
        if lent is not None:
            return role, lent.grantor
    return (step.roles or person.roles or ("marketing_assistant",))[0], ""


def _given(law: Law, record: Common, step: Step, person: Staff) -> int:
    """How many others have approved this step with a seal that still fits."""
    fitting = {
        entry.by.casefold()
        for entry in record.approvals
        if entry.step == step.name and entry.seal == seal_of(record, step, entry.by, law)
    }
    return len(fitting - {person.id.casefold()})


def _wants_reason(law: Law, record: Common, step: Step) -> bool:
    state = law.state(record.kind, step.to)
    demanded = bool(step.reason) or (state is not None and "reason" in state.requires)
    return demanded and slot_of(type(record), "reason") is not None


def _must_sign(law: Law, record: Common, step: Step, person: Staff) -> bool:
    procedure = law.procedure(record.kind)
    role, _ = _role(law, record, step, person)
    return procedure is not None and role in procedure.signed_roles


def _bytes(result: bytes | Problem) -> bytes:
    if isinstance(result, Problem):
        raise RefusedError(result.message)
    return result


def _record(path: str, data: bytes) -> Common:
    record = read_record(path, data).record
    if not isinstance(record, Common):
        raise RefusedError(text(N_("{path} cannot be edited as it is written"), path=path))
    return record


def _judged(root: Path, branch: Branch, law: Law, wish: Wish, data: bytes, *, clock: date) -> StepCheck:
    """The branch with one more commit by that person, judged like any other."""
    record = _record(wish.path, data)
    author = Author(email=wish.email, name=wish.person.title, day=law.today, signer=wish.person.id.casefold())
    change = Change(path=wish.path, before=branch.head_tree.blobs.get(wish.path), after=_BLOB)
    commit = Commit(id=_COMMIT, parents=(branch.head,), author=author, changes=((change,),))
    tree = replace(branch.head_tree, blobs={**branch.head_tree.blobs, wish.path: _BLOB})
    ahead = replace(branch, head=_COMMIT, commits=(*branch.commits, commit), head_tree=tree)
    overlay = Overlay(data={_BLOB: data}, files=dict(_proofs(root, record)))
    return judge_branch(root, ahead, today=law.today, clock=clock, overlay=overlay)


def _proofs(root: Path, record: Common) -> Iterator[tuple[str, FileFact]]:
    paths = [path for item in record.evidence if (path := evidence_path(record, item.file)) is not None]
    yield from file_facts(root, paths).items()
