"""The graph of a procedure."""

from msgspec.structs import replace

from forecourt.rules.ways import leads_on, led_to, needed_approvals, reachable
from tests.rules.small import record


def test_states_are_reached_over_any_number_of_steps() -> None:
    procedure = record("PROC-ad")

    assert reachable(procedure, procedure.steps) == {
        "draft", "approved", "booked", "published", "archived", "cancelled",
    }  # fmt: skip
    assert reachable(procedure, ()) == {"draft"}


def test_circles_end() -> None:
    procedure = record("PROC-event")
    back = replace(procedure.steps[0], name="back", from_=("reported",), to="plan")

    assert reachable(procedure, (*procedure.steps, back)) == {"plan", "running", "reported", "cancelled"}


def test_what_several_states_lead_to() -> None:
    procedure = record("PROC-event")

    assert led_to(procedure.steps, ["running"]) == {"running", "reported"}
    assert led_to(procedure.steps, ["reported", "cancelled"]) == {"reported", "cancelled"}
    assert led_to(procedure.steps, []) == frozenset()


def test_a_step_into_the_same_state_leads_nowhere() -> None:
    procedure = record("PROC-event")
    again = replace(procedure.steps[0], name="again", from_=("reported",), to="reported")

    assert leads_on(procedure, "running")
    assert not leads_on(replace(procedure, steps=(*procedure.steps, again)), "reported")


def test_an_approval_is_needed_when_every_way_takes_it() -> None:
    procedure = record("PROC-ad")
    approve = procedure.steps[0]
    short_cut = replace(approve, name="urgent", to="booked", approval=None)
    wider = replace(procedure, steps=(*procedure.steps, short_cut))

    assert needed_approvals(procedure, "archived") == (approve,)
    assert needed_approvals(wider, "approved") == (approve,)
    assert needed_approvals(wider, "archived") == ()


def test_a_state_that_is_never_reached_needs_nothing() -> None:
    assert needed_approvals(record("PROC-ad"), "nowhere") == ()
