"""What a new waiver begins with: the first words that anybody objects to."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from forecourt.commands.start import Start
from forecourt.kinds.common import Common
from forecourt.rules.law_copy import public_parts
from forecourt.rules.law_text import law_hits
from forecourt.rules.sight import Sight

WAIVED_DAYS: Final = 180


def waiver(start: Start) -> dict[str, Any]:
    """The first record with a graded word, and the word; else which ones is for a person to say."""
    last = start.today + timedelta(days=WAIVED_DAYS)
    record, word = next(_objections(start), (None, start.open_text))
    values = {"words": [word], "valid_until": str(last), "basis": start.open_text}
    return values if record is None else {**values, "record": record.id}


def _objections(start: Start) -> Iterator[tuple[Common | None, str]]:
    sight = Sight(world=start.world)
    for record in start.records:
        if isinstance(record, Common) and sight.is_open(record):
            for part in public_parts(record):
                for hit in law_hits(part.text, sight.own_names):
                    yield record, hit.word
