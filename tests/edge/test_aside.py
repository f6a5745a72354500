import threading

import pytest

from forecourt.edge.aside import aside


def test_the_work_goes_on_while_something_else_is_done_and_gives_its_value() -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def work() -> str:
        begun.set()
        assert goes_on.wait(30)
        return "done"

    result = aside(work)
    assert begun.wait(30)
    goes_on.set()
    assert result() == "done"
    assert result() == "done"


def test_what_the_work_raises_is_raised_where_its_value_is_asked_for() -> None:
    def work() -> str:
        raise LookupError("no such commit")

    result = aside(work)
    with pytest.raises(LookupError, match="no such commit"):
        result()
