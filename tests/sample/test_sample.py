"""The repository's own sample dealership: whole, true to its figures, and free of private data."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from forecourt.commands.desk import Desk, open_desk
from forecourt.kinds.ad import Ad
from forecourt.kinds.archive import Archive
from forecourt.kinds.common import Common
from forecourt.kinds.directive import Directive
from forecourt.kinds.event import Event
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.press import Press
from forecourt.kinds.procedure import Procedure
from forecourt.kinds.programme import Programme
from forecourt.kinds.table import KINDS
from forecourt.model.months import Month
from forecourt.money.budget import budget
from forecourt.money.quota import event_quota, press_quota
from forecourt.store.load import evidence_path

ROOT = Path(__file__).parents[2]
MONTHS = (Month(2026, 9), Month(2026, 10), Month(2026, 11))


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The sample, opened as any command opens it."""
    return open_desk(ROOT, today=None, clock=date(2030, 1, 1))


def test_it_has_no_finding_on_any_later_day(desk: Desk) -> None:
    assert [finding.code for finding in desk.findings] == []
    assert str(desk.world.today) == "2026-11-24"


@pytest.mark.parametrize(
    ("kind", "least"), [(Outlet, 12), (Ad, 14), (Press, 15), (Event, 6), (Archive, 10), (Directive, 5)]
)
def test_there_is_enough_of_every_kind(desk: Desk, kind: type[Common], least: int) -> None:
    assert len(desk.world.records.of(kind)) >= least


def test_three_whole_months(desk: Desk) -> None:
    assert tuple(sorted(plan.month for plan in desk.world.records.of(MonthPlan))) == MONTHS


def test_every_kind_has_one_procedure_in_force(desk: Desk) -> None:
    procedures = Counter(procedure.for_kind for procedure in desk.world.records.of(Procedure))
    assert procedures == Counter(list(KINDS))


@pytest.mark.parametrize("kind", ["ad", "press", "event"])
def test_records_stand_in_every_state(desk: Desk, kind: str) -> None:
    (procedure,) = (one for one in desk.world.records.of(Procedure) if one.for_kind == kind)
    used = {record.state for record in desk.world.records if record.kind == kind}
    assert used == {state.name for state in procedure.states}


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_no_channel_is_exceeded_and_the_budgets_fit_the_money(desk: Desk, month: Month) -> None:
    money = budget(desk.world.records, month)
    assert [line.channel for line in money.channels if line.status == "exceeded"] == []
    assert sum(line.budget for line in money.channels) <= money.available


@pytest.mark.parametrize("month", MONTHS[:2], ids=str)
def test_finished_months_reached_their_quotas(desk: Desk, month: Month) -> None:
    press, events = press_quota(desk.world.records, month), event_quota(desk.world.records, month)
    assert press.pieces_done >= press.pieces_required
    assert press.points_done >= press.points_required
    assert len(events.done) >= events.required


def test_october_used_up_its_newspaper_budget_to_the_fen(desk: Desk) -> None:
    lines = {line.channel: line for line in budget(desk.world.records, Month(2026, 10)).channels}
    assert (lines["newspaper"].left, lines["newspaper"].status) == (0, "used_up")


def test_the_ladder_holds_for_every_ad(desk: Desk) -> None:
    for ad in desk.world.records.of(Ad):
        rungs = [ad.net_cost, ad.contract_cost, ad.invoice_cost, ad.paid_cost]
        filled = [rung for rung in rungs if rung is not None]
        assert filled == sorted(filled, reverse=True), ad.id


def test_the_programme_says_that_it_is_a_sample(desk: Desk) -> None:
    assert [programme.sample for programme in desk.world.records.of(Programme)] == [True]


def test_every_file_beside_a_record_is_named_by_one(desk: Desk) -> None:
    named = {
        evidence_path(record, item.file)
        for record in desk.world.records
        if isinstance(record, Common)
        for item in record.evidence
    }
    there = {
        path.relative_to(ROOT).as_posix()
        for folder in ("content", "plans")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix != ".md"
    }
    assert there == named


def test_approvals_stand_in_order_of_time(desk: Desk) -> None:
    for record in desk.world.records:
        if isinstance(record, Common):
            days = [approval.at for approval in record.approvals]
            assert days == sorted(days), record.id


def test_no_text_holds_a_mobile_or_landline_number() -> None:
    number = re.compile(r"(?<![0-9a-f])1[3-9][0-9]{9}(?![0-9a-f])|0[1-9][0-9]{1,2}-[0-9]{7,8}")
    found = [
        path.name
        for folder in ("content", "plans")
        for path in (ROOT / folder).rglob("*.md")
        if number.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
