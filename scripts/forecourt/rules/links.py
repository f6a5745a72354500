"""Rules about what a record's text links to."""

from collections.abc import Iterator

from forecourt.kinds.common import Common
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.reading.links import OPEN_SCHEMES, Link, links
from forecourt.rules.sight import Sight
from forecourt.store.load import path_beside
from forecourt.words.text import N_, Text, text


@code("LK01")
def leads_out(record: Common, sight: Sight) -> Iterator[Problem]:
    """A link or picture in the text leads out of the repository.

    Such a place exists on one computer only, or could make a reader's browser open something that nobody
    looked at. Name a file in content/ or plans/ from the record's own folder with /, or give an address that
    begins with https://. A picture must lie in the repository: the portal loads none from elsewhere.
    """
    for link in links(record.body):
        if _is_address(link) or not link.path or path_beside(record.path, link.path) is not None:
            continue
        hint = N_("Put the file beside the record and name it from there, or give an https:// address")
        if link.is_picture:
            hint = N_("Put the picture beside the record and name it from there; the portal loads no others")
        yield _problem(
            "LK01",
            link,
            text(N_("The link leads out of the repository: {target}"), target=link.target),
            text(hint),
        )


@code("LK02", Severity.WARNING)
def leads_nowhere(record: Common, sight: Sight) -> Iterator[Problem]:
    """A link or picture in the text leads to a file that is not there.

    Readers of the portal would find nothing. Usually a file was renamed or forgotten.
    """
    if sight.records.linked is None:
        return
    for link in links(record.body):
        path = None if _is_address(link) or not link.path else path_beside(record.path, link.path)
        if path is not None and path not in sight.records.linked:
            yield _problem(
                "LK02",
                link,
                text(N_("The link leads to {path}, which is not there"), path=path),
                text(N_("Put the file there, or correct its name; capital and small letters count")),
            )


def _is_address(link: Link) -> bool:
    return link.scheme in OPEN_SCHEMES


def _problem(code: str, link: Link, message: Text, hint: Text) -> Problem:
    return Problem(code=code, line=link.line, column=link.column, in_body=True, message=message, hint=hint)
