"""The state that a record is in, by the procedure of its kind."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from forecourt.kinds.event import Figures
from tests.rules.small import AD, CLAIM, EVENT, MONTH, approval, changed, found, record, said


def event_procedure(**fields: object) -> Any:
    procedure = record("PROC-event")
    first, *others = procedure.states
    return changed("PROC-event", states=(replace(first, **fields), *others))


def test_the_states_of_the_procedure_are_offered() -> None:
    assert said(changed(EVENT, state="done")) == [
        "ST01 PROC-event 里没有“done”这个状态"
        " → 可以填：plan（方案）、running（投放中）、reported（已总结）、cancelled（已取消）"
    ]


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("草稿", "draft（草稿）"),
        ("已取消", "cancelled（已取消）"),
        ("已审批", "approved（已批准）"),
        ("Approved", "“approved”"),
        ("publishd", "“published”"),
    ],
)
def test_the_state_that_is_meant_is_offered_by_its_label_too(state: str, told: str) -> None:
    assert [line.partition(" → ")[2] for line in said(changed(AD, state=state))] == [
        f"是不是想写 {told}？" if "（" in told else f"是不是想写{told}？"
    ]


def test_the_state_of_this_kind_is_offered_whatever_other_kinds_have() -> None:
    procedure = record("PROC-ad")
    first, *others = procedure.states
    drafted = changed("PROC-ad", states=(replace(first, label="起草"), *others))

    assert said(changed(AD, state="草稿"), drafted) == [
        "ST01 PROC-ad 里没有“草稿”这个状态 → 是不是想写 draft（起草）？"
    ]


def test_a_kind_without_a_procedure_is_said_once() -> None:
    second = changed(EVENT, id="EV-20261104-z9z9")

    assert found(second, without=["PROC-event"]) == [("ST02", EVENT, "kind")]


def test_a_procedure_that_cannot_be_read_is_not_missed() -> None:
    assert found(without=["PROC-event"], unreadable={"proc-event": "content/procedures/PROC-event.md"}) == []


@pytest.mark.parametrize(
    ("fields", "is_missing"),
    [
        ({"results": None}, True),
        ({"results": Figures()}, True),
        ({"results": Figures(visits=0)}, False),
        ({"results": Figures(orders=3)}, False),
    ],
)
def test_a_block_counts_as_filled_with_one_value_even_nought(
    fields: dict[str, object],
    is_missing: bool,  # noqa: FBT001
) -> None:
    demanding = event_procedure(requires=("results",))
    findings = found(changed(EVENT, **fields), demanding)

    assert findings == ([("ST03", EVENT, "state")] if is_missing else [])


def test_a_month_still_in_its_first_state_may_rest_on_a_draft() -> None:
    draft = changed("PRG-2026", state="draft")

    assert found(draft) == [("ST04", MONTH, "programme")]
    assert found(draft, changed(MONTH, state="draft")) == []


def test_an_approval_is_wanted_only_where_no_way_goes_round_it() -> None:
    states = {"draft": [], "cancelled": [], "approved": ["ST05"], "booked": ["ST05"]}
    for state, codes in states.items():
        ad = changed(AD, state=state, approvals=(), reason="改期")
        findings = found(ad, without=["ARC-20261117-b5n9", CLAIM])
        assert [code for code, *_ in findings] == codes, state


def test_the_owner_may_approve_steps_that_do_not_ask_for_another() -> None:
    procedure = record("PROC-ad")
    steps = tuple(replace(step, other_than_owner=None) for step in procedure.steps)
    own = changed(AD, owner="ST-lin")

    assert found(own) == [("ST06", AD, "approvals.0.by")]
    assert found(own, changed("PROC-ad", steps=steps)) == []


def test_approvals_of_steps_that_are_no_more_are_left_alone() -> None:
    old = approval("check", "ST-he", "marketing_assistant", date(2026, 10, 19))

    assert found(changed(AD, approvals=(old, *record(AD).approvals))) == []
