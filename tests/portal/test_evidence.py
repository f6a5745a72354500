"""Which files of evidence the portal shows."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from forecourt.kinds.common import Evidence
from forecourt.model.forms import Form, Inside
from forecourt.model.record import FileFact, Record, Records, World
from forecourt.portal.evidence import copies
from forecourt.rules.sight import Sight
from tests.binder.make import paid_ad
from tests.money.make import dealership

SOUND = FileFact(size=9, sha256="a" * 64)


def shown(file: str, fact: FileFact, *more: Record, **said: Any) -> list[str]:
    """What is copied of an ad whose only evidence is that file."""
    ad = replace(paid_ad(), evidence=(Evidence(file=file, sha256="a" * 64, **({"kind": "photo"} | said)),))
    folder = ad.path.rpartition("/")[0]
    records = Records(items=(ad, *more), files={f"{folder}/{file}": fact})
    return [source for _, source in copies(Sight(world=World(records=records, today=date(2026, 11, 24))))]


@pytest.mark.parametrize(
    ("file", "fact"),
    [
        ("a.jpg", SOUND),
        ("a.jpg", replace(SOUND, form=Form("JPEG", is_whole=False))),
        ("a.pdf", replace(SOUND, form=Form("PDF"), inside=Inside(pages=2))),
        ("a.docx", replace(SOUND, form=Form(""))),
    ],
)
def test_what_is_what_it_says_is_shown(file: str, fact: FileFact) -> None:
    assert len(shown(file, fact)) == 1


@pytest.mark.parametrize(
    ("file", "fact"),
    [
        ("a.jpg", replace(SOUND, form=Form("HEIC"))),
        ("a.png", replace(SOUND, form=Form(""))),
        ("a.jpg", replace(SOUND, form=Form("JPEG"), fault="damaged")),
        ("a.docx", replace(SOUND, form=Form(""), fault="program")),
        ("a.pdf", replace(SOUND, form=Form("PDF"), inside=Inside(fault="password"))),
        ("a.pdf", replace(SOUND, form=Form("PDF", is_whole=False))),
        ("a.svg", SOUND),
    ],
)
def test_what_is_broken_or_something_else_is_not_shown(file: str, fact: FileFact) -> None:
    assert shown(file, fact) == []


@pytest.mark.parametrize(
    ("said", "taken_on", "count"),
    [
        ({}, date(2026, 11, 15), 1),
        ({}, date(2026, 11, 16), 0),
        ({}, None, 0),
        ({"taken_on": date(2026, 11, 2)}, date(2026, 11, 16), 1),
        ({"people": "none"}, date(2026, 11, 16), 1),
        ({"people": "blurred"}, None, 1),
        ({"people": "consent"}, None, 1),
    ],
)
def test_a_photo_of_which_nobody_has_said_who_can_be_recognised_is_withheld(
    said: dict[str, Any], taken_on: date | None, count: int
) -> None:
    shop = replace(dealership(), people_from=date(2026, 11, 16))

    assert len(shown("a.jpg", replace(SOUND, taken_on=taken_on), shop, **said)) == count


def test_other_papers_need_not_say_it() -> None:
    shop = replace(dealership(), people_from=date(2026, 11, 16))

    assert len(shown("a.jpg", SOUND, shop, kind="invoice")) == 1
