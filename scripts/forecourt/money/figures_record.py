"""The figures of one record: its rungs, what may be paid back of it, what a claim has moved (M2)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.kinds.claim import Claim
from forecourt.kinds.event import Event
from forecourt.kinds.programme import Programme
from forecourt.kinds.table import kind_of
from forecourt.model.money import format_yuan
from forecourt.model.record import Record, Records
from forecourt.model.vocabulary import COST_TYPES
from forecourt.model.vocabulary_programme import SHORTFALLS
from forecourt.money.figure import Figure, Part, Term, combined, of_parts, part_of, part_of_entry
from forecourt.money.funds_costs import parts_by_type
from forecourt.money.funds_open import Payment, payment
from forecourt.money.ledger_costs import sums_of
from forecourt.money.ledger_ends import programme_of
from forecourt.money.ledger_entry import Entry
from forecourt.money.tranches import Draw
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
NAMES: Final = (
    *(name for name, _ in _RUNGS.values()),
    "asked",
    "unbilled",
    "cost",
    "eligible",
    "reimbursable",
    "own_cost",
)


def record_figures(
    record: Record, entries: Sequence[Entry], records: Records, today: date
) -> Iterator[Figure]:
    """The record's sums in the ledger, and for what costs money: eligible, reimbursable, own cost."""
    yield from record_sums(record, [entry for entry in entries if entry.record == record.id])
    programme = programme_of(records, record)
    if programme is not None and kind_of(record).cost is not None:
        yield from _paid_back(record, programme, entries, records, today=today)


def record_sums(record: Record, own: Sequence[Entry]) -> Iterator[Figure]:
    """What the record's own entries of the ledger add up to by rung, what was paid without an invoice, and
    what a claim asks in all.
    """
    made: dict[str, Figure] = {}
    for type, (name, what) in _RUNGS.items():
        parts = [part_of_entry(entry, entry.amount) for entry in own if entry.type == type]
        if parts:
            made[name] = of_parts(f"{record.id}.{name}", _label(record, what), parts)
    yield from made.values()
    if "spent" in made:
        terms = [(sign, made[name]) for sign, name in ((1, "spent"), (-1, "invoiced")) if name in made]
        gap = combined(f"{record.id}.unbilled", _label(record, N_("Without an invoice")), *terms)
        yield gap if gap.value >= 0 else replace(gap, value=0, parts=(), how="excess")
    if isinstance(record, Claim):
        lines = [
            part_of(record, f"lines.{place}.claimed", one.claimed) for place, one in enumerate(record.lines)
        ]
        yield of_parts(f"{record.id}.asked", _label(record, N_("Amount claimed")), lines)


def _paid_back(
    record: Record, programme: Programme, entries: Sequence[Entry], records: Records, *, today: date
) -> Iterator[Figure]:
    cost = _cost(record)
    parts = eligible_parts(record, programme)
    eligible = of_parts(f"{record.id}.eligible", _label(record, N_("Eligible cost")), parts)
    yield from (cost, eligible)
    paid = payment(record, programme, records, entries, today)
    found = _reimbursable(record, programme, eligible, paid=paid)
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


def eligible_parts(record: Record, programme: Programme) -> list[Part]:
    """The fields of the record's cost, and less what the programme never pays back."""
    spent = list(_cost(record).parts)
    left = sum(part.amount for part in spent)
    fields = _part_fields(record)
    for (type, fen), field in zip(parts_by_type(record), fields, strict=True):
        taken = min(fen, left)
        left -= taken
        if type in programme.ineligible and taken:
            spent.append(part_of(record, field, -taken, COST_TYPES.terms[type]))
    return spent


def _part_fields(record: Record) -> list[str]:
    """The fields of the parts that `parts_by_type` names, in its order."""
    if isinstance(record, Ad):
        return [f"cost_parts.{place}.amount" for place, _ in enumerate(record.cost_parts)]
    if isinstance(record, Event):
        return [f"costs.{place}.type" for place, row in enumerate(record.costs) if row.type is not None]
    return []


def _reimbursable(record: Record, programme: Programme, eligible: Figure, *, paid: Payment) -> Figure:
    """What each tranche pays of the eligible cost, a term each; what none pays, and why, stands last."""
    labels = {fund.name: fund.label for fund in programme.funds}
    places = {fund.name: place for place, fund in enumerate(programme.funds)}
    terms, parts = [], []
    for draw in paid.draws:
        fund = programme.funds[places[draw.fund]]
        label = text(
            N_("{fund} {month}: {amount} eligible × {rate} %"),
            fund=labels[draw.fund],
            month=draw.month,
            amount=format_yuan(draw.eligible),
            rate=f"{fund.match_rate.normalize():f}",
        )
        terms.append(Term(name="", label=label, amount=draw.amount))
        parts.append(_part_of_draw(record, programme, eligible, draw, places[draw.fund]))
    for unmet in paid.unmet:
        label = text(
            N_("{amount} eligible stays unpaid: {reason}"),
            amount=format_yuan(unmet.eligible),
            reason=Text(SHORTFALLS.terms[unmet.reason]),
        )
        terms.append(Term(name="", label=label, amount=0))
    return Figure(
        name=f"{record.id}.reimbursable",
        label=_label(record, N_("Reimbursable")),
        value=sum(part.amount for part in parts),
        parts=tuple(parts),
        terms=tuple(terms),
    )


def _part_of_draw(record: Record, programme: Programme, eligible: Figure, draw: Draw, place: int) -> Part:
    """One draw, with the fields that limit it: rate, caps for one item, the manufacturer's approval."""
    kind = kind_of(record)
    channel = None if kind.channel is None else kind.channel(record)
    caps = programme.funds[place].line_caps
    also = [(programme.path, f"funds.{place}.match_rate")]
    also += [
        (programme.path, f"funds.{place}.line_caps.{row}.most")
        for row, cap in enumerate(caps)
        if cap.channel == channel
    ]
    if getattr(record, "approved_reimbursement", None) is not None:
        also.append((record.path, "approved_reimbursement"))
    return Part(
        amount=draw.amount,
        record=record.id,
        path=record.path,
        field=eligible.parts[0].field if eligible.parts else "",
        also=tuple(also),
    )


def _label(record: Record, what: str) -> Text:
    return text(N_("{title}: {what}"), title=record.title, what=Text(what))
