"""Photos say whether people on them can be recognised, before anybody else sees them (A4, A11; pitfall 22).

Whether a face or a number plate is on a photo, only a person can tell for sure: the record says it. Who can
be recognised must have agreed before others get the picture (domain 5.1: PIPL art. 23).
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from forecourt.kinds.common import Common, Evidence
from forecourt.kinds.dealership import Dealership
from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.model.record import FileFact
from forecourt.model.unread import is_read
from forecourt.rules.evidence import facts_of
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text

PHOTO: Final = "photo"


@code("EX09")
def people_not_told(record: Common, sight: Sight) -> Iterator[Problem]:
    """A photo does not say whether somebody on it can be recognised.

    From the day on that the dealership's record names in "people_from", every photo says so: "none" when
    nobody can be recognised, "blurred" when faces and number plates are made unrecognisable, "consent" when
    all of them have agreed in writing (the signed papers stay in the store, never in the repository). Until
    then the portal does not show the photo, and no final volume is made, for the check has an error. The
    program does not look for faces itself.
    """
    for index, item, fact in facts_of(record, sight, "kind", "people", "taken_on"):
        if is_withheld(item, fact, sight):
            yield Problem(
                code="EX09",
                field=f"evidence.{index}.people",
                message=text(
                    N_("The photo {file} does not say whether somebody on it can be recognised"),
                    file=item.file,
                ),
                hint=text(N_("Look at it, then write: people: none, blurred or consent")),
            )


def is_withheld(item: Evidence, fact: FileFact, sight: Sight) -> bool:
    """Whether a photo must not be shown to others yet; one without a day counts as taken today."""
    begins = _begins(sight)
    if begins is None or item.kind != PHOTO or item.people is not None:
        return False
    return (item.taken_on or fact.taken_on or sight.today) >= begins


def _begins(sight: Sight) -> date | None:
    shop = sight.first(Dealership)
    return shop.people_from if shop is not None and is_read(shop.people_from) else None
