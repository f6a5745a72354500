"""Tranches of the funds, and what spending draws from them (M2; domain 3.1). All amounts in fen."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from msgspec import Struct, field

from forecourt.model.months import Month


class Tranche(Struct, frozen=True, kw_only=True):
    """One fund's accrual of one month: how much, from when to when it can be used, and at which rate.

    `claim_by` is the last day to hand in a claim on it (None: only the claim window counts). `match_rate` is
    in percent of the eligible cost. Lower `priority` is used first. `after` names a fund that must be
    exhausted before this tranche may be used ("": none). At most `carry` fen of what is left after
    `usable_to` may be used until `carry_to`. `missing`: a figure that it rests on is not given, so that it is
    too low. `forecast`: the accrual month is not over, so that its figures are expected ones (pitfall 9).
    """

    fund: str
    label: str
    month: Month
    amount: int
    usable_from: date
    usable_to: date
    claim_by: date | None
    match_rate: Decimal
    priority: int
    after: str
    carry: int = 0
    carry_to: date | None = None
    missing: bool = False
    forecast: bool = False

    @property
    def last_day(self) -> date:
        """The last day on which any of it can be used."""
        return self.usable_to if self.carry_to is None else self.carry_to


class Draw(Struct, frozen=True, kw_only=True):
    """What one record takes from one tranche: `amount` fen are reimbursed for `eligible` fen of its cost."""

    record: str
    fund: str
    month: Month
    day: date
    eligible: int
    amount: int


class TrancheBalance(Struct, frozen=True, kw_only=True):
    """Where a tranche stands on a day: amount = used + expired + open, always, to the fen."""

    tranche: Tranche
    used: int
    expired: int

    @property
    def open(self) -> int:
        """Fen that can still be used."""
        return self.tranche.amount - self.used - self.expired


class Demand(Struct, frozen=True, kw_only=True):
    """What one record asks of the funds: `eligible` fen spent on a channel, on the last day that it ran.

    `approved` is the most that may be paid back (None: no such limit). `cost_types` are parts of `eligible`
    by kind of cost, for shares that name one. `claimed_on` is the day of the postmark (None: not claimed
    yet), `claim` what is handed in together, for the least claim ("": the record alone).
    """

    record: str
    day: date
    channel: str
    eligible: int
    approved: int | None = None
    cost_types: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    claimed_on: date | None = None
    claim: str = ""


class Unmet(Struct, frozen=True, kw_only=True):
    """Eligible fen of a record for which no fund pays, and why (a code of SHORTFALLS)."""

    record: str
    day: date
    eligible: int
    reason: str


class Settlement(Struct, frozen=True, kw_only=True):
    """Who draws what (by day and record), where each tranche stands then, and what nobody pays."""

    draws: tuple[Draw, ...]
    balances: tuple[TrancheBalance, ...]
    unmet: tuple[Unmet, ...]
