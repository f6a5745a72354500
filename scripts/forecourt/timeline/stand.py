"""How long each record stood in each of its states, on whose desk, and against which limit (M1, M8, M9)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from forecourt.kinds.procedure import Procedure, State
from forecourt.kinds.staff import Staff
from forecourt.model.record import Record, Records, World
from forecourt.money.agenda import due_day
from forecourt.money.lifecycle import procedure_of
from forecourt.money.workdays import workdays_between
from forecourt.timeline.days import Workdays
from forecourt.timeline.track import GONE, Entered, Track, Tracks

# While the ball is with these the department's clock stands still.
OTHERS: Final = ("manufacturer", "outlet")


class Span(Struct, frozen=True, kw_only=True):
    """One state of a record, from the day it was entered to the day it was left (None: it still lasts).

    `label` is the procedure's, else the code of the state; "" and no `state` for the time after deletion.
    `who` is the name of the person who took the step, else the e-mail, "" before the commit. `workdays` are
    those after `entered` up to the day it was left, or today; they do not count on the department's clock
    where `stopped`. `waits` says that our own work is done, but others have the ball and a step leads out
    (a claim that is not paid yet). `limit` is the last day allowed, `late` the working days beyond it (0: in
    time).
    """

    name: str
    label: str
    state: State | None
    entered: date
    left: date | None
    who: str
    commit: str
    workdays: int
    ball: str
    stopped: bool
    waits: bool
    limit: date | None
    late: int | None

    @property
    def is_over(self) -> bool:
        """Whether nobody has any work in this state: done and not waiting, cancelled or deleted."""
        if self.state is None:
            return self.name == GONE
        return self.state.work != "open" and not self.waits


class Line(Struct, frozen=True, kw_only=True):
    """All that history tells of one record: `record` None when its file is deleted or cannot be read now."""

    id: str
    kind: str
    record: Record | None
    spans: tuple[Span, ...]

    @property
    def now(self) -> Span:
        """The state in which the record is."""
        return self.spans[-1]

    def workdays(self, *, stopped: bool) -> int:
        """Working days on the department's clock, or those in which it stood still, until work was over."""
        return sum(span.workdays for span in self.spans if span.stopped is stopped and not span.is_over)


def lines(world: World, told: Tracks) -> Mapping[str, Line]:
    """The line of every record that history or the work tree knows, by id without case."""
    made = _Maker(world, told)
    ids = dict.fromkeys((*told.by_id, *(record.id.casefold() for record in world.records)))
    return {id: made.line(id) for id in ids}


def entered_days(lines: Mapping[str, Line]) -> Mapping[str, date]:
    """When each record came into its present state, for `money.agenda`."""
    return {id: line.now.entered for id, line in lines.items()}


class _Maker:
    """Makes lines; remembers procedures, names and the calendar, which all records share."""

    def __init__(self, world: World, told: Tracks) -> None:
        self._records: Records = world.records
        self._today = world.today
        self._told = told.by_id
        self._names = {
            email.casefold(): person.title for person in world.records.of(Staff) for email in person.emails
        }
        days = [entered.day for track in told.by_id.values() for entered in track.entered]
        self._workdays = Workdays(min(days, default=world.today), world.today)
        self._procedures: dict[str, Procedure | None] = {}

    def line(self, id: str) -> Line:
        track = self._told.get(id)
        record = self._records.get(id)
        known = record or track
        kind, shown = ("", id) if known is None else (known.kind, known.id)
        steps = [*self._steps(track, record, id)]
        ends = [*(step.day for step in steps[1:]), None]
        spans = (self._span(kind, record, step, end) for step, end in zip(steps, ends, strict=True))
        return Line(id=shown, kind=kind, record=record, spans=tuple(spans))

    def _steps(self, track: Track | None, record: Record | None, id: str) -> Iterator[Entered]:
        """What history tells, and the state that stands in the work tree and in no commit."""
        known = () if track is None else track.entered
        yield from known
        last = known[-1].state if known else None
        now = self._state_now(record, id, last)
        if now != last and now is not None:
            yield Entered(state=now, day=self._today, email="", commit="")

    def _state_now(self, record: Record | None, id: str, last: str | None) -> str | None:
        if record is not None:
            return record.state
        return last if id in self._records.unreadable else GONE

    def _span(self, kind: str, record: Record | None, step: Entered, left: date | None) -> Span:
        procedure = self._procedure(kind)
        state = None if procedure is None else procedure.state_named(step.state)
        end = left or self._today
        limit = None
        if state is not None and record is not None and state.work == "open":
            # Old versions' day fields are not read: a limit is judged by what the record says now.
            limit = due_day(state, record, step.day)
        return Span(
            name=step.state,
            label=step.state if state is None else state.label,
            state=state,
            entered=step.day,
            left=left,
            who=self._names.get(step.email.casefold(), step.email),
            commit=step.commit,
            workdays=self._workdays.between(step.day, end),
            ball="" if state is None else state.ball,
            stopped=state is not None and state.ball in OTHERS,
            waits=procedure is not None and state is not None and _waits(procedure, state),
            limit=limit,
            late=None if limit is None else max(workdays_between(limit, end), 0),
        )

    def _procedure(self, kind: str) -> Procedure | None:
        if kind not in self._procedures:
            self._procedures[kind] = procedure_of(self._records, kind)
        return self._procedures[kind]


def _waits(procedure: Procedure, state: State) -> bool:
    leads_out = any(state.name in step.from_ and step.to != state.name for step in procedure.steps)
    return state.work == "done" and state.ball in OTHERS and leads_out
