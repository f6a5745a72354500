"""The doctor's answer is the brute-force answer, over random procedures and random staff."""

from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from forecourt.kinds.delegation import Delegation
from forecourt.kinds.procedure import Step
from forecourt.kinds.staff import Staff
from tests.doctor.make import TODAY, delegation, person, problems, procedure, state, step

NAMES = ["a", "b", "c", "d"]
ROLES = ["general_manager", "marketing_manager", "finance"]
WAYS = ["draft>sent", "sent>draft", "draft,sent>closed", "closed>closed"]

roles = st.lists(st.sampled_from(ROLES), unique=True, max_size=2)
people = st.lists(st.tuples(st.sampled_from(NAMES), roles), unique_by=lambda one: one[0], max_size=4).map(
    lambda found: [person(name, *held) for name, held in found]
)
steps = st.builds(
    lambda way, held, approvers, other: step(
        "go", way, *held, approval=approvers is not None or None, approvers=approvers, other_than_owner=other
    ),
    st.sampled_from(WAYS),
    st.lists(st.sampled_from(ROLES), unique=True, min_size=1, max_size=2),
    st.none() | st.integers(1, 3),
    st.booleans(),
)
lent = st.lists(
    st.builds(
        delegation,
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from(ROLES),
        until=st.sampled_from([date(2026, 11, 23), TODAY]),
    ),
    max_size=2,
)


def may(one: Staff, way: Step, staff: list[Staff], lent: list[Delegation]) -> bool:
    """Whether `one` may act in a role of `way`, spelt out without any of the doctor's functions."""
    for role in way.roles:
        if role in one.roles:
            return True
        for paper in lent:
            grantor = [other for other in staff if other.id == paper.grantor and role in other.roles]
            if paper.deputy == one.id and role in paper.roles and grantor and paper.valid_to >= TODAY:
                return True
    return False


def brute_force(way: Step, staff: list[Staff], lent: list[Delegation]) -> bool:
    """Whether some set of different people can take `way` for a record of some owner."""
    wanted = (way.approvers or 1) if way.approval else 1
    for owner in staff:
        for chosen in combinations(staff, wanted):
            is_free = not way.other_than_owner or owner not in chosen
            if is_free and all(may(one, way, staff, lent) for one in chosen):
                return True
    return False


@settings(max_examples=300, deadline=None)
@given(staff=people, way=steps, papers=lent)
def test_nobody_can_take_a_step_exactly_when_brute_force_says_so(
    staff: list[Staff], way: Step, papers: list[Delegation]
) -> None:
    law = procedure("directive", [state("draft"), state("sent"), state("closed", "done")], [way])
    said = {code for code, _, _ in problems(law, *staff, *papers)}

    assert ("DR01" in said) is not brute_force(way, staff, papers)
