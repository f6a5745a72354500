"""Rules about evidence that cannot be printed although the file is whole: locked, empty or endless PDFs, and
the picture format of phones (M6, A11).
"""

from collections.abc import Iterator

from forecourt.kinds.common import Common
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.forms import OF_PHONES, PHONE_ENDINGS, Fault
from forecourt.model.limits import MAX_PROOF_PAGES
from forecourt.model.record import FileFact
from forecourt.rules.evidence import facts_of
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text


@code("EX04")
def asks_for_password(record: Common, sight: Sight) -> Iterator[Problem]:
    """An evidence PDF opens with a password only.

    It can be neither bound into a volume nor looked at by whoever takes over the desk. A PDF that opens for
    everybody and only forbids changes is fine.
    """
    for field, file, _ in _having("password", record, sight):
        yield Problem(
            code="EX04",
            field=field,
            message=text(N_("The PDF {file} asks for a password"), file=file),
            hint=text(N_("Open it, print it into a new PDF without a password, and file that one")),
        )


@code("EX05")
def cannot_be_opened(record: Common, sight: Sight) -> Iterator[Problem]:
    """An evidence PDF has no page, or cannot be opened although its end is there.

    The volumes would count it as missing.
    """
    for field, file, _ in _having("damaged", record, sight):
        yield Problem(
            code="EX05",
            field=field,
            message=text(N_("The PDF {file} cannot be opened"), file=file),
            hint=text(N_("Open it and look; then fetch it again from where it came")),
        )
    for field, file, _ in _having("empty", record, sight):
        yield Problem(
            code="EX05",
            field=field,
            message=text(N_("The PDF {file} has no page"), file=file),
            hint=text(N_("Open it and look; then fetch it again from where it came")),
        )


@code("EX06")
def too_many_pages(record: Common, sight: Sight) -> Iterator[Problem]:
    """An evidence PDF has more pages than are bound into a volume.

    Each of its pages becomes a page of the volume that goes to the manufacturer, who wants the signed pages
    and the schedule, not a whole catalogue.
    """
    for field, file, fact in _having("long", record, sight):
        yield Problem(
            code="EX06",
            field=field,
            message=text(
                N_("The PDF {file} has {pages} pages; at most {most} are bound in"),
                file=file,
                pages=fact.inside.pages if fact.inside else 0,
                most=MAX_PROOF_PAGES,
            ),
            hint=text(N_("File the pages that prove something as a PDF of their own")),
        )


@code("EX07")
def unpacks_without_end(record: Common, sight: Sight) -> Iterator[Problem]:
    """An evidence PDF is small on the disk and enormous when it is opened.

    A picture of it has more pixels, or a part of it more bytes, than any paper needs; it would take all of a
    computer's memory.
    """
    for field, file, _ in _having("bomb", record, sight):
        yield Problem(
            code="EX07",
            field=field,
            message=text(N_("The PDF {file} becomes enormous when it is opened"), file=file),
            hint=text(N_("Scan the paper anew, at 300 dots an inch at most")),
        )


@code("EX08", Severity.WARNING)
def format_of_phones(record: Common, sight: Sight) -> Iterator[Problem]:
    """A photo is of the format that phones use among themselves (HEIC), which is neither shown nor printed.

    Browsers do not show it, and the volumes list it as a file instead of printing it: as a proof it is
    missing.
    """
    for index, item, fact in facts_of(record, sight):
        if (
            fact.form is not None
            and fact.form.name == OF_PHONES
            and item.file.lower().endswith(PHONE_ENDINGS)
        ):
            yield Problem(
                code="EX08",
                field=f"evidence.{index}.file",
                message=text(
                    N_("The photo {file} is in the HEIC format, which cannot be printed"), file=item.file
                ),
                hint=text(N_("Send it to yourself as JPEG, or save it as JPEG, and file that one")),
            )


def _having(fault: Fault, record: Common, sight: Sight) -> Iterator[tuple[str, str, FileFact]]:
    """Field, name and facts of each PDF with that fault."""
    for index, item, fact in facts_of(record, sight):
        if fact.inside is not None and fact.inside.fault == fault:
            yield f"evidence.{index}.file", item.file, fact
