"""Small worlds for the doctor: a few people, one procedure, and what makes people count."""

from datetime import date
from typing import Any

from forecourt.doctor.table import examine
from forecourt.kinds.common import Approval
from forecourt.kinds.delegation import Delegation
from forecourt.kinds.procedure import Procedure, State, Step
from forecourt.kinds.staff import Staff
from forecourt.model.record import Record, Records, World
from forecourt.words.catalogue import words_for

TODAY = date(2026, 11, 24)
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH0q8kqVq2s4tqv9m0xY3o8fD1uJr5cW7nLbKpTzXe"


def common(kind: str, id: str, state: str, owner: str = "ST-x") -> dict[str, Any]:
    """The first five fields and the place of a record."""
    path = f"content/{kind}/{id}.md"
    return {"path": path, "body": "x", "kind": kind, "id": id, "title": id, "state": state, "owner": owner}


def person(name: str, *roles: str, state: str = "active", **fields: Any) -> Staff:
    """Somebody on the staff, with an e-mail address of their own unless `emails` says otherwise."""
    fields = {"emails": (f"{name}@dealer.example",), "department": "marketing"} | fields
    return Staff(**common("staff", f"ST-{name}", state) | {"title": name}, roles=roles, **fields)


def state(name: str, work: str = "open", money: str = "none", **fields: Any) -> State:
    """A state whose label is its name."""
    return State(name=name, label=name, work=work, money=money, ball="us", **fields)


def step(name: str, way: str, *roles: str, **fields: Any) -> Step:
    """A step; `way` is "from,from>to"."""
    start, _, end = way.partition(">")
    return Step(name=name, label=name, from_=tuple(start.split(",")), to=end, roles=roles, **fields)


def procedure(kind: str, states: list[State], steps: list[Step], **fields: Any) -> Procedure:
    """A procedure in force."""
    return Procedure(
        **common("procedure", f"PROC-{kind}", fields.pop("state", "in_force")),
        for_kind=kind,
        version="1",
        effective_from=date(2026, 1, 1),
        duties=("M1",),
        states=tuple(states),
        steps=tuple(steps),
        **fields,
    )


def delegation(grantor: str, deputy: str, *roles: str, until: date = date(2026, 11, 27)) -> Delegation:
    """A delegation in force since 1 November, signed by the grantor."""
    signed = Approval(step="grant", by=f"ST-{grantor}", role=roles[0], at=date(2026, 11, 1))
    return Delegation(
        **common("delegation", f"DEL-{grantor}-{deputy}", "in_force"),
        grantor=f"ST-{grantor}",
        deputy=f"ST-{deputy}",
        roles=roles,
        approvals=(signed,),
        valid_from=date(2026, 11, 1),
        valid_to=until,
    )


# Without these two nobody is on the staff and nothing is lent.
BASE = (
    procedure(
        "staff",
        [state("proposed"), state("active", "done"), state("left", "cancelled")],
        [step("hire", "proposed>active", "general_manager", approval=True)],
    ),
    procedure("delegation", [state("draft"), state("in_force")], []),
)


def world(*records: Record) -> World:
    """The records and the procedures that make people and delegations count."""
    return World(records=Records(items=(*BASE, *records)), today=TODAY)


# Small procedures leave out most of what a whole one has; only the tests of these codes ask for them.
LEFT_OUT = frozenset({"DR20", "DR21", "DR22", "DR23", "DR24"})


def problems(about: Record, *records: Record) -> list[tuple[str, str, str]]:
    """Code, field and message (Chinese) of what only the doctor finds in the record `about`, but LEFT_OUT."""
    return [one for one in every_problem(about, *records) if one[0] not in LEFT_OUT]


def switched_off(about: Record, *records: Record) -> list[tuple[str, str, str]]:
    """The problems of LEFT_OUT alone, in the order of their codes."""
    return sorted(one for one in every_problem(about, *records) if one[0] in LEFT_OUT)


def every_problem(about: Record, *records: Record) -> list[tuple[str, str, str]]:
    """Code, field and message (Chinese) of all that only the doctor finds in the record `about`."""
    say = words_for("zh").say
    return [
        (problem.code, problem.field, say(problem.message))
        for record, problem in examine(world(about, *records))
        if record is about and problem.code.startswith("DR")
    ]


def codes(about: Record, *records: Record) -> list[str]:
    """The codes alone."""
    return [code for code, *_ in problems(about, *records)]
