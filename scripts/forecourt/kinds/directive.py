"""What the manufacturer asks for, with the day it is due (M8, W3.1)."""

from datetime import date

from forecourt.kinds.common import Common, Kind
from forecourt.kinds.fields import Choice, Day, Line, ListOf, MonthField, Ref, may, need
from forecourt.model.months import Month
from forecourt.model.vocabulary import DIRECTIVE_TYPES
from forecourt.words.text import N_


class Directive(Common, frozen=True, kw_only=True):
    """One request of the manufacturer."""

    type: str = need(Choice(DIRECTIVE_TYPES), N_("Directive type"))
    month: Month = need(MonthField(), N_("For month"))
    sender: str = need(Line(), N_("Sent by"), N_("The manufacturer's office, not a person"))
    received_on: date = need(Day(), N_("Received on"))
    due_on: date = need(Day(), N_("Due on"))
    replied_on: date | None = may(Day(), N_("Replied on"))
    asks: tuple[str, ...] = need(ListOf(Line(), least=1), N_("What is asked"))
    answered_by: tuple[str, ...] = may(ListOf(Ref()), N_("Answered by"), N_("Plans, articles or events"))


KIND = Kind(
    name="directive",
    prefix="DIR",
    label=N_("Manufacturer's directive"),
    record=Directive,
    folder="content/directives",
    duties=("M5", "M6", "M8", "W3.1"),
)
