"""Front matter -> a tree of nodes with line and column: the full way, taken when a finding needs a place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.model.limits import MAX_DEPTH, MAX_NODES
from forecourt.words.text import N_, Text, text

# Front matter begins below the first line of hyphens.
FIRST_LINE: Final = 2


@dataclass(slots=True)
class Node:
    """A scalar (`value` is text), list or mapping with its place (line and column from 1, in the whole file)."""

    line: int
    column: int
    value: Any
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)

    def plain(self) -> Any:
        """The same as text, lists and dicts without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


class _Stop(Exception):
    """Reading cannot go on behind this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@code("FM11")
def tab(line: int, column: int) -> Problem:
    """A tab character stands in the front matter.

    YAML forbids tabs for indenting and reads them differently elsewhere. Use spaces.
    """
    return Problem(
        code="FM11",
        line=line,
        column=column,
        message=text(N_("A tab character stands here")),
        hint=text(N_("Replace it by spaces")),
    )


@code("FM12")
def duplicate_key(line: int, column: int, key: str, first: int) -> Problem:
    """A field is written twice in one block.

    Most programs silently take the last one. Keep the one that is true and delete the other.
    """
    return Problem(
        code="FM12",
        line=line,
        column=column,
        field=key,
        message=text(N_('The field "{key}" stands twice; first at line {first}'), key=key, first=first),
        hint=text(N_("Delete one of the two")),
    )


@code("FM13")
def anchor(line: int, column: int) -> Problem:
    """Anchors (&), aliases (*) and tags (!) of YAML are not accepted in records.

    A few lines of them can unfold to gigabytes, and nobody in the department reads them. Write the value out, or put
    it in quotes when it really begins with such a sign.
    """
    return Problem(
        code="FM13",
        line=line,
        column=column,
        message=text(N_("A YAML anchor, alias or tag (&, * or !) stands here")),
        hint=text(N_("Write the value out, or put it in quotes")),
    )


@code("FM14")
def too_deep(line: int, column: int) -> Problem:
    """The front matter is nested deeper, or has more entries, than any record needs.

    Usually a wrong indentation. Look at the spaces at the beginning of the lines.
    """
    return Problem(
        code="FM14",
        line=line,
        column=column,
        message=text(
            N_("The front matter is nested deeper than {depth} levels or has more than {nodes} entries"),
            depth=MAX_DEPTH,
            nodes=f"{MAX_NODES:,}",
        ),
        hint=text(N_("Check the spaces at the beginning of the lines")),
    )


@code("FM15")
def syntax(line: int, column: int, message: Text, hint: Text) -> Problem:
    """The front matter cannot be parsed.

    The usual reasons: a text with a colon and a space in it, or beginning with a special sign, without quotes; a
    quote that is not closed; lines of one block that do not begin in the same column.
    """
    return Problem(code="FM15", line=line, column=column, message=message, hint=hint)


@code("FM16")
def odd_key(line: int, column: int) -> Problem:
    """A field's name is not a simple word, or the front matter is not a list of "name: value" lines."""
    return Problem(
        code="FM16",
        line=line,
        column=column,
        message=text(N_("Here a field should stand, like: name: value")),
        hint=text(N_("Write one field a line: its name, a colon, a space, the value")),
    )


_KNOWN_ERRORS: Final = (
    (
        "mapping values are not allowed",
        N_("A colon followed by a space stands inside a text without quotes"),
        N_('Put the whole text in quotes: title: "…: …"'),
    ),
    (
        "found unexpected end of stream",
        N_("A quote is not closed"),
        N_("Close the quote at the end of the text"),
    ),
    (
        "did not find expected key",
        N_("The line does not begin in the same column as its neighbours, or a quote ends too early"),
        N_("Align the line with the other fields of its block; check its quotes"),
    ),
    (
        "did not find expected '-' indicator",
        N_("The line does not belong to the list above it"),
        N_("Begin it with a hyphen in the column of the other items"),
    ),
    (
        "could not find expected ':'",
        N_("A field's name stands without a colon"),
        N_("Write the name, a colon, a space, and the value"),
    ),
    (
        "found character that cannot start any token",
        N_("A text begins with a sign that has a special meaning (such as % @ `)"),
        N_("Put the text in quotes"),
    ),
)


def read_nodes(front_matter: str) -> tuple[Node | None, list[Problem]]:
    """The tree of the front matter and its problems; None when it cannot be parsed to the end."""
    at = front_matter.find("\t")
    if at >= 0:
        line = front_matter.count("\n", 0, at)
        return None, [tab(line + FIRST_LINE, at - front_matter.rfind("\n", 0, at))]
    builder = _Builder()
    try:
        for event in _events(front_matter):
            builder.take(event)
    except _Stop as stop:
        return None, [*builder.problems, stop.problem]
    root = builder.root
    if root is None or not isinstance(root.value, dict):
        place = (FIRST_LINE, 1) if root is None else (root.line, root.column)
        return None, [*builder.problems, odd_key(*place)]
    return root, builder.problems


def _events(front_matter: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(front_matter, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        raise _Stop(_explain(error)) from None
    except yaml.YAMLError as error:
        raise _Stop(syntax(FIRST_LINE, 1, _unknown(str(error)), text(N_("Put the text in quotes")))) from None


def _explain(error: "yaml.MarkedYAMLError") -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + FIRST_LINE, mark.column + 1) if mark else (FIRST_LINE, 1)
    reason = error.problem or ""
    for start, message, hint in _KNOWN_ERRORS:
        if reason.startswith(start):
            return syntax(line, column, text(message), text(hint))
    return syntax(line, column, _unknown(reason), text(N_("Compare the lines around it with a blank record")))


def _unknown(reason: str) -> Text:
    return text(N_("The front matter cannot be parsed here ({reason})"), reason=reason)


class _Builder:
    """Builds the tree from parser events without recursion, so that depth can be limited."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[tuple[Node, list[Any]]] = []
        self._count = 0

    def take(self, event: Any) -> None:
        """Add one parser event to the tree; raises _Stop at an anchor or a limit."""
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._open.pop()
        elif isinstance(event, (yaml.AliasEvent, yaml.NodeEvent)):
            self._node(event)

    def _node(self, event: Any) -> None:
        line, column = event.start_mark.line + FIRST_LINE, event.start_mark.column + 1
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag:
            raise _Stop(anchor(line, column))
        self._count += 1
        if self._count > MAX_NODES or len(self._open) > MAX_DEPTH:
            raise _Stop(too_deep(line, column))
        if isinstance(event, yaml.ScalarEvent):
            self._attach(Node(line, column, event.value))
            return
        node = Node(line, column, {} if isinstance(event, yaml.MappingStartEvent) else [])
        self._attach(node)
        self._open.append((node, []))

    def _attach(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent, waiting = self._open[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif not waiting:
            waiting.append(node)
        else:
            self._pair(parent, waiting.pop(), node)

    def _pair(self, parent: Node, key: Node, value: Node) -> None:
        if not isinstance(key.value, str) or not key.value:
            self.problems.append(odd_key(key.line, key.column))
        elif key.value in parent.value:
            self.problems.append(duplicate_key(key.line, key.column, key.value, parent.keys[key.value][0]))
        else:
            parent.value[key.value] = value
            parent.keys[key.value] = (key.line, key.column)


def place_of(root: Node, path: str, *, at_key: bool = False) -> tuple[int, int]:
    """Line and column of the field `path` ("costs.0.budget"), or of the nearest block around it."""
    node, place = root, (root.line, root.column)
    for part in path.split(".") if path else ():
        if isinstance(node.value, dict) and part in node.value:
            child = node.value[part]
            place = node.keys[part] if at_key or child.value == "" else (child.line, child.column)
        elif isinstance(node.value, list) and part.isdecimal() and int(part) < len(node.value):
            child = node.value[int(part)]
            place = (child.line, child.column)
        else:
            break
        node = child
    return place
