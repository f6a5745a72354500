"""An event: brief with targets and costs before, report with results after (M5, M11, A4, A8, W1.4)."""

from datetime import date, time

from forecourt.kinds.common import ACTIVITY_MONTH, Common, Cost, Kind, ModelCode, PublicText
from forecourt.kinds.fields import (
    Choice,
    Clock,
    Count,
    Day,
    Line,
    ListOf,
    Money,
    Prose,
    Ref,
    may,
    need,
)
from forecourt.kinds.offer import OFFERS, Offer
from forecourt.kinds.purchase import Purchase
from forecourt.model.months import Month
from forecourt.model.record import Group
from forecourt.model.vocabulary import COST_TABS, COST_TYPES, DEPARTMENTS, EVENT_TYPES
from forecourt.words.text import N_


class CostItem(Group, frozen=True, kw_only=True):
    """One row of a cost tab."""

    tab: str = need(Choice(COST_TABS), N_("Cost tab"))
    item: str = need(Line(), N_("Item"))
    budget: int = need(Money(), N_("Budget"), unit=N_("yuan"))
    actual: int | None = may(Money(), N_("Actual"), unit=N_("yuan"))
    type: str | None = may(Choice(COST_TYPES), N_("Kind of cost"))


class Figures(Group, frozen=True, kw_only=True):
    """Targets or results in numbers."""

    visits: int | None = may(Count(), N_("Visitors"))
    first_visits: int | None = may(Count(), N_("First-time visitors"))
    test_drives: int | None = may(Count(), N_("Test drives"))
    leads: int | None = may(Count(), N_("New prospects"))
    orders: int | None = may(Count(), N_("Orders on site"))
    orders_7_days: int | None = may(Count(), N_("Orders within 7 days"))
    orders_30_days: int | None = may(Count(), N_("Orders within 30 days"))


class Helper(Group, frozen=True, kw_only=True):
    """A department that lends people (W2.2): chosen, agreed by its head, names confirmed."""

    department: str = need(Choice(DEPARTMENTS), N_("Department"))
    head: str = need(Line(), N_("Head of the department"))
    agreed_on: date | None = may(Day(), N_("Head agreed on"))
    people: tuple[str, ...] = may(ListOf(Line()), N_("People lent"), N_("Names, as the head confirmed them"))
    confirmed_on: date | None = may(Day(), N_("Names confirmed on"))


class Assignment(Group, frozen=True, kw_only=True):
    """One thing to be done for the event, by one person."""

    what: str = need(Line(), N_("What is to be done"))
    who: str = need(Line(), N_("Who does it"), N_("Name of somebody on the team or lent"))
    due_on: date = need(Day(), N_("Due on"))
    done_on: date | None = may(Day(), N_("Done on"))


class RunDownItem(Group, frozen=True, kw_only=True):
    """One line of the run-down."""

    at: time = need(Clock(), N_("Time"))
    what: str = need(Line(), N_("What happens"))
    who: str = need(Line(), N_("Who does it"), N_("Name of somebody on the team or lent"))


class Permit(Group, frozen=True, kw_only=True):
    """A permission that the event cannot do without: street, fire safety, noise, flying."""

    what: str = need(Line(), N_("What is to be permitted"))
    authority: str = need(Line(), N_("Who permits it"))
    needed_by: date = need(Day(), N_("Needed by"))
    granted_on: date | None = may(Day(), N_("Granted on"))
    number: str | None = may(Line(), N_("No. of the permit"))


class Prize(Group, frozen=True, kw_only=True):
    """One kind of prize of a draw."""

    name: str = need(Line(), N_("Prize"))
    value: int = need(Money(), N_("Value of one"), unit=N_("yuan"))
    number: int = need(Count(least=1), N_("How many"))


class Draw(Group, frozen=True, kw_only=True):
    """A prize draw: what the law wants to be published before it (order 32 of 2020, art. 11–16)."""

    prizes: tuple[Prize, ...] = need(ListOf(Prize, least=1), N_("Prizes"))
    rules_at: str | None = may(Line(), N_("Rules are published"), N_("Where people read them"))
    published_on: date | None = may(Day(), N_("Rules published on"))
    odds: str | None = may(Line(), N_("Odds"), N_("Chance of each prize, or how many draw for how many"))
    drawn_on: date | None = may(Day(), N_("Drawn on"))
    redeem_until: date | None = may(Day(), N_("Prizes are given until"))


class Event(Common, frozen=True, kw_only=True):
    """One event; the body is the run-down and, later, the report."""

    month: Month = ACTIVITY_MONTH
    type: str = need(Choice(EVENT_TYPES), N_("Event type"))
    theme: str = need(Line(), N_("Theme"))
    venue: str = need(Line(), N_("Venue"))
    directive: str | None = may(Ref(("directive",)), N_("Answers directive"))
    model: str | None = may(ModelCode(), N_("Model"))
    starts_on: date = need(Day(), N_("Starts on"))
    ends_on: date = need(Day(), N_("Ends on"))
    starts_at: time | None = may(Clock(), N_("Begins at"), N_("On each of its days"))
    ends_at: time | None = may(
        Clock(), N_("Ends at"), N_("On each of its days; past midnight: the time on the next day")
    )
    audience: str | None = may(Line(), N_("Target customers"))
    departments: tuple[str, ...] = may(ListOf(Choice(DEPARTMENTS)), N_("Departments that help"))
    helpers: tuple[Helper, ...] = may(ListOf(Helper), N_("People of other departments"))
    team: tuple[str, ...] = may(ListOf(Ref(("staff",))), N_("Team"))
    demo_cars: tuple[str, ...] = may(
        ListOf(Line()), N_("Demo cars"), N_("Stock number or name, never a plate number")
    )
    spokesperson: str | None = may(Line(), N_("Spokes-model or host"))
    offers: tuple[Offer, ...] = OFFERS
    assignments: tuple[Assignment, ...] = may(ListOf(Assignment), N_("Who does what"))
    run_down: tuple[RunDownItem, ...] = may(ListOf(RunDownItem), N_("Run-down of the day"))
    permits: tuple[Permit, ...] = may(ListOf(Permit), N_("Permits"))
    draw: Draw | None = may(Draw, N_("Prize draw"))
    approved_reimbursement: int | None = may(Money(), N_("Reimbursement approved"), unit=N_("yuan"))
    targets: Figures = need(Figures, N_("Targets"))
    costs: tuple[CostItem, ...] = need(ListOf(CostItem), N_("Costs"))
    purchases: tuple[Purchase, ...] = may(
        ListOf(Purchase), N_("Purchases"), N_("Contract, invoice and payment by vendor, once they are there")
    )
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
