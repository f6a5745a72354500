"""What of a record the public reads, in parts with their places, and who has a waiver for which words."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from msgspec import Struct

from forecourt.kinds.common import Common, PublicText
from forecourt.kinds.table import KINDS
from forecourt.model.finding import Problem
from forecourt.model.unread import is_read
from forecourt.money.ladder import counts
from forecourt.rules.sight import Sight
from forecourt.words.catalogue import DEFAULT_LANGUAGE, words_for
from forecourt.words.text import N_, Text

# The section that stays in the house.
INTERNAL: Final = N_("Internal notes")
_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t]*#*")


class Part(Struct, frozen=True):
    """A piece of copy: an attribute's text, or a line of the body (`line` from 1 in the body, else 0)."""

    field: str
    text: str
    line: int = 0


def public_parts(record: Common) -> Iterator[Part]:
    """Everything of `record` that the public reads, as far as it could be read."""
    public = KINDS[record.kind].public if is_read(record.kind) and record.kind in KINDS else None
    if public is None:
        return
    for name in public.attributes:
        value = getattr(record, name)
        if is_read(value) and value:
            yield Part(name, value)
    if public.has_body:
        yield from _body(record.body, public)


def public_text(record: Common) -> str:
    """All of it as one text."""
    return "\n".join(part.text for part in public_parts(record))


def _body(body: str, public: PublicText) -> Iterator[Part]:
    """Lines of the sections that are copy: those named, or all but the internal notes."""
    wanted = [said(heading) for heading in public.sections]
    is_copy, level = not wanted, 0
    for number, line in enumerate(body.split("\n"), 1):
        heading = _HEADING.fullmatch(line.strip())
        if heading is None:
            if is_copy and line.strip():
                yield Part("body", line, number)
        elif level == 0 or len(heading[1]) <= level:
            is_named = any(heading[2] in names for names in wanted)
            is_internal = heading[2] in said(INTERNAL)
            is_copy = is_named if wanted else not is_internal
            level = len(heading[1]) if is_named or is_internal else 0


@cache
def said(source: str) -> frozenset[str]:
    """A heading as records may have it: in English, and in the language of the house."""
    return frozenset((source, words_for(DEFAULT_LANGUAGE).gettext(source)))


def problem_at(id: str, part: Part, start: int, message: Text, hint: Text) -> Problem:
    """A problem at `start` of a part of the copy."""
    if part.line:
        return Problem(code=id, line=part.line, column=start + 1, in_body=True, message=message, hint=hint)
    return Problem(code=id, field=part.field, message=message, hint=hint)


def last_seen(record: Common, today: date) -> date:
    """The last day on which the public sees the copy; today for what has no end."""
    ends = (getattr(record, name, None) for name in ("flight_end", "ends_on", "published_on"))
    return next((day for day in ends if isinstance(day, date)), today)


def is_current(record: Common, sight: Sight) -> bool:
    """Whether the copy can still be mended before, or while, the public sees it."""
    return sight.is_open(record) and last_seen(record, sight.today) >= sight.today


def waived(record: Common, sight: Sight) -> frozenset[str]:
    """Words of `record` that a waiver in force allows as long as the copy is seen."""
    found = [one for one in sight.waivers.get(record.id.casefold(), ()) if counts(sight.records, one)]
    day = last_seen(record, sight.today)
    return frozenset(word for one in found if one.valid_until >= day for word in one.words)
