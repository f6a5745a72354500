"""The monthly settlement as pandas frames, language-free: codes, integer fen, days as text, ids (W2.1)."""

from collections.abc import Iterator
from datetime import date

from forecourt.money.charges import Charge, DepartmentLine, JobLine, Settlement, StockLine
from forecourt.money.ratio import Ratio
from forecourt.money.stock import StockLedger
from forecourt.tables.frames import Row, Table, table
from forecourt.tables.settlement_layout import DEPARTMENT_SUMS, ISSUES, JOBS, STOCKS


def settlement_tables(found: Settlement) -> tuple[Table, ...]:
    """What each department pays, slip by slip, where each job's cost is, and what is left."""
    return (
        table(DEPARTMENT_SUMS, (_department(line) for line in found.departments)),
        table(ISSUES, (_issue(line, charge) for line in found.departments for charge in line.charges)),
        table(JOBS, (_job(line) for line in found.jobs)),
        table(STOCKS, (_stock(line, found.month.last_day) for line in found.stocks)),
    )


def standing(ledger: StockLedger, today: date) -> str:
    """The code of STANDINGS: what lies there may not be out of date, and should not run out."""
    if ledger.is_expired(today):
        return "expired"
    if not ledger.balance:
        return "gone"
    return "low" if ledger.is_low() else "fine"


def _department(line: DepartmentLine) -> Row:
    return (
        line.department or None,
        len(line.charges),
        sum(charge.quantity for charge in line.charges),
        line.cost,
        " ".join(dict.fromkeys(_ids(line.charges))),
    )


def _ids(charges: tuple[Charge, ...]) -> Iterator[str]:
    for charge in charges:
        yield charge.stock.id
        yield from charge.jobs


def _issue(line: DepartmentLine, charge: Charge) -> Row:
    move = charge.entry.move
    return (
        line.department or None,
        move.at.isoformat(),
        charge.stock.title,
        move.type,
        charge.quantity,
        Ratio(part=charge.cost, whole=charge.quantity).rounded,
        charge.cost,
        move.collector,
        " ".join((charge.stock.id, *charge.jobs)),
    )


def _job(line: JobLine) -> Row:
    return (
        line.id,
        None if line.job is None else line.job.title,
        line.basis,
        line.received,
        line.before,
        line.charged,
        line.written_off,
        line.left,
    )


def _stock(line: StockLine, day: date) -> Row:
    stock = line.ledger.stock
    until = stock.valid_until
    return (
        stock.title,
        stock.unit,
        line.opening,
        line.received,
        line.taken,
        line.written_off,
        line.closing,
        line.closing_fen,
        stock.reorder_at,
        None if until is None else until.isoformat(),
        standing(line.ledger, day),
        stock.id,
    )
