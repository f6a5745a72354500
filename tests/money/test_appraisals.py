"""Appraisals by hand: shares out of records, points, what was not due, the bonus."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from forecourt.kinds.appraisal import Appraisal, AppraisalItem, Bonus
from forecourt.kinds.press import Press
from forecourt.kinds.task import Task
from forecourt.model.record import Records
from forecourt.model.vocabulary_queries import QUERIES
from forecourt.money.appraisals import appraisal_figures, points_of, sheet_of, stretched
from forecourt.money.queries import _QUERIES, Answer, Asked, Hit, ask
from tests.money.make import NOVEMBER, common, procedure

TODAY = date(2026, 11, 24)


def task(id: str, due: int, done: int | None, *, owner: str = "ST-he", state: str = "approved") -> Task:
    """A task of November, due and done on these days of it."""
    return Task(
        **{**common("task", id, state), "owner": owner},
        origin="department",
        given_by="ST-lin",
        given_on=date(2026, 11, 1),
        due_on=date(2026, 11, due),
        done_on=None if done is None else date(2026, 11, done),
    )


def records(*items: Any) -> Records:
    return Records(items=(procedure("task"), procedure("press"), procedure("appraisal"), *items))


def asked(*items: Any, person: str | None = "ST-he", today: date = TODAY) -> list[tuple[str, int, int]]:
    answer = ask("tasks_on_time", Asked(records=records(*items), month=NOVEMBER, today=today, person=person))
    return [(hit.record.id, hit.part, hit.whole) for hit in answer.hits]


def answer(part: int, whole: int) -> Answer:
    return Answer(
        query="tasks_on_time", hits=(Hit(record=task("TASK-1", 5, 5), field="x", part=part, whole=whole),)
    )


def test_every_query_of_the_list_can_be_asked() -> None:
    assert list(_QUERIES) == list(QUERIES.terms)
    for name in QUERIES.terms:
        assert ask(name, Asked(records=records(), month=NOVEMBER, today=TODAY)).ratio.whole == 0


def test_the_due_day_itself_is_in_time_and_what_is_not_due_counts_neither_way() -> None:
    found = asked(
        task("TASK-1", 10, 10),
        task("TASK-2", 10, 11),
        task("TASK-3", 23, None),
        task("TASK-4", 24, None),
        task("TASK-5", 30, 20),
        task("TASK-6", 10, 9, state="cancelled"),
        task("TASK-7", 10, 9, owner="ST-lin"),
    )

    assert found == [("TASK-1", 1, 1), ("TASK-2", 0, 1), ("TASK-3", 0, 1), ("TASK-5", 1, 1)]


def test_without_a_person_the_whole_department_is_asked() -> None:
    both = (task("TASK-1", 10, 10), task("TASK-2", 10, 10, owner="ST-lin"))

    assert [id for id, *_ in asked(*both, person=None)] == ["TASK-1", "TASK-2"]
    assert [id for id, *_ in asked(*both, person="st-LIN")] == ["TASK-2"]


@pytest.mark.parametrize(
    ("part", "whole", "target", "points"),
    [
        (1, 3, None, 83),
        (2, 3, None, 167),
        (9, 10, "90", 250),
        (45, 100, "90", 125),
        (17, 10, None, 250),
        (0, 4, None, 0),
        (0, 0, None, None),
    ],
)
def test_points_are_weight_times_share_over_full_marks(
    part: int, whole: int, target: str | None, points: int | None
) -> None:
    """Of 25 points, in tenths; never more than the weight."""
    assert points_of(answer(part, whole), 25, None if target is None else Decimal(target)) == points


def test_what_was_not_due_is_left_out_and_the_rest_stretched() -> None:
    """30 of 40 points, 60 points not judged: 75 of 100."""
    assert stretched([(300, 40), (None, 60)]) == 750
    assert stretched([(None, 100)]) is None


def sheet(*bonuses: Bonus) -> tuple[Records, Appraisal]:
    one = Appraisal(
        **common("appraisal", "KPI-1", "approved"),
        month=NOVEMBER,
        person="ST-he",
        due_on=date(2026, 12, 7),
        items=(
            AppraisalItem(query="tasks_on_time", weight=60),
            AppraisalItem(query="volumes_on_time", weight=40),
        ),
        bonuses=bonuses,
    )
    return records(one, task("TASK-1", 10, 10), task("TASK-2", 10, 12)), one


def test_the_bonus_comes_on_top() -> None:
    found, one = sheet(Bonus(points=5, reason="布展"))

    assert sheet_of(found, one, TODAY).total == 550
    assert sheet_of(found, replace(one, bonuses=()), TODAY).total == 500
    assert sheet_of(found, replace(one, person="ST-lin"), TODAY).total is None


def test_every_share_opens_into_its_records() -> None:
    found, _ = sheet()
    figures = {one.name: one for one in appraisal_figures(found, TODAY)}

    share = figures["KPI-1.items.0.share"]
    part, whole = share.over
    assert (share.value, [one.record for one in part.parts], [one.record for one in whole.parts]) == (
        5000,
        ["TASK-1"],
        ["TASK-1", "TASK-2"],
    )
    assert figures["KPI-1.items.1.share"].nothing


def test_an_article_counts_for_its_author() -> None:
    press = Press(
        **{**common("press", "PR-1", "paid"), "owner": "ST-lin"},
        month=NOVEMBER,
        type="brand",
        outlet="OUT-1",
        author="ST-he",
        paid=False,
        due_on=date(2026, 11, 9),
        published_on=date(2026, 11, 9),
    )
    whose = {
        person: ask(
            "articles_on_time",
            Asked(records=records(press), month=NOVEMBER, today=TODAY, person=person),
        ).ratio.part
        for person in ("ST-he", "ST-lin")
    }
    assert whose == {"ST-he": 1, "ST-lin": 0}


@given(
    st.lists(st.tuples(st.none() | st.integers(0, 50), st.integers(1, 50), st.integers(1, 100)), min_size=1)
)
def test_no_sheet_gives_less_than_nothing_or_more_than_everything(
    lines: list[tuple[int | None, int, int]],
) -> None:
    """Part (None: nothing was due), whole and weight: points within the weight, the total within 100."""
    pairs = [
        (points_of(answer(part or 0, 0 if part is None else whole), weight, None), weight)
        for part, whole, weight in lines
    ]

    assert all(points is None or 0 <= points <= 10 * weight for points, weight in pairs)
    total = stretched(pairs)
    assert (total is None) == all(points is None for points, _ in pairs)
    assert total is None or 0 <= total <= 1_000
