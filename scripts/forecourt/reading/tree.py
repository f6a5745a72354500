"""Front matter as a tree of nodes that know their line and column."""

from typing import Any

from msgspec import Struct, field

from forecourt.model.finding import Problem


class Node(Struct):
    """A scalar (`value` is text), list or mapping with its place (line and column from 1, in the file).

    `style` is how it is written: a scalar's first sign among \" ' | > or "" when plain; [ or { for a flow
    collection, "" for a block. `end` is the place behind it; blocks have none of their own.
    """

    line: int
    column: int
    value: Any
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    style: str = ""
    end: tuple[int, int] = (0, 0)

    def plain(self) -> Any:
        """The same as text, lists and dicts without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


class Tree(Struct, frozen=True):
    """What the parser made of front matter (`root` None: nothing); `lost` names fields left out as broken."""

    root: Node | None
    problems: tuple[Problem, ...]
    lost: frozenset[str] = frozenset()


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
