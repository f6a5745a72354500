"""The one module that walks, reads and writes files."""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Container, Iterable, Iterator
from io import BytesIO, FileIO
from itertools import count
from pathlib import Path
from typing import Final, Literal

from forecourt.model.exif import notes_of
from forecourt.model.forms import HEAD, TAIL, form_of
from forecourt.model.limits import MAX_EVIDENCE_BYTES
from forecourt.model.record import FileFact
from forecourt.model.soundness import fault_of

BLANKS: Final = "templates/records"


def find_root(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that holds a dealership, or None.

    That is one with content/ and plans/, or with the blanks to begin one: Git keeps no empty folder, so
    whoever deletes the sample to write a store of his own has neither of the two before the first record.
    """
    for folder in (start, *start.parents):
        if all((folder / name).is_dir() for name in ("content", "plans")) or (folder / BLANKS).is_dir():
            return folder
    return None


Form = Literal["file", "link", "other"]
# Number, size, and the times of content and of entry in nanoseconds.
Stamp = tuple[int, int, int, int]
# Larger than nearly every record.
SMALL: Final = 32 * 1_024


def walk(root: Path, folder: str) -> Iterator[tuple[str, Form]]:
    """Every entry below `folder` that is no folder: (path from root with forward slashes, form), sorted.

    Symbolic links are named, never followed, also when they lead to a folder; "other" are pipes, sockets
    and devices.
    Hidden files and folders are passed over; nothing is below a folder that is not there. Raises OSError when
    a folder cannot be read.
    """
    if (root / folder).is_symlink():
        yield folder, "link"
        return
    if not (root / folder).exists():
        return
    pending = [folder]
    while pending:
        here = pending.pop()
        with os.scandir(root / here) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            if entry.name.startswith("."):
                continue
            path = f"{here}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                pending.append(path)
            elif entry.is_symlink():
                yield path, "link"
            else:
                yield path, "file" if entry.is_file() else "other"


def read_bytes(path: Path | str, most: int) -> bytes:
    """At most `most` + 1 bytes of a file, so that a larger one is known to be larger without being read."""
    # By the system's own calls and without room for `most` bytes each time: ten thousand small files are read
    # in one run, and file objects took longer than their contents.
    source = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        data = os.read(source, min(SMALL, most + 1))
        while SMALL <= len(data) <= most and (more := os.read(source, most + 1 - len(data))):
            data += more
    finally:
        os.close(source)
    return data


def is_link(path: Path) -> bool:
    """Whether a path is a symbolic link, whatever the name is like."""
    return os.path.islink(path)  # noqa: PTH114  Path.is_symlink raises for names that are too long


def is_there(path: Path) -> bool:
    """Whether something has that path, whatever the name is like."""
    return os.path.exists(path)  # noqa: PTH110  Path.exists raises for names that are too long


def stamp_of(path: Path) -> Stamp | None:
    """What of a file changes whenever it is written, None when there is none; take it before reading."""
    try:
        told = path.lstat()
    except OSError:
        return None
    return (told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns)


def fact_of(path: Path) -> FileFact | None:
    """Size, sha256, form and fault of a regular file, None when there is none, or nobody may read it.

    Of a file beyond the limit only the size.
    """
    # Path's own methods raise for a name that is too long to be a file's.
    if os.path.islink(path) or not os.path.isfile(path):  # noqa: PTH113, PTH114
        return None
    size = path.stat().st_size
    if size > MAX_EVIDENCE_BYTES:
        return FileFact(size=size, sha256="")
    try:
        return fact_of_bytes(path.read_bytes())
    except PermissionError:
        return None


def fact_of_bytes(data: bytes) -> FileFact:
    """The same of a file's content."""
    form = form_of(data[:HEAD], data[-TAIL:], len(data))
    digest = hashlib.sha256(data).hexdigest()
    return FileFact(
        size=len(data),
        sha256=digest,
        form=form,
        fault=fault_of(data, form),
        taken_on=notes_of(BytesIO(data), form.name).taken_on,
    )


def standing(path: Path) -> str:
    """What has that path when nothing readable has: "folder", "link", "other" (a pipe, a device), or "".

    "unread": a file that nobody may read, as one that another program holds.
    "twin": only a name that looks the same stands there, of other signs, as another system writes it.
    """
    # Path's own methods raise for a name that is too long to be a file's.
    if os.path.islink(path):  # noqa: PTH114
        return "link"
    if os.path.isdir(path):  # noqa: PTH112
        return "folder"
    if is_there(path):
        return "unread" if os.path.isfile(path) else "other"  # noqa: PTH113
    return "twin" if _has_twin(path) else ""


def _has_twin(path: Path) -> bool:
    """Whether the folder has another name, the same once letters and accents are put together."""
    name = unicodedata.normalize("NFC", path.name)
    if name.isascii():
        return False
    try:
        return any(unicodedata.normalize("NFC", one) == name for one in os.listdir(path.parent))  # noqa: PTH208
    except OSError:
        return False


def write_whole(path: Path, data: bytes) -> bool:
    """Write `data` through a temporary file and a rename, only when it differs; True when it was written.

    Who may read and write an existing file stays as it is.
    """
    # By the system's own calls: a portal has ten thousand files, and paths took as long as the writing.
    name, mode = os.fspath(path), 0o644
    if os.path.isfile(name):  # noqa: PTH113 as above
        there = os.stat(name)  # noqa: PTH116 as above
        if there.st_size == len(data) and _bytes_of(name) == data:
            return False
        mode = stat.S_IMODE(there.st_mode)
    try:
        handle, beside = _beside(name)
    except (FileNotFoundError, NotADirectoryError):
        # When it cannot be made, the folder is named, not a temporary file that nobody knows.
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = _beside(name)
    try:
        with open(handle, "wb", buffering=0) as target:  # noqa: PTH123 it is open already
            _pour(data, target)
            os.fchmod(handle, mode)
        os.replace(beside, name)  # noqa: PTH105 as above
    except BaseException as error:
        give_up(beside, name, error)
        raise
    return True


def _pour(data: bytes, target: FileIO) -> None:
    while data:
        data = data[target.write(data) :]


def give_up(written: str, name: str, error: BaseException) -> None:
    """Take back what was written of a file, and name it: to the system an open file has no name."""
    Path(written).unlink(missing_ok=True)
    if isinstance(error, OSError) and error.filename is None:
        error.filename = name


def _bytes_of(name: str) -> bytes:
    with open(name, "rb", buffering=0) as file:  # noqa: PTH123 ten thousand of them
        return file.read()


def _beside(name: str) -> tuple[int, str]:
    """A new temporary file in the same folder, open for writing, and its name."""
    folder = os.path.dirname(name) or "."  # noqa: PTH120 ten thousand of them
    while True:
        beside = f"{folder}/.writing-{os.getpid()}-{next(_numbers)}"
        try:
            return os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), beside
        except FileExistsError:
            # What an ended process with the same number left behind.
            continue
        except OSError as error:
            error.filename = name  # nobody knows the temporary file
            raise


# One number a temporary file; other processes have another number of their own.
_numbers: Final = count()


def create(path: Path, data: bytes) -> bool:
    """Write a new file; False, and nothing written, when there is one already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        target = path.open("xb", buffering=0)
    except FileExistsError:
        return False
    try:
        with target:
            _pour(data, target)
    except BaseException as error:
        give_up(str(path), str(path), error)
        raise
    return True


def link(source: Path, target: Path) -> bool:
    """Make `target` the same file as `source`, or a copy where that cannot be; True when it was not.

    For files that are replaced and never written into: so neither changes with the other.
    """
    try:
        there = os.stat(target)  # noqa: PTH116 thousands of them
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
    else:
        if os.path.samestat(there, os.stat(source)):  # noqa: PTH116 as above
            return False
    beside = target.parent / f".writing-{os.getpid()}-{next(_numbers)}"
    try:
        os.link(source, beside)
        beside.replace(target)
    except OSError:
        write_whole(target, source.read_bytes())
    finally:
        beside.unlink(missing_ok=True)
    return True


def drop(folder: Path, names: Iterable[str]) -> None:
    """Remove these files (paths in `folder`) where they are."""
    for name in names:
        (folder / name).unlink(missing_ok=True)


def drop_others(folder: Path, names: Container[str]) -> int:
    """Remove every file but these (paths in `folder`), and folders left empty; returns how many files went.

    What is hidden there stays.
    """
    gone, start = 0, len(str(folder)) + 1
    for here, _, found in os.walk(folder, topdown=False):
        inside = here[start:].replace(os.sep, "/")
        if inside.startswith("."):
            continue
        for name in found:
            path = f"{inside}/{name}" if inside else name
            if path not in names and not path.startswith("."):
                (folder / path).unlink()
                gone += 1
        if inside and not any(Path(here).iterdir()):
            Path(here).rmdir()
    return gone
