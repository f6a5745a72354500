"""A text as a YAML scalar on one line: plain where it is safe, else in the quotes that need no escapes."""

import re
from collections.abc import Mapping
from typing import Final

# What would end, comment out or change the text when it stands without quotes.
_SAFE: Final = re.compile(r"(?![\-?:,\[\]{}#&*!|>'\"%@`=])\S(?:.*\S)?", re.DOTALL)
_UNSAFE_INSIDE: Final = re.compile(
    r": |:$| #|---|\.\.\.|<<|[\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_UNSAFE_IN_FLOW: Final = re.compile(r"[,\[\]{}:#\"'&*!|>%@`?]")
_NOTHING: Final = frozenset({"~", "null", "Null", "NULL"})
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SHORT: Final = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(value: str, style: str = "", *, in_flow: bool = False) -> str:
    """`value` as YAML that every reader takes for that text, in quotes of `style` (\\" or ') where it can be.

    Numbers, days and words such as no stay plain, as people write them; every field of a record is text.
    """
    if style == "'" and not _CONTROL.search(value):
        return _single(value)
    if style == '"':
        return _double(value)
    if _is_plain(value, in_flow=in_flow):
        return value
    if '"' in value and "\\" not in value and not _CONTROL.search(value) and "'" not in value:
        return _single(value)
    return _double(value)


def entry_in_flow(entry: Mapping[str, str]) -> str:
    """An entry of a list on one line: {step: approve, by: ST-lin}."""
    return "{" + ", ".join(f"{key}: {scalar(value, in_flow=True)}" for key, value in entry.items()) + "}"


def _is_plain(value: str, *, in_flow: bool) -> bool:
    if value in _NOTHING or not _SAFE.fullmatch(value) or _UNSAFE_INSIDE.search(value):
        return False
    return not (in_flow and _UNSAFE_IN_FLOW.search(value))


def _single(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _double(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _CONTROL.sub(lambda found: _SHORT.get(found[0], f"\\u{ord(found[0]):04x}"), escaped) + '"'
