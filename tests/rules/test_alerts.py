"""What asks for something to be done at once: stock to be ordered, an answer overdue, a competitor's cut."""

from datetime import date

import pytest
from msgspec.structs import replace

from forecourt.kinds.survey import Observation, Survey
from forecourt.kinds.task import Progress
from tests.rules.small import changed, dealership, found, record

STOCK = "STK-20261104-t4z8"
JOB = "MAT-20261021-v6k3"
DIRECTIVE = "DIR-202611-y7"
SURVEY = "CMP-20261112-n6t3"
LOW = [("SK08", STOCK, "reorder_at")]


@pytest.mark.parametrize(("limit", "expected"), [(363, []), (364, LOW), (None, [])])
def test_more_is_ordered_from_the_reorder_level_on(limit: int | None, expected: list[object]) -> None:
    assert found(changed(STOCK, reorder_at=limit)) == expected


def test_a_job_under_way_refills_it_and_one_that_is_over_does_not() -> None:
    job = changed(JOB, made_for=STOCK.lower())

    assert found(changed(STOCK, reorder_at=400), job) == LOW
    told = found(changed(STOCK, reorder_at=400), replace(job, state="requested"))
    assert [one for one in told if one[0] == "SK08"] == []


def test_what_may_not_be_handed_out_any_more_is_not_ordered_again() -> None:
    told = found(changed(STOCK, reorder_at=400, valid_until=date(2026, 11, 17)))

    assert [code for code, _, _ in told if code.startswith("SK")] == ["SK05"]


@pytest.mark.parametrize(
    ("due", "replied", "expected"),
    [
        (date(2026, 11, 17), None, [("DV02", DIRECTIVE, "due_on")]),
        (date(2026, 11, 18), None, []),
        (date(2026, 11, 17), date(2026, 11, 18), []),
    ],
)
def test_an_answer_is_overdue_from_the_day_after_on(
    due: date, replied: date | None, expected: list[object]
) -> None:
    assert found(changed(DIRECTIVE, due_on=due, replied_on=replied)) == expected


def survey(street: int, *, own: int = 138_900, advice: str | None = None) -> Survey:
    [old] = [one for one in dealership().of(Survey) if one.id == SURVEY]
    car: Observation = old.cars[0]
    car = replace(car, street_price=street * 100, own_price=own * 100, answer="等总经理定")
    return replace(old, cars=(car,), advice=advice)


CUT = [("CP06", SURVEY, "cars.0.street_price")]


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        # The guide price is 149,800, the street price a week before 141,800.
        (survey(137_306), CUT),
        (survey(137_307), []),
        (survey(136_800, own=136_800), []),
        (survey(136_800, own=136_801), CUT),
        (survey(136_800, advice="置换补贴加两千"), []),
    ],
    ids=["3 percent", "less", "as dear as ours", "dearer than ours", "with advice"],
)
def test_a_large_cut_below_our_price_wants_advice(seen: Survey, expected: list[object]) -> None:
    assert found(seen) == expected


def test_a_balance_below_nothing_is_a_wrong_line_and_nothing_to_order() -> None:
    [first, *others] = record(STOCK).moves
    told = found(changed(STOCK, reorder_at=400, moves=(replace(first, quantity=10), *others)))

    assert {code for code, id, _ in told if id == STOCK} == {"SK01", "SK07"}


def test_whoever_ordered_it_may_be_written_in_another_way() -> None:
    assert found(changed(JOB, requester="售后 主管")) == []
    assert [code for code, _, _ in found(changed(JOB, requester="韩主管"))] == ["PJ11"]


TASK = "TASK-20261110-r7k2"


@pytest.mark.parametrize(
    ("days", "done", "expected"),
    [
        ((), None, [("TK02", TASK, "due_on")]),
        ((date(2026, 11, 14),), None, [("TK02", TASK, "due_on")]),
        ((date(2026, 11, 14), date(2026, 11, 15)), None, []),
        ((), date(2026, 11, 16), []),
    ],
    ids=["no word", "a word before the day", "a word after it", "done"],
)
def test_a_task_that_is_over_its_day_wants_a_word(
    days: tuple[date, ...], done: date | None, expected: list[object]
) -> None:
    progress = tuple(Progress(at=day, what="约好了") for day in days)
    task = changed(TASK, due_on=date(2026, 11, 14), progress=progress, done_on=done)

    assert [one for one in found(task) if one[0].startswith("TK")] == expected
