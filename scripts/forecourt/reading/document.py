"""Bytes of a Markdown file -> front matter text and body, or what keeps it from being read."""

import re
from dataclasses import dataclass

from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.model.limits import MAX_RECORD_BYTES
from forecourt.words.text import N_, text

FENCE = "---"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """A split file: front matter begins at line 2, the body at `body_line` (line ends are \\n, no BOM)."""

    front_matter: str
    body: str
    body_line: int


@code("FM01")
def no_front_matter() -> Problem:
    """The file does not begin with front matter.

    A record starts with a line of three hyphens, then its fields, then another line of three hyphens.
    A file in content/ or plans/ without them is not a record, and nothing in it would be counted.
    """
    return Problem(
        code="FM01",
        line=1,
        column=1,
        message=text(N_("The file does not begin with front matter")),
        hint=text(
            N_("Make the first line --- and put the fields below it, or start from: forecourt new KIND")
        ),
    )


@code("FM02")
def blank_before(line: int) -> Problem:
    """Something stands before the first line of hyphens.

    Other tools would then silently treat the whole file as text without fields. Delete what is above the hyphens.
    """
    return Problem(
        code="FM02",
        line=1,
        column=1,
        message=text(N_("Blank lines stand before the front matter, which begins at line {line}"), line=line),
        hint=text(N_("Delete everything above the first ---")),
    )


@code("FM03")
def unterminated() -> Problem:
    """The front matter has no closing line of hyphens.

    Without it, fields and text cannot be told apart. Put a line of three hyphens after the last field.
    """
    return Problem(
        code="FM03",
        line=1,
        column=1,
        message=text(N_("The front matter is not closed")),
        hint=text(N_("Add a line --- below the last field")),
    )


@code("FM04")
def not_utf8(encoding: str) -> Problem:
    """The file is not UTF-8 text.

    Chinese Windows programs often save GB18030 (GBK). Read as UTF-8 it would be garbage, so it is refused.
    `forecourt convert FILE` rewrites it as UTF-8; in Notepad choose UTF-8 when saving.
    """
    return Problem(
        code="FM04",
        line=1,
        column=1,
        message=text(N_("The file is not UTF-8 but {encoding}"), encoding=encoding)
        if encoding
        else text(N_("The file is not UTF-8 text")),
        hint=text(N_("Run: forecourt convert FILE")) if encoding else text(N_("Save it again as UTF-8 text")),
    )


@code("FM05")
def too_large(size: int) -> Problem:
    """The file is larger than a record may be.

    Pictures and scans belong beside the record as evidence files, long documents into a PDF.
    """
    return Problem(
        code="FM05",
        line=1,
        column=1,
        message=text(
            N_("The file has {size} bytes; a record may have {limit}"),
            size=f"{size:,}",
            limit=f"{MAX_RECORD_BYTES:,}",
        ),
        hint=text(N_("Move pictures and long documents into files beside the record")),
    )


@code("FM06")
def unprintable(line: int, column: int, character: str) -> Problem:
    """The file has control characters.

    They are invisible, come from damaged files or copied tables, and would break pages and volumes.
    """
    return Problem(
        code="FM06",
        line=line,
        column=column,
        message=text(N_("A control character (U+{number}) stands here"), number=f"{ord(character):04X}"),
        hint=text(N_("Delete it, or type the line again")),
    )


def decode(data: bytes) -> str | Problem:
    """Text of `data` without BOM and with \\n line ends, or the Problem: BOM, then strict UTF-8, then GB18030."""
    if len(data) > MAX_RECORD_BYTES:
        return too_large(len(data))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return not_utf8("UTF-16")
    try:
        decoded = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return not_utf8("GB18030" if _is_gb18030(data) else "")
    if "\r" in decoded:
        decoded = decoded.replace("\r\n", "\n").replace("\r", "\n")
    found = _UNPRINTABLE.search(decoded)
    if found is not None:
        before = decoded[: found.start()]
        return unprintable(before.count("\n") + 1, found.start() - before.rfind("\n"), found[0])
    return decoded


def split(source: str) -> Document | Problem:
    """Divide decoded text at its two lines of hyphens."""
    first, _, rest = source.partition("\n")
    if first.rstrip() != FENCE:
        return _why_not(source)
    closing = _CLOSING.search(rest)
    if closing is None:
        return unterminated()
    front = rest[: closing.start()]
    return Document(front, rest[closing.end() + 1 :], front.count("\n") + 3)


def _why_not(source: str) -> Problem:
    for number, line in enumerate(source.split("\n"), 1):
        if line.strip():
            return blank_before(number) if number > 1 and line.rstrip() == FENCE else no_front_matter()
    return no_front_matter()


def _is_gb18030(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True
