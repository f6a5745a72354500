"""Edit a record's file by position: what is not edited stays byte for byte, comments and quotes included."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from msgspec import Struct

from forecourt.model.finding import Problem
from forecourt.reading.page import Change, Page, header_of, last_line, read_page, span
from forecourt.reading.quoting import entry_in_flow, scalar
from forecourt.reading.tree import Node


class SpliceError(Exception):
    """The edit does not fit what stands at its path; the text names both."""


class SetField(Struct, frozen=True, kw_only=True):
    """Write `value` at the dotted `path`; a new key goes behind the last of `after` that its block has."""

    path: str
    value: str
    after: tuple[str, ...] = ()


class RemoveField(Struct, frozen=True, kw_only=True):
    """Take the field at the dotted `path` out, with the comment behind it."""

    path: str


class AppendEntry(Struct, frozen=True, kw_only=True):
    """Add a block of texts to the list at `path`, which may be absent; a new list goes behind `after`."""

    path: str
    entry: Mapping[str, str]
    after: tuple[str, ...] = ()


class SetList(Struct, frozen=True, kw_only=True):
    """Make the list at the dotted `path` hold these texts (at least one); entries that stay keep their lines.

    A new list goes on one line, behind the last of `after` that its block has.
    """

    path: str
    values: tuple[str, ...]
    after: tuple[str, ...] = ()


Edit: TypeAlias = SetField | RemoveField | AppendEntry | SetList


def spliced(data: bytes, edits: Sequence[Edit]) -> bytes | Problem:
    """`data` with the edits made one after the other, or the first Problem of a file that cannot be read.

    The result reads as before with exactly the edited fields changed; that is proved by reading it again.
    New lines end as their neighbours do. Raises SpliceError when an edit does not fit.
    """
    page = read_page(data)
    for edit in edits:
        if isinstance(page, Problem):
            return page
        edited = read_page(_edited(page, edit))
        if not isinstance(edited, Problem) and edited.root.plain() != _expected(page.root.plain(), edit):
            raise SpliceError(f"{edit.path}: the place is written in a way that cannot be edited")
        page = edited
    return page if isinstance(page, Problem) else page.data


def _edited(page: Page, edit: Edit) -> bytes:
    try:
        return page.with_changes(list(_changes(page, edit)))
    except UnicodeEncodeError:
        raise SpliceError(f"{edit.path}: the value has characters that UTF-8 cannot hold") from None


def _changes(page: Page, edit: Edit) -> Iterator[Change]:
    parent, name = _parent(page.root, edit.path)
    node = _child(parent, name)
    if isinstance(edit, RemoveField):
        if node is None or not isinstance(parent.value, dict) or len(parent.value) == 1:
            raise SpliceError(f"{edit.path}: no field to remove, or the only one of its block")
        yield _removal(page, parent, name, node)
    elif isinstance(edit, SetField):
        if node is None:
            yield _new_key(page, parent, name, scalar(edit.value, in_flow=bool(parent.style)), edit.after)
        elif isinstance(node.value, str):
            yield _replacement(page, node, edit.value, in_flow=_in_flow(page.root, edit.path))
        else:
            raise SpliceError(f"{edit.path}: a list or a block stands there")
    elif isinstance(edit, SetList):
        yield from _list_set(page, parent, name, node, edit)
    else:
        yield from _appended(page, parent, name, node, edit)


def _parent(root: Node, path: str) -> tuple[Node, str]:
    *blocks, name = path.split(".")
    node = root
    for part in blocks:
        child = _child(node, part)
        if child is None:
            raise SpliceError(f"{path}: there is no {part}")
        node = child
    return node, name


def _child(node: Node, name: str) -> Node | None:
    if isinstance(node.value, dict):
        return node.value.get(name)
    if isinstance(node.value, list) and name.isdecimal() and int(name) < len(node.value):
        child: Node = node.value[int(name)]
        return child
    return None


def _in_flow(root: Node, path: str) -> bool:
    """Whether a block around the field is written in brackets."""
    parts = path.split(".")
    return any(_parent(root, ".".join(parts[: depth + 1]))[0].style for depth in range(len(parts)))


def _replacement(page: Page, node: Node, value: str, *, in_flow: bool) -> Change:
    start, end = span(page, node)
    written = scalar(value, node.style, in_flow=in_flow)
    if start == end:
        # Nothing stands there yet: behind a colon or a hyphen, or behind a bare name in braces.
        sign = "" if page.text[start - 1] in ":-" else ":"
        return start, end, f"{sign} {written}"
    header = header_of(page, node)
    comment = header[2] or "" if header else ""
    # A text block ends with its last line, line end included when it keeps blank lines.
    end = start + len(page.text[start:end].rstrip("\r\n")) if header else end
    return start, end, written + comment


def _new_key(page: Page, parent: Node, name: str, written: str, after: Sequence[str]) -> Change:
    if not isinstance(parent.value, dict):
        raise SpliceError(f"{name}: the place around it is no block of fields")
    if parent.style:
        return _in_brackets(page, parent, f"{name}: {written}")
    return page.below(_line_behind(page, parent, after), [f"{_indent(parent)}{name}: {written}"])


def _line_behind(page: Page, parent: Node, after: Sequence[str]) -> int:
    behind = [parent.value[key] for key in after if key in parent.value]
    return last_line(page, behind[-1] if behind else parent)


def _indent(parent: Node) -> str:
    _, column = next(iter(parent.keys.values()))
    return " " * (column - 1)


def _in_brackets(page: Page, parent: Node, written: str) -> Change:
    """The change that puts one more thing at the end of a list or block in brackets."""
    children = list(parent.value.values() if isinstance(parent.value, dict) else parent.value)
    if not children:
        at = page.offset((parent.line, parent.column + 1))
        return at, at, written
    at = span(page, children[-1])[1]
    return at, at, f", {written}"


def _appended(page: Page, parent: Node, name: str, node: Node | None, edit: AppendEntry) -> Iterator[Change]:
    if node is None:
        if not isinstance(parent.value, dict) or parent.style:
            raise SpliceError(f"{edit.path}: a list cannot begin there")
        indent = _indent(parent)
        lines = [f"{indent}{name}:", *_item(edit.entry, f"{indent}  ", "- ")]
        yield page.below(_line_behind(page, parent, edit.after), lines)
    elif node.value in ("", []) and _on_one_line(page, node) and not _in_flow(page.root, edit.path):
        start, end = span(page, node)
        yield start - (end > start and page.text[start - 1] == " "), end, ""
        yield page.below(node.line, _item(edit.entry, f"{_indent(parent)}  ", "- "))
    elif isinstance(node.value, list) and node.style:
        yield _in_brackets(page, node, entry_in_flow(edit.entry))
    elif isinstance(node.value, list):
        last = node.value[-1]
        width = last.column - node.column if isinstance(last.value, dict) else 2
        hyphen = "-".ljust(width if 2 <= width <= 8 else 2)
        yield page.below(last_line(page, node), _item(edit.entry, " " * (node.column - 1), hyphen))
    else:
        raise SpliceError(f"{edit.path}: no list stands there")


def _list_set(page: Page, parent: Node, name: str, node: Node | None, edit: SetList) -> Iterator[Change]:
    flow = f"[{', '.join(scalar(value, in_flow=True) for value in edit.values)}]"
    if node is None:
        yield _new_key(page, parent, name, flow, edit.after)
    elif isinstance(node.value, list) and not node.style:
        yield from _lines_set(page, node, edit)
    elif node.value == "" and span(page, node)[0] == span(page, node)[1]:
        start, end = span(page, node)
        yield start, end, f"{'' if page.text[start - 1] in ':-' else ':'} {flow}"
    elif isinstance(node.value, list) or node.value == "":
        yield *span(page, node), flow
    else:
        raise SpliceError(f"{edit.path}: no list stands there")


def _lines_set(page: Page, node: Node, edit: SetList) -> Iterator[Change]:
    """The entries of a list of lines one by one: set, taken out with their lines, or added below the last."""
    for place, child in enumerate(node.value):
        first = page.starts[child.line - 1]
        if (
            not isinstance(child.value, str)
            or page.text[first : page.offset((child.line, child.column))].strip(" ") != "-"
        ):
            raise SpliceError(f"{edit.path}: an entry of the list is no single text on its own line")
        if place >= len(edit.values):
            yield first, page.starts[last_line(page, child)], ""
        elif child.value != edit.values[place]:
            yield _replacement(page, child, edit.values[place], in_flow=False)
    added = edit.values[len(node.value) :]
    if added:
        indent = " " * (node.column - 1)
        yield page.below(last_line(page, node), [f"{indent}- {scalar(value)}" for value in added])


def _on_one_line(page: Page, node: Node) -> bool:
    return node.line == last_line(page, node)


def _item(entry: Mapping[str, str], indent: str, hyphen: str) -> list[str]:
    """The lines of one entry of a list."""
    begins = [hyphen, *[" " * len(hyphen)] * (len(entry) - 1)]
    return [
        f"{indent}{begin}{key}: {scalar(value)}"
        for begin, (key, value) in zip(begins, entry.items(), strict=True)
    ]


def _removal(page: Page, parent: Node, name: str, node: Node) -> Change:
    start = page.offset(parent.keys[name])
    if parent.style:
        return _out_of_brackets(page, parent, name, node)
    first = page.starts[parent.keys[name][0] - 1]
    last = last_line(page, node)
    if not page.text[first:start].strip(" "):
        return first, page.behind_comments(last, start - first), ""
    # Behind a hyphen: the next field moves up to it, when no comment stands between.
    following = page.offset(list(parent.keys.values())[list(parent.keys).index(name) + 1])
    if page.text[page.starts[last] : following].strip(" "):
        return start, page.end_of(last), ""
    return start, following, ""


def _out_of_brackets(page: Page, parent: Node, name: str, node: Node) -> Change:
    names = list(parent.keys)
    place = names.index(name)
    if place + 1 < len(names):
        return page.offset(parent.keys[name]), page.offset(parent.keys[names[place + 1]]), ""
    before = parent.value[names[place - 1]]
    return span(page, before)[1], span(page, node)[1], ""


def _expected(fields: Any, edit: Edit) -> Any:
    """The plain fields after the edit; changes and gives back `fields`."""
    *blocks, name = edit.path.split(".")
    block = fields
    for part in blocks:
        block = block[int(part)] if isinstance(block, list) else block[part]
    key: Any = int(name) if isinstance(block, list) else name
    if isinstance(edit, RemoveField):
        del block[key]
    elif isinstance(edit, SetField):
        block[key] = edit.value
    elif isinstance(edit, SetList):
        block[key] = list(edit.values)
    else:
        listed = block[key] if isinstance(block, list) or key in block else ""
        block[key] = [*(listed or []), dict(edit.entry)]
    return fields
