"""Photos say whether somebody on them can be recognised, from the day on that the dealership names."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from tests.rules.small import EVENT, Found, changed, found, proof, said

SHOP = "DLR-hengyuan"


def told(begins: date | None, kind: str = "photo", **fields: Any) -> list[Found]:
    shot = replace(proof(kind, "../../plans/2026-11/ads/AD-20261012-k3f7/tear-sheet.png"), **fields)
    others = (changed(SHOP, people_from=begins), changed(EVENT, evidence=(shot,)))
    return [one for one in found(*others) if one[0] == "EX09"]


@pytest.mark.parametrize("taken_on", [date(2026, 11, 16), None])
def test_a_photo_from_that_day_on_or_of_no_day_must_say_it(taken_on: date | None) -> None:
    assert told(date(2026, 11, 16), taken_on=taken_on) == [("EX09", EVENT, "evidence.0.people")]


@pytest.mark.parametrize("people", ["none", "blurred", "consent"])
def test_whatever_it_says_is_enough(people: str) -> None:
    assert told(date(2026, 11, 16), taken_on=date(2026, 11, 16), people=people) == []


def test_older_photos_other_papers_and_dealerships_that_name_no_day_are_left_alone() -> None:
    assert told(date(2026, 11, 16), taken_on=date(2026, 11, 15)) == []
    assert told(date(2026, 11, 16), "screenshot") == []
    assert told(None) == []


def test_the_finding_says_what_to_do() -> None:
    shot = proof("photo", "../../plans/2026-11/ads/AD-20261012-k3f7/tear-sheet.png")
    others = (changed(SHOP, people_from=date(2026, 11, 1)), changed(EVENT, evidence=(shot,)))

    assert [one for one in said(*others) if one.startswith("EX09")] == [
        "EX09 照片 ../../plans/2026-11/ads/AD-20261012-k3f7/tear-sheet.png 没有写明里面的人认不认得出 → "
        "看过照片再写 people：none 认不出是谁，blurred 人脸车牌已打码，consent 本人已书面同意"
    ]
