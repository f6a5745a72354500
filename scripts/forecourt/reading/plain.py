"""The quick way through well-formed front matter: a strict subset of YAML, or None when in doubt.

Most records are plain "key: value" lines, lists and nested blocks. Reading those line by line is several
times faster than a full parser, and a file without a finding needs no positions. Whatever this reader
accepts means the same in YAML (a property test holds it against the parser); whatever it is unsure of, it
leaves to `nodes`.
"""

import re
from typing import Any, Final

from forecourt.model.limits import MAX_NODES

Fields = dict[str, Any]

# A key, then one of: nothing, "double", 'single', [simple, list], plain text; then an optional comment.
_PLAIN: Final = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`].*"
_LINE: Final = re.compile(
    r"( *)((?:- +)?)(?:([a-z][a-z0-9_]*):(?: +|$))?"
    r"(?:\"([^\"\\]*)\"|'([^']*)'|\[([^\[\]{}'\"#&*!|>%@`:]*)\]|(" + _PLAIN + r"))?(?: +#(?![^ #]).*)? *"
)
# What YAML treats in a special way anywhere in a document, or what needs a finding.
_DOUBT: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufeff"
    "\ufffd-\uffff\U000e0000-\U000e007f]|---|\\.\\.\\."
)
_MOST_LEVELS: Final = 6
# What stands behind the # of a remark; anything else may be a hashtag.
_REMARK: Final = ("", " ", "#")
# Lines such as "state: approved" come again in every record; longer ones hardly do and would fill the memory.
_REMEMBERED_LINES: Final = 8_192
_REMEMBERED_LENGTH: Final = 80

# Indent, width of the hyphen with its blanks (0: no list item), key or None, value or None.
_Line = tuple[int, int, str | None, Any]
_EMPTY: Final[_Line] = (-1, 0, None, None)
# A list item that opens a mapping: the mapping, its first key and the value.
NODES_A_LINE: Final = 3
# No line begins there: below a list every line goes the long way.
_NOWHERE: Final = -2


def read_plain(front_matter: str) -> Fields | None:
    """The fields of plain front matter (text, lists, dicts; nothing typed), or None: use the full parser."""
    if front_matter.count("\n") * NODES_A_LINE + front_matter.count(",") > MAX_NODES:
        # Only the parser counts; a list too long for it has no places, so nothing could be found in it.
        return None
    root: Fields = {}
    # Open blocks, innermost last: [indent, container, key that waits for a nested block or None].
    stack: list[list[Any]] = [[0, root, None]]
    top = stack[0]
    column, block, _ = top
    for line in front_matter.split("\n"):
        taken = _remembered.get(line) or _learned(line)
        if taken is None:
            return None
        indent, dash, key, value = taken
        if indent == column and not dash and value.__class__ is str and key not in block:
            # The usual line, without a call: one more text in the open mapping.
            block[key] = value
            top[2] = None
        elif indent >= 0:
            if not _nest(stack, indent, dash, key, value):
                return None
            top = stack[-1]
            column, block, _ = top
            if block.__class__ is list:
                column = _NOWHERE
    return root


def _parsed(line: str) -> _Line | None:
    """The parts of one line, or None when it is not plain."""
    if _is_doubtful(line):
        return None
    stripped = line.lstrip(" ")
    if not stripped or stripped[0] == "#":
        return _EMPTY
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    spaces, dash, key, double, single, flow, plain = match.groups()
    if plain is not None:
        value: Any = _without_comment(plain)
    elif flow is not None:
        value = _flow(flow)
    else:
        value = double if double is not None else single
        if value is None:
            # Nothing behind the key: a block may follow. Nothing at all is not plain.
            return (len(spaces), len(dash), key, None) if key else None
    return None if value is None or not (key or dash) else (len(spaces), len(dash), key, value)


def _is_doubtful(line: str) -> bool:
    # Nearly every line can be printed and has none of these, which is known far sooner than by the regex.
    if line.isprintable() and "---" not in line and "..." not in line and "\ufffd" not in line:
        return False
    return _DOUBT.search(line) is not None


_remembered: Final[dict[str, _Line]] = {}


def _learned(line: str) -> _Line | None:
    """The parts of a line that was not remembered; emptied when full, it soon holds the common ones again."""
    taken = _parsed(line)
    if taken is not None and len(line) <= _REMEMBERED_LENGTH:
        if len(_remembered) >= _REMEMBERED_LINES:
            _remembered.clear()
        _remembered[line] = taken
    return taken


def _flow(inside: str) -> list[str] | None:
    if not inside.strip(" "):
        return []
    items = [item.strip(" ") for item in inside.split(",")]
    # "- x" or an empty place between commas means something else in YAML.
    return None if any(not item or item[0] in "-?" for item in items) else items


def _without_comment(plain: str) -> str | None:
    kept, _, remark = plain.partition(" #")
    kept = kept.rstrip(" ")
    return None if ": " in kept or kept[-1] == ":" or remark[:1] not in _REMARK else kept


def _put(block: list[Any], key: str | None, value: Any) -> bool:
    """Add a field to an open mapping; False when it is there already."""
    fields = block[1]
    if key in fields:
        return False
    if value is None:
        fields[key] = ""
        block[2] = key
    else:
        # Remembered lists are shared between records.
        fields[key] = value if value.__class__ is str else value.copy()
        block[2] = None
    return True


def _nest(stack: list[list[Any]], indent: int, dash: int, key: str | None, value: Any) -> bool:
    """Put a line where a block begins or ends; False when it is not plain."""
    while len(stack) > 1 and stack[-1][0] > indent:
        stack.pop()
    if dash:
        return _item(stack, indent, dash, key, value)
    # A mapping line at the column of a list's hyphens ends the list.
    if len(stack) > 1 and isinstance(stack[-1][1], list) and stack[-2][0] == indent:
        stack.pop()
    if indent > stack[-1][0] and not _open(stack, indent, {}):
        return False
    top = stack[-1]
    return indent == top[0] and isinstance(top[1], dict) and _put(top, key, value)


def _open(stack: list[list[Any]], indent: int, block: Any) -> bool:
    """Open `block` below the key that waits for one; False when none does or it is too deep."""
    top = stack[-1]
    if top[2] is None or len(stack) >= _MOST_LEVELS:
        return False
    top[1][top[2]] = block
    top[2] = None
    stack.append([indent, block, None])
    return True


def _item(stack: list[list[Any]], indent: int, dash: int, key: str | None, value: Any) -> bool:
    """A line that begins with a hyphen: the next item of the list at `indent`."""
    top = stack[-1]
    if not (isinstance(top[1], list) and top[0] == indent):
        if indent < top[0] or not _open(stack, indent, []):
            return False
        top = stack[-1]
    if key is not None:
        block: Fields = {}
        top[1].append(block)
        stack.append([indent + dash, block, None])
        return _put(stack[-1], key, value)
    top[1].append(value if value.__class__ is str else value.copy())
    return True
