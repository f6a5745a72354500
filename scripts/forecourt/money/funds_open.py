"""What the funds still pay for records that no claim holds: each fen of a tranche once (M2; domain 3.1).

All amounts are integer fen.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from forecourt.kinds.programme import Programme
from forecourt.money.funds import settle
from forecourt.money.ledger_balance import Balance, Key
from forecourt.money.tranches import Demand, Tranche


def unused(
    tranches: Iterable[Tranche], balances: Mapping[Key, Balance], *, expired: bool = False
) -> tuple[Tranche, ...]:
    """The tranches with what no claim has used of them; also what has expired since, when asked for."""
    found = []
    for tranche in tranches:
        balance = balances.get((tranche.fund, tranche.month))
        left = tranche.amount if balance is None else balance.open + (balance.expired if expired else 0)
        found.append(replace(tranche, amount=left, carry=min(tranche.carry, left)))
    return tuple(found)


def paid_for(
    tranches: Sequence[Tranche], programme: Programme, demands: Sequence[Demand], today: date
) -> Mapping[str, int]:
    """Id of a record -> fen that the funds pay for it when all `demands` are served in order of their day."""
    sums: dict[str, int] = defaultdict(int)
    for draw in settle(tranches, programme, demands, today).draws:
        sums[draw.record] += draw.amount
    return sums
