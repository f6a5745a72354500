"""Rules that hold the day a camera noted in a photo against the days of its record (domain 3.2; pitfall 5).

A file without such a note is no finding: chat programs take it off.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.archive import Archive
from forecourt.kinds.common import Common, Evidence
from forecourt.kinds.event import Event
from forecourt.kinds.press import Press
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.unread import is_read
from forecourt.model.vocabulary import OF_ONE_RUN
from forecourt.rules.evidence import facts_of
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text

# The papers of a claim go off within these days after the run; a photo of it is not younger.
LONG_AFTER: Final = 30
# First and last day of what the photo proves.
RUNS: Final[dict[type[Common], tuple[str, str]]] = {
    Ad: ("flight_start", "flight_end"),
    Archive: ("ran_from", "ran_to"),
    Event: ("starts_on", "ends_on"),
    Press: ("published_on", "published_on"),
}


@code("EX01", Severity.WARNING)
def taken_before_run(record: Common, sight: Sight) -> Iterator[Problem]:
    """A proof of the run was photographed before the run began, by the camera's own clock.

    A photo of an earlier flight or of another event proves nothing of this one, and manufacturers look at the
    day. It may be the camera's clock that is wrong.
    """
    first, _ = _run(record)
    for field, item, taken_on in _dated(record, sight):
        if first is not None and taken_on < first and item.kind in OF_ONE_RUN:
            yield Problem(
                code="EX01",
                field=field,
                message=text(
                    N_("The photo {file} was taken on {taken}, before the beginning on {first}"),
                    file=item.file,
                    taken=taken_on,
                    first=first,
                ),
                hint=text(
                    N_("Look whether it is the right photo; when the camera's clock was wrong, note it")
                ),
            )


@code("EX02", Severity.WARNING)
def taken_long_after(record: Common, sight: Sight) -> Iterator[Problem]:
    """A proof of the run was photographed more than 30 days after its end, by the camera's own clock.

    By then the papers of the claim are on their way; the photo shows another time, or another ad.
    """
    _, last = _run(record)
    for field, item, taken_on in _dated(record, sight):
        if last is not None and taken_on > last + timedelta(days=LONG_AFTER) and item.kind in OF_ONE_RUN:
            yield Problem(
                code="EX02",
                field=field,
                message=text(
                    N_("The photo {file} was taken on {taken}, long after the end on {last}"),
                    file=item.file,
                    taken=taken_on,
                    last=last,
                ),
                hint=text(
                    N_("Look whether it is the right photo; when the camera's clock was wrong, note it")
                ),
            )


@code("EX03", Severity.WARNING)
def other_day_than_camera(record: Common, sight: Sight) -> Iterator[Problem]:
    """The record names another day for a photo than the camera noted in it.

    The volumes print the record's day below the photo; whoever compares both finds the difference.
    """
    for field, item, taken_on in _dated(record, sight):
        if is_read(item.taken_on) and item.taken_on not in (None, taken_on):
            yield Problem(
                code="EX03",
                field=field.replace(".file", ".taken_on"),
                message=text(
                    N_("The record says {said}, the camera noted {taken} in {file}"),
                    said=item.taken_on,
                    taken=taken_on,
                    file=item.file,
                ),
                hint=text(
                    N_("Write: taken_on: {taken}, unless the camera's clock was wrong"), taken=taken_on
                ),
            )


def _run(record: Common) -> tuple[date | None, date | None]:
    """First and last day of the run; None where the record has none, or none that can be read."""
    if type(record) not in RUNS:
        return None, None
    first, last = (getattr(record, name) for name in RUNS[type(record)])
    return first if is_read(first) else None, last if is_read(last) else None


def _dated(record: Common, sight: Sight) -> Iterator[tuple[str, Evidence, date]]:
    """Field and entry of each file in which a camera noted the day, with that day."""
    for index, item, fact in facts_of(record, sight, "kind"):
        if fact.taken_on is not None:
            yield f"evidence.{index}.file", item, fact.taken_on
