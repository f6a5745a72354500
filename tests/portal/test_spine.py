from forecourt.kinds.procedure import Procedure
from forecourt.portal.spine import spine
from tests.portal.make import procedure, state, step


def names(made: Procedure) -> list[str]:
    return [one.name for one in spine(made)]


def test_main_way_is_the_longest_forward_path_and_passes_no_cancelled_state() -> None:
    made = procedure(
        [state("draft"), state("returned"), state("sent"), state("gone", "cancelled"), state("paid", "done")],
        [
            step("draft returned", "sent"),
            step("sent", "returned"),
            step("sent draft", "gone"),
            step("sent", "paid"),
        ],
    )
    assert names(made) == ["draft", "sent", "paid"]


def test_of_two_ways_of_one_length_the_one_written_first_is_the_main_way() -> None:
    made = procedure(
        [state("claimed"), state("granted"), state("partly"), state("archived", "done")],
        [step("claimed", "granted"), step("claimed", "partly"), step("granted partly", "archived")],
    )
    assert names(made) == ["claimed", "granted", "archived"]


def test_a_single_state_is_a_way() -> None:
    assert names(procedure([state("active")], [])) == ["active"]


def test_states_that_no_forward_step_reaches_stand_beside_the_way() -> None:
    made = procedure(
        [state("a"), state("b"), state("c", "done")],
        [step("a", "c"), step("c", "b"), step("b", "a")],
    )
    assert names(made) == ["a", "c"]


def test_a_way_that_ends_done_goes_before_one_as_long_that_ends_open() -> None:
    made = procedure(
        [state("draft"), state("sent"), state("returned"), state("paid", "done")],
        [step("draft", "sent"), step("sent", "returned"), step("returned", "sent"), step("sent", "paid")],
    )
    assert names(made) == ["draft", "sent", "paid"]
