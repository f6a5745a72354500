"""Faults of files as such: links, odd names, what cannot be opened."""

import errno
from pathlib import PurePosixPath
from typing import Final

from forecourt.model.codes import code, declared
from forecourt.model.finding import Finding, Problem
from forecourt.words.text import N_, Text, text

FOLDERS: Final = ("content", "plans")
# Endings that people and programs give to Markdown files; only the first is read.
_ENDINGS: Final = (".md", ".markdown", ".mdown", ".mkd", ".md.txt")

_REASONS: Final = {
    errno.EACCES: N_("no permission"),
    errno.EPERM: N_("no permission"),
    errno.EROFS: N_("this disk can only be read"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("a part of the path is no folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENAMETOOLONG: N_("the name is too long"),
}


@code("FS01")
def symbolic_link() -> Problem:
    """A file or folder below content/ or plans/ is a symbolic link.

    It could point outside the repository and mean another file on every computer.
    Replace it by the file itself.
    """
    return _problem(
        "FS01", text(N_("This is a symbolic link")), text(N_("Replace the link by the file or folder itself"))
    )


@code("FS02")
def unreadable_file(reason: str) -> Problem:
    """A record cannot be opened.

    Usually the file's permissions are wrong, the disk has a fault, or the name belongs to something that is
    no file.
    """
    return _problem(
        "FS02",
        text(N_("The file cannot be read: {reason}"), reason=Text(reason)),
        text(N_("Check the file's permissions, or fetch it again from Git")),
    )


@code("FS03")
def wrong_ending(name: str) -> Problem:
    """A Markdown file's name does not end in .md (small letters).

    Only *.md files are records. With another ending nothing in the file would be counted, and nobody would
    notice.
    """
    return _problem(
        "FS03",
        text(N_('The name "{name}" does not end in .md, so the file is not read'), name=name),
        text(N_("Rename it so that it ends in .md, in small letters")),
    )


@code("FS04")
def odd_name() -> Problem:
    """A record's path is not UTF-8 text.

    Such names come from old zip programs. They look different on every computer and cannot be referred to.
    """
    return _problem(
        "FS04", text(N_("The file's name is not UTF-8 text")), text(N_("Rename the file or its folder"))
    )


@code("FS05")
def record_folder(folder: str) -> Problem:
    """A folder has a name that ends in .md, like a record.

    Programs and people would take it for a record. Its files are not read until it has another name.
    """
    return _problem(
        "FS05",
        text(N_('The folder "{folder}" has the name of a record'), folder=folder),
        text(N_("Rename the folder; a record's files lie beside it or in a folder without .md")),
    )


def reason_of(error: OSError) -> str:
    """Why a file could not be read, as a catalogue source string where it is the usual reason."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def fault_of(path: str, form: str) -> Problem | None:
    """What keeps the entry at `path` (with surrogates for bytes that are not UTF-8) from being read, or None.

    `form` is "file", "link" or "other" (pipes, sockets, devices).
    """
    if form == "file" and path.isascii() and path.endswith(".md") and ".md/" not in path:
        return None
    *folders, name = PurePosixPath(path).parts
    if form == "link":
        return symbolic_link()
    inside = next((folder for folder in folders if folder.endswith(".md")), None)
    if inside is not None:
        return record_folder(inside)
    if not name.casefold().endswith(_ENDINGS):
        return None
    if display_path(path) != path:
        return odd_name()
    if not name.endswith(".md"):
        return wrong_ending(name)
    return unreadable_file(N_("it is a pipe or a device, no file")) if form == "other" else None


def is_inside(path: str) -> bool:
    """Whether `path` lies in a folder of records."""
    return path.partition("/")[0] in FOLDERS


def is_record_path(path: str) -> bool:
    """Whether a regular file at `path` is a record: a good name ending in .md, not hidden."""
    return path.endswith(".md") and "/." not in path and fault_of(path, "file") is None


def display_path(path: str) -> str:
    """`path` as text that can be printed: bytes that are not UTF-8 stand as \\xNN."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def at_file(problem: Problem, path: str) -> Finding:
    """The finding of a problem that concerns the whole file."""
    return Finding(
        code=problem.code,
        severity=declared(problem.code).severity,
        path=path,
        line=1,
        column=1,
        record="",
        field="",
        message=problem.message,
        hint=problem.hint,
    )


def _problem(id: str, message: Text, hint: Text) -> Problem:
    return Problem(code=id, message=message, hint=hint)
