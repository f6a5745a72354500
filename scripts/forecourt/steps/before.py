"""Who wrote a record before the branch began, from the commits of the target branch."""

from collections.abc import Iterable, Iterator

from forecourt.kinds.values import changed_fields
from forecourt.model.branch import Commit
from forecourt.steps.law import STEP_FIELDS, Law
from forecourt.steps.version import Version
from forecourt.steps.walk_branch import Read, Scene


def guarded_paths(scene: Scene) -> tuple[str, ...]:
    """Where records lay on the target branch for which somebody took a step that no writer may take."""
    return tuple(
        trail.start.path for trail in scene.live.values() if trail.guarded and trail.start is not None
    )


def writers_before(commits: Iterable[Commit], read: Read, law: Law) -> dict[str, frozenset[str]]:
    """Path -> staff ids (case folded) of those whose commits wrote content there.

    The first commit of a repository brings in what there was and makes nobody an author.
    """
    found: dict[str, frozenset[str]] = {}
    for commit in commits:
        person = law.person(commit.author.email)
        if person is None or not commit.parents:
            continue
        for path in _written(commit, read, law):
            found[path] = found.get(path, frozenset()) | {person.id.casefold()}
    return found


def _written(commit: Commit, read: Read, law: Law) -> Iterator[str]:
    for change in commit.changes[0]:
        if change.after is None:
            continue
        before = None if change.before is None else read(change.path, change.before)
        if _is_content(before, read(change.path, change.after), law):
            yield change.path


def _is_content(before: Version | None, after: Version, law: Law) -> bool:
    """Whether a change wrote more than a step writes."""
    if before is None or before.record is None or after.record is None:
        return True
    if type(before.record) is not type(after.record):
        return True
    state = law.state(after.record.kind, after.record.state)
    is_step = before.record.state != after.record.state
    exempt = STEP_FIELDS | frozenset(state.requires if is_step and state is not None else ())
    return any(key not in exempt for key in changed_fields(before.record, after.record))
