"""Money that is lost when nobody acts: the countdown of the funds, and what is at risk (pitfall 1).

All amounts are integer fen. The kinds of risk overlap (a record that is claimed uses an open tranche), so
they are never added up.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from forecourt.kinds.claim import Claim
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.procedure import Procedure
from forecourt.kinds.programme import Programme
from forecourt.model.record import Record, Records
from forecourt.model.vocabulary import closed_list
from forecourt.money.claims import asked, not_resubmitted, unclaimed
from forecourt.money.funds_costs import demand_of
from forecourt.money.funds_deadlines import claim_deadline, last_run_day
from forecourt.money.funds_open import paid_for, unused
from forecourt.money.ledger import ledger
from forecourt.money.ledger_balance import balances
from forecourt.money.ledger_ends import ends_of, programme_of, tranches_of
from forecourt.money.tranches import Tranche
from forecourt.money.workdays import workdays_between
from forecourt.words.text import N_

SOON: Final = 30
RISKS: Final = closed_list(
    N_("What is at risk"),
    tranche=N_("Fund money that expires"),
    unclaimed=N_("Paid, not claimed yet"),
    returned=N_("Returned, not handed in again"),
    missed=N_("Paid, and too late to claim"),
)


class Countdown(Struct, frozen=True, kw_only=True):
    """One tranche with `open` fen left: until when costs may run on it, until when it may be claimed.

    Days are calendar days from today, working days those after today up to and with the day; below 0 it has
    passed. `is_forecast`: the accrual month is not over, so the amount is an expected one.
    """

    tranche: Tranche
    open: int
    claim_by: date
    today: date
    is_forecast: bool
    records: tuple[Record, ...]

    @property
    def use_by(self) -> date:
        """The last day on which what it pays for may run."""
        return self.tranche.last_day

    @property
    def ends_on(self) -> date:
        """The next day after which something is lost: of use, and once that has passed, of the claim."""
        return self.use_by if self.use_by >= self.today else self.claim_by


class Risk(Struct, frozen=True, kw_only=True):
    """`amount` fen that are lost after `day` when nothing happens; `records` are what it is about.

    `tranche` is the one that expires, None for other kinds.
    """

    risk: str
    title: str
    amount: int
    day: date
    records: tuple[Record, ...]
    tranche: Tranche | None = None


def days_to(today: date, day: date) -> int:
    """Calendar days from today to a day."""
    return (day - today).days


def workdays_to(today: date, day: date) -> int:
    """Working days after today up to and with a day."""
    return workdays_between(today, day)


def countdown(records: Records, today: date) -> tuple[Countdown, ...]:
    """Every tranche with money left that can still be claimed, the one that ends first before the others."""
    open_ = {key: one.open for key, one in balances(ledger(_of_funds(records), today)).items()}
    found = (
        Countdown(
            tranche=tranche,
            open=open_.get(key, tranche.amount),
            claim_by=max(end.day for end in ends_of(programme, tranche)),
            today=today,
            is_forecast=tranche.forecast,
            records=_sources(records, programme, tranche),
        )
        for key, (programme, tranche) in tranches_of(records, today).items()
    )
    known = [one for one in found if one.open > 0 and one.claim_by >= today]
    return tuple(sorted(known, key=lambda one: (one.ends_on, one.tranche.fund, one.tranche.month)))


def at_risk(records: Records, today: date, *, within: int = SOON) -> tuple[Risk, ...]:
    """What is lost within so many calendar days from today unless somebody acts, the nearest first."""
    found = (
        *_tranches(records, today, within),
        *_unclaimed(records, today, within),
        *_returned(records, today, within),
    )
    order = list(RISKS.terms)
    return tuple(sorted(found, key=lambda one: (one.day, order.index(one.risk), one.title)))


def sums(risks: Iterable[Risk]) -> Mapping[str, int]:
    """Kind of risk -> fen; the kinds overlap and are not added up."""
    found = dict.fromkeys(RISKS.terms, 0)
    for one in risks:
        found[one.risk] += one.amount
    return found


def _of_funds(records: Records) -> Records:
    """The records that move the funds: what ads and events cost does not, and there are thousands of them."""
    kinds = (MonthPlan, Programme, Claim, Procedure)
    return Records(items=tuple(record for kind in kinds for record in records.of(kind)))


def _tranches(records: Records, today: date, within: int) -> Iterator[Risk]:
    for one in countdown(records, today):
        if days_to(today, one.ends_on) <= within:
            title = f"{one.tranche.label} {one.tranche.month}"
            yield Risk(
                risk="tranche",
                title=title,
                amount=one.open,
                day=one.ends_on,
                records=one.records,
                tranche=one.tranche,
            )


def _unclaimed(records: Records, today: date, within: int) -> Iterator[Risk]:
    known = [
        (record, programme, day)
        for record in unclaimed(records)
        if (programme := programme_of(records, record)) and (day := _deadline(programme, record))
    ]
    near = [one for one in known if days_to(today, one[2]) <= within]
    refunds = _refunds(records, [one[:2] for one in known], today) if near else {}
    for record, _, day in near:
        risk = "unclaimed" if day >= today else "missed"
        amount = refunds.get((record.id, risk), 0)
        if amount:
            yield Risk(risk=risk, title=record.title, amount=amount, day=day, records=(record,))


def _returned(records: Records, today: date, within: int) -> Iterator[Risk]:
    for claim in not_resubmitted(records):
        day = _last_day(records, claim)
        if day is not None and days_to(today, day) <= within:
            yield Risk(risk="returned", title=claim.title, amount=asked(claim), day=day, records=(claim,))


def _refunds(
    records: Records, pairs: list[tuple[Record, Programme]], today: date
) -> dict[tuple[str, str], int]:
    """Record and kind of risk -> fen that the funds pay for it, no fen for two records that can be claimed.

    What is too late takes nothing from the others; it would have been paid had it been claimed in time.
    """
    balance = balances(ledger(_of_funds(records), today))
    held = tuple(tranches_of(records, today).values())
    found: dict[tuple[str, str], int] = {}
    for programme in {id(one): one for _, one in pairs}.values():
        own = [tranche for of, tranche in held if of is programme]
        asked_ = [demand for record, of in pairs if of is programme and (demand := demand_of(record, of))]
        in_time = [replace(one, claimed_on=one.day) for one in asked_]
        now = paid_for(unused(own, balance), programme, asked_, today)
        then = paid_for(unused(own, balance, expired=True), programme, in_time, today)
        found |= {(id, "unclaimed"): fen for id, fen in now.items()}
        found |= {(id, "missed"): fen for id, fen in then.items()}
    return found


def _last_day(records: Records, claim: Claim) -> date | None:
    """The earliest day after which a line of the claim is too late."""
    programme = records.find(Programme, claim.programme)
    found = (records.get(line.record) for line in claim.lines)
    days = [_deadline(programme, record) for record in found if record and programme]
    return min((day for day in days if day is not None), default=None)


def _deadline(programme: Programme, record: Record) -> date | None:
    day = last_run_day(record)
    return None if day is None else claim_deadline(programme, day)


def _sources(records: Records, programme: Programme, tranche: Tranche) -> tuple[Record, ...]:
    plans = (plan for plan in records.of(MonthPlan) if plan.month == tranche.month)
    return (*plans, programme)
