"""Overdue, due soon, to chase up, stale; today is Tuesday 24 November 2026."""

from datetime import date

import pytest
from msgspec.structs import replace

from forecourt.kinds.common import Evidence
from forecourt.kinds.procedure import Procedure, State, Step
from forecourt.kinds.programme import ProofRule
from forecourt.model.record import Record, Records, World
from forecourt.money.agenda import agenda
from forecourt.timeline.stand import entered_days, lines
from forecourt.timeline.track import Entered, Track, Tracks
from forecourt.timeline.verdict import Passed, Standing, Unproven, Verdict, attention, standings
from tests.money.make import ad, directive, event, fund, month_plan, press, procedure, programme

TUESDAY = date(2026, 11, 24)
NOVEMBER_2 = date(2026, 11, 2)

# name, money, work, ball, limit_days, limit_from, evidence
ROWS = (
    ("draft", "none", "open", "us", 0, "copy_deadline", ()),
    ("submitted", "planned", "open", "management", 2, None, ()),
    ("returned", "none", "open", "us", 3, None, ()),
    ("booked", "committed", "open", "us", 0, "flight_start", ()),
    ("running", "committed", "open", "outlet", 1, "flight_end", ()),
    ("published", "committed", "open", "us", 3, "flight_end", ()),
    ("proofed", "committed", "open", "outlet", 10, "flight_end", ("tear_sheet",)),
    ("closed", "spent", "done", "us", None, None, ("tear_sheet",)),
    ("cancelled", "none", "cancelled", "us", None, None, ("other",)),
)
WAYS = (
    ("draft", "submitted"),
    ("returned", "submitted"),
    ("submitted", "returned"),
    ("submitted", "booked"),
    ("booked", "running"),
    ("running", "published"),
    ("published", "proofed"),
    ("proofed", "closed"),
    ("published", "cancelled"),
)


def ads() -> Procedure:
    states = tuple(
        State(
            name=name,
            label=name,
            money=money,
            work=work,
            ball=ball,
            limit_days=days,
            limit_from=field,
            evidence=evidence,
        )
        for name, money, work, ball, days, field, evidence in ROWS
    )
    steps = tuple(
        Step(name=f"{before}_{after}", label=after, from_=(before,), to=after, roles=("finance",))
        for before, after in WAYS
    )
    return replace(procedure("ad"), states=states, steps=steps)


def flight(state: str, copy: int, start: int, end: int, *proofs: str) -> Record:
    """AD-1 with its days in November."""
    return ad(
        "AD-1",
        state,
        1,
        copy_deadline=date(2026, 11, copy),
        flight_start=date(2026, 11, start),
        flight_end=date(2026, 11, end),
        evidence=tuple(Evidence(kind=kind, file=f"{kind}.pdf", sha256="0" * 64) for kind in proofs),
    )


def stand(*items: Record, entered: date = NOVEMBER_2, law: Procedure | None = None) -> tuple[Standing, ...]:
    world = World(records=Records(items=(law or ads(), *items)), today=TUESDAY)
    told = {
        record.id.casefold(): Track(
            id=record.id,
            kind=record.kind,
            entered=(Entered(state=record.state, day=entered, email="he@dealer.example", commit="c"),),
        )
        for record in items
    }
    known = lines(world, Tracks(by_id=told, corrected=0))
    return tuple(one for one in standings(world, known) if one.line.kind != "procedure")


def test_a_plan_past_its_flight_is_stale() -> None:
    (found,) = stand(flight("draft", 16, 20, 23))
    assert found.verdict is Verdict.ROTTEN
    assert isinstance(found.rot, Passed)
    assert (found.rot.field, found.rot.label, found.rot.day) == (
        "flight_start",
        "Flight start",
        date(2026, 11, 20),
    )
    assert found.rot.later.name == "booked"
    assert found.due is not None
    assert (found.due.day, found.due.workdays, found.is_late) == (date(2026, 11, 16), -6, True)


def test_a_plan_whose_flight_ends_today_is_only_overdue() -> None:
    (found,) = stand(flight("booked", 16, 23, 24))
    assert (found.verdict, found.rot) == (Verdict.OVERDUE, None)


def test_a_limit_from_the_day_of_entry() -> None:
    (late,) = stand(flight("submitted", 30, 30, 30), entered=date(2026, 11, 18))
    assert late.due is not None
    assert (late.verdict, late.due.field, late.due.day) == (
        Verdict.OVERDUE,
        "entered",
        date(2026, 11, 20),
    )
    (soon,) = stand(flight("submitted", 30, 30, 30), entered=TUESDAY)
    assert (soon.verdict, soon.is_late) == (Verdict.SOON, False)


def test_a_state_that_can_be_sent_back_is_not_measured_by_the_days_before_it() -> None:
    """Submitted may be returned and submitted again: neither lies behind the other."""
    (found,) = stand(flight("returned", 16, 30, 30), entered=TUESDAY)
    assert (found.verdict, found.rot) == (Verdict.SOON, None)


def test_ran_and_no_proof_after_its_days() -> None:
    (found,) = stand(flight("published", 1, 16, 18, "contract"))
    assert found.rot == Unproven(label="Flight end", day=date(2026, 11, 18), missing=("tear_sheet",))
    (in_time,) = stand(flight("published", 1, 16, 19, "contract"))
    assert (in_time.verdict, in_time.rot) == (Verdict.SOON, None)
    (proved,) = stand(flight("published", 1, 16, 18, "tear_sheet"))
    assert (proved.verdict, proved.rot) == (Verdict.OVERDUE, None)


def test_ran_and_nothing_at_all_proves_it_even_where_no_state_demands_it() -> None:
    law = ads()
    law = replace(law, states=tuple(replace(state, evidence=()) for state in law.states))
    (found,) = stand(flight("published", 1, 16, 18, "contract"), law=law)
    assert found.rot == Unproven(label="Flight end", day=date(2026, 11, 18), missing=())


def test_who_waits_for_others_chases_them_up() -> None:
    (found,) = stand(flight("proofed", 1, 2, 3, "tear_sheet"))
    assert (found.verdict, found.rot) == (Verdict.CHASE, None)


def test_an_event_that_is_over_and_still_waits_for_approval() -> None:
    law = replace(
        procedure("event", limits={"draft": ("starts_on", 0), "approved": ("ends_on", 1)}),
        id="PROC-event",
    )
    (found,) = stand(event("EV-1", "draft"), law=law)
    assert isinstance(found.rot, Passed)
    assert (found.rot.label, found.rot.day) == ("Ends on", date(2026, 11, 22))
    assert (found.verdict, found.rot.later.name) == (Verdict.ROTTEN, "approved")


@pytest.mark.parametrize("state", ["closed", "cancelled", "unknown"])
def test_what_is_over_or_undeclared_is_never_late(state: str) -> None:
    (found,) = stand(flight(state, 1, 2, 3))
    assert (found.verdict, found.due, found.rot) == (Verdict.FINE, None, None)


def test_the_worst_first_and_what_is_in_time_left_out() -> None:
    laws = [replace(procedure(kind, limits={"draft": ("due_on", 0)})) for kind in ("press", "directive")]
    items = [
        press("PR-fine", "draft", due_on=date(2026, 12, 31)),
        press("PR-soon", "draft", due_on=date(2026, 12, 8)),
        press("PR-later", "draft", due_on=date(2026, 11, 23)),
        directive("DIR-late", "draft", date(2026, 11, 20)),
        flight("booked", 1, 2, 3),
    ]
    found = [one for one in stand(*laws, *items) if one.line.id != "PROC-press-1.0"]
    assert [(one.verdict.value, one.line.id) for one in found] == [
        ("rotten", "AD-1"),
        ("overdue", "DIR-late"),
        ("overdue", "PR-later"),
        ("soon", "PR-soon"),
        ("fine", "PR-fine"),
    ]
    assert [one.line.id for one in attention(found)] == ["AD-1", "DIR-late", "PR-later", "PR-soon"]


def test_the_board_and_the_timeline_never_disagree() -> None:
    items = (flight("submitted", 30, 30, 30), ads())
    world = World(records=Records(items=items), today=TUESDAY)
    told = Track(
        id="AD-1",
        kind="ad",
        entered=(Entered(state="submitted", day=NOVEMBER_2, email="he@dealer.example", commit="c"),),
    )
    known = lines(world, Tracks(by_id={"ad-1": told}, corrected=0))
    (due,) = agenda(world, entered=entered_days(known)).overdue
    assert [one.due for one in standings(world, known) if one.is_late] == [due]
    assert agenda(world).overdue == ()


def test_the_proofs_of_the_channel_are_missed_where_the_next_state_wants_them() -> None:
    law = ads()
    states = tuple(
        replace(state, evidence=(), channel_proofs=state.name == "proofed") for state in law.states
    )
    wanting = programme(
        fund(y7=1), proof_rules=(ProofRule(channel="newspaper", always=("contract", "tear_sheet")),)
    )
    found = stand(
        flight("published", 1, 16, 18, "contract"), month_plan(), wanting, law=replace(law, states=states)
    )
    assert [one.rot for one in found if one.line.kind == "ad"] == [
        Unproven(label="Flight end", day=date(2026, 11, 18), missing=("tear_sheet",))
    ]
