"""Copies of a loaded process work side by side, and end with whoever wanted their work."""

import os
import signal
import sys
from multiprocessing import active_children

import pytest

from forecourt.edge.press import Press


def load() -> None:
    sys.modules["loaded_before"] = sys


def work(thing: str) -> tuple[str, bool]:
    if thing == "gone":
        os._exit(9)
    if thing == "wrong":
        raise ValueError(f"{thing} in {os.getpid() != 0}")
    return thing.upper(), "loaded_before" in sys.modules


def test_every_thing_is_worked_on_in_a_copy_of_what_was_loaded_and_one_that_ends_early_has_no_result() -> (
    None
):
    with Press(load, work) as press:
        press.start()
        done = dict(press.results(["a", "gone", "b", "c", "d"]))

    assert done == {"a": ("A", True), "b": ("B", True), "c": ("C", True), "d": ("D", True), "gone": None}
    assert "loaded_before" not in sys.modules


def test_what_the_work_raises_is_raised_here_and_nothing_is_left_running() -> None:
    before = active_children()
    with pytest.raises(ValueError, match="wrong in True"), Press(load, work) as press:
        list(press.results(["wrong"]))

    assert active_children() == before


def hears_ctrl_c(_: str) -> bool:
    return signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def test_ctrl_c_is_for_whoever_wanted_the_work() -> None:
    with Press(load, hears_ctrl_c) as press:
        assert list(press.results(["a"])) == [("a", False)]
    assert hears_ctrl_c("")


def ends_when_told(_: str) -> bool:
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    return signal.SIGTERM not in blocked and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_copy_ends_at_once_when_it_is_told_to() -> None:
    with Press(load, ends_when_told) as press:
        assert list(press.results(["a"])) == [("a", True)]


def test_it_works_through_one_sequence_after_another() -> None:
    with Press(load, work) as press:
        first, second = list(press.results(["a"])), list(press.results(["gone", "b"]))

    assert first == [("a", ("A", True))]
    assert sorted(second) == [("b", ("B", True)), ("gone", None)]


def test_one_that_was_started_for_nothing_ends_too() -> None:
    before = active_children()
    with Press(load, work) as press:
        press.start()

    assert active_children() == before
