"""The target branch as it would be if branches were merged into it, one after another; merged by Git itself.

No ref, no index and no file of the work tree is touched, and nothing of a branch is executed. Git writes the
merged trees, and one commit for each branch, as loose objects that nothing refers to; the same question
writes the same objects again, and Git tidies them away after two weeks.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from forecourt.edge.git import GitError, git, is_dirty, merge_in_memory, version
from forecourt.model.branch import Tree
from forecourt.model.refusal import RefusedError
from forecourt.store.branch import (
    find_commit,
    is_branch,
    need_common_ground,
    need_plain_folders,
    read_tree,
    refuse_shallow,
)
from forecourt.store.faults import FOLDERS, display_path
from forecourt.words.text import N_, Text, text

OLDEST_GIT: Final = (2, 38)
_MOST_PATHS: Final = 10
# No person and no day, so that the same merge is the same object every time.
_COMMIT: Final = """\
tree {tree}
parent {ours}
parent {theirs}
author forecourt <forecourt@localhost> 0 +0000
committer forecourt <forecourt@localhost> 0 +0000

What if
"""


class Stage(Struct, frozen=True, kw_only=True):
    """The target branch (the first stage), or what it becomes when the branch `name` is merged as well.

    `commit` is the branch's own, `merged` the one that holds everything so far; `tree` are the files there.
    `adds_nothing`: all of the branch is there already.
    """

    name: str
    commit: str
    merged: str
    tree: Tree
    adds_nothing: bool = False


def merged_stages(root: Path, base: str, names: Sequence[str]) -> tuple[Stage, ...]:
    """The base, then one stage for each branch in the order in which they are named.

    Raises RefusedError (no such branch, a tag, a shallow clone, nothing in common, a conflict, Git too old)
    and GitError.
    """
    _need_new_git(root)
    refuse_shallow(root)
    commit = find_commit(root, base)
    need_plain_folders(root, commit)
    stages = [Stage(name=base, commit=commit, merged=commit, tree=read_tree(root, commit))]
    for name in names:
        stages.append(_merge(root, stages, _remote_or_own(root, name)))
    return tuple(stages)


def _need_new_git(root: Path) -> None:
    found = version(root)
    if found < OLDEST_GIT:
        raise RefusedError(
            text(
                N_("Git {found} cannot merge in memory; {needed} or newer is needed"),
                found=".".join(map(str, found)),
                needed=".".join(map(str, OLDEST_GIT)),
            )
        )


def _remote_or_own(root: Path, name: str) -> str:
    """A colleague's branch is often here as "origin/x" only."""
    return f"origin/{name}" if not is_branch(root, name) and is_branch(root, f"origin/{name}") else name


def _merge(root: Path, stages: Sequence[Stage], name: str) -> Stage:
    last, commit = stages[-1], find_commit(root, name)
    need_common_ground(root, stages[0].commit, commit, base=stages[0].name, head=name)
    tree, conflicts = merge_in_memory(root, last.merged, commit)
    if conflicts:
        raise RefusedError(_conflict(name, stages, conflicts))
    content = _COMMIT.format(tree=tree, ours=last.merged, theirs=commit)
    written = git(root, "hash-object", "-t", "commit", "-w", "--stdin", stdin=content.encode())
    merged = written.decode().strip()
    need_plain_folders(root, merged)
    return Stage(
        name=name,
        commit=commit,
        merged=merged,
        tree=read_tree(root, merged),
        adds_nothing=_is_ancestor(root, commit, last.merged),
    )


def _conflict(name: str, stages: Sequence[Stage], conflicts: Sequence[str]) -> Text:
    paths = [display_path(path) for path in dict.fromkeys(conflicts)]
    shown = [*paths[:_MOST_PATHS], *(["…"] if len(paths) > _MOST_PATHS else [])]
    return text(
        N_("{branch} cannot be merged into {others}, both changed the same lines: {paths}"),
        branch=name,
        others=" + ".join(stage.name for stage in stages),
        paths=shown,
    )


def _is_ancestor(root: Path, commit: str, of: str) -> bool:
    try:
        git(root, "merge-base", "--is-ancestor", commit, of)
    except GitError:
        return False
    return True


def left_out(root: Path, stages: Sequence[Stage]) -> Iterator[str]:
    """What a person at this work tree may miss in the stages: "commits" and "edits"."""
    if not _is_ancestor(root, "HEAD", stages[-1].merged):
        yield "commits"
    if is_dirty(root, *FOLDERS):
        yield "edits"
