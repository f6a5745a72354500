"""The settlement sheet (核销结算表): what each item cost, what is asked back, and of which funds (M2).

Nothing is worked out here: costs and funds are the ledger's entries, the rest stands in the claims (domain
2.10). All amounts are integer fen.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Final

from forecourt.binder.content import Item, Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.kinds.claim import Claim, ClaimLine
from forecourt.kinds.table import kind_of
from forecourt.model.months import Month
from forecourt.money.claims import claimed_in
from forecourt.money.funds_costs import eligible_cost
from forecourt.money.ledger import Entry, ledger
from forecourt.money.ledger_costs import COMMITMENT, INVOICE, PAYMENT, PLAN
from forecourt.money.lifecycle import bucket_of, state_of
from forecourt.words.text import N_

CLAIM, REFUSAL, GRANT, CREDIT = "claim", "refusal", "grant", "credit"
RUNGS: Final = (PLAN, COMMITMENT, INVOICE, PAYMENT)
MOVES: Final = (CLAIM, REFUSAL, GRANT, CREDIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
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
AMOUNTS: Final = tuple(field.name for field in fields(Settled) if field.name != "rate")


# No slots: cached_property keeps what was added up once.
@dataclass(frozen=True, kw_only=True)
class Settlement:
    """The money of the items of one volume."""

    edition: Edition
    items: tuple[Item, ...]

    @cached_property
    def lines(self) -> tuple[tuple[Item, Settled], ...]:
        """Every item that costs anything, with its money."""
        found = ((item, self._settled(item)) for item in self.items)
        return tuple((item, line) for item, line in found if line.planned or line.paid or line.asked)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Claims that hold one of the items, in order of id."""
        found = {claim.id: claim for item in self.items for claim, _ in self._of(item)}
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
        for entry in self._entries:
            if entry.record == claim.id and entry.type in MOVES and entry.accrued_in is not None:
                found.setdefault((entry.fund, entry.accrued_in), Counter())[entry.type] += entry.amount
        return found

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return ledger(self.edition.records, self.edition.world.today)

    @cached_property
    def _costs(self) -> dict[tuple[str, str], int]:
        sums: Counter[tuple[str, str]] = Counter()
        for entry in self._entries:
            if entry.type in RUNGS:
                sums[entry.record, entry.type] += entry.amount
        return sums

    @cached_property
    def _claimed(self) -> dict[str, list[tuple[Claim, ClaimLine]]]:
        return dict(claimed_in(self.edition.records))

    def _of(self, item: Item) -> list[tuple[Claim, ClaimLine]]:
        return self._claimed.get(item.record.id.casefold(), [])

    def _settled(self, item: Item) -> Settled:
        planned, contract, invoice, paid = (self._costs.get((item.record.id, rung)) for rung in RUNGS)
        lines = [line for _, line in self._of(item)]
        granted = [line.granted for line in lines if line.granted is not None]
        return Settled(
            planned=planned,
            contract=contract,
            invoice=invoice,
            paid=paid,
            eligible=sum(line.spent - (line.ineligible or 0) for line in lines) if lines else self._own(item),
            rate="、".join(dict.fromkeys(f"{line.rate.normalize():f}%" for line in lines)),
            asked=sum(line.claimed for line in lines) if lines else None,
            granted=sum(granted) if granted else None,
        )

    def _own(self, item: Item) -> int | None:
        """What of a paid item counts by the programme, while no claim says so."""
        programme, records = self.edition.programme, self.edition.records
        is_paid = bucket_of(state_of(records, item.record)) == "spent"
        if programme is None or not is_paid or kind_of(item.record).cost is None:
            return None
        return eligible_cost(item.record, programme).eligible


def settlement_sheets(edition: Edition, items: Iterable[Item]) -> tuple[Sheet, ...]:
    """The settlement sheet of a volume, and what its claims take of each fund's accrual."""
    found = Settlement(edition=edition, items=tuple(items))
    return (_items(edition, found), _funds(edition, found))


def _items(edition: Edition, found: Settlement) -> Sheet:
    yuan = edition.display.yuan
    rows = [
        Row(
            cells=(
                item.number,
                item.record.title,
                *(yuan(fen) for fen in (line.planned, line.contract, line.invoice, line.paid, line.eligible)),
                line.rate or DASH,
                yuan(line.asked),
                yuan(line.granted),
            ),
            target=item.anchor,
        )
        for item, line in found.lines
    ]
    if rows:
        sums = [yuan(found.total(name)) for name in AMOUNTS]
        rows.append(Row(cells=("", edition.say(N_("Total")), *sums[:5], "", *sums[5:]), strong=True))
    return Sheet(
        anchor="settlement",
        title=edition.say(N_("Settlement by item")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("No."), 5, "centre"),
            (N_("Item"), 18),
            (N_("Planned"), 10, "right"),
            (N_("Contract"), 10, "right"),
            (N_("Invoice"), 10, "right"),
            (N_("Paid out"), 10, "right"),
            (N_("Eligible"), 10, "right"),
            (N_("Rate"), 7, "right"),
            (N_("Sum asked"), 10, "right"),
            (N_("Sum granted"), 10, "right"),
        ),
        rows=tuple(rows),
        note=edition.say(
            N_("— not there yet: no invoice, not paid, not claimed, or no answer from the manufacturer")
        )
        if rows
        else "",
        empty=edition.say(N_("No item of this volume costs money")),
    )


def _funds(edition: Edition, found: Settlement) -> Sheet:
    yuan = edition.display.yuan
    rows, sums = [], Counter[str]()
    for claim in found.claims:
        for place, ((fund, month), moved) in enumerate(found.uses(claim).items()):
            sums.update(moved)
            name = f"{claim.title}  {claim.id}  {edition.display.state(claim)}" if place == 0 else ""
            amounts = (yuan(moved[move]) if move in moved else DASH for move in MOVES)
            cells = (name, _fund(edition, fund), edition.month_name(month), *amounts)
            rows.append(Row(cells=cells))
    if rows:
        amounts = (yuan(sums[move]) if move in sums else DASH for move in MOVES)
        rows.append(Row(cells=(edition.say(N_("Total")), "", "", *amounts), strong=True))
    return Sheet(
        anchor="tranches",
        title=edition.say(N_("Funds used by the claims")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("Claim"), 26),
            (N_("Fund"), 14),
            (N_("Accrued in"), 12),
            (N_("Sum asked"), 12, "right"),
            (N_("Refused"), 12, "right"),
            (N_("Sum granted"), 12, "right"),
            (N_("Credited"), 12, "right"),
        ),
        rows=tuple(rows),
        note=edition.say(N_("Whole claims: one may hold items of other volumes too")) if rows else "",
        empty=edition.say(N_("No item of this volume has been claimed yet")),
    )


def _fund(edition: Edition, name: str) -> str:
    """The label of a fund of the month's programme, its code when it has none of that name."""
    funds = edition.programme.funds if edition.programme else ()
    return next((fund.label for fund in funds if fund.name == name), name)
