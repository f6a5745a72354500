"""The day a camera noted in a photo, against the days of its record."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from forecourt.model.record import FileFact
from tests.rules.small import AD, EVENT, PRESS, Found, changed, dealership, found, proof, record

PHOTO = "plans/2026-11/ads/AD-20261012-k3f7/tear-sheet.png"


def noted(taken_on: date | None, **fields: Any) -> list[Found]:
    """What is found when the camera noted that day in the ad's tear sheet."""
    fact: FileFact = replace(dealership().files[PHOTO], taken_on=taken_on)
    ad = changed(AD, **fields) if fields else record(AD)
    return [one for one in found(ad, files={PHOTO: fact}) if one[0].startswith("EX")]


@pytest.mark.parametrize("day", [date(2026, 11, 5), date(2026, 11, 6), date(2026, 12, 5)])
def test_a_photo_of_the_run_or_soon_after_is_fine(day: date) -> None:
    assert noted(day) == []


def test_a_photo_from_before_the_flight_or_long_after_is_doubted() -> None:
    assert noted(date(2026, 11, 4)) == [("EX01", AD, "evidence.0.file")]
    assert noted(date(2026, 12, 6)) == [("EX02", AD, "evidence.0.file")]


def test_a_photo_without_a_day_is_no_finding_because_chat_programs_take_it_off() -> None:
    assert noted(None) == []


def test_a_contract_may_be_photographed_whenever_it_was_signed() -> None:
    assert noted(date(2026, 10, 1), evidence=(proof("contract"),)) == []


@pytest.mark.parametrize(("id", "field"), [(EVENT, "starts_on"), (PRESS, "published_on")])
def test_the_days_of_an_event_and_of_an_article_count_too(id: str, field: str) -> None:
    shot = changed(id, **{field: date(2026, 11, 7)}, evidence=(proof("photo", f"../../{PHOTO}"),))
    fact: FileFact = replace(dealership().files[PHOTO], taken_on=date(2026, 11, 6))

    assert ("EX01", id, "evidence.0.file") in found(shot, files={PHOTO: fact})


@pytest.mark.parametrize(
    ("said", "told"),
    [(date(2026, 11, 6), []), (None, []), (date(2026, 11, 5), [("EX03", AD, "evidence.0.taken_on")])],
)
def test_the_record_names_the_day_that_the_camera_noted(said: date | None, told: list[Found]) -> None:
    assert noted(date(2026, 11, 6), evidence=(replace(proof("tear_sheet"), taken_on=said),)) == told
