"""Balances as folds over the ledger's entries, by fund and tranche, and the expiries that follow (M2).

All amounts are integer fen, and Σ accrual = used + expired + open always holds. `open` is never negative:
what claims take beyond a tranche's money, or after it has expired, is not its money and stands apart as
`overdrawn`, so that claimed − refused = used + overdrawn. Money that comes back to an overdrawn tranche, or
accrues for it later, first covers what is overdrawn.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from types import MappingProxyType
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from forecourt.model.months import Month
from forecourt.money.ledger_entry import Entry

ONE_DAY: Final = timedelta(days=1)
# Fund and the month in which it accrued.
Key = tuple[str, Month]


class Balance(Struct, frozen=True, kw_only=True):
    """Where a tranche stands after some entries, in fen."""

    fund: str
    accrued_in: Month
    accrued: int = 0
    used: int = 0
    expired: int = 0
    overdrawn: int = 0
    claimed: int = 0
    granted: int = 0
    refused: int = 0
    credited: int = 0

    @property
    def open(self) -> int:
        """Fen that can still be claimed; never negative."""
        return self.accrued - self.used - self.expired

    def after(self, entry: Entry) -> "Balance":
        """The balance once `entry` has moved it."""
        return _MOVES[entry.type](self, entry.amount) if entry.type in _MOVES else self

    def expire(self, fen: int) -> "Balance":
        """The balance once `fen` of it have expired."""
        return replace(self, expired=self.expired + fen)


class End(Struct, frozen=True, kw_only=True):
    """A last day on which a tranche can be claimed; more than `stays` fen does not outlive it."""

    day: date
    stays: int = 0


def balances(entries: Iterable[Entry]) -> dict[Key, Balance]:
    """The balance of every tranche, in order of fund (as first met) and month."""
    found: dict[Key, Balance] = {}
    for entry in entries:
        if entry.accrued_in is not None:
            key = (entry.fund, entry.accrued_in)
            before = found.get(key) or Balance(fund=entry.fund, accrued_in=entry.accrued_in)
            found[key] = before.after(entry)
    funds = list(dict.fromkeys(fund for fund, _ in found))
    order = sorted(found, key=lambda key: (funds.index(key[0]), key[1]))
    return {key: found[key] for key in order}


class Expiry(Struct, frozen=True, kw_only=True):
    """`amount` fen of a tranche that nobody can claim any more from `day` on.

    `cause` is the entry that brought money back when it was too late; None at the tranche's own end.
    """

    key: Key
    day: date
    amount: int
    cause: Entry | None


def expiries(entries: Iterable[Entry], ends: Mapping[Key, Sequence[End]]) -> Iterator[Expiry]:
    """What expires of each tranche; `entries` are those of accruals and claims, in the ledger's order."""
    by_key: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.accrued_in is not None:
            by_key[entry.fund, entry.accrued_in].append(entry)
    for key, moves in by_key.items():
        yield from _of_tranche(key, moves, deque(sorted(ends.get(key, ()), key=lambda end: end.day)))


def _of_tranche(key: Key, moves: list[Entry], ends: deque[End]) -> Iterator[Expiry]:
    """Day by day: first what ended before it, then its entries, then what they brought back too late."""
    balance, stays = Balance(fund=key[0], accrued_in=key[1]), None
    for day, found in groupby(moves, key=lambda entry: entry.day):
        while ends and ends[0].day < day:
            expiry, stays = _at_end(key, balance, ends.popleft())
            balance = balance.expire(expiry.amount)
            yield from (expiry,) if expiry.amount else ()
        cause = None
        for entry in found:
            balance = balance.after(entry)
            cause = entry if entry.type in _BRINGS_IN else cause
        if stays is not None and balance.open > stays:
            yield Expiry(key=key, day=day, amount=balance.open - stays, cause=cause)
            balance = balance.expire(balance.open - stays)
    for end in ends:
        expiry, _ = _at_end(key, balance, end)
        balance = balance.expire(expiry.amount)
        yield from (expiry,) if expiry.amount else ()


def _at_end(key: Key, balance: Balance, end: End) -> tuple[Expiry, int]:
    amount = max(balance.open - end.stays, 0)
    return Expiry(key=key, day=end.day + ONE_DAY, amount=amount, cause=None), end.stays


def _accrue(balance: Balance, fen: int) -> Balance:
    covered = min(balance.overdrawn, fen)
    return replace(
        balance,
        accrued=balance.accrued + fen,
        used=balance.used + covered,
        overdrawn=balance.overdrawn - covered,
    )


def _claim(balance: Balance, fen: int) -> Balance:
    taken = min(balance.open, fen)
    return replace(
        balance,
        claimed=balance.claimed + fen,
        used=balance.used + taken,
        overdrawn=balance.overdrawn + fen - taken,
    )


def _give_back(balance: Balance, fen: int) -> Balance:
    covered = min(balance.overdrawn, fen)
    return replace(
        balance,
        refused=balance.refused + fen,
        used=balance.used - (fen - covered),
        overdrawn=balance.overdrawn - covered,
    )


_BRINGS_IN: Final = ("accrual", "refusal")
_MOVES: Final[Mapping[str, Callable[[Balance, int], Balance]]] = MappingProxyType(
    {
        "accrual": _accrue,
        "claim": _claim,
        "refusal": _give_back,
        "expiry": lambda balance, fen: balance.expire(fen),
        "grant": lambda balance, fen: replace(balance, granted=balance.granted + fen),
        "credit": lambda balance, fen: replace(balance, credited=balance.credited + fen),
    }
)


def running(entries: Iterable[Entry]) -> Iterator[tuple[Entry, int]]:
    """Each entry with the fen that are open in all tranches together once it has moved them."""
    found: dict[Key, Balance] = {}
    whole = 0
    for entry in entries:
        if entry.accrued_in is not None:
            key = (entry.fund, entry.accrued_in)
            before = found.get(key) or Balance(fund=entry.fund, accrued_in=entry.accrued_in)
            found[key] = before.after(entry)
            whole += found[key].open - before.open
        yield entry, whole


def overdrafts(entries: Iterable[Entry]) -> Iterator[tuple[Entry, int]]:
    """Claim entries that took more than their tranche had left, with the fen that were beyond it then."""
    found: dict[Key, Balance] = {}
    for entry in entries:
        if entry.accrued_in is None:
            continue
        key = (entry.fund, entry.accrued_in)
        before = found.get(key) or Balance(fund=entry.fund, accrued_in=entry.accrued_in)
        found[key] = before.after(entry)
        beyond = found[key].overdrawn - before.overdrawn
        if entry.type == "claim" and beyond:
            yield entry, beyond
