"""What a procedure says of approvals."""

from typing import Any

from msgspec.structs import replace

from forecourt.kinds.procedure import Step
from tests.rules.small import changed, found, record


def way(name: str, start: str, end: str, **fields: Any) -> Step:
    return Step(name=name, label=name, from_=(start,), to=end, roles=("marketing_manager",), **fields)


def ads(*steps: Step) -> Any:
    """The procedure of ads, with other steps between its states."""
    return changed("PROC-ad", steps=steps)


def problems(*steps: Step) -> list[tuple[str, str]]:
    names = {"PC12", "PC13"}
    return [(code, field) for code, _, field in found(ads(*steps)) if code in names]


def test_two_may_approve_what_never_comes_back() -> None:
    first, second = (state.name for state in record("PROC-ad").states[:2])

    assert problems(way("go", first, second, approval=True, approvers=2)) == []


def test_coming_back_needs_an_approval() -> None:
    first, second = (state.name for state in record("PROC-ad").states[:2])
    go = way("go", first, second, approval=True, approvers=2)

    assert problems(go, way("back", second, first)) == [("PC13", "steps.0.approvers")]
    assert problems(go, way("back", second, first, approval=True)) == []
    assert problems(replace(go, approvers=1), way("back", second, first)) == []


def test_the_only_way_in_is_no_way_back() -> None:
    first, second, third = (state.name for state in record("PROC-ad").states[:3])

    assert problems(way("in", first, second), way("go", second, third, approval=True, approvers=2)) == []


def test_one_approver_is_a_count_too() -> None:
    first, second = (state.name for state in record("PROC-ad").states[:2])

    assert problems(way("go", first, second, approvers=1)) == [("PC12", "steps.0.approvers")]


def test_only_law_must_not_count_from_the_beginning() -> None:
    done = {"work": "done"}
    archive, staff = record("PROC-archive"), record("PROC-staff")
    first = (replace(archive.states[0], **done), *archive.states[1:])
    proposed = (replace(staff.states[0], **done), *staff.states[1:])

    assert found(changed("PROC-archive", states=first)) == []
    assert found(changed("PROC-staff", states=proposed)) == [("PC14", "PROC-staff", "states.0.work")]
