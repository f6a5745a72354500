"""One file's bytes -> its record and findings. The only way into the model."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from forecourt.kinds.table import KINDS
from forecourt.model.codes import code, declared
from forecourt.model.finding import Finding, Problem, Severity
from forecourt.model.record import Record
from forecourt.reading.document import Document, read_document
from forecourt.reading.plain import read_plain
from forecourt.reading.shape import BAD, shape
from forecourt.reading.tree import Node, Tree, place_of
from forecourt.words.text import N_, text

FIRST_KEYS: Final = ["kind", "id", "title", "state", "owner"]
# Of a file that cannot be read; on bytes, so that other encodings do not matter.
_ID_LINE: Final = re.compile(rb"^id:[ ]*[\"']?([0-9A-Za-z-]{1,80})", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one file gave: record (None when its fields do not make one), findings, and the id as written."""

    path: str
    record: Record | None
    id: str
    findings: tuple[Finding, ...]


@code("SH06")
def unknown_kind(kind: str) -> Problem:
    """The record's kind is missing or not one that the program knows.

    The first field of every record says what it is: an ad, an event, a month … Without it no other field
    can be judged.
    """
    near = difflib.get_close_matches(kind.casefold(), list(KINDS), n=1)
    if near:
        hint = text(N_('Did you mean "{near}"?'), near=near[0])
    else:
        hint = text(N_("Use one of: {known}"), known=list(KINDS))
    if kind:
        message = text(N_('"{kind}" is not a kind of record'), kind=kind)
    else:
        message = text(N_('The field "kind" is missing or empty, so no other field can be judged'))
    return Problem(code="SH06", field="kind", message=message, hint=hint)


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
    document = read_document(data)
    if isinstance(document, Problem):
        return _unread(path, data, [document])
    if not document.problems:
        fields = read_plain(document.front_matter)
        if fields is not None:
            problems: list[Problem] = []
            record = _shaped(path, fields, document, problems)
            if not problems:
                return Reading(path=path, record=record, id=fields["id"], findings=())
    return _read_slowly(path, data, document)


def _unread(path: str, data: bytes, problems: Iterable[Problem]) -> Reading:
    """A file without readable fields; its id is taken from what looks like it, so that others can name it."""
    found = _ID_LINE.search(data)
    id = found[1].decode() if found else ""
    return Reading(path=path, record=None, id=id, findings=_placed(problems, None, path, id))


def _read_slowly(path: str, data: bytes, document: Document) -> Reading:
    """The way with positions, for files that have a finding or are not plain."""
    tree = _tree(document)
    problems = [*document.problems, *tree.problems]
    if tree.root is None:
        return _unread(path, data, problems)
    fields = tree.root.plain()
    id = fields.get("id", "")
    id = id if isinstance(id, str) else ""
    shaped: list[Problem] = []
    record = _shaped(path, fields, document, shaped)
    problems.extend(_not_lost(shaped, tree))
    if tree.lost:
        # It would lack what its file says, and every sum over it would be wrong.
        record = None
    return Reading(path=path, record=record, id=id, findings=_placed(problems, tree.root, path, id))


def _tree(document: Document) -> Tree:
    # The YAML parser costs 40 ms to import, and plain files without a finding never need it.
    from forecourt.reading.nodes import read_nodes

    return read_nodes(document.front_matter, document.front_line)


def _not_lost(problems: Iterable[Problem], tree: Tree) -> Iterable[Problem]:
    """Problems without those about fields that were left out because they could not be parsed."""
    return (problem for problem in problems if problem.field not in tree.lost)


def locate(problems: Iterable[Problem], record: Record, data: bytes) -> tuple[Finding, ...]:
    """Findings of rules about `record` with their places in its file's bytes."""
    document = read_document(data)
    root = None
    if isinstance(document, Document):
        root = _tree(document).root
    return _placed(problems, root, record.path, record.id)


def _shaped(
    path: str, fields: Mapping[str, Any], document: Document, problems: list[Problem]
) -> Record | None:
    name = fields.get("kind", "")
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        problems.append(unknown_kind(name if isinstance(name, str) else ""))
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
