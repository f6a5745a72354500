"""An event: brief with targets and costs before, report with results after (M5, M11, A4, A8, W1.4)."""

from dataclasses import dataclass
from datetime import date

from forecourt.kinds.common import Common, Cost, Kind, ModelCode, PublicText
from forecourt.kinds.fields import Choice, Count, Day, Line, ListOf, Money, MonthField, Prose, Ref, may, need
from forecourt.kinds.offer import Offer
from forecourt.model.months import Month
from forecourt.model.record import Group
from forecourt.model.vocabulary import COST_TABS, COST_TYPES, DEPARTMENTS, EVENT_TYPES
from forecourt.words.text import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class CostItem(Group):
    """One row of a cost tab."""

    tab: str = need(Choice(COST_TABS), N_("Cost tab"))
    item: str = need(Line(), N_("Item"))
    budget: int = need(Money(), N_("Budget"), unit=N_("yuan"))
    actual: int | None = may(Money(), N_("Actual"), unit=N_("yuan"))
    type: str | None = may(Choice(COST_TYPES), N_("Kind of cost"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures(Group):
    """Targets or results in numbers."""

    visits: int | None = may(Count(), N_("Visitors"))
    first_visits: int | None = may(Count(), N_("First-time visitors"))
    test_drives: int | None = may(Count(), N_("Test drives"))
    leads: int | None = may(Count(), N_("New prospects"))
    orders: int | None = may(Count(), N_("Orders on site"))
    orders_7_days: int | None = may(Count(), N_("Orders within 7 days"))
    orders_30_days: int | None = may(Count(), N_("Orders within 30 days"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Common):
    """One event; the body is the run-down and, later, the report."""

    month: Month = need(MonthField(), N_("Activity month"))
    type: str = need(Choice(EVENT_TYPES), N_("Event type"))
    theme: str = need(Line(), N_("Theme"))
    venue: str = need(Line(), N_("Venue"))
    directive: str | None = may(Ref(("directive",)), N_("Answers directive"))
    model: str | None = may(ModelCode(), N_("Model"))
    starts_on: date = need(Day(), N_("Starts on"))
    ends_on: date = need(Day(), N_("Ends on"))
    audience: str | None = may(Line(), N_("Target customers"))
    departments: tuple[str, ...] = may(ListOf(Choice(DEPARTMENTS)), N_("Departments that help"))
    team: tuple[str, ...] = may(ListOf(Ref(("staff",))), N_("Team"))
    demo_cars: tuple[str, ...] = may(
        ListOf(Line()), N_("Demo cars"), N_("Stock number or name, never a plate number")
    )
    spokesperson: str | None = may(Line(), N_("Spokes-model or host"))
    offers: tuple[Offer, ...] = may(
        ListOf(Offer), N_("Offers made"), N_("Every price, gift or credit in the copy")
    )
    approved_reimbursement: int | None = may(Money(), N_("Reimbursement approved"), unit=N_("yuan"))
    targets: Figures = need(Figures, N_("Targets"))
    costs: tuple[CostItem, ...] = need(ListOf(CostItem), N_("Costs"))
    report_due: date = need(Day(), N_("Report due on"))
    results: Figures | None = may(Figures, N_("Results"))
    highlights: str | None = may(Prose(), N_("Highlights"))
    shortcomings: str | None = may(Prose(), N_("Shortcomings and feedback"))
    reason: str | None = may(Line(), N_("Reason"), N_("Why it was returned or cancelled"))


def cost(event: Event) -> Cost:
    """Sum of the cost tabs in fen; a row without an actual amount counts with its budget."""
    planned = sum(row.budget for row in event.costs)
    spent = sum(row.budget if row.actual is None else row.actual for row in event.costs)
    return Cost(planned=planned, committed=planned, spent=spent)


def channel(event: Event) -> str:
    """Events use the event budget."""
    return "event"


KIND = Kind(
    name="event",
    prefix="EV",
    label=N_("Event"),
    record=Event,
    folder="content/events",
    duties=("M5", "M11", "A4", "A8", "S5", "W1.4", "W2.2"),
    cost=cost,
    public=PublicText(attributes=("title", "theme"), has_body=False),
    channel=channel,
)
