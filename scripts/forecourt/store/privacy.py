"""Personal data in the files of a dealership: found before it is history."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from forecourt.model.codes import code, declared
from forecourt.model.finding import Finding, Problem, Severity
from forecourt.model.limits import (
    MAX_EVIDENCE_BYTES,
    MAX_PACKED_SHOWN,
    MAX_PDF_SECONDS,
    MAX_PRIVATE_SHOWN,
    MAX_PROOF_PAGES,
)
from forecourt.model.personal import Hit, masked, may_be_personal, personal
from forecourt.model.vocabulary_law import PERSONAL
from forecourt.store.faults import display_path
from forecourt.store.texts import has_lines, is_pack, is_shut, text_of, unopened_in
from forecourt.words.text import N_, Text, text

# Folders of the program and of what it makes; everything else in the repository may be the department's own.
_PROGRAM: Final = frozenset({"build", "scripts", "templates", "tests"})
_TAKE_OUT: Final = N_("Take it out before you commit; keep sums here and the list outside the repository")


@code("PD01")
def personal_data(kind: str, shown: str, *, line: int = 1, column: int = 1) -> Problem:
    """A file holds personal data: a mobile number, an ID card, a plate, a vehicle with a name, a bank card.

    Git forgets nothing: what was committed once stands in everybody's copy for ever, and customers' data must
    be kept as short as possible and given to nobody without consent (PIPL art. 5, 6, 19, 23, 47). Registers
    of visitors stay outside; the repository has sums only. Numbers count only when check digits are right.
    Searched is every file that holds text (office files and zip too), the text, fields and remarks of PDFs,
    and what is noted in pictures' files; beside content/ and plans/ too. What is only seen in a picture, a
    scanned PDF too, is searched by nobody: cover names, numbers and plates before filing it.
    An invoice that shows a mobile: file a copy with the number covered, the original stays with finance.
    The hook stops the commit; what is in the history already must be taken out by the helper who knows Git.
    """
    return Problem(
        code="PD01",
        line=line,
        column=column,
        message=text(N_("Personal data: {kind} {shown}"), kind=Text(PERSONAL.terms[kind]), shown=shown),
        hint=text(_TAKE_OUT),
        is_private=True,
    )


def personal_on_page(kind: str, shown: str, page: int) -> Problem:
    """The same of a PDF, whose lines nobody counts; page 0 is no page but a remark, a field or a note."""
    return Problem(
        code="PD01",
        line=1,
        column=1,
        message=text(
            N_("Personal data on page {page}: {kind} {shown}"),
            page=page,
            kind=Text(PERSONAL.terms[kind]),
            shown=shown,
        )
        if page
        else text(
            N_("Personal data in fields, remarks or notes of the PDF: {kind} {shown}"),
            kind=Text(PERSONAL.terms[kind]),
            shown=shown,
        ),
        hint=text(N_("File a copy with the number covered; the original stays outside the repository")),
        is_private=True,
    )


@code("PD02", Severity.WARNING)
def not_searched(fault: str) -> Problem:
    """The text of a PDF, an office file or a zip could not be searched for personal data, or not all of it.

    It asks for a password, is damaged, too large, has more pages than are read, or its text takes too long or
    too much memory; or it is packed as rar, 7z, gz or tar, or within a zip, as are PDFs there. So nobody
    knows whether numbers of customers stand in it: look at it yourself, then print it anew as a smaller PDF
    without a password, or cover what must not be there.
    """
    reasons = {
        "password": N_("it asks for a password"),
        "damaged": N_("it is damaged"),
        "long": N_("only its first {pages} pages are read"),
        "large": N_("it is larger than {megabytes} MB"),
        "bomb": N_("reading it took longer than {seconds} seconds, or too much memory"),
    }
    megabytes = MAX_EVIDENCE_BYTES // 1024**2
    why = text(reasons[fault], pages=MAX_PROOF_PAGES, seconds=MAX_PDF_SECONDS, megabytes=megabytes)
    return Problem(
        code="PD02",
        line=1,
        column=1,
        message=text(N_("This PDF was not searched for personal data: {why}"), why=why),
        hint=text(
            N_("Look for names and numbers yourself, then print it anew as a smaller PDF without a password")
        ),
    )


def shut() -> Problem:
    """The same of an office file or a zip."""
    return Problem(
        code="PD02",
        line=1,
        column=1,
        message=text(
            N_("Not searched for personal data: the file asks for a password, is damaged or too large")
        ),
        hint=text(N_("Look for names and numbers yourself, then keep it without a password, or sums only")),
    )


def packed(names: list[str]) -> Problem:
    """The same of a packed file that cannot be opened here, or of those within a zip, by `names`."""
    shown = [PurePosixPath(name).suffix if any(personal(name)) else name for name in names[:MAX_PACKED_SHOWN]]
    more = len(names) - len(shown)
    if not names:
        message = text(N_("Not searched for personal data: packed files of this kind are not opened here"))
    elif more:
        sentence = N_("Not searched for personal data in this zip: {names} and {more} more")
        message = text(sentence, names=shown, more=more)
    else:
        message = text(N_("Not searched for personal data in this zip: {names}"), names=shown)
    hint = text(
        N_("Unpack it, look for names and numbers yourself, and keep the files one by one, or sums only")
    )
    return Problem(code="PD02", line=1, column=1, message=message, hint=hint)


def is_ours(path: str) -> bool:
    """Whether a file outside content/ and plans/ is searched too: a list is soon dropped beside them."""
    parts = path.split("/")
    return parts[0] not in _PROGRAM and not any(part.startswith(".") for part in parts)


def personal_in(path: str, content: bytes | str, id: str = "") -> Iterator[Finding]:
    """Findings about personal data in the name of the file at `path` and in its content, or the text of that.

    `id` is the record's. At most MAX_PRIVATE_SHOWN of one file; more say nothing new. PDFs: see `store.pdfs`.
    """
    if isinstance(content, bytes) and is_shut(path, content):
        yield found_at(path, shut(), id)
    inside = unopened_in(path, content) if isinstance(content, bytes) else []
    if inside or is_pack(path):
        yield found_at(path, packed(inside), id)
    source = content if isinstance(content, str) else text_of(path, content)
    if not may_be_personal(f"{path}\n{source}"):
        return
    for hit in personal(path):
        yield found_at(path, personal_data(hit.kind, _shown(path, hit)), id)
    for number, hit in enumerate(personal(source)):
        if number == MAX_PRIVATE_SHOWN:
            return
        begin = source.rfind("\n", 0, hit.start) + 1
        line = source.count("\n", 0, hit.start) + 1 if has_lines(path) else 1
        column = hit.start - begin + 1 if has_lines(path) else 1
        yield found_at(path, personal_data(hit.kind, _shown(source, hit), line=line, column=column), id)


def _shown(source: str, hit: Hit) -> str:
    return masked(source[hit.start : hit.end])


def found_at(path: str, problem: Problem, id: str = "") -> Finding:
    """The finding about a problem whose place is known already."""
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
