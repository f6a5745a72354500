"""Whose turn it is, by the procedure alone; today is Wednesday 18 November 2026."""

from datetime import date

import pytest
from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.kinds.procedure import Procedure
from forecourt.model.record import Record
from forecourt.portal.desk import Desk
from forecourt.portal.tasks import Task, duties_of, tasks_of, waited_for
from forecourt.timeline.stand import lines
from forecourt.timeline.track import Entered, Track, Tracks
from tests.portal.make import TODAY, inputs, page, page_from, page_with, site

AD = next(one for one in inputs().world.records.of(Ad) if one.id == "AD-20261012-k3f7")


def task(**fields: object) -> Task:
    record = replace(AD, **fields)
    found = {one.record.id: one for one in tasks_of(Desk(inputs(record))) if one.record is not None}
    return found[AD.id]


@pytest.mark.parametrize(
    ("fields", "actors", "waits", "step"),
    [
        # The owner may not approve his own plan, the manager may.
        ({"state": "draft"}, ("ST-lin",), False, "批准"),
        # Nothing is missing, and the owner may sign the contract himself.
        ({"state": "approved"}, ("ST-qiao",), False, "签约"),
        # The paper has the ball: the owner can only chase.
        ({"state": "booked"}, ("ST-qiao",), True, "刊出"),
        # Only the assistant files.
        ({"state": "published"}, ("ST-he",), False, "归档"),
        # Whoever owns it must not approve it, and nobody else is marketing manager.
        ({"state": "draft", "owner": "ST-lin"}, (), False, "批准"),
    ],
)
def test_whose_turn_it_is(
    fields: dict[str, object], actors: tuple[str, ...], step: str, *, waits: bool
) -> None:
    found = task(**fields)
    assert (found.actors, found.waits, found.way.step.label if found.way else "") == (actors, waits, step)


def test_what_lacks_something_for_its_next_step_is_its_owner_s_turn() -> None:
    law = next(one for one in inputs().world.records.of(Procedure) if one.id == "PROC-ad")
    states = tuple(replace(one, ball="us") if one.name == "booked" else one for one in law.states)
    steps = tuple(replace(one, roles=("finance",)) if one.name == "publish" else one for one in law.steps)
    lent = replace(law, states=states, steps=steps)
    booked = replace(AD, state="booked", evidence=(), published_on=None)

    def actors(record: Record) -> tuple[str, ...]:
        tasks = tasks_of(Desk(inputs(lent, record)))
        return next(one.actors for one in tasks if one.record is record)

    assert actors(booked) == ("ST-qiao",)
    assert actors(replace(AD, state="booked")) == ("ST-fan",)
    text = page_with("today/ST-qiao.md", lent, booked)
    assert '<b>刊出</b><small class="fc-lacks">还缺： 刊出日、样报</small>' in text


def test_what_is_done_is_no_task() -> None:
    assert [one.record.id for one in tasks_of(Desk(inputs())) if isinstance(one.record, Ad)] == []


def test_the_tasks_of_a_person_stand_in_parts_and_what_waits_too_long_is_late() -> None:
    booked = replace(AD, state="booked")
    tasks = tasks_of(Desk(inputs(booked)))
    early, late = date(2026, 11, 3), date(2026, 11, 6)
    # Three working days after the copy deadline of Monday 2 November.
    assert [one.due.day for one in duties_of(tasks, "ST-qiao", TODAY).late if one.due] == [date(2026, 11, 5)]
    assert [one.record for one in duties_of(tasks, "ST-qiao", late).late] == [booked]
    assert [one.record for one in duties_of(tasks, "ST-qiao", early).waiting] == [booked]
    assert duties_of(tasks, "ST-he", TODAY).late == ()


def told(record: Record, *steps: tuple[str, date]) -> Track:
    entered = (Entered(state=state, day=day, email="he@x.example", commit="c") for state, day in steps)
    return Track(id=record.id, kind=record.kind, entered=tuple(entered))


def test_the_longest_wait_comes_first_with_its_working_days() -> None:
    booked, draft = replace(AD, state="booked"), replace(AD, id="AD-20261013-a2b3", state="draft")
    given = inputs(booked, draft)
    tracks = {
        "ad-20261012-k3f7": told(booked, ("draft", date(2026, 10, 12)), ("booked", date(2026, 11, 11))),
        "ad-20261013-a2b3": told(draft, ("draft", date(2026, 11, 6))),
    }
    known = lines(given.world, Tracks(by_id=tracks, corrected=0))
    with_history = replace(given, lines=known)
    found = waited_for(tasks_of(Desk(with_history)))
    assert [(one.record.id, one.since, one.workdays) for one in found if one.record][:2] == [
        ("AD-20261013-a2b3", date(2026, 11, 6), 8),
        ("AD-20261012-k3f7", date(2026, 11, 11), 5),
    ]
    text = page_from(with_history, "index.md")
    waits = text.partition("{ #waits }")[2].partition("{ #money }")[0]
    assert '<td data-label="等谁"><a href="outlet/OUT-daily.html">京畿日报</a></td>' in waits
    assert '<td data-label="等谁"><a href="today/ST-lin.html">林晓棠</a></td>' in waits
    assert '2026-11-11<small class="fc-kind">5 个工作日</small>' in waits


def test_everybody_has_a_page_of_the_day_that_needs_no_script() -> None:
    made = site(replace(AD, state="booked"))
    home = page(made, "index.md")
    for id, name in (("ST-lin", "林晓棠"), ("ST-zhou", "周岩"), ("ST-fan", "范亦")):
        assert f'<a href="today/{id}.html">{name}</a>' in home
        assert f"<h1>{name}的待办 <small>2026-11-18</small></h1>" in page(made, f"today/{id}.md")
    own = page(made, "today/ST-qiao.md").partition("{ #overdue }")[2].partition("{ #soon }")[0]
    assert "云岭Y7 上市通栏" in own
    assert '<td data-label="身份">催办</td>' in own
    assert "云岭Y7 上市通栏" not in page(made, "today/ST-fan.md")


def test_work_that_nobody_can_bring_on_is_told() -> None:
    text = page_with("index.md", replace(AD, state="draft", owner="ST-lin"))
    assert '<span class="fc-chip fc-bad">没有人能办</span>' in text
