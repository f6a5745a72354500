"""The sample's claims add up, agree with the ads and events they name, and tell every end of a claim."""

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from forecourt.commands.desk import Desk, open_desk
from forecourt.kinds.ad import Ad
from forecourt.kinds.claim import Claim
from forecourt.kinds.common import Common
from forecourt.kinds.event import Event
from forecourt.kinds.override import Override
from forecourt.kinds.programme import Programme
from forecourt.model.months import Month
from forecourt.money.budget import budget
from forecourt.money.claims import claimed_in, spent_on, unclaimed
from forecourt.money.lifecycle import state_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The sample, opened as any command opens it."""
    return open_desk(ROOT, today=None, clock=date(2026, 11, 24))


@pytest.fixture(scope="module")
def claims(desk: Desk) -> list[Claim]:
    """Its claims, in order of path."""
    return desk.world.records.of(Claim)


def test_the_lines_of_each_claim_are_what_it_takes_of_the_tranches(claims: list[Claim]) -> None:
    sums = {
        claim.id: (sum(line.claimed for line in claim.lines), sum(use.amount for use in claim.tranches))
        for claim in claims
    }
    assert {fen for fen, _ in sums.values()} == {
        2_980_000, 3_140_000, 1_400_000, 2_280_000, 940_000, 1_481_500
    }  # fmt: skip
    assert all(lines == uses for lines, uses in sums.values())


def test_no_tranche_pays_more_than_it_accrued(desk: Desk, claims: list[Claim]) -> None:
    used: dict[tuple[str, Month], int] = defaultdict(int)
    for claim in claims:
        if claim.result not in ("returned", "refused"):
            for use in claim.tranches:
                used[use.fund, use.accrued_in] += use.amount
    given_back = sum(
        line.claimed - line.granted for claim in claims for line in claim.lines if line.granted is not None
    )
    accrued: dict[tuple[str, Month], int] = defaultdict(int)
    for month in {use.accrued_in for claim in claims for use in claim.tranches}:
        for row in budget(desk.world.records, month).accrual:
            accrued[row.fund, month] += row.amount

    # September's main fund had 6,000 yuan given back after the audit, of which 5,000 were used again.
    assert given_back == 600_000
    over = {key: fen - accrued[key] for key, fen in used.items() if fen > accrued[key]}
    assert over == {("main", Month(2026, 9)): 500_000}


def test_each_line_is_half_of_what_was_spent(desk: Desk, claims: list[Claim]) -> None:
    for claim in claims:
        for line in claim.lines:
            record = desk.world.records.get(line.record)
            assert record is not None
            assert (line.spent, line.claimed) == (spent_on(record), line.spent // 2), line.record


def test_a_granted_ad_has_the_amount_of_its_line(desk: Desk, claims: list[Claim]) -> None:
    decided = {
        line.record: line.granted for claim in claims for line in claim.lines if line.granted is not None
    }
    for ad in desk.world.records.of(Ad):
        if ad.approved_reimbursement is not None:
            assert decided[ad.id] == ad.approved_reimbursement, ad.id


def test_every_claimed_or_granted_record_is_on_a_claim(desk: Desk) -> None:
    records = desk.world.records
    claimed = claimed_in(records)
    for record in (*records.of(Ad), *records.of(Event)):
        state = state_of(records, record)
        assert state is not None
        assert (state.money in ("claimed", "granted")) <= (record.id.casefold() in claimed), record.id


def test_what_is_paid_and_not_claimed_yet(desk: Desk) -> None:
    assert [(record.id, spent_on(record)) for record in unclaimed(desk.world.records)] == [
        ("EV-20261018-tmjv", 724_000),
        ("AD-20261020-rzz4", 400_000),
    ]


def test_every_claim_was_posted_within_the_window_of_each_line(desk: Desk, claims: list[Claim]) -> None:
    for claim in claims:
        programme = desk.world.records.find(Programme, claim.programme)
        assert programme is not None
        assert claim.postmark_on is not None
        for line in claim.lines:
            record = desk.world.records.get(line.record)
            assert isinstance(record, Ad | Event)
            end = record.flight_end if isinstance(record, Ad) else record.ends_on
            assert claim.postmark_on <= end + timedelta(days=programme.claim_window_days or 0), line.record


def test_claims_end_in_every_way(claims: list[Claim]) -> None:
    assert {claim.result for claim in claims} == {"granted", "partly_granted", "returned", None}
    assert {claim.credit_form for claim in claims} == {"cash", "account", None}
    assert [(claim.id, claim.resubmission_of) for claim in claims if claim.resubmission_of] == [
        ("CLM-20261109-w3fa", "CLM-20261028-n6zs")
    ]


def test_an_override_names_who_allowed_it_and_on_which_paper(desk: Desk) -> None:
    (override,) = desk.world.records.of(Override)
    ad = desk.world.records.find(Ad, override.record)
    assert isinstance(override, Common)
    assert ad is not None
    assert [(entry.step, entry.role) for entry in override.approvals] == [("approve", "general_manager")]
    assert (override.rung, override.amount, override.paper) == ("contract", 600_000, "JCJT-2026-118")
    assert ad.net_cost == 540_000
