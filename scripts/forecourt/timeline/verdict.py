"""Which records are overdue, due soon or rotten, by the limits that the procedures declare (M1, M8, M9).

No kind is known by name here: a record rots when a day has passed from which a *later* state's limit counts
(the event is over and its plan still waits for approval), or when something has run, its days for handing in
proof are over, and the proof is missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from msgspec import Struct

from forecourt.kinds.common import Common
from forecourt.kinds.procedure import Procedure, State
from forecourt.model.record import Record, World
from forecourt.model.vocabulary import OF_ONE_RUN
from forecourt.money.agenda import Due, dues_of_records, label_of
from forecourt.money.lifecycle import procedure_of
from forecourt.rules.channel_proofs import wanted_by
from forecourt.rules.sight import Sight
from forecourt.rules.ways import reachable
from forecourt.timeline.stand import OTHERS, Line, entered_days

SOON: Final = 10
MONEY_OUT: Final = ("committed", "spent", "claimed")


class Verdict(StrEnum):
    """How a record stands, the worst first."""

    ROTTEN = "rotten"
    OVERDUE = "overdue"
    CHASE = "chase"
    SOON = "soon"
    FINE = "fine"


class Passed(Struct, frozen=True, kw_only=True):
    """A day has passed that belongs to a later state: `field` with its `label`, and that state."""

    field: str
    label: str
    day: date
    later: State


class Unproven(Struct, frozen=True, kw_only=True):
    """Something has run (on `day`, whose `label` says what) and its proof did not come.

    `missing` are the kinds of evidence that the next state demands, empty when no proof has come at all.
    """

    label: str
    day: date
    missing: tuple[str, ...]


Rot = Passed | Unproven


class Standing(Struct, frozen=True, kw_only=True):
    """A record's line with what is due (`is_late`: its day is past) and what is rotten."""

    line: Line
    due: Due | None
    is_late: bool
    rot: Rot | None
    verdict: Verdict


def standings(world: World, lines: Mapping[str, Line], within: int = SOON) -> tuple[Standing, ...]:
    """How every record stands, the worst first; due soon means within that many working days."""
    dues = {
        due.record.id.casefold(): due for due in dues_of_records(world, entered_days(lines)) if due.record
    }
    ways = _Ways(world)
    found = [_standing(world, line, dues.get(id), ways, within) for id, line in lines.items()]
    return tuple(sorted(found, key=_order))


def attention(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Those that somebody should look at."""
    return tuple(standing for standing in standings if standing.verdict is not Verdict.FINE)


def _standing(world: World, line: Line, due: Due | None, ways: "_Ways", within: int) -> Standing:
    rot = None
    if line.record is not None and line.now.state is not None and line.now.state.work == "open":
        rot = _passed(world.today, line.record, ways.later(line)) or _unproven(world.today, due, ways)
    is_late = due is not None and due.day < world.today
    if rot is not None:
        verdict = Verdict.ROTTEN
    elif due is None:
        verdict = Verdict.FINE
    elif is_late:
        verdict = Verdict.CHASE if due.ball in OTHERS else Verdict.OVERDUE
    else:
        verdict = Verdict.SOON if due.workdays <= within else Verdict.FINE
    return Standing(line=line, due=due, is_late=is_late, rot=rot, verdict=verdict)


def _passed(today: date, record: Record, later: Iterable[State]) -> Passed | None:
    """The earliest day that has passed although a later state's limit counts from it."""
    found = [
        Passed(field=state.limit_from, label=label_of(record, state.limit_from), day=day, later=state)
        for state in later
        if state.limit_from is not None
        if isinstance(day := getattr(record, state.limit_from, None), date) and day < today
    ]
    return min(found, key=lambda passed: passed.day, default=None)


def _unproven(today: date, due: Due | None, ways: "_Ways") -> Unproven | None:
    """Proof that is missing when the days since something happened are over.

    A limit of some working days from a day field says that the day brings something to follow up; a limit of
    none only says by when to act, and nothing can be proved then.
    """
    if due is None or due.day >= today or due.state is None or not isinstance(due.record, Common):
        return None
    if not due.state.limit_days or due.state.limit_from is None:
        return None
    happened: date = getattr(due.record, due.state.limit_from)
    held = {item.kind for item in due.record.evidence}
    missing = ways.wanted_next(due.record)
    # Money was promised for it, so whoever pays wants to see that it ran.
    has_none = due.state.money in MONEY_OUT and not held & OF_ONE_RUN
    if not missing and not has_none:
        return None
    return Unproven(label=due.label, day=happened, missing=missing)


def _order(standing: Standing) -> tuple[int, date, str]:
    rot, due = standing.rot, standing.due
    day = rot.day if rot is not None else due.day if due is not None else date.max
    return (list(Verdict).index(standing.verdict), day, standing.line.id)


class _Ways:
    """The ways through each kind's procedure; the same for all records in the same state, so remembered."""

    def __init__(self, world: World) -> None:
        self._records = world.records
        self._sight = Sight(world=world)
        self._later: dict[tuple[str, str], tuple[State, ...]] = {}

    def later(self, line: Line) -> tuple[State, ...]:
        """States that lie ahead and from which no way leads back, with a day of their own."""
        key = (line.kind, line.now.name)
        if key not in self._later:
            procedure = procedure_of(self._records, line.kind)
            self._later[key] = () if procedure is None else tuple(_later(procedure, line.now.name))
        return self._later[key]

    def wanted_next(self, record: Common) -> tuple[str, ...]:
        """Kinds of evidence that the states right ahead demand and the record lacks."""
        procedure = procedure_of(self._records, record.kind)
        if procedure is None:
            return ()
        ahead = {step.to for step in procedure.steps if record.state in step.from_}
        states = [one for one in procedure.states if one.name in ahead and one.work != "cancelled"]
        return tuple(dict.fromkeys(kind for one in states for kind in wanted_by(one, record, self._sight)))


def _later(procedure: Procedure, name: str) -> Iterator[State]:
    own, ahead = procedure.state_named(name), reachable(procedure, procedure.steps, name)
    for state in procedure.states:
        is_own_day = own is not None and state.limit_from == own.limit_from
        if state.limit_from is None or is_own_day or state.name not in ahead:
            continue
        if name not in reachable(procedure, procedure.steps, state.name):
            yield state
