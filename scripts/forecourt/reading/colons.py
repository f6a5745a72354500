"""Colons that an input method spoils: full-width ones, or ones without the space that YAML wants.

The parser would take such a line for a part of its neighbours' text and complain about those. The line is
told as wrong itself, and read as it was meant.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from forecourt.kinds.fields import ListOf, is_group, slots_of
from forecourt.kinds.table import KINDS
from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.words.text import N_, text

# The full-width colon and what looks like one.
_WIDE: Final = "\uff1a\ufe55\ufe30\u2236\ua789"
_SPACES: Final = " \u3000\xa0"
_SLIP: Final = re.compile(
    rf"( *)((?:- +)?)([a-z][a-z0-9_]*)[{_SPACES}]*([{_WIDE}]|:(?=[^ \n]))[:{_WIDE}{_SPACES}]*"
)
_KEY: Final = re.compile(r"( *)((?:- +)?)[A-Za-z_][A-Za-z0-9_]*[ ]*:(?: +(.*))?$")
_TEXT_BLOCK: Final = re.compile(r"(?:.*:)?[ -]*[|>][-+0-9]*(?: +#.*)?$")


@code("FM17")
def wrong_colon(line: int, column: int, *, wide: bool) -> Problem:
    """A field's name is followed by a full-width colon, or by a colon without a space.

    With a Chinese input method switched on, the colon key writes a full-width colon, which YAML takes for a
    part of the text. Between a field's name and its value stand an English colon and a space.
    """
    message = (
        text(N_("A Chinese colon stands here")) if wide else text(N_("A space is missing behind the colon"))
    )
    return Problem(
        code="FM17",
        line=line,
        column=column,
        message=message,
        hint=text(N_("Write an English colon and a space between the field's name and its value")),
    )


def mend(lines: list[str], first_line: int) -> tuple[list[Problem], dict[int, tuple[int, int]]]:
    """Write the colons of `lines` as they were meant; gives what was wrong, and where columns moved.

    The second maps a line's number to the column of its colon and by how much what stands behind it moved.
    """
    problems: list[Problem] = []
    moved: dict[int, tuple[int, int]] = {}
    for index, found, mended in list(_slips(lines)):
        old, number = lines[index], first_line + index
        lines[index] = mended
        column = found.end(4)
        problems.append(wrong_colon(number, column, wide=found[4] != ":"))
        moved[number] = (column, len(mended) - len(old))
    return problems, moved


def _slips(lines: list[str]) -> Iterator[tuple[int, re.Match[str], str]]:
    """The lines with a wrong colon, none of them a part of somebody's text, and as they were meant."""
    # Deeper lines than this belong to a text: behind | or >, or below a field that has its value already.
    text_indent = -1
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        if indent == len(line) or 0 <= text_indent < indent:
            continue
        found = _SLIP.match(line)
        meant = line
        if found is not None and _is_field(found, lines, index):
            meant = f"{''.join(found.group(1, 2, 3))}: {line[found.end() :]}".rstrip(" ")
            yield index, found, meant
        text_indent = _text_indent(meant, indent)


def _text_indent(line: str, indent: int) -> int:
    """Lines deeper than this below `line` are its text; -1 when it leaves room for a block."""
    if _TEXT_BLOCK.match(line):
        return indent
    key = _KEY.match(line)
    if key is None or not key[3] or key[3].startswith("#"):
        return -1
    # The fields of a list's item stand deeper than its hyphen.
    return indent + len(key[2])


def _is_field(found: re.Match[str], lines: list[str], index: int) -> bool:
    indent, dash, name = found.group(1, 2, 3)
    if not indent and not dash:
        # Nothing else than a field begins in the first column.
        return not lines[index].startswith("//", found.end())
    if name not in field_names():
        return False
    return not dash or _has_more(lines[index + 1 :], len(indent))


def _has_more(below: list[str], indent: int) -> bool:
    """Whether a list's item goes on in the next line: text that happens to hold a colon does not."""
    following = next((line for line in below if line.strip(" ")), "")
    return len(following) - len(following.lstrip(" ")) > indent


@lru_cache(1)
def field_names() -> frozenset[str]:
    """The names of all fields of all kinds, in blocks too."""
    names: set[str] = set()
    waiting: list[Any] = [kind.record for kind in KINDS.values()]
    while waiting:
        for slot in slots_of(waiting.pop()):
            names.add(slot.key)
            inner = slot.spec.type.item if isinstance(slot.spec.type, ListOf) else slot.spec.type
            if is_group(inner):
                waiting.append(inner)
    return frozenset(names)
