"""The store room: every movement of an article with its balance and what it is worth (A13, W1.2, W2.1).

What a print job cost lies on its pieces. Pieces leave in the order in which they came, and a piece costs what
the rounded cost of all pieces up to it grows by: so every movement is within one fen of its exact share, a
later movement never changes an earlier one, and when the last piece has left, the movements add up to the
job, to the fen.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.stock import Stock, StockMove
from forecourt.model.record import Records

RECEIPTS: Final = frozenset({"opening", "receipt"})
INWARDS: Final = RECEIPTS | {"give_back"}
# A line of a stock record: the record's id (small letters) and the place in its ledger, from 0.
Line = tuple[str, int]


class Lot(Struct, frozen=True, kw_only=True):
    """Pieces that came in together: the job that they are from ("": opening stock), how many, their fen."""

    job: str
    quantity: int
    cost: int

    def up_to(self, pieces: int) -> int:
        """Fen of the first so many pieces, rounded half up."""
        return (2 * self.cost * pieces + self.quantity) // (2 * self.quantity) if self.quantity else 0


class Part(Struct, frozen=True, kw_only=True):
    """Pieces `first` (from 0) up to `last` (not included) of a lot, which a movement brings or takes."""

    lot: Lot
    first: int
    last: int

    @property
    def quantity(self) -> int:
        """How many pieces."""
        return self.last - self.first

    @property
    def cost(self) -> int:
        """Fen that they cost."""
        return self.lot.up_to(self.last) - self.lot.up_to(self.first)


class Entry(Struct, frozen=True, kw_only=True):
    """One line of a stock ledger: its place (from 0), the movement, the balance after it, its pieces.

    `missing`: pieces that are not there to be handed out, or that nobody had to give back.
    """

    place: int
    move: StockMove
    balance: int
    parts: tuple[Part, ...]
    missing: int = 0

    @property
    def sign(self) -> int:
        """1 for what comes in, -1 for what goes out."""
        return 1 if self.move.type in INWARDS else -1

    @property
    def cost(self) -> int:
        """Fen of its pieces, always positive."""
        return sum(part.cost for part in self.parts)


class StockLedger(Struct, frozen=True, kw_only=True):
    """An article with its whole ledger."""

    stock: Stock
    entries: tuple[Entry, ...]

    @property
    def balance(self) -> int:
        """Pieces that are left."""
        return self.entries[-1].balance if self.entries else 0

    @property
    def value(self) -> int:
        """Fen of what is left."""
        return sum(entry.sign * entry.cost for entry in self.entries)

    def until(self, day: date) -> "StockLedger":
        """The ledger as it stood at the end of `day`."""
        kept = tuple(entry for entry in self.entries if entry.move.at <= day)
        return StockLedger(stock=self.stock, entries=kept)

    def is_low(self) -> bool:
        """Whether so few are left that more should be ordered."""
        return self.stock.reorder_at is not None and self.balance <= self.stock.reorder_at

    def is_expired(self, today: date) -> bool:
        """Whether something is left that may no longer be handed out."""
        until = self.stock.valid_until
        return until is not None and until < today and self.balance > 0


def stock_ledgers(records: Records) -> tuple[StockLedger, ...]:
    """The ledgers of all articles, in order of path."""
    values = receipt_values(records)
    return tuple(ledger_of(stock, values) for stock in records.of(Stock))


def receipt_values(records: Records) -> dict[Line, int]:
    """Fen that every receipt of a print job brings: the job's cost by pieces, in the order of their days.

    Good pieces that no stock record has received keep their share.
    """
    values: dict[Line, int] = {}
    for id, lines in received_lines(records.of(Stock)).items():
        job = records.find(PrintJob, id)
        if job is not None:
            values.update(_values(job, sorted(lines, key=lambda pair: (pair[1].at, pair[0]))))
    return values


def _values(job: PrintJob, lines: Iterable[tuple[Line, StockMove]]) -> Iterator[tuple[Line, int]]:
    lines = list(lines)
    received = sum(move.quantity for _, move in lines)
    lot = Lot(job=job.id, quantity=max(job.accepted, received), cost=job.charged)
    first = 0
    for line, move in lines:
        yield line, Part(lot=lot, first=first, last=first + move.quantity).cost
        first += move.quantity


def received_lines(stocks: Iterable[Stock]) -> Mapping[str, list[tuple[Line, StockMove]]]:
    """Id of a print job (small letters) -> the lines that received something of it."""
    found: dict[str, list[tuple[Line, StockMove]]] = defaultdict(list)
    for stock in stocks:
        for place, move in enumerate(stock.moves):
            if move.type == "receipt" and move.job is not None:
                found[move.job.casefold()].append(((stock.id.casefold(), place), move))
    return found


def ledger_of(stock: Stock, values: Mapping[Line, int]) -> StockLedger:
    """The ledger of one article; `values` gives the fen of receipts by their line."""
    room = _Room()
    return StockLedger(stock=stock, entries=tuple(_entries(stock, values, room)))


def _entries(stock: Stock, values: Mapping[Line, int], room: "_Room") -> Iterator[Entry]:
    balance = 0
    for place, move in enumerate(stock.moves):
        if move.type in RECEIPTS:
            fen = values.get((stock.id.casefold(), place), move.value or 0)
            parts = room.receive(Lot(job=move.job or "", quantity=move.quantity, cost=fen))
        elif move.type == "give_back":
            parts = room.take_back(move.department or "", move.quantity)
        else:
            parts = room.hand_out(move.department or "", move.quantity)
        balance += move.quantity if move.type in INWARDS else -move.quantity
        missing = move.quantity - sum(part.quantity for part in parts)
        yield Entry(place=place, move=move, balance=balance, parts=parts, missing=missing)


class _Room:
    """What lies there, oldest first, and what each department holds, newest last."""

    def __init__(self) -> None:
        self.there: deque[Part] = deque()
        self.held: dict[str, list[Part]] = defaultdict(list)

    def receive(self, lot: Lot) -> tuple[Part, ...]:
        part = Part(lot=lot, first=0, last=lot.quantity)
        self.there.append(part)
        return (part,)

    def hand_out(self, department: str, quantity: int) -> tuple[Part, ...]:
        """The oldest pieces, fewer when there are not so many."""
        taken: list[Part] = []
        while quantity and self.there:
            part = self.there.popleft()
            now, rest = _cut(part, min(quantity, part.quantity))
            if rest is not None:
                self.there.appendleft(rest)
            taken.append(now)
            quantity -= now.quantity
        self.held[department].extend(taken)
        return tuple(taken)

    def take_back(self, department: str, quantity: int) -> tuple[Part, ...]:
        """The pieces that the department got last; they are the first to leave again."""
        held, back = self.held[department], list[Part]()
        while quantity and held:
            part = held.pop()
            keep = part.quantity - min(quantity, part.quantity)
            first, rest = _cut(part, keep)
            if rest is None:  # pragma: no cover  keep is less than the part
                break
            if keep:
                held.append(first)
            back.append(rest)
            self.there.appendleft(rest)
            quantity -= rest.quantity
        return tuple(back)


def _cut(part: Part, pieces: int) -> tuple[Part, Part | None]:
    """The first `pieces` of a part, and what is behind them."""
    middle = part.first + pieces
    first = Part(lot=part.lot, first=part.first, last=middle)
    return first, None if middle == part.last else Part(lot=part.lot, first=middle, last=part.last)
