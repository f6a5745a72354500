"""What must hold at the head of a branch, whatever the way there."""

from collections.abc import Iterator, Mapping

from forecourt.kinds.amendment import Amendment
from forecourt.kinds.common import Common
from forecourt.kinds.fields import ListOf, Prose, WrongError
from forecourt.kinds.values import field_text, slot_of, written
from forecourt.model.branch import Branch
from forecourt.model.finding import Problem
from forecourt.model.vocabulary import EVIDENCE
from forecourt.steps import approval_faults, record_faults, terms
from forecourt.steps.advice import way_for_frozen
from forecourt.steps.law import Law
from forecourt.steps.trail import Trail
from forecourt.steps.walk import frozen_problem
from forecourt.steps.walk_branch import Scene, StepProblem
from forecourt.store.faults import is_record_path
from forecourt.words.text import Text


def closing(
    scene: Scene, branch: Branch, law: Law, wrote_before: Mapping[str, frozenset[str]]
) -> Iterator[StepProblem]:
    """Every problem of the records as the head has them.

    `wrote_before` maps paths to those who wrote there before the branch began: staff ids, else e-mails.
    """
    amendments = list(_amendments(scene, law))
    is_new = any(trail.start is None for trail in scene.live.values())
    taken_ids = _ids(branch.base_tree.blobs) if is_new else {}
    for path, trail in scene.live.items():
        problems = [
            *_live(trail, law, amendments, scene, wrote_before=wrote_before),
            *_id_taken(trail, path, taken_ids),
            *_changed_on_both(trail, branch),
        ]
        yield from (StepProblem(id=trail.version.id, path=path, problem=problem) for problem in problems)
    for trail in scene.gone.values():
        record = trail.version.record
        if record is None or law.must_stay(record):
            state = "" if record is None else _label(record, law)
            problem = record_faults.deleted(trail.version.id, state)
            yield StepProblem(id=trail.version.id, path=trail.version.path, problem=problem)
    yield from _twice(scene)
    yield from _undone(scene, branch)


def _twice(scene: Scene) -> Iterator[StepProblem]:
    """New records of one branch that have the same id."""
    first: dict[str, str] = {}
    for path, trail in sorted(scene.live.items()):
        id = trail.version.id.casefold()
        if id in first and trail.start is None:
            problem = record_faults.id_twice(trail.version.id, first[id])
            yield StepProblem(id=trail.version.id, path=path, problem=problem)
        first.setdefault(id, path)


def _undone(scene: Scene, branch: Branch) -> Iterator[StepProblem]:
    """Records that no commit of the branch wrote, and that are not as the target branch had them.

    Only a merge can do that: it kept an older version of what the target branch has decided since. Where
    the two were merged into each other several times, only the target branch's own version is safe.
    """
    head = branch.head_tree.blobs
    trails = (*scene.live.values(), *scene.gone.values())
    known = scene.live.keys() | {trail.version.path for trail in trails}
    known |= {trail.start.path for trail in trails if trail.start is not None}
    differing = {path for fork in branch.forks for path, _ in fork.items() ^ head.items()}
    for path in sorted(differing):
        if path in known or not is_record_path(path):
            continue
        was, now = {fork.get(path) for fork in branch.forks}, head.get(path)
        if was != {now} and (len(branch.forks) == 1 or now != branch.base_tree.blobs.get(path)):
            id = path.rpartition("/")[2].removesuffix(".md")
            yield StepProblem(id=id, path=path, problem=record_faults.undone_by_merge(id))


def _live(
    trail: Trail,
    law: Law,
    amendments: list[Amendment],
    scene: Scene,
    *,
    wrote_before: Mapping[str, frozenset[str]],
) -> Iterator[Problem]:
    record = trail.version.record
    if trail.is_broken or record is None or (trail.version.has_errors and law.has_left_first(record)):
        yield record_faults.unreadable(trail.version.id)
        return
    if trail.home and trail.home != trail.version.path:
        yield record_faults.moved(record.id, trail.home)
    yield from (
        frozen_problem(edit, record, law)
        for edit in {edit.field: edit for edit in reversed(trail.edits)}.values()
        if field_text(record, edit.field) != edit.before
    )
    kept = {(item.kind, item.sha256) for item in record.evidence}
    for item in trail.lost:
        if (item.kind, item.sha256) not in kept:
            label = Text(EVIDENCE.terms[item.kind])
            yield record_faults.evidence_changed(label, item.file, way_for_frozen(law, record, "evidence"))
    yield from _closed(trail, record, amendments)
    earlier = frozenset[str]() if trail.start is None else wrote_before.get(trail.start.path, frozenset())
    yield from _own(trail, law, earlier | _corrected(record, scene))


def _corrected(record: Common, scene: Scene) -> frozenset[str]:
    """For an amendment those who wrote the correction into the closed record: it is theirs as well."""
    if not isinstance(record, Amendment):
        return frozenset()
    wanted = record.record.casefold()
    return frozenset[str]().union(
        *(one.closed_by for one in scene.live.values() if one.version.id.casefold() == wanted)
    )


def _own(trail: Trail, law: Law, others: frozenset[str]) -> Iterator[Problem]:
    """Steps that somebody took for the own record; `others` wrote it too."""
    unknown = [terms.email_of(key) for key in sorted(trail.writers) if terms.is_stranger(key)]
    earlier = [terms.email_of(key) for key in sorted(others - trail.writers) if terms.is_stranger(key)]
    for guarded in {(one.person, one.step.name): one for one in trail.guarded}.values():
        person = law.known(guarded.person)
        if person is not None and guarded.person in trail.writers | others:
            yield approval_faults.wrote_it(guarded.field, person.title, guarded.step)
        for email in unknown:
            yield approval_faults.unknown_writer(guarded.field, email, guarded.step)
        if person is not None:
            yield from (
                approval_faults.unknown_writer_before(guarded.field, email, guarded.step, person.title)
                for email in earlier
            )


def _closed(trail: Trail, record: Common, amendments: list[Amendment]) -> Iterator[Problem]:
    start = None if trail.start is None else trail.start.record
    for key in dict.fromkeys(trail.closed_edits):
        before = "" if start is None else field_text(start, key)
        after = field_text(record, key)
        if before != after and not any(_amends(one, record, key, before, after) for one in amendments):
            yield record_faults.closed_changed(key, terms.field_label(type(record), key), record.id)


def _amends(amendment: Amendment, record: Common, key: str, before: str, after: str) -> bool:
    """Whether an amendment corrects this field of this record from and to these values.

    A value may be left out only when it is empty, or when one line cannot hold it: a list, a group, a text.
    """
    return amendment.record.casefold() == record.id.casefold() and any(
        change.field == key
        and _is_value(change.before, before, record, key)
        and _is_value(change.after, after, record, key)
        for change in amendment.changes
    )


def _is_value(told: str | None, value: str, record: Common, key: str) -> bool:
    """Whether the amendment tells the value; "12,000" and "12000.00" are one amount."""
    slot = slot_of(type(record), key)
    type_ = None if slot is None else slot.spec.type
    if type_ is None or isinstance(type_, type | ListOf | Prose):
        return told in (None, value)
    try:
        return value == ("" if told is None else written(type_, type_.read(told)))
    except WrongError:
        return False


def _amendments(scene: Scene, law: Law) -> Iterator[Amendment]:
    """Amendments that this branch has brought to an end; an older one has been used."""
    for trail in scene.live.values():
        record = trail.version.record
        if isinstance(record, Amendment) and trail.taken:
            state = law.state(record.kind, record.state)
            if state is not None and state.work == "done":
                yield record


def _changed_on_both(trail: Trail, branch: Branch) -> Iterator[Problem]:
    """Whether the target branch has another version than the one that this branch was judged from."""
    if trail.start is not None:
        there = branch.base_tree.blobs.get(trail.start.path)
        if there is not None and there != trail.start.blob:
            yield record_faults.changed_on_both(trail.version.id)


def _id_taken(trail: Trail, path: str, taken: Mapping[str, str]) -> Iterator[Problem]:
    other = taken.get(trail.version.id.casefold())
    if trail.start is None and other is not None and not trail.home:
        yield record_faults.id_taken(trail.version.id, other)


def _ids(blobs: Mapping[str, str]) -> dict[str, str]:
    """File names of records (which are their ids, case folded) -> paths."""
    return {path.rpartition("/")[2][:-3].casefold(): path for path in blobs if path.endswith(".md")}


def _label(record: Common, law: Law) -> str:
    state = law.state(record.kind, record.state)
    return record.state if state is None else state.label
