"""What funds let a claim take, and what nobody can tell of it yet (M2; domain 3.1). Integer fen."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from forecourt.kinds.claim import Claim
from forecourt.kinds.programme import Fund, Programme, Share
from forecourt.model.money import share_of
from forecourt.money.accrual import IN_PERCENT
from forecourt.money.claims import PAID, first_posted
from forecourt.money.funds import settle
from forecourt.money.funds_costs import demand_of
from forecourt.money.funds_periods import period_of
from forecourt.money.ledger_claims import handed_in_on
from forecourt.money.tranches import Demand, Tranche
from forecourt.rules.claims_asked import arrived_on, asking, left_before, tranches_in
from forecourt.rules.sight import Sight


class Allowance(Struct, frozen=True, kw_only=True):
    """What a claim takes of one fund, as far as accrual and rate allow, and the most that it may take.

    `most` is never too low: what rests on a figure that is not given holds nothing back. `lacking` are the
    tranches without such a figure.
    """

    taken: int
    most: int
    lacking: tuple[Tranche, ...]


def allowance(claim: Claim, fund: Fund, programme: Programme, sight: Sight) -> Allowance | None:
    """What the claim takes of the fund; None when a line does not count or none ran in its time."""
    uses = [use for use in claim.tranches if use.fund == fund.name]
    months = {use.accrued_in for use in uses}
    named = [one for one in tranches_in(programme, sight) if one.fund == fund.name and one.month in months]
    mine = [demand for _, demand in asking(claim, programme, sight)]
    if len(mine) != len(claim.lines) or not any(_is_usable(one, demand) for one in named for demand in mine):
        return None
    asked = sum(use.amount for use in uses)
    lifted = [_lifted(one, asked) for one in named]
    rated = sum(share_of(one.eligible, fund.match_rate * IN_PERCENT) for one in mine)
    limits = [_alone(lifted, programme, mine, sight)]
    lacking = _lacking(fund, programme, mine, sight)
    if fund.shares or fund.only_after:
        limits.append((_at_most if lacking else _among)(claim, fund, programme, sight))
    return Allowance(
        taken=min(asked, sum(one.amount for one in lifted), rated),
        most=min(limits),
        lacking=(*(one for one in named if one.missing and one not in lacking), *lacking),
    )


def _is_usable(tranche: Tranche, demand: Demand) -> bool:
    return tranche.usable_from <= demand.day <= tranche.last_day


def _lifted(tranche: Tranche, asked: int) -> Tranche:
    """A tranche that lacks its figure as if it held all that is asked for; any other as it is."""
    if not tranche.missing:
        return tranche
    amount = max(tranche.amount, asked)
    return replace(tranche, amount=amount, carry=0 if tranche.carry_to is None else amount)


def _alone(named: Sequence[Tranche], programme: Programme, mine: Sequence[Demand], sight: Sight) -> int:
    """What the named tranches alone pay: carry-over, least claim and caps for one item count."""
    funds = tuple(replace(fund, shares=()) for fund in programme.funds)
    free = [replace(one, after="") for one in named]
    done = settle(free, replace(programme, funds=funds), mine, sight.today)
    return sum(draw.amount for draw in done.draws)


def _among(claim: Claim, fund: Fund, programme: Programme, sight: Sight) -> int:
    """What the fund pays beside the one that comes first, and after the claims handed in before.

    That is what it pays for all of them less what it pays for those alone: what ran earlier comes first at
    the till, but who claimed earlier has the money.
    """
    chain = _chain(fund.name, programme)
    held = [one for one in tranches_in(programme, sight) if one.fund in chain]
    own = {line.record.casefold() for line in claim.lines}
    before = [
        demand
        for other in _before(claim, sight)
        for demand in _held(other, chain, programme, sight)
        if demand.record.casefold() not in own
    ]
    mine = [demand for _, demand in asking(claim, programme, sight)]
    beside = _beside({*own, *(one.record.casefold() for one in before)}, programme, sight)
    alone, together = (
        _drawn(fund, held, programme, [*before, *some, *beside], sight) for some in (_idle(mine), mine)
    )
    return max(together - alone, 0)


def _at_most(claim: Claim, fund: Fund, programme: Programme, sight: Sight) -> int:
    """The most that the fund can pay, whatever the figures are that are not given.

    The fund itself as if it had enough, those that come first with what they have at least, and without the
    shares of something that is not known.
    """
    mine = [demand for _, demand in asking(claim, programme, sight)]
    asked = sum(use.amount for use in claim.tranches)
    left = left_before(claim, programme, arrived_on(claim, sight), sight)
    chain = _chain(fund.name, programme)
    held = [_lifted(one, asked) if one.fund == fund.name else one for one in left if one.fund in chain]
    known = tuple(one for one in fund.shares if not _resting(one, fund, programme, mine, sight))
    funds = tuple(replace(one, shares=known) if one is fund else one for one in programme.funds)
    beside = _beside({line.record.casefold() for line in claim.lines}, programme, sight)
    return _drawn(fund, held, replace(programme, funds=funds), [*mine, *beside], sight)


def _drawn(
    fund: Fund, held: Sequence[Tranche], programme: Programme, demands: Sequence[Demand], sight: Sight
) -> int:
    done = settle(held, programme, demands, sight.today)
    return sum(draw.amount for draw in done.draws if draw.fund == fund.name)


def _lacking(fund: Fund, programme: Programme, mine: Sequence[Demand], sight: Sight) -> tuple[Tranche, ...]:
    """Tranches without a figure on which the fund's shares rest, or of a fund that must be used up first."""
    first = set(_chain(fund.name, programme)) - {fund.name}
    found = {
        (one.fund, one.month): one
        for one in tranches_in(programme, sight)
        if one.missing and one.fund in first and any(_is_usable(one, demand) for demand in mine)
    }
    for share in fund.shares:
        found |= {(one.fund, one.month): one for one in _resting(share, fund, programme, mine, sight)}
    return tuple(found[key] for key in sorted(found))


def _resting(
    share: Share, fund: Fund, programme: Programme, mine: Sequence[Demand], sight: Sight
) -> list[Tranche]:
    """The fund's tranches without a figure that the share is of, in the periods in which the lines ran."""
    if share.of == "spending":
        return []
    periods = {period_of(one.day, share.per) for one in mine}
    own = [one for one in tranches_in(programme, sight) if one.missing and one.fund == fund.name]
    if share.of == "accrual":
        return [one for one in own if any(period.has(one.month.first_day) for period in periods)]
    return [one for one in own if any(one.usable_from <= period.first <= one.last_day for period in periods)]


def _idle(demands: Sequence[Demand]) -> list[Demand]:
    """The same records as spending of their period that asks for nothing."""
    return [replace(one, approved=0) for one in demands]


def _beside(without: set[str], programme: Programme, sight: Sight) -> list[Demand]:
    """Everything else that is paid, claimed or not: a share of the spending is of that too."""
    states = ((one, sight.state(one)) for one in sight.records if one.id.casefold() not in without)
    paid = (one for one, state in states if state is not None and state.money in PAID)
    return _idle([demand for one in paid if (demand := demand_of(one, programme)) is not None])


def _held(claim: Claim, chain: Sequence[str], programme: Programme, sight: Sight) -> Iterator[Demand]:
    """What each line of a claim takes of these funds, as far as its tranches go: what it has, or asks for."""
    left = sum(use.amount for use in claim.tranches if use.fund in chain)
    for line, demand in asking(claim, programme, sight) if left else ():
        taken = min(left, line.claimed if line.granted is None else line.granted)
        left -= taken
        yield replace(demand, approved=taken)


def _chain(name: str, programme: Programme) -> list[str]:
    """The fund, and those that must be used up before it."""
    after = {fund.name: fund.only_after for fund in programme.funds}
    found: list[str] = []
    at: str | None = name
    while at is not None and at not in found:
        found.append(at)
        at = after.get(at)
    return found


def _before(claim: Claim, sight: Sight) -> Iterator[Claim]:
    """Claims of the programme that were handed in earlier and still hold records.

    A claim that replaces a returned one has the place of the first in the row: its money was held for it.
    """
    holding = {id(other): other for pairs in sight.claimed.values() for other, _ in pairs}
    for other in holding.values():
        known = other in sight.records.items and other.programme.casefold() == claim.programme.casefold()
        if other is not claim and known and _turn(other, sight) < _turn(claim, sight):
            yield other


def _turn(claim: Claim, sight: Sight) -> tuple[date, str]:
    return first_posted(sight.records, claim) or handed_in_on(claim), claim.id
