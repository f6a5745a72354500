"""What a state demands is there, whole, came with the step, and serves no other record."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from forecourt.checking.bench import Bench
from forecourt.kinds.ad import Ad
from forecourt.kinds.common import Common
from forecourt.kinds.delegation import Delegation
from forecourt.model.branch import Branch
from forecourt.model.finding import Problem
from forecourt.model.record import FileFact, Record, Records, World
from forecourt.model.vocabulary import EVIDENCE
from forecourt.rules import amounts, channel_proofs, delegations, evidence, states
from forecourt.rules.engine import Rules, judge
from forecourt.rules.walk import references
from forecourt.steps import record_faults
from forecourt.steps.law import Law
from forecourt.steps.trail import Trail
from forecourt.steps.walk_branch import Scene, StepProblem
from forecourt.store.branch import blobs_at, holding, need_blobs
from forecourt.store.faults import is_record_path
from forecourt.store.load import evidence_path
from forecourt.store.staged import blob_facts
from forecourt.words.text import Text

# What a state demands, by the law of the target branch; the same functions as in `check`.
_DEMANDS: Final[Rules] = {
    Common: (
        states.required_by_state,
        evidence.leaves_repository,
        evidence.no_file,
        evidence.empty_file,
        evidence.file_too_large,
        evidence.other_fingerprint,
        evidence.other_form,
        evidence.demanded_by_state,
        channel_proofs.demanded_by_channel,
    ),
    Ad: (amounts.signature_missing,),
    Delegation: (delegations.not_granted, delegations.role_not_to_lend, delegations.lent_to_oneself),
}
# What of it a record must meet already when the step is taken, not only at the head of the branch.
_AT_THE_STEP: Final[Rules] = {
    Common: (
        states.required_by_state,
        evidence.demanded_by_state,
        channel_proofs.demanded_by_channel,
    ),
    Ad: (amounts.signature_missing,),
}


def proofs(bench: Bench, scene: Scene, law: Law) -> Iterator[StepProblem]:
    """Every problem with the proofs of the records that the branch touches."""
    touched = _records_of(scene, law)
    others = _others(bench, scene, touched)
    swapped = [record for record in others if _names_changed_file(record, bench.branch)]
    judged: list[Record] = [*touched, *(one for one in swapped if law.has_left_first(one))]
    records = Records(items=law.records.items, files=_facts(bench, judged))
    world = World(records=records, today=law.today)
    at_head = [*judge(world, _DEMANDS, judged)]
    for record, problem in at_head:
        yield StepProblem(id=record.id, path=record.path, problem=problem)
    told = {(record.path, problem.code) for record, problem in at_head}
    yield from (one for one in _at_steps(scene, law) if (one.path, one.problem.code) not in told)
    yield from _absent(bench, scene)
    # A draft of this branch uses up a proof as much as one that the target branch has.
    beside = [*_readable(scene), *others]
    for record in touched:
        for problem in [
            *_twice(record, scene.live[record.path]),
            *_shared(record, beside, scene.live[record.path], law),
        ]:
            yield StepProblem(id=record.id, path=record.path, problem=problem)


def _at_steps(scene: Scene, law: Law) -> Iterator[StepProblem]:
    """What records lacked when a step was taken, though a later commit may have brought it."""
    for trail in scene.live.values():
        for taken in trail.taken:
            record = taken.record
            if record is trail.version.record or not law.has_left_first(record):
                continue
            others = tuple(one for one in law.records if one.id.casefold() != record.id.casefold())
            world = World(records=Records(items=(*others, record)), today=law.today)
            for _, problem in judge(world, _AT_THE_STEP, [record]):
                yield StepProblem(id=record.id, path=trail.version.path, problem=problem, commit=taken.commit)


def _absent(bench: Bench, scene: Scene) -> Iterator[StepProblem]:
    """Proofs that came after the commit which took the step, or that were another file then."""
    steps = [
        (trail.version, taken, path, sha256)
        for trail in scene.live.values()
        for taken in trail.taken
        for path, sha256 in taken.files
        if path not in bench.overlay.files
    ]
    there = blobs_at(bench.root, ((taken.commit, path) for _, taken, path, _ in steps))
    facts = _facts_of(bench, there.values())
    for version, taken, path, sha256 in steps:
        fact = facts.get(there.get((taken.commit, path), ""))
        # Beyond the size limit nothing is counted; `check` says so.
        if fact is None or fact.sha256 not in ("", sha256):
            problem = record_faults.not_there_yet(path, taken.step.label)
            yield StepProblem(id=version.id, path=version.path, problem=problem, commit=taken.commit)


def _twice(record: Common, trail: Trail) -> Iterator[Problem]:
    """New proofs whose file stands for another kind of evidence of the same record."""
    had = _had(trail)
    for index, item in enumerate(record.evidence):
        for other in record.evidence[:index]:
            is_new = (item.kind, item.sha256) not in had or (other.kind, other.sha256) not in had
            if is_new and item.sha256 == other.sha256 and item.kind != other.kind:
                labels = (Text(EVIDENCE.terms[one.kind]) for one in (item, other))
                yield record_faults.one_file_twice(index, *labels)
                break


def _records_of(scene: Scene, law: Law) -> list[Common]:
    """Touched records that have left their first state."""
    return [record for record in _readable(scene) if law.has_left_first(record)]


def _readable(scene: Scene) -> list[Common]:
    found = (trail.version.record for trail in scene.live.values() if not trail.is_broken)
    return [record for record in found if record is not None]


def _others(bench: Bench, scene: Scene, touched: Iterable[Common]) -> list[Common]:
    """Untouched records that name a proof of a touched one, or a file that the branch changes."""
    tree = bench.branch.head_tree
    prints = frozenset(item.sha256.encode() for record in touched for item in record.evidence)
    names = frozenset(path.rpartition("/")[2].encode() for path in _changed_files(bench.branch))
    if not prints and not names:
        return []
    paths = [path for path in tree.blobs if is_record_path(path) and path not in scene.live]
    found = holding(bench.root, {tree.blobs[path]: path for path in paths}, prints, names)
    bench.data |= {tree.blobs[path]: data for path, data in found.items()}
    records = (bench.version(path, tree.blobs[path]).record for path in found)
    return [record for record in records if record is not None]


def _changed_files(branch: Branch) -> set[str]:
    """Files that are no records and that the branch changes."""
    return {
        change.path
        for commit in branch.commits
        for changes in commit.changes
        for change in changes
        if not change.path.endswith(".md")
    }


def _names_changed_file(record: Common, branch: Branch) -> bool:
    changed = _changed_files(branch)
    return any(evidence_path(record, item.file) in changed for item in record.evidence)


def _facts(bench: Bench, records: Iterable[Record]) -> dict[str, FileFact]:
    tree = bench.branch.head_tree
    named = {
        evidence_path(record, item.file) or ""
        for record in records
        if isinstance(record, Common)
        for item in record.evidence
    }
    paths = {path: tree.blobs[path] for path in named if path in tree.blobs}
    facts = _facts_of(bench, paths.values())
    found = {path: facts[blob] for path, blob in paths.items() if blob in facts}
    return found | {path: fact for path, fact in bench.overlay.files.items() if path in named}


def _facts_of(bench: Bench, blobs: Collection[str]) -> dict[str, FileFact]:
    facts = blob_facts(bench.root, blobs)
    need_blobs(blobs, facts)
    return facts


def _shared(record: Common, all_records: list[Common], trail: Trail, law: Law) -> Iterator[Problem]:
    """Proofs that came with this branch and that another record, unconnected with this one, has too."""
    procedure = law.procedure(record.kind)
    may_share = () if procedure is None else procedure.shared_evidence
    had = _had(trail)
    own = {reference.id.casefold() for reference in references(record)}
    for index, item in enumerate(record.evidence):
        if item.kind in may_share or (item.kind, item.sha256) in had:
            continue
        for other in all_records:
            if other is record or other.id.casefold() in own:
                continue
            if any(proof.sha256 == item.sha256 for proof in other.evidence) and not _refers(other, record):
                yield record_faults.used_elsewhere(index, Text(EVIDENCE.terms[item.kind]), other.id)
                break


def _had(trail: Trail) -> frozenset[tuple[str, str]]:
    """Kinds and fingerprints of the proofs that the record had when the branch began."""
    start = None if trail.start is None else trail.start.record
    return frozenset() if start is None else frozenset((item.kind, item.sha256) for item in start.evidence)


def _refers(other: Common, record: Common) -> bool:
    return any(reference.id.casefold() == record.id.casefold() for reference in references(other))
