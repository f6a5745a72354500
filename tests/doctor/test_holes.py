"""Rules that are switched off, and what escapes an approval."""

from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from forecourt.kinds.procedure import Procedure, State, Step
from forecourt.kinds.table import KINDS
from tests.doctor.make import codes, person, problems, procedure, state, step
from tests.rules.small import record

MM = "marketing_manager"
STAFF = person("mm", MM)


def ads(states: list[State], steps: list[Step]) -> Procedure:
    return procedure("ad", states, steps)


def money(*meanings: str) -> list[State]:
    """A state for each meaning, the last of them done."""
    last = len(meanings) - 1
    return [state(f"s{i}", "done" if i == last else "open", meaning) for i, meaning in enumerate(meanings)]


def chain(states: list[State], *approved: int) -> list[Step]:
    """A step from each state to the next; those at the places `approved` need an approval."""
    return [
        step(f"go{i}", f"{one.name}>{two.name}", MM, approval=i in approved or None)
        for i, (one, two) in enumerate(pairwise(states))
    ]


def test_every_kind_wants_a_procedure_in_force() -> None:
    dealership = record("DLR-hengyuan")
    all_kinds = [procedure(kind, [state("a", "done")], []) for kind in KINDS]
    draft = replace(all_kinds[-1], state="draft")

    assert problems(dealership, *all_kinds) == [("DR18", "", "代码平台有没有保护 main 分支，从这里看不到")]
    assert problems(dealership, *all_kinds[:-1], draft)[0] == (
        "DR13", "state", "“搜索推广账户”没有执行中的流程",
    )  # fmt: skip


def test_money_jumps_over_a_meaning_that_no_state_has() -> None:
    whole = money("none", "planned", "committed", "spent")
    jumping = money("none", "planned", "spent")

    assert codes(ads(whole, chain(whole, 1)), STAFF) == []
    assert problems(ads(jumping, chain(jumping, 0)), STAFF) == [
        ("DR14", "states", "能走到的状态里，没有一个表示：已承诺")
    ]


def test_a_meaning_that_cannot_be_reached_does_not_count() -> None:
    states = money("none", "planned", "committed", "spent")

    assert "DR14" in codes(ads(states, chain(states[:3], 1)), STAFF)


def test_claims_are_asked_for_once_there_is_a_programme() -> None:
    states = money("none", "planned", "committed", "spent")

    assert problems(ads(states, chain(states, 1)), STAFF, record("PRG-2026")) == [
        ("DR15", "states", "能走到的状态里，没有一个表示：已核销、已返款")
    ]


def test_a_kind_without_costs_needs_no_money() -> None:
    states = money("none", "none")

    assert codes(procedure("directive", states, chain(states)), STAFF) == []


def test_money_is_committed_only_behind_an_approval() -> None:
    states = money("none", "planned", "committed", "spent")

    assert problems(ads(states, chain(states)), STAFF) == [
        ("DR16", "steps.1.name", "“go1”动用了没人批准过的费用"),
        ("DR16", "steps.2.name", "“go2”动用了没人批准过的费用"),
    ]
    assert codes(ads(states, chain(states, 0)), STAFF) == []
    assert codes(ads(states, chain(states, 2)), STAFF) == ["DR16"]


FROZEN: dict[str, Any] = {"frozen": ("net_cost", "body")}
WHOLE = money("none", "planned", "committed", "spent")


def frozen(*places: int) -> list[State]:
    """The four states; those at `places` freeze the net cost and the text."""
    return [replace(one, **FROZEN) if place in places else one for place, one in enumerate(WHOLE)]


def test_fields_that_stay_frozen_to_the_end_are_safe() -> None:
    states = frozen(1, 2, 3)

    assert codes(ads(states, chain(states, 0)), STAFF) == []


def test_freed_fields_that_nobody_approves_again() -> None:
    states = frozen(1)

    assert problems(ads(states, chain(states, 0)), STAFF) == [
        ("DR17", "steps.1.to", "“go1”放开的栏目以后不再有人批准：正文、净价合计")
    ]


def test_freezing_again_without_an_approval_hides_the_change() -> None:
    states = frozen(1, 3)

    assert codes(ads(states, chain(states, 0)), STAFF) == ["DR17"]
    assert codes(ads(states, chain(states, 0, 2)), STAFF) == []


def test_cancelling_frees_what_it_likes() -> None:
    states = [*frozen(1, 2, 3), state("gone", "cancelled")]
    steps = [*chain(states[:4], 0), step("cancel", "s1>gone", MM)]

    assert codes(ads(states, steps), STAFF) == []


def test_a_way_back_that_is_approved_anew_is_safe() -> None:
    states = [*frozen(1, 2, 3), state("changed", "open", "planned")]
    way = [*chain(states[:4], 0), step("change", "s2>changed", MM)]

    assert codes(ads(states, [*way, step("again", "changed>s1", MM, approval=True)]), STAFF) == []
    assert codes(ads(states, [*way, step("again", "changed>s1", MM)]), STAFF) == ["DR17"]


def test_law_in_force_freezes_everything_whatever_the_list_says() -> None:
    states = [state("draft"), replace(state("on"), frozen=("funds",)), state("closed", "done")]
    steps = [step("adopt", "draft>on", MM, approval=True), step("close", "on>closed", MM)]

    assert codes(procedure("programme", states, steps), STAFF) == []
    assert codes(
        procedure("outlet", [states[0], replace(states[1], frozen=("rates",)), states[2]], steps), STAFF
    ) == ["DR17"]
