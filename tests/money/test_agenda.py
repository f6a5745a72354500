"""What is overdue and what is due soon, on Tuesday 24 November 2026 unless said otherwise."""

from datetime import date

import pytest
from msgspec.structs import replace

from forecourt.model.months import Month
from forecourt.model.record import Record, Records, World
from forecourt.money.agenda import Agenda, Due, agenda
from tests.money.make import ad, directive, month_plan, procedure, procedures, programme

TUESDAY = date(2026, 11, 24)


def on(today: date, *items: Record, **limits: tuple[str, int]) -> Agenda:
    return agenda(World(records=Records(items=(*procedures(**limits), *items)), today=today))


def ids(due: tuple[Due, ...]) -> list[tuple[str, str, int]]:
    return [
        (item.record.id if item.record else item.field, item.day.isoformat(), item.workdays) for item in due
    ]


def test_a_state_lasts_its_working_days_from_the_day_field() -> None:
    """Three working days from Friday the 20th are Wednesday the 25th: the weekend does not count."""
    found = on(TUESDAY, directive("DIR-1", "draft", date(2026, 11, 20)), draft=("due_on", 3))
    (due,) = found.soon
    assert (due.day, due.workdays, due.field, due.label) == (date(2026, 11, 25), 1, "due_on", "Due on")
    assert (due.ball, due.month, due.provisional) == ("us", Month(2026, 11), False)
    assert due.state is not None
    assert due.state.name == "draft"
    assert found.overdue == ()


def test_overdue_first_by_day_then_what_comes_within_ten_working_days() -> None:
    found = on(
        TUESDAY,
        directive("DIR-late", "draft", date(2026, 11, 19)),
        directive("DIR-later", "draft", date(2026, 11, 23)),
        directive("DIR-today", "draft", TUESDAY),
        directive("DIR-tenth", "draft", date(2026, 12, 8)),
        directive("DIR-eleventh", "draft", date(2026, 12, 9)),
        draft=("due_on", 0),
    )
    assert ids(found.overdue) == [("DIR-late", "2026-11-19", -3), ("DIR-later", "2026-11-23", -1)]
    assert ids(found.soon) == [("DIR-today", "2026-11-24", 0), ("DIR-tenth", "2026-12-08", 10)]


def test_due_on_a_friday_is_overdue_on_saturday() -> None:
    found = on(date(2026, 11, 28), directive("DIR-1", "draft", date(2026, 11, 27)), draft=("due_on", 0))
    assert ids(found.overdue) == [("DIR-1", "2026-11-27", 0)]


@pytest.mark.parametrize("state", ["paid", "granted", "cancelled", "undeclared"])
def test_work_that_is_done_or_cancelled_is_never_due(state: str) -> None:
    limits = dict.fromkeys(("paid", "granted", "cancelled"), ("due_on", 0))
    found = on(TUESDAY, directive("DIR-1", state, date(2026, 11, 2)), **limits)
    assert found == Agenda(overdue=(), soon=())


def test_a_state_without_a_day_field_or_a_record_without_that_day_is_not_due() -> None:
    assert on(TUESDAY, directive("DIR-1", "draft", TUESDAY)) == Agenda(overdue=(), soon=())
    empty = on(TUESDAY, ad("AD-1", "booked", 1), booked=("published_on", 5))
    assert empty == Agenda(overdue=(), soon=())
    mistaken = on(TUESDAY, ad("AD-1", "booked", 1), booked=("theme", 5))
    assert mistaken == Agenda(overdue=(), soon=())


def test_the_ball_is_with_whom_the_state_says() -> None:
    (due,) = on(TUESDAY, ad("AD-1", "booked", 1), booked=("flight_start", 5)).soon
    assert (due.ball, due.day) == ("outlet", date(2026, 11, 25))


def test_the_volumes_of_the_current_month() -> None:
    found = on(TUESDAY, programme(), month_plan())
    assert ids(found.soon) == [("ready", "2026-11-26", 2), ("posting", "2026-11-30", 4)]
    assert [(due.label, due.month, due.ball, due.record) for due in found.soon] == [
        ("The three volumes are ready", Month(2026, 11), "us", None),
        ("The three volumes are posted", Month(2026, 11), "us", None),
    ]


def test_volumes_of_an_earlier_month_stay_overdue_until_it_is_closed() -> None:
    open_ = on(TUESDAY, programme(), month_plan(Month(2026, 10)))
    assert ids(open_.overdue) == [("plan", "2026-10-23", -22), ("posting", "2026-10-30", -17)]
    closed = on(TUESDAY, programme(), month_plan(Month(2026, 10), state="paid"))
    assert ids(closed.overdue) == [("plan", "2026-10-23", -22)]


def test_volumes_that_should_be_ready_are_overdue_until_the_posting_day() -> None:
    found = on(date(2026, 11, 30), programme(), month_plan())
    assert ids(found.overdue) == [("plan", "2026-11-23", -5), ("ready", "2026-11-26", -2)]
    assert ids(found.soon) == [("posting", "2026-11-30", 0)]


def test_a_month_in_an_undeclared_state_still_has_its_posting_day() -> None:
    found = on(TUESDAY, programme(), month_plan(state="lost"))
    assert ids(found.soon) == [("ready", "2026-11-26", 2), ("posting", "2026-11-30", 4)]


def test_volumes_of_a_later_month_or_under_an_unknown_programme_are_not_due() -> None:
    later = on(TUESDAY, programme(), month_plan(Month(2026, 12)))
    assert later == Agenda(overdue=(), soon=())
    assert on(TUESDAY, month_plan()) == Agenda(overdue=(), soon=())


def test_the_plan_of_the_next_month_is_due_until_it_is_handed_in() -> None:
    """On the 23rd of the month before, as the manufacturer's programme says."""
    wednesday, december = date(2026, 11, 18), Month(2026, 12)
    nothing = on(wednesday, programme(), month_plan())
    (due,) = (due for due in nothing.soon if due.field == "plan")
    assert (due.day, due.workdays, due.month, due.record) == (date(2026, 11, 23), 3, december, None)
    assert (due.label, due.ball) == ("The plan of the month is handed in", "us")

    draft = on(wednesday, programme(), month_plan(), month_plan(december, state="draft"))
    assert [due.field for due in draft.soon].count("plan") == 1
    handed_in = on(wednesday, programme(), month_plan(), month_plan(december, state="approved"))
    assert [due.field for due in handed_in.soon] == ["ready", "posting"]


def test_the_plan_is_due_on_the_last_day_of_a_month_that_is_too_short() -> None:
    february = on(date(2027, 2, 22), programme(plan_due_day=30), month_plan(Month(2027, 2)))
    assert ("plan", "2027-02-28", 4) in ids(february.soon)


def test_a_day_that_rests_on_an_unpublished_calendar_says_so() -> None:
    december = on(date(2026, 12, 28), programme(), month_plan(Month(2026, 12)))
    assert ids(december.overdue) == [("plan", "2026-12-23", -3)]
    assert ids(december.soon) == [("ready", "2026-12-29", 1), ("posting", "2026-12-31", 3)]
    assert [due.provisional for due in december.soon] == [True, True]
    (reply,) = on(
        date(2026, 12, 28), directive("DIR-1", "draft", date(2026, 12, 31)), draft=("due_on", 2)
    ).soon
    assert (reply.day, reply.provisional) == (date(2027, 1, 5), True)


def test_a_limit_without_a_day_field_counts_from_the_day_on_which_the_state_was_entered() -> None:
    """Entered on Friday the 20th, two working days end on Tuesday the 24th; nobody knows, nothing is due."""
    law = procedure("directive")
    law = replace(law, states=tuple(replace(state, limit_days=2) for state in law.states))
    items = (law, directive("DIR-1", "draft", date(2026, 12, 1)))
    world = World(records=Records(items=items), today=TUESDAY)

    (due,) = agenda(world, entered={"dir-1": date(2026, 11, 20)}).soon
    assert (due.day, due.workdays, due.field, due.label) == (TUESDAY, 0, "entered", "State entered on")
    assert agenda(world) == Agenda(overdue=(), soon=())
