"""Rules about the store room: balances, who took it, what it is worth, what is out of date (A13, W2.1)."""

from collections.abc import Iterator
from typing import Final

from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.stock import Stock
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.unread import is_read, readable
from forecourt.model.vocabulary import DEPARTMENTS, STOCK_MOVES
from forecourt.money.stock import ledger_of
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

OUT: Final = frozenset({"issue", "give_back"})


@code("SK01")
def balance_below_nothing(stock: Stock, sight: Sight) -> Iterator[Problem]:
    """More is handed out or written off than is there.

    The first such line is told; what follows it rests on it.
    """
    for entry in ledger_of(stock, {}).entries:
        if entry.balance < 0:
            yield Problem(
                code="SK01",
                field=f"moves.{entry.place}.quantity",
                message=text(
                    N_("{taken} {unit} go out, only {there} are there"),
                    taken=f"{entry.move.quantity:,}",
                    there=f"{entry.move.quantity + entry.balance:,}",
                    unit=stock.unit,
                ),
                hint=text(N_("Count what lies there; a receipt is missing, or a number is wrong")),
            )
            return


@code("SK02")
def came_from_nowhere(stock: Stock, sight: Sight) -> Iterator[Problem]:
    """A receipt names no print job, or an opening stock has no value.

    Without that nobody knows what a piece costs, and the settlement with the departments is wrong.
    """
    for place, move in readable(stock.moves, "type", "job", "value"):
        if move.type == "receipt" and move.job is None:
            problem = text(N_("It does not say which print job this was received from"))
            yield _lacks("SK02", f"moves.{place}.type", problem, N_('Add "job", the id of the print job'))
        elif move.type == "opening" and move.value is None:
            problem = text(N_("The opening stock has no value"))
            yield _lacks("SK02", f"moves.{place}.type", problem, N_('Add "value", what it once cost'))


@code("SK03")
def taken_by_nobody(stock: Stock, sight: Sight) -> Iterator[Problem]:
    """Something was handed out or given back, and the department or the person is missing.

    The department pays for it, and the person has signed for it (W2.1 ③).
    """
    for place, move in readable(stock.moves, "type", "department", "collector"):
        if move.type in OUT and (move.department is None or move.collector is None):
            missing = [
                Text(label)
                for label, value in (
                    (N_("Department"), move.department),
                    (N_("Taken by"), move.collector),
                )
                if value is None
            ]
            yield Problem(
                code="SK03",
                field=f"moves.{place}.type",
                message=text(
                    N_("{move}: this is missing: {missing}"),
                    move=Text(STOCK_MOVES.terms[move.type]),
                    missing=missing,
                ),
                hint=text(N_("Copy them from the signed slip")),
            )


@code("SK04")
def moves_out_of_order(stock: Stock, sight: Sight) -> Iterator[Problem]:
    """A line of the ledger is older than the one above it, or lies in the future.

    Lines are only ever added at the end: pieces leave in the order in which they came, and a line between old
    ones would change what departments have paid.
    """
    before = None
    for place, move in readable(stock.moves, "at"):
        if move.at > sight.today or (before is not None and move.at < before):
            late = text(N_("{day} has not come yet; today is {today}"), day=move.at, today=sight.today)
            early = text(N_("{day} lies before the line above, {before}"), day=move.at, before=before)
            yield Problem(
                code="SK04",
                field=f"moves.{place}.at",
                message=late if move.at > sight.today else early,
                hint=text(N_("Correct the day, or add the line at the end with the day of today")),
            )
        before = move.at if before is None else max(before, move.at)


@code("SK05", Severity.WARNING)
def out_of_date(stock: Stock, sight: Sight) -> Iterator[Problem]:
    """Material whose promotion is over still lies there and could be handed out."""
    ledger = ledger_of(stock, {})
    if _is_kept(stock, sight) and ledger.is_expired(sight.today):
        yield Problem(
            code="SK05",
            field="valid_until",
            message=text(
                N_("{left} {unit} are left, and it may be handed out until {day} only"),
                left=f"{ledger.balance:,}",
                unit=stock.unit,
                day=stock.valid_until,
            ),
            hint=text(N_('Take it away and write it off: a line with "type: write_off"')),
        )


@code("SK06", Severity.WARNING)
def handed_out_too_late(stock: Stock, sight: Sight) -> Iterator[Problem]:
    """Material was handed out after the day until which it is valid.

    Whoever reads it takes an offer for real that has ended (Advertising Law art. 8).
    """
    if stock.valid_until is None or not _is_kept(stock, sight):
        return
    for place, move in readable(stock.moves, "at", "type"):
        if move.type == "issue" and move.at > stock.valid_until:
            yield Problem(
                code="SK06",
                field=f"moves.{place}.at",
                message=text(
                    N_("Handed out on {day}, it was valid until {until}"),
                    day=move.at,
                    until=stock.valid_until,
                ),
                hint=text(N_("Ask for it back, or correct the day")),
            )


@code("SK07")
def more_back_than_taken(stock: Stock, sight: Sight) -> Iterator[Problem]:
    """A department gives back more than it has taken.

    Its share of the month's settlement would fall below nothing (W2.1).
    """
    for entry in ledger_of(stock, {}).entries:
        if entry.move.type == "give_back" and entry.missing and entry.move.department is not None:
            yield Problem(
                code="SK07",
                field=f"moves.{entry.place}.quantity",
                message=text(
                    N_("{department} gives back {back} {unit}, and has only {held}"),
                    department=Text(DEPARTMENTS.terms[entry.move.department]),
                    back=f"{entry.move.quantity:,}",
                    held=f"{entry.move.quantity - entry.missing:,}",
                    unit=stock.unit,
                ),
                hint=text(N_("Correct the number or the department")),
            )


@code("SK08", Severity.WARNING)
def to_be_ordered(stock: Stock, sight: Sight) -> Iterator[Problem]:
    """So few are left that more should be ordered, and no print job is under way that refills the article.

    The number stands in the article ("reorder_at"). A print job refills it that names it as what it is made
    for ("made_for") and is neither over nor cancelled (W1.2 ④). Not judged while some record cannot be read:
    it may be that job.
    """
    ledger = ledger_of(stock, {})
    # A balance below nothing is a wrong line, which SK01 tells.
    is_low = ledger.is_low() and ledger.balance >= 0
    if not _is_kept(stock, sight) or not is_low or ledger.is_expired(sight.today):
        return
    jobs = (job for job in sight.all_records.of(PrintJob) if sight.is_open(job))
    is_ordered = any(
        is_read(job.made_for) and (job.made_for or "").casefold() == stock.id.casefold() for job in jobs
    )
    if not is_ordered and not sight.records.unreadable:
        yield Problem(
            code="SK08",
            field="reorder_at",
            message=text(
                N_("{left} {unit} are left, the reorder level is {limit}, and no print job refills it"),
                left=f"{ledger.balance:,}",
                unit=stock.unit,
                limit=f"{stock.reorder_at or 0:,}",
            ),
            hint=text(
                N_('Order more: ./forecourt new print_job, with "made_for: {id}"; or lower the number'),
                id=stock.id,
            ),
        )


@code("SK09", Severity.WARNING)
def written_off_without_word(stock: Stock, sight: Sight) -> Iterator[Problem]:
    """Pieces were written off, and the note does not say why.

    Marketing bears what is written off; without a reason it looks like what nobody signed for (W1.2 ④).
    """
    for place, move in readable(stock.moves, "type", "note"):
        if move.type == "write_off" and not move.note:
            yield _lacks(
                "SK09",
                f"moves.{place}.type",
                text(N_("Written off, and it is not said why")),
                N_('Add "note": out of date, damaged, missing at the count'),
            )


@code("SK10", Severity.WARNING)
def received_before_delivery(stock: Stock, sight: Sight) -> Iterator[Problem]:
    """Pieces of a print job were received before the job was delivered.

    One of the two days is wrong; a job that was not delivered at all is PJ09 (W2.1).
    """
    for place, move in readable(stock.moves, "type", "at", "job"):
        job = sight.all_records.find(PrintJob, move.job or "") if move.type == "receipt" else None
        if job is None or not is_read(job.delivered_on) or job.delivered_on is None:
            continue
        if move.at < job.delivered_on:
            yield Problem(
                code="SK10",
                field=f"moves.{place}.at",
                message=text(
                    N_("Received on {day}, the job was delivered on {delivered}"),
                    day=move.at,
                    delivered=job.delivered_on,
                ),
                hint=text(N_("Correct the day that is wrong")),
            )


def _is_kept(stock: Stock, sight: Sight) -> bool:
    """Whether the article is still kept: an article in use is no work that waits, but it is not closed."""
    state = sight.state(stock)
    return state is not None and not state.closed


def _lacks(id: str, field: str, message: Text, hint: str) -> Problem:
    return Problem(code=id, field=field, message=message, hint=Text(hint))


ARTICLE: Final = (
    balance_below_nothing,
    came_from_nowhere,
    taken_by_nobody,
    moves_out_of_order,
    out_of_date,
    handed_out_too_late,
    more_back_than_taken,
    to_be_ordered,
    written_off_without_word,
    received_before_delivery,
)
