"""What judging a branch reads: the law of its target, blobs, earlier writers, and faults of files."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from forecourt.checking.places import located
from forecourt.kinds.common import Common
from forecourt.kinds.dealership import pinned_day
from forecourt.kinds.staff import Staff
from forecourt.kinds.table import KINDS
from forecourt.model.branch import Branch, Change, Tree
from forecourt.model.finding import Finding, Problem, Severity
from forecourt.model.record import FileFact, Record, Records
from forecourt.reading.record import read_record
from forecourt.steps import record_faults
from forecourt.steps.before import writers_before
from forecourt.steps.law import Law
from forecourt.steps.terms import is_stranger, stranger
from forecourt.steps.version import Version
from forecourt.steps.walk_branch import StepProblem
from forecourt.store.branch import commits_before, founders, named_before, need_blobs
from forecourt.store.faults import at_file, display_path, fault_of, is_record_path
from forecourt.store.staged import read_blobs
from forecourt.words.text import N_, text

# Where law records lie. A record elsewhere is no law; `check` says that it lies in the wrong folder.
_LAW_FOLDERS: Final = tuple(
    f"{kind.folder}/" for kind in KINDS.values() if kind.law and "{" not in kind.folder
)


class Overlay(Struct, frozen=True, kw_only=True):
    """What is not in Git yet: bytes by the name of a blob, facts of evidence files by path."""

    data: Mapping[str, bytes]
    files: Mapping[str, FileFact]


NOTHING_ELSE: Final = Overlay(data={}, files={})


class Bench:
    """Reads what judging asks for: blobs in one go, each record once.

    Raises RefusedError when Git lacks the content of one, GitError.
    """

    def __init__(self, root: Path, branch: Branch, overlay: Overlay = NOTHING_ELSE) -> None:
        self.root = root
        self.overlay = overlay
        self.branch = branch
        self.sources: dict[str, bytes] = {}
        self._versions: dict[tuple[str, str], Version] = {}
        self._added: dict[str, str] = {}
        law = self._law_paths(branch.base_tree)
        blobs = {blob for change in self._changes() for blob in (change.before, change.after) if blob}
        self.data = dict(overlay.data)
        self._fetch({*blobs, *(branch.base_tree.blobs[path] for path in law)})

    def _law_paths(self, tree: Tree) -> list[str]:
        return [path for path in tree.blobs if _is_law_place(path) and is_record_path(path)]

    def _changes(self) -> Iterator[Change]:
        for commit in self.branch.commits:
            for changes in commit.changes:
                yield from (change for change in changes if is_record_path(change.path))

    def _fetch(self, blobs: set[str]) -> None:
        wanted = blobs - self.data.keys()
        self.data |= read_blobs(self.root, wanted)
        need_blobs(wanted, self.data)

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

    def wrote_before(self, paths: Iterable[str], law: Law) -> dict[str, frozenset[str]]:
        """Path on the target branch -> those who wrote or owned the record there: staff ids, else e-mails.

        Whoever began the repository is left out, unless on the staff: that e-mail only brought in what there
        was.
        """
        at = self._wrote_at(paths, law)
        found = {path: at[path].union(*self._wrote_under_other_names(path, law)) for path in at}
        if any(is_stranger(key) for keys in found.values() for key in keys):
            began = {stranger(email) for email in founders(self.root, self.branch.base)}
            found = {path: keys - began for path, keys in found.items()}
        return found

    def _wrote_at(self, paths: Iterable[str], law: Law) -> dict[str, frozenset[str]]:
        commits = commits_before(self.root, self.branch.base, paths)
        self._added |= {
            change.path: commit.id
            for commit in commits
            for change in commit.changes[0]
            if change.before is None and len(commit.parents) == 1
        }
        changes = [change for commit in commits for side in commit.changes for change in side]
        blobs = {blob for change in changes for blob in (change.before, change.after) if blob}
        self._fetch(blobs)
        return writers_before(commits, self.version, law)

    def _wrote_under_other_names(self, path: str, law: Law) -> Iterator[frozenset[str]]:
        """Who wrote a record while its file had another name."""
        seen = {path}
        while path in self._added:
            older = named_before(self.root, self._added[path], path)
            if older is None or older in seen:
                return
            seen.add(older)
            yield from self._wrote_at((older,), law).values()
            path = older

    def newcomer(self, email: str) -> Staff | None:
        """The person whom the head's staff records know by that e-mail; only explains, never counts."""
        return self._newcomers.get(email.strip().casefold())

    @cached_property
    def _newcomers(self) -> dict[str, Staff]:
        tree = self.branch.head_tree
        folder = f"{KINDS['staff'].folder}/"
        paths = [path for path in tree.blobs if path.startswith(folder) and is_record_path(path)]
        self._fetch({tree.blobs[path] for path in paths})
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
