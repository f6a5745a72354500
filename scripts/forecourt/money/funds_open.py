"""What the funds still pay for records that no claim holds: each fen of a tranche once (M2; domain 3.1).

All amounts are integer fen.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from forecourt.kinds.programme import Programme
from forecourt.model.record import Record, Records
from forecourt.money.claims import claimed_in, first_posted, unclaimed
from forecourt.money.funds import settle
from forecourt.money.funds_costs import demand_of
from forecourt.money.ledger_balance import Balance, Key, balances
from forecourt.money.ledger_ends import programme_of, tranches_of
from forecourt.money.ledger_entry import Entry
from forecourt.money.tranches import Demand, Draw, Settlement, Tranche, Unmet


def unused(
    tranches: Iterable[Tranche], balances: Mapping[Key, Balance], *, expired: bool = False
) -> tuple[Tranche, ...]:
    """The tranches with what no claim has used of them; also what has expired since, when asked for."""
    found = []
    for tranche in tranches:
        balance = balances.get((tranche.fund, tranche.month))
        left = tranche.amount if balance is None else balance.open + (balance.expired if expired else 0)
        found.append(left_of(tranche, left))
    return tuple(found)


def left_of(tranche: Tranche, left: int) -> Tranche:
    """The tranche with only `left` fen of its money; what it may carry over is used last."""
    return replace(tranche, amount=left, carry=min(tranche.carry, left))


class Payment(Struct, frozen=True, kw_only=True):
    """What the funds pay for one record, tranche by tranche, and what of its cost none pays."""

    draws: tuple[Draw, ...]
    unmet: tuple[Unmet, ...]


def payment(
    record: Record, programme: Programme, records: Records, entries: Iterable[Entry], today: date
) -> Payment:
    """What the funds pay for `record`: as far as the money goes beside all that is paid and not claimed yet.

    For a record that a standing claim holds it is what the whole tranches would pay for it alone on the day
    of that claim: its money is taken already, whatever is open.
    """
    tranches = [one for of, one in tranches_of(records, today).values() if of is programme]
    claims = claimed_in(records).get(record.id.casefold(), [])
    if claims:
        claim = claims[0][0]
        alone = demand_of(record, programme, claimed_on=first_posted(records, claim), claim=claim.id)
        return _of_one(record, settle(tranches, programme, [alone] if alone else [], today))
    beside = [one for one in unclaimed(records) if programme_of(records, one) is programme]
    asking = {one.id: one for one in (*beside, record)}
    demands = [demand for one in asking.values() if (demand := demand_of(one, programme))]
    return _of_one(record, settle(unused(tranches, balances(entries)), programme, demands, today))


def _of_one(record: Record, settled: Settlement) -> Payment:
    return Payment(
        draws=tuple(one for one in settled.draws if one.record == record.id and one.amount),
        unmet=tuple(one for one in settled.unmet if one.record == record.id),
    )


def paid_for(
    tranches: Sequence[Tranche], programme: Programme, demands: Sequence[Demand], today: date
) -> Mapping[str, int]:
    """Id of a record -> fen that the funds pay for it when all `demands` are served in order of their day."""
    sums: dict[str, int] = defaultdict(int)
    for draw in settle(tranches, programme, demands, today).draws:
        sums[draw.record] += draw.amount
    return sums
