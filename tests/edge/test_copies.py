"""A copy of this process tells what came of its work, whatever becomes of it."""

import os
from pickle import PicklingError

import pytest

from forecourt.edge.copies import Copy, LostError


def test_what_the_work_gives_comes_from_another_process() -> None:
    gave, error = Copy(os.getpid).told()

    assert gave != os.getpid()
    assert error is None


def test_nothing_is_a_result_too() -> None:
    assert Copy(lambda: None).result() is None


def test_what_cannot_be_told_is_an_error() -> None:
    # Which of the two depends on the version of Python.
    with pytest.raises((AttributeError, PicklingError), match="local object"):
        Copy(lambda: lambda: 0).result()


def test_a_copy_that_was_ended_is_lost() -> None:
    copy: Copy[None] = Copy(lambda: os._exit(9))

    with pytest.raises(LostError):
        copy.result()
