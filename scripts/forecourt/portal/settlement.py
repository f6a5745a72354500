"""Pages of the monthly settlement: what departments pay, slip by slip, and where the jobs' cost is (W2.1)."""

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup, escape
from msgspec import Struct

from forecourt.model.months import Month
from forecourt.model.vocabulary import DEPARTMENTS, STOCK_MOVES
from forecourt.money.charges import (
    BASES_OF_COST,
    Charge,
    JobLine,
    Settlement,
    StockLine,
    months_of_stock,
    settlement,
)
from forecourt.portal.desk import Place
from forecourt.tables.cells import DASH
from forecourt.words.text import N_

INDEX: Final = "settlement/index.md"
DUTIES: Final = ("A13", "W2.1")


class Sheet(Struct, frozen=True, kw_only=True):
    """One table: its title, its columns (label and whether numbers), rows and the row of sums."""

    title: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Markup, ...], ...]
    total: tuple[Markup, ...] = ()


class MonthPage(Struct, frozen=True, kw_only=True):
    """One month: both sides of the settlement as (label, yuan), and its tables."""

    month: Month
    sides: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]


def page_of(month: Month) -> str:
    """The page of a month's settlement."""
    return f"settlement/{month}.md"


def months(place: Place) -> list[MonthPage]:
    """Every month in which something moved, newest first."""
    return [month_page(place, month) for month in months_of_stock(place.desk.records)]


def month_page(place: Place, month: Month) -> MonthPage:
    """The page of one month."""
    found = settlement(place.desk.records, month)
    return MonthPage(
        month=month,
        sides=tuple(_sides(place, found)),
        sheets=(_departments(place, found), _slips(place, found), _jobs(place, found), _stocks(place, found)),
    )


def _sides(place: Place, found: Settlement) -> Iterable[tuple[str, str]]:
    say, yuan = place.desk.words.gettext, place.display.yuan
    return (
        (say(N_("Worth at the beginning")), yuan(sum(line.opening_fen for line in found.stocks))),
        (say(N_("Received from print jobs")), yuan(sum(line.received_fen for line in found.stocks))),
        (say(N_("Paid by the departments")), yuan(found.charged)),
        (say(N_("Written off, borne by marketing")), yuan(found.written_off)),
        (say(N_("Still in stock")), yuan(sum(line.closing_fen for line in found.stocks))),
    )


def _departments(place: Place, found: Settlement) -> Sheet:
    yuan = place.display.yuan
    rows = [
        (
            _department(place, line.department),
            _count(len(line.charges)),
            _count(sum(charge.quantity for charge in line.charges)),
            escape(yuan(line.cost)),
        )
        for line in found.departments
    ]
    total = (_say(place, N_("Total")), Markup(), Markup(), escape(yuan(found.charged)))
    return Sheet(
        title=place.desk.words.gettext(N_("Settlement with the departments")),
        columns=_columns(
            place,
            (DEPARTMENTS.label, False),
            (N_("Movements"), True),
            (N_("Pieces"), True),
            (N_("To be paid"), True),
        ),
        rows=tuple(rows),
        total=total if rows else (),
    )


def _slips(place: Place, found: Settlement) -> Sheet:
    rows = tuple(
        _slip(place, line.department, charge) for line in found.departments for charge in line.charges
    )
    return Sheet(
        title=place.desk.words.gettext(N_("Collected, slip by slip")),
        columns=_columns(
            place,
            (N_("Day"), False),
            (DEPARTMENTS.label, False),
            (N_("Article"), False),
            (STOCK_MOVES.label, False),
            (N_("Pieces"), True),
            (N_("Amount"), True),
            (N_("Taken by"), False),
            (N_("Used for"), False),
        ),
        rows=rows,
    )


def _slip(place: Place, department: str, charge: Charge) -> tuple[Markup, ...]:
    move = charge.entry.move
    return (
        Markup('<span class="fc-day">%s</span>') % (move.at,),
        _department(place, department),
        place.link(charge.stock),
        escape(place.display.choice(STOCK_MOVES, move.type)),
        _count(charge.quantity),
        escape(place.display.yuan(charge.cost)),
        escape(move.collector or DASH),
        place.link(move.used_for) if move.used_for else Markup(),
    )


def _jobs(place: Place, found: Settlement) -> Sheet:
    lines = found.jobs
    sums = [
        sum(getattr(line, name) for line in lines)
        for name in ("received", "before", "charged", "written_off", "left")
    ]
    total = (_say(place, N_("Total")), Markup(), *(escape(place.display.yuan(fen)) for fen in sums))
    return Sheet(
        title=place.desk.words.gettext(N_("Where the cost of the print jobs is")),
        columns=_columns(
            place,
            (N_("Print job"), False),
            (BASES_OF_COST.label, False),
            (N_("Received in all"), True),
            (N_("Settled earlier"), True),
            (N_("To be paid this month"), True),
            (N_("Written off"), True),
            (N_("Still in stock"), True),
        ),
        rows=tuple(_job(place, line) for line in lines),
        total=total if lines else (),
    )


def _job(place: Place, line: JobLine) -> tuple[Markup, ...]:
    basis = place.display.choice(BASES_OF_COST, line.basis)
    sums = (line.received, line.before, line.charged, line.written_off, line.left)
    name = place.link(line.id) if line.id else escape(basis)
    return (name, escape(basis if line.id else ""), *(escape(place.display.yuan(fen)) for fen in sums))


def _stocks(place: Place, found: Settlement) -> Sheet:
    return Sheet(
        title=place.desk.words.gettext(N_("Store room at the end of the month")),
        columns=_columns(
            place,
            (N_("Article"), False),
            (N_("At the beginning"), True),
            (N_("Came in"), True),
            (N_("Handed out"), True),
            (N_("Written off"), True),
            (N_("Pieces left"), True),
            (N_("Worth"), True),
        ),
        rows=tuple(_stock(place, line) for line in found.stocks),
    )


def _stock(place: Place, line: StockLine) -> tuple[Markup, ...]:
    counts = (line.opening, line.received, line.taken, line.written_off, line.closing)
    return (
        place.link(line.ledger.stock),
        *(_count(count) for count in counts),
        escape(place.display.yuan(line.closing_fen)),
    )


def _columns(place: Place, *columns: tuple[str, bool]) -> tuple[tuple[str, bool], ...]:
    return tuple((place.desk.words.gettext(label), number) for label, number in columns)


def _department(place: Place, code: str) -> Markup:
    return escape(place.display.choice(DEPARTMENTS, code or None))


def _say(place: Place, label: str) -> Markup:
    return escape(place.desk.words.gettext(label))


def _count(number: int) -> Markup:
    return escape(f"{number:,}")
