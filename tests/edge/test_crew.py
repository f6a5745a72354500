"""Work shared out over processors gives what one processor gives, in the same order."""

import multiprocessing
import os
import threading
from pathlib import Path

import pytest

from forecourt.edge import crew

MANY = range(2 * crew.FEWEST)


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def test_what_each_thing_gives_comes_in_the_order_of_the_things() -> None:
    both = multiprocessing.get_context("fork").Barrier(2)

    def work(number: int) -> tuple[int, int]:
        if number in MANY[:2]:
            both.wait(60)
        return number * 10, os.getpid()

    found = crew.each(work, [*MANY, 999])
    assert [tens for tens, _ in found] == [*(number * 10 for number in MANY), 9990]
    assert {pid for _, pid in found[:2]} == {pid for _, pid in found}
    assert len({pid for _, pid in found}) == 2


def test_more_things_than_turns_are_all_done() -> None:
    things = range(2 * crew.MOST_TURNS + 3)
    assert crew.each(str, things) == list(map(str, things))


def test_things_whose_process_was_ended_are_done_here() -> None:
    here, both = os.getpid(), multiprocessing.get_context("fork").Barrier(2)
    met: list[int] = []

    def work(number: int) -> int:
        if number in MANY[:2] and not met:
            met.append(both.wait(60))
        if os.getpid() != here:
            os._exit(9)
        return number

    assert crew.each(work, MANY) == list(MANY)


def test_few_things_are_not_worth_a_process() -> None:
    assert set(crew.each(lambda _: os.getpid(), range(crew.FEWEST - 1))) == {os.getpid()}
    assert crew.each(str, []) == []


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert set(crew.each(lambda _: os.getpid(), MANY)) == {os.getpid()}


def test_what_goes_wrong_in_the_other_process_is_raised_here() -> None:
    def halved(number: int) -> int:
        if number == MANY[-1]:
            raise ValueError(f"{number} is odd")
        return number // 2

    with pytest.raises(ValueError, match=f"^{MANY[-1]} is odd$"):
        crew.each(halved, MANY)


def test_work_whose_process_was_ended_is_done_here(tmp_path: Path) -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            os._exit(9)
        return 7

    assert crew.beside(work)() == 7
