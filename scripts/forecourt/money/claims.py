"""What stands open with the manufacturer: records not claimed yet, claims not paid yet (M2; domain 1.2, 3.1).

All amounts are integer fen. What a state means is said by the procedure of its kind; no state is named here.
An estimate of a retroactive rebate is no money yet and stands apart (pitfall 9).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from forecourt.kinds.claim import Claim, ClaimLine
from forecourt.kinds.event import Event
from forecourt.kinds.procedure import State
from forecourt.kinds.table import kind_of
from forecourt.model.record import Record, Records
from forecourt.model.unread import is_read, readable
from forecourt.model.vocabulary import closed_list
from forecourt.money.ledger_claims import ESTIMATE, GIVEN_BACK, RETURNED, granted_on, handed_in_on
from forecourt.money.lifecycle import state_of
from forecourt.money.purchases import purchases_of
from forecourt.words.text import N_

PARTLY: Final = "partly_granted"
# Last day of each age but the oldest (domain 1.2: rebates come after 30 to 180 days).
_AGE_ENDS: Final = ((30, "to_30"), (60, "to_60"), (90, "to_90"), (180, "to_180"))
AGES: Final = closed_list(
    N_("Days since it was posted"),
    to_30=N_("0–30 days"),
    to_60=N_("31–60 days"),
    to_90=N_("61–90 days"),
    to_180=N_("91–180 days"),
    over_180=N_("More than 180 days"),
)
# The manufacturer has the claim, or has granted it, by the meaning of its state.
HANDED_IN: Final = ("claimed", "granted")
# What it was about had been paid, by the meaning of its state.
PAID: Final = ("spent", *HANDED_IN)


class Receivable(Struct, frozen=True, kw_only=True):
    """One claim that was posted and is not credited: `amount` fen are awaited since `since`, `days` ago.

    The amount is what was granted, or as long as nobody has decided what was claimed, less what has come.
    """

    claim: Claim
    amount: int
    is_granted: bool
    is_estimate: bool
    since: date
    days: int

    @property
    def age(self) -> str:
        """The code of its age in AGES."""
        return next((code for end, code in _AGE_ENDS if self.days <= end), "over_180")


class AgeLine(Struct, frozen=True, kw_only=True):
    """All receivables of one age, in fen: `issued` is owed by the manufacturer, `estimated` hoped for."""

    age: str
    issued: int
    estimated: int
    receivables: tuple[Receivable, ...]


def receivables(records: Records, today: date) -> tuple[Receivable, ...]:
    """Claims that are posted and not credited, the oldest first."""
    found = (_receivable(records, claim, today) for claim in records.of(Claim))
    known = [one for one in found if one is not None]
    return tuple(sorted(known, key=lambda one: (one.since, one.claim.id)))


def ageing(records: Records, today: date) -> tuple[AgeLine, ...]:
    """Receivables by age, youngest first; every age has its line."""
    found = receivables(records, today)
    return tuple(_age_line(age, [one for one in found if one.age == age]) for age in AGES.terms)


def asked(claim: Claim) -> int:
    """Fen claimed in all lines."""
    return sum(line.claimed for line in claim.lines)


def holds(records: Records, claim: Claim) -> bool:
    """Whether the claim still stands for its lines."""
    return holds_in(state_of(records, claim))


def holds_in(state: State | None) -> bool:
    """Whether a claim in that state stands for its lines: it is not cancelled, and not done without money."""
    return state is not None and (state.work == "open" or (state.work == "done" and state.money != "none"))


def claimed_in(records: Records) -> Mapping[str, list[tuple[Claim, ClaimLine]]]:
    """Id of a claimed record (case folded) -> the claims that hold it, each with its line."""
    found: dict[str, list[tuple[Claim, ClaimLine]]] = defaultdict(list)
    for claim, line in standing(records.of(Claim), lambda claim: state_of(records, claim)):
        found[line.record.casefold()].append((claim, line))
    return found


def standing(
    claims: Iterable[Claim], state: Callable[[Claim], State | None]
) -> Iterator[tuple[Claim, ClaimLine]]:
    """Each claim that stands for its lines with each of them, in their order; `state` tells a claim's state.

    A returned claim that another one replaces stands for nothing any more, at every link of a chain; of one
    granted in part the replacement takes over the lines of which nothing was granted. Claims may be read in
    part.
    """
    known = [(claim, found) for claim in claims if is_read(claim.state) and (found := state(claim))]
    after = _replacements(known)
    for claim, found in known:
        taken_over = after.get(claim.id.casefold(), ())
        for _, line in readable(claim.lines, "record") if holds_in(found) else ():
            if not any(_takes_over(other, claim, line) for other in taken_over):
                yield claim, line


def was_refused_whole(claim: Claim, record: str) -> bool:
    """Whether the claim, granted in part, names that record and nothing was granted for it."""
    given = [
        line.granted
        for _, line in readable(claim.lines, "record")
        if line.record.casefold() == record.casefold()
    ]
    return claim.result == PARTLY and bool(given) and all(is_read(fen) and fen == 0 for fen in given)


def unclaimed(records: Records) -> tuple[Record, ...]:
    """Records with costs that are paid by the meaning of their state and that no claim holds, by path."""
    claimed = claimed_in(records)
    return tuple(
        record for record in records if _is_paid(records, record) and record.id.casefold() not in claimed
    )


def not_resubmitted(records: Records) -> Iterator[Claim]:
    """Claims that the manufacturer returned, that are still open and that no other claim replaces."""
    known = [(claim, state) for claim in records.of(Claim) if (state := state_of(records, claim))]
    after = _replacements(known)
    for claim, state in known:
        if state.work == "open" and claim.result == RETURNED and claim.id.casefold() not in after:
            yield claim


def ended_on(claim: Claim) -> date | None:
    """The day on which the claim was credited, or sent back, or refused; None while it is under way."""
    if claim.credited_on is not None:
        return claim.credited_on
    return (claim.audited_on or claim.received_on) if claim.result in GIVEN_BACK else None


def first_posted(records: Records, claim: Claim) -> date | None:
    """When the claim was first handed in: of a resubmission, the day of the claim that it replaces.

    None while nothing was posted.
    """
    first = _first(records, claim)
    return first.postmark_on or first.sent_on


def first_received(records: Records, claim: Claim) -> date | None:
    """When the manufacturer first had the claim, or the one that it replaces; None while it has none."""
    return _first(records, claim).received_on


def _first(records: Records, claim: Claim) -> Claim:
    seen: set[str] = set()
    while claim.resubmission_of and claim.id.casefold() not in seen:
        seen.add(claim.id.casefold())
        before = records.find(Claim, claim.resubmission_of)
        if before is None:
            break
        claim = before
    return claim


def _replacements(known: Iterable[tuple[Claim, State]]) -> Mapping[str, list[Claim]]:
    """Id of a claim (case folded) -> the claims that were written to replace it, those cancelled left out."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim, state in known:
        before = claim.resubmission_of
        if (
            is_read(before)
            and before
            and state.work != "cancelled"
            and before.casefold() != claim.id.casefold()
        ):
            found[before.casefold()].append(claim)
    return found


def _takes_over(other: Claim, claim: Claim, line: ClaimLine) -> bool:
    """Whether `other`, written to replace `claim`, stands for that line in its place."""
    if not is_read(claim.result):
        return False
    named = (one.record.casefold() for _, one in readable(other.lines, "record"))
    return claim.result == RETURNED or (
        was_refused_whole(claim, line.record) and line.record.casefold() in named
    )


def spent_on(record: Record) -> int:
    """Fen that the record cost, 0 for a kind without costs."""
    cost = kind_of(record).cost
    return 0 if cost is None else cost(record).spent


def invoiced_on(record: Record) -> int | None:
    """Fen that the purchases of an event were invoiced; None while no invoice is written, and for all else.

    What an ad, an article or a print job was paid cannot be above its invoice already.
    """
    bought = purchases_of(record, "invoice_cost") if isinstance(record, Event) else ()
    known = [one.invoice_cost for _, one in bought if one.invoice_cost is not None]
    return sum(known) if known else None


def claimable_on(record: Record) -> int:
    """Fen that a claim may name as spent: what the record cost, as far as invoices are there."""
    spent, invoiced = spent_on(record), invoiced_on(record)
    return spent if invoiced is None else min(spent, invoiced)


def _receivable(records: Records, claim: Claim, today: date) -> Receivable | None:
    state = state_of(records, claim)
    if state is None or state.money not in HANDED_IN:
        return None
    if claim.credited_on is not None and state.work != "open":
        return None
    granted = granted_on(claim, state)
    amount = (asked(claim) if granted is None else granted[0]) - (claim.credited_cost or 0)
    since = handed_in_on(claim)
    if amount <= 0:
        return None
    return Receivable(
        claim=claim,
        amount=amount,
        is_granted=granted is not None,
        is_estimate=claim.source == ESTIMATE,
        since=since,
        days=max((today - since).days, 0),
    )


def _age_line(age: str, found: list[Receivable]) -> AgeLine:
    return AgeLine(
        age=age,
        issued=sum(one.amount for one in found if not one.is_estimate),
        estimated=sum(one.amount for one in found if one.is_estimate),
        receivables=tuple(found),
    )


def _is_paid(records: Records, record: Record) -> bool:
    if kind_of(record).cost is None or not spent_on(record):
        return False
    state = state_of(records, record)
    return state is not None and state.money == "spent" and state.work == "open"
