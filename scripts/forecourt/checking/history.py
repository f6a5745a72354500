"""Personal data that a branch would bring into the history: all that is new in it, not only at its head."""

from collections.abc import Container, Iterator
from pathlib import Path

from msgspec.structs import replace

from forecourt.model.branch import Branch
from forecourt.model.codes import code
from forecourt.model.finding import Finding, Problem
from forecourt.store.blobs import Place, personal_in_blobs
from forecourt.store.faults import is_inside
from forecourt.store.privacy import is_ours
from forecourt.words.text import N_, Text, text


@code("PD03")
def in_history(commit: str, what: Text, *, is_gone: bool) -> Problem:
    """A commit of the branch brings personal data into the history, even if a later one takes it out again.

    Whoever fetches the branch has the number, and a merge makes it everybody's for ever; deleting the line
    later does not help. Every file version that is new in the branch is searched, also in the middle of it
    and beside content/ and plans/. Write the branch anew without that commit (git rebase -i, or a fresh
    branch with the files as they are now), and let the helper delete the old one on the server.
    """
    return Problem(
        code="PD03",
        line=1,
        column=1,
        message=text(
            N_("{what}, brought in by commit {commit}; a later one takes it out, the history keeps it")
            if is_gone
            else N_("{what}, brought in by commit {commit}"),
            commit=commit[:8],
            what=what,
        ),
        hint=text(
            N_(
                "Make the branch anew without commit {commit} (git rebase -i); a further commit does not help"
            ),
            commit=commit[:8],
        ),
        is_private=True,
    )


def personal_in_branch(root: Path, branch: Branch, made: Container[str]) -> Iterator[Finding]:
    """A finding for every piece of personal data in a file version that a commit of the branch brings.

    Blobs that are not in Git yet (`made`) are searched before they are written. Raises GitError.
    """
    known = {blob for tree in (branch.base_tree.blobs, *branch.forks) for blob in tree.values()}
    brought: dict[Place, str] = {}
    last: dict[str, str] = {}
    for commit in branch.commits:
        for path, blob in sorted(commit.brings()):
            last[path] = blob
            if blob not in known and blob not in made and (is_inside(path) or is_ours(path)):
                brought.setdefault((path, blob), commit.id)
        last |= {
            one.path: "" for side in (*commit.changes, *commit.beside) for one in side if one.after is None
        }
    for place, finding in personal_in_blobs(root, brought):
        path, blob = place
        there = branch.head_tree.blobs.get(path) if is_inside(path) else last[path]
        problem = in_history(brought[place], finding.message, is_gone=there != blob)
        # That a PDF could not be searched is told by the check.
        if finding.code == "PD01":
            yield replace(finding, code=problem.code, message=problem.message, hint=problem.hint)
