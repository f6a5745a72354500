"""The self-score by hand: computed over the department, given with a reason, stretched, below the line."""

from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from forecourt.kinds.programme import Criterion
from forecourt.kinds.selfscore import GivenScore, SelfScore
from forecourt.kinds.task import Task
from forecourt.model.record import Records
from forecourt.money.selfscores import Score, months_of_scores, score_figures, score_of
from tests.money.make import NOVEMBER, common, month_plan, procedure, programme

TODAY = date(2026, 11, 24)
CRITERIA = (
    Criterion(name="tasks", label="任务", points=50, query="tasks_on_time"),
    Criterion(name="volumes", label="三册", points=30, query="volumes_on_time"),
    Criterion(name="binding", label="装订", points=20),
)


def task(id: str, done: int) -> Task:
    """Due on the 10th."""
    return Task(
        **{**common("task", id, "approved"), "owner": f"ST-{id}"},
        origin="department",
        given_by="ST-lin",
        given_on=date(2026, 11, 1),
        due_on=date(2026, 11, 10),
        done_on=date(2026, 11, done),
    )


def selfscore(id: str, points: str, state: str = "draft") -> SelfScore:
    given = (GivenScore(criterion="binding", points=Decimal(points), reason="齐全"),)
    return SelfScore(**common("selfscore", id, state), month=NOVEMBER, given=given)


def records(*items: Any, line: int | None = None) -> Records:
    policy = replace(programme(), criteria=CRITERIA, score_line=line)
    plan = month_plan(programme=policy.id)
    return Records(items=(procedure("task"), procedure("selfscore"), policy, plan, *items))


def scored(*items: Any, line: int | None = None) -> Score:
    found = score_of(records(*items, line=line), NOVEMBER, TODAY)
    assert found is not None
    return found


def test_what_was_not_due_is_left_out_and_what_nobody_gave_counts_nothing() -> None:
    """25 of 50 for tasks, nothing yet of 20: 25 ÷ 70 of 100 points."""
    found = scored(task("a", 10), task("b", 11))

    assert [(line.points, line.standing, line.lost) for line in found.lines] == [
        (250, "computed", 250),
        (None, "nothing_due", 0),
        (None, "missing", 200),
    ]
    assert (found.most, found.total) == (100, 357)


def test_given_points_are_counted_and_the_signed_record_comes_first() -> None:
    found = scored(
        task("a", 10),
        selfscore("SCR-1", "10"),
        selfscore("SCR-2", "20", "paid"),
        selfscore("SCR-3", "1", "cancelled"),
    )

    assert found.record is not None
    assert (found.record.id, found.total) == ("SCR-2", 1_000)


def test_the_line_itself_is_enough() -> None:
    """50 of 70: 71.4 of 100 points."""
    assert [scored(task("a", 10), line=line).is_below_line for line in (71, 72, None)] == [False, True, False]


def test_a_programme_without_criteria_scores_nothing() -> None:
    bare = Records(items=(programme(), month_plan(programme=programme().id)))

    assert score_of(bare, NOVEMBER, TODAY) is None
    assert months_of_scores(bare) == []


def test_every_computed_criterion_opens_into_its_records() -> None:
    figures = {one.name: one for one in score_figures(records(task("a", 10), task("b", 11)), TODAY)}

    part, whole = figures["2026-11.selfscore.tasks.share"].over
    assert ([one.record for one in part.parts], [one.record for one in whole.parts]) == (["a"], ["a", "b"])
    assert "2026-11.selfscore.binding.share" not in figures
