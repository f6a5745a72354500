"""A law and histories as values: what judging needs of Git, without Git."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha1

from forecourt.kinds.common import Common
from forecourt.model.branch import Author, Branch, Change, Commit, Tree
from forecourt.model.record import Record, Records
from forecourt.reading.record import read_record
from forecourt.steps.closing import closing
from forecourt.steps.law import Law
from forecourt.steps.version import Version
from forecourt.steps.walk_branch import StepProblem, walk_branch

TODAY = date(2026, 11, 24)
PATH = "content/directives/DIR-1.md"
STAFF_PROCEDURE = """\
---
kind: procedure
id: PROC-staff
title: 人员
state: in_force
owner: ST-a
for_kind: staff
version: "1"
effective_from: 2026-01-01
duties: [M12]
states:
  - {name: proposed, label: 拟入职, money: none, work: open, ball: us}
  - {name: active, label: 在职, money: none, work: done, ball: us}
steps:
  - {name: hire, label: 入职, from: [proposed], to: active, roles: [general_manager], approval: yes}
---
"""


def staff(name: str, roles: Iterable[str]) -> str:
    """A person whose id is ST-name and whose e-mail is name@shop.example."""
    return f"""\
---
kind: staff
id: ST-{name}
title: {name}
state: active
owner: ST-a
department: marketing
roles: [{", ".join(roles)}]
emails: [{name}@shop.example]
---
"""


def record(text: str, path: str = "x.md") -> Common:
    """The record in `text`, which must be readable."""
    reading = read_record(path, text.encode())
    assert isinstance(reading.record, Common), reading.findings
    return reading.record


def law(*texts: str) -> Law:
    """The law of these records and of a usual procedure for staff."""
    items: list[Record] = [record(text) for text in (STAFF_PROCEDURE, *texts)]
    return Law(records=Records(items=tuple(items)), today=TODAY)


def judge(
    law: Law, versions: Sequence[tuple[str, str | None]], *, start: str | None = None
) -> list[StepProblem]:
    """Problems of one record's linear history: (author's name, text or None for no file) a commit."""
    texts: dict[str, str] = {}
    commits = []
    before = None if start is None else _blob(start, texts)
    parent: tuple[str, ...] = ("0" * 40,)
    for number, (author, text) in enumerate(versions, 1):
        after = None if text is None else _blob(text, texts)
        changes = () if before == after else (Change(path=PATH, before=before, after=after),)
        commit = Commit(
            id=f"{number:040x}",
            parents=parent,
            author=Author(email=f"{author}@shop.example", name=author, day=TODAY),
            changes=(changes,),
        )
        commits.append(commit)
        parent, before = (commit.id,), after
    return _judged(law, commits, texts, before)


def _judged(law: Law, commits: list[Commit], texts: Mapping[str, str], head: str | None) -> list[StepProblem]:
    nothing = Tree(blobs={}, forms={})
    tree = Tree(blobs={} if head is None else {PATH: head}, forms={})
    branch = Branch(
        base="0" * 40,
        head=commits[-1].id,
        commits=tuple(commits),
        base_tree=nothing,
        head_tree=tree,
        forks=(nothing.blobs,),
    )

    def read(path: str, blob: str) -> Version:
        reading = read_record(path, texts[blob].encode())
        found = reading.record if isinstance(reading.record, Common) else None
        return Version(path=path, blob=blob, id=reading.id or "DIR-1", record=found)

    scene, problems = walk_branch(branch, read, law, _nobody)
    return [*problems, *closing(scene, branch, law, {})]


def _nobody(_email: str) -> None:
    """No newcomer explains anything here."""


def _blob(text: str, texts: dict[str, str]) -> str:
    blob = sha1(text.encode(), usedforsecurity=False).hexdigest()
    texts[blob] = text
    return blob
