"""Rules about what a print job's papers say of each other: days, makers, pieces, use (W1.2, W2.1)."""

from collections.abc import Iterator
from typing import Final

from forecourt.kinds.event import Event
from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.staff import Staff
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import format_yuan
from forecourt.model.unread import is_read, readable
from forecourt.model.vocabulary import DEPARTMENTS
from forecourt.money.names import is_decided, name_key
from forecourt.rules.order import Dated, out_of_order
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text


@code("PJ13", Severity.WARNING)
def invoice_beyond_good_pieces(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """The invoice is higher than price of one × good pieces + fee, although the contract would hold it.

    Rejected and missing pieces are not paid: print is settled on the actual number (domain 2.11). Told as
    long as the job is worked on.
    """
    due, invoice, contract = job.due, job.invoice_cost, job.contract_cost
    if due is None or invoice is None or contract is None or not sight.is_open(job):
        return
    if due < invoice <= contract:
        yield Problem(
            code="PJ13",
            field="invoice_cost",
            message=text(
                N_("The invoice is {invoice} yuan; for {good} good pieces {due} yuan are due"),
                invoice=format_yuan(invoice),
                good=f"{job.accepted:,}",
                due=format_yuan(due),
            ),
            hint=text(N_("Have the maker deliver the rest, or make out a smaller invoice")),
        )


@code("PJ14", Severity.WARNING)
def dearer_maker_without_reason(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """Another maker quoted less than the one that makes the job, and nothing says why.

    Quotes are compared so that the choice can be explained (W1.2 ①): write the reason into the note of the
    quote, or of the job.
    """
    quotes = [one for _, one in readable(job.quotes, "vendor", "amount", "note")]
    vendor = (job.vendor or "").casefold()
    own = [one for one in quotes if one.vendor.casefold() == vendor]
    others = [one.amount for one in quotes if one.vendor.casefold() != vendor]
    if own and others and min(others) < own[-1].amount and not own[-1].note and not job.note:
        yield Problem(
            code="PJ14",
            field="vendor",
            message=text(
                N_("It quoted {own} yuan, another maker {least} yuan, and no reason is given"),
                own=format_yuan(own[-1].amount),
                least=format_yuan(min(others)),
            ),
            hint=text(N_('Write the reason into "note" of the quote, or choose the other maker')),
        )


@code("PJ15", Severity.WARNING)
def days_contradict(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """Days of a print job contradict each other.

    Quotes come before the contract, the passed proof before the sealed sample, the sample before the
    contract, then delivery, then inspection (W1.2).
    """
    yield from out_of_order("PJ15", _pairs(job))


def _pairs(job: PrintJob) -> Iterator[tuple[Dated, Dated]]:
    contract = Dated("contract_signed_on", N_("Contract signed on"), job.contract_signed_on)
    sealed = Dated("sealed_on", N_("Sample sealed on"), job.sealed_on)
    delivered = Dated("delivered_on", N_("Delivered on"), job.delivered_on)
    for place, quote in readable(job.quotes, "quoted_on"):
        yield Dated(f"quotes.{place}.quoted_on", N_("Quoted on"), quote.quoted_on), contract
    for place, proof in list(readable(job.proofs, "at"))[-1:]:
        yield Dated(f"proofs.{place}.at", N_("Shown on"), proof.at), sealed
    yield sealed, contract
    yield contract, delivered
    yield delivered, Dated("inspected_on", N_("Inspected on"), job.inspected_on)


@code("PJ16", Severity.WARNING)
def too_late_for_event(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """The event that the job is made for begins before it is needed, or will not take place.

    Print with a day on it is waste paper after that day (W1.2, W1.4).
    """
    event = sight.all_records.find(Event, job.made_for or "")
    if event is None or not sight.is_open(job) or not is_read(event.starts_on):
        return
    if not sight.is_live(event):
        message, hint = (
            text(N_("{event} is cancelled"), event=event.title),
            text(N_("Stop the job, or write down what else it is made for")),
        )
    elif job.needed_by > event.starts_on:
        message, hint = (
            text(
                N_("It is needed by {day}, but {event} begins on {begins}"),
                day=job.needed_by,
                event=event.title,
                begins=event.starts_on,
            ),
            text(N_("Set the day before the event")),
        )
    else:
        return
    yield Problem(
        code="PJ16", field="needed_by" if sight.is_live(event) else "made_for", message=message, hint=hint
    )


@code("PJ17", Severity.WARNING)
def ordered_by_another_department(job: PrintJob, sight: Sight) -> Iterator[Problem]:
    """Who ordered the job belongs to another department by the staff records than the one that pays for it.

    The department answers for the content and pays by the monthly settlement (W2.1 ①, ④). People without a
    staff record are not judged.
    """
    staff = readable(sight.all_records.of(Staff), "title", "department")
    home = next((one.department for _, one in staff if name_key(one.title) == name_key(job.requester)), None)
    if home is not None and home != job.department and is_decided(job.requester):
        yield Problem(
            code="PJ17",
            field="requester",
            message=text(
                N_("{name} is of {home}, not of {department}"),
                name=job.requester,
                home=Text(DEPARTMENTS.terms[home]),
                department=Text(DEPARTMENTS.terms[job.department]),
            ),
            hint=text(N_("Correct the name or the department")),
        )


PAPERS: Final = (
    invoice_beyond_good_pieces,
    dearer_maker_without_reason,
    days_contradict,
    too_late_for_event,
    ordered_by_another_department,
)
