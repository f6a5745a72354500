"""What a reader must know about a history before trusting its days."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from forecourt.money.workdays import is_provisional
from forecourt.timeline.verdict import Standing
from forecourt.words.text import N_, Text, text


class Notes(Struct, frozen=True, kw_only=True):
    """`unreadable` old versions were left out, `corrected` commits had dates beyond belief.

    `provisional`: some day lies in a year whose calendar is not published.
    """

    unreadable: int
    corrected: int
    provisional: bool


def is_unsure(standings: Iterable[Standing], today: date) -> bool:
    """Whether any count of working days or any limit rests on a calendar that is not published."""
    return is_provisional(today.year) or any(
        (standing.due is not None and standing.due.provisional)
        or is_provisional(standing.line.spans[0].entered.year)
        or any(span.limit is not None and is_provisional(span.limit.year) for span in standing.line.spans)
        for standing in standings
    )


def sentences(notes: Notes) -> Iterator[Text]:
    """The notes that apply, each with what follows from it."""
    if notes.corrected:
        yield text(
            N_(
                "Dates of {count} commits run backwards or lie in the future; "
                "the order of Git counts, and these commits got the nearest day that fits."
            ),
            count=notes.corrected,
        )
    if notes.unreadable:
        yield text(
            N_("{count} old versions of records cannot be read and were left out."), count=notes.unreadable
        )
    if notes.provisional:
        yield text(
            N_("The working-day calendar of some year is not published yet; days counted in it may move.")
        )
