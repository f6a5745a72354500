"""Rules about tasks: their days (M13)."""

from collections.abc import Iterator

from forecourt.kinds.task import Task
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.unread import readable
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text


@code("TK01")
def due_before_given(task: Task, sight: Sight) -> Iterator[Problem]:
    """A task is due, done, or worked on before it was given.

    Such a day makes it overdue at once, or done in no time; one of the days is wrong (M13).
    """
    days = [("due_on", task.due_on), ("done_on", task.done_on)]
    days += [(f"progress.{place}.at", row.at) for place, row in readable(task.progress, "at")]
    for field, day in days:
        if day is not None and day < task.given_on:
            yield Problem(
                code="TK01",
                field=field,
                message=text(
                    N_("{day} lies before {given}, when it was given"), day=day, given=task.given_on
                ),
                hint=text(N_("Correct the day that is wrong")),
            )


@code("TK02", Severity.WARNING)
def done_without_word(task: Task, sight: Sight) -> Iterator[Problem]:
    """A task is over its day, it is not done, and nothing has been written about it since that day (M13).

    Whoever gave it wants to know before the day, not after it: a line below "progress" says how far it is and
    when it will be done.
    """
    last = max((row.at for _, row in readable(task.progress, "at")), default=None)
    is_late = sight.is_open(task) and task.done_on is None and task.due_on < sight.today
    if is_late and (last is None or last <= task.due_on):
        yield Problem(
            code="TK02",
            field="due_on",
            message=text(N_("It was due on {due}, and nobody has written how far it is"), due=task.due_on)
            if last is None
            else text(
                N_("It was due on {due}, and the last word about it is of {last}"), due=task.due_on, last=last
            ),
            hint=text(N_('Add a line below "progress", or finish it')),
        )
