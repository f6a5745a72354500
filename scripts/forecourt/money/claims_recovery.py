"""The recovery rate: how much of what was paid came back, money apart from account credit (M2; domain 3.1).

All amounts are integer fen. Estimates are left out (pitfall 9); account credit is no cash (pitfall 10).
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from forecourt.kinds.claim import Claim
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.programme import Programme
from forecourt.kinds.table import kind_of
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from forecourt.money.claims import spent_on
from forecourt.money.funds_costs import eligible_cost
from forecourt.money.ledger_claims import ESTIMATE, granted_on
from forecourt.money.lifecycle import bucket_of, state_of
from forecourt.money.ratio import Ratio

CASH = "cash"


class Recovery(Struct, frozen=True, kw_only=True):
    """One month (None: all) in fen: what was paid and is eligible, and what of it was granted and came back.

    `paid` are the records behind the eligible sum, `claims` those behind the others.
    """

    month: Month | None
    eligible: int
    granted: int
    cash: int
    credit: int
    paid: tuple[Record, ...]
    claims: tuple[Claim, ...]

    @property
    def reimbursed(self) -> int:
        """Fen that came back, as cash or as account credit."""
        return self.cash + self.credit

    @property
    def rate(self) -> Ratio:
        """Reimbursed ÷ eligible paid; nothing while nothing eligible was paid."""
        return Ratio(part=self.reimbursed, whole=self.eligible)

    @property
    def granted_rate(self) -> Ratio:
        """Granted ÷ eligible paid."""
        return Ratio(part=self.granted, whole=self.eligible)


def recovery(records: Records) -> tuple[Recovery, ...]:
    """A line for each month that has a record, in order, by the activity month of costs and claims."""
    return tuple(_month(records, month) for month in sorted({plan.month for plan in records.of(MonthPlan)}))


def total(lines: Iterable[Recovery]) -> Recovery:
    """All months together."""
    found = tuple(lines)
    return Recovery(
        month=None,
        eligible=sum(line.eligible for line in found),
        granted=sum(line.granted for line in found),
        cash=sum(line.cash for line in found),
        credit=sum(line.credit for line in found),
        paid=tuple(record for line in found for record in line.paid),
        claims=tuple(claim for line in found for claim in line.claims),
    )


def _month(records: Records, month: Month) -> Recovery:
    paid = tuple(_paid(records, month))
    claims = tuple(claim for claim in records.of(Claim) if claim.month == month and claim.source != ESTIMATE)
    granted = (granted_on(claim, state_of(records, claim)) for claim in claims)
    credited = [(claim.credit_form, claim.credited_cost or 0) for claim in claims]
    return Recovery(
        month=month,
        eligible=sum(_eligible(records, record, month) for record in paid),
        granted=sum(one[0] for one in granted if one is not None),
        cash=sum(fen for form, fen in credited if form == CASH),
        credit=sum(fen for form, fen in credited if form != CASH),
        paid=paid,
        claims=claims,
    )


def _paid(records: Records, month: Month) -> Iterator[Record]:
    for record in records:
        if kind_of(record).cost is None or getattr(record, "month", None) != month:
            continue
        if spent_on(record) and bucket_of(state_of(records, record)) == "spent":
            yield record


def _eligible(records: Records, record: Record, month: Month) -> int:
    plan = next((plan for plan in records.of(MonthPlan) if plan.month == month), None)
    programme = None if plan is None else records.find(Programme, plan.programme)
    return spent_on(record) if programme is None else eligible_cost(record, programme).eligible
