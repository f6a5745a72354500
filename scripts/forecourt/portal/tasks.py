"""Who must do what next, by when: every open record with the people who can bring it on (M1, M8, M12, A3).

Whose turn it is follows from the procedure alone. While the ball is with the manufacturer or an outlet, the
owner waits and chases. Otherwise a record that lacks something for its next step waits for its owner, and one
that lacks nothing (or whose ball is with management) for whoever may take that step.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from forecourt.kinds.common import Common
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.procedure import State
from forecourt.kinds.staff import Staff
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.agenda import Due, agenda, dues_of_records
from forecourt.money.workdays import workdays_between
from forecourt.portal.desk import Desk
from forecourt.steps.ways import Way, ways
from forecourt.timeline.stand import OTHERS, entered_days

WITHIN: Final = 10
NEVER: Final = date.max


class Task(Struct, frozen=True, kw_only=True):
    """One piece of open work: a record, or with None the plan or the three volumes of `month`, as `due` says.

    `actors` are ids of the people whose turn it is, none when nobody can act; `waits` says that they can only
    chase others. `since` is the day on which the record came into its state by Git's history (None: no
    history tells), `workdays` the working days since. `way` is the next step forward, None when none is
    declared.
    """

    record: Common | None
    month: Month | None
    owner: str
    state: State | None
    due: Due | None
    since: date | None
    workdays: int
    way: Way | None
    actors: tuple[str, ...]
    waits: bool

    @property
    def is_own(self) -> bool:
        """Whether its owner is among those whose turn it is."""
        return self.owner in self.actors

    def is_late(self, today: date) -> bool:
        """Whether its day is past."""
        return self.due is not None and self.due.day < today

    def is_soon(self, today: date) -> bool:
        """Whether it is due today or within the next working days."""
        return self.due is not None and self.due.day >= today and self.due.workdays <= WITHIN


class Duties(Struct, frozen=True, kw_only=True):
    """The tasks of one person, in parts: past their day, due soon, to be waited for, all others."""

    late: tuple[Task, ...]
    soon: tuple[Task, ...]
    waiting: tuple[Task, ...]
    later: tuple[Task, ...]


def tasks_of(desk: Desk) -> tuple[Task, ...]:
    """All open work, the nearest day first."""
    found = (*_of_records(desk), *_of_months(desk))
    return tuple(sorted(found, key=_order))


def duties_of(tasks: Iterable[Task], person: str, today: date) -> Duties:
    """The tasks of one person; what only waits for others is late too once its day is past."""
    own = [task for task in tasks if person in task.actors]
    mine = [task for task in own if not task.waits or task.is_late(today)]
    return Duties(
        late=tuple(task for task in mine if task.is_late(today)),
        soon=tuple(task for task in mine if task.is_soon(today)),
        waiting=tuple(task for task in own if task.waits and not task.is_late(today)),
        later=tuple(task for task in mine if not task.is_late(today) and not task.is_soon(today)),
    )


def waited_for(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """What its owner cannot bring on himself, the longest wait first."""
    found = [task for task in tasks if task.record is not None and (task.waits or not task.is_own)]
    return tuple(sorted(found, key=lambda task: (task.since or NEVER, _order(task))))


def open_ways(desk: Desk, record: Common) -> tuple[Way, ...]:
    """The steps that are open for a record; who wrote it is Git's to know and not asked here."""
    return tuple(ways(desk.law, record, frozenset(), desk.sight))


def next_way(found: Iterable[Way]) -> Way | None:
    """Of the open steps, the first that leads on."""
    return next((way for way in found if way.forward), None)


def _of_records(desk: Desk) -> Iterator[Task]:
    dues = _dues(desk)
    for record in desk.records:
        state = desk.sight.state(record)
        if not isinstance(record, Common) or state is None or state.work != "open":
            continue
        way = next_way(open_ways(desk, record))
        line = desk.inputs.lines.get(record.id.casefold())
        since = None if line is None else line.now.entered
        yield Task(
            record=record,
            month=getattr(record, "month", None),
            owner=_known(desk.records, record.owner),
            state=state,
            due=dues.get(record.id.casefold()),
            since=since,
            workdays=0 if since is None else workdays_between(since, desk.today),
            way=way,
            actors=_actors(desk.records, record, state, way),
            waits=state.ball in OTHERS,
        )


def _dues(desk: Desk) -> Mapping[str, Due]:
    entered = entered_days(desk.inputs.lines)
    dues = dues_of_records(desk.inputs.world, entered)
    return {due.record.id.casefold(): due for due in dues if due.record is not None}


def _actors(records: Records, record: Common, state: State, way: Way | None) -> tuple[str, ...]:
    owner = _known(records, record.owner)
    if state.ball in OTHERS or way is None:
        return (owner,)
    able = tuple(person.id for person in way.able)
    if state.ball == "us" and (way.missing or owner in able):
        return (owner,)
    return able


def _of_months(desk: Desk) -> Iterator[Task]:
    """Each month's plan and the posting of its volumes: the owner of the month's plan answers for them, and
    who has the plan of the month before for one that nobody has begun.
    """
    owners = {plan.month: plan.owner for plan in desk.records.of(MonthPlan)}
    plan = agenda(desk.inputs.world, within=WITHIN)
    for due in (*plan.overdue, *plan.soon):
        if due.record is None and due.month is not None:
            owner = _known(desk.records, owners.get(due.month) or owners[due.month.plus(-1)])
            yield Task(
                record=None,
                month=due.month,
                owner=owner,
                state=None,
                due=due,
                since=None,
                workdays=0,
                way=None,
                actors=(owner,),
                waits=False,
            )


def _known(records: Records, id: str) -> str:
    """The id as the person's own record writes it."""
    person = records.find(Staff, id)
    return id if person is None else person.id


def _order(task: Task) -> tuple[date, date, str]:
    return (
        task.due.day if task.due else NEVER,
        task.since or NEVER,
        task.record.id if task.record else "",
    )
