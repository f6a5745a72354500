"""Days of one record that must follow each other: what was done first must not be the later day."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from forecourt.model.finding import Problem
from forecourt.words.text import N_, Text, text


class Dated(Struct, frozen=True):
    """A day of a record: the field that holds it, the field's label (a source string), the day or None.

    A day that is `fixed` is right: the other one of the pair is told.
    """

    field: str
    label: str
    day: date | None
    fixed: bool = False


def out_of_order(code: str, pairs: Iterable[tuple[Dated, Dated]]) -> Iterator[Problem]:
    """One problem of `code` for each pair whose second day lies before its first; unknown days pass."""
    for first, second in pairs:
        if first.day is not None and second.day is not None and second.day < first.day:
            yield Problem(
                code=code,
                field=first.field if second.fixed else second.field,
                message=text(
                    N_('"{first}" {day} lies after "{second}" {other}')
                    if second.fixed
                    else N_('"{second}" {other} lies before "{first}" {day}'),
                    first=Text(first.label),
                    day=first.day,
                    second=Text(second.label),
                    other=second.day,
                ),
                hint=text(N_("Correct the day that is wrong")),
            )
