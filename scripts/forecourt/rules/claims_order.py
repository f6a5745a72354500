"""The order in which funds and their months are used, and claims that leave it (M2; domain 3.1)."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from forecourt.kinds.claim import Claim
from forecourt.kinds.programme import Fund, Programme
from forecourt.money.funds import settle
from forecourt.money.ledger_balance import Key
from forecourt.money.tranches import Tranche
from forecourt.rules.claims_asked import arrived_on, asking, left_before
from forecourt.rules.sight import Sight


class Misplaced(Struct, frozen=True, kw_only=True):
    """`fen` that a claim takes of `later`, at `place` among its tranches, and `first` had still to pay.

    `open` fen of `first` would have been paid for the claim's lines beyond what the claim takes of it.
    """

    place: int
    later: Tranche
    first: Tranche
    open: int
    fen: int


def misplaced(claim: Claim, programme: Programme, sight: Sight) -> Iterator[Misplaced]:
    """Each tranche of the claim that takes what one before it in the order had to pay, the first such."""
    funds = {fund.name: fund for fund in reversed(programme.funds)}
    if not any(fund.priority is not None or fund.use_order for fund in funds.values()):
        return
    day = arrived_on(claim, sight)
    left = left_before(claim, programme, day, sight)
    due = _due(claim, programme, left, day, sight)
    if due is None:
        return
    known = {_key(one): one for one in left}
    taken: dict[Key, int] = {}
    for use in claim.tranches:
        key = (use.fund, use.accrued_in)
        taken[key] = taken.get(key, 0) + use.amount
    for place, use in enumerate(claim.tranches):
        later = known.get((use.fund, use.accrued_in))
        beyond = taken[use.fund, use.accrued_in] - due.get((use.fund, use.accrued_in), 0)
        if later is None or beyond <= 0:
            continue
        for first in left:
            open_ = due.get(_key(first), 0) - taken.get(_key(first), 0)
            if open_ > 0 and _is_before(first, later, funds, day):
                fen = min(open_, beyond, use.amount)
                yield Misplaced(place=place, later=later, first=first, open=open_, fen=fen)
                break


def _due(
    claim: Claim, programme: Programme, left: Sequence[Tranche], day: date, sight: Sight
) -> dict[Key, int] | None:
    """What each tranche pays for the claim's lines in their order; None when a line is unknown."""
    lines = list(asking(claim, programme, sight))
    if len(lines) != len(claim.lines):
        return None
    mine = [replace(demand, approved=line.claimed, claimed_on=max(day, demand.day)) for line, demand in lines]
    found: dict[Key, int] = {}
    for draw in settle(left, programme, mine, sight.today).draws:
        found[draw.fund, draw.month] = found.get((draw.fund, draw.month), 0) + draw.amount
    return found


def _is_before(first: Tranche, later: Tranche, funds: dict[str, Fund], day: date) -> bool:
    """Whether the programme says that `first` pays before `later`."""
    if first.month > later.month and first.month.last_day >= day:
        return False
    if first.fund != later.fund:
        pair = (funds[first.fund], funds[later.fund])
        said = any(fund.priority is not None for fund in pair) and later.after != first.fund
        return said and first.priority < later.priority
    match funds[first.fund].use_order:
        case "oldest":
            return first.month < later.month
        case "soonest":
            return (first.usable_to, first.month) < (later.usable_to, later.month)
    return False


def _key(tranche: Tranche) -> Key:
    return tranche.fund, tranche.month
