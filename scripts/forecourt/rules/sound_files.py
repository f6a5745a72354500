"""Rules about what is inside evidence files: whole, of a size that can be shown, and a paper at all."""

from collections.abc import Iterator

from forecourt.kinds.common import Common
from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.model.limits import MAX_PIXELS
from forecourt.model.soundness import Fault
from forecourt.rules.evidence import facts_of
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text


@code("EV16")
def damaged_inside(record: Common, sight: Sight) -> Iterator[Problem]:
    """An evidence file is broken inside: a picture or a PDF that cannot be opened, or not to its end.

    Its own lengths and check sums do not hold. The volumes would count it as missing, and the manufacturer
    pays nothing for a proof that nobody can look at.
    """
    for field, file in _having("damaged", record, sight):
        yield Problem(
            code="EV16",
            field=field,
            message=text(N_("The file {file} is damaged inside"), file=file),
            hint=text(N_("Open it and look; then fetch it again from where it came")),
        )


@code("EV14")
def too_many_pixels(record: Common, sight: Sight) -> Iterator[Problem]:
    """A picture has more pixels than any proof needs.

    Such a picture takes gigabytes of memory when it is opened, whatever its file's size, so neither pages nor
    volumes show it.
    """
    for field, file in _having("pixels", record, sight):
        yield Problem(
            code="EV14",
            field=field,
            message=text(
                N_("The picture {file} has more than {most} million pixels"),
                file=file,
                most=MAX_PIXELS // 1_000_000,
            ),
            hint=text(N_("Make it smaller: 4,000 pixels along the longer side show everything")),
        )


@code("EV15")
def is_a_program(record: Common, sight: Sight) -> Iterator[Problem]:
    """An evidence file is a program, no paper and no picture.

    Nothing that a computer would run belongs beside the records; it proves nothing and may do harm.
    """
    for field, file in _having("program", record, sight):
        yield Problem(
            code="EV15",
            field=field,
            message=text(N_("The file {file} is a program, not a proof"), file=file),
            hint=text(N_("Do not open it; delete it, and put the paper or picture itself there")),
        )


def _having(fault: Fault, record: Common, sight: Sight) -> Iterator[tuple[str, str]]:
    """Field and name of each evidence file with that fault."""
    for index, item, fact in facts_of(record, sight):
        if fact.fault == fault:
            yield f"evidence.{index}.file", item.file
