"""The few first fields of a record as some commit had it: enough to follow its state through history."""

import re
from typing import Any, Final

from msgspec import Struct

from forecourt.model.finding import Problem
from forecourt.reading.document import read_document
from forecourt.reading.plain import read_plain

# The five first keys in their order (SH07), plainly written: nearly every version of nearly every record.
_USUAL: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?---\r?\n"
    rb"kind: ([a-z_]{1,40})\r?\n"
    rb"id: ([0-9A-Za-z-]{1,80})\r?\n"
    rb"title: (?:[^\s\"'|>&*!%@`\[{#][^\r\n]*|\"[^\"\\\r\n]*\"|'[^'\r\n]*')\r?\n"
    rb"state: ([a-z][a-z0-9_]{0,39})\r?\n"
)


class Heading(Struct, frozen=True):
    """What a record was, which one, and in which state."""

    kind: str
    id: str
    state: str


def read_heading(data: bytes) -> Heading | None:
    """The heading of a record's bytes, None when they cannot be read; never an error."""
    usual = _USUAL.match(data)
    if usual is not None:
        return Heading(*(part.decode() for part in usual.groups()))
    document = read_document(data)
    if isinstance(document, Problem):
        return None
    fields = read_plain(document.front_matter)
    if fields is None:
        fields = _slowly(document.front_matter, document.front_line)
    found = [value for key in ("kind", "id", "state") if isinstance(value := fields.get(key), str) and value]
    return Heading(*found) if len(found) == 3 else None


def _slowly(front_matter: str, line: int) -> dict[str, Any]:
    # The YAML parser costs 40 ms to import, and few histories need it.
    from forecourt.reading.nodes import read_nodes

    root = read_nodes(front_matter, line).root
    fields = {} if root is None else root.plain()
    return fields if isinstance(fields, dict) else {}
