"""The sample's volumes say what its money says: settlement, budget, claims, effect, quotas, papers."""

from datetime import date
from pathlib import Path

import pytest

from forecourt.binder.book import VOLUMES, volume
from forecourt.binder.content import Sheet, Volume
from forecourt.binder.edition import Edition
from forecourt.commands.desk import Desk, open_desk
from forecourt.kinds.ad import Ad
from forecourt.kinds.outlet import Outlet
from forecourt.model.money import format_yuan
from forecourt.model.months import Month
from forecourt.money.budget import budget
from forecourt.money.claims import claimed_in
from forecourt.money.effect import effect
from forecourt.money.quota import press_quota
from forecourt.money.schedule import schedule
from forecourt.money.settlement import settlement
from forecourt.words.catalogue import words_for

ROOT = Path(__file__).parents[2]
MONTHS = [Month(2026, 9), Month(2026, 10), Month(2026, 11)]


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The sample, opened as any command opens it."""
    return open_desk(ROOT, today=None, clock=date(2026, 11, 24))


@pytest.fixture(params=MONTHS, ids=str)
def edition(request: pytest.FixtureRequest, desk: Desk) -> Edition:
    """One month of the sample; no picture is opened for it."""
    return Edition(world=desk.world, month=request.param, words=words_for("zh"), commit="0" * 40, dirty=False)


def volumes(edition: Edition) -> list[Volume]:
    return [volume(edition, plan) for plan in VOLUMES]


def sheet(made: Volume, anchor: str) -> Sheet:
    return next(one for one in made.sheets if one.anchor == anchor)


def test_the_settlement_sheets_pay_what_the_budget_has_spent(edition: Edition) -> None:
    settled = [
        settlement(
            edition.records,
            edition.world.today,
            edition.programme,
            [item.record for item in made.items],
        )
        for made in volumes(edition)
    ]

    assert (
        sum(one.total("paid") or 0 for one in settled) == budget(edition.records, edition.month).total.spent
    )


def test_the_settlement_sheets_ask_what_the_claims_ask(edition: Edition) -> None:
    claimed = claimed_in(edition.records)
    for made in volumes(edition):
        lines = [line for item in made.items for _, line in claimed.get(item.record.id.casefold(), [])]
        total = next((row.cells for row in sheet(made, "settlement").rows if row.strong), None)
        if total is not None:
            asked = sum(line.claimed for line in lines)
            granted = sum(line.granted or 0 for line in lines)
            assert total[8] == (format_yuan(asked) if lines else "—")
            assert total[9] == (format_yuan(granted) if granted else "—")


def test_effect_press_and_schedule_are_those_of_the_portal(edition: Edition) -> None:
    ads, press, _ = volumes(edition)
    rate = effect(edition.records, edition.month).month[0]
    quota = press_quota(edition.records, edition.month)
    plan = schedule(edition.records, edition.month, edition.world.today)

    row = sheet(ads, "month-effect").rows[0].cells
    assert row[1:2] + row[3:4] == (format_yuan(rate.ratio.part or 0), str(rate.ratio.whole))
    assert sheet(press, "quota").rows[1].cells[1:3] == (str(quota.points_required), str(quota.points_done))
    assert sheet(ads, "schedule").rows[-1].cells[3] == str(plan.total.insertions)


def test_every_paper_of_every_item_is_bound_or_listed(edition: Edition) -> None:
    for made in volumes(edition):
        shared = {figure.anchor for part in made.chapters for row in part.rows for figure in row}
        for item in made.items:
            rows = (*item.plans, *item.rows, *(row for page in item.photos for row in page))
            own = {figure.anchor for row in rows for figure in row}
            listed = {f"{item.anchor}-files"} if item.files.rows else set()
            assert {proof.anchor for proof in item.proofs} <= own | shared | listed
            assert {link.target for link in item.links} <= own | shared | listed
        names = {row.cells[1] for row in made.manifest.rows}
        assert {proof.path for item in made.items for proof in item.proofs} <= names


def test_each_ad_has_the_rate_card_of_its_outlet(edition: Edition) -> None:
    ads = volume(edition, VOLUMES[0])

    for item in ads.items:
        wanted = {row.record.id for row in item.proofs if row.evidence.kind == "rate_card"}
        assert isinstance(item.record, Ad)
        outlet = edition.records.find(Outlet, item.record.outlet)
        assert outlet is not None
        cards = {one.kind for one in outlet.evidence}
        assert wanted == ({outlet.id} if "rate_card" in cards else set())
