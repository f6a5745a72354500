"""The history of all records as values: every commit that HEAD reaches, and which records it changed.

One `git log` tells the commits, one `git cat-file --batch` the records' contents, and where ids may have
changed, one `git diff-tree` which files went on under another name.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from forecourt.edge.git import GitError, ask, git, head_commit, stream_blobs
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
    "--no-notes",
    "--no-color",
    "--relative",
    "--encoding=UTF-8",
    "--format=%H%x01%P%x01%ct%x01%ae",
)
# From four fifths of equal text on, a file with another name is the same record.
RENAMES: Final = ("-r", "--raw", "-z", "--no-abbrev", "--relative", "--no-ext-diff", "--find-renames=80%")
PATHS: Final = ("utf-8", "surrogateescape")
_FILE: Final = "100"


class Change(Struct, frozen=True, kw_only=True):
    """A record's file (*.md) that a commit changes: blob ids before and after, "" where there is none."""

    path: str
    before: str
    after: str


class Commit(Struct, frozen=True, kw_only=True):
    """A commit: its parents, `when` it was committed (seconds since 1970), its author's e-mail.

    `changes` are those against the first parent.
    """

    id: str
    parents: tuple[str, ...]
    when: int
    email: str
    changes: tuple[Change, ...]


class History(Struct, frozen=True, kw_only=True):
    """Commits, parents before children, HEAD last; headings by blob id; how many versions had none.

    `renamed` tells by commit where a record's file went whose id changed with its name: new path -> old path.
    """

    commits: tuple[Commit, ...]
    headings: Mapping[str, Heading]
    unreadable: int
    renamed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_history(root: Path) -> History:
    """The whole history of the records below `root`; raises RefusedError."""
    return ask_history(root)()


def history_of(root: Path, head: str, paths: Iterable[str]) -> History:
    """The history of the files at `paths` up to the commit `head`; raises RefusedError."""
    return ask_history(root, head=head, paths=[f":(literal){path}" for path in paths])()


def ask_history(root: Path, *, head: str = "HEAD", paths: Sequence[str] = FOLDERS) -> Callable[[], History]:
    """Let Git tell the history while the program does something else; the result waits for it.

    Both raise RefusedError.
    """
    try:
        refuse_shallow(root)
        if not head_commit(root):
            raise RefusedError(text(N_("There is no commit yet, so there is no history")))
        answer = ask(root, [("log", *OPTIONS, head, "--", *paths)])
    except GitError as error:
        raise RefusedError(_said(error)) from None

    def history() -> History:
        try:
            (told,) = answer()
            return _history(root, tuple(_commits(told)))
        except GitError as error:
            raise RefusedError(_said(error)) from None

    return history


def _history(root: Path, commits: tuple[Commit, ...]) -> History:
    blobs = dict.fromkeys(
        blob
        for commit in commits
        for change in commit.changes
        for blob in (change.before, change.after)
        if blob
    )
    told = ((blob, read_heading(data)) for blob, data in stream_blobs(root, blobs))
    headings = {blob: heading for blob, heading in told if heading is not None}
    renamed = _renamed(root, [one for one in commits if _changes_an_id(one, headings)])
    return History(commits=commits, headings=headings, unreadable=len(blobs) - len(headings), renamed=renamed)


def _changes_an_id(commit: Commit, headings: Mapping[str, Heading]) -> bool:
    """Whether an id goes in this commit and another one of that kind comes."""
    told = [(headings.get(one.before), headings.get(one.after)) for one in commit.changes]
    gone = {(old.id.casefold(), old.kind) for old, _ in told if old is not None}
    come = {(new.id.casefold(), new.kind) for _, new in told if new is not None}
    return not {kind for _, kind in gone - come}.isdisjoint(kind for _, kind in come - gone)


def _renamed(root: Path, commits: Sequence[Commit]) -> dict[str, dict[str, str]]:
    """By commit: new path -> old path of files whose text went on under another name, as Git finds them."""
    # Each line names a commit and the one parent with which it is compared.
    wanted = "".join(f"{' '.join((one.id, *one.parents[:1]))}\n" for one in commits if one.parents)
    if not wanted:
        return {}
    told = git(root, "diff-tree", "--stdin", *RENAMES, "--", *FOLDERS, stdin=wanted.encode())
    found: dict[str, dict[str, str]] = {}
    commit = ""
    tokens = iter(told.decode(*PATHS).split("\0")[:-1])
    for token in tokens:
        if not token.startswith(":"):
            commit = token.strip()
            continue
        old = next(tokens)
        if token.rpartition(" ")[2].startswith("R"):
            found.setdefault(commit, {})[next(tokens)] = old
    return found


def _said(error: GitError) -> Text:
    if "not a git repository" in str(error):
        return text(N_("This folder is not kept in Git, so it has no history"))
    return text(N_("Git cannot tell the history: {reason}"), reason=str(error))


def _commits(output: bytes) -> Iterator[Commit]:
    tokens = iter(output.decode(*PATHS).split("\0")[:-1])
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
