"""One file's bytes -> its record and findings. The only way into the model."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from forecourt.kinds.table import KINDS
from forecourt.model.codes import code, declared
from forecourt.model.finding import Finding, Problem, Severity
from forecourt.model.record import Record
from forecourt.reading.document import Document, decode, split
from forecourt.reading.nodes import Node, place_of, read_nodes
from forecourt.reading.plain import read_plain
from forecourt.reading.shape import BAD, shape
from forecourt.words.text import N_, text

FIRST_KEYS = ["kind", "id", "title", "state", "owner"]
_ID_LINE = re.compile(r"^id:[ ]*[\"']?([^\s\"'#]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one file gave: the record (None when its fields do not make one), the findings, and the id as written."""

    path: str
    record: Record | None
    id: str
    findings: tuple[Finding, ...]


@code("SH06")
def unknown_kind(kind: str) -> Problem:
    """The record's kind is not one that the program knows."""
    near = difflib.get_close_matches(kind, list(KINDS), n=1)
    hint = (
        text(N_('Did you mean "{near}"?'), near=near[0])
        if near
        else text(N_("Use one of: {known}"), known=list(KINDS))
    )
    return Problem(
        code="SH06",
        field="kind",
        message=text(N_('"{kind}" is not a kind of record'), kind=kind),
        hint=hint,
    )


@code("SH07", Severity.WARNING)
def first_keys() -> Problem:
    """The front matter does not begin with kind, id, title, state, owner in this order.

    People and search results see the first lines only; the same five always stand there.
    """
    return Problem(
        code="SH07",
        line=2,
        column=1,
        message=text(N_("The first five fields are not: {keys}"), keys=FIRST_KEYS),
        hint=text(N_("Move them to the top in this order")),
    )


def read_record(path: str, data: bytes) -> Reading:
    """Read the file at `path` (relative to the root, forward slashes) with content `data`.

    A record comes back whenever its fields make one, also beside findings. Nothing is executed or opened.
    """
    document = _document(data)
    if isinstance(document, Problem):
        return Reading(path=path, record=None, id="", findings=_placed([document], None, path, ""))
    fields = read_plain(document.front_matter)
    if fields is not None:
        problems: list[Problem] = []
        record = _shaped(path, fields, document, problems)
        if not problems:
            return Reading(path=path, record=record, id=fields["id"], findings=())
    return _read_slowly(path, document)


def _read_slowly(path: str, document: Document) -> Reading:
    """The way with positions, for files that have a finding or are not plain."""
    root, problems = read_nodes(document.front_matter)
    if root is None:
        found = _ID_LINE.search(document.front_matter)
        id = found[1] if found else ""
        return Reading(path=path, record=None, id=id, findings=_placed(problems, None, path, id))
    fields = root.plain()
    id = fields.get("id", "")
    id = id if isinstance(id, str) else ""
    record = _shaped(path, fields, document, problems)
    return Reading(path=path, record=record, id=id, findings=_placed(problems, root, path, id))


def locate(problems: Iterable[Problem], record: Record, data: bytes) -> tuple[Finding, ...]:
    """Findings of rules about `record` with their places in its file's bytes."""
    document = _document(data)
    root = None if isinstance(document, Problem) else read_nodes(document.front_matter)[0]
    return _placed(problems, root, record.path, record.id)


def _document(data: bytes) -> Document | Problem:
    source = decode(data)
    return source if isinstance(source, Problem) else split(source)


def _shaped(
    path: str, fields: Mapping[str, Any], document: Document, problems: list[Problem]
) -> Record | None:
    name = fields.get("kind", "")
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        problems.append(unknown_kind(str(name)))
        return None
    record = shape(kind.record, fields, problems, path=path, body=document.body)
    if list(fields)[:5] != FIRST_KEYS and all(key in fields for key in FIRST_KEYS):
        problems.append(first_keys())
    return None if record is BAD else record


def _placed(problems: Iterable[Problem], root: Node | None, path: str, id: str) -> tuple[Finding, ...]:
    return tuple(
        sorted((_finding(problem, root, path, id) for problem in problems), key=lambda f: f.sort_key)
    )


def _finding(problem: Problem, root: Node | None, path: str, id: str) -> Finding:
    line, column = problem.line, problem.column
    if not line:
        line, column = place_of(root, problem.field, at_key=problem.at_key) if root is not None else (1, 1)
    return Finding(
        code=problem.code,
        severity=declared(problem.code).severity,
        path=path,
        line=line,
        column=column,
        record=id,
        field=problem.field,
        message=problem.message,
        hint=problem.hint,
    )
