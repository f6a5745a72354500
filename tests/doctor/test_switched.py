"""Rules that a procedure switches off: each line that is taken out of a whole procedure is an error."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from forecourt.kinds.procedure import Procedure, State, Step
from forecourt.reading.record import read_record
from tests.doctor.make import codes, every_problem, person, problems, procedure, state, step, switched_off
from tests.house.stub import ROOT

GM = "general_manager"
MM = "marketing_manager"
STAFF = (person("gm", GM), person("mm", MM))

STATES = [
    state("draft", limit_days=2),
    state("approved", money="planned", frozen=("net_cost",)),
    state("booked", money="committed", frozen=("net_cost",), requires=("contract_cost",)),
    state("paid", money="spent", frozen=("net_cost",), requires=("paid_cost",)),
    state("archived", "done", "spent", frozen=("net_cost",), closed=True),
    state("cancelled", "cancelled"),
]
STEPS = [
    step("approve", "draft>approved", GM, approval=True, other_than_owner=True),
    step("book", "approved>booked", MM),
    step("pay", "booked>paid", MM),
    step("archive", "paid>archived", MM),
    step("cancel", "draft,approved>cancelled", MM),
]


def without(change: Callable[[State], State], *names: str) -> list[State]:
    """The states, those of the names (all without any) changed."""
    return [change(one) if not names or one.name in names else one for one in STATES]


def ad(states: list[State] = STATES, steps: list[Step] = STEPS) -> Procedure:
    return procedure("ad", states, steps)


def test_a_whole_procedure_has_nothing_switched_off() -> None:
    assert switched_off(ad(), *STAFF) == []


def test_an_approval_that_freezes_nothing() -> None:
    assert switched_off(ad(without(lambda one: replace(one, frozen=()))), *STAFF) == [
        ("DR20", "steps.0.to", "“approve”批准以后什么都没锁定，批过的内容还能改")
    ]
    two = [*STEPS[:3], replace(STEPS[3], approval=True), STEPS[4]]
    assert switched_off(ad(without(lambda one: replace(one, frozen=()), "approved"), two), *STAFF) == [
        ("DR20", "steps.0.to", "“approve”批准以后什么都没锁定，批过的内容还能改")
    ]


def test_an_approval_into_a_closed_state_or_a_cancelled_one_needs_no_frozen_fields() -> None:
    states = [state("draft", limit_days=2), state("done", "done", closed=True), state("no", "cancelled")]
    steps = [
        step("approve", "draft>done", GM, approval=True, other_than_owner=True),
        step("reject", "draft>no", GM, approval=True, other_than_owner=True),
    ]
    assert switched_off(procedure("override", states, steps), *STAFF) == []


def test_when_no_approval_freezes_anything_the_first_is_named() -> None:
    own = [replace(STEPS[0], other_than_owner=None), *STEPS[1:]]
    found = switched_off(ad(without(lambda one: replace(one, frozen=())), own), *STAFF)
    assert [(code, field) for code, field, _ in found] == [
        ("DR20", "steps.0.to"), ("DR24", "steps.0.name"),
    ]  # fmt: skip


def test_law_in_force_freezes_everything_and_is_not_closed() -> None:
    states = [state("draft"), state("in_force", "done")]
    steps = [step("adopt", "draft>in_force", GM, approval=True, other_than_owner=True)]
    assert switched_off(procedure("programme", states, steps), *STAFF) == []


def test_records_that_never_close() -> None:
    assert switched_off(ad(without(lambda one: replace(one, closed=None))), *STAFF) == [
        ("DR21", "states.4.name", "记录办到“archived”就算办完，却没有封存，没锁定的栏目还能随便改")
    ]


def test_records_that_go_round_for_ever_and_close_nowhere() -> None:
    states = [
        state("draft", limit_days=2),
        state("filed", "done", frozen=("archive_code",)),
        state("lent", frozen=("archive_code",)),
    ]
    steps = [
        step("file", "draft>filed", GM, approval=True, other_than_owner=True),
        step("lend", "filed>lent", MM),
        step("give", "lent>filed", MM),
    ]
    assert switched_off(procedure("archive", states, steps), *STAFF) == [
        ("DR21", "states.1.name", "记录办到“filed”就算办完，却没有封存，没锁定的栏目还能随便改")
    ]
    closed = [states[0], replace(states[1], closed=True), states[2]]
    assert switched_off(procedure("archive", closed, steps), *STAFF) == []


def test_money_that_counts_without_its_figure() -> None:
    assert switched_off(ad(without(lambda one: replace(one, requires=()))), *STAFF) == [
        ("DR22", "states.2.money", "“booked”表示已承诺，记录办到这里却可以不填合同金额"),
        ("DR22", "states.3.money", "“paid”表示已支出，记录办到这里却可以不填付款金额"),
    ]


def test_a_figure_that_was_asked_for_on_the_way_is_there() -> None:
    later = [*STATES[:3], state("running", money="committed", frozen=("net_cost",)), *STATES[3:]]
    steps = [*STEPS[:2], step("run", "booked>running", MM), step("pay", "running>paid", MM), *STEPS[3:]]
    assert switched_off(ad(later, steps), *STAFF) == []


def test_nothing_is_ever_overdue() -> None:
    assert switched_off(ad(without(lambda one: replace(one, limit_days=None))), *STAFF) == [
        ("DR23", "states.0.name", "没有一个状态写了期限，永远不会有逾期")
    ]
    outlet = procedure(
        "outlet", [state("prospect"), state("signed", "done")], [step("sign", "prospect>signed", MM)]
    )
    assert switched_off(outlet, *STAFF) == []


@pytest.mark.parametrize("approval", [True, None])
def test_owners_who_approve_their_own_records(*, approval: bool | None) -> None:
    own = [replace(STEPS[0], other_than_owner=None, approval=approval), *STEPS[1:]]
    assert ("DR24", "steps.0.name", "没有一步批准要求换人，负责人自己就能批自己的记录") in switched_off(
        ad(steps=own), *STAFF
    )


def test_a_state_that_cannot_be_reached_is_an_error_in_force_and_told_once() -> None:
    lonely = ad([*STATES, state("lonely")])
    assert problems(lonely, *STAFF)[-1] == ("DR25", "states.6.name", "没有步骤能走到“lonely”")
    assert "DR25" not in codes(ad(), *STAFF)


@pytest.mark.parametrize(
    ("kind", "line", "code"),
    [
        ("ad", "frozen", "DR20"),
        ("event", "frozen", "DR20"),
        ("press", "frozen", "DR20"),
        ("ad", "closed", "DR21"),
        ("event", "closed", "DR21"),
        ("archive", "closed", "DR21"),
        ("claim", "closed", "DR21"),
        ("ad", "requires", "DR22"),
        ("claim", "requires", "DR22"),
        ("ad", "limit", "DR23"),
        ("event", "limit", "DR23"),
        ("directive", "limit", "DR23"),
        ("ad", "other_than_owner", "DR24"),
        ("month", "other_than_owner", "DR24"),
        ("procedure", "other_than_owner", "DR24"),
    ],
)
def test_each_rule_of_the_sample_is_missed_when_it_is_taken_out(kind: str, line: str, code: str) -> None:
    path = f"content/procedures/PROC-{kind}.md"
    whole = read_record(path, (ROOT / path).read_bytes()).record
    assert isinstance(whole, Procedure)
    assert [one for one in every_problem(whole, *STAFF) if one[0] == code] == []
    cut = replace(
        whole,
        states=tuple(_without(one, line) for one in whole.states),
        steps=tuple(replace(one, other_than_owner=None) for one in whole.steps)
        if line == "other_than_owner"
        else whole.steps,
    )
    assert code in {one[0] for one in every_problem(cut, *STAFF)}


def _without(one: State, line: str) -> State:
    if line == "frozen":
        return replace(one, frozen=())
    if line == "closed":
        return replace(one, closed=None)
    if line == "requires":
        return replace(one, requires=())
    return replace(one, limit_days=None, limit_from=None) if line == "limit" else one
