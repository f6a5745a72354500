"""Rules about media relations: silence that lasts too long, questions that wait, days (M4)."""

from collections.abc import Iterator

from forecourt.kinds.contact import Contact
from forecourt.kinds.outlet import Outlet
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.money.contacts import answer_due
from forecourt.rules import sums
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text


@code("MR01", Severity.WARNING)
def not_in_touch(outlet: Outlet, sight: Sight) -> Iterator[Problem]:
    """An outlet has a rhythm of contacts ("contact_every", in calendar days), and the last one is longer ago.

    Outlets that are no longer used are not looked at (M4).
    """
    relation = sums.market(sight).relations.get(outlet.id.casefold())
    if relation is None or outlet.contact_every is None or _is_hidden(sight):
        return
    hint = text(N_("Get in touch and note it: ./forecourt new contact; or change the rhythm"))
    if relation.days is None:
        message = text(N_("Nobody has noted a contact with {outlet} yet"), outlet=outlet.title)
        yield Problem(code="MR01", field="contact_every", message=message, hint=hint)
    elif relation.days > outlet.contact_every:
        yield Problem(
            code="MR01",
            field="contact_every",
            message=text(
                N_("The last contact with {outlet} was {days} days ago; it should be every {every} days"),
                outlet=outlet.title,
                days=relation.days,
                every=outlet.contact_every,
            ),
            hint=hint,
        )


def _is_hidden(sight: Sight) -> bool:
    """Whether a contact that cannot be read may be the last one."""
    return any(sight.is_hidden("contact", attribute) for attribute in ("outlet", "day", "state"))


@code("MR02", Severity.WARNING)
def question_waits(contact: Contact, sight: Sight) -> Iterator[Problem]:
    """Somebody of the press asked us something and has no answer after 2 working days.

    Papers close the same week; whoever gets no answer asks the competitor (M4: answer time).
    """
    if contact.answered_on is not None or not sight.is_live(contact):
        return
    due = answer_due(contact)
    if due is None or due >= sight.today:
        return
    yield Problem(
        code="MR02",
        field="they_asked",
        message=text(N_("They asked on {day} and have no answer yet"), day=contact.day),
        hint=text(N_('Answer, then write "answered_on"')),
    )


@code("MR03")
def before_the_contact(contact: Contact, sight: Sight) -> Iterator[Problem]:
    """The answer, or what comes next, lies before the day of the contact (M4)."""
    for field in ("answered_on", "next_on"):
        day = getattr(contact, field)
        if day is not None and day < contact.day:
            yield Problem(
                code="MR03",
                field=field,
                message=text(N_("{day} lies before the contact on {contact}"), day=day, contact=contact.day),
                hint=text(N_("Correct the day that is wrong")),
            )
