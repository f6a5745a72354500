"""A task: what somebody asked for, by when, and what came of it (M13, M8, A14)."""

from datetime import date

from forecourt.kinds.common import Common, Kind
from forecourt.kinds.fields import Choice, Day, Line, ListOf, Ref, may, need
from forecourt.model.record import Group
from forecourt.model.vocabulary import TASK_ORIGINS
from forecourt.words.text import N_


class Progress(Group, frozen=True, kw_only=True):
    """What was done on a day."""

    at: date = need(Day(), N_("Day"))
    what: str = need(Line(), N_("What was done"))


class Task(Common, frozen=True, kw_only=True):
    """One task; its owner is who does it."""

    origin: str = need(Choice(TASK_ORIGINS), N_("Where it comes from"))
    given_by: str = need(Ref(("staff",)), N_("Given by"))
    given_on: date = need(Day(), N_("Given on"))
    due_on: date = need(Day(), N_("Due on"))
    record: str | None = may(Ref(), N_("Record that it is about"))
    progress: tuple[Progress, ...] = may(ListOf(Progress), N_("Progress"))
    done_on: date | None = may(Day(), N_("Done on"))
    result: str | None = may(Line(), N_("Result of the task"))
    reason: str | None = may(Line(), N_("Reason"), N_("Why it was given back or cancelled"))


KIND = Kind(
    name="task",
    prefix="TASK",
    label=N_("Task"),
    record=Task,
    folder="content/tasks",
    duties=("M13", "M8", "A14"),
)
