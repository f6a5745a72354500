"""Balances folded from the ledger, expiries, and conservation to the fen whatever the history."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from forecourt.kinds.claim import Claim
from forecourt.kinds.month import Units
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.ledger import ledger
from forecourt.money.ledger_balance import Balance, balances
from tests.money.ledger_make import claim, shop
from tests.money.make import NOVEMBER, YUAN, fund, month_plan, programme

OCTOBER = Month(2026, 10)
WHOLE = 16_000 * YUAN
# November's money is usable until 31 January, and claimed within 30 days after.
LAST_DAY = date(2027, 3, 2)


def november(*claims: Claim, today: date) -> Balance:
    """Where November's tranche of the fund main stands; it accrues 16,000 yuan."""
    return balances(ledger(shop(*claims), today))["main", NOVEMBER]


def taking(fen: int, **fields: Any) -> Claim:
    """A claim on November's tranche, in the state "claimed" unless `fields` differ."""
    return claim(
        fields.pop("id", "CLM-1"), fields.pop("state", "claimed"), [("main", NOVEMBER, fen)], **fields
    )


def figures(balance: Balance) -> tuple[int, int, int, int]:
    return (balance.used, balance.expired, balance.open, balance.overdrawn)


def test_nothing_expires_on_the_last_day_and_all_that_is_left_on_the_next() -> None:
    assert figures(november(taking(600), today=LAST_DAY)) == (600, 0, WHOLE - 600, 0)
    after = november(taking(600), today=LAST_DAY + timedelta(days=1))
    assert figures(after) == (600, WHOLE - 600, 0, 0)


def test_a_claim_beyond_the_tranche_is_overdrawn_and_open_stays_at_nothing() -> None:
    assert figures(november(taking(WHOLE + 1), today=date(2026, 11, 24))) == (WHOLE, 0, 0, 1)


def test_a_claim_on_expired_money_uses_none_of_it() -> None:
    late = taking(600, postmark_on=LAST_DAY + timedelta(days=1))
    assert figures(november(late, today=date(2027, 4, 1))) == (0, WHOLE, 0, 600)


def test_a_claim_on_the_last_day_is_in_time() -> None:
    assert figures(november(taking(600, postmark_on=LAST_DAY), today=date(2027, 4, 1))) == (
        600,
        WHOLE - 600,
        0,
        0,
    )


def test_what_is_refused_in_time_can_be_claimed_again() -> None:
    refused = taking(WHOLE, state="draft", audited_on=date(2027, 1, 5), result="refused")
    again = taking(WHOLE - 5, id="CLM-2", postmark_on=date(2027, 1, 20))
    assert figures(november(refused, again, today=date(2027, 2, 1))) == (WHOLE - 5, 0, 5, 0)


def test_a_resubmission_is_paid_from_what_the_first_claim_held_though_the_tranche_has_ended() -> None:
    returned = taking(600, state="draft", audited_on=LAST_DAY, result="returned")
    late = LAST_DAY + timedelta(days=20)
    again = taking(500, id="CLM-2", postmark_on=late, resubmission_of="CLM-1")
    assert figures(november(returned, today=late)) == (600, WHOLE - 600, 0, 0)
    assert figures(november(returned, again, today=late)) == (500, WHOLE - 500, 0, 0)


def test_what_is_refused_too_late_expires_the_same_day() -> None:
    refused = taking(600, state="draft", audited_on=LAST_DAY + timedelta(days=9), result="refused")
    found = ledger(shop(refused), date(2027, 4, 1))
    assert [(one.day, one.type, one.amount, one.record, one.field) for one in found[1:]] == [
        (date(2026, 11, 20), "claim", 600, "CLM-1", "tranches.0.amount"),
        (LAST_DAY + timedelta(days=1), "expiry", WHOLE - 600, "PRG-2026", "funds.0.usable_months"),
        (LAST_DAY + timedelta(days=9), "refusal", 600, "CLM-1", "result"),
        (LAST_DAY + timedelta(days=9), "expiry", 600, "CLM-1", "result"),
    ]
    assert figures(balances(found)["main", NOVEMBER]) == (0, WHOLE, 0, 0)


def test_money_that_comes_back_covers_what_is_overdrawn_first() -> None:
    first = taking(WHOLE, state="draft", audited_on=date(2026, 12, 1), result="refused")
    second = taking(WHOLE, id="CLM-2")
    assert figures(november(first, second, today=date(2026, 11, 30))) == (WHOLE, 0, 0, 0)


def test_a_tranche_that_nobody_accrued_is_overdrawn_whole() -> None:
    found = balances(ledger(shop(claim("CLM-1", "claimed", [("gift", OCTOBER, 9)])), date(2026, 11, 24)))
    assert figures(found["gift", OCTOBER]) == (0, 0, 0, 9)


DAYS = st.integers(0, 500)
CARS = st.lists(st.integers(0, 300), min_size=3, max_size=3)
MONTHS = [Month(2026, 9), OCTOBER, NOVEMBER]
USES = st.lists(
    st.tuples(st.sampled_from(["main", "bonus", "gift"]), st.sampled_from(MONTHS), st.integers(0, 40_000)),
    min_size=1,
    max_size=3,
)
# What the main fund carries into the next quarter (None: it has none), whether the other one waits for it.
TERMS = st.tuples(st.none() | st.decimals(0, 100, places=2), st.booleans())
HISTORY = st.lists(
    st.fixed_dictionaries(
        {
            "uses": USES,
            "state": st.sampled_from(["draft", "approved", "claimed", "granted", "cancelled"]),
            "posted": DAYS,
            "audited": st.none() | DAYS,
            "result": st.sampled_from([None, "granted", "partly_granted", "returned", "refused"]),
            "granted": st.none() | st.integers(0, 150_000),
            "credited": st.none() | st.integers(0, 150_000),
            "again": st.none() | st.integers(0, 7),
        }
    ),
    max_size=8,
)


def history(rows: list[dict[str, Any]], cars: list[int], terms: tuple[Decimal | None, bool]) -> Records:
    """Months with cars, and claims posted, granted in part, refused, resubmitted, credited, in any order.

    A claim replaces any other or itself, several may replace one.
    """
    carry, waits = terms
    main = fund("main", y3=160)
    if carry is not None:
        main = replace(main, usable_months=None, usable_until="quarter", carry_over=carry)
    bonus = replace(fund("bonus", "pick_up", y3=90), only_after="main" if waits else None)
    start = date(2026, 9, 1)
    policy = programme(main, bonus, claim_window_days=45)
    months = [
        month_plan(month, units=(Units(model="y3", pick_up=number),))
        for month, number in zip(MONTHS, cars, strict=True)
    ]
    claims = [
        claim(
            f"CLM-{place}",
            row["state"],
            row["uses"],
            postmark_on=start + timedelta(days=row["posted"]),
            audited_on=None if row["audited"] is None else start + timedelta(days=row["audited"]),
            result=row["result"],
            granted_cost=row["granted"],
            credited_cost=row["credited"],
            resubmission_of=None if row["again"] is None else f"CLM-{row['again']}",
        )
        for place, row in enumerate(rows)
    ]
    return shop(*claims, months=months, policy=policy)


@given(HISTORY, CARS, TERMS, DAYS)
def test_nothing_is_lost_whatever_the_history(
    rows: list[dict[str, Any]], cars: list[int], terms: tuple[Decimal | None, bool], days: int
) -> None:
    """Σ accrual = used + expired + open, and claimed − refused = used + overdrawn, to the fen, every day."""
    entries = ledger(history(rows, cars, terms), date(2026, 9, 1) + timedelta(days=days))
    for place in range(len(entries) + 1):
        for one in balances(entries[:place]).values():
            assert one.accrued == one.used + one.expired + one.open
            assert one.claimed - one.refused == one.used + one.overdrawn
            assert min(one.used, one.expired, one.open, one.overdrawn) >= 0
    found = balances(entries)
    accrued = sum(one.amount for one in entries if one.type == "accrual")
    assert accrued == sum(one.used + one.expired + one.open for one in found.values())
    assert all(type(one.amount) is int and one.amount >= 0 for one in entries)


@given(HISTORY, CARS, TERMS)
def test_in_the_end_nothing_is_open(
    rows: list[dict[str, Any]], cars: list[int], terms: tuple[Decimal | None, bool]
) -> None:
    found = balances(ledger(history(rows, cars, terms), date(2030, 1, 1)))
    assert [one.open for one in found.values()] == [0] * len(found)


@pytest.mark.parametrize("state", ["draft", "approved", "cancelled"])
def test_a_claim_that_was_never_handed_in_takes_nothing(state: str) -> None:
    assert figures(november(taking(600, state=state), today=date(2026, 11, 24))) == (0, 0, WHOLE, 0)


@pytest.mark.parametrize(
    ("today", "expired"),
    [
        (date(2026, 10, 30), 0),
        (date(2026, 10, 31), 12_800),
        (date(2027, 1, 29), 12_800),
        (date(2027, 1, 30), 16_000),
    ],
)
def test_what_is_carried_over_outlives_the_quarter(today: date, expired: int) -> None:
    """A fifth of the third quarter's money goes into the fourth (Lincoln); 30 days to claim after each."""
    quarterly = replace(fund("main", y3=160 * YUAN), usable_until="quarter", carry_over=Decimal(20))
    policy = programme(replace(quarterly, usable_months=None), deadline_roll="backward")
    september = Month(2026, 9)
    found = balances(ledger(shop(months=[month_plan(september)], policy=policy), today))
    assert found["main", september].expired == expired * YUAN
