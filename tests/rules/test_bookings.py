"""Double bookings: a position, a spokes-model, a demo car, a venue."""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from forecourt.commands.start import TO_BE_DECIDED
from forecourt.kinds.event import Helper, RunDownItem
from forecourt.model.record import Record
from forecourt.money.bookings import bookings
from forecourt.words.catalogue import words_for
from tests.money.make import ad as an_ad
from tests.money.make import event as an_event
from tests.rules.small import EVENT, OUTLET, changed, found, record
from tests.rules.test_schedule import DAYS, ad

OTHER = "AD-20261114-b6k7"
SECOND = "EV-20261105-b2k7"


def second(**fields: Any) -> Any:
    """Another draft ad on the same days, in the same position."""
    made = ad(**fields)
    return replace(made, id=OTHER, path=f"plans/2026-11/ads/{OTHER}.md")


def codes(*others: Record) -> set[tuple[str, str]]:
    return {(code, id) for code, id, _ in found(*others) if code.startswith("SC2")}


def both(code: str) -> set[tuple[str, str]]:
    return {(code, "AD-20261013-s4c1"), (code, OTHER)}


@pytest.mark.parametrize("position", ["汽车版通栏", "汽车版 通栏", "汽车版通栏　"])
def test_one_position_on_one_issue_day_is_for_one_ad(position: str) -> None:
    assert codes(ad(), second(position=position, issue_days=(DAYS[1],), insertions=1)) == both("SC20")


def test_other_days_positions_and_outlets_do_not_meet() -> None:
    first = ad(issue_days=(DAYS[0],), insertions=1, net_cost=12_000_00)
    elsewhere = changed(OUTLET, id="OUT-other", title="别家日报")

    assert codes(first, second(issue_days=(DAYS[1],), insertions=1)) == set()
    assert codes(ad(), second(position="汽车版半版")) == set()
    assert codes(ad(), second(outlet="OUT-other"), elsewhere) == set()
    assert codes(ad(), second(outlet="out-DAILY")) == both("SC20")


def test_a_cancelled_ad_leaves_its_position() -> None:
    assert codes(ad(), second(state="cancelled", reason="停刊")) == set()


def test_a_flight_without_issue_days_is_only_a_warning() -> None:
    flight = second(issue_days=(), flight_start=date(2026, 11, 20))

    assert codes(ad(), flight) == both("SC21")
    assert (
        codes(ad(), second(issue_days=(), flight_start=date(2026, 12, 1), flight_end=date(2026, 12, 3)))
        == set()
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_not_decided_is_nothing_that_two_could_have(language: str) -> None:
    undecided = words_for(language).gettext(TO_BE_DECIDED)
    here = {"venue": undecided, "demo_cars": (undecided,), "spokesperson": undecided}

    assert codes(ad(position=undecided), second(position=undecided)) == set()
    assert codes(changed(EVENT, **here), event(**here)) == set()


def test_an_account_of_search_words_has_room_for_many() -> None:
    assert codes(ad(channel="search"), second(channel="search")) == set()


def event(**fields: Any) -> Any:
    """A second event on the second day of the first one, in another place."""
    plan = {
        "venue": "万达广场",
        "starts_on": date(2026, 11, 22),
        "ends_on": date(2026, 11, 23),
        "demo_cars": (),
        "spokesperson": None,
        "team": (),
    }
    return changed(EVENT, id=SECOND, **(plan | fields))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"venue": "展　厅"}, "SC24"),
        ({"demo_cars": ("y7试驾车１号",)}, "SC23"),
        ({"spokesperson": "主持人 小周"}, "SC25"),
        ({"team": (), "run_down": (RunDownItem(at=time(9), what="讲解", who="李明、乔 一鸣"),)}, "SC25"),
        ({"spokesperson": "乔一鸣"}, "SC25"),
        ({"team": ("st-QIAO",)}, "SC25"),
        ({"helpers": (Helper(department="sales", head="经理", people=("乔 一鸣",)),)}, "SC25"),
    ],
    ids=["venue", "car", "team", "lent", "host", "run-down", "host of the team"],
)
def test_two_events_share_nothing_on_a_day(fields: dict[str, Any], code: str) -> None:
    assert codes(event(**fields)) == {(code, EVENT), (code, SECOND)}
    assert codes(event(**fields, starts_on=date(2026, 11, 23))) == set()
    assert codes(event(**fields, state="cancelled", reason="改期")) == set()


def test_a_host_on_the_radio_is_not_at_an_event_and_a_picture_in_the_paper_may_be() -> None:
    day = {"issue_days": (date(2026, 11, 21),), "insertions": 1, "flight_start": date(2026, 11, 21)}
    name = record(EVENT).spokesperson

    assert ("SC22", EVENT) in codes(ad(**day, channel="radio", spokesperson=name))
    assert ("SC22", EVENT) not in codes(ad(**day, spokesperson=name))


def test_a_team_may_have_two_events_on_one_day_when_their_hours_do_not_meet() -> None:
    morning = {"starts_at": time(9, 0), "ends_at": time(12, 0)}
    evening = {"starts_at": time(12, 0), "ends_at": time(20, 0)}
    both_ = {("SC24", EVENT), ("SC24", SECOND), ("SC25", EVENT), ("SC25", SECOND)}
    team = record(EVENT).team

    def told(own: dict[str, time], other: dict[str, time]) -> set[tuple[str, str]]:
        return codes(changed(EVENT, **own), event(venue="展厅", team=team, **other))

    assert told(morning, evening) == set()
    assert told(morning, evening | {"starts_at": time(11, 59)}) == both_
    assert told(morning, {}) == both_


NIGHT = {"starts_at": time(22, 0), "ends_at": time(2, 0)}


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        # The first event is on 21 and 22 November, so its one night ends on the 22nd at 2:00.
        (NIGHT, {"starts_at": time(1, 0), "ends_at": time(3, 0)}, True),
        (NIGHT, {"starts_at": time(2, 0), "ends_at": time(3, 0)}, False),
        (NIGHT, {"starts_at": time(21, 0), "ends_at": time(23, 0)}, False),
        (NIGHT | {"ends_at": time(0, 0)}, {"starts_at": time(21, 0), "ends_at": time(23, 0)}, True),
        (NIGHT | {"ends_on": date(2026, 11, 21)}, {"starts_at": time(0, 0), "ends_at": time(1, 0)}, True),
        (NIGHT, NIGHT | {"ends_on": date(2026, 11, 22)}, False),
        (NIGHT | {"starts_on": date(2026, 11, 22)}, NIGHT | {"ends_on": date(2026, 11, 22)}, True),
    ],
)
def test_an_event_that_ends_no_later_than_it_begins_goes_on_past_midnight(
    first: dict[str, Any], second: dict[str, Any], *, meet: bool
) -> None:
    found_ = codes(changed(EVENT, **first), event(team=record(EVENT).team, **second))

    assert found_ == ({("SC25", EVENT), ("SC25", SECOND)} if meet else set())


def test_what_two_events_share_is_an_error_once_both_are_being_prepared() -> None:
    shared: dict[str, Any] = {
        "venue": "展厅",
        "team": record(EVENT).team,
        "demo_cars": ("Y7试驾车1号",),
        "helpers": (),
    }
    own = changed(EVENT, state="running")

    assert codes(own, event(**shared, state="running")) == {("SC26", EVENT), ("SC26", SECOND)}
    assert {code for code, _ in codes(own, event(**shared))} == {"SC23", "SC24", "SC25"}
    assert {code for code, _ in codes(event(**shared, state="running"))} == {"SC23", "SC24", "SC25"}
    evening = {"starts_at": time(18, 0), "ends_at": time(20, 0)}
    morning = {"starts_at": time(9, 0), "ends_at": time(12, 0)}
    assert (
        codes(changed(EVENT, state="running", **morning), event(**shared, state="running", **evening))
        == set()
    )


DAYS_OF_MONTH = some.integers(1, 28).map(lambda day: date(2026, 11, day))


@given(some.lists(some.tuples(some.sampled_from("ab"), DAYS_OF_MONTH), max_size=8))
def test_every_booked_slot_names_exactly_those_who_booked_it(wishes: list[tuple[str, date]]) -> None:
    ads = [
        an_ad(f"AD-{at}", "booked", 1, position=position, flight_start=day, flight_end=day)
        for at, (position, day) in enumerate(wishes)
    ]
    held = bookings([*ads, an_event("EV-1", "booked")], lambda _: True, {})

    for one in ads:
        ids = {
            booking.record.id
            for slot, found in held.items()
            if slot.what == "position" and slot.day == one.flight_start
            if slot.name.endswith(f" {one.position}")
            for booking in found
        }
        same = {
            other.id
            for other in ads
            if (other.position, other.flight_start) == (one.position, one.flight_start)
        }
        assert ids == same
