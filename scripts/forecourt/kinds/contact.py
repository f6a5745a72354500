"""A contact with an outlet: who of us spoke with whom there, about what, what is still to do (M4)."""

from datetime import date

from forecourt.kinds.common import Common, Kind
from forecourt.kinds.fields import Choice, Day, Line, ListOf, Ref, YesNo, may, need
from forecourt.model.vocabulary_contacts import CONTACT_WAYS, COUNTERPARTS
from forecourt.words.text import N_


class Contact(Common, frozen=True, kw_only=True):
    """One contact; the title is its subject.

    Whom we spoke with is a role: no name, no number, no address of a journalist is kept (domain 2.16).
    """

    day: date = need(Day(), N_("Day of the contact"))
    outlet: str = need(Ref(("outlet",)), N_("Outlet"))
    by: str = need(Ref(("staff",)), N_("Who of us"))
    way: str = need(Choice(CONTACT_WAYS), N_("Way of contact"))
    counterpart: str = need(
        Choice(COUNTERPARTS), N_("Whom at the outlet"), N_("The role alone: no name, no number")
    )
    they_asked: bool | None = may(YesNo(), N_("They asked us something"))
    answered_on: date | None = may(Day(), N_("Answered on"))
    outcome: str | None = may(Line(), N_("Result of the contact"))
    next_action: str | None = may(Line(), N_("What comes next"))
    next_on: date | None = may(Day(), N_("Next by"))
    about: tuple[str, ...] = may(
        ListOf(Ref(("press", "event", "ad", "directive"))),
        N_("About"),
        N_("Articles, events, ads, directives"),
    )


KIND = Kind(
    name="contact",
    prefix="MC",
    label=N_("Media contact"),
    record=Contact,
    folder="content/contacts",
    duties=("M4", "A6", "S4"),
)
