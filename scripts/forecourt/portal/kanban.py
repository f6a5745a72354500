"""Boards: every kind with a procedure as columns of its states, open work as cards (M1, M8, M9)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from forecourt.kinds.common import Common, Kind
from forecourt.kinds.procedure import Procedure, State
from forecourt.kinds.table import KINDS
from forecourt.money.lifecycle import procedure_of
from forecourt.portal.desk import Place
from forecourt.portal.tasks import Task
from forecourt.portal.turns import Turn, turns

# Of what is over, the newest few are enough; the list of the kind has all.
SHOWN: Final = 5


class Column(Struct, frozen=True, kw_only=True):
    """One state: how many records are in it, cards of open work, else the newest records."""

    label: str
    work: str
    count: int
    cards: tuple[Turn, ...]
    newest: tuple[Common, ...]


class Board(Struct, frozen=True, kw_only=True):
    """A kind's board: columns in the order of the procedure, and how much of its work is open and late."""

    kind: Kind
    label: str
    procedure: Procedure
    columns: tuple[Column, ...]
    count: int
    open: int
    late: int
    soon: int


def boards(place: Place, tasks: Iterable[Task]) -> tuple[Board, ...]:
    """The board of every kind that has a procedure and records, in the order of the table of kinds."""
    by_kind: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        if task.record is not None:
            by_kind[task.record.kind].append(task)
    found = (_board(place, kind, by_kind[kind.name]) for kind in KINDS.values())
    return tuple(board for board in found if board is not None)


def _board(place: Place, kind: Kind, tasks: list[Task]) -> Board | None:
    procedure = procedure_of(place.desk.records, kind.name)
    records: list[Common] = place.desk.records.of(kind.record)
    if procedure is None or not records:
        return None
    by_state: dict[str, list[Common]] = defaultdict(list)
    for record in records:
        by_state[record.state].append(record)
    today = place.desk.today
    return Board(
        kind=kind,
        label=place.display.kind(kind.name),
        procedure=procedure,
        columns=tuple(_column(place, state, by_state[state.name], tasks) for state in procedure.states),
        count=len(records),
        open=len(tasks),
        late=sum(task.is_late(today) for task in tasks),
        soon=sum(task.is_soon(today) for task in tasks),
    )


def _column(place: Place, state: State, records: list[Common], tasks: list[Task]) -> Column:
    cards = [task for task in tasks if task.record is not None and task.record.state == state.name]
    newest = sorted(records, key=lambda record: record.id, reverse=True)[:SHOWN]
    return Column(
        label=state.label,
        work=state.work,
        count=len(records),
        cards=turns(place, cards),
        newest=() if cards else tuple(newest),
    )
