"""How long records stood in their states; today is Tuesday 24 November 2026."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from forecourt.kinds.staff import Staff
from forecourt.model.record import Record, Records, World
from forecourt.timeline.stand import Line, entered_days, lines
from forecourt.timeline.track import GONE, Entered, Track, Tracks
from tests.money.make import ad, common, directive, procedure, procedures, states

TUESDAY = date(2026, 11, 24)


def track(id: str, *steps: tuple[str, date]) -> Track:
    entered = tuple(
        Entered(state=state, day=day, email="HE@dealer.example", commit=f"c{place}")
        for place, (state, day) in enumerate(steps)
    )
    return Track(id=id, kind="ad", entered=entered)


def he() -> Staff:
    return Staff(
        **{**common("staff", "ST-he", "active"), "title": "何沐"},
        department="marketing",
        roles=("marketing_assistant",),
        emails=("he@dealer.example",),
    )


def line(told: Track | None, *items: Record, **limits: tuple[str, int]) -> Line:
    world = World(records=Records(items=(*procedures(**limits), *items)), today=TUESDAY)
    by_id = {} if told is None else {told.id.casefold(): told}
    return lines(world, Tracks(by_id=by_id, corrected=0))["ad-1"]


def november(day: int) -> date:
    return date(2026, 11, day)


def test_working_days_in_each_state_by_name_and_whose_clock_ran() -> None:
    told = track("AD-1", ("draft", november(2)), ("approved", november(6)), ("booked", november(9)))
    found = line(told, ad("AD-1", "booked", 1), he())
    assert [
        (span.label, span.entered.day, span.left, span.who, span.workdays, span.ball, span.stopped)
        for span in found.spans
    ] == [
        ("状态draft", 2, november(6), "何沐", 4, "us", False),
        ("状态approved", 6, november(9), "何沐", 1, "us", False),
        ("状态booked", 9, None, "何沐", 11, "outlet", True),
    ]
    assert (found.workdays(stopped=False), found.workdays(stopped=True)) == (5, 11)


def test_a_limit_without_a_day_field_counts_from_the_day_of_entry() -> None:
    world = World(records=Records(items=(*_entry_limits(3), ad("AD-1", "approved", 1))), today=TUESDAY)
    told = Tracks(
        by_id={"ad-1": track("AD-1", ("draft", november(2)), ("approved", november(19)))}, corrected=0
    )
    known = lines(world, told)
    draft, approved = known["ad-1"].spans
    assert (draft.limit, draft.late) == (november(5), 10)
    assert (approved.limit, approved.late) == (november(24), 0)
    assert entered_days(known)["ad-1"] == november(19)


def _entry_limits(days: int) -> list[Record]:
    """Procedures whose states draft and approved may last so many working days."""
    limited = [
        replace(state, limit_days=days) if state.name in ("draft", "approved") else state
        for state in states()
    ]
    return [replace(procedure("ad"), states=tuple(limited))]


def test_states_that_are_over_have_no_limit() -> None:
    told = track("AD-1", ("draft", november(2)), ("cancelled", november(3)))
    found = line(told, ad("AD-1", "cancelled", 1), cancelled=("flight_end", 1))
    assert [span.limit for span in found.spans] == [None, None]


def test_an_unknown_author_keeps_the_e_mail_and_an_undeclared_state_its_code() -> None:
    found = line(track("AD-1", ("lost", november(2))), ad("AD-1", "lost", 1))
    assert (found.now.who, found.now.label, found.now.ball, found.now.stopped) == (
        "HE@dealer.example",
        "lost",
        "",
        False,
    )


def test_a_state_in_the_work_tree_only_is_entered_today_by_nobody_yet() -> None:
    changed = line(track("AD-1", ("draft", november(2))), ad("AD-1", "approved", 1))
    assert [(span.name, span.workdays, span.who, span.commit) for span in changed.spans] == [
        ("draft", 16, "HE@dealer.example", "c0"),
        ("approved", 0, "", ""),
    ]
    new = line(None, ad("AD-1", "draft", 1))
    assert [(span.name, span.entered, span.commit) for span in new.spans] == [("draft", TUESDAY, "")]


def test_a_deleted_record_keeps_its_past() -> None:
    found = line(track("AD-1", ("draft", november(2)), (GONE, november(4))))
    assert (found.id, found.kind, found.record) == ("AD-1", "ad", None)
    assert [(span.name, span.workdays) for span in found.spans] == [("draft", 2), (GONE, 14)]
    assert found.workdays(stopped=False) == 2


def test_a_record_that_cannot_be_read_now_is_not_deleted() -> None:
    records = Records(items=tuple(procedures()), unreadable={"ad-1": "plans/x.md"})
    told = Tracks(by_id={"ad-1": track("AD-1", ("draft", november(2)))}, corrected=0)
    found = lines(World(records=records, today=TUESDAY), told)["ad-1"]
    assert [span.name for span in found.spans] == ["draft"]


def test_a_record_of_another_kind_has_its_own_procedure() -> None:
    world = World(records=Records(items=(directive("AD-1", "draft", TUESDAY),)), today=TUESDAY)
    found = lines(world, Tracks(by_id={"ad-1": track("AD-1", ("draft", november(2)))}, corrected=0))
    assert (found["ad-1"].kind, found["ad-1"].now.label) == ("directive", "draft")


STATES = st.sampled_from(["draft", "approved", "booked", "paid", "lost"])


@given(st.lists(st.tuples(STATES, st.dates(date(2024, 1, 1), TUESDAY)), min_size=1, max_size=12))
def test_the_days_in_all_states_are_the_days_since_the_first(steps: list[tuple[str, date]]) -> None:
    days = sorted(day for _, day in steps)
    told = track("AD-1", *((state, day) for (state, _), day in zip(steps, days, strict=True)))
    found = line(told, ad("AD-1", steps[-1][0], 1))
    whole = line(track("AD-1", (steps[-1][0], days[0])), ad("AD-1", steps[-1][0], 1))
    assert all(span.workdays >= 0 for span in found.spans)
    assert sum(span.workdays for span in found.spans) == whole.spans[0].workdays
    assert [span.name for span in found.spans] == [state for state, _ in steps]


def _claimed_by(ball: str, *, way_out: bool) -> list[Record]:
    """Procedures whose state booked means done work, with the ball at `ball`."""
    made = replace(
        procedure("ad"),
        states=tuple(
            replace(state, work="done", ball=ball) if state.name == "booked" else state for state in states()
        ),
    )
    close = replace(made.steps[0], name="close", from_=("booked",), to="granted")
    return [replace(made, steps=(*made.steps, close)) if way_out else made]


def test_done_work_that_waits_for_the_manufacturer_is_waiting_and_its_days_are_shown() -> None:
    told = track("AD-1", ("draft", november(2)), ("booked", november(9)), ("granted", november(20)))
    world = World(
        records=Records(items=(*_claimed_by("manufacturer", way_out=True), ad("AD-1", "granted", 1))),
        today=TUESDAY,
    )
    found = lines(world, Tracks(by_id={"ad-1": told}, corrected=0))["ad-1"]
    assert [span.is_over for span in found.spans] == [False, False, True]
    assert (found.workdays(stopped=False), found.workdays(stopped=True)) == (5, 9)


def test_done_work_that_lies_with_us_or_that_nothing_leads_out_of_is_over() -> None:
    for procedures_, over in (
        (_claimed_by("us", way_out=True), True),
        (_claimed_by("manufacturer", way_out=False), True),
    ):
        world = World(records=Records(items=(*procedures_, ad("AD-1", "booked", 1))), today=TUESDAY)
        told = Tracks(by_id={"ad-1": track("AD-1", ("booked", november(9)))}, corrected=0)
        found = lines(world, told)["ad-1"]
        assert found.now.is_over is over
        assert found.workdays(stopped=True) == 0
