"""Rules that hold what claims ask for against the programme's funds (M2; domain 3.1). Integer fen."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from forecourt.kinds.claim import Claim, ClaimLine
from forecourt.kinds.programme import Programme
from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.model.money import format_yuan, share_of
from forecourt.model.record import Record
from forecourt.model.unread import readable
from forecourt.money.accrual import IN_PERCENT
from forecourt.money.claims import first_posted
from forecourt.money.funds import settle
from forecourt.money.funds_costs import demand_of, eligible_cost
from forecourt.money.ledger_claims import handed_in_on
from forecourt.money.tranches import Demand, Tranche
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, text


@code("CL16")
def more_than_fund_pays(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """The claim takes more of a fund than the programme lets it take.

    A fund may pay only once another has nothing left, only a share for a channel or kind of cost, only so
    much for one item, nothing below its least claim, and of last quarter's money only what carries over
    (domain 3.1). Earlier claims count. What is beyond the accrual itself is told as overdrawn.
    """
    programme = sight.records.find(Programme, claim.programme)
    if programme is None or claim not in sight.records.items or not sight.is_live(claim):
        return
    for name in dict.fromkeys(use.fund for use in claim.tranches):
        taken, most = _taken_and_most(claim, name, programme, sight)
        if taken > most:
            place = next(place for place, use in enumerate(claim.tranches) if use.fund == name)
            yield Problem(
                code="CL16",
                field=f"tranches.{place}.amount",
                message=text(
                    N_("The claim takes {taken} yuan of the fund {fund}; the programme lets it take {most}"),
                    taken=format_yuan(taken),
                    fund=name,
                    most=format_yuan(most),
                ),
                hint=text(N_("Take the rest of another fund, or claim less")),
            )


@code("CL17")
def rate_above_fund(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """A line claims at a higher match rate than any fund that the claim uses.

    The programme says which share of the eligible cost a fund pays back (domain 3.1).
    """
    programme = sight.records.find(Programme, claim.programme)
    if programme is None:
        return
    used = {use.fund for _, use in readable(claim.tranches, "fund")}
    rates = [fund.match_rate for fund in programme.funds if fund.name in used]
    for place, line in readable(claim.lines, "spent", "ineligible", "rate"):
        if rates and line.rate > max(rates):
            yield Problem(
                code="CL17",
                field=f"lines.{place}.rate",
                message=text(
                    N_("{rate} % is claimed; the funds used pay {most} %, at most {fen} yuan"),
                    rate=f"{line.rate.normalize():f}",
                    most=f"{max(rates).normalize():f}",
                    fen=format_yuan(share_of(_eligible(line), max(rates) * IN_PERCENT)),
                ),
                hint=text(N_("Write the rate of the programme, and claim at most that")),
            )


@code("CL18")
def ineligible_left_in(claim: Claim, sight: Sight) -> Iterator[Problem]:
    """A line claims costs that the programme never pays back.

    Production, agency commission and the like are cut from every claim (pitfall 8).
    """
    programme = sight.records.find(Programme, claim.programme)
    if programme is None:
        return
    for place, line in readable(claim.lines, "record", "spent", "ineligible", "rate"):
        record = sight.get(line.record)
        cost = None if record is None else eligible_cost(record, programme)
        if cost is None or (line.ineligible or 0) >= cost.ineligible or _eligible(line) <= cost.eligible:
            continue
        most = share_of(cost.eligible, _rate(claim, line, programme) * IN_PERCENT)
        yield Problem(
            code="CL18",
            field=f"lines.{place}.ineligible",
            message=text(
                N_("Of {spent} yuan spent {ineligible} are not eligible: at most {most} can be claimed"),
                spent=format_yuan(cost.spent),
                ineligible=format_yuan(cost.ineligible),
                most=format_yuan(most),
            ),
            hint=text(N_("Write what is not eligible into the line, and claim at most that")),
        )


def _eligible(line: ClaimLine) -> int:
    return max(line.spent - (line.ineligible or 0), 0)


def _rate(claim: Claim, line: ClaimLine, programme: Programme) -> Decimal:
    """The line's rate, never above the highest of the funds that the claim uses."""
    used = {use.fund for _, use in readable(claim.tranches, "fund")}
    rates = [fund.match_rate for fund in programme.funds if fund.name in used]
    return min(line.rate, max(rates, default=line.rate))


def _taken_and_most(claim: Claim, name: str, programme: Programme, sight: Sight) -> tuple[int, int]:
    """What the claim takes of a fund, as far as accrual and rate allow, and what the engine lets it take."""
    uses = [use for use in claim.tranches if use.fund == name]
    own = [one for found, one in sight.tranches.values() if found is programme and one.fund == name]
    named = [one for one in own if one.month in {use.accrued_in for use in uses}]
    mine = _demands(claim, programme, sight)
    days = [one.day for one in mine if any(it.usable_from <= one.day <= it.last_day for it in named)]
    if not days or len(mine) != len(claim.lines) or any(one.missing for one in named):
        return 0, 0
    rate = named[0].match_rate * IN_PERCENT
    rated = sum(share_of(one.eligible, rate) for one in mine)
    taken = min(sum(use.amount for use in uses), sum(one.amount for one in named), rated)
    most = _alone(named, programme, mine, sight)
    if not any(one.missing for one in own):
        # Shares and funds that come first rest on every month's figure; what one item may cost does not.
        most = min(most, _among(claim, name, programme, sight))
    return taken, most


def _alone(named: Sequence[Tranche], programme: Programme, mine: Sequence[Demand], sight: Sight) -> int:
    """What the named tranches alone pay: carry-over, least claim and caps for one item count."""
    funds = tuple(replace(fund, shares=()) for fund in programme.funds)
    free = [replace(one, after="") for one in named]
    done = settle(free, replace(programme, funds=funds), mine, sight.today)
    return sum(draw.amount for draw in done.draws)


def _among(claim: Claim, name: str, programme: Programme, sight: Sight) -> int:
    """What the fund pays beside the one that comes first, and after the claims handed in before.

    That is what it pays for all of them less what it pays for those alone: what ran earlier comes first at
    the till, but who claimed earlier has the money.
    """
    chain = _chain(name, programme)
    held = [one for found, one in sight.tranches.values() if found is programme and one.fund in chain]
    fund = next((one for one in programme.funds if one.name == name), None)
    if fund is None or not (fund.shares or fund.only_after):
        return sum(one.amount for one in held)
    own = {line.record.casefold() for line in claim.lines}
    before = [
        demand
        for other in _before(claim, sight)
        for demand in _held(other, chain, programme, sight)
        if demand.record.casefold() not in own
    ]
    alone, together = (
        sum(draw.amount for draw in settle(held, programme, demands, sight.today).draws if draw.fund == name)
        for demands in (before, [*before, *_demands(claim, programme, sight)])
    )
    return max(together - alone, 0)


def _held(claim: Claim, chain: Sequence[str], programme: Programme, sight: Sight) -> Iterator[Demand]:
    """What each line of a claim takes of these funds, as far as its tranches go: what it has, or asks for."""
    left = sum(use.amount for use in claim.tranches if use.fund in chain)
    for line, demand in _asking(claim, programme, sight) if left else ():
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


def _demands(claim: Claim, programme: Programme, sight: Sight) -> tuple[Demand, ...]:
    """What the lines ask, as the claim states it; whether it is late is told elsewhere."""
    return tuple(demand for _, demand in _asking(claim, programme, sight))


def _asking(claim: Claim, programme: Programme, sight: Sight) -> Iterator[tuple[ClaimLine, Demand]]:
    for line in claim.lines:
        demand = _demand(claim, sight.records.get(line.record), programme)
        if demand is not None:
            yield line, replace(demand, eligible=_eligible(line), approved=None)


def _demand(claim: Claim, record: Record | None, programme: Programme) -> Demand | None:
    demand = None if record is None else demand_of(record, programme, claim=claim.id)
    return None if demand is None else replace(demand, claimed_on=demand.day)
