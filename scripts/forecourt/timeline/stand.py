"""How long each record stood in each of its states, on whose desk, and against which limit (M1, M8, M9)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from forecourt.kinds.common import Common
from forecourt.kinds.procedure import Procedure, State
from forecourt.kinds.staff import Staff
from forecourt.model.record import Record, Records, World
from forecourt.money.agenda import due_day
from forecourt.money.lifecycle import procedure_of
from forecourt.money.workdays import workdays_between
from forecourt.rules.ways import leads_on
from forecourt.timeline.days import Workdays
from forecourt.timeline.papers import with_papers
from forecourt.timeline.track import GONE, Entered, Track, Tracks
from forecourt.words.text import N_, Text, text

# While the ball is with these the department's clock stands still.
OTHERS: Final = ("manufacturer", "outlet")


class Span(Struct, frozen=True, kw_only=True):
    """One state of a record, from the day it was entered to the day it was left (None: it still lasts).

    `label` is the procedure's, else the code of the state; "" and no `state` for the time after deletion.
    `who` is the name of the person who took the step, else the e-mail, "" before the commit. `workdays` are
    those after `entered` up to the day it was left, or today; they do not count on the department's clock
    where `stopped`. `waits` says that our own work is done, but others have the ball and a step leads out
    (a claim that is not paid yet). `limit` is the last day allowed, `late` the working days beyond it (0: in
    time). `at_latest`: it was entered on that day or before (see `timeline.papers`). `ended`: the day on
    which it was left is known, or it still lasts; else it has no working days and no limit.
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
    at_latest: bool
    ended: bool

    @property
    def since(self) -> Text:
        """The day on which it was entered, or that it was so by then already."""
        day = self.entered.isoformat()
        return text(N_("{day} or before"), day=day) if self.at_latest else text("{day}", day=day)

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


def _first_day(world: World, begun: date) -> date:
    """The earliest day of any approval, or that on which the history begins."""
    papers = (
        entry.at for record in world.records if isinstance(record, Common) for entry in record.approvals
    )
    return min((world.today, begun, *papers))


class _Maker:
    """Makes lines; remembers names and the calendar, which all records share."""

    def __init__(self, world: World, told: Tracks) -> None:
        self._records: Records = world.records
        self._today = world.today
        self._told = told.by_id
        people = world.records.of(Staff)
        self._names = {person.id.casefold(): person.title for person in people} | {
            email.casefold(): person.title for person in people for email in person.emails
        }
        days = (entered.day for track in told.by_id.values() for entered in track.entered)
        self._begun = min(days, default=world.today)
        self._workdays = Workdays(_first_day(world, self._begun), world.today)

    def line(self, id: str) -> Line:
        track = self._told.get(id)
        record = self._records.get(id)
        known = record or track
        kind, shown = ("", id) if known is None else (known.kind, known.id)
        steps = [
            *with_papers(
                [*self._steps(track, record, id)], record, procedure_of(self._records, kind), self._begun
            )
        ]
        spans = (
            self._span(kind, record, step, following)
            for step, following in zip(steps, [*steps[1:], None], strict=True)
        )
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

    def _span(self, kind: str, record: Record | None, step: Entered, following: Entered | None) -> Span:
        procedure = procedure_of(self._records, kind)
        state = None if procedure is None else procedure.state_named(step.state)
        left = None if following is None else following.day
        end = left or self._today
        ended = following is None or _follows(procedure, step, following)
        limit = None
        if state is not None and record is not None and state.work == "open" and ended:
            # Old versions' day fields are not read: a limit is judged by what the record says now.
            limit = due_day(state, record, step.day)
        return Span(
            name=step.state,
            label=step.state if state is None else state.label,
            state=state,
            entered=step.day,
            left=left,
            who=self._names.get((step.by or step.email).casefold(), step.by or step.email),
            commit=step.commit,
            workdays=self._workdays.between(step.day, end) if ended else 0,
            ball="" if state is None else state.ball,
            stopped=state is not None and state.ball in OTHERS,
            waits=procedure is not None and state is not None and _waits(procedure, state),
            limit=limit,
            late=None if limit is None else max(workdays_between(limit, end), 0),
            at_latest=step.at_latest,
            ended=ended,
        )


def _follows(procedure: Procedure | None, step: Entered, following: Entered) -> bool:
    """Whether the day on which a state was left is known: Git's next step, else a paper's declared one."""
    if following.at_latest:
        return False
    return not following.by or (
        procedure is not None
        and any(step.state in one.from_ and one.to == following.state for one in procedure.steps)
    )


def _waits(procedure: Procedure, state: State) -> bool:
    return state.work == "done" and state.ball in OTHERS and leads_on(procedure, state.name)
