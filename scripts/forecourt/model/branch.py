"""A branch as values: its commits, what they change below content/ and plans/, and the trees at both ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who made a commit, as Git has it.

    `day` is the author's day; `signer` the staff id whose key verified the commit's signature, "" for none.
    """

    email: str
    name: str
    day: date
    signer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One path that a commit changes against one parent: the blobs there, None where there is no file.

    A symbolic link or a submodule counts as no file.
    """

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit of the branch: `changes` against each parent, in the order of `parents`."""

    id: str
    parents: tuple[str, ...]
    author: Author
    changes: tuple[tuple[Change, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Files below content/ and plans/ at one commit: path -> blob; "link" or "other" for no regular files."""

    blobs: Mapping[str, str]
    forms: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
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
