"""Front matter -> a tree with places, by the full parser: for findings, and for YAML that is not plain."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import yaml

from forecourt.model.finding import Problem
from forecourt.model.limits import MAX_DEPTH, MAX_NODES
from forecourt.reading.colons import mend
from forecourt.reading.conflicts import spans
from forecourt.reading.faults import (
    anchor,
    cut_by_hash,
    divider,
    duplicate_key,
    explain,
    odd_key,
    second_document,
    tab,
    too_much,
)
from forecourt.reading.signs import IN_VALUES, LOST, unprintable, visible
from forecourt.reading.tree import Node, Tree

# Below the first line of hyphens.
FIRST_LINE: Final = 2
_MOST_REPAIRS: Final = 10
_MOST_TABS: Final = 20
_MOST_DIVIDERS: Final = 20
_BLOCKS: Final = ("|", ">")
# Nothing but signs from the first column on; only whoever parts fields into groups writes so.
_DIVIDER: Final = re.compile(r"([-=*_~—─])\1{2,} *")
# A hashtag, not a remark.
_HASHTAG: Final = re.compile(r"[ ]*[ ](#)(?=[\w《“「【])")
_KEY: Final = re.compile(r" *[\"']?([A-Za-z_][A-Za-z0-9_]*)[\"']?[ ]*:")


class _StopError(Exception):
    """Reading cannot go on behind this problem; `is_final` when leaving its block out would not help."""

    def __init__(self, problem: Problem, *, is_final: bool = False) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.is_final = is_final


def read_nodes(front_matter: str, first_line: int = FIRST_LINE) -> Tree:
    """The tree of the front matter with all its problems.

    Where the parser stops, the field of that place is left out and the rest is read again, so that one slip
    of the pen does not hide the next.
    """
    lines = front_matter.split("\n")
    problems = _tabs(lines, first_line)
    had_tabs = any("\t" in line[: len(line) - len(line.lstrip())] for line in lines)
    if problems:
        lines = [line.replace("\t", " ") for line in lines]
    slips, moved = mend(lines, first_line)
    problems.extend(slips)
    lost: set[str] = set()
    if not _leave_conflicts_out(lines, lost):
        return Tree(None, tuple(problems), frozenset(lost))
    # Only now: ======= in a conflict is none.
    problems.extend(_dividers(lines, first_line))
    for _ in range(_MOST_REPAIRS):
        builder = _Builder(first_line, moved)
        try:
            builder.read(lines)
        except _StopError as stop:
            # A tab before a field is the reason, and has been told.
            if not (had_tabs and stop.problem.code == "FM15"):
                problems.append(stop.problem)
            if stop.is_final or not _leave_out(lines, stop.problem.line - first_line, lost):
                return Tree(None, tuple(problems), frozenset(lost))
            continue
        return _finished(builder, problems, lost, first_line)
    return Tree(None, tuple(problems), frozenset(lost))


def _finished(builder: "_Builder", problems: list[Problem], lost: set[str], first_line: int) -> Tree:
    root = builder.root
    if root is not None and isinstance(root.value, dict):
        return Tree(root, (*problems, *builder.problems), frozenset(lost))
    if not problems and not lost:
        problems = [odd_key(first_line, 1) if root is None else odd_key(root.line, root.column)]
    return Tree(None, tuple(problems), frozenset(lost))


def _tabs(lines: list[str], first_line: int) -> list[Problem]:
    found = [
        tab(number, line.index("\t") + 1) for number, line in enumerate(lines, first_line) if "\t" in line
    ]
    return found[:_MOST_TABS]


def _dividers(lines: list[str], first_line: int) -> Iterator[Problem]:
    """Blank the lines that only part fields from each other, and tell of the first ones."""
    for index in [index for index, line in enumerate(lines) if _DIVIDER.fullmatch(line)]:
        lines[index] = ""
        if index < _MOST_DIVIDERS:
            yield divider(first_line + index)


def _leave_out(lines: list[str], index: int, lost: set[str]) -> bool:
    """Blank the top-level field that line `index` belongs to and note its names; False when there is none."""
    start = min(index, len(lines) - 1)
    while start >= 0 and not _begins_field(lines[start]):
        start -= 1
    if start < 0:
        return False
    _blank(lines, start, _end_of_field(lines, start + 1), lost)
    return True


def _leave_conflicts_out(lines: list[str], lost: set[str]) -> bool:
    """Blank the fields that two versions of a file disagree about; False when a conflict does not end here.

    The file's own reading tells of the conflicts.
    """
    for first, last in list(spans(lines)):
        if last == len(lines):
            return False
        start, inside = first, next((line for line in lines[first + 1 : last] if line), "")
        # The lines of a block belong to the field above them, which then is not whole either.
        while start > 0 and not _begins_field(inside):
            start -= 1
            inside = lines[start]
        _blank(lines, start, _end_of_field(lines, last + 1), lost)
    return True


def _end_of_field(lines: list[str], index: int) -> int:
    """The first line from `index` on that begins another field."""
    while index < len(lines) and not _begins_field(lines[index]):
        index += 1
    return index


def _blank(lines: list[str], start: int, end: int, lost: set[str]) -> None:
    lost.update(name[1] for name in map(_KEY.match, lines[start:end]) if name)
    lines[start:end] = [""] * (end - start)


def _begins_field(line: str) -> bool:
    return bool(line) and line[0] not in " -#\t]}"


class _Builder:
    """Builds the tree from parser events without recursion, so that depth can be limited."""

    def __init__(self, first_line: int, moved: Mapping[int, tuple[int, int]]) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._first_line = first_line
        self._moved = moved
        # Open blocks, innermost last: node, its dotted path, the key that waits for its value.
        self._open: list[tuple[Node, str, list[Node]]] = []
        self._count = 0
        self._documents = 0

    def read(self, lines: list[str]) -> None:
        """Build the whole tree; raises _StopError."""
        for event in self._events(lines):
            if isinstance(event, yaml.NodeEvent):
                self._node(event)
                if isinstance(event, yaml.ScalarEvent) and event.style not in _BLOCKS:
                    self._look_behind(event, lines)
            elif isinstance(event, yaml.CollectionEndEvent):
                node, _, _ = self._open.pop()
                node.end = self._end(event) if node.style else (0, 0)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    raise _StopError(second_document(*self._place(event)))

    def _events(self, lines: list[str]) -> Iterator[Any]:
        try:
            yield from yaml.parse("\n".join(lines), Loader=yaml.CBaseLoader)
        except yaml.YAMLError as error:
            raise _StopError(explain(error, self._first_line, lines)) from None

    def _place(self, event: Any) -> tuple[int, int]:
        return self._written(event.start_mark.line, event.start_mark.column)

    def _written(self, index: int, at: int) -> tuple[int, int]:
        """Line and column in the file of a place in the lines that were parsed."""
        line, column = index + self._first_line, at + 1
        if line in self._moved:
            behind, by = self._moved[line]
            column -= by if column > behind else 0
        return line, column

    def _end(self, event: Any) -> tuple[int, int]:
        return event.end_mark.line + self._first_line, event.end_mark.column + 1

    def _node(self, event: Any) -> None:
        line, column = self._place(event)
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag:
            raise _StopError(anchor(line, column))
        self._count += 1
        if self._count > MAX_NODES:
            raise _StopError(too_much(line, column, way="entries"), is_final=True)
        if len(self._open) > MAX_DEPTH:
            raise _StopError(too_much(line, column, way="brackets" if self._in_brackets() else "lines"))
        if isinstance(event, yaml.ScalarEvent):
            value = self._visible(event.value, line, column)
            self._attach(Node(line, column, value, style=event.style or "", end=self._end(event)))
            return
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        node = Node(line, column, {} if is_mapping else [])
        if event.flow_style:
            node.style = "{" if is_mapping else "["
        path = self._attach(node)
        self._open.append((node, path, []))

    def _look_behind(self, event: Any, lines: list[str]) -> None:
        """Tell of a hashtag that cuts off a text, or stands behind its quotes."""
        line, column = event.end_mark.line, event.end_mark.column
        found = _HASHTAG.match(lines[line], column) if line < len(lines) else None
        if found is not None:
            self.problems.append(cut_by_hash(*self._written(line, found.start(1))))

    def _in_brackets(self) -> bool:
        return bool(self._open) and bool(self._open[-1][0].style)

    def _visible(self, value: str, line: int, column: int) -> str:
        r"""A text without the invisible characters that escapes such as "\0" can write."""
        # What is lost has been told of the file already.
        found = IN_VALUES.search(value.replace(LOST, ""))
        if found is None:
            return value
        self.problems.append(unprintable(line, column, found[0]))
        return visible(value, IN_VALUES)

    def _attach(self, node: Node) -> str:
        """Put a node into the innermost open block; returns its dotted path."""
        if not self._open:
            self.root = node
            return ""
        parent, path, waiting = self._open[-1]
        prefix = f"{path}." if path else ""
        if isinstance(parent.value, list):
            parent.value.append(node)
            return f"{prefix}{len(parent.value) - 1}"
        if not waiting:
            waiting.append(node)
            return path
        key = waiting.pop()
        self._pair(parent, prefix, key, node)
        return f"{prefix}{key.value}"

    def _pair(self, parent: Node, prefix: str, key: Node, value: Node) -> None:
        if not isinstance(key.value, str) or not key.value:
            self.problems.append(odd_key(key.line, key.column))
        elif key.value == "<<":
            self.problems.append(anchor(key.line, key.column))
        elif key.value in parent.value:
            first, _ = parent.keys[key.value]
            self.problems.append(duplicate_key(key.line, key.column, prefix + key.value, first))
        else:
            parent.value[key.value] = value
            parent.keys[key.value] = (key.line, key.column)
