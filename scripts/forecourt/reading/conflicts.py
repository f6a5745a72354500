"""Marks of Git that were left in a file when two versions of it met."""

import re
from collections.abc import Iterator
from typing import Final

from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.words.text import N_, text

OPENS: Final = "<<<<<<<"
CLOSES: Final = ">>>>>>>"
_MARK: Final = re.compile(rf"({OPENS}|{CLOSES})(?: .*)?")
_MOST_TOLD: Final = 20


@code("FM08")
def conflict(line: int, mark: str) -> Problem:
    """A mark of a merge conflict was left in the file.

    Two people changed the same lines, and Git could not know whose hold: it wrote both, between lines that
    begin with <<<<<<<, ======= and >>>>>>>. Fields between such lines cannot be read, and a text with them
    would be printed as it is. Choose what is right, and delete the marks and the other version.
    """
    return Problem(
        code="FM08",
        line=line,
        column=1,
        message=text(N_("A merge conflict has not been resolved here: {mark}"), mark=mark[:60]),
        hint=text(
            N_("Keep the version that is right; delete the other one and the lines <<<<<<< ======= >>>>>>>")
        ),
    )


def may_have(source: str) -> bool:
    """Whether a text can hold marks at all; quick."""
    return OPENS in source or CLOSES in source


def conflicts(source: str) -> tuple[Problem, ...]:
    """A problem for each conflict of a file, at its first mark; the first ones of very many."""
    found = []
    is_open = False
    for number, line in enumerate(source.split("\n"), 1):
        mark = _MARK.fullmatch(line)
        if mark is None:
            continue
        if mark[1] == OPENS or not is_open:
            found.append(conflict(number, line))
        is_open = mark[1] == OPENS
    return tuple(found[:_MOST_TOLD])


def spans(lines: list[str]) -> Iterator[tuple[int, int]]:
    """First and last index of the lines of each conflict; the last is len(lines) of one that does not end."""
    first = None
    for index, line in enumerate(lines):
        mark = _MARK.fullmatch(line)
        if mark is None:
            continue
        if mark[1] == OPENS:
            first = index if first is None else first
        else:
            yield (index if first is None else first), index
            first = None
    if first is not None:
        yield first, len(lines)
