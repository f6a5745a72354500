"""What a new waiver begins with: the first words that anybody objects to."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from forecourt.commands.start import Start
from forecourt.kinds.common import Common
from forecourt.rules.law_copy import Part, public_parts, waived
from forecourt.rules.law_text import LawHit, law_hits
from forecourt.rules.law_words import PROMISES, PROVABLE, award, ranks
from forecourt.rules.sight import Sight

WAIVED_DAYS: Final = 180


def waiver(start: Start) -> dict[str, Any]:
    """The first record with a word that a waiver may allow and none does; else a person must say which."""
    last = start.today + timedelta(days=WAIVED_DAYS)
    values = {"valid_until": str(last), "basis": start.open_text}
    found = next(_objections(start), None)
    if found is None:
        return {**values, "words": [start.open_text]}
    record, part, hit = found
    return {**values, "record": record.id, "words": [hit.word], **_reason(part, hit)}


def _reason(part: Part, hit: LawHit) -> dict[str, str]:
    """Why the word may stand, where only few reasons fit it; else the blank's own beginning."""
    if hit.grade == PROVABLE and award().search(part.text):
        return {"reason": "award"}
    return {"reason": "order_fact"} if hit.grade == PROVABLE or ranks().search(hit.word) else {}


def _objections(start: Start) -> Iterator[tuple[Common, Part, LawHit]]:
    sight = Sight(world=start.world)
    for record in start.records:
        if isinstance(record, Common) and sight.is_open(record):
            for part in public_parts(record):
                for hit in law_hits(part.text, sight.own_names):
                    if hit.grade != PROMISES and hit.word not in waived(record, sight):
                        yield record, part, hit
