"""Tranches as pots of fen that can be used from a day to a day, in their order of use. Integer fen."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from forecourt.kinds.programme import Fund
from forecourt.model.months import Month
from forecourt.money.tranches import Demand, Tranche


class Pot(Struct, kw_only=True):
    """Fen of one tranche that can be used from a day to a day: all but what it carries over, or that."""

    tranche: Tranche
    since: date
    until: date
    left: int

    def is_open(self, demand: Demand, claimed_on: date) -> bool:
        """Whether any of it can be used for `demand`."""
        claim_by = self.tranche.claim_by
        in_time = claim_by is None or claimed_on <= claim_by
        return self.left > 0 and in_time and self.since <= demand.day <= self.until


def pots_by_fund(tranches: Sequence[Tranche], funds: Mapping[str, Fund]) -> dict[str, list[Pot]]:
    """Fund -> its pots in their order of use; the funds in theirs."""
    places = {name: place for place, name in enumerate(funds)}
    by_fund: dict[str, list[Pot]] = {}
    for tranche in sorted(tranches, key=lambda one: (one.priority, places.get(one.fund, len(places)))):
        by_fund.setdefault(tranche.fund, []).extend(_pots(tranche))
    for name, pots in by_fund.items():
        soonest = name in funds and funds[name].use_order == "soonest"
        # What carries over comes after all that does not, so that a quarter loses as little as it may.
        carries = any(pot.tranche.carry_to for pot in pots)
        pots.sort(key=_by_end if soonest or carries else _by_month)
    return by_fund


def _pots(tranche: Tranche) -> Iterator[Pot]:
    now = tranche.amount - tranche.carry
    yield Pot(tranche=tranche, since=tranche.usable_from, until=tranche.usable_to, left=now)
    if tranche.carry_to is not None:
        yield Pot(tranche=tranche, since=tranche.usable_from, until=tranche.carry_to, left=tranche.carry)


def _by_end(pot: Pot) -> tuple[date, Month]:
    return (pot.until, pot.tranche.month)


def _by_month(pot: Pot) -> tuple[date, Month]:
    return (pot.tranche.month.first_day, pot.tranche.month)
