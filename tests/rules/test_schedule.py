"""The days of an ad: copy deadline, issue days, approval in time."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from forecourt.kinds.ad import Insertion
from tests.rules.small import AD, OUTLET, changed, found, proof, record, said

NEW = "AD-20261013-s4c1"
DAYS = (date(2026, 11, 26), date(2026, 11, 27))


def ad(**fields: Any) -> Any:
    """A draft beside the archived ad: two insertions on a Thursday and a Friday, as the outlet appears."""
    plan = {
        "state": "draft",
        "approvals": (),
        "evidence": (),
        "copy_deadline": date(2026, 11, 23),
        "flight_start": DAYS[0],
        "flight_end": DAYS[1],
        "issue_days": DAYS,
        "insertions": 2,
        "net_cost": 24_000_00,
        "published_on": None,
        "paid_on": None,
        "paid_cost": None,
        "invoice_no": None,
        "invoice_cost": None,
        "contract_no": None,
        "contract_cost": None,
        "contract_signed_on": None,
    }
    return changed(AD, id=NEW, **(plan | fields))


def codes(*others: Any) -> list[tuple[str, str]]:
    return [(code, field) for code, id, field in found(*others) if id == NEW]


def test_a_plan_that_keeps_to_the_outlets_days_is_fine() -> None:
    assert codes(ad()) == []


def test_the_lead_counts_working_days_back_from_the_first_issue_day() -> None:
    late = ad(copy_deadline=date(2026, 11, 24))

    assert codes(late) == [("SC01", "copy_deadline")]
    assert said(late)[0] == (
        "SC01 京畿日报要求在 2026-11-26 刊播前 3 个工作日交稿，最晚 2026-11-23；这里的截稿日是 2026-11-24"
        " → 把截稿日改为 2026-11-23，或与媒体商定推后刊播日"
    )
    # With the first day a day later, the same deadline is in time.
    assert (
        codes(ad(copy_deadline=date(2026, 11, 24), issue_days=(DAYS[1],), insertions=1, net_cost=12_000_00))
        == []
    )


def test_a_deadline_after_the_start_has_one_finding_only() -> None:
    assert codes(ad(copy_deadline=date(2026, 11, 27))) == [("TM03", "copy_deadline")]


def test_an_outlet_that_says_nothing_about_days_is_not_judged_by_them() -> None:
    silent = changed(OUTLET, weekdays=(), copy_lead_days=None)
    monday = ad(
        copy_deadline=date(2026, 11, 24), issue_days=(DAYS[0], DAYS[1]), flight_start=date(2026, 11, 24)
    )

    assert codes(monday, silent) == []


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((date(2026, 11, 25), DAYS[0]), [("SC02", "issue_days.0"), ("SC03", "issue_days.0")]),
        ((*DAYS, date(2026, 12, 3)), [("SC03", "issue_days.2"), ("SC04", "issue_days")]),
        ((DAYS[0],), [("SC04", "issue_days")]),
        ((DAYS[0], DAYS[0]), []),
    ],
    ids=["wednesday before the flight", "one too many", "one too few", "twice on one day"],
)
def test_issue_days_against_weekdays_flight_and_insertions(
    days: tuple[date, ...], expected: list[tuple[str, str]]
) -> None:
    early = {"copy_deadline": date(2026, 11, 20)}

    assert sorted(codes(ad(issue_days=days, **early))) == expected


def test_spots_may_be_written_down_once_a_day() -> None:
    spots = {"insertions": 20, "net_cost": 240_000_00}

    assert codes(ad(**spots)) == [("SC04", "issue_days")]
    assert ("SC04", "issue_days") not in codes(ad(**spots, channel="radio"))


def test_a_flight_of_one_day_is_held_against_the_weekdays() -> None:
    saturday = date(2026, 11, 28)
    one = {"insertions": 1, "net_cost": 12_000_00, "issue_days": ()}

    assert codes(ad(**one, flight_start=saturday, flight_end=saturday)) == [("SC02", "flight_start")]
    assert codes(ad(**one, flight_end=saturday)) == []


APPROVAL = record(AD).approvals
PAST = {"state": "approved", "approvals": APPROVAL, "copy_deadline": date(2026, 11, 17)}


def test_an_unapproved_copy_is_told_after_the_deadline_with_what_is_missing() -> None:
    assert codes(ad(**PAST)) == [("SC09", "copy_deadline")]
    assert codes(ad(**{**PAST, "copy_deadline": date(2026, 11, 18)})) == []
    assert codes(ad(**{**PAST, "state": "draft", "approvals": ()})) == []


def test_the_day_and_both_confirmations_are_wanted() -> None:
    papers = (proof("manufacturer_ok"), proof("outlet_ok"))
    day = {"copy_approved_on": date(2026, 11, 16)}

    assert ("SC09", "copy_deadline") not in codes(ad(**PAST, **day, evidence=papers))
    for lacking in (ad(**PAST, evidence=papers), ad(**PAST, **day, evidence=papers[:1])):
        assert ("SC09", "copy_deadline") in codes(lacking)
    (finding,) = (one for one in said(ad(**PAST, **day, evidence=papers[:1])) if one.startswith("SC09"))
    assert "缺：媒体版面确认 →" in finding


def test_what_has_run_is_left_to_the_evidence_of_its_state() -> None:
    ran = {"published_on": date(2026, 11, 12), "issue_days": (), "insertions": 1, "net_cost": 12_000_00}

    assert "SC09" not in {code for code, _ in codes(ad(**PAST, **ran))}


def test_nothing_is_approved_or_has_run_in_the_future() -> None:
    tomorrow = date(2026, 11, 19)

    assert codes(ad(copy_approved_on=tomorrow)) == [("TM07", "copy_approved_on")]
    assert ("TM07", "ran.0.day") in codes(ad(ran=(Insertion(day=DAYS[0]),)))


def test_every_issue_day_needs_a_valid_rate_card() -> None:
    rates = record(OUTLET).rates
    ends = changed(OUTLET, rates=tuple(replace(rate, valid_to=DAYS[0]) for rate in rates))

    assert codes(ad(), ends) == [("MO10", "issue_days.1")]
    first = replace(rates[0], valid_to=DAYS[0])
    dearer = changed(OUTLET, rates=(first, replace(rates[0], valid_from=DAYS[1], list_price=50_000_00)))
    assert codes(ad(), dearer) == [("MO11", "list_price")]
