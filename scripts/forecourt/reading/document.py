"""Bytes of a Markdown file -> front matter text and body, with what is wrong about the file as a whole."""

import re
import shlex
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.model.limits import MAX_RECORD_BYTES
from forecourt.reading.conflicts import conflicts, may_have
from forecourt.reading.encoding import guess
from forecourt.reading.signs import BROKEN, IN_VALUES, Part, may_have_odd, odd_signs, visible
from forecourt.words.text import N_, text

FENCE: Final = "---"
_ALMOST_FENCE: Final = re.compile(r"[-\u2010-\u2015\u2212\u2500\uff0d]{2,}|\.{3}|\+{3}")
_SECOND: Final = re.compile(r"^---[ \t]*\nkind:[ \t]", re.MULTILINE)
_FENCE_LINE: Final = re.compile(r"^---[ \t]*$", re.MULTILINE)
_FIELD: Final = re.compile(r"\n*^([a-z][a-z0-9_]*):(?=[ \n]|$)", re.MULTILINE)
# So many lines that are fields, below one that is none, are not a text.
_NO_TEXT: Final = 3
# How a line that should be three hyphens differs from them.
_Slip = Literal["", "signs", "unseen"]


class Document(Struct, frozen=True):
    """A split file (line ends are \\n, no BOM) and its problems so far.

    The front matter begins at `front_line`, the body at `body_line`, both counted from 1.
    """

    front_matter: str
    body: str
    front_line: int
    body_line: int
    problems: tuple[Problem, ...] = ()


@code("FM01")
def no_front_matter(slip: _Slip = "") -> Problem:
    """The file does not begin with front matter.

    A record starts with a line of three hyphens, then its fields, then another line of three hyphens.
    A file in content/ or plans/ without them is not a record, and nothing in it would be counted.
    Some input methods turn three hyphens into a dash: switch to English input to type them.
    """
    hint = text(
        {
            "signs": N_("Make the first line exactly three hyphens: --- (typed with English input)"),
            "unseen": N_("Delete the first line and type --- again; an invisible character stands in it"),
            "": N_(
                "Make the first line --- and put the fields below it, or start from: ./forecourt new KIND"
            ),
        }[slip]
    )
    message = text(N_("The file does not begin with front matter"))
    return Problem(code="FM01", line=1, column=1, message=message, hint=hint)


@code("FM02")
def something_before(line: int, *, blank: bool) -> Problem:
    """Blank lines, or text, stand before the first line of hyphens.

    Other tools would then silently treat the whole file as text without fields.
    Delete what is above the hyphens; a text belongs below the second line of them.
    """
    if blank:
        message = N_("Blank lines stand before the front matter, which begins at line {line}")
        hint = N_("Delete everything above the first ---")
    else:
        message = N_("Text stands before the front matter, which begins at line {line}")
        hint = N_("Delete it, or move it below the second ---")
    return Problem(code="FM02", line=1, column=1, message=text(message, line=line), hint=text(hint))


@code("FM03")
def unterminated(line: int, slip: _Slip = "") -> Problem:
    """The front matter has no closing line of hyphens.

    Without it, fields and text cannot be told apart. Put a line of three hyphens after the last field.
    """
    message = text(N_("The front matter is not closed"))
    hint = text(
        {
            "signs": N_("Make this line exactly three hyphens: --- (typed with English input)"),
            "unseen": N_("Delete this line and type --- again; an invisible character stands in it"),
            "": N_("Add a line --- below the last field"),
        }[slip]
    )
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


@code("FM18")
def divided(line: int, field: str) -> Problem:
    """A line of hyphens stands in the middle of the fields.

    The second line of three hyphens ends the front matter, so the fields below it would be text and never be
    counted. It happens when somebody parts the fields into groups.
    """
    return Problem(
        code="FM18",
        line=line,
        column=1,
        message=text(
            N_('This line ends the front matter, but fields follow below it: "{field}" …'), field=field
        ),
        hint=text(N_("Delete this line; only one line --- closes the fields")),
    )


def read_document(data: bytes, path: str = "FILE") -> Document | Problem:
    """`data` decoded and divided at its two lines of hyphens, or the Problem that prevents it.

    `path` is what a hint calls the file.
    """
    source = decode(data, path)
    if isinstance(source, Problem):
        return source
    document = split(source)
    if may_have(source) and (found := conflicts(source)):
        # What cannot be divided is most likely in pieces because of the conflict.
        if isinstance(document, Problem):
            return found[0]
        document = replace(document, problems=found)
    if isinstance(document, Document) and may_have_odd(data, source):
        return _with_signs(document)
    return document


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


def split(source: str) -> Document | Problem:
    """Divide decoded text at its two lines of hyphens; what stands before them is a problem of its own."""
    if source.startswith("---\n"):
        return _divide(source, 0, ())
    # Signs of no width in front of the hyphens are no blank line: the hyphens themselves are then in doubt.
    start = len(source) - len(source.lstrip())
    start = source.rfind("\n", 0, start) + 1
    first = source[start:].partition("\n")[0]
    if first.rstrip(" \t") == FENCE:
        problems = (something_before(source.count("\n", 0, start) + 1, blank=True),) if start else ()
        return _divide(source, start, problems)
    slip = _slip(first)
    found = None if slip or may_have(first) else _SECOND.search(source)
    if found is None:
        return no_front_matter(slip)
    line = source.count("\n", 0, found.start()) + 1
    return _divide(source, found.start(), (something_before(line, blank=False),))


def _slip(line: str) -> _Slip:
    """Why a line that looks like three hyphens is not taken for them, or "" when it does not look so."""
    bare = IN_VALUES.sub("", line).strip()
    if not _ALMOST_FENCE.fullmatch(bare):
        return ""
    return "unseen" if bare == FENCE != line.strip(" \t") else "signs"


def _divide(source: str, fence: int, problems: tuple[Problem, ...]) -> Document | Problem:
    """Look for the closing fence below the opening one, which begins at `fence`."""
    start = (source.find("\n", fence) + 1) or len(source)
    line = source.count("\n", 0, start) + 1
    at = start - 1
    while (at := source.find("\n---", at)) >= 0:
        end = source.find("\n", at + 1)
        end = len(source) if end < 0 else end
        if end == at + 4 or not source[at + 4 : end].strip(" \t"):
            front = source[start : at + 1]
            field = _field_below(source, front, end + 1)
            if field:
                # Without that line all the fields are there, and what is wrong with them is told too.
                problem = divided(source.count("\n", 0, at + 1) + 1, field)
                return _divide(source[: at + 1] + source[end:], fence, (*problems, problem))
            body_line = line + front.count("\n") + 1
            body = source[end + 1 :]
            if "kind:" in body:
                problems = (*problems, *_second(body, body_line))
            return Document(front, body, line, body_line, problems)
        at = end
    return _unclosed(source[start:], line)


def _field_below(source: str, front: str, start: int) -> str:
    """The first known field below the fence that ends before `start`, when another fence follows; else "".

    Below a line that is none of a field, one or two may be a text that only looks like it.
    """
    closing = _FENCE_LINE.search(source, start) if source.find("\n---", start - 1) >= 0 else None
    if closing is None or _FIELD.search(source, start, closing.start()) is None:
        return ""
    from forecourt.reading.colons import field_names  # looks at every kind, and hardly a text is so

    below = (found[1] for found in _FIELD.finditer(source, start, closing.start()))
    names = [name for name in below if name in field_names() and f"\n{name}:" not in f"\n{front}"]
    fewest = 1 if _FIELD.match(source, start) else _NO_TEXT
    return names[0] if len(names) >= fewest else ""


def _second(body: str, body_line: int) -> tuple[Problem, ...]:
    found = _SECOND.search(body)
    return (second_record(body_line + body.count("\n", 0, found.start())),) if found else ()


def _unclosed(front: str, first_line: int) -> Problem:
    for number, line in enumerate(front.split("\n"), first_line):
        slip = _slip(line)
        if slip:
            return unterminated(number, slip)
    return unterminated(max(first_line - 1, 1))


def _why_not_utf8(data: bytes, at: int, path: str) -> Problem:
    encoding = guess(data)
    if encoding:
        return not_utf8(encoding, path=path)
    before = data[:at].decode("utf-8", "replace")
    return not_utf8("", before.count("\n") + 1, len(before) - before.rfind("\n"))


def _with_signs(document: Document) -> Document:
    """The document with what is wrong with its signs; what nobody can see is replaced, places stay."""
    front, body = document.front_matter, document.body
    problems = odd_signs(Part(front, document.front_line), Part(body, document.body_line))
    return replace(
        document,
        front_matter=visible(front, IN_VALUES),
        body=visible(body, BROKEN),
        problems=(*document.problems, *problems),
    )
