"""The figures of the monthly summary by name: of budget, quotas, effect and claims, and the cars (A3, M2)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from forecourt.kinds.claim import Claim, ClaimLine
from forecourt.kinds.month import MonthPlan
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.claims import claimed_in
from forecourt.money.figure import Figure, Part, combined, of_parts, part_of
from forecourt.money.summary import FIGURES, summary
from forecourt.words.text import N_, Text, text

# Figures that another page prints too, by the name that they have there.
SAME: Final[Mapping[str, str]] = {
    "spent": "total.spent",
    "visits": "effect.traffic.arrivals",
    "leads": "effect.traffic.leads",
    "orders": "effect.traffic.orders",
    "cost_per_visit": "effect.cost_per_visit",
    "cpl": "effect.cpl",
    "cps": "effect.cps",
    "cost_per_car": "effect.cost_per_car.pick_up",
    "press_pieces": "press.pieces",
    "press_points": "press.points",
    "events": "events",
}
PLANNED: Final[Mapping[str, str]] = {
    "cost": "total.budget",
    "press_pieces": "press.pieces.required",
    "press_points": "press.points.required",
    "events": "events.required",
}
CARS: Final = ("retail", "pick_up", "delivery")


def summary_figures(records: Records, month: Month, known: Mapping[str, Figure]) -> Iterator[Figure]:
    """What `summary` prints of the month: reached (2026-10.summary.retail) and planned
    (2026-10.summary.retail.plan); what it prints as a dash has no name. `known` are other figures of it.
    """
    found = summary(records, month)
    reached = dict(_reached(records, found.plan, known))
    planned = dict(_planned(found.plan, known))
    for one in found.figures:
        name = f"{month}.summary.{one.name}"
        if one.reached[0] is not None and one.name in reached:
            yield replace(reached[one.name], name=name, label=_label(month, one.name))
        if one.plan is not None and one.name in planned:
            label = text(N_("{figure}, planned"), figure=_label(month, one.name))
            yield replace(planned[one.name], name=f"{name}.plan", label=label)


def _label(month: Month, name: str) -> Text:
    return text(N_("{month}: {what}"), month=str(month), what=Text(FIGURES.terms[name]))


def _reached(records: Records, plan: MonthPlan, known: Mapping[str, Figure]) -> Iterator[tuple[str, Figure]]:
    for name in CARS:
        yield name, _cars(plan, name)
    committed, spent = (known[f"{plan.month}.total.{one}"] for one in ("committed", "spent"))
    yield "cost", combined("", Text(""), (1, committed), (1, spent))
    lines = list(_lines(records, plan.month))
    for name, field in (("asked", "claimed"), ("granted", "granted")):
        yield name, of_parts("", Text(""), _claimed(lines, field))
    yield from _named(plan, SAME, known)


def _planned(plan: MonthPlan, known: Mapping[str, Figure]) -> Iterator[tuple[str, Figure]]:
    yield "retail", _cars(plan, "target")
    yield from _named(plan, PLANNED, known)


def _named(
    plan: MonthPlan, names: Mapping[str, str], known: Mapping[str, Figure]
) -> Iterator[tuple[str, Figure]]:
    for name, other in names.items():
        if (figure := known.get(f"{plan.month}.{other}")) is not None:
            yield name, figure


def _cars(plan: MonthPlan, field: str) -> Figure:
    counted = [(place, getattr(units, field)) for place, units in enumerate(plan.units)]
    parts = [part_of(plan, f"units.{place}.{field}", count) for place, count in counted if count is not None]
    return of_parts("", Text(""), parts, unit="count")


def _lines(records: Records, month: Month) -> Iterator[tuple[Claim, ClaimLine]]:
    """Lines of claims that hold items of the month."""
    of_month = {record.id.casefold() for record in records if getattr(record, "month", None) == month}
    for id, found in claimed_in(records).items():
        if id in of_month:
            yield from found


def _claimed(lines: Iterable[tuple[Claim, ClaimLine]], field: str) -> Iterator[Part]:
    for claim, line in lines:
        amount = getattr(line, field)
        if amount is not None:
            place = next(place for place, one in enumerate(claim.lines) if one is line)
            yield part_of(claim, f"lines.{place}.{field}", amount)
