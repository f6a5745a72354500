"""The month's settlement of material with the departments (W2.1): who took what, and what it cost.

For every month: what lay there + what came in = what the departments took + what was written off + what is
left, to the fen; and over the whole life of a print job: Σ issues × cost of one = the job.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal

from msgspec import Struct

from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.stock import Stock
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.vocabulary import DEPARTMENTS, Vocabulary, closed_list
from forecourt.money.stock import RECEIPTS, Entry, Part, StockLedger, stock_ledgers
from forecourt.words.text import N_

Basis = Literal["paid", "invoiced", "agreed", "opening"]
WRITE_OFF: Final = "write_off"
BASES_OF_COST: Final[Vocabulary] = closed_list(
    N_("What the cost rests on"),
    paid=N_("Cost paid"),
    invoiced=N_("Cost invoiced"),
    agreed=N_("As agreed, no invoice yet"),
    opening=N_("Opening stock"),
)


class Charge(Struct, frozen=True, kw_only=True):
    """One movement that a department pays for: pieces and fen, negative when it gave them back."""

    stock: Stock
    entry: Entry

    @property
    def quantity(self) -> int:
        """Pieces taken."""
        return -self.entry.sign * self.entry.move.quantity

    @property
    def cost(self) -> int:
        """Fen."""
        return -self.entry.sign * self.entry.cost

    @property
    def jobs(self) -> tuple[str, ...]:
        """Ids of the print jobs that the pieces are from."""
        return tuple(dict.fromkeys(part.lot.job for part in self.entry.parts if part.lot.job))


class DepartmentLine(Struct, frozen=True, kw_only=True):
    """What one department took in the month, in fen and movement by movement."""

    department: str
    charges: tuple[Charge, ...]

    @property
    def cost(self) -> int:
        """Fen that it pays."""
        return sum(charge.cost for charge in self.charges)


class JobLine(Struct, frozen=True, kw_only=True):
    """Where the fen of one print job are ("" and None: opening stocks): received until the end of the month =
    charged before + charged in the month + written off before + written off in the month + left.
    """

    id: str
    job: PrintJob | None
    basis: Basis
    pieces: int
    pieces_left: int
    received: int
    before: int
    charged: int
    written_off: int
    left: int


class StockLine(Struct, frozen=True, kw_only=True):
    """One article in the month: pieces and fen at the beginning, in, out, written off, at the end."""

    ledger: StockLedger
    opening: int
    received: int
    taken: int
    written_off: int
    closing: int
    opening_fen: int
    received_fen: int
    charged_fen: int
    written_off_fen: int
    closing_fen: int


class Settlement(Struct, frozen=True, kw_only=True):
    """The month's whole settlement."""

    month: Month
    departments: tuple[DepartmentLine, ...]
    jobs: tuple[JobLine, ...]
    stocks: tuple[StockLine, ...]

    @property
    def charged(self) -> int:
        """Fen that the departments pay."""
        return sum(line.cost for line in self.departments)

    @property
    def written_off(self) -> int:
        """Fen of what was thrown away or is missing: marketing bears them."""
        return sum(line.written_off_fen for line in self.stocks)


def settlement(records: Records, month: Month) -> Settlement:
    """The settlement of `month`; empty when nothing lay there and nothing moved."""
    ledgers = [ledger.until(month.last_day) for ledger in stock_ledgers(records)]
    return Settlement(
        month=month,
        departments=tuple(_departments(ledgers, month)),
        jobs=tuple(_jobs(records, ledgers, month)),
        stocks=tuple(line for ledger in ledgers if (line := _stock(ledger, month)) is not None),
    )


def months_of_stock(records: Records) -> tuple[Month, ...]:
    """Months in which something moved, newest first."""
    days = {Month.of(move.at) for stock in records.of(Stock) for move in stock.moves}
    return tuple(sorted(days, reverse=True))


def _departments(ledgers: Iterable[StockLedger], month: Month) -> Iterator[DepartmentLine]:
    behind: dict[str, list[Charge]] = defaultdict(list)
    for ledger in ledgers:
        for entry in ledger.entries:
            if Month.of(entry.move.at) == month and is_charge(entry):
                behind[entry.move.department or ""].append(Charge(stock=ledger.stock, entry=entry))
    for department in (*DEPARTMENTS.terms, ""):
        if department in behind:
            charges = sorted(behind[department], key=lambda charge: charge.entry.move.at)
            yield DepartmentLine(department=department, charges=tuple(charges))


def is_charge(entry: Entry) -> bool:
    """Whether a department pays for the movement, or gets something back for it."""
    return entry.move.type not in RECEIPTS and entry.move.type != WRITE_OFF


def _jobs(records: Records, ledgers: Iterable[StockLedger], month: Month) -> Iterator[JobLine]:
    pairs = [(entry, part) for ledger in ledgers for entry in ledger.entries for part in entry.parts]
    for id in sorted({part.lot.job for _, part in pairs}, key=lambda id: (not id, id)):
        own = [(entry, part) for entry, part in pairs if part.lot.job == id]
        line = _job(records.find(PrintJob, id) if id else None, id, own, month)
        if line.left or line.pieces_left or any(Month.of(entry.move.at) == month for entry, _ in own):
            yield line


def _job(job: PrintJob | None, id: str, own: list[tuple[Entry, Part]], month: Month) -> JobLine:
    def fen(wanted: Callable[[Entry], bool]) -> int:
        return sum(-entry.sign * part.cost for entry, part in own if wanted(entry))

    received = -fen(lambda entry: entry.move.type in RECEIPTS)
    charged = fen(lambda entry: is_charge(entry) and Month.of(entry.move.at) == month)
    lost = fen(lambda entry: entry.move.type == WRITE_OFF and Month.of(entry.move.at) == month)
    gone = fen(lambda entry: entry.move.type not in RECEIPTS)
    return JobLine(
        id=id,
        job=job,
        basis=_basis(job),
        pieces=sum(part.quantity for entry, part in own if entry.move.type in RECEIPTS),
        pieces_left=sum(entry.sign * part.quantity for entry, part in own),
        received=received,
        before=gone - charged - lost,
        charged=charged,
        written_off=lost,
        left=received - gone,
    )


def _basis(job: PrintJob | None) -> Basis:
    if job is None:
        return "opening"
    if job.paid_cost is not None:
        return "paid"
    return "agreed" if job.invoice_cost is None else "invoiced"


def _stock(ledger: StockLedger, month: Month) -> StockLine | None:
    """None for an article that was gone before the month, and of which nothing came."""
    before = [entry for entry in ledger.entries if entry.move.at < month.first_day]
    now = [entry for entry in ledger.entries if entry.move.at >= month.first_day]
    opening = before[-1].balance if before else 0
    if not now and not opening:
        return None
    came = [entry for entry in now if entry.move.type in RECEIPTS]
    lost = [entry for entry in now if entry.move.type == WRITE_OFF]
    took = [entry for entry in now if is_charge(entry)]
    return StockLine(
        ledger=ledger,
        opening=opening,
        received=sum(entry.move.quantity for entry in came),
        taken=-sum(entry.sign * entry.move.quantity for entry in took),
        written_off=sum(entry.move.quantity for entry in lost),
        closing=ledger.balance,
        opening_fen=sum(entry.sign * entry.cost for entry in before),
        received_fen=sum(entry.cost for entry in came),
        charged_fen=-sum(entry.sign * entry.cost for entry in took),
        written_off_fen=sum(entry.cost for entry in lost),
        closing_fen=ledger.value,
    )
