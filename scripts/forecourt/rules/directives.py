"""Rules about the manufacturer's directives: what answers them (M8, W3.1)."""

from collections.abc import Iterator
from typing import Final

from forecourt.kinds.directive import Directive
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.money.workdays import workdays_between
from forecourt.rules import sums
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text

# A report or a price check is answered by the reply itself, which the procedure asks for as evidence.
ANSWERED_BY_WORK: Final = ("direction", "event", "press")


@code("DV02", Severity.WARNING)
def reply_overdue(directive: Directive, sight: Sight) -> Iterator[Problem]:
    """The day on which the manufacturer wants an answer is over, and no reply is noted.

    Answers in time are counted, for the appraisal and by the manufacturer (M8, W3.1).
    """
    if directive.replied_on is None and directive.due_on < sight.today and sight.is_open(directive):
        yield Problem(
            code="DV02",
            field="due_on",
            message=text(
                N_("An answer was due on {day}, {days} working day(s) ago, and no reply is noted"),
                day=directive.due_on,
                days=workdays_between(directive.due_on, sight.today),
            ),
            hint=text(N_('Answer today and write "replied_on"; tell the manufacturer why it is late')),
        )


@code("DV01", Severity.WARNING)
def closed_without_answer(directive: Directive, sight: Sight) -> Iterator[Problem]:
    """A directive that wants a direction, an event or articles is closed, and nothing answers it.

    The manufacturer asks what was made of it (M5, M6, M8); at the end of the year nobody remembers. Not
    judged while some record cannot be read: it may be the answer.
    """
    if directive.type not in ANSWERED_BY_WORK or sight.is_open(directive) or not sight.is_live(directive):
        return
    is_answered = bool(directive.answered_by) or directive.id.casefold() in sums.market(sight).answered
    if not is_answered and not sight.records.unreadable:
        yield Problem(
            code="DV01",
            field="state",
            message=text(N_("It is closed, and no plan, article or event answers it")),
            hint=text(N_('Name it below "answered_by", or in the record that answers it')),
        )
