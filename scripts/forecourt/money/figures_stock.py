"""The figures of the store room and of its monthly settlement, by name, with the lines behind (W2.1).

2026-10.settlement.charged, 2026-10.settlement.sales, 2026-10.settlement.MAT-….left, STK-….moves.3.cost.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from msgspec import Struct

from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.stock import Stock
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.vocabulary import DEPARTMENTS
from forecourt.money.charges import WRITE_OFF, is_charge, months_of_stock
from forecourt.money.figure import Figure, Part, of_parts, part_of
from forecourt.money.stock import RECEIPTS, Entry, stock_ledgers
from forecourt.money.stock import Part as Pieces
from forecourt.money.volume_items import print_jobs_of
from forecourt.words.text import N_, Text, text

OPENING_STOCK: Final = "opening_stock"
ALL_JOBS: Final = "jobs"


class _Line(Struct, frozen=True, kw_only=True):
    """Pieces of one lot that one line of a stock ledger moves."""

    stock: Stock
    entry: Entry
    pieces: Pieces

    @property
    def month(self) -> Month:
        return Month.of(self.entry.move.at)


# What of a month's settlement is counted, with the sign in which it is printed: 1 as it changes the stock.
_Wanted = Callable[[_Line, Month], bool]
_SUMS: Final[dict[str, tuple[str, int, _Wanted]]] = {
    "opening": (N_("Worth at the beginning"), 1, lambda line, month: line.month < month),
    "received": (
        N_("Received from print jobs"),
        1,
        lambda line, month: line.month == month and line.entry.move.type in RECEIPTS,
    ),
    "charged": (
        N_("Paid by the departments"),
        -1,
        lambda line, month: line.month == month and is_charge(line.entry),
    ),
    "written_off": (
        N_("Written off, borne by marketing"),
        -1,
        lambda line, month: line.month == month and line.entry.move.type == WRITE_OFF,
    ),
    "left": (N_("Still in stock"), 1, lambda line, month: line.month <= month),
}
_OF_JOB: Final[dict[str, tuple[str, int, _Wanted]]] = {
    "received": (
        N_("Received in all"),
        1,
        lambda line, month: line.month <= month and line.entry.move.type in RECEIPTS,
    ),
    "before": (
        N_("Settled earlier"),
        -1,
        lambda line, month: line.month < month and line.entry.move.type not in RECEIPTS,
    ),
    **{name: _SUMS[name] for name in ("charged", "written_off", "left")},
}


def stock_figures(records: Records) -> Iterator[Figure]:
    """What every line of every stock ledger costs, what each article is worth, and every month's sums."""
    lines = [
        _Line(stock=ledger.stock, entry=entry, pieces=pieces)
        for ledger in stock_ledgers(records)
        for entry in ledger.entries
        for pieces in entry.parts
    ]
    for stock in records.of(Stock):
        own = [line for line in lines if line.stock is stock]
        for place in range(len(stock.moves)):
            label = text(N_("{title}: cost of line {place}"), title=stock.title, place=place + 1)
            here = (line for line in own if line.entry.place == place)
            yield _figure(f"{stock.id}.moves.{place}.cost", label, here, records)
        label = text(N_("{title}: worth of what is left"), title=stock.title)
        yield _figure(f"{stock.id}.worth", label, own, records)
    for month in months_of_stock(records):
        yield from _of_month(records, month, lines)
    for month in sorted({job.month for job in records.of(PrintJob)}):
        jobs = print_jobs_of(records, month)
        label = text(N_("Print jobs of {month}"), month=month)
        parts = [part_of(job, job.charged_field, job.charged) for job in jobs]
        yield of_parts(f"{month}.print_jobs.cost", label, parts)


def _of_month(records: Records, month: Month, lines: list[_Line]) -> Iterator[Figure]:
    start, title = f"{month}.settlement", text(N_("Settlement of {month}"), month=month)
    yield from _sums(records, month, (start, title), (lines, _SUMS))
    for code, name in DEPARTMENTS.terms.items():
        own = [line for line in lines if line.entry.move.department == code and line.month == month]
        charged = [line for line in own if is_charge(line.entry)]
        label = text(N_("{item}, {label}"), item=title, label=Text(name))
        yield _figure(f"{start}.{code}", label, charged, records, -1)
    yield from _sums(records, month, (f"{start}.{ALL_JOBS}", title), (lines, _OF_JOB))
    for id in sorted({line.pieces.lot.job for line in lines}):
        job = records.find(PrintJob, id)
        named = Text(N_("Opening stock")) if job is None else job.title
        own = [line for line in lines if line.pieces.lot.job == id]
        label = text(N_("{item}, {label}"), item=title, label=named)
        yield from _sums(records, month, (f"{start}.{id or OPENING_STOCK}", label), (own, _OF_JOB))
    for stock in records.of(Stock):
        own = [line for line in lines if line.stock is stock]
        label = text(N_("{item}, {label}"), item=title, label=stock.title)
        yield from _sums(records, month, (f"{start}.{stock.id}", label), (own, {"left": _SUMS["left"]}))


def _sums(
    records: Records,
    month: Month,
    named: tuple[str, Text],
    counted: tuple[list[_Line], dict[str, tuple[str, int, _Wanted]]],
) -> Iterator[Figure]:
    """The sums of `counted` lines; `named` is the beginning of their names and of their labels."""
    (start, title), (lines, sums) = named, counted
    for what, (label, sign, wanted) in sums.items():
        own = (line for line in lines if wanted(line, month))
        whole = text(N_("{item}, {label}"), item=title, label=Text(label))
        yield _figure(f"{start}.{what}", whole, own, records, sign)


def _figure(name: str, label: Text, lines: Iterable[_Line], records: Records, sign: int = 1) -> Figure:
    return of_parts(name, label, [_part(line, records, sign) for line in lines])


def _part(line: _Line, records: Records, sign: int) -> Part:
    job = records.find(PrintJob, line.pieces.lot.job)
    return Part(
        amount=sign * line.entry.sign * line.pieces.cost,
        record=line.stock.id,
        path=line.stock.path,
        field=f"moves.{line.entry.place}.quantity",
        note=f"{line.entry.move.at} × {line.pieces.quantity:,}",
        also=() if job is None else ((job.path, job.charged_field),),
    )
