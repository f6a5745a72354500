"""The sample tells one story: money is carried over, approvals follow the procedures, texts differ."""

import hashlib
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
from forecourt.kinds.press import Press
from forecourt.kinds.staff import Staff
from forecourt.model.months import Month
from forecourt.money.agenda import agenda
from forecourt.money.budget import budget
from forecourt.money.lifecycle import procedure_of

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 24)
SEPTEMBER = Month(2026, 9)


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The sample, opened as any command opens it."""
    return open_desk(ROOT, today=None, clock=TODAY)


@pytest.mark.parametrize("month", [SEPTEMBER.plus(1), SEPTEMBER.plus(2)], ids=str)
def test_a_month_opens_with_what_the_month_before_left(desk: Desk, month: Month) -> None:
    before = budget(desk.world.records, month.plus(-1))
    assert budget(desk.world.records, month).opening_balance == before.available - before.total.spent


@pytest.mark.parametrize("month", [SEPTEMBER, SEPTEMBER.plus(1)], ids=str)
def test_nothing_of_a_finished_month_is_still_only_planned_or_committed(desk: Desk, month: Month) -> None:
    total = budget(desk.world.records, month).total
    assert (total.planned, total.committed) == (0, 0)


def test_every_approval_is_a_step_of_its_procedure_by_a_role_that_may_take_it(desk: Desk) -> None:
    records = desk.world.records
    for record in records:
        procedure = procedure_of(records, record.kind)
        assert isinstance(record, Common)
        assert procedure is not None
        steps = {step.name: step for step in procedure.steps}
        for entry in record.approvals:
            person = records.find(Staff, entry.by)
            assert person is not None, record.id
            assert entry.role in person.roles, record.id
            assert entry.role in steps[entry.step].roles, (record.id, entry.step)
            if steps[entry.step].other_than_owner:
                assert entry.by != record.owner, (record.id, entry.step)


def test_nobody_approved_anything_after_today(desk: Desk) -> None:
    late = [
        record.id
        for record in desk.world.records
        if isinstance(record, Common) and any(entry.at > desk.world.today for entry in record.approvals)
    ]
    assert late == []


def test_every_ad_article_and_event_has_its_own_text(desk: Desk) -> None:
    texts = Counter(
        record.body.strip() for record in desk.world.records if isinstance(record, Ad | Press | Event)
    )
    assert [text for text, times in texts.items() if times > 1 or not text] == []


def test_a_published_article_has_150_to_400_characters_and_says_how_many(desk: Desk) -> None:
    published = [press for press in desk.world.records.of(Press) if press.published_on]
    lengths = {press.id: len("".join(press.body.split())) for press in published}
    assert [id for id, length in lengths.items() if not 150 <= length <= 400] == []
    assert {press.id: press.words for press in published} == lengths


def test_every_event_names_run_down_competitor_and_risk(desk: Desk) -> None:
    for event in desk.world.records.of(Event):
        headings = [line for line in event.body.splitlines() if line.startswith("## ")]
        wanted = ["## 缘由", "## 现场安排", "## 周边竞品", "## 风险预案"]
        assert headings == [*wanted, *(["## 总结"] if event.results else [])], event.id


def test_an_archived_ad_ran_on_the_days_that_its_archive_says(desk: Desk) -> None:
    for item in desk.world.records.of(Archive):
        ad = desk.world.records.find(Ad, item.ad)
        assert ad is not None, item.id
        assert (item.ran_from, item.ran_to) == (ad.flight_start, ad.flight_end), item.id
        assert "creative" in {evidence.kind for evidence in item.evidence}, item.id


def test_an_answered_directive_shows_the_mail_and_the_reply(desk: Desk) -> None:
    for directive in desk.world.records.of(Directive):
        wanted = {"mail", "reply"} if directive.replied_on else {"mail"}
        assert {evidence.kind for evidence in directive.evidence} == wanted, directive.id


def test_no_two_evidence_files_are_the_same_and_all_are_small(desk: Desk) -> None:
    pictures = [path for folder in ("content", "plans") for path in (ROOT / folder).rglob("*.png")]
    prints = Counter(hashlib.sha256(path.read_bytes()).hexdigest() for path in pictures)
    assert len(prints) == len(pictures)
    assert sum(path.stat().st_size for path in pictures) < 8 * 1024 * 1024


def test_the_board_of_the_pinned_day_has_something_late_and_something_soon(desk: Desk) -> None:
    due = agenda(desk.world)
    assert 2 <= len(due.overdue) <= 6
    assert len(due.soon) >= 5
