"""Which states each record went through on the main line, in the order of Git's history.

The main line is HEAD and its first parents. A state counts from the commit with which it first stood there:
what a branch did is in force only when it is merged. Who took the step is the author of the branch's own
commit where the merge kept it; steps that a branch took on the way all count from the merge. Records are
followed by their id, so renaming and moving files breaks nothing. When the id changes with the file's name
and most of the text stays, the record goes on under the new id.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from forecourt.store.heading import Heading
from forecourt.store.log import Commit, History
from forecourt.timeline.days import dated, day_of

# The state of a record whose file is deleted.
GONE: Final = ""


class Entered(Struct, frozen=True, kw_only=True):
    """A state that was entered (GONE: deleted): when, by whose e-mail, with which commit ("": none yet).

    `by` is the id of who took the step where a paper tells it instead of Git. `at_latest`: on that day or
    before, as the record came into Git in this state and nothing tells since when it stood there.
    """

    state: str
    day: date
    email: str
    commit: str
    by: str = ""
    at_latest: bool = False


class Track(Struct, frozen=True, kw_only=True):
    """One record's states in order; `kind` as the last version says."""

    id: str
    kind: str
    entered: tuple[Entered, ...]


class Tracks(Struct, frozen=True, kw_only=True):
    """The tracks by id (without case), and how many commits of the main line had a date beyond belief."""

    by_id: Mapping[str, Track]
    corrected: int


class _Now(Struct):
    """Where the main line stands with one record."""

    heading: Heading
    path: str
    entered: list[Entered]


# A state with the commit that brought it.
_Brought = tuple[str, Commit]


def tracks(history: History, today: date) -> Tracks:
    """Every record's track; no day is later than `today` and none comes before an earlier one."""
    line = main_line(history.commits)
    days = dated([day_of(commit.when) for commit in line], today)
    landed = _landed(history.commits, line)
    now: dict[str, _Now] = {}
    for commit, day in zip(line, days.days, strict=True):
        merged = _versions(landed.get(commit.id, ()), history.headings)
        for old, new in _new_ids(commit, history, now):
            now[new] = now.pop(old)
            merged[new] = [*merged.get(old, []), *merged.get(new, [])]
        for id, path, heading in _moves(commit, history.headings, now):
            _move(now, (id, path, heading), _brought(commit, merged.get(id, []), heading), day)
    return Tracks(
        by_id={
            id: Track(id=its.heading.id, kind=its.heading.kind, entered=tuple(its.entered))
            for id, its in now.items()
        },
        corrected=days.corrected,
    )


def main_line(commits: Sequence[Commit]) -> list[Commit]:
    """HEAD (the last of `commits`) and its first parents, the oldest first."""
    by_id = {commit.id: commit for commit in commits}
    line: list[Commit] = []
    commit = commits[-1] if commits else None
    while commit is not None:
        line.append(commit)
        commit = by_id.get(commit.parents[0]) if commit.parents else None
    return line[::-1]


def _landed(commits: Sequence[Commit], line: Sequence[Commit]) -> Mapping[str, list[Commit]]:
    """By merge of the main line: the branch's commits that came with it, parents first."""
    by_id = {commit.id: commit for commit in commits}
    with_merge = {commit.id: "" for commit in line}
    for merge in line:
        waiting = list(merge.parents[1:])
        while waiting:
            commit = by_id.get(waiting.pop())
            if commit is not None and commit.id not in with_merge:
                with_merge[commit.id] = merge.id
                waiting.extend(commit.parents)
    landed: dict[str, list[Commit]] = defaultdict(list)
    for commit in commits:
        if with_merge.get(commit.id):
            landed[with_merge[commit.id]].append(commit)
    return landed


def _new_ids(commit: Commit, history: History, now: Mapping[str, _Now]) -> Iterator[tuple[str, str]]:
    """Old and new id of each record that goes on under a new id in a commit of the main line."""
    names = history.renamed.get(commit.id, {})
    blobs = {change.path: change for change in commit.changes}
    for new_path, old_path in names.items():
        sides = (
            (blobs[old_path].before, blobs[new_path].after) if {old_path, new_path} <= blobs.keys() else ()
        )
        old, new = [history.headings.get(blob) for blob in sides] or (None, None)
        if old is None or new is None or old.kind != new.kind:
            continue
        ids = (old.id.casefold(), new.id.casefold())
        # An id that is known already has a way of its own.
        if ids[1] not in now and ids[0] in now and now[ids[0]].path == old_path:
            yield ids


def _versions(commits: Sequence[Commit], headings: Mapping[str, Heading]) -> dict[str, list[_Brought]]:
    """The states of each record on a branch, by id, in order."""
    found: dict[str, list[_Brought]] = defaultdict(list)
    for commit in commits:
        for change in commit.changes:
            heading = headings.get(change.after)
            if heading is not None:
                found[heading.id.casefold()].append((heading.state, commit))
    return found


def _moves(
    commit: Commit, headings: Mapping[str, Heading], now: Mapping[str, _Now]
) -> Iterator[tuple[str, str, Heading | None]]:
    """Id, path and heading of each record that a commit of the main line writes, None when it deletes it."""
    written = [(change.path, headings.get(change.after)) for change in commit.changes]
    here = set()
    for path, heading in written:
        if heading is not None:
            here.add(heading.id.casefold())
            yield heading.id.casefold(), path, heading
    for change in commit.changes:
        old = headings.get(change.before)
        id = "" if old is None else old.id.casefold()
        # A version that cannot be read is no deletion, and a record of another path lives on there.
        is_lost = not change.after or change.after in headings
        if id and is_lost and id not in here and id in now and now[id].path == change.path:
            yield id, change.path, None


def _brought(commit: Commit, branch: Sequence[_Brought], heading: Heading | None) -> list[_Brought]:
    """The states that a commit of the main line brings, each with the commit whose author took the step."""
    state = GONE if heading is None else heading.state
    if branch and branch[-1][0] == state:
        return list(branch)
    own = next((brought for brought in reversed(branch) if brought[0] == state), (state, commit))
    return [own]


def _move(
    now: dict[str, _Now],
    what: tuple[str, str, Heading | None],
    brought: Sequence[_Brought],
    day: date,
) -> None:
    id, path, heading = what
    its = now.get(id)
    if its is None:
        if heading is None:
            return
        its = now[id] = _Now(heading, path, [])
    if heading is not None:
        its.heading, its.path = heading, path
    last = its.entered[-1].state if its.entered else None
    if last == brought[-1][0]:
        # Approved and withdrawn in one branch: on the main line nothing happened.
        return
    for state, commit in brought:
        if state != last:
            its.entered.append(Entered(state=state, day=day, email=commit.email, commit=commit.id))
            last = state
