"""The figures of a month's effect: each with numerator, denominator and the fields behind both (M2, A3)."""

from collections.abc import Iterator
from typing import Any, Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.event import Event
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.outlet import Outlet
from forecourt.model.months import Month
from forecourt.model.record import Record, Records
from forecourt.model.vocabulary import CHANNELS, SOURCES
from forecourt.money.budget import CostEntry
from forecourt.money.effect import AD_SOURCES, EVENT_FIELDS, PAID_SOURCES, CostBasis, Effect, Rate, effect
from forecourt.money.effect_terms import COST_BASES, COUNTED, EFFECTS
from forecourt.money.figure import Figure, Part, divided, of_parts, part_of
from forecourt.money.figures_month import cost_parts
from forecourt.money.traffic import UNKNOWN
from forecourt.words.text import N_, Text, text

_SHARE: Final = "hundredths of a percent"
_DESK: Final = {
    "visits": ("visits",),
    "calls": ("calls",),
    "arrivals": ("visits", "calls"),
    "leads": ("leads",),
    "orders": ("orders",),
}
_LABELS: Final = {
    "visits": N_("Visits"),
    "calls": N_("Calls"),
    "arrivals": N_("Visits and calls"),
    "leads": N_("New prospects"),
    "orders": N_("Orders"),
}
_COUNTED_AT_DESK: Final = {"desk_visits": "arrivals", "desk_leads": "leads", "desk_orders": "orders"}
_CARS: Final = frozenset({"pick_up", "retail", "delivery"})


def effect_figures(records: Records, month: Month) -> Iterator[Figure]:
    """What `effect` prints: rates of committed costs (2026-10.effect.cpl) and of spent ones
    (2026-10.effect.spent.cpl), sources, and what the front desk counted.
    """
    bases: tuple[CostBasis, ...] = ("committed", "spent")
    for basis in bases:
        found = effect(records, month, basis)
        for rate in (*found.month, found.cost_ratio, *found.channels, *found.outlets):
            yield from _cost_rate(found, rate, records)
    yield from _traffic(found.plan)
    for rate in found.shares:
        yield from _share(found.plan, rate)


def _cost_rate(found: Effect, rate: Rate, records: Records) -> Iterator[Figure]:
    own = rate.channel or rate.outlet
    name = f"{found.plan.month}.effect" + (".spent" if found.cost_basis == "spent" else "")
    name += (f".{own}" if own else "") + f".{rate.name}"
    if rate.counted in _CARS:
        name += f".{rate.counted}"
    label = _label(found.plan, _whose(rate, records), EFFECTS.terms[rate.name])
    basis = Text(COST_BASES.terms[found.cost_basis])
    cost = of_parts(
        f"{name}.cost",
        text(N_("Cost ({basis})"), basis=basis),
        [part for entry in rate.entries for part in cost_parts(entry)],
    )
    counted = Text(COUNTED.terms[rate.counted])
    is_share = rate.name == "cost_ratio"
    count = of_parts(
        f"{name}.count", counted, _counted(found.plan, rate), unit="fen" if is_share else "count"
    )
    if rate.ratio.whole is None:
        count = Figure(name=count.name, label=counted, value=0, unit=count.unit, nothing=True)
    yield from (cost, count, divided(name, label, cost, count, unit=_SHARE if is_share else "fen"))


def _whose(rate: Rate, records: Records) -> Text | str:
    if rate.channel:
        return Text(CHANNELS.terms[rate.channel])
    outlet = records.find(Outlet, rate.outlet) if rate.outlet else None
    return rate.outlet if outlet is None else outlet.title


def _label(plan: MonthPlan, whose: Text | str, what: str) -> Text:
    if not whose:
        return text(N_("{month}: {what}"), month=str(plan.month), what=Text(what))
    return text(N_("{month} {channel}: {what}"), month=str(plan.month), channel=whose, what=Text(what))


def _counted(plan: MonthPlan, rate: Rate) -> Iterator[Part]:
    """The fields that the denominator adds up."""
    counted = rate.counted
    if counted in _COUNTED_AT_DESK:
        sources = AD_SOURCES if rate.name == "cost_per_visit" else PAID_SOURCES
        own = (rate.channel,) if rate.channel else sources
        yield from _desk(plan, _COUNTED_AT_DESK[counted], own)
    elif counted == "revenue":
        yield from _given(plan, plan, "revenue", "revenue")
    elif counted in _CARS:
        for place, units in enumerate(plan.units):
            yield from _given(plan, units, counted, f"units.{place}.{counted}")
    else:
        yield from (part for entry in rate.entries for part in _of_record(entry, counted))


def _of_record(entry: CostEntry, counted: str) -> Iterator[Part]:
    record = entry.record
    if isinstance(record, Ad) and counted == "ad_visits":
        yield from _given(record, record, "visits", "visits")
    if isinstance(record, Event) and record.results is not None and counted in EVENT_FIELDS:
        for field in EVENT_FIELDS[counted]:
            # Of orders the longest time that the report counts, as in the figure itself.
            if getattr(record.results, field) is not None:
                yield from _given(record, record.results, field, f"results.{field}")
                break


def _given(record: Record, holder: Any, field: str, path: str) -> Iterator[Part]:
    amount = getattr(holder, field)
    if amount is not None:
        yield part_of(record, path, amount)


def _desk(plan: MonthPlan, what: str, sources: tuple[str, ...]) -> Iterator[Part]:
    for place, row in enumerate(plan.traffic):
        if row.source in sources:
            for field in _DESK[what]:
                yield from _given(plan, row, field, f"traffic.{place}.{field}")


def _count(name: str, label: Text, plan: MonthPlan, what: str, sources: tuple[str, ...]) -> Figure:
    parts = tuple(_desk(plan, what, sources))
    if not parts and any(row.source in sources for row in plan.traffic):
        return Figure(name=name, label=label, value=0, unit="count", nothing=True)
    return of_parts(name, label, parts, unit="count")


def _traffic(plan: MonthPlan) -> Iterator[Figure]:
    """What the front desk counted, by source and in all, and how much of it has no source."""
    sources = tuple(dict.fromkeys(row.source for row in plan.traffic))
    start = f"{plan.month}.effect"
    for what, label in _LABELS.items():
        for source in sources:
            name, own = f"{start}.traffic.{source}.{what}", Text(SOURCES.terms[source])
            yield _count(name, _label(plan, own, label), plan, what, (source,))
        if sources:
            yield _count(f"{start}.traffic.{what}", _label(plan, "", label), plan, what, sources)
    for what, end in (("arrivals", ""), ("leads", ".leads"), ("orders", ".orders")):
        name = f"{start}.unknown{end}"
        part = _count(f"{name}.part", Text(_LABELS[what]), plan, what, (UNKNOWN,))
        whole = _count(f"{name}.whole", Text(_LABELS[what]), plan, what, sources)
        said = _label(plan, Text(_LABELS[what]), N_("Source unknown"))
        yield from (part, whole, divided(name, said, part, whole, unit=_SHARE))


def _share(plan: MonthPlan, rate: Rate) -> Iterator[Figure]:
    name = f"{plan.month}.effect.{rate.name}" + (f".{rate.channel}" if rate.channel else "")
    whose = Text(SOURCES.terms[rate.channel]) if rate.channel else ""
    sources = tuple(dict.fromkeys(row.source for row in plan.traffic))
    named = tuple(one for one in sources if one != UNKNOWN)
    what = _COUNTED_AT_DESK[rate.counted]
    above: tuple[str, ...]
    below: tuple[str, ...]
    if rate.name == "source_share":
        above, below = (rate.channel,) if rate.channel else AD_SOURCES, named
    else:
        above = (rate.channel,) if rate.channel else sources
        below = tuple(one for one in above if any(_desk(plan, what, (one,)))) or above
    part = _count(f"{name}.part", Text(COUNTED.terms[rate.counted]), plan, what, above)
    whole = of_parts(f"{name}.whole", Text(_LABELS["arrivals"]), _desk(plan, "arrivals", below), unit="count")
    label = _label(plan, whose, EFFECTS.terms[rate.name])
    yield from (part, whole, divided(name, label, part, whole, unit=_SHARE))
