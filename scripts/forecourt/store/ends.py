"""All records before and after a branch is merged, read from Git's objects; nothing is checked out."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from forecourt.model.branch import Branch
from forecourt.model.record import Record, Records
from forecourt.reading.record import read_record
from forecourt.store.faults import is_record_path
from forecourt.store.staged import read_blobs


class Ends(Struct, frozen=True, kw_only=True):
    """Records of the target branch as they are, and as they will be; `changed` are the paths that differ.

    Records that cannot be read are left out on their side.
    """

    before: Records
    after: Records
    changed: frozenset[str]


def read_ends(root: Path, branch: Branch) -> Ends:
    """Both ends of a branch; what the target branch gained meanwhile is on both. Raises GitError."""
    before = _records_of(branch.base_tree.blobs)
    after = _records_of(_merged(branch))
    data = read_blobs(root, {*before.values(), *after.values()})
    both = before.items() & after.items()
    same = dict(_read(dict(both), data))
    changed = frozenset(path for path, _ in (before.items() | after.items()) - both)
    return Ends(
        before=_records(same | dict(_read(_only(before, changed), data))),
        after=_records(same | dict(_read(_only(after, changed), data))),
        changed=changed,
    )


def _merged(branch: Branch) -> dict[str, str]:
    """Path -> blob as a merge makes it: the target branch, with what the branch changed since it began."""
    began = branch.forks[0]
    merged, head = dict(branch.base_tree.blobs), branch.head_tree.blobs
    for path in began.keys() | head.keys():
        if began.get(path) == head.get(path):
            continue
        if path in head:
            merged[path] = head[path]
        else:
            merged.pop(path, None)
    return merged


def _records_of(blobs: Mapping[str, str]) -> dict[str, str]:
    return {path: blob for path, blob in blobs.items() if is_record_path(path)}


def _only(blobs: Mapping[str, str], paths: frozenset[str]) -> dict[str, str]:
    return {path: blob for path, blob in blobs.items() if path in paths}


def _read(blobs: Mapping[str, str], data: Mapping[str, bytes]) -> Iterator[tuple[str, Record]]:
    for path, blob in blobs.items():
        record = read_record(path, data.get(blob, b"")).record
        if record is not None:
            yield path, record


def _records(by_path: Mapping[str, Record]) -> Records:
    return Records(items=tuple(by_path[path] for path in sorted(by_path)))
