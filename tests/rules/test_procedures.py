"""A lifecycle that is declared must also work."""

from msgspec.structs import replace

from tests.rules.small import changed, found, record, said


def test_a_kind_whose_records_do_not_move_needs_no_steps() -> None:
    procedure = record("PROC-dealership")

    assert found(changed("PROC-dealership", states=procedure.states[1:2], steps=())) == []


def test_a_superseded_procedure_may_stand_beside_the_new_one() -> None:
    old = changed("PROC-press", id="PROC-press-2025", state="superseded")

    assert found(old) == []


def test_the_first_state_may_be_open_without_a_way_back() -> None:
    assert found(changed("PROC-month", steps=record("PROC-month").steps[:1])) == [
        ("PC04", "PROC-month", "states.2.name"),
        ("PC05", "PROC-month", "states.1.work"),
    ]


def test_a_role_that_nobody_has_is_said_once_a_procedure() -> None:
    nobody = changed("ST-qiao", roles=())

    assert found(nobody) == [
        ("PC09", "PROC-ad", "steps.1.roles.2"),
        ("PC09", "PROC-funnel", "steps.0.roles.1"),
        ("PC09", "PROC-press", "steps.0.roles.2"),
    ]


def test_common_fields_may_be_required_and_frozen() -> None:
    procedure = record("PROC-event")
    first, *others = procedure.states
    state = replace(
        first, frozen=("title", "evidence"), requires=("owner",), limit_from="report_due", limit_days=1
    )

    assert found(changed("PROC-event", states=(state, *others))) == []


def test_fields_of_an_unknown_kind_are_not_judged() -> None:
    stray = changed("PROC-press", id="PROC-x", for_kind="pressd", state="draft")

    assert said(stray) == ["PC01 没有“pressd”这种记录类型 → 是不是想写“press”？"]
