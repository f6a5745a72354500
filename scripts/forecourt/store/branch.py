"""Git's history between a target branch and a head -> values. What cannot be read is an error."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from forecourt.edge.aside import aside
from forecourt.edge.git import GitError, git, stream_blobs
from forecourt.model.branch import Author, Branch, Change, Commit, Tree
from forecourt.model.refusal import RefusedError
from forecourt.store.faults import FOLDERS, is_inside
from forecourt.words.text import N_, text

_FORMS: Final = {"120000": "link", "160000": "other"}
_PRINT: Final = re.compile(rb"[0-9a-f]{64}")
_MARK: Final = "\x01"
_FORMAT: Final = "--format=%x01%H%x00%P%x00%ae%x00%an%x00%as"
_LOG: Final = (
    "log", "--topo-order", "--reverse", "--diff-merges=off", "--no-notes", _FORMAT,
)  # fmt: skip
_RAW: Final = (
    *(
        "--raw",
        "-z",
        "--no-renames",
        "--no-abbrev",
        "--relative",
        "--no-ext-diff",
        "--ignore-submodules=none",
    ),
)
# Where branches live; a name is looked for there first.
_BRANCHES: Final = ("refs/heads", "refs/remotes")
_NAME: Final = re.compile(r"[~^@:]")
# The one name that Git itself never looks for among tags and branches first.
_HEAD: Final = "HEAD"
# Where a target branch is looked for when nobody names one.
_USUAL: Final = ("origin/HEAD", "origin/main", "origin/master", "main", "master")


def target_branch(root: Path, environ: Mapping[str, str]) -> str:
    """The branch that pull requests go to: the forge's word for it, else origin's, else main or master.

    Raises RefusedError when there is none.
    """
    named = environ.get("GITHUB_BASE_REF") or environ.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME") or ""
    candidates = (f"origin/{named}", named) if named else _USUAL
    for name in candidates:
        if is_branch(root, name):
            return name
    raise RefusedError(
        text(
            N_("There is no target branch to compare with ({tried}); fetch it, or name it"),
            tried=list(candidates),
        )
    )


def is_branch(root: Path, name: str) -> bool:
    """Whether a branch of this repository, or a remote's as "origin/x", has that name."""
    return any(_object(root, f"{place}/{name}") for place in _BRANCHES)


def _object(root: Path, name: str) -> str:
    """The commit that `name` means to Git, "" for none."""
    try:
        found = git(root, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{name}^{{commit}}")
    except GitError:
        return ""
    return found.decode().strip()


def read_branch(root: Path, base: str, head: str) -> Branch:
    """Everything that judging needs to know of Git; raises RefusedError, GitError."""
    refuse_shallow(root)
    base_id, head_id = find_commit(root, base), find_commit(root, head)
    forks = need_common_ground(root, base_id, head_id, base=base, head=head)
    # The slowest question of all; Git looks for its answer while the others are asked.
    log = aside(partial(git, root, *_log(f"{base_id}..{head_id}", "--")))
    need_plain_folders(root, head_id)
    base_tree = read_tree(root, base_id)
    return Branch(
        base=base_id,
        head=head_id,
        base_tree=base_tree,
        head_tree=_tree_beside(root, base_id, base_tree, head_id),
        commits=tuple(_commits(root, log())),
        forks=tuple(_tree_beside(root, base_id, base_tree, one).blobs for one in forks),
    )


def refuse_shallow(root: Path) -> None:
    """Raise RefusedError when only a part of the history is here; raises GitError outside a repository."""
    if git(root, "rev-parse", "--is-shallow-repository").strip() != b"false":
        raise RefusedError(
            text(N_("This clone is shallow, so the history is not whole; run: git fetch --unshallow"))
        )


def find_commit(root: Path, name: str) -> str:
    """The commit of a branch, else of anything else that Git knows by that name; raises RefusedError.

    Git itself would prefer a tag, and a tag called "main" would empty every comparison with main.
    """
    branch = next((found for place in _BRANCHES if (found := _object(root, f"{place}/{name}"))), "")
    if branch and name != _HEAD:
        return branch
    if name != _HEAD and _object(root, f"refs/tags/{_NAME.split(name)[0]}"):
        raise RefusedError(
            text(
                N_('"{name}" is a tag, and branches are judged; name the branch, or the commit by its hash'),
                name=name,
            )
        )
    found = _object(root, name)
    if not found:
        raise RefusedError(
            text(
                N_('Git knows no commit "{name}"; fetch it (git fetch origin), or correct the name'),
                name=name,
            )
        )
    return found


def need_common_ground(root: Path, base_id: str, head_id: str, *, base: str, head: str) -> list[str]:
    """The commits where the two parted, several when each was merged into the other.

    Raises RefusedError when there is none, GitError; `base` and `head` are their names.
    """
    try:
        return git(root, "merge-base", "--all", base_id, head_id).decode().split()
    except GitError as error:
        # Without a common commit Git says nothing at all; what it says tells of a damaged repository.
        if str(error):
            raise
        raise RefusedError(
            text(
                N_(
                    "{base} and {head} have no common commit, so nothing says where the branch began; "
                    "rebase it onto {base}"
                ),
                base=base,
                head=head,
            )
        ) from None


def need_plain_folders(root: Path, commit: str) -> None:
    """Raise RefusedError for Content/ beside or in place of content/.

    Some computers take one for the other: records there would be read by them and judged by nobody.
    """
    for name in _entries(git(root, "ls-tree", "-z", "--name-only", "--end-of-options", commit)):
        if name not in FOLDERS and name.casefold() in FOLDERS:
            raise RefusedError(
                text(
                    N_("The folder {name}/ differs from {right}/ in capitals only; rename it"),
                    name=name,
                    right=name.casefold(),
                )
            )


def read_tree(root: Path, commit: str) -> Tree:
    """The files below content/ and plans/ at a commit."""
    blobs: dict[str, str] = {}
    forms: dict[str, str] = {}
    for entry in _entries(
        git(root, "ls-tree", "-r", "-z", "--end-of-options", commit, *(f"{f}/" for f in FOLDERS))
    ):
        about, _, path = entry.partition("\t")
        mode, _, blob = about.split(" ")
        if mode in _FORMS:
            forms[path] = _FORMS[mode]
        else:
            blobs[path] = blob
    return Tree(blobs=blobs, forms=forms)


def _tree_beside(root: Path, known: str, tree: Tree, commit: str) -> Tree:
    """The files at `commit`, told by what differs from `tree`, those at `known`: mostly next to nothing."""
    if commit == known:
        return tree
    blobs, forms = dict(tree.blobs), dict(tree.forms)
    told = iter(_entries(git(root, "diff-tree", "-r", *_RAW, known, commit, "--", *FOLDERS)))
    for about in told:
        _, mode, _, blob, _ = about[1:].split(" ")
        path = next(told)
        blobs.pop(path, None)
        forms.pop(path, None)
        if mode in _FORMS:
            forms[path] = _FORMS[mode]
        elif set(blob) != {"0"}:
            blobs[path] = blob
    return Tree(blobs=blobs, forms=forms)


def commits_before(root: Path, base: str, paths: Iterable[str]) -> tuple[Commit, ...]:
    """The commits of the target branch that changed one of `paths`, with these changes.

    A merge is among them where it differs from every parent.
    """
    wanted = tuple(f":(literal){path}" for path in paths)
    return tuple(_commits(root, git(root, *_log(base, "--", *wanted)))) if wanted else ()


def founders(root: Path, commit: str) -> frozenset[str]:
    """The authors' e-mails of the commits with which the history of `commit` begins."""
    told = git(root, "log", "--max-parents=0", "--format=%ae", "--end-of-options", commit)
    return frozenset(_clean(line).strip() for line in told.decode("utf-8", "surrogateescape").splitlines())


def named_before(root: Path, commit: str, path: str) -> str | None:
    """Where the file lay that `commit` renamed to `path`, by Git's own measure; None when it did not."""
    options = ("-r", "-M", "--diff-filter=R", "--name-status", "-z", "--relative", "--no-commit-id")
    told = git(root, "diff-tree", "--root", *options, "--end-of-options", commit)
    parts = told.decode("utf-8", "surrogateescape").split("\0")
    return next((old for old, new in zip(parts[1::3], parts[2::3], strict=True) if new == path), None)


def blobs_at(root: Path, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The blob of each (commit, path); a pair whose file is not there is left out."""
    asked = [place for place in dict.fromkeys(places) if "\n" not in place[1]]
    if not asked:
        return {}
    lines = "".join(f"{commit}:./{path}\n" for commit, path in asked)
    told = git(
        root, "cat-file", "--batch-check=%(objectname)", stdin=lines.encode("utf-8", "surrogateescape")
    )
    names = told.decode("utf-8", "surrogateescape").splitlines()
    return {place: name for place, name in zip(asked, names, strict=True) if not name.endswith(" missing")}


def _log(*span: str) -> tuple[str, ...]:
    return ("-c", "log.showRoot=true", *_LOG, *_RAW, *span)


def _commits(root: Path, told: bytes) -> Iterator[Commit]:
    parts = iter(told.decode("utf-8", "surrogateescape").split("\0"))
    # Only a place in the row tells a header from a path or a name: these may hold any sign but NUL.
    part = next(parts, "")
    while part.startswith(_MARK):
        id = part.removeprefix(_MARK)
        parents, email, name, day = (next(parts) for _ in range(4))
        changes: list[Change] = []
        for raw in parts:
            part = raw.lstrip("\n")
            if not part.startswith(":"):
                break
            changes += _changes([part, next(parts)])
        ancestors = tuple(parents.split())
        # Git leaves out a parent against which a merge changes nothing, so each is asked for by itself.
        sides = [_between(root, parent, id) for parent in ancestors] if len(ancestors) > 1 else [changes]
        yield Commit(
            id=id,
            parents=ancestors,
            author=Author(email=_clean(email), name=_clean(name), day=_day(day)),
            changes=tuple(tuple(one for one in side if is_inside(one.path)) for side in sides),
            beside=tuple(tuple(one for one in side if not is_inside(one.path)) for side in sides),
        )


def _clean(text: str) -> str:
    """A name that can be printed: bytes that are not UTF-8 and control signs stand as "\ufffd"."""
    decoded = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in decoded)


def _between(root: Path, parent: str, commit: str) -> list[Change]:
    told = git(root, "diff-tree", "-r", *_RAW, "--end-of-options", parent, commit)
    return list(_changes(told.decode("utf-8", "surrogateescape").split("\0")))


def _day(source: str) -> date:
    """The author's day; a commit without a sensible one was made in no year at all."""
    try:
        return date.fromisoformat(source)
    except ValueError:
        return date.min


def _changes(raw: list[str]) -> Iterator[Change]:
    told = iter(entry.lstrip("\n") for entry in raw)
    for about in told:
        if not about.startswith(":"):
            continue
        old_mode, mode, old, new, _ = about[1:].split(" ")
        yield Change(path=next(told), before=_blob(old_mode, old), after=_blob(mode, new))


def _blob(mode: str, blob: str) -> str | None:
    return None if mode in _FORMS or set(blob) == {"0"} else blob


def need_blobs(wanted: Iterable[str], found: Container[str]) -> None:
    """Raise RefusedError when the repository lacks the content of a blob: what is not there is not judged."""
    gone = [blob for blob in wanted if blob not in found]
    if gone:
        raise RefusedError(
            text(
                N_(
                    "This repository lacks content that its history names ({count} file versions, first: "
                    "{blob}); clone it anew and in full, see also: git fsck"
                ),
                count=len(gone),
                blob=gone[0][:8],
            )
        )


def holding(
    root: Path, paths: Mapping[str, str], prints: frozenset[bytes], names: frozenset[bytes]
) -> dict[str, bytes]:
    """Files among `paths` (blob -> path) whose bytes name one of the fingerprints or file names, by path.

    Raises RefusedError when one of them is not there, GitError.
    """
    found = {}
    seen = set()
    for blob, data in stream_blobs(root, paths):
        seen.add(blob)
        if not prints.isdisjoint(_PRINT.findall(data.lower())) or any(name in data for name in names):
            found[paths[blob]] = data
    need_blobs(paths, seen)
    return found


def _entries(output: bytes) -> list[str]:
    return output.decode("utf-8", "surrogateescape").split("\0")[:-1]
