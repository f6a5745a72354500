"""The figures of one record: its rungs, what may be paid back of it, what a claim has moved (M2)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.event import Event
from forecourt.kinds.programme import Programme
from forecourt.kinds.table import kind_of
from forecourt.model.money import format_yuan, share_of
from forecourt.model.record import Record, Records
from forecourt.model.vocabulary import COST_TYPES
from forecourt.money.accrual import IN_PERCENT
from forecourt.money.claims import claimed_in
from forecourt.money.figure import Figure, Part, Term, combined, of_parts, part_of, part_of_entry
from forecourt.money.funds_costs import demand_of, parts_by_type
from forecourt.money.ledger_balance import balances
from forecourt.money.ledger_costs import sums_of
from forecourt.money.ledger_ends import plans_of, tranches_of
from forecourt.money.ledger_entry import Entry
from forecourt.money.tranches import Tranche
from forecourt.words.text import N_, Text, text

# Entry type -> end of the figure's name and its label.
_RUNGS: Final = {
    "plan": ("planned", N_("Planned")),
    "commitment": ("committed", N_("Committed")),
    "invoice": ("invoiced", N_("Invoiced")),
    "payment": ("spent", N_("Spent")),
    "claim": ("claimed", N_("Claimed")),
    "grant": ("granted", N_("Amount granted")),
    "refusal": ("refused", N_("Refused")),
    "credit": ("credited", N_("Credited")),
}
NAMES: Final = (*(name for name, _ in _RUNGS.values()), "cost", "eligible", "reimbursable", "own_cost")


def record_figures(
    record: Record, entries: Iterable[Entry], records: Records, today: date
) -> Iterator[Figure]:
    """The record's sums in the ledger, and for what costs money: eligible, reimbursable, own cost."""
    own = [entry for entry in entries if entry.record == record.id]
    for type, (name, what) in _RUNGS.items():
        parts = [part_of_entry(entry, entry.amount) for entry in own if entry.type == type]
        if parts:
            yield of_parts(f"{record.id}.{name}", _label(record, what), parts)
    programme = _programme(record, records)
    if programme is not None and kind_of(record).cost is not None:
        yield from _paid_back(record, programme, list(entries), records, today=today)


def _paid_back(
    record: Record, programme: Programme, entries: list[Entry], records: Records, *, today: date
) -> Iterator[Figure]:
    cost = _cost(record)
    eligible = _eligible(record, programme)
    yield from (cost, eligible)
    own = [one for found, one in tranches_of(records, today).values() if found is programme]
    tranche = _first_tranche(record, programme, own)
    left = None if record.id.casefold() in claimed_in(records) else _open(tranche, entries)
    found = _reimbursable(record, programme, eligible, tranche=tranche, left=left)
    yield found
    yield combined(f"{record.id}.own_cost", _label(record, N_("Own cost")), (1, cost), (-1, found))


def _cost(record: Record) -> Figure:
    """What the record costs, as agreed or planned until it is paid."""
    parts = [
        part_of(record, one.field, one.amount)
        for one in sums_of(record, "spent")
        if one.type == "payment" and one.amount
    ]
    return of_parts(f"{record.id}.cost", _label(record, N_("Cost so far")), parts)


def _eligible(record: Record, programme: Programme) -> Figure:
    """Cost without the parts that the programme never pays back."""
    spent = list(_cost(record).parts)
    left = sum(part.amount for part in spent)
    fields = _part_fields(record)
    for (type, fen), field in zip(parts_by_type(record), fields, strict=True):
        taken = min(fen, left)
        left -= taken
        if type in programme.ineligible and taken:
            spent.append(part_of(record, field, -taken, COST_TYPES.terms[type]))
    return of_parts(f"{record.id}.eligible", _label(record, N_("Eligible cost")), spent)


def _part_fields(record: Record) -> list[str]:
    """The fields of the parts that `parts_by_type` names, in its order."""
    if isinstance(record, Ad):
        return [f"cost_parts.{place}.amount" for place, _ in enumerate(record.cost_parts)]
    if isinstance(record, Event):
        return [f"costs.{place}.type" for place, row in enumerate(record.costs) if row.type is not None]
    return []


def _reimbursable(
    record: Record, programme: Programme, eligible: Figure, *, tranche: Tranche | None, left: int | None
) -> Figure:
    """The least of eligible cost × match rate, the approval, the fund's cap for one item, and what is open.

    The fund is the one that pays first on the record's last day. What is open is the ledger's balance; it
    does not count for a record that a standing claim holds, as that has taken its money already.
    """
    name, label = f"{record.id}.reimbursable", _label(record, N_("Reimbursable"))
    if tranche is None:
        return of_parts(name, label, ())
    limits = list(_limits(record, programme, eligible, tranche=tranche, left=left))
    least, part = min(limits, key=lambda pair: pair[0].amount)
    return Figure(
        name=name,
        label=label,
        value=least.amount,
        parts=(part,) if least.amount else (),
        terms=tuple(term for term, _ in limits),
        how="least",
    )


def _first_tranche(record: Record, programme: Programme, tranches: list[Tranche]) -> Tranche | None:
    demand = demand_of(record, programme)
    if demand is None:
        return None
    usable = [one for one in tranches if one.usable_from <= demand.day <= one.last_day]
    return min(usable, key=lambda one: (one.priority, one.month), default=None)


def _open(tranche: Tranche | None, entries: list[Entry]) -> int:
    balance = None if tranche is None else balances(entries).get((tranche.fund, tranche.month))
    return 0 if balance is None else balance.open


def _limits(
    record: Record, programme: Programme, eligible: Figure, *, tranche: Tranche, left: int | None
) -> Iterator[tuple[Term, Part]]:
    place = next(place for place, fund in enumerate(programme.funds) if fund.name == tranche.fund)
    fund = programme.funds[place]
    yield _share(record, programme, eligible, place=place)
    approved = getattr(record, "approved_reimbursement", None)
    if approved is not None:
        label = Text(N_("Reimbursement approved"))
        yield Term(name="", label=label, amount=approved), part_of(record, "approved_reimbursement", approved)
    kind = kind_of(record)
    channel = None if kind.channel is None else kind.channel(record)
    for row, cap in enumerate(fund.line_caps):
        if cap.channel == channel:
            field = f"funds.{place}.line_caps.{row}.most"
            term = Term(name="", label=Text(N_("At most for one item")), amount=cap.most)
            yield term, part_of(programme, field, cap.most)
    if left is not None:
        name = f"fund.{tranche.fund}.{tranche.month}.open"
        named = f"{tranche.label} {tranche.month}"
        label = text(N_("{fund}: {what}"), fund=named, what=Text(N_("Still open")))
        yield Term(name=name, label=label, amount=left), part_of(programme, f"funds.{place}.name", left)


def _share(record: Record, programme: Programme, eligible: Figure, *, place: int) -> tuple[Term, Part]:
    """The match rate of the eligible cost."""
    rate = programme.funds[place].match_rate
    share = share_of(eligible.value, rate * IN_PERCENT)
    label = text(
        N_("{amount} eligible × {rate} %"), amount=format_yuan(eligible.value), rate=f"{rate.normalize():f}"
    )
    part = Part(
        amount=share,
        record=record.id,
        path=record.path,
        field=eligible.parts[0].field if eligible.parts else "",
        also=((programme.path, f"funds.{place}.match_rate"),),
    )
    return Term(name=eligible.name, label=label, amount=share), part


def _programme(record: Record, records: Records) -> Programme | None:
    plan = plans_of(records).get(month) if (month := getattr(record, "month", None)) else None
    return None if plan is None else records.find(Programme, plan.programme)


def _label(record: Record, what: str) -> Text:
    return text(N_("{title}: {what}"), title=record.title, what=Text(what))
