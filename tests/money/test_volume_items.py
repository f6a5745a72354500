"""Which records go into which volume."""

from datetime import date

from forecourt.model.months import Month
from forecourt.money.volume_items import (
    ad_items,
    ads_of,
    companions_of,
    directives_of,
    event_items,
    events_of,
    press_items,
    press_of,
)
from tests.binder.make import november
from tests.money.make import NOVEMBER, ad, directive, press, records


def ids(found: object) -> list[str]:
    assert isinstance(found, list)
    return [record.id for record in found]


def test_volume_1_holds_ads_that_ran_or_are_committed_and_no_plans_or_cancelled_ones() -> None:
    assert ids(ad_items(november(), NOVEMBER)) == ["AD-1", "AD-2"]


def test_the_schedule_shows_drafts_and_cancelled_plans_too() -> None:
    assert ids(ads_of(november(), NOVEMBER)) == ["AD-1", "AD-2", "AD-3", "AD-4"]


def test_volume_2_holds_articles_that_appeared_then_answered_directives() -> None:
    assert ids(press_items(november(), NOVEMBER)) == ["PR-1", "DIR-1"]


def test_an_article_that_appeared_but_is_not_counted_yet_is_bound_in_and_a_cancelled_one_is_not() -> None:
    day = date(2026, 11, 3)
    found = records(press("PR-1", "booked", published_on=day), press("PR-2", "cancelled", published_on=day))

    assert ids(press_items(found, NOVEMBER)) == ["PR-1"]


def test_a_directive_that_nobody_answered_is_listed_but_has_no_chapter() -> None:
    found = records(directive("DIR-2", "draft", date(2026, 11, 20)))

    assert ids(press_items(found, NOVEMBER)) == []
    assert ids(directives_of(found, NOVEMBER)) == ["DIR-2"]


def test_volume_3_holds_events_with_money_bound_and_the_calendar_every_event() -> None:
    assert ids(event_items(november(), NOVEMBER)) == ["EV-1"]
    assert ids(events_of(november(), NOVEMBER)) == ["EV-1", "EV-2"]


def test_records_of_another_month_stay_out() -> None:
    december = Month(2026, 12)

    assert ad_items(november(), december) == []
    assert press_items(november(), december) == []
    assert event_items(november(), december) == []
    assert press_of(november(), december) == []


def test_ads_stand_in_order_of_their_flight() -> None:
    early = ad("AD-9", "booked", 1, flight_start=date(2026, 11, 2))
    found = records(ad("AD-1", "booked", 1), early)

    assert ids(ad_items(found, NOVEMBER)) == ["AD-9", "AD-1"]


def test_the_archived_ad_comes_with_its_ad() -> None:
    found = november()

    assert [record.id for record in companions_of(found, ad_items(found, NOVEMBER)[0])] == ["ARC-1"]
    assert companions_of(found, press_items(found, NOVEMBER)[0]) == ()
