"""Press in pieces and points by media tier, events by number; done and open by the state's meaning."""

import pytest

from forecourt.model.months import Month
from forecourt.money.budget import NoMonthError
from forecourt.money.quota import PressQuota, event_quota, press_quota
from tests.money.make import NOVEMBER, event, month_plan, outlet, press, records


def tiers(quota: PressQuota) -> list[tuple[str, int, int, int, int]]:
    return [
        (line.tier, line.points_each, line.pieces_done, line.points_done, line.pieces_open)
        for line in quota.by_tier
    ]


def test_an_article_counts_the_points_of_its_outlets_tier() -> None:
    """The programme of the tests gives 5 points for national media and 1 for local ones."""
    found = records(
        outlet("OUT-national", "national"),
        press("PR-1", "paid", "OUT-national"),
        press("PR-2", "granted", "OUT-national"),
        press("PR-3", "draft", "OUT-national"),
        press("PR-4", "paid", "OUT-daily"),
        press("PR-5", "cancelled", "OUT-daily"),
        press("PR-6", "paid", "OUT-daily", month=Month(2026, 10)),
    )
    quota = press_quota(found, NOVEMBER)
    assert tiers(quota) == [("national", 5, 2, 10, 1), ("local", 1, 1, 1, 0)]
    assert (quota.pieces_required, quota.pieces_done, quota.pieces_open) == (4, 3, 1)
    assert (quota.points_required, quota.points_done, quota.points_open) == (10, 11, 5)
    assert [article.id for article in quota.done] == ["PR-1", "PR-2", "PR-4"]
    assert [article.id for article in quota.open] == ["PR-3"]


def test_tiers_of_the_programme_show_before_any_article() -> None:
    assert tiers(press_quota(records(), NOVEMBER)) == [("national", 5, 0, 0, 0), ("local", 1, 0, 0, 0)]


def test_an_outlet_without_a_tier_and_a_tier_without_points_count_pieces_only() -> None:
    found = records(
        outlet("OUT-none", None),
        outlet("OUT-own", "own"),
        press("PR-1", "paid", "OUT-none"),
        press("PR-2", "paid", "OUT-own"),
        press("PR-3", "paid", "OUT-unknown"),
    )
    quota = press_quota(found, NOVEMBER)
    assert tiers(quota)[2:] == [("own", 0, 1, 0, 0), ("", 0, 2, 0, 0)]
    assert (quota.pieces_done, quota.points_done) == (3, 0)


def test_pieces_still_count_when_the_programme_cannot_be_read() -> None:
    found = records(press("PR-1", "paid"), plan=month_plan(programme="PRG-lost"))
    assert tiers(press_quota(found, NOVEMBER)) == [("local", 0, 1, 0, 0)]


def test_events_are_done_open_or_cancelled() -> None:
    found = records(
        event("EV-1", "paid"),
        event("EV-2", "draft"),
        event("EV-3", "booked"),
        event("EV-4", "cancelled"),
        event("EV-5", "paid", month=Month(2026, 10)),
    )
    quota = event_quota(found, NOVEMBER)
    assert quota.required == 2
    assert [event.id for event in quota.done] == ["EV-1"]
    assert [event.id for event in quota.open] == ["EV-2", "EV-3"]


def test_a_month_without_a_record_has_no_quota() -> None:
    with pytest.raises(NoMonthError, match="no month record for 2027-01"):
        press_quota(records(), Month(2027, 1))
    with pytest.raises(NoMonthError, match="no month record for 2027-01"):
        event_quota(records(), Month(2027, 1))
