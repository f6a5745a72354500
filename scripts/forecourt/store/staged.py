"""What Git is about to commit: the index, never the work tree."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from os import scandir
from pathlib import Path
from sys import byteorder
from typing import Final, NamedTuple, TypeVar
from zlib import adler32

from msgspec import Struct
from msgspec.msgpack import decode, encode

from forecourt.edge import files
from forecourt.edge.git import ask, contents, git
from forecourt.model.limits import MAX_EVIDENCE_BYTES, MAX_RECORD_BYTES
from forecourt.model.record import FileFact
from forecourt.store.faults import FOLDERS
from forecourt.store.papers import Papers

CACHE: Final = "build/cache/hook.msgpack"
PACKAGE: Final = Path(__file__).parent.parent
_INDEX: Final = ("ls-files", "--stage", "-z", "--", *FOLDERS)
_CHANGES: Final = (
    *("diff", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--relative", "--no-ext-diff"),
)
# All that summaries are made by.
SUMMARY_ROOMS: Final = ("checking", "kinds", "model", "money", "reading", "rules", "store")
Value = TypeVar("Value", bound=Struct)
# Contents of records by the ids of their blobs.
Read = Callable[[Iterable[str]], dict[str, bytes]]
_FORMS: Final = {"120000": "link", "160000": "other"}


class Staged(Struct, frozen=True, kw_only=True):
    """The index and how it differs from HEAD.

    `blobs` maps every path to its blob id, `links` maps those that are no regular files to "link" or "other";
    `changed` are paths below content/ and plans/ that the commit adds, changes or deletes, with the blob that
    HEAD has ("" for none). `elsewhere` maps regular files that it adds or changes outside of these to the
    new blob.
    """

    blobs: Mapping[str, str]
    links: Mapping[str, str]
    changed: Mapping[str, str]
    elsewhere: Mapping[str, str]

    def form(self, path: str) -> str:
        """What `store.faults.fault_of` wants to know of a path."""
        return self.links.get(path, "file")


def ask_staged(root: Path) -> Callable[[], Staged]:
    """Let Git look for index and changes; the result waits for them. Both raise GitError outside a
    repository.
    """
    answer = ask(root, (_INDEX, _CHANGES))
    return lambda: _staged(*answer())


def _staged(index: bytes, changes: bytes) -> Staged:
    # "mode blob stage<tab>path": all but the path is as long in every line.
    lines = _entries(index)
    start = lines[0].index("\t") + 1 if lines else 0
    blobs = {line[start:]: line[7 : start - 3] for line in lines}
    # Hardly ever has an index any; the modes cannot stand in a path behind the sign that ends one.
    has_links = any(f"\0{mode} ".encode() in b"\0" + index for mode in _FORMS)
    links = {line[start:]: _FORMS[line[:6]] for line in lines if line[:6] in _FORMS} if has_links else {}
    changed: dict[str, str] = {}
    elsewhere: dict[str, str] = {}
    for path, change in _changes(changes):
        if path.partition("/")[0] in FOLDERS:
            changed[path] = change.old
        elif change.is_file:
            elsewhere[path] = change.new
    return Staged(blobs=blobs, links=links, changed=changed, elsewhere=elsewhere)


class _Change(NamedTuple):
    """Blobs before and after, "" for none; whether a regular file stands there afterwards."""

    old: str
    new: str
    is_file: bool


def _changes(output: bytes) -> Iterator[tuple[str, _Change]]:
    told = iter(_entries(output))
    for about in told:
        # ":mode mode blob blob status", what was before what is.
        _, mode, *blobs, _ = about.split(" ")
        old, new = ("" if set(blob) == {"0"} else blob for blob in blobs)
        yield next(told), _Change(old, new, mode.startswith("100"))


def _entries(output: bytes) -> list[str]:
    return output.decode("utf-8", "surrogateescape").split("\0")[:-1]


def read_blobs(root: Path, blobs: Iterable[str], most: int = MAX_RECORD_BYTES) -> dict[str, bytes]:
    """Contents of blobs, each cut behind `most` bytes; blobs that are gone are left out."""
    wanted = [blob for blob in dict.fromkeys(blobs) if blob]
    return {blob: data[: most + 1] for blob, data in _batch(root, wanted)}


@contextmanager
def reading_blobs(root: Path) -> Iterator[Read]:
    """The same by one Git process for all that is asked while the block runs; raises GitError."""
    with contents(root) as told:
        yield lambda blobs: {
            blob: data[: MAX_RECORD_BYTES + 1]
            for blob, data in told(dict.fromkeys(blob for blob in blobs if blob)).items()
        }


def blob_facts(root: Path, blobs: Iterable[str]) -> dict[str, FileFact]:
    """Size and sha256 of evidence by its blob id; sha256 is "" beyond the size limit.

    Blobs that are gone are left out.
    """
    wanted = list(dict.fromkeys(blobs))
    if not wanted:
        return {}
    told = git(root, "cat-file", "--batch-check=%(objectname) %(objectsize)", stdin=_lines(wanted))
    lines = (line.partition(" ") for line in told.decode().splitlines())
    sizes = {blob: int(size) for blob, _, size in lines if size != "missing"}
    facts = {blob: FileFact(size=size, sha256="") for blob, size in sizes.items()}
    small = [blob for blob, size in sizes.items() if size <= MAX_EVIDENCE_BYTES]
    papers = Papers(root)
    for blob, data in _batch(root, small):
        facts[blob] = papers.told(files.fact_of_bytes(data), partial(bytes, data))
    papers.keep()
    return facts


def _batch(root: Path, blobs: list[str]) -> Iterator[tuple[str, bytes]]:
    if not blobs:
        return
    output = git(root, "cat-file", "--batch", stdin=_lines(blobs))
    at = 0
    while at < len(output):
        end = output.index(b"\n", at)
        header = output[at:end].decode().split(" ")
        at = end + 1
        # A missing object has no size: "<name> missing".
        if len(header) == 3:
            size = int(header[2])
            yield header[0], output[at : at + size]
            at += size + 1


def _lines(blobs: Iterable[str]) -> bytes:
    return "".join(f"{blob}\n" for blob in blobs).encode()


def read_cache(root: Path, version: str, kind: type[Value]) -> Value | None:
    """What was remembered; None when there is nothing, or what another program wrote, or it is damaged."""
    try:
        head, _, body = (root / CACHE).read_bytes().partition(b"\n")
        return decode(body, type=kind) if head.decode() == _head(version, body) else None
    except (OSError, ValueError):
        return None


def write_cache(root: Path, version: str, value: Struct) -> None:
    """Remember `value` instead of all earlier ones; a folder that cannot be written is no fault."""
    try:
        body = encode(value)
        files.write_whole(root / CACHE, f"{_head(version, body)}\n".encode() + body)
    except (OSError, ValueError):
        return


def _head(version: str, body: bytes) -> str:
    """The first line: which program wrote the rest, and that it is whole."""
    return f"{version} {adler32(body):08x}"


def program_version(package: Path = PACKAGE) -> str:
    """Tells apart programs that say other things in summaries: a changed one trusts no old line.

    By times and sizes of the modules: reading them all took as long as reading the records.
    """
    modules = [
        (entry.name, entry.stat().st_mtime_ns, entry.stat().st_size)
        for room in SUMMARY_ROOMS
        for entry in sorted(scandir(package / room), key=lambda entry: entry.name)
        if entry.name.endswith(".py")
    ]
    return sha256(repr((byteorder, modules)).encode()).hexdigest()
