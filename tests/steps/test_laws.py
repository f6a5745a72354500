"""Laws that hold for every procedure: what is accepted is a path that the procedure and the people allow."""

from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from forecourt.kinds.procedure import Step
from forecourt.steps.law import Law
from forecourt.steps.seal import seal_of
from tests.steps import small

pytestmark = pytest.mark.slow

PEOPLE = ("a", "b", "c")
ROLES = ("general_manager", "marketing_manager", "finance")
STATES = ("s0", "s1", "s2", "s3")
FROZEN = "sender"
PROOFS = ("1" * 64, "2" * 64)
LENDING = """\
---
kind: procedure
id: PROC-delegation
title: 代批
state: in_force
owner: ST-a
for_kind: delegation
version: "1"
effective_from: 2026-01-01
duties: [M1]
states:
  - {name: draft, label: 起草, money: none, work: open, ball: us}
  - {name: in_force, label: 授权中, money: none, work: open, ball: us}
steps:
  - {name: grant, label: 授权, from: [draft], to: in_force, roles: [general_manager], approval: yes}
---
"""


@dataclass(frozen=True)
class Entry:
    """One approval entry as the file has it."""

    step: str
    by: str
    role: str
    seal: str = ""
    deputy_for: str = ""

    def text(self) -> str:
        more = f", deputy_for: ST-{self.deputy_for}" if self.deputy_for else ""
        more += f", seal: {self.seal}" if self.seal else ""
        return f"  - {{step: {self.step}, by: ST-{self.by}, role: {self.role}, at: 2026-11-20{more}}}\n"


@dataclass(frozen=True)
class Loan:
    """A delegation: whether its grantor signed it, and whether its days include those of the history."""

    grantor: str
    deputy: str
    role: str
    is_signed: bool
    is_current: bool

    def text(self, number: int) -> str:
        role = f"by: ST-{self.grantor}, role: {self.role}, at: 2026-11-01"
        log = f"approvals:\n  - {{step: grant, {role}}}\n" if self.is_signed else ""
        return (
            f"---\nkind: delegation\nid: DEL-{number}\ntitle: t\nstate: in_force\nowner: ST-{self.grantor}\n"
            f"{log}grantor: ST-{self.grantor}\ndeputy: ST-{self.deputy}\nroles: [{self.role}]\n"
            f"valid_from: 2026-11-02\nvalid_to: 2026-11-{30 if self.is_current else 19}\n---\n"
        )


@dataclass(frozen=True)
class People:
    """Who holds which roles, and who lent one to whom."""

    roles: dict[str, list[str]]
    loans: tuple[Loan, ...]

    def lenders(self, deputy: str, role: str) -> list[str]:
        """Who lent the role, which he holds, to the deputy in due form for these days."""
        return [
            loan.grantor
            for loan in self.loans
            if (loan.deputy, loan.role, loan.is_signed, loan.is_current) == (deputy, role, True, True)
            and role in self.roles[loan.grantor]
        ]

    def may(self, person: str, role: str) -> bool:
        """Whether the person holds the role or was lent it."""
        return role in self.roles[person] or bool(self.lenders(person, role))


@dataclass(frozen=True)
class Doc:
    """The record under test."""

    state: str = "s0"
    owner: str = "a"
    frozen: str = "one"
    note: str = "n"
    proofs: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = field(default_factory=tuple)

    def text(self) -> str:
        log = "approvals:\n" + "".join(entry.text() for entry in self.entries) if self.entries else ""
        return (
            f"---\nkind: directive\nid: DIR-1\ntitle: t\nstate: {self.state}\nowner: ST-{self.owner}\n"
            f"note: {self.note}\n{log}{self._evidence()}"
            f"type: report\nmonth: 2026-11\n{FROZEN}: {self.frozen}\n"
            "received_on: 2026-11-01\ndue_on: 2026-11-30\nasks: [x]\n---\n"
        )

    def _evidence(self) -> str:
        items = "".join(
            f"  - {{kind: mail, file: DIR-1/{one[0]}.pdf, sha256: {one}}}\n" for one in self.proofs
        )
        return f"evidence:\n{items}" if items else ""


@st.composite
def procedures(draw: st.DrawFn) -> str:
    """A random procedure: some steps need approvals, some states freeze the field."""
    states = "".join(
        f"  - {{name: {name}, label: {name}, money: none, work: open, ball: us"
        + (f", frozen: [{FROZEN}]" if name != "s0" and draw(st.booleans()) else "")
        + "}\n"
        for name in STATES
    )
    steps = ""
    for number in range(draw(st.integers(2, 7))):
        # The first two lead on, so that there is a way to go.
        ends = STATES[number : number + 2] if number < 2 else draw(st.tuples(*[st.sampled_from(STATES)] * 2))
        roles = draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=2, unique=True))
        approval = draw(st.booleans())
        more = "approval: yes, " if approval else ""
        more += f"approvers: {draw(st.integers(1, 2))}, " if approval else ""
        more += "other_than_owner: yes, " if draw(st.booleans()) else ""
        steps += (
            f"  - {{name: t{number}, label: t{number}, from: [{ends[0]}], to: {ends[1]}, {more}"
            f"roles: [{', '.join(roles)}]}}\n"
        )
    return (
        "---\nkind: procedure\nid: PROC-directive\ntitle: p\nstate: in_force\nowner: ST-a\n"
        'for_kind: directive\nversion: "1"\neffective_from: 2026-01-01\nduties: [M8]\n'
        f"states:\n{states}steps:\n{steps}---\n"
    )


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Law, People]:
    """A law over random people, a random procedure and random delegations, and those people."""
    roles = {
        name: draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=2, unique=True)) for name in PEOPLE
    }
    people = People(roles, tuple(draw(st.lists(_loans(roles), min_size=1, max_size=3))))
    texts = [small.staff(name, held) for name, held in roles.items()]
    texts += [loan.text(number) for number, loan in enumerate(people.loans)]
    return small.law(draw(procedures()), LENDING, *texts), people


@st.composite
def _loans(draw: st.DrawFn, roles: dict[str, list[str]]) -> Loan:
    grantor, deputy = draw(st.permutations(PEOPLE))[:2]
    is_held, is_signed, is_current = (draw(st.integers(0, 5)) > 0 for _ in range(3))
    role = draw(st.sampled_from(roles[grantor] if is_held else ROLES))
    return Loan(grantor, deputy, role, is_signed, is_current)


def _steps(law: Law) -> tuple[Step, ...]:
    procedure = law.procedure("directive")
    assert procedure is not None
    return procedure.steps


@st.composite
def histories(draw: st.DrawFn, law: Law, people: People) -> list[tuple[str, Doc]]:
    """Commits that mostly do what the procedure wants and sometimes do not."""
    doc = Doc(owner=draw(st.sampled_from(PEOPLE)))
    made = [(draw(st.sampled_from(PEOPLE)), doc)]
    for _ in range(draw(st.integers(1, 6))):
        legal = draw(st.integers(0, 4)) > 0
        author, doc = draw(_legal(law, people, doc) if legal else _any(doc))
        made.append((author, doc))
    return made


@st.composite
def _legal(draw: st.DrawFn, law: Law, people: People, doc: Doc) -> tuple[str, Doc]:
    """A step out of the present state by somebody who holds a role for it, with the seal; an entry alone at
    times.
    """
    ways = [
        (step, person, role, lender)
        for step in _steps(law)
        if doc.state in step.from_
        for person in PEOPLE
        if not (step.other_than_owner and person == doc.owner)
        for role in step.roles
        for lender in (*people.lenders(person, role), *([""] if role in people.roles[person] else []))
    ]
    if not ways:
        return draw(_any(doc))
    step, author, role, lender = draw(st.sampled_from(ways))
    after = replace(doc, state=step.to)
    if not step.approval:
        return author if draw(st.integers(0, 3)) else draw(st.sampled_from(PEOPLE)), after
    waits = doc.entries and doc.entries[-1].step == step.name
    if waits and draw(st.booleans()):
        # What was approved in a commit of its own, perhaps of other content, is carried out.
        return draw(st.sampled_from(PEOPLE)), after
    if not draw(st.integers(0, 7)):
        # Well sealed, but perhaps in a role that nobody lent.
        author, role, lender = (draw(st.sampled_from(one)) for one in (PEOPLE, step.roles, PEOPLE))
    seal = seal_of(small.record(after.text()), step, f"ST-{author}", law)
    entries = (*doc.entries, Entry(step.name, author, role, seal, lender))
    is_last = draw(st.booleans())
    return author, replace(doc, state=step.to if is_last else doc.state, entries=entries)


@st.composite
def _any(draw: st.DrawFn, doc: Doc) -> tuple[str, Doc]:
    """An edit, a jump, an entry in somebody's name, an entry taken away."""
    entry = Entry("t0", draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(ROLES)))
    after = draw(
        st.sampled_from(
            [
                replace(doc, note=doc.note + "x"),
                replace(doc, frozen=doc.frozen + "x"),
                replace(doc, owner=draw(st.sampled_from(PEOPLE))),
                replace(doc, proofs=tuple(draw(st.sets(st.sampled_from(PROOFS))))),
                replace(doc, state=draw(st.sampled_from(STATES))),
                replace(doc, entries=(*doc.entries, entry)),
                replace(doc, entries=doc.entries[:-1]),
            ]
        )
    )
    return draw(st.sampled_from(PEOPLE)), after


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_an_accepted_history_is_a_path_of_the_procedure_with_every_approval(data: st.DataObject) -> None:
    law, people = data.draw(worlds())
    history = data.draw(histories(law, people))
    accepted = not small.judge(law, [(author, doc.text()) for author, doc in history])
    moves = sum(old.state != new.state for (_, old), (_, new) in pairwise(history))
    event(f"accepted {accepted}, moves {moves}")
    event(f"accepted {accepted}, deputies {any(one.deputy_for for one in history[-1][1].entries)}")
    if accepted:
        assert _faults(law, people, history) == []


def _faults(law: Law, people: People, history: list[tuple[str, Doc]]) -> list[str]:
    """An oracle of its own: follows the states and counts who committed which entry about what."""
    procedure = law.procedure("directive")
    assert procedure is not None
    frozen_in = {state.name: FROZEN in state.frozen for state in procedure.states}
    born = history[0][1]
    faults = [] if born.state == "s0" and not born.entries else ["born late"]
    waiting: list[tuple[Entry, Doc]] = []
    settled = born
    for (_, old), (author, new) in pairwise(history):
        fresh = new.entries[len(old.entries) :]
        if new.entries[: len(old.entries)] != old.entries:
            faults.append("log rewritten")
        faults += [f"{entry}" for entry in fresh if entry.by != author or not _holds(people, entry)]
        waiting += [(entry, new) for entry in fresh]
        if old.state == new.state:
            continue
        steps = [step for step in _steps(law) if old.state in step.from_ and step.to == new.state]
        if not any(
            _allows(step, new, author, people, [one for one in waiting if _fits(one, step, new, frozen_in)])
            for step in steps
        ):
            faults.append(f"{old.state} > {new.state}")
        if frozen_in[old.state] and frozen_in[new.state] and settled.frozen != new.frozen:
            faults.append("frozen")
        waiting, settled = [], new
    last = history[-1][1]
    # A step from a state to itself approves edits anew; which ones is not followed here.
    if frozen_in[last.state] and not any(
        last.state in one.from_ and one.to == last.state for one in _steps(law)
    ):
        faults += ["frozen at last"] if last.frozen != settled.frozen else []
        faults += ["proof gone"] if not set(settled.proofs) <= set(last.proofs) else []
    return faults


def _holds(people: People, entry: Entry) -> bool:
    if entry.deputy_for:
        return entry.deputy_for in people.lenders(entry.by, entry.role)
    return entry.role in people.roles[entry.by]


def _fits(given: tuple[Entry, Doc], step: Step, now: Doc, frozen_in: dict[str, bool]) -> bool:
    """Whether an entry is for this step and for what the record says now."""
    entry, then = given
    is_same = then.owner == now.owner and sorted(then.proofs) == sorted(now.proofs)
    is_same = is_same and (then.frozen == now.frozen or not frozen_in[step.to])
    return is_same and entry.step == step.name and entry.role in step.roles


def _allows(step: Step, new: Doc, author: str, people: People, given: list[tuple[Entry, Doc]]) -> bool:
    if not step.approval:
        return any(people.may(author, role) for role in step.roles) and not (
            step.other_than_owner and author == new.owner
        )
    needed = step.approvers or 1
    # Somebody and whoever lent the role are one authority.
    authorities = [
        {entry.by, entry.deputy_for or entry.by}
        for entry, _ in given
        if not (step.other_than_owner and entry.by == new.owner)
    ]
    return any(
        all(one.isdisjoint(other) for one, other in combinations(some, 2))
        for some in combinations(authorities, needed)
    )
