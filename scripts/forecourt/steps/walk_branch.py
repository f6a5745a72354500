"""All records of a branch from its beginning to its head, commit by commit."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from forecourt.kinds.common import Approval, Common
from forecourt.kinds.fields import slots_of
from forecourt.kinds.values import field_text
from forecourt.model.branch import Branch, Change, Commit
from forecourt.model.finding import Problem
from forecourt.steps import record_faults
from forecourt.steps.law import STEP_FIELDS, Law
from forecourt.steps.trail import Given, Trail, standing
from forecourt.steps.version import Version
from forecourt.steps.walk import advance, born
from forecourt.steps.who import Court, Newcomers
from forecourt.store.faults import is_record_path

# (path, blob) -> the record there.
Read: TypeAlias = Callable[[str, str], Version]
_NOTHING: Final[Mapping[Approval, Given]] = {}
# From half of equal fields on, a draft with another id is the same one: whoever wrote it stays its writer.
_SAME_DRAFT: Final = 0.5


class StepProblem(Struct, frozen=True, kw_only=True):
    """A problem with a step: of which record, in which file, found at which commit ("" for the head)."""

    id: str
    path: str
    problem: Problem
    commit: str = ""


class Scene(Struct):
    """What the branch has touched, at one commit: trails by path, and those whose file is gone by id."""

    live: dict[str, Trail] = field(default_factory=dict)
    gone: dict[str, Trail] = field(default_factory=dict)

    def copy(self) -> "Scene":
        """A scene that can be changed on its own."""
        return Scene(dict(self.live), dict(self.gone))


def walk_branch(
    branch: Branch, read: Read, law: Law, newcomers: Newcomers
) -> tuple[Scene, list[StepProblem]]:
    """The scene at the head, and every problem found on the way there."""
    walker = _Walker(read, law, newcomers)
    for commit in branch.commits:
        walker.walk(commit)
    return walker.scenes.get(branch.head, Scene()), walker.problems


class _Walker:
    """Goes over the commits, parents first, and remembers a scene for each."""

    def __init__(self, read: Read, law: Law, newcomers: Newcomers) -> None:
        self.scenes: dict[str, Scene] = {}
        self.problems: list[StepProblem] = []
        self._read = read
        self._law = law
        self._newcomers = newcomers

    def walk(self, commit: Commit) -> None:
        """Judge one commit; a merge commit only where it differs from every parent."""
        court = Court(law=self._law, newcomers=self._newcomers, author=commit.author)
        if len(commit.parents) > 1:
            scene = self._merged(commit, court)
        else:
            before = self.scenes.get(commit.parents[0]) if commit.parents else None
            scene = Scene() if before is None else before.copy()
            self._changed(scene, commit, court)
        self.scenes[commit.id] = scene

    def _note(self, version: Version, commit: Commit, problems: Iterable[Problem]) -> None:
        self.problems += [
            StepProblem(id=version.id, path=version.path, problem=problem, commit=commit.id)
            for problem in problems
        ]

    # An ordinary commit.

    def _changed(self, scene: Scene, commit: Commit, court: Court) -> None:
        changes = [change for change in commit.changes[0] if is_record_path(change.path)]
        lost: dict[str, Trail] = {}
        for change in changes:
            trail = scene.live.pop(change.path, None) or self._standing(change)
            if trail is None:
                continue
            if change.after is None:
                lost[change.path] = replace(trail, authors=trail.authors | {court.key})
            else:
                self._advance(scene, trail, self._read(change.path, change.after), commit, court)
        for change in changes:
            if change.after is not None and change.path not in scene.live:
                self._appeared(scene, lost, self._read(change.path, change.after), commit, court)
        for trail in lost.values():
            scene.gone[trail.version.id.casefold()] = replace(trail, is_gone=True)

    def _standing(self, change: Change) -> Trail | None:
        """The trail of a record that the target branch has, None when the commit adds the file."""
        return None if change.before is None else standing(self._read(change.path, change.before), self._law)

    def _advance(self, scene: Scene, trail: Trail, version: Version, commit: Commit, court: Court) -> None:
        fresh, problems = advance(trail, version, court, commit.id, known=_NOTHING)
        scene.live[version.path] = fresh
        self._note(version, commit, problems)

    def _appeared(
        self, scene: Scene, lost: dict[str, Trail], version: Version, commit: Commit, court: Court
    ) -> None:
        """A new file: a record that was moved here, comes back, or is born."""
        origin = self._origin(version, lost)
        trail = lost.pop(origin) if origin else self._comes_back(version, scene)
        if trail is not None and not origin:
            self._note(version, commit, self._was_deleted(trail))
        if trail is None:
            scene.live[version.path], problems = born(version, court)
            self._note(version, commit, problems)
            return
        record = trail.version.record
        if not trail.home and (record is None or self._law.has_left_first(record)):
            trail = replace(trail, home=trail.version.path)
        self._advance(scene, trail, version, commit, court)

    def _origin(self, version: Version, lost: Mapping[str, Trail]) -> str:
        """Where a new file's record lay before the same commit moved it: the same id, else the same text."""
        for path, trail in lost.items():
            if trail.version.id.casefold() == version.id.casefold():
                return path
        for path, trail in lost.items():
            if _is_same_text(trail.version.record, version.record):
                return path
        return self._same_draft(version, lost)

    def _comes_back(self, version: Version, scene: Scene) -> Trail | None:
        """The record that an earlier commit deleted: the same id, else much the same draft."""
        id = version.id.casefold()
        return scene.gone.pop(id if id in scene.gone else self._same_draft(version, scene.gone), None)

    def _same_draft(self, version: Version, trails: Mapping[str, Trail]) -> str:
        return _most_alike(version, {key: trail for key, trail in trails.items() if self._is_draft(trail)})

    def _is_draft(self, trail: Trail) -> bool:
        record = trail.version.record
        return record is not None and not self._law.has_left_first(record)

    def _was_deleted(self, trail: Trail) -> list[Problem]:
        """What is wrong with a record that was gone for a while, though somebody had decided on it."""
        record = trail.version.record
        if record is not None and not self._law.must_stay(record):
            return []
        return [record_faults.deleted(trail.version.id, "" if record is None else record.state)]

    # A merge commit.

    def _merged(self, commit: Commit, court: Court) -> Scene:
        parents = [self.scenes.get(parent, Scene()) for parent in commit.parents]
        changed = [{change.path: change for change in changes} for changes in commit.changes]
        scene = Scene()
        for parent in parents:
            scene.gone |= parent.gone
        paths = {path for parent in parents for path in parent.live} | set.intersection(*map(set, changed))
        for path in sorted(filter(is_record_path, paths)):
            sides = list(zip(commit.parents, parents, changed, strict=True))
            self._merge_path(scene, path, sides, commit, court)
        ids = {trail.version.id.casefold() for trail in scene.live.values()}
        scene.gone = {id: trail for id, trail in scene.gone.items() if id not in ids}
        return scene

    def _merge_path(
        self,
        scene: Scene,
        path: str,
        sides: list[tuple[str, Scene, dict[str, Change]]],
        commit: Commit,
        court: Court,
    ) -> None:
        """One path of a merge: as one side has it, or made anew; then held against what the target has."""
        same = [parent for _, parent, changed in sides if path not in changed]
        if same:
            # The merge took one side as it was. A side without a trail is the target branch's.
            trails = [parent.live[path] for parent in same if path in parent.live]
            if len(trails) < len(same):
                return
            chosen = max(trails, key=lambda trail: len(trail.taken))
            chosen = replace(
                chosen,
                writers=chosen.writers.union(*(trail.writers for trail in trails)),
                guarded=tuple({one: None for trail in (chosen, *trails) for one in trail.guarded}),
            )
        else:
            found = self._made_anew(scene, path, sides, commit, court)
            if found is None:
                return
            chosen = found
        scene.live[path] = self._beside_target(chosen, path, sides, commit, court)

    def _made_anew(
        self,
        scene: Scene,
        path: str,
        sides: list[tuple[str, Scene, dict[str, Change]]],
        commit: Commit,
        court: Court,
    ) -> Trail | None:
        """The trail of a record that the merge commit itself wrote: a step from the side that fits best."""
        after = sides[0][2][path].after
        trails = [trail for _, parent, changed in sides if (trail := self._side(parent, changed[path], path))]
        if after is None:
            for trail in trails:
                scene.gone[trail.version.id.casefold()] = replace(trail, is_gone=True)
            return None
        version = self._read(path, after)
        if not trails:
            trail, problems = born(version, court)
            self._note(version, commit, problems)
            return trail
        judged = [
            (
                trail,
                *advance(
                    trail,
                    version,
                    court,
                    commit.id,
                    known=_known(trails, trail),
                    sides=_sides(trails, trail),
                ),
            )
            for trail in trails
        ]
        origin, chosen, problems = min(judged, key=lambda one: len(one[2]))
        self._note(version, commit, problems)
        others = [trail for trail in trails if trail is not origin]
        return replace(
            chosen,
            writers=chosen.writers.union(*(trail.writers for trail in others)),
            guarded=(*chosen.guarded, *(one for trail in others for one in trail.guarded)),
            taken=(*chosen.taken, *(one for trail in others for one in trail.taken)),
        )

    def _beside_target(
        self,
        chosen: Trail,
        path: str,
        sides: list[tuple[str, Scene, dict[str, Change]]],
        commit: Commit,
        court: Court,
    ) -> Trail:
        """`chosen`, held against each version of the target branch that the merge brings in.

        A merge that keeps the branch's own version undoes what the target branch decided in the meantime.
        """
        for parent, _, changed in sides:
            change = changed.get(path)
            if parent in self.scenes or change is None or change.before is None:
                continue
            theirs = standing(self._read(path, change.before), self._law)
            if chosen.start is not None and chosen.start.blob == theirs.version.blob:
                continue
            fresh, problems = advance(
                theirs, chosen.version, court, commit.id, known=_judged_on(chosen, theirs)
            )
            self._note(chosen.version, commit, problems)
            chosen = replace(
                chosen,
                start=theirs.version,
                edits=(*chosen.edits, *fresh.edits),
                lost=(*chosen.lost, *fresh.lost),
                closed_edits=(*chosen.closed_edits, *fresh.closed_edits),
                closed_by=chosen.closed_by | fresh.closed_by,
            )
        return chosen

    def _side(self, parent: Scene, change: Change, path: str) -> Trail | None:
        return parent.live.get(path) or self._standing(change)


def _known(trails: list[Trail], own: Trail) -> dict[Approval, Given]:
    """Approvals that wait on the other sides of a merge: they were judged there.

    An entry that the own log has too is none of them, for it was given in an earlier round.
    """
    had = _log_of(own)
    return {
        given.entry: given
        for trail in trails
        if trail is not own
        for given in trail.pending
        if given.entry not in had
    }


def _judged_on(chosen: Trail, theirs: Trail) -> dict[Approval, Given]:
    """Approvals that the branch has and the target branch has not: they were judged on the way."""
    had = _log_of(theirs)
    return {
        entry: Given(index=index, entry=entry, person=entry.by.casefold())
        for index, entry in enumerate(_log_of(chosen))
        if entry not in had
    }


def _log_of(trail: Trail) -> tuple[Approval, ...]:
    return () if trail.version.record is None else trail.version.record.approvals


def _sides(trails: list[Trail], own: Trail) -> tuple[Common, ...]:
    return tuple(
        trail.version.record for trail in trails if trail is not own and trail.version.record is not None
    )


def _most_alike(version: Version, trails: Mapping[str, Trail]) -> str:
    """The key of the record that `version` says most of again, "" when none of them half of it."""
    found = {key: _likeness(trail.version.record, version.record) for key, trail in trails.items()}
    best = max(found, key=lambda key: found[key], default="")
    return best if best and found[best] >= _SAME_DRAFT else ""


def _likeness(old: Common | None, new: Common | None) -> float:
    """Which part of the fields that either fills is the same; 1 for the same body, 0 for other kinds."""
    if old is None or new is None or type(old) is not type(new):
        return 0
    if old.body.strip() == new.body.strip() != "":
        return 1
    keys = {slot.key for slot in slots_of(type(new))} - STEP_FIELDS - {"kind", "id"}
    filled = [key for key in keys if field_text(old, key) or field_text(new, key)]
    return sum(field_text(old, key) == field_text(new, key) for key in filled) / max(1, len(filled))


def _is_same_text(old: Common | None, new: Common | None) -> bool:
    if old is None or new is None or type(old) is not type(new):
        return False
    return old.title == new.title and old.body.strip() == new.body.strip()
