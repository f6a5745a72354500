"""What is overdue and what is due soon, in working days (M8, M9, A3)."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from forecourt.kinds.fields import slots_of
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.procedure import State
from forecourt.kinds.programme import Programme
from forecourt.kinds.table import KINDS
from forecourt.model.months import Month
from forecourt.model.record import Record, World
from forecourt.money.lifecycle import counts_in, procedure_of, state_of, work_of
from forecourt.money.workdays import Posting, add_workdays, is_provisional, posting, workdays_between
from forecourt.words.text import N_

ENTERED: Final = "entered"
PLAN: Final = "plan"
READY: Final = "ready"
POSTING: Final = "posting"
LABELS: Final = {
    ENTERED: N_("State entered on"),
    PLAN: N_("The plan of the month is handed in"),
    READY: N_("The three volumes are ready"),
    POSTING: N_("The three volumes are posted"),
}
# When each record, by its id without case, came into its state, as far as anybody knows.
Entered = Mapping[str, date]
UNKNOWN: Final[Entered] = MappingProxyType({})


class Due(Struct, frozen=True, kw_only=True):
    """Something due on `day`: a record in a state with a limit, or the plan or volumes of `month` (record
    None).

    `field` is the day field that the limit counts from ("entered": the day on which the state was entered,
    "plan" for a plan, "ready" or "posting" for volumes), `label` its catalogue source string. `workdays` are
    working days from today, negative when the day is past. `ball` is who must act. `provisional`: the day
    lies in a year, or before one, whose calendar is not published.
    """

    record: Record | None
    state: State | None
    month: Month | None
    field: str
    label: str
    day: date
    workdays: int
    ball: str
    provisional: bool


class Agenda(Struct, frozen=True, kw_only=True):
    """What is past its day and what comes within the next working days, each by day."""

    overdue: tuple[Due, ...]
    soon: tuple[Due, ...]


def agenda(world: World, within: int = 10, entered: Entered = UNKNOWN) -> Agenda:
    """Everything that is overdue today or due within that many working days.

    `entered` (from Git's history) lets limits count that have no day field of their own.
    """
    due = sorted((*dues_of_records(world, entered), *_of_plans(world), *_of_volumes(world)), key=_order)
    return Agenda(
        overdue=tuple(item for item in due if item.day < world.today),
        soon=tuple(item for item in due if item.day >= world.today and item.workdays <= within),
    )


def due_day(state: State, record: Record, entered: date | None = None) -> date | None:
    """The last day in `state`: its `limit_days` working days after the day that they count from, or None.

    That is the record's day field `limit_from`, or without one the day on which the state was entered.
    """
    if state.limit_days is None:
        return None
    start = getattr(record, state.limit_from, None) if state.limit_from else entered
    return add_workdays(start, state.limit_days) if isinstance(start, date) else None


def dues_of_records(world: World, entered: Entered = UNKNOWN) -> Iterator[Due]:
    """The limit of every record that is in an open state with one, however far away its day is."""
    for record in world.records:
        state = state_of(world.records, record)
        if state is None or state.work != "open":
            continue
        day = due_day(state, record, entered.get(record.id.casefold()))
        if day is not None:
            field = state.limit_from or ENTERED
            yield Due(
                record=record,
                state=state,
                month=getattr(record, "month", None),
                field=field,
                label=LABELS[ENTERED] if field == ENTERED else label_of(record, field),
                day=day,
                workdays=workdays_between(world.today, day),
                ball=state.ball,
                provisional=is_provisional(day.year),
            )


def label_of(record: Record, attribute: str) -> str:
    """The label of a record's field (catalogue source string), the field's own name when it has none."""
    return _labels(record.kind).get(attribute, attribute)


@cache
def _labels(kind: str) -> Mapping[str, str]:
    return {slot.attribute: slot.spec.label for slot in slots_of(KINDS[kind].record)}


def _of_plans(world: World) -> Iterator[Due]:
    """The plans of this month and the next that are not handed in, by the programme of the month before.

    The manufacturer wants each on a day of the month before (A3), the last where that month is too short.
    """
    plans = {plan.month: plan for plan in world.records.of(MonthPlan)}
    law = procedure_of(world.records, "month")
    this_month = Month.of(world.today)
    for month in (this_month, this_month.plus(1)):
        before, plan = plans.get(month.plus(-1)), plans.get(month)
        programme = None if before is None else world.records.find(Programme, before.programme)
        is_in = plan is not None and law is not None and counts_in(law, plan.state)
        if before is None or programme is None or is_in:
            continue
        last = before.month.last_day
        yield _of_month(PLAN, month, last.replace(day=min(last.day, programme.plan_due_day)), world.today)


def _of_volumes(world: World) -> Iterator[Due]:
    """The volumes of this month, and of earlier months whose record does not say that its work is over."""
    this_month = Month.of(world.today)
    for plan in world.records.of(MonthPlan):
        programme = world.records.find(Programme, plan.programme)
        is_over = work_of(world.records, plan) in ("done", "cancelled")
        if plan.month <= this_month and programme is not None and not is_over:
            yield from _of_volumes_of(plan.month, posting(programme, plan.month), world.today)


def _of_volumes_of(month: Month, deadline: Posting, today: date) -> Iterator[Due]:
    for field, day in ((READY, deadline.ready_on), (POSTING, deadline.day)):
        if field == READY and deadline.day < today:
            continue  # once posting is late, that they had to be ready for it tells nobody anything
        yield _of_month(field, month, day, today, provisional=deadline.provisional)


def _of_month(field: str, month: Month, day: date, today: date, *, provisional: bool = False) -> Due:
    return Due(
        record=None,
        state=None,
        month=month,
        field=field,
        label=LABELS[field],
        day=day,
        workdays=workdays_between(today, day),
        ball="us",
        provisional=provisional,
    )


def _order(due: Due) -> tuple[date, str, str]:
    return (due.day, "" if due.record is None else due.record.id, due.field)
