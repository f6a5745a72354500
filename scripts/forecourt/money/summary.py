"""Figures of the monthly summary (月度总结): the month against its plan and two months before (A3, M2).

Nothing is worked out here: every figure is that of the budget, the quotas, the effect or the claims. Amounts
are integer fen; None stands where nobody recorded a number, or the month has no record.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal

from msgspec import Struct

from forecourt.kinds.month import MonthPlan, Units
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.vocabulary import SOURCES, closed_list
from forecourt.money.budget import Line, budget, month_plan
from forecourt.money.claims import claimed_in
from forecourt.money.effect import effect
from forecourt.money.quota import event_quota, press_quota
from forecourt.money.ratio import Ratio
from forecourt.money.traffic import Desk, sum_all, sum_known
from forecourt.words.text import N_

Unit = Literal["count", "fen"]
# This month and as many before it.
MONTHS: Final = 3

FIGURES: Final = closed_list(
    N_("Figure"),
    retail=N_("Retail sales (cars)"),
    pick_up=N_("Pick-ups (cars)"),
    delivery=N_("Deliveries (cars)"),
    cost=N_("Ad cost, committed and spent (yuan)"),
    spent=N_("Of it spent (yuan)"),
    asked=N_("Claimed from the manufacturer (yuan)"),
    granted=N_("Granted by the manufacturer (yuan)"),
    visits=N_("Visits and calls"),
    leads=N_("New prospects"),
    orders=N_("Orders"),
    cost_per_visit=N_("Cost per visit (yuan)"),
    cpl=N_("Cost per lead, CPL (yuan)"),
    cps=N_("Cost per sale, CPS (yuan)"),
    cost_per_car=N_("Ad cost per car picked up (yuan)"),
    press_pieces=N_("Articles that count"),
    press_points=N_("Press points"),
    events=N_("Events done"),
)
IN_FEN: Final = frozenset(
    ("cost", "spent", "asked", "granted", "cost_per_visit", "cpl", "cps", "cost_per_car")
)


class Figure(Struct, frozen=True, kw_only=True):
    """One figure by its code of FIGURES: what was planned, and what was reached, this month first."""

    name: str
    plan: int | None
    reached: tuple[int | None, ...]

    @property
    def unit(self) -> Unit:
        """What the numbers are."""
        return "fen" if self.name in IN_FEN else "count"

    @property
    def of_plan(self) -> Ratio:
        """This month's number ÷ the planned one."""
        return Ratio(part=self.reached[0], whole=self.plan)

    @property
    def change(self) -> Ratio:
        """What this month has more than the last one (negative: less) ÷ the last one's number."""
        now, before = self.reached[:2]
        more = None if now is None or before is None else now - before
        return Ratio(part=more, whole=before)


class Summary(Struct, frozen=True, kw_only=True):
    """A month's figures; `months` are those of each figure's numbers, `channels` this month's money.

    `unknown` are visits and calls without a source ÷ all: how far the effect can be believed.
    """

    plan: MonthPlan
    months: tuple[Month, ...]
    figures: tuple[Figure, ...]
    channels: tuple[Line, ...]
    unknown: Ratio

    def figure(self, name: str) -> Figure:
        """The figure of that code."""
        return next(one for one in self.figures if one.name == name)


def summary(records: Records, month: Month) -> Summary:
    """The summary of `month`; raises NoMonthError."""
    plan = month_plan(records, month)
    months = tuple(month.plus(-back) for back in range(MONTHS))
    recorded = {one.month for one in records.of(MonthPlan)}
    reached = [dict(_reached(records, one)) if one in recorded else {} for one in months]
    planned = _planned(records, plan)
    return Summary(
        plan=plan,
        months=months,
        figures=tuple(
            Figure(
                name=name,
                plan=planned.get(name),
                reached=tuple(numbers.get(name) for numbers in reached),
            )
            for name in FIGURES.terms
        ),
        channels=budget(records, month).channels,
        unknown=Desk(plan).unknown,
    )


def _planned(records: Records, plan: MonthPlan) -> Mapping[str, int | None]:
    return {
        "retail": sum_known(units.target for units in plan.units),
        "cost": budget(records, plan.month).total.budget,
        "press_pieces": plan.press_pieces,
        "press_points": plan.press_points,
        "events": plan.event_quota,
    }


def _reached(records: Records, month: Month) -> Iterator[tuple[str, int | None]]:
    plan, money, press = month_plan(records, month), budget(records, month).total, press_quota(records, month)
    yield from _cars(plan)
    yield "cost", money.committed + money.spent
    yield "spent", money.spent
    yield from _claimed(records, month)
    desk = Desk(plan)
    everything = tuple(SOURCES.terms)
    yield "visits", desk.visits(everything)
    yield "leads", desk.leads(everything)
    yield "orders", desk.orders(everything)
    for rate in effect(records, month).month:
        if rate.name in ("cost_per_visit", "cpl", "cps") or rate.counted == "pick_up":
            yield rate.name, rate.ratio.rounded
    yield "press_pieces", press.pieces_done
    yield "press_points", press.points_done
    yield "events", len(event_quota(records, month).done)


def _cars(plan: MonthPlan) -> Iterator[tuple[str, int | None]]:
    """Cars of all models; None as soon as one model lacks its number, for the sum would be too small."""
    bases: dict[str, Callable[[Units], int | None]] = {
        "retail": lambda units: units.retail,
        "pick_up": lambda units: units.pick_up,
        "delivery": lambda units: units.delivery,
    }
    for name, read in bases.items():
        yield name, sum_all(read(units) for units in plan.units)


def _claimed(records: Records, month: Month) -> Iterator[tuple[str, int | None]]:
    """What was claimed and granted for the month's own items, whenever it was."""
    of_month = {record.id.casefold() for record in records if getattr(record, "month", None) == month}
    lines = [line for id, found in claimed_in(records).items() if id in of_month for _, line in found]
    yield "asked", sum_known(line.claimed for line in lines)
    yield "granted", sum_known(line.granted for line in lines)
