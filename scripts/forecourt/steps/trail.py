"""What is known of one record at one commit of the branch: the memory that each judged step hands on."""

from collections.abc import Iterable

from msgspec import Struct, field

from forecourt.kinds.common import Approval, Common, Evidence
from forecourt.kinds.procedure import Step
from forecourt.steps.law import Law
from forecourt.steps.version import Version


class Edit(Struct, frozen=True, kw_only=True):
    """A frozen field that was changed: its texts before and after, and who did it."""

    field: str
    before: str
    after: str
    who: str


class Given(Struct, frozen=True, kw_only=True):
    """A valid approval: its place in the log, the entry, and the staff id of the person who committed it."""

    index: int
    entry: Approval
    person: str


class Taken(Struct, frozen=True, kw_only=True):
    """A step that was taken on the branch: from which state, which step, by whom (names), at which commit.

    `record` is what the record said then; `files` are path and sha256 of the proofs that the new state
    demands, as the record named them then.
    """

    before: str
    step: Step
    people: tuple[str, ...]
    commit: str
    record: Common
    files: tuple[tuple[str, str], ...] = ()


class Guarded(Struct, frozen=True, kw_only=True):
    """Somebody who must be no writer of the record: staff id, for which step, and the field that says so."""

    person: str
    step: Step
    field: str


class Trail(Struct, frozen=True, kw_only=True):
    """One record's way so far.

    `version` is the last readable one; `start` what stood on the target branch (None: born here); `pending`
    are valid approvals since the record came into its state; `edits` and `lost` are frozen fields and proofs
    that were changed since the approval; `closed_edits` fields changed while closed, `closed_by` those who
    changed them; `writers` the staff ids
    (else e-mails) of those who wrote content, `authors` of those who left it unreadable; `guarded` those
    who must be no writers; `home` is where its file lay when it had left its first state
    ("": never moved since). `is_gone` and `is_broken` say that the file is not there, or cannot be read, at
    this commit.
    """

    version: Version
    start: Version | None
    pending: tuple[Given, ...] = ()
    edits: tuple[Edit, ...] = ()
    lost: tuple[Evidence, ...] = ()
    closed_edits: tuple[str, ...] = ()
    closed_by: frozenset[str] = frozenset()
    writers: frozenset[str] = frozenset()
    guarded: tuple[Guarded, ...] = ()
    taken: tuple[Taken, ...] = ()
    home: str = ""
    is_gone: bool = False
    is_broken: bool = False
    authors: frozenset[str] = field(default_factory=frozenset)


def standing(version: Version, law: Law) -> Trail:
    """The trail of a record that stands on the target branch: what stands there is taken as judged."""
    record = version.record
    pending = () if record is None else tuple(_waiting(record, law))
    writers = frozenset() if record is None else answerable(record)
    return Trail(version=version, start=version, pending=pending, writers=writers, is_broken=record is None)


def answerable(record: Common) -> frozenset[str]:
    """Staff ids (case folded) of those whose record it is by its own word: the owner, and a named author."""
    named = (record.owner, getattr(record, "author", None))
    return frozenset(id.casefold() for id in named if id)


def _waiting(record: Common, law: Law) -> Iterable[Given]:
    """Approvals at the end of the log that were given for a step out of the record's present state.

    When the state can be entered without an entry in the log, nobody can tell whether they belong to an
    earlier round, so none counts.
    """
    procedure = law.procedure(record.kind)
    if procedure is None:
        return
    entering = [
        step for step in procedure.steps if step.to == record.state and record.state not in step.from_
    ]
    if not all(step.approval for step in entering):
        return
    names = {step.name for step in law.steps(record, record.state) if step.to != record.state}
    first = len(record.approvals)
    while first and record.approvals[first - 1].step in names:
        first -= 1
    for index in range(first, len(record.approvals)):
        entry = record.approvals[index]
        yield Given(index=index, entry=entry, person=entry.by.casefold())
