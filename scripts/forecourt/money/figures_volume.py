"""The figures of the volumes: settlement by item, by claim and tranche, and sums of the cost lists (A3)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.claim import Claim, ClaimLine
from forecourt.kinds.common import Common
from forecourt.kinds.event import Event
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.press import Press
from forecourt.kinds.programme import Programme
from forecourt.model.record import Records
from forecourt.model.vocabulary import COST_TABS, ENTRY_TYPES
from forecourt.money.figure import Figure, Part, combined, of_parts, part_of, part_of_entry
from forecourt.money.figures_record import eligible_parts
from forecourt.money.ledger_costs import INVOICE, PAYMENT, PLAN
from forecourt.money.purchases import purchases_of
from forecourt.money.settlement import MOVES, EntriesById, Settlement, settlement
from forecourt.money.volume_items import ITEMS, ads_of, events_of, press_of, ran_or_committed
from forecourt.words.text import N_, Text, text

AMOUNTS: Final = {
    "planned": N_("Planned"),
    "contract": N_("Contract"),
    "invoice": N_("Invoice"),
    "paid": N_("Paid out"),
    "eligible": N_("Eligible"),
    "asked": N_("Sum asked"),
    "granted": N_("Sum granted"),
}
_RUNGS: Final = {"planned": PLAN, "invoice": INVOICE, "paid": PAYMENT}
_PAPERS: Final = {
    "contract_cost": N_("Contract"),
    "invoice_cost": N_("Invoice"),
    "paid_cost": N_("Paid out"),
}


def volume_figures(records: Records, plan: MonthPlan, entries: EntriesById, today: date) -> Iterator[Figure]:
    """Each item (AD-….settled.paid), each claim by tranche (CLM-….main.2026-10.claim), each volume
    (2026-10.volume.1.paid, 2026-10.volume.1.claim), and the cost lists (2026-10.volume.1.costs.net_cost).
    """
    programme = records.find(Programme, plan.programme)
    for number, items in ITEMS.items():
        found = settlement(records, today, programme, items(records, plan.month), entries=entries)
        named = text(N_("{month}, volume {number}"), month=str(plan.month), number=number)
        yield from _settled(found, f"{plan.month}.volume.{number}", named, entries)
    yield from _cost_lists(records, plan)


def _settled(found: Settlement, name: str, named: Text, entries: EntriesById) -> Iterator[Figure]:
    of_items: dict[str, list[Figure]] = {what: [] for what in AMOUNTS}
    for item, line in found.lines:
        for what, label in AMOUNTS.items():
            if getattr(line, what) is not None:
                parts = list(_parts(found, item, what, entries))
                one = of_parts(f"{item.id}.settled.{what}", _label(item.title, label), parts)
                of_items[what].append(one)
                yield one
    for what, label in AMOUNTS.items():
        yield combined(f"{name}.{what}", _label(named, label), *((1, one) for one in of_items[what]))
    moved: dict[str, list[Part]] = {move: [] for move in MOVES}
    for claim in found.claims:
        for one in _moved(found, claim):
            moved[one.name.rpartition(".")[2]] += one.parts
            yield one
    for move, parts in moved.items():
        yield of_parts(f"{name}.{move}", _label(named, ENTRY_TYPES.terms[move]), parts)


def _parts(found: Settlement, item: Common, what: str, entries: EntriesById) -> Iterator[Part]:
    lines = [
        (claim, place, line)
        for claim, line in found.claim_lines(item)
        for place, known in enumerate(claim.lines)
        if known is line
    ]
    if what in _RUNGS:
        own = (one for one in entries.get(item.id, ()) if one.type == _RUNGS[what])
        yield from (part_of_entry(one, one.amount) for one in own)
    elif what == "contract":
        for prefix, one in found.contracts(item):
            if one.contract_cost is not None:
                yield part_of(item, f"{prefix}contract_cost", one.contract_cost)
    elif what == "eligible" and not lines and found.programme is not None:
        yield from eligible_parts(item, found.programme)
    else:
        for claim, place, line in lines:
            yield from _of_line(claim, f"lines.{place}", line, what)


def _of_line(claim: Claim, at: str, line: ClaimLine, what: str) -> Iterator[Part]:
    """What a line of a claim says is eligible, asked or granted."""
    if what == "eligible":
        yield part_of(claim, f"{at}.spent", line.spent)
        yield from (part_of(claim, f"{at}.ineligible", -fen) for fen in (line.ineligible,) if fen)
    elif what == "asked":
        yield part_of(claim, f"{at}.claimed", line.claimed)
    elif line.granted is not None:
        yield part_of(claim, f"{at}.granted", line.granted)


def _moved(found: Settlement, claim: Claim) -> Iterator[Figure]:
    """What the claim made of each tranche, by kind of movement."""
    made: dict[str, list[Part]] = {}
    for entry in found.moves(claim):
        made.setdefault(f"{entry.fund}.{entry.accrued_in}.{entry.type}", []).append(
            part_of_entry(entry, entry.amount)
        )
    for name, parts in made.items():
        what = ENTRY_TYPES.terms[name.rpartition(".")[2]]
        yield of_parts(f"{claim.id}.{name}", _label(claim.title, what), parts)


def _cost_lists(records: Records, plan: MonthPlan) -> Iterator[Figure]:
    """Cost list of ads, of articles, and of events by tab with what was saved where the cost is known."""
    month = plan.month
    start = f"{month}.volume"
    ads = [ad for ad in ads_of(records, month) if ran_or_committed(records, ad)]
    for field, label in {"net_cost": N_("Net cost"), **_PAPERS}.items():
        yield of_parts(f"{start}.1.costs.{field}", _label(str(month), label), _of_field(ads, field))
    articles = [one for one in press_of(records, month) if ran_or_committed(records, one)]
    for field, label in {"cost": N_("Cost"), **_PAPERS}.items():
        yield of_parts(f"{start}.2.costs.{field}", _label(str(month), label), _of_field(articles, field))
    events = [one for one in events_of(records, month) if ran_or_committed(records, one)]
    for field, label in _PAPERS.items():
        bought = [part for event in events for part in _bought(event, field)]
        yield of_parts(f"{start}.3.purchases.{field}", _label(str(month), label), bought)
    for tab, name in {**COST_TABS.terms, "": N_("Total")}.items():
        for what, label, parts in _SIDES:
            found = [part for event in events for part in parts(event, tab)]
            named = text(N_("{item}, {label}"), item=Text(name), label=Text(label))
            key = ".".join(one for one in (f"{start}.3.costs", tab, what) if one)
            yield of_parts(key, _label(str(month), named), found)
    for event in events:
        for what, label, parts in _SIDES:
            yield of_parts(f"{event.id}.costs.{what}", _label(event.title, label), parts(event, ""))


def _of_field(found: Sequence[Ad | Press], field: str) -> Iterator[Part]:
    return (part_of(one, field, fen) for one in found if (fen := getattr(one, field)))


def _bought(event: Event, field: str) -> Iterator[Part]:
    for prefix, one in purchases_of(event):
        fen: int | None = getattr(one, field)
        if fen:
            yield part_of(event, f"{prefix}{field}", fen)


def _budgets(event: Event, tab: str) -> Iterator[Part]:
    for place, row in enumerate(event.costs):
        if tab in ("", row.tab):
            yield part_of(event, f"costs.{place}.budget", row.budget)


def _actuals(event: Event, tab: str) -> Iterator[Part]:
    for place, row in enumerate(event.costs):
        if tab in ("", row.tab) and row.actual is not None:
            yield part_of(event, f"costs.{place}.actual", row.actual)


def _savings(event: Event, tab: str) -> Iterator[Part]:
    for place, row in enumerate(event.costs):
        if tab in ("", row.tab) and row.actual is not None:
            yield part_of(event, f"costs.{place}.budget", row.budget)
            yield part_of(event, f"costs.{place}.actual", -row.actual)


_SIDES: Final[tuple[tuple[str, str, Callable[[Event, str], Iterator[Part]]], ...]] = (
    ("budget", N_("Budget"), _budgets),
    ("actual", N_("Actual"), _actuals),
    ("saved", N_("Saved"), _savings),
)


def _label(named: str | Text, what: str | Text) -> Text:
    return text(N_("{fund}: {what}"), fund=named, what=Text(what) if isinstance(what, str) else what)
