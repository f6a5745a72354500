"""Bytes of a Markdown file -> front matter text and body, with what is wrong about the file as a whole."""

import re
import shlex
from dataclasses import dataclass
from typing import Final

from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.model.limits import MAX_RECORD_BYTES
from forecourt.reading.encoding import guess
from forecourt.words.text import N_, text

FENCE: Final = "---"
_ALMOST_FENCE: Final = re.compile(r"[ \t]*[-\u2010-\u2015\u2212\u2500\uff0d]{2,}[ \t]*")
# Invisible signs: controls, line ends that editors do not show as such, and a byte order mark in the middle.
UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# The same for bytes of UTF-8, as one pass and a few searches: nearly no file has any.
_CONTROL_BYTES: Final = bytes([*range(9), 11, 12, *range(14, 32), 127])
_C1_CONTROLS: Final = re.compile(rb"\xc2[\x80-\x9f]")
_SECOND: Final = re.compile(r"^---[ \t]*\nkind:[ \t]", re.MULTILINE)
_MOST_UNPRINTABLE: Final = 20


@dataclass(frozen=True, slots=True)
class Document:
    """A split file (line ends are \\n, no BOM) and its problems so far.

    The front matter begins at `front_line`, the body at `body_line`, both counted from 1.
    """

    front_matter: str
    body: str
    front_line: int
    body_line: int
    problems: tuple[Problem, ...] = ()


@code("FM01")
def no_front_matter(*, almost: bool = False) -> Problem:
    """The file does not begin with front matter.

    A record starts with a line of three hyphens, then its fields, then another line of three hyphens.
    A file in content/ or plans/ without them is not a record, and nothing in it would be counted.
    Some input methods turn three hyphens into a dash: switch to English input to type them.
    """
    if almost:
        hint = text(N_("Make the first line exactly three hyphens: --- (typed with English input)"))
    else:
        hint = text(
            N_("Make the first line --- and put the fields below it, or start from: ./forecourt new KIND")
        )
    message = text(N_("The file does not begin with front matter"))
    return Problem(code="FM01", line=1, column=1, message=message, hint=hint)


@code("FM02")
def blank_before(line: int) -> Problem:
    """Blank lines stand before the first line of hyphens.

    Other tools would then silently treat the whole file as text without fields.
    Delete what is above the hyphens.
    """
    return Problem(
        code="FM02",
        line=1,
        column=1,
        message=text(N_("Blank lines stand before the front matter, which begins at line {line}"), line=line),
        hint=text(N_("Delete everything above the first ---")),
    )


@code("FM03")
def unterminated(line: int, *, almost: bool) -> Problem:
    """The front matter has no closing line of hyphens.

    Without it, fields and text cannot be told apart. Put a line of three hyphens after the last field.
    """
    message = text(N_("The front matter is not closed"))
    if almost:
        hint = text(N_("Make this line exactly three hyphens: --- (typed with English input)"))
    else:
        hint = text(N_("Add a line --- below the last field"))
    return Problem(code="FM03", line=line, column=1, message=message, hint=hint)


@code("FM04")
def not_utf8(encoding: str, line: int = 1, column: int = 1, *, path: str = "FILE") -> Problem:
    """The file is not UTF-8 text.

    Chinese Windows programs often save GB18030 (GBK). Read as UTF-8 it would be garbage, so it is refused.
    `./forecourt convert FILE` rewrites it as UTF-8; in Notepad choose UTF-8 when saving.
    """
    if encoding:
        message = text(N_("The file is not UTF-8 but {encoding}"), encoding=encoding)
        hint = text(N_("Run: ./forecourt convert {path}"), path=shlex.quote(path))
    else:
        message = text(N_("The file is not UTF-8 text; the first wrong byte is here"))
        hint = text(N_("Type the damaged place again, or save the file as UTF-8 in its own program"))
    return Problem(code="FM04", line=line, column=column, message=message, hint=hint)


@code("FM05")
def too_large() -> Problem:
    """The file is larger than a record may be.

    Pictures and scans belong beside the record as evidence files, long documents into a PDF.
    """
    return Problem(
        code="FM05",
        line=1,
        column=1,
        message=text(N_("The file has more than {limit} bytes"), limit=f"{MAX_RECORD_BYTES:,}"),
        hint=text(N_("Move pictures and long documents into files beside the record")),
    )


@code("FM06")
def unprintable(line: int, column: int, character: str) -> Problem:
    """The file has control characters or other signs that nobody can see.

    They come from damaged files or copied tables and web pages, and would break pages and volumes.
    """
    return Problem(
        code="FM06",
        line=line,
        column=column,
        message=text(N_("An invisible character (U+{number}) stands here"), number=f"{ord(character):04X}"),
        hint=text(N_("Delete it, or type the line again")),
    )


@code("FM07")
def second_record(line: int) -> Problem:
    """Another record begins in the text below the front matter.

    One file holds one record; what follows a second block of fields would be text and never be counted.
    It happens when two records are pasted into one file.
    """
    return Problem(
        code="FM07",
        line=line,
        column=1,
        message=text(N_("Another record begins here, in the text of this one")),
        hint=text(N_("Move it into a file of its own")),
    )


def read_document(data: bytes, path: str = "FILE") -> Document | Problem:
    """`data` decoded and divided at its two lines of hyphens, or the Problem that prevents it.

    `path` is what a hint calls the file.
    """
    source = decode(data, path)
    if isinstance(source, Problem):
        return source
    problems: tuple[Problem, ...] = ()
    if _may_have_unprintable(data):
        problems = _unprintables(source)
        source = UNPRINTABLE.sub("\ufffd", source)
    return split(source, problems)


def decode(data: bytes, path: str) -> str | Problem:
    """Text of `data` without BOM and with \\n line ends, or the Problem: too large, or not UTF-8."""
    if len(data) > MAX_RECORD_BYTES:
        return too_large()
    try:
        decoded = data.decode("utf-8-sig" if data.startswith(b"\xef") else "utf-8")
    except UnicodeDecodeError as error:
        return _why_not_utf8(data, error.start, path)
    if decoded.startswith(("\0-\0-", "-\0-\0")):
        return not_utf8(guess(data), path=path)
    if "\r" in decoded:
        decoded = decoded.replace("\r\n", "\n").replace("\r", "\n")
    return decoded


def split(source: str, problems: tuple[Problem, ...] = ()) -> Document | Problem:
    """Divide decoded text at its two lines of hyphens; blank lines before them are a problem of their own."""
    start = 0
    if not source.startswith("---\n"):
        start = len(source) - len(source.lstrip(" \t\n"))
        start = source.rfind("\n", 0, start) + 1
        first = source[start:].partition("\n")[0]
        if first.rstrip() != FENCE:
            return no_front_matter(almost=_ALMOST_FENCE.fullmatch(first) is not None)
        if start:
            problems = (blank_before(source.count("\n", 0, start) + 1), *problems)
    front_start = (source.find("\n", start) + 1) or len(source)
    return _divide(source, front_start, problems)


def _divide(source: str, start: int, problems: tuple[Problem, ...]) -> Document | Problem:
    """Look for the closing fence from `start`, where the front matter begins."""
    line = source.count("\n", 0, start) + 1
    at = start - 1
    while (at := source.find("\n---", at)) >= 0:
        end = source.find("\n", at + 1)
        end = len(source) if end < 0 else end
        if end == at + 4 or not source[at + 4 : end].strip(" \t"):
            front = source[start : at + 1]
            body_line = line + front.count("\n") + 1
            body = source[end + 1 :]
            if "kind:" in body:
                problems = (*problems, *_second(body, body_line))
            return Document(front, body, line, body_line, problems)
        at = end
    return _unclosed(source, line)


def _second(body: str, body_line: int) -> tuple[Problem, ...]:
    found = _SECOND.search(body)
    return (second_record(body_line + body.count("\n", 0, found.start())),) if found else ()


def _unclosed(source: str, first_line: int) -> Problem:
    for number, line in enumerate(source.split("\n")[first_line - 1 :], first_line):
        if _ALMOST_FENCE.fullmatch(line):
            return unterminated(number, almost=True)
    return unterminated(max(first_line - 1, 1), almost=False)


def _why_not_utf8(data: bytes, at: int, path: str) -> Problem:
    encoding = guess(data)
    if encoding:
        return not_utf8(encoding, path=path)
    before = data[:at].decode("utf-8", "replace")
    return not_utf8("", before.count("\n") + 1, len(before) - before.rfind("\n"))


def _may_have_unprintable(data: bytes) -> bool:
    return (
        len(data.translate(None, _CONTROL_BYTES)) != len(data)
        or b"\xe2\x80\xa8" in data
        or b"\xe2\x80\xa9" in data
        or b"\xef\xbb\xbf" in data
        or b"\xef\xbf\xbe" in data
        or b"\xef\xbf\xbf" in data
        or (b"\xc2" in data and _C1_CONTROLS.search(data) is not None)
    )


def _unprintables(source: str) -> tuple[Problem, ...]:
    """The first invisible character of each line, for the first lines that have any."""
    found = []
    for number, line in enumerate(source.split("\n"), 1):
        match = UNPRINTABLE.search(line)
        if match is not None:
            found.append(unprintable(number, match.start() + 1, match[0]))
    return tuple(found[:_MOST_UNPRINTABLE])
