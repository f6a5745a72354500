"""Laws that hold for every procedure: what is accepted is a path that the procedure and the people allow."""

from dataclasses import dataclass, field
from itertools import pairwise

from hypothesis import event, given, settings
from hypothesis import strategies as st

from forecourt.kinds.procedure import Step
from forecourt.steps.law import Law
from forecourt.steps.seal import seal_of
from tests.steps import small

PEOPLE = ("a", "b", "c")
ROLES = ("general_manager", "marketing_manager", "finance")
STATES = ("s0", "s1", "s2", "s3")
FROZEN = "sender"


@dataclass(frozen=True)
class Entry:
    """One approval entry as the file has it."""

    step: str
    by: str
    role: str
    seal: str = ""

    def text(self) -> str:
        seal = f", seal: {self.seal}" if self.seal else ""
        return f"  - {{step: {self.step}, by: ST-{self.by}, role: {self.role}, at: 2026-11-20{seal}}}\n"


@dataclass(frozen=True)
class Doc:
    """The record under test."""

    state: str = "s0"
    owner: str = "a"
    frozen: str = "one"
    note: str = "n"
    entries: tuple[Entry, ...] = field(default_factory=tuple)

    def text(self) -> str:
        log = "approvals:\n" + "".join(entry.text() for entry in self.entries) if self.entries else ""
        return (
            f"---\nkind: directive\nid: DIR-1\ntitle: t\nstate: {self.state}\nowner: ST-{self.owner}\n"
            f"note: {self.note}\n{log}type: report\nmonth: 2026-11\n{FROZEN}: {self.frozen}\n"
            "received_on: 2026-11-01\ndue_on: 2026-11-30\nasks: [x]\n---\n"
        )


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
        start, end = draw(st.sampled_from(STATES)), draw(st.sampled_from(STATES))
        roles = draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=2, unique=True))
        approval = draw(st.booleans())
        more = "approval: yes, " if approval else ""
        more += f"approvers: {draw(st.integers(1, 2))}, " if approval else ""
        more += "other_than_owner: yes, " if draw(st.booleans()) else ""
        steps += (
            f"  - {{name: t{number}, label: t{number}, from: [{start}], to: {end}, {more}"
            f"roles: [{', '.join(roles)}]}}\n"
        )
    return (
        "---\nkind: procedure\nid: PROC-directive\ntitle: p\nstate: in_force\nowner: ST-a\n"
        'for_kind: directive\nversion: "1"\neffective_from: 2026-01-01\nduties: [M8]\n'
        f"states:\n{states}steps:\n{steps}---\n"
    )


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Law, dict[str, list[str]]]:
    """A law over random people and a random procedure, and the roles of each person."""
    roles = {
        name: draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=2, unique=True)) for name in PEOPLE
    }
    people = [small.staff(name, held) for name, held in roles.items()]
    return small.law(draw(procedures()), *people), roles


def _steps(law: Law) -> tuple[Step, ...]:
    procedure = law.procedure("directive")
    assert procedure is not None
    return procedure.steps


@st.composite
def histories(draw: st.DrawFn, law: Law, roles: dict[str, list[str]]) -> list[tuple[str, Doc]]:
    """Commits that mostly do what the procedure wants and sometimes do not."""
    doc = Doc(owner=draw(st.sampled_from(PEOPLE)))
    made = [(draw(st.sampled_from(PEOPLE)), doc)]
    for _ in range(draw(st.integers(1, 6))):
        legal = draw(st.integers(0, 4)) > 0
        author, doc = draw(_legal(law, roles, doc) if legal else _any(doc))
        made.append((author, doc))
    return made


@st.composite
def _legal(draw: st.DrawFn, law: Law, roles: dict[str, list[str]], doc: Doc) -> tuple[str, Doc]:
    """A step out of the present state by somebody who holds a role for it, with the seal; an entry alone at
    times.
    """
    ways = [
        (step, person, role)
        for step in _steps(law)
        if doc.state in step.from_
        for person in PEOPLE
        for role in step.roles
        if role in roles[person] and not (step.other_than_owner and person == doc.owner)
    ]
    if not ways:
        return draw(_any(doc))
    step, author, role = draw(st.sampled_from(ways))
    after = Doc(step.to, doc.owner, doc.frozen, doc.note, doc.entries)
    if not step.approval:
        return author if draw(st.integers(0, 3)) else draw(st.sampled_from(PEOPLE)), after
    seal = seal_of(small.record(after.text()), step, f"ST-{author}", law)
    entries = (*doc.entries, Entry(step.name, author, role, seal))
    is_last = (step.approvers or 1) == 1 or draw(st.booleans())
    return author, Doc(step.to if is_last else doc.state, doc.owner, doc.frozen, doc.note, entries)


@st.composite
def _any(draw: st.DrawFn, doc: Doc) -> tuple[str, Doc]:
    """An edit, a jump, an entry in somebody's name, an entry taken away."""
    entry = Entry("t0", draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(ROLES)))
    after = draw(
        st.sampled_from(
            [
                Doc(doc.state, doc.owner, doc.frozen, doc.note + "x", doc.entries),
                Doc(doc.state, doc.owner, doc.frozen + "x", doc.note, doc.entries),
                Doc(draw(st.sampled_from(STATES)), doc.owner, doc.frozen, doc.note, doc.entries),
                Doc(doc.state, doc.owner, doc.frozen, doc.note, (*doc.entries, entry)),
                Doc(doc.state, doc.owner, doc.frozen, doc.note, doc.entries[:-1]),
            ]
        )
    )
    return draw(st.sampled_from(PEOPLE)), after


@settings(max_examples=600, deadline=None)
@given(st.data())
def test_an_accepted_history_is_a_path_of_the_procedure_with_every_approval(data: st.DataObject) -> None:
    law, roles = data.draw(worlds())
    history = data.draw(histories(law, roles))
    accepted = not small.judge(law, [(author, doc.text()) for author, doc in history])
    moves = sum(old.state != new.state for (_, old), (_, new) in pairwise(history))
    event(f"accepted {accepted}, moves {moves}")
    if accepted:
        assert _faults(law, roles, history) == []


def _faults(law: Law, roles: dict[str, list[str]], history: list[tuple[str, Doc]]) -> list[str]:
    """An oracle of its own: follows the states and counts who committed which entry."""
    procedure = law.procedure("directive")
    assert procedure is not None
    frozen_in = {state.name: FROZEN in state.frozen for state in procedure.states}
    born = history[0][1]
    faults = [] if born.state == "s0" and not born.entries else ["born late"]
    waiting: list[Entry] = []
    for (_, old), (author, new) in pairwise(history):
        fresh = new.entries[len(old.entries) :]
        if new.entries[: len(old.entries)] != old.entries:
            faults.append("log rewritten")
        faults += [f"{entry}" for entry in fresh if entry.by != author or entry.role not in roles[author]]
        waiting += fresh
        if old.state == new.state:
            continue
        if not any(_allows(step, old, new, author, roles, waiting) for step in _steps(law)):
            faults.append(f"{old.state} > {new.state}")
        if frozen_in[old.state] and frozen_in[new.state] and old.frozen != new.frozen:
            faults.append("frozen")
        waiting = []
    return faults


def _allows(  # noqa: PLR0917  an oracle's one question
    step: Step, old: Doc, new: Doc, author: str, roles: dict[str, list[str]], waiting: list[Entry]
) -> bool:
    if old.state not in step.from_ or step.to != new.state:
        return False
    if not step.approval:
        return bool(set(step.roles) & set(roles[author])) and not (
            step.other_than_owner and author == old.owner
        )
    people = {entry.by for entry in waiting if entry.step == step.name and entry.role in step.roles}
    if step.other_than_owner:
        people.discard(old.owner)
    return len(people) >= (step.approvers or 1)
