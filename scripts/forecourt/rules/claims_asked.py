"""What a claim asks for, and what the claims before it had left of the tranches (M2; domain 3.1). In fen."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from forecourt.kinds.claim import Claim, ClaimLine
from forecourt.kinds.programme import Programme
from forecourt.money.claims import first_posted
from forecourt.money.funds_costs import demand_of
from forecourt.money.funds_open import left_of
from forecourt.money.ledger_balance import Key
from forecourt.money.tranches import Demand, Tranche
from forecourt.rules import sums
from forecourt.rules.sight import Sight


def tranches_in(programme: Programme, sight: Sight) -> list[Tranche]:
    """The tranches of a programme, by month, then fund."""
    return [one for found, one in sums.tranches(sight).values() if found is programme]


def asking(claim: Claim, programme: Programme, sight: Sight) -> Iterator[tuple[ClaimLine, Demand]]:
    """Each line with what it asks of the funds, as it states it; whether it is late is told elsewhere."""
    for line in claim.lines:
        record = sight.records.get(line.record)
        demand = None if record is None else demand_of(record, programme, claim=claim.id)
        if demand is not None:
            yield line, replace(demand, claimed_on=demand.day, eligible=eligible_of(line), approved=None)


def eligible_of(line: ClaimLine) -> int:
    """Fen of the line that the match rate is taken of."""
    return max(line.spent - (line.ineligible or 0), 0)


def arrived_on(claim: Claim, sight: Sight) -> date:
    """The day on which the claim came, or the one that it replaces; today for one that is not posted yet."""
    return first_posted(sight.records, claim) or sight.today


def left_before(claim: Claim, programme: Programme, day: date, sight: Sight) -> tuple[Tranche, ...]:
    """The programme's tranches with what the claims handed in before had left of them on `day`.

    What those were refused only later could not be taken then.
    """
    ended = {one.casefold() for one in _replaced_by(claim, sight)}
    taken: dict[Key, int] = defaultdict(int)
    before: set[str] = set()
    for entry in sums.funds(sight).moves:
        id = entry.record.casefold()
        if entry.accrued_in is None or id in ended:
            continue
        if entry.type == "claim" and (entry.day, entry.record) < (day, claim.id):
            before.add(id)
            taken[entry.fund, entry.accrued_in] += entry.amount
        elif entry.type == "refusal" and id in before and entry.day <= day:
            taken[entry.fund, entry.accrued_in] -= entry.amount
    return tuple(
        left_of(one, max(one.amount - taken[one.fund, one.month], 0)) for one in tranches_in(programme, sight)
    )


def _replaced_by(claim: Claim, sight: Sight) -> list[str]:
    """The claim and all that it was written to replace, link by link."""
    found: list[str] = []
    at: Claim | None = claim
    while at is not None and at.id not in found:
        found.append(at.id)
        at = sight.records.find(Claim, at.resubmission_of or "")
    return found
