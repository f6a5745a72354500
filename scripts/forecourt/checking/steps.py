"""A branch -> findings about its steps, judged by the law of its target branch."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from forecourt.checking.check import located
from forecourt.kinds.ad import Ad
from forecourt.kinds.common import Common
from forecourt.kinds.dealership import pinned_day
from forecourt.kinds.delegation import Delegation
from forecourt.kinds.staff import Staff
from forecourt.kinds.table import KINDS
from forecourt.model.branch import Branch, Change, Tree
from forecourt.model.finding import Finding, Problem, Severity
from forecourt.model.record import FileFact, Record, Records, World
from forecourt.model.vocabulary import EVIDENCE
from forecourt.reading.record import read_record
from forecourt.rules import amounts, channel_proofs, delegations, evidence, states
from forecourt.rules.engine import Rules, judge
from forecourt.rules.walk import references
from forecourt.steps import record_faults
from forecourt.steps.before import guarded_paths, writers_before
from forecourt.steps.closing import closing
from forecourt.steps.law import Law
from forecourt.steps.trail import Trail
from forecourt.steps.version import Version
from forecourt.steps.walk_branch import Scene, StepProblem, walk_branch
from forecourt.store.branch import blobs_at, commits_before, holding
from forecourt.store.faults import at_file, display_path, fault_of, is_record_path
from forecourt.store.load import evidence_path
from forecourt.store.signatures import with_signers
from forecourt.store.staged import blob_facts, read_blobs
from forecourt.words.text import N_, Text, text

# What a state demands, by the law of the target branch; the same functions as in `check`.
_DEMANDS: Final[Rules] = {
    Common: (
        states.required_by_state,
        evidence.leaves_repository,
        evidence.no_file,
        evidence.empty_file,
        evidence.other_fingerprint,
        evidence.other_form,
        evidence.demanded_by_state,
        channel_proofs.demanded_by_channel,
    ),
    Ad: (amounts.signature_missing,),
    Delegation: (delegations.not_granted, delegations.role_not_to_lend, delegations.lent_to_oneself),
}
# Where law records lie. A record elsewhere is no law; `check` says that it lies in the wrong folder.
_LAW_FOLDERS: Final = tuple(
    f"{kind.folder}/" for kind in KINDS.values() if kind.law and "{" not in kind.folder
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCheck:
    """What judging a branch gave.

    `findings` in order of place; `sources` the bytes that they point into; `scene` the touched records at the
    head; `law` what they were judged by; `judged` how many records the branch touches.
    """

    findings: tuple[Finding, ...]
    sources: Mapping[str, bytes]
    scene: Scene
    law: Law
    branch: Branch

    @property
    def judged(self) -> int:
        """How many records the branch touches."""
        return len(self.scene.live) + len(self.scene.gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What is not in Git yet: bytes by the name of a blob, facts of evidence files by path."""

    data: Mapping[str, bytes]
    files: Mapping[str, FileFact]


NOTHING_ELSE: Final = Overlay(data={}, files={})


def judge_branch(
    root: Path, branch: Branch, *, today: date | None, clock: date, overlay: Overlay = NOTHING_ELSE
) -> StepCheck:
    """Judge every step between the target branch and the head; raises GitError.

    `overlay` lets a commit be judged before it is made.
    """
    bench = Bench(root, branch, overlay)
    law, law_findings = bench.law(today=today, clock=clock)
    signed = with_signers(root, branch, law.records)
    scene, problems = walk_branch(signed, bench.version, law, bench.newcomer)
    problems += closing(scene, branch, law, bench.wrote_before(scene, law))
    problems += _proofs(bench, scene, law)
    findings = [*law_findings, *bench.file_faults(), *bench.located(problems)]
    return StepCheck(
        findings=tuple(sorted(_once(findings), key=lambda finding: finding.sort_key)),
        sources=bench.sources,
        scene=scene,
        law=law,
        branch=branch,
    )


def _once(findings: Iterable[Finding]) -> Iterable[Finding]:
    """Findings without those that say the same of the same place."""
    return {(*one.sort_key, one.field, repr(one.message)): one for one in reversed([*findings])}.values()


class Bench:
    """Reads what judging asks for: blobs in one go, each record once."""

    def __init__(self, root: Path, branch: Branch, overlay: Overlay = NOTHING_ELSE) -> None:
        self.root = root
        self.overlay = overlay
        self.branch = branch
        self.sources: dict[str, bytes] = {}
        self._versions: dict[tuple[str, str], Version] = {}
        law = self._law_paths(branch.base_tree)
        blobs = {blob for change in self._changes() for blob in (change.before, change.after) if blob}
        wanted = {*blobs, *(branch.base_tree.blobs[path] for path in law)} - overlay.data.keys()
        self.data = read_blobs(root, wanted) | dict(overlay.data)

    def _law_paths(self, tree: Tree) -> list[str]:
        return [path for path in tree.blobs if _is_law_place(path) and is_record_path(path)]

    def _changes(self) -> Iterator[Change]:
        for commit in self.branch.commits:
            for changes in commit.changes:
                yield from (change for change in changes if is_record_path(change.path))

    def version(self, path: str, blob: str) -> Version:
        """The record in a blob as it lies at `path`."""
        key = (path, blob)
        if key not in self._versions:
            reading = read_record(path, self.data.get(blob, b""))
            record = reading.record if isinstance(reading.record, Common) else None
            stem = path.rpartition("/")[2].removesuffix(".md")
            self._versions[key] = Version(
                path=path,
                blob=blob,
                id=reading.id or stem,
                record=record,
                has_errors=any(one.severity is Severity.ERROR for one in reading.findings),
            )
        return self._versions[key]

    def law(self, *, today: date | None, clock: date) -> tuple[Law, list[Finding]]:
        """The law of the target branch, and a finding for each law record that cannot be read there."""
        items: list[Record] = []
        findings: list[Finding] = []
        for path in self._law_paths(self.branch.base_tree):
            version = self.version(path, self.branch.base_tree.blobs[path])
            if version.record is None or version.has_errors:
                findings.append(replace(at_file(record_faults.law_unreadable(path), path), record=version.id))
            else:
                items.append(version.record)
        records = Records(items=tuple(items))
        return Law(records=records, today=today or pinned_day(records) or clock), findings

    def wrote_before(self, scene: Scene, law: Law) -> dict[str, frozenset[str]]:
        """Who wrote the records that somebody may only approve who did not; nothing is asked for others."""
        commits = commits_before(self.root, self.branch.base, guarded_paths(scene))
        changes = [change for commit in commits for change in commit.changes[0]]
        blobs = {blob for change in changes for blob in (change.before, change.after) if blob}
        self.data |= read_blobs(self.root, blobs - self.data.keys())
        return writers_before(commits, self.version, law)

    def newcomer(self, email: str) -> Staff | None:
        """The person whom the head's staff records know by that e-mail; only explains, never counts."""
        return self._newcomers.get(email.strip().casefold())

    @cached_property
    def _newcomers(self) -> dict[str, Staff]:
        tree = self.branch.head_tree
        folder = f"{KINDS['staff'].folder}/"
        paths = [path for path in tree.blobs if path.startswith(folder) and is_record_path(path)]
        self.data |= read_blobs(self.root, {tree.blobs[path] for path in paths} - self.data.keys())
        people = [self.version(path, tree.blobs[path]).record for path in paths]
        return {
            email.casefold(): person
            for person in people
            if isinstance(person, Staff)
            for email in person.emails
        }

    def file_faults(self) -> Iterator[Finding]:
        """Links, submodules and odd names that the branch brings."""
        base, head = self.branch.base_tree, self.branch.head_tree
        for path, form in head.forms.items():
            if base.forms.get(path) != form:
                fault = fault_of(path, form) or (record_faults.linked_in(path) if form == "other" else None)
                if fault is not None:
                    yield at_file(fault, display_path(path))
        for path in head.blobs.keys() - base.blobs.keys():
            if "/." not in path and (odd := fault_of(path, "file")) is not None:
                yield at_file(odd, display_path(path))

    def located(self, problems: Iterable[StepProblem]) -> Iterator[Finding]:
        """Findings with their places in the head's files, or at the file when it is not there any more."""
        for one in problems:
            is_past = one.commit not in ("", self.branch.head)
            problem = _at_commit(one.problem, one.commit) if is_past else one.problem
            blob = self.branch.head_tree.blobs.get(one.path)
            if blob is None:
                yield replace(at_file(problem, display_path(one.path)), record=one.id, field=problem.field)
                continue
            data = self.sources.setdefault(one.path, self.data.get(blob, b""))
            version = self.version(one.path, blob)
            if version.record is None:
                yield replace(at_file(problem, one.path), record=one.id, field=problem.field)
            else:
                yield from located([(version.record, problem)], {one.path: data})


def _is_law_place(path: str) -> bool:
    """Whether a law record may lie there: its kind's folder, or directly in a month's folder."""
    return path.startswith(_LAW_FOLDERS) or (path.startswith("plans/") and path.count("/") == 2)


def _at_commit(problem: Problem, commit: str) -> Problem:
    """The problem of an earlier commit: a later commit does not mend it, the branch must be written anew."""
    return replace(
        problem,
        message=text(N_("{what} (commit {commit})"), what=problem.message, commit=commit[:8]),
        hint=text(
            N_("{hint}; commit {commit} has to leave the branch (git rebase -i)"),
            hint=problem.hint,
            commit=commit[:8],
        ),
    )


# Proofs: what a state demands is there, whole, and serves no other record.


def _proofs(bench: Bench, scene: Scene, law: Law) -> Iterator[StepProblem]:
    touched = _records_of(scene, law)
    others = _others(bench, scene, touched)
    swapped = [record for record in others if _names_changed_file(record, bench.branch)]
    judged: list[Record] = [*touched, *(one for one in swapped if law.has_left_first(one))]
    records = Records(items=law.records.items, files=_facts(bench, judged))
    world = World(records=records, today=law.today)
    for record, problem in judge(world, _DEMANDS, judged):
        yield StepProblem(id=record.id, path=record.path, problem=problem)
    yield from _absent(bench, scene)
    for record in touched:
        for problem in [
            *_twice(record, scene.live[record.path]),
            *_shared(record, [*touched, *others], scene.live[record.path], law),
        ]:
            yield StepProblem(id=record.id, path=record.path, problem=problem)


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
    facts = blob_facts(bench.root, there.values())
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
    found = (trail.version.record for trail in scene.live.values() if not trail.is_broken)
    return [record for record in found if record is not None and law.has_left_first(record)]


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
    facts = blob_facts(bench.root, paths.values())
    found = {path: facts[blob] for path, blob in paths.items() if blob in facts}
    return found | {path: fact for path, fact in bench.overlay.files.items() if path in named}


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
