"""Tables of volume 3, marketing events: calendar, costs, results (M5, M11, A4, W1.4)."""

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from forecourt.binder.content import Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.binder.sheets_department import department_sheets
from forecourt.binder.sheets_effect import event_effect
from forecourt.binder.sheets_materials import print_sheets
from forecourt.binder.sheets_press import quota_sheet
from forecourt.binder.sheets_showroom import showroom_sheets
from forecourt.binder.sheets_surveys import survey_sheets
from forecourt.kinds import purchase
from forecourt.kinds.event import CostItem, Event, Figures
from forecourt.model.vocabulary import COST_TABS, EVENT_TYPES
from forecourt.money.quota import event_quota
from forecourt.money.volume_items import event_items, events_of, ran_or_committed
from forecourt.words.text import N_

Anchors = Mapping[str, str]
SHOWN_FIGURES: Final = ("visits", "test_drives", "leads", "orders", "orders_30_days")


def event_month(edition: Edition, anchors: Anchors) -> tuple[Sheet, ...]:
    """The event quota, the calendar, what was made for promotion; `anchors`: a record's page by its id."""
    quota = event_quota(edition.records, edition.month)
    line = (edition.say(N_("Event quota")), quota.required, len(quota.done), len(quota.open))
    events = events_of(edition.records, edition.month)
    return (
        quota_sheet(edition, edition.say(N_("Event quota of the month")), (line,)),
        _calendar(edition, events, anchors),
        *print_sheets(edition),
        *showroom_sheets(edition),
        *survey_sheets(edition),
    )


def event_costs(edition: Edition, anchors: Anchors) -> tuple[Sheet, ...]:
    """What each event cost, what was spent on what, and what vendors were contracted, billed and paid."""
    held = _held(edition)
    return (_by_event(edition, held, anchors), _by_tab(edition, held), *_purchases(edition, held, anchors))


def event_results(edition: Edition, anchors: Anchors) -> tuple[Sheet, ...]:
    """What the events brought, and how the department kept its own house."""
    results = _results(edition, _held(edition), anchors)
    return (results, *event_effect(edition), *department_sheets(edition))


def _held(edition: Edition) -> list[Event]:
    events = event_items(edition.records, edition.month)
    return [event for event in events if ran_or_committed(edition.records, event)]


def _calendar(edition: Edition, events: list[Event], anchors: Anchors) -> Sheet:
    rows = [
        Row(
            cells=(
                edition.span(event.starts_on, event.ends_on),
                event.title,
                edition.display.choice(EVENT_TYPES, event.type),
                event.venue,
                edition.display.state(event),
            ),
            target=anchors.get(event.id, ""),
        )
        for event in events
    ]
    return Sheet(
        anchor="calendar",
        title=edition.say(N_("Calendar of events")),
        columns=edition.columns(
            (N_("Days"), 16), (N_("Event"), 32), (N_("Event type"), 14), (N_("Venue"), 26), (N_("State"), 12)
        ),
        rows=tuple(rows),
        empty=edition.say(N_("No event this month")),
    )


def _by_event(edition: Edition, events: list[Event], anchors: Anchors) -> Sheet:
    rows = [
        replace(_cost_row(edition, event.title, list(event.costs)), target=anchors.get(event.id, ""))
        for event in events
    ]
    if len(rows) > 1:
        costs = [cost for event in events for cost in event.costs]
        rows.append(_cost_row(edition, edition.say(N_("Total")), costs, strong=True))
    return Sheet(
        anchor="event-costs",
        title=edition.say(N_("Costs by event")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("Event"), 36),
            (N_("Rows"), 10, "right"),
            (N_("Budget"), 18, "right"),
            (N_("Actual"), 18, "right"),
            (N_("Saved"), 18, "right"),
        ),
        rows=tuple(rows),
        empty=edition.say(N_("No event ran or was committed this month")),
    )


def _by_tab(edition: Edition, events: list[Event]) -> Sheet:
    costs = [cost for event in events for cost in event.costs]
    rows = [
        _cost_row(
            edition, edition.display.choice(COST_TABS, tab), [cost for cost in costs if cost.tab == tab]
        )
        for tab in COST_TABS.terms
    ]
    rows.append(_cost_row(edition, edition.say(N_("Total")), costs, strong=True))
    return Sheet(
        anchor="costs",
        title=edition.say(N_("Costs of events, budget and actual")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("Cost tab"), 28),
            (N_("Rows"), 12, "right"),
            (N_("Budget"), 20, "right"),
            (N_("Actual"), 20, "right"),
            (N_("Saved"), 20, "right"),
        ),
        rows=tuple(rows) if costs else (),
        note=edition.say(N_("Saved counts rows with an actual amount only: their budget - actual"))
        if costs
        else "",
        empty=edition.say(N_("No event ran or was committed this month")),
    )


def _purchases(edition: Edition, events: list[Event], anchors: Anchors) -> Iterator[Sheet]:
    """Contract, invoice and payment of each purchase; nothing while none is written down."""
    bought = [(event, one) for event in events for one in event.purchases]
    rows = [
        Row(
            cells=(
                event.title,
                one.what,
                one.contract_no or DASH,
                edition.display.yuan(one.contract_cost),
                one.invoice_no or DASH,
                edition.display.yuan(one.invoice_cost),
                edition.display.yuan(one.paid_cost),
            ),
            target=anchors.get(event.id, ""),
        )
        for event, one in bought
    ]
    if not rows:
        return
    contract, invoice, paid = (
        edition.display.yuan(sum(getattr(one, field) or 0 for _, one in bought)) for field in purchase.COSTS
    )
    rows.append(Row(cells=(edition.say(N_("Total")), "", "", contract, "", invoice, paid), strong=True))
    yield Sheet(
        anchor="purchases",
        title=edition.say(N_("Contracts and invoices of events")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("Event"), 17),
            (N_("What is bought"), 16),
            (N_("Contract no."), 17),
            (N_("Contract amount"), 12, "right"),
            (N_("Invoice no."), 14),
            (N_("Invoice amount"), 12, "right"),
            (N_("Amount paid"), 12, "right"),
        ),
        rows=tuple(rows),
    )


def _cost_row(edition: Edition, label: str, costs: list[CostItem], *, strong: bool = False) -> Row:
    known = [(cost.budget, cost.actual) for cost in costs if cost.actual is not None]
    yuan = edition.display.yuan
    cells = (
        label,
        str(len(costs)),
        yuan(sum(cost.budget for cost in costs)),
        yuan(sum(actual for _, actual in known)) if known else DASH,
        yuan(sum(budget - actual for budget, actual in known)) if known else DASH,
    )
    return Row(cells=cells, strong=strong)


def _results(edition: Edition, events: list[Event], anchors: Anchors) -> Sheet:
    rows = [
        Row(
            cells=(event.title, *(_pair(event, figure) for figure in SHOWN_FIGURES)),
            target=anchors.get(event.id, ""),
        )
        for event in events
    ]
    return Sheet(
        anchor="results",
        title=edition.say(N_("Targets and results of events")),
        columns=edition.columns(
            (N_("Event"), 30),
            (N_("Visitors"), 13, "right"),
            (N_("Test drives"), 13, "right"),
            (N_("New prospects"), 14, "right"),
            (N_("Orders on site"), 14, "right"),
            (N_("Orders within 30 days"), 16, "right"),
        ),
        rows=tuple(rows),
        note=edition.say(N_("Result / target")) if rows else "",
        empty=edition.say(N_("No event ran or was committed this month")),
    )


def _pair(event: Event, figure: str) -> str:
    target = getattr(event.targets, figure)
    result = None if event.results is None else _figure(event.results, figure)
    return f"{DASH if result is None else result} / {DASH if target is None else target}"


def _figure(figures: Figures, name: str) -> int | None:
    value: int | None = getattr(figures, name)
    return value
