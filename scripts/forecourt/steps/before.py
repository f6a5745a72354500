"""Who wrote a record before the branch began, from the commits of the target branch."""

from collections.abc import Iterable, Iterator, Sequence

from forecourt.kinds.values import changed_fields
from forecourt.model.branch import Commit
from forecourt.steps.law import STEP_FIELDS, Law
from forecourt.steps.terms import is_stranger, stranger
from forecourt.steps.trail import answerable
from forecourt.steps.version import Version
from forecourt.steps.walk_branch import Read, Scene


def guarded_paths(scene: Scene) -> tuple[str, ...]:
    """Where records lay on the target branch for which somebody took a step that no writer may take."""
    return tuple(
        trail.start.path for trail in scene.live.values() if trail.guarded and trail.start is not None
    )


def minded_paths(scene: Scene, law: Law) -> tuple[str, ...]:
    """Where records lay on the target branch whose next step no writer may take."""
    return tuple(
        trail.start.path
        for trail in scene.live.values()
        if trail.start is not None and (record := trail.version.record) is not None
        if any(step.other_than_owner for step in law.steps(record, record.state))
    )


def writers_before(commits: Iterable[Commit], read: Read, law: Law) -> dict[str, frozenset[str]]:
    """Path -> those who owned the record or whose commits wrote content there: ids, strangers.

    All case folded. The first commit of a repository brings in what there was and makes nobody an author.
    """
    found: dict[str, frozenset[str]] = {}
    for commit in commits:
        authors = _authors(commit.author.email, law) if commit.parents else frozenset[str]()
        for path, sides, after in _versions(commit, read):
            own = frozenset() if after.record is None else answerable(after.record)
            if authors and _is_content(sides, after, law):
                own |= authors
            found[path] = found.get(path, frozenset()) | own
    return found


def _authors(email: str, law: Law) -> frozenset[str]:
    """Everybody who may have written under that e-mail; who has left the staff approves nothing any more."""
    people = frozenset(person.id.casefold() for person in law.people_of(email))
    return people if people or law.has_left(email) else frozenset({stranger(email)})


def on_staff(writers: Iterable[str]) -> frozenset[str]:
    """Those of the writers whom a staff record knows."""
    return frozenset(key for key in writers if not is_stranger(key))


def _versions(commit: Commit, read: Read) -> Iterator[tuple[str, list[Version | None], Version]]:
    """Each path that differs from every parent: what the parents have there, and what the commit has."""
    changed = [{change.path: change for change in changes} for changes in commit.changes]
    for path in set.intersection(*map(set, changed)):
        after = changed[0][path].after
        if after is not None:
            sides = (side[path].before for side in changed)
            versions = [None if blob is None else read(path, blob) for blob in sides]
            yield path, versions, read(path, after)


def _is_content(sides: Sequence[Version | None], after: Version, law: Law) -> bool:
    """Whether a commit wrote more than a step writes; a merge wrote only what no parent has."""
    records = [None if side is None else side.record for side in sides]
    known = [one for one in records if one is not None and type(one) is type(after.record)]
    if after.record is None or len(known) < len(records):
        return True
    state = law.state(after.record.kind, after.record.state)
    is_step = all(one.state != after.record.state for one in known)
    exempt = STEP_FIELDS | frozenset(state.requires if is_step and state is not None else ())
    wrote = [set(changed_fields(one, after.record)) for one in known]
    return bool(set.intersection(*wrote) - exempt)
