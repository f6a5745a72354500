"""What each item of a volume cost, what is asked back, and of which funds (核销结算, M2; domain 2.10).

Nothing is worked out here: costs and funds are the ledger's entries, the rest stands in the claims. All
amounts are integer fen.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from msgspec import Struct

from forecourt.kinds.claim import Claim, ClaimLine
from forecourt.kinds.common import Common
from forecourt.kinds.programme import Programme
from forecourt.kinds.table import kind_of
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from forecourt.money.claims import claimed_in
from forecourt.money.funds_costs import eligible_cost
from forecourt.money.ledger import ledger
from forecourt.money.ledger_costs import INVOICE, PAYMENT, PLAN
from forecourt.money.ledger_entry import Entry
from forecourt.money.lifecycle import bucket_of, state_of
from forecourt.money.purchases import Bought, purchases_of

RUNGS: Final = (PLAN, INVOICE, PAYMENT)
MOVES: Final = ("claim", "refusal", "grant", "credit")


# Id of a record -> its entries of the ledger.
EntriesById = Mapping[str, Sequence[Entry]]


def by_record(entries: Iterable[Entry]) -> EntriesById:
    """The ledger's entries by their record, each in order."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.record].append(entry)
    return found


class Settled(Struct, frozen=True, kw_only=True):
    """One item in fen; None: nothing of that kind is known yet. `rate` is "" while nothing is asked."""

    planned: int | None
    contract: int | None
    invoice: int | None
    paid: int | None
    eligible: int | None
    rate: str
    asked: int | None
    granted: int | None


# What of an item is added up; rates are not.
AMOUNTS: Final = tuple(name for name in Settled.__struct_fields__ if name != "rate")


# No slots: cached_property keeps what was added up once.
class Settlement(Struct, frozen=True, kw_only=True, dict=True):
    """The money of the items of one volume, by the ledger's entries, under the programme of its month."""

    records: Records
    programme: Programme | None
    items: tuple[Common, ...]
    entries: EntriesById

    @cached_property
    def lines(self) -> tuple[tuple[Common, Settled], ...]:
        """Every item that costs anything, with its money."""
        found = ((item, self._settled(item)) for item in self.items)
        return tuple((item, line) for item, line in found if line.planned or line.paid or line.asked)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Claims that hold one of the items, in order of id."""
        found = {claim.id: claim for item in self.items for claim, _ in self.claim_lines(item)}
        return tuple(found[id] for id in sorted(found))

    def total(self, name: str) -> int | None:
        """Fen of all items; None when none of them has that amount."""
        known = [fen for _, line in self.lines if (fen := getattr(line, name)) is not None]
        return sum(known) if known else None

    def uses(self, claim: Claim) -> dict[tuple[str, Month], Counter[str]]:
        """Fund and accrual month -> fen by kind of movement (MOVES) that the claim made of it."""
        found: dict[tuple[str, Month], Counter[str]] = {}
        for use in claim.tranches:
            found.setdefault((use.fund, use.accrued_in), Counter())
        for entry in self.moves(claim):
            if entry.accrued_in is not None:
                found.setdefault((entry.fund, entry.accrued_in), Counter())[entry.type] += entry.amount
        return found

    def moves(self, claim: Claim) -> Iterator[Entry]:
        """What the claim has moved of the funds."""
        return (one for one in self.entries.get(claim.id, ()) if one.type in MOVES)

    def claim_lines(self, item: Record) -> list[tuple[Claim, ClaimLine]]:
        """The claims that hold the item, each with its line."""
        return self._claimed.get(item.id.casefold(), [])

    def contracts(self, item: Record) -> Iterator[tuple[str, Bought]]:
        """The purchases of an item that is committed, with the beginning of their fields' names.

        What is committed without a contract has none: the ledger's commitment repeats the plan there.
        """
        is_bound = bucket_of(state_of(self.records, item)) in ("committed", "spent")
        return purchases_of(item) if is_bound else iter(())

    @cached_property
    def _costs(self) -> dict[tuple[str, str], int]:
        sums: Counter[tuple[str, str]] = Counter()
        for item in self.items:
            for entry in self.entries.get(item.id, ()):
                if entry.type in RUNGS:
                    sums[entry.record, entry.type] += entry.amount
        return sums

    @cached_property
    def _claimed(self) -> dict[str, list[tuple[Claim, ClaimLine]]]:
        return dict(claimed_in(self.records))

    def _settled(self, item: Common) -> Settled:
        planned, invoice, paid = (self._costs.get((item.id, rung)) for rung in RUNGS)
        contracts = [one.contract_cost for _, one in self.contracts(item) if one.contract_cost is not None]
        lines = [line for _, line in self.claim_lines(item)]
        granted = [line.granted for line in lines if line.granted is not None]
        return Settled(
            planned=planned,
            contract=sum(contracts) if contracts else None,
            invoice=invoice,
            paid=paid,
            eligible=sum(line.spent - (line.ineligible or 0) for line in lines) if lines else self._own(item),
            rate="、".join(dict.fromkeys(f"{line.rate.normalize():f}%" for line in lines)),
            asked=sum(line.claimed for line in lines) if lines else None,
            granted=sum(granted) if granted else None,
        )

    def _own(self, item: Common) -> int | None:
        """What of a paid item counts by the programme, while no claim says so."""
        is_paid = bucket_of(state_of(self.records, item)) == "spent"
        if self.programme is None or not is_paid or kind_of(item).cost is None:
            return None
        return eligible_cost(item, self.programme).eligible


def settlement(
    records: Records,
    today: date,
    programme: Programme | None,
    items: Iterable[Common],
    *,
    entries: EntriesById | None = None,
) -> Settlement:
    """The settlement of these items as of `today`; `entries` is the ledger by record, when it is at hand."""
    known = by_record(ledger(records, today)) if entries is None else entries
    return Settlement(records=records, programme=programme, items=tuple(items), entries=known)
