"""Personal data in the files of a dealership: found before it is history."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final

from forecourt.model.codes import code, declared
from forecourt.model.finding import Finding, Problem
from forecourt.model.limits import MAX_PRIVATE_SHOWN, MAX_TEXT_BYTES, MAX_WORKBOOK_UNPACKED
from forecourt.model.personal import masked, may_be_personal, personal
from forecourt.model.vocabulary_law import PERSONAL
from forecourt.reading.encoding import decoded, guess
from forecourt.store.faults import display_path
from forecourt.words.text import N_, Text, text

# Files that hold text, by the ending of the name; pictures, PDFs and films are not opened.
_TEXTS: Final = frozenset(
    ".md .txt .csv .tsv .html .htm .xml .json .yaml .yml .svg .eml .mht .vcf .ics .log .ini .sql .rtf".split()  # noqa: SIM905 a line of endings
)
# Folders of the program and of what it makes; everything else in the repository may be the department's own.
_PROGRAM: Final = frozenset({"build", "scripts", "templates", "tests"})
_OFFICE: Final = (".xlsx", ".xlsm", ".docx", ".pptx", ".ods", ".odt")
_CELL_ENDS: Final = re.compile(rb"</(?:si|c|row|w:p|w:tc|a:p|text:p)>")
_TAG: Final = re.compile(rb"<[^>]*>")


@code("PD01")
def personal_data(kind: str, shown: str, *, line: int = 1, column: int = 1) -> Problem:
    """A file holds personal data: a mobile number, an ID card, a plate, a vehicle with a name, a bank card.

    Git forgets nothing: what was committed once stands in everybody's copy for ever, and customers' data must
    be kept as short as possible and given to nobody without consent (PIPL art. 5, 6, 19, 23, 47). Registers
    of visitors stay outside; the repository has sums only. Numbers count only when check digits are right.
    Searched are text, office and web files, beside content/ and plans/ too; pictures and PDFs are not opened
    (an invoice rightly shows its seller's numbers), so cover names and numbers before filing them.
    The hook stops the commit; what is in the history already must be taken out by the helper who knows Git.
    """
    return Problem(
        code="PD01",
        line=line,
        column=column,
        message=text(N_("Personal data: {kind} {shown}"), kind=Text(PERSONAL.terms[kind]), shown=shown),
        hint=text(N_("Take it out before you commit; keep sums here and the list outside the repository")),
        is_private=True,
    )


def may_hold_text(path: str) -> bool:
    """Whether a file's name says that text can be found in it."""
    return PurePosixPath(path).suffix.casefold() in _TEXTS.union(_OFFICE)


def is_ours(path: str) -> bool:
    """Whether a file outside content/ and plans/ is searched too: a list is soon dropped beside them."""
    parts = path.split("/")
    return parts[0] not in _PROGRAM and not any(part.startswith(".") for part in parts)


def personal_in(path: str, data: bytes, id: str = "") -> Iterator[Finding]:
    """Findings about personal data in the file at `path`, in its content and its name; `id` is the record's.

    At most MAX_PRIVATE_SHOWN of one file; more say nothing new.
    """
    source = _text_of(path, data)
    if not may_be_personal(f"{path}\n{source}"):
        return
    for hit in personal(path):
        yield _finding(path, id, personal_data(hit.kind, masked(path[hit.start : hit.end])))
    for number, hit in enumerate(personal(source)):
        if number == MAX_PRIVATE_SHOWN:
            return
        shown = masked(source[hit.start : hit.end])
        begin = source.rfind("\n", 0, hit.start) + 1
        line = 1 if is_office(path) else source.count("\n", 0, hit.start) + 1
        column = 1 if is_office(path) else hit.start - begin + 1
        yield _finding(path, id, personal_data(hit.kind, shown, line=line, column=column))


def is_office(path: str) -> bool:
    """Whether the file is a packed one of an office program, in which lines mean nothing."""
    return path.casefold().endswith(_OFFICE)


def _text_of(path: str, data: bytes) -> str:
    """The text in the file; "" when there is none or it cannot be read."""
    if is_office(path):
        return "\n".join(_office(data))
    try:
        found = data[:MAX_TEXT_BYTES].decode("utf-8")
    except UnicodeDecodeError:
        encoding = guess(data)
        found = decoded(data, encoding) if encoding else data.decode("gb18030", "replace")
    found = found.removeprefix("\ufeff")
    return found.replace("\r\n", "\n").replace("\r", "\n") if "\r" in found else found


def _office(data: bytes) -> Iterator[str]:
    """The text of every part, a cell or a paragraph a line; nothing of a file that does not open."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            left = MAX_WORKBOOK_UNPACKED
            for part in package.infolist():
                left -= part.file_size
                if left < 0:
                    return
                if part.filename.endswith(".xml"):
                    cells = _CELL_ENDS.sub(b"\n", package.read(part))
                    yield _TAG.sub(b"", cells).decode("utf-8", "replace")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        return


def _finding(path: str, id: str, problem: Problem) -> Finding:
    return Finding(
        code=problem.code,
        severity=declared(problem.code).severity,
        path=display_path(path),
        line=problem.line,
        column=problem.column,
        record=id,
        field="",
        message=problem.message,
        hint=problem.hint,
        is_private=problem.is_private,
    )
