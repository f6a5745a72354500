"""Rules about days: their order, their month, and what cannot have happened yet (M8, M9)."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.archive import Archive
from forecourt.kinds.claim import Claim
from forecourt.kinds.common import Common
from forecourt.kinds.contact import Contact
from forecourt.kinds.delegation import Delegation
from forecourt.kinds.directive import Directive
from forecourt.kinds.event import Event
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.press import Press
from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.programme import Programme
from forecourt.kinds.showroom import Showroom
from forecourt.kinds.staff import Staff
from forecourt.kinds.survey import Survey
from forecourt.kinds.task import Task
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.unread import is_read, readable
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

# Fields of a period's first and last day.
PERIODS: Final[dict[type[Common], tuple[str, str]]] = {
    Ad: ("flight_start", "flight_end"),
    Event: ("starts_on", "ends_on"),
    Archive: ("ran_from", "ran_to"),
    Programme: ("effective_from", "effective_to"),
    Staff: ("joined_on", "left_on"),
    Delegation: ("valid_from", "valid_to"),
}
# Days that say that something has happened.
FACTS: Final[dict[type[Common], tuple[str, ...]]] = {
    Ad: ("copy_approved_on", "contract_signed_on", "published_on", "invoice_on", "paid_on"),
    Press: ("published_on", "contract_signed_on", "invoice_on", "paid_on"),
    Task: ("done_on",),
    Contact: ("day", "answered_on"),
    Survey: ("surveyed_on",),
    Showroom: ("checked_on",),
    PrintJob: ("sealed_on", "contract_signed_on", "delivered_on", "inspected_on", "invoice_on", "paid_on"),
    Directive: ("received_on", "replied_on"),
    Archive: ("ran_to", "archived_on"),
    Claim: ("sent_on", "postmark_on", "received_on", "audited_on", "credited_on"),
}


@code("TM01")
def ends_before_it_begins(record: Common, sight: Sight) -> Iterator[Problem]:
    """A period ends before it begins: a flight, an event, a rate card, a programme, somebody's time on the
    staff.
    """
    for where, holder, first, last in _periods(record):
        start, end = getattr(holder, first), getattr(holder, last)
        if start is not None and end is not None and end < start:
            yield Problem(
                code="TM01",
                field=where + last,
                message=text(N_("The end {end} lies before the beginning {start}"), end=end, start=start),
                hint=text(N_("Correct {first} or {last}"), first=first, last=last),
            )


@code("TM02", Severity.WARNING)
def outside_its_month(record: Ad | Event | Press, sight: Sight) -> Iterator[Problem]:
    """No day of an ad's flight or of an event lies in the record's activity month, nor does an article's day.

    Its money and its points then count in another month than the one in which it ran. A flight over several
    months is fine as long as it touches its own.
    """
    first, last = PERIODS.get(type(record), ("published_on", "published_on"))
    start, end = getattr(record, first), getattr(record, last)
    if start is None or not start <= end:
        return
    if end < record.month.first_day or start > record.month.last_day:
        yield Problem(
            code="TM02",
            field=first,
            message=_outside(start, end, str(record.month)),
            hint=text(N_("Correct the days, or the month")),
        )


def _outside(start: date, end: date, month: str) -> Text:
    if start == end:
        return text(N_("{day} lies outside of {month}"), day=start, month=month)
    return text(N_("{start} to {end} lies outside of {month}"), start=start, end=end, month=month)


@code("TM03")
def copy_deadline_too_late(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The copy deadline lies after the start of the flight.

    The outlet needs the artwork before it can run (M9).
    """
    if ad.copy_deadline > ad.flight_start:
        yield _order(
            "TM03",
            "copy_deadline",
            N_("The copy deadline {later} lies after the start of the flight, {earlier}"),
            (ad.copy_deadline, ad.flight_start),
        )


@code("TM04")
def report_before_end(event: Event, sight: Sight) -> Iterator[Problem]:
    """The report of an event is due before the event ends.

    Nobody can report on what still goes on; set the day after the last day of the event (A4).
    """
    if event.report_due < event.ends_on:
        yield _order(
            "TM04",
            "report_due",
            N_("The report is due on {earlier}, before the event ends on {later}"),
            (event.ends_on, event.report_due),
        )


@code("TM05")
def due_before_received(directive: Directive, sight: Sight) -> Iterator[Problem]:
    """What the manufacturer asks is due before it was received (M8)."""
    if directive.due_on < directive.received_on:
        yield _order(
            "TM05",
            "due_on",
            N_("It is due on {earlier}, but was received on {later} only"),
            (directive.received_on, directive.due_on),
        )


@code("TM06")
def replied_before_received(directive: Directive, sight: Sight) -> Iterator[Problem]:
    """The reply to the manufacturer is older than the request (M8)."""
    if directive.replied_on is not None and directive.replied_on < directive.received_on:
        yield _order(
            "TM06",
            "replied_on",
            N_("It was replied to on {earlier}, but received on {later} only"),
            (directive.received_on, directive.replied_on),
        )


@code("TM07")
def not_happened_yet(record: Common, sight: Sight) -> Iterator[Problem]:
    """A day that tells what has happened lies in the future: published, signed, paid, approved, replied,
    archived.

    Plans have days of their own (flight, due); these fields are filled in when it has happened. Today is
    the calendar's day, or the one that the dealership record pins.
    """
    for field, day in _facts(record):
        if day is not None and is_read(day) and day > sight.today:
            yield Problem(
                code="TM07",
                field=field,
                message=text(N_("{day} has not come yet; today is {today}"), day=day, today=sight.today),
                hint=text(N_("Correct the day, or leave it empty until it has happened")),
            )


@code("TM08", Severity.WARNING)
def contract_after_start(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The contract was signed after the ad had started to run.

    Advertising contracts are made in writing (Advertising Law art. 30), and before anything runs.
    """
    if ad.contract_signed_on is not None and ad.contract_signed_on > ad.flight_start:
        yield _order(
            "TM08",
            "contract_signed_on",
            N_("The contract was signed on {later}, after the flight had started on {earlier}"),
            (ad.contract_signed_on, ad.flight_start),
        )


def _order(id: str, field: str, message: str, days: tuple[date, date]) -> Problem:
    """The problem that the first of `days` is later than the second."""
    later, earlier = days
    return Problem(
        code=id,
        field=field,
        message=text(message, later=later, earlier=earlier),
        hint=text(N_("Correct the day that is wrong")),
    )


def _periods(record: Common) -> Iterator[tuple[str, Any, str, str]]:
    """Every period of the record: prefix of its fields, the block that holds them, their names."""
    if isinstance(record, Outlet):
        for index, rate in readable(record.rates, "valid_from", "valid_to"):
            yield f"rates.{index}.", rate, "valid_from", "valid_to"
    elif isinstance(record, Survey):
        for index, car in readable(record.cars, "valid_from", "valid_to"):
            yield f"cars.{index}.", car, "valid_from", "valid_to"
    elif type(record) in PERIODS:
        yield "", record, *PERIODS[type(record)]


def _facts(record: Common) -> Iterator[tuple[str, date | None]]:
    for field in FACTS.get(type(record), ()):
        yield field, getattr(record, field)
    for index, run in readable(record.ran) if isinstance(record, Ad) else ():
        yield f"ran.{index}.day", run.day
    yield from _event_facts(record) if isinstance(record, Event) else _nested(record)
    for index, approval in readable(record.approvals):
        yield f"approvals.{index}.at", approval.at
    for index, item in readable(record.evidence):
        yield f"evidence.{index}.taken_on", item.taken_on


def _nested(record: Common) -> Iterator[tuple[str, date | None]]:
    """Days within the lists of a task or of a showroom check."""
    for index, row in readable(record.progress) if isinstance(record, Task) else ():
        yield f"progress.{index}.at", row.at
    for index, item in readable(record.items) if isinstance(record, Showroom) else ():
        yield f"items.{index}.rechecked_on", item.rechecked_on
    for index, one in readable(record.displays) if isinstance(record, Showroom) else ():
        yield f"displays.{index}.taken_down_on", one.taken_down_on


def _event_facts(event: Event) -> Iterator[tuple[str, date | None]]:
    for index, one in readable(event.purchases):
        for field in ("contract_signed_on", "invoice_on", "paid_on"):
            yield f"purchases.{index}.{field}", getattr(one, field)
    for index, helper in readable(event.helpers):
        yield f"helpers.{index}.agreed_on", helper.agreed_on
        yield f"helpers.{index}.confirmed_on", helper.confirmed_on
    for index, row in readable(event.assignments):
        yield f"assignments.{index}.done_on", row.done_on
    for index, permit in readable(event.permits):
        yield f"permits.{index}.granted_on", permit.granted_on
