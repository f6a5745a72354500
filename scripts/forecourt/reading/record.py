"""One file's bytes -> its record and findings. The only way into the model."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from forecourt.kinds.common import Common
from forecourt.kinds.fields import slots_of
from forecourt.kinds.reasons import shown
from forecourt.kinds.table import KINDS
from forecourt.model.alike import LONGEST_NAME, meant_by
from forecourt.model.codes import code, declared
from forecourt.model.finding import Finding, Problem, Severity
from forecourt.model.record import Record
from forecourt.model.unread import UNREAD, is_read
from forecourt.reading.document import Document, read_document
from forecourt.reading.plain import read_plain
from forecourt.reading.shape import Faults, shape
from forecourt.reading.tree import Node, Tree, place_of
from forecourt.words.text import N_, text

FIRST_KEYS: Final = ["kind", "id", "title", "state", "owner"]
# What can be judged of a record whose kind is not known.
_COMMON: Final = frozenset(slot.key for slot in slots_of(Common)) - {"kind"}
# Of a file that cannot be read; on bytes, so that other encodings do not matter.
_ID_LINE: Final = re.compile(rb"^id:[ ]*[\"']?([0-9A-Za-z-]{1,80})", re.MULTILINE)


class Reading(Struct, frozen=True, kw_only=True):
    """What one file gave: record (None when its fields do not make one), findings, and the id as written.

    `partial` is in place of `record` when some fields could be read and others not: UNREAD stands for those.
    It is for rules to judge, and must never be counted.
    """

    path: str
    record: Record | None
    id: str
    findings: tuple[Finding, ...]
    partial: Record | None = None


@code("SH06")
def unknown_kind(kind: str) -> Problem:
    """The record's kind is missing or not one that the program knows.

    The first field of every record says what it is: an ad, an event, a month … Without it only the fields
    that every record has can be judged.
    """
    hint = meant_by(kind[:LONGEST_NAME], {name: one.label for name, one in KINDS.items()})
    if kind:
        message = text(N_('"{kind}" is not a kind of record'), kind=shown(kind))
    else:
        message = text(N_('The field "kind" is missing or empty, so the fields of its kind cannot be judged'))
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

    A record comes back whenever its fields make one, also beside findings, and a partial one when some of
    them cannot be read. Nothing is executed or opened.
    """
    document = read_document(data, path)
    if isinstance(document, Problem):
        return _unread(path, data, [document])
    if not document.problems:
        fields = read_plain(document.front_matter)
        if fields is not None:
            faults = Faults()
            record = _shaped(path, fields, document, faults)
            if not faults:
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
    id = _written_id(tree.root)
    # What was left out may hold names that stand elsewhere too.
    lost = tree.lost - fields.keys()
    faults = Faults()
    record = _shaped(path, fields, document, faults, lost)
    problems.extend(problem for problem in faults if problem.field not in lost)
    # It would lack what its file says, and every sum over it would be wrong.
    is_whole = not (faults.lost or tree.lost)
    return Reading(
        path=path,
        record=record if is_whole else None,
        partial=None if is_whole else record,
        id=id,
        findings=_placed(problems, tree.root, path, id),
    )


def _written_id(root: Node) -> str:
    """The id as the file has it, be it wrong; "" when there is none."""
    node = root.value.get("id")
    return node.value if node is not None and isinstance(node.value, str) else ""


def _tree(document: Document) -> Tree:
    # The YAML parser costs 40 ms to import, and plain files without a finding never need it.
    from forecourt.reading.nodes import read_nodes

    return read_nodes(document.front_matter, document.front_line)


def locate(problems: Iterable[Problem], record: Record, data: bytes) -> tuple[Finding, ...]:
    """Findings of rules about `record` with their places in its file's bytes."""
    document = read_document(data)
    root = None
    if isinstance(document, Document):
        root = _tree(document).root
        problems = [_in_file(problem, document) for problem in problems]
    id = record.id if is_read(record.id) or root is None else _written_id(root)
    return _placed(problems, root, record.path, id)


def _in_file(problem: Problem, document: Document) -> Problem:
    """The problem with its line counted from the first one of the file."""
    if not problem.in_body:
        return problem
    return replace(problem, line=problem.line + document.body_line - 1, in_body=False)


def _shaped(
    path: str, fields: Mapping[str, Any], document: Document, faults: Faults, lost: Iterable[str] = ()
) -> Record:
    name = fields.get("kind", "")
    kind = KINDS.get(name) if isinstance(name, str) else None
    cls = Common if kind is None else kind.record
    fixed: dict[str, Any] = (
        {slot.attribute: UNREAD for slot in slots_of(cls) if slot.key in lost} if lost else {}
    )
    if kind is None:
        fixed["kind"] = faults.lose(unknown_kind(name if isinstance(name, str) else ""))
        fields = {key: value for key, value in fields.items() if key in _COMMON}
    record: Record = shape(cls, fields, faults, path=path, body=document.body, **fixed)
    if list(fields)[:5] != FIRST_KEYS and all(key in fields for key in FIRST_KEYS):
        faults.append(first_keys())
    return record


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
