"""A branch as values: its commits, what they change below content/ and plans/, and the trees at both ends."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct


class Author(Struct, frozen=True, kw_only=True):
    """Who made a commit, as Git has it.

    `day` is the author's day; `signer` the staff id whose key verified the commit's signature, "" for none.
    """

    email: str
    name: str
    day: date
    signer: str = ""


class Change(Struct, frozen=True, kw_only=True):
    """One path that a commit changes against one parent: the blobs there, None where there is no file.

    A symbolic link or a submodule counts as no file.
    """

    path: str
    before: str | None
    after: str | None


class Commit(Struct, frozen=True, kw_only=True):
    """A commit of the branch: `changes` against each parent, in the order of `parents`.

    `beside` are the same of files outside content/ and plans/.
    """

    id: str
    parents: tuple[str, ...]
    author: Author
    changes: tuple[tuple[Change, ...], ...]
    beside: tuple[tuple[Change, ...], ...] = ()

    def brings(self) -> frozenset[tuple[str, str]]:
        """Path and blob of every file that no parent has so."""
        sides = zip(self.changes, self.beside or ((),) * len(self.changes), strict=True)
        new = [
            {(one.path, one.after) for side in pair for one in side if one.after is not None}
            for pair in sides
        ]
        return frozenset(set.intersection(*new)) if new else frozenset()


class Tree(Struct, frozen=True, kw_only=True):
    """Files below content/ and plans/ at one commit: path -> blob; "link" or "other" for no regular files."""

    blobs: Mapping[str, str]
    forms: Mapping[str, str]


class Branch(Struct, frozen=True, kw_only=True):
    """What lies between a target branch and a head.

    `base` and `head` are commit ids, `base_tree` and `head_tree` the files there; `forks` are the files (path
    -> blob) at each commit where the two parted, mostly one; `commits` are those that the head has and the
    base has not, parents before children.
    """

    base: str
    head: str
    commits: tuple[Commit, ...]
    base_tree: Tree
    head_tree: Tree
    forks: tuple[Mapping[str, str], ...]
