"""Receivables by age, the recovery rate, the countdown of the funds, and what is at risk."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.kinds.claim import Claim, ClaimLine, TrancheUse
from forecourt.kinds.procedure import Procedure
from forecourt.model.record import Record, Records
from forecourt.money.claims import (
    ageing,
    claimed_in,
    first_posted,
    holds,
    not_resubmitted,
    receivables,
    unclaimed,
)
from forecourt.money.claims_recovery import recovery, total
from forecourt.money.claims_risk import at_risk, countdown, days_to, sums, workdays_to
from tests.money import make
from tests.money.make import NOVEMBER, YUAN

TODAY = date(2026, 11, 24)
# What each state of a claim means: name -> (money, work).
STATES = {
    "draft": ("none", "open"),
    "sent": ("claimed", "open"),
    "granted": ("granted", "open"),
    "returned": ("none", "open"),
    "replaced": ("none", "done"),
    "credited": ("granted", "done"),
    "cancelled": ("none", "cancelled"),
}
# The same for ads, whose "paid" is open here: it waits for its claim.
PAID = ("spent", "open")


def procedures() -> list[Procedure]:
    """A procedure of claims with STATES, and one of ads with the state "paid"."""
    plain = make.procedure("claim")
    claims = replace(
        plain,
        states=tuple(
            replace(plain.states[0], name=name, label=name, money=money, work=work)
            for name, (money, work) in STATES.items()
        ),
    )
    ads = make.procedure("ad", version="2.0")
    states = tuple(
        replace(state, money=PAID[0], work=PAID[1]) if state.name == "paid" else state for state in ads.states
    )
    return [claims, replace(ads, states=states)]


def claim(id: str, state: str, record: str = "AD-1", fen: int = 5_000 * YUAN, **fields: Any) -> Claim:
    """A claim of `fen` for one record of twice as much, posted a week ago, on the main fund of November."""
    made = Claim(
        **make.common("claim", id, state),
        month=NOVEMBER,
        programme="PRG-2026",
        lines=(ClaimLine(record=record, spent=2 * fen, rate=Decimal(50), claimed=fen),),
        tranches=(TrancheUse(fund="main", accrued_in=NOVEMBER, amount=fen),),
        sent_on=TODAY - timedelta(days=7),
        postmark_on=TODAY - timedelta(days=7),
        waybill="SF-1",
    )
    return replace(made, **fields)


def paid(id: str = "AD-1", yuan: int = 10_000, **fields: Any) -> Ad:
    """A paid ad that ran on 18 November, so that 18 December is the last day to claim it."""
    return make.ad(id, "paid", *[yuan * YUAN] * 3, paid_on=date(2026, 11, 20), **fields)


def world(*items: Record) -> Records:
    """November with a fund of 16,000 yuan, and `items`."""
    return make.records(*procedures(), *items)


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (0, "to_30"),
        (30, "to_30"),
        (31, "to_60"),
        (60, "to_60"),
        (61, "to_90"),
        (90, "to_90"),
        (91, "to_180"),
        (180, "to_180"),
        (181, "over_180"),
    ],
)
def test_a_claim_ages_from_its_postmark(days: int, age: str) -> None:
    posted = TODAY - timedelta(days=days)
    lines = ageing(world(paid(), claim("CLM-1", "sent", postmark_on=posted)), TODAY)

    assert [line.age for line in lines if line.receivables] == [age]
    assert [line.age for line in lines] == ["to_30", "to_60", "to_90", "to_180", "over_180"]
    assert sum(line.issued for line in lines) == 5_000 * YUAN


@pytest.mark.parametrize(
    ("state", "fields", "awaited"),
    [
        ("draft", {}, []),
        ("sent", {}, [5_000]),
        ("granted", {"granted_cost": 4_000 * YUAN}, [4_000]),
        ("granted", {"granted_cost": 4_000 * YUAN, "credited_cost": 1_500 * YUAN}, [2_500]),
        ("returned", {"result": "returned"}, []),
        ("credited", {"granted_cost": 4_000 * YUAN, "credited_on": TODAY, "credited_cost": 4_000 * YUAN}, []),
        ("cancelled", {}, []),
    ],
)
def test_what_is_awaited_of_a_claim(state: str, fields: dict[str, Any], awaited: list[int]) -> None:
    found = receivables(world(paid(), claim("CLM-1", state, **fields)), TODAY)

    assert [one.amount for one in found] == [yuan * YUAN for yuan in awaited]


def test_an_estimate_stands_apart() -> None:
    line, *_ = ageing(
        world(
            paid(),
            paid("AD-2"),
            claim("CLM-1", "sent"),
            claim("CLM-2", "sent", "AD-2", 900 * YUAN, source="retro_estimate"),
        ),
        TODAY,
    )

    assert (line.issued, line.estimated) == (5_000 * YUAN, 900 * YUAN)
    assert [one.claim.id for one in line.receivables] == ["CLM-1", "CLM-2"]


def test_a_claim_holds_its_lines_until_it_is_replaced_or_cancelled() -> None:
    items = [claim(f"CLM-{name}", name) for name in STATES]
    records = world(paid(), *items)

    assert [one.state for one in items if holds(records, one)] == [
        "draft",
        "sent",
        "granted",
        "returned",
        "credited",
    ]
    assert [one.state for one, _ in claimed_in(records)["ad-1"]] == [
        "draft",
        "sent",
        "granted",
        "returned",
        "credited",
    ]


def test_what_is_paid_and_on_no_claim() -> None:
    records = world(
        paid(), paid("AD-2"), paid("AD-3"), claim("CLM-1", "sent"), claim("CLM-2", "cancelled", "ad-2")
    )

    assert [record.id for record in unclaimed(records)] == ["AD-2", "AD-3"]


def test_a_resubmission_was_posted_when_the_first_claim_was() -> None:
    first = claim("CLM-1", "replaced", postmark_on=date(2026, 10, 30))
    second = claim("CLM-2", "sent", postmark_on=date(2026, 11, 20), resubmission_of="CLM-1")
    circle = claim("CLM-3", "sent", postmark_on=date(2026, 11, 21), resubmission_of="CLM-3")
    records = world(paid(), first, second, circle)

    assert first_posted(records, second) == date(2026, 10, 30)
    assert first_posted(records, circle) == date(2026, 11, 21)


def test_the_recovery_rate_keeps_its_numbers_and_its_records() -> None:
    records = world(
        paid(),
        paid("AD-2", 2_000),
        claim("CLM-1", "credited", granted_cost=400_000, credited_cost=400_000, credit_form="cash"),
        claim("CLM-2", "credited", "AD-2", granted_cost=50_000, credited_cost=50_000, credit_form="account"),
        claim("CLM-3", "sent", "AD-2", granted_cost=70_000, credited_cost=70_000, source="retro_estimate"),
    )
    (line,) = recovery(records)

    assert (line.eligible, line.granted, line.cash, line.credit) == (1_200_000, 450_000, 400_000, 50_000)
    assert (line.rate.part, line.rate.whole, line.rate.hundredths_of_percent) == (450_000, 1_200_000, 3750)
    assert [record.id for record in line.paid] == ["AD-1", "AD-2"]
    assert [one.id for one in line.claims] == ["CLM-1", "CLM-2"]
    assert total([line, line]).eligible == 2_400_000


def test_nothing_paid_gives_no_rate() -> None:
    (line,) = recovery(world())

    assert (line.eligible, line.rate.hundredths_of_percent) == (0, None)


def test_the_countdown_counts_days_of_use_and_of_the_claim() -> None:
    (one,) = countdown(world(paid(), claim("CLM-1", "sent")), TODAY)

    # 100 cars × 160 yuan, of which 5,000 are claimed; usable in November, December and January.
    assert (one.open, one.use_by, one.claim_by) == (11_000 * YUAN, date(2027, 1, 31), date(2027, 3, 2))
    assert (days_to(TODAY, one.use_by), workdays_to(TODAY, one.use_by)) == (68, 47)
    assert (one.ends_on, one.is_forecast) == (date(2027, 1, 31), True)
    assert [record.id for record in one.records] == ["MON-2026-11", "PRG-2026"]


def test_after_the_use_only_the_claim_counts_and_then_nothing() -> None:
    records = world()
    (one,) = countdown(records, date(2027, 2, 10))

    assert one.ends_on == date(2027, 3, 2)
    assert countdown(records, date(2027, 3, 3)) == ()


@pytest.mark.parametrize(("within", "found"), [(23, []), (24, [("unclaimed", 5_000 * YUAN)])])
def test_a_paid_ad_is_at_risk_when_its_window_closes(within: int, found: list[tuple[str, int]]) -> None:
    risks = at_risk(world(paid()), TODAY, within=within)

    assert [(risk.risk, risk.amount) for risk in risks] == found
    assert all(risk.day == date(2026, 12, 18) for risk in risks)


def test_what_is_too_late_is_told_as_missed() -> None:
    (risk,) = at_risk(world(paid()), date(2026, 12, 19))

    assert (risk.risk, risk.amount, [one.id for one in risk.records]) == ("missed", 5_000 * YUAN, ["AD-1"])


def test_a_returned_claim_is_at_risk_until_it_is_handed_in_again() -> None:
    back = claim("CLM-1", "returned", result="returned")
    again = claim("CLM-2", "draft", resubmission_of="CLM-1")

    (risk,) = at_risk(world(paid(), back), TODAY)
    assert (risk.risk, risk.amount, risk.day) == ("returned", 5_000 * YUAN, date(2026, 12, 18))
    assert at_risk(world(paid(), back, again), TODAY) == ()


def test_open_fund_money_is_at_risk_and_kinds_are_not_added_up() -> None:
    records = world(paid())
    risks = at_risk(records, date(2027, 1, 5), within=30)

    assert sums(risks) == {
        "tranche": 16_000 * YUAN,
        "unclaimed": 0,
        "returned": 0,
        "missed": 5_000 * YUAN,
    }


def test_two_records_do_not_lean_on_the_same_money() -> None:
    """Three ads that would each be paid 3,000, while 2,000 are open."""
    policy = make.programme(make.fund(y3=20 * YUAN))
    ads = [paid(f"AD-{place}", 6_000) for place in (1, 2, 3)]
    records = make.records(*procedures(), *ads, policy=policy)

    assert sums(at_risk(records, TODAY))["unclaimed"] == 2_000 * YUAN
    assert sums(at_risk(records, date(2026, 12, 19)))["missed"] == 2_000 * YUAN


def test_of_a_chain_only_the_last_link_waits_for_its_resubmission() -> None:
    """The first was returned and never closed, the second is closed: nobody owes the first an answer."""
    chain = [
        claim("CLM-1", "returned", result="returned"),
        claim("CLM-2", "replaced", result="returned", resubmission_of="CLM-1"),
        claim("CLM-3", "returned", result="returned", resubmission_of="CLM-2"),
    ]
    held = claimed_in(world(paid(), *chain))

    assert [one.id for one in not_resubmitted(world(paid(), *chain))] == ["CLM-3"]
    assert [one.id for one, _ in held["ad-1"]] == ["CLM-3"]
