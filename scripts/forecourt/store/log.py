"""The history of all records as values: every commit that HEAD reaches, and which records it changed.

One `git log` tells the commits, one `git cat-file --batch` the records' contents.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forecourt.edge.git import GitError, git, head_commit, stream_blobs
from forecourt.model.refusal import RefusedError
from forecourt.store.branch import refuse_shallow
from forecourt.store.faults import FOLDERS
from forecourt.store.heading import Heading, read_heading
from forecourt.words.text import N_, Text, text

# Every commit (--sparse) of every line (--full-history), parents first. A merge shows what it changes on the
# line that it was merged into. Settings of the person who asks must change nothing, so all is said.
OPTIONS: Final = (
    "--topo-order",
    "--reverse",
    "--full-history",
    "--sparse",
    "--diff-merges=first-parent",
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-renames",
    "--no-ext-diff",
    "--no-show-signature",
    "--no-notes",
    "--no-color",
    "--relative",
    "--encoding=UTF-8",
    "--format=%H%x01%P%x01%ct%x01%ae",
)
_FILE: Final = "100"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A record's file (*.md) that a commit changes: blob ids before and after, "" where there is none."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit: its parents, `when` it was committed (seconds since 1970), its author's e-mail.

    `changes` are those against the first parent.
    """

    id: str
    parents: tuple[str, ...]
    when: int
    email: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Commits, parents before children, HEAD last; headings by blob id; how many versions had none."""

    commits: tuple[Commit, ...]
    headings: Mapping[str, Heading]
    unreadable: int


def read_history(root: Path) -> History:
    """The whole history of the records below `root`; raises RefusedError."""
    _refuse(root)
    try:
        commits = tuple(_commits(git(root, "log", *OPTIONS, "HEAD", "--", *FOLDERS)))
        blobs = dict.fromkeys(
            blob
            for commit in commits
            for change in commit.changes
            for blob in (change.before, change.after)
            if blob
        )
        told = ((blob, read_heading(data)) for blob, data in stream_blobs(root, blobs))
        headings = {blob: heading for blob, heading in told if heading is not None}
    except GitError as error:
        raise RefusedError(_said(error)) from None
    return History(commits=commits, headings=headings, unreadable=len(blobs) - len(headings))


def _refuse(root: Path) -> None:
    try:
        refuse_shallow(root)
    except GitError as error:
        raise RefusedError(_said(error)) from None
    if not head_commit(root):
        raise RefusedError(text(N_("There is no commit yet, so there is no history")))


def _said(error: GitError) -> Text:
    if "not a git repository" in str(error):
        return text(N_("This folder is not kept in Git, so it has no history"))
    return text(N_("Git cannot tell the history: {reason}"), reason=str(error))


def _commits(output: bytes) -> Iterator[Commit]:
    tokens = iter(output.decode("utf-8", "surrogateescape").split("\0")[:-1])
    head: list[str] = []
    changes: list[Change] = []
    for token in tokens:
        if token.startswith(("\n:", ":")):
            changes.extend(_change(token.lstrip("\n"), next(tokens)))
            continue
        if head:
            yield _commit(head, changes)
        head, changes = token.split("\x01", 3), []
    if head:
        yield _commit(head, changes)


def _change(about: str, path: str) -> Iterator[Change]:
    """The change, unless the file is no record: another ending, or a symbolic link both before and after."""
    old_mode, new_mode, before, after, _ = about[1:].split(" ")
    change = Change(
        path=path,
        before=before if old_mode.startswith(_FILE) else "",
        after=after if new_mode.startswith(_FILE) else "",
    )
    if path.endswith(".md") and (change.before or change.after):
        yield change


def _commit(head: list[str], changes: list[Change]) -> Commit:
    id, parents, when, email = head
    return Commit(
        id=id, parents=tuple(parents.split()), when=int(when or 0), email=email, changes=tuple(changes)
    )
