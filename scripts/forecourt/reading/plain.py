"""The quick way through well-formed front matter: a strict subset of YAML, or None when in doubt.

Most records are plain "key: value" lines, lists and nested blocks. Reading those line by line is several times
faster than a full parser, and a file without a finding needs no positions. Whatever this reader accepts means the
same in YAML (a property test holds it against the parser); whatever it is unsure of, it leaves to `nodes`.
"""

import re
from typing import Any, Final

Fields = dict[str, Any]

# A key, then one of: nothing, "double", 'single', [simple, list], plain text; then an optional comment.
_PLAIN = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\t]*"
_LINE: Final = re.compile(
    r"( *)((?:- +)?)(?:([a-z][a-z0-9_]*):(?: +|$))?"
    r"(?:\"([^\"\\\t]*)\"|'([^'\t]*)'|\[([^\[\]{}'\"#&*!|>%@`\t:]*)\]|(" + _PLAIN + r"))?(?: +#[^\t]*)? *"
)
# Everything that YAML treats in a special way anywhere in a document, or that needs a finding.
_DOUBT: Final = re.compile(
    "[\t\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|^(?:---|\\.\\.\\.)", re.MULTILINE
)
_MAX_LEVELS: Final = 6


def read_plain(front_matter: str) -> Fields | None:
    """The fields of plain front matter (text, lists, dicts; nothing typed), or None: use the full parser."""
    if _DOUBT.search(front_matter):
        return None
    root: Fields = {}
    # Open blocks, innermost last: (indent, container, key that waits for a nested block or None).
    stack: list[list[Any]] = [[0, root, None]]
    for line in front_matter.split("\n"):
        stripped = line.lstrip(" ")
        if not stripped or stripped[0] == "#":
            continue
        match = _LINE.fullmatch(line)
        if match is None or not _take(match, stack):
            return None
    return root


def _take(match: "re.Match[str]", stack: list[list[Any]]) -> bool:
    """Put one line into the open blocks; False when it is not plain."""
    spaces, dash, key, double, single, flow, plain = match.groups()
    value = _value(double, single, flow, plain)
    if value is None and key is None:
        return False
    if plain is not None and (": " in plain or " #" in plain or plain[-1] == ":"):
        plain = _without_comment(plain)
        if plain is None:
            return False
        value = plain
    indent = len(spaces)
    if dash:
        return _item(stack, indent, len(dash), key, value)
    if key is None:
        return False
    block = _block_at(stack, indent)
    return block is not None and _put(block, key, value)


def _value(double: str | None, single: str | None, flow: str | None, plain: str | None) -> Any:
    if plain is not None:
        return plain.rstrip(" ")
    if double is not None:
        return double
    if single is not None:
        return single
    if flow is not None:
        return _flow(flow)
    return None


def _flow(inside: str) -> list[str] | None:
    if not inside.strip():
        return []
    items = [item.strip(" ") for item in inside.split(",")]
    # "- x" or an empty place between commas means something else in YAML.
    return None if any(not item or item[0] in "-?" for item in items) else items


def _without_comment(plain: str) -> str | None:
    kept = plain.partition(" #")[0].rstrip(" ")
    return None if ": " in kept or not kept or kept[-1] == ":" else kept


def _block_at(stack: list[list[Any]], indent: int) -> list[Any] | None:
    """The open mapping at exactly `indent`, opening one below a waiting key when it is deeper."""
    while len(stack) > 1 and stack[-1][0] > indent:
        stack.pop()
    # A mapping line at the column of a list's dashes ends the list.
    if len(stack) > 1 and isinstance(stack[-1][1], list) and stack[-2][0] == indent:
        stack.pop()
    top = stack[-1]
    if indent > top[0]:
        if top[2] is None or not isinstance(top[1], dict) or len(stack) >= _MAX_LEVELS:
            return None
        block: Fields = {}
        top[1][top[2]] = block
        top[2] = None
        stack.append([indent, block, None])
        return stack[-1]
    return top if indent == top[0] and isinstance(top[1], dict) else None


def _put(block: list[Any], key: str, value: Any) -> bool:
    container = block[1]
    if key in container:
        return False
    if value is None:
        container[key] = ""
        block[2] = key
    else:
        container[key] = value
        block[2] = None
    return True


def _item(stack: list[list[Any]], indent: int, dash: int, key: str | None, value: Any) -> bool:
    """A line that begins with a hyphen: the next item of the list at `indent`."""
    while len(stack) > 1 and (stack[-1][0] > indent):
        stack.pop()
    top = stack[-1]
    if not (isinstance(top[1], list) and top[0] == indent):
        if not isinstance(top[1], dict) or top[2] is None or indent < top[0] or len(stack) >= _MAX_LEVELS:
            return False
        items: list[Any] = []
        top[1][top[2]] = items
        top[2] = None
        stack.append([indent, items, None])
        top = stack[-1]
    if key is None:
        if value is None:
            return False
        top[1].append(value)
        return True
    block: Fields = {}
    top[1].append(block)
    stack.append([indent + dash, block, None])
    return _put(stack[-1], key, value)
