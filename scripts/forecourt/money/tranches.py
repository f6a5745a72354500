"""Tranches of the funds, and what spending draws from them (M2; domain 3.1). All amounts in fen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from forecourt.model.months import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Tranche:
    """One fund's accrual of one month: how much, from when to when it can be used, and at which rate.

    `claim_by` is the last day to hand in a claim on it (None: only the claim window counts). `match_rate` is
    in percent of the eligible cost. Lower `priority` is used first. `after` names a fund that must be
    exhausted before this tranche may be used ("": none).
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """What one record takes from one tranche: `amount` fen are reimbursed for `eligible` fen of its cost."""

    record: str
    fund: str
    month: Month
    day: date
    eligible: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheBalance:
    """Where a tranche stands on a day: amount = used + expired + open, always, to the fen."""

    tranche: Tranche
    used: int
    expired: int

    @property
    def open(self) -> int:
        """Fen that can still be used."""
        return self.tranche.amount - self.used - self.expired
