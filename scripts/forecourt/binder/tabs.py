"""Tables of one event: targets and results, cost tabs with budget and actual (M5, A4)."""

from itertools import groupby

from forecourt.binder.content import Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.kinds.event import CostItem, Event, Figures
from forecourt.kinds.fields import Line, ListOf, slots_of
from forecourt.model.vocabulary import COST_TABS, DEPARTMENTS
from forecourt.words.text import N_


def share(part: int | None, whole: int | None) -> str:
    """`part` ÷ `whole` as a percentage with one decimal; a dash when it cannot be said (never ∞)."""
    if part is None or not whole:
        return DASH
    tenths = (part * 1000 * 2 + whole) // (whole * 2)
    return f"{tenths // 10}.{tenths % 10}%"


def event_figures(edition: Edition, event: Event, anchor: str) -> Sheet:
    """Targets and results of one event."""
    rows = []
    for slot in slots_of(Figures):
        target = getattr(event.targets, slot.attribute)
        result = getattr(event.results, slot.attribute) if event.results else None
        if target is not None or result is not None:
            label = edition.display.label(slot.spec)
            cells = (label, edition.count(target), edition.count(result), share(result, target))
            rows.append(Row(cells=cells))
    return Sheet(
        anchor=f"{anchor}-figures",
        title=edition.say(N_("Targets and results")),
        columns=edition.columns(
            (N_("Figure"), 40),
            (N_("Target"), 20, "right"),
            (N_("Result"), 20, "right"),
            (N_("Result ÷ target"), 20, "right"),
        ),
        rows=tuple(rows),
        empty=edition.say(N_("No target was set")),
    )


def event_sheets(edition: Edition, event: Event, anchor: str) -> tuple[Sheet, ...]:
    """What stands before the proofs of one event: costs, and who did what when where others helped."""
    made = (
        event_costs(edition, event, anchor),
        _staffing(edition, event, anchor),
        _run_down(edition, event, anchor),
    )
    return tuple(sheet for sheet in made if sheet.rows or sheet.empty)


def _staffing(edition: Edition, event: Event, anchor: str) -> Sheet:
    """Which department lent whom, by whose word (W2.2)."""
    rows = [
        Row(
            cells=(
                edition.display.choice(DEPARTMENTS, helper.department),
                helper.head,
                edition.day(helper.agreed_on),
                edition.display.value(ListOf(Line()), helper.people) or DASH,
                edition.day(helper.confirmed_on),
            )
        )
        for helper in event.helpers
    ]
    return Sheet(
        anchor=f"{anchor}-staffing",
        title=edition.say(N_("People of other departments")),
        columns=edition.columns(
            (N_("Department"), 16),
            (N_("Head of the department"), 18),
            (N_("Head agreed on"), 16),
            (N_("People lent"), 32),
            (N_("Names confirmed on"), 18),
        ),
        rows=tuple(rows),
    )


def _run_down(edition: Edition, event: Event, anchor: str) -> Sheet:
    rows = [Row(cells=(f"{row.at:%H:%M}", row.what, row.who)) for row in event.run_down]
    return Sheet(
        anchor=f"{anchor}-run-down",
        title=edition.say(N_("Run-down of the day")),
        columns=edition.columns((N_("Time"), 14), (N_("What happens"), 56), (N_("Who does it"), 30)),
        rows=tuple(rows),
    )


def event_costs(edition: Edition, event: Event, anchor: str) -> Sheet:
    """What one event was to cost and did cost, by cost tab."""
    order = list(COST_TABS.terms)
    items = sorted(event.costs, key=lambda item: order.index(item.tab))
    rows: list[Row] = []
    for tab, group in groupby(items, key=lambda item: item.tab):
        of_tab = list(group)
        label = edition.display.choice(COST_TABS, tab)
        rows.extend(
            _row(edition, "" if place else label, item.item, [item]) for place, item in enumerate(of_tab)
        )
        if len(of_tab) > 1:
            rows.append(_row(edition, "", edition.say(N_("Subtotal")), of_tab, strong=True))
    rows.append(_row(edition, edition.say(N_("Total")), "", items, strong=True))
    return Sheet(
        anchor=f"{anchor}-costs",
        title=edition.say(N_("Costs, budget and actual")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("Cost tab"), 22), (N_("Item"), 38), (N_("Budget"), 20, "right"), (N_("Actual"), 20, "right")
        ),
        rows=tuple(rows) if items else (),
        empty=edition.say(N_("No cost was planned")),
    )


def _row(edition: Edition, tab: str, item: str, items: list[CostItem], *, strong: bool = False) -> Row:
    actual = [cost.actual for cost in items if cost.actual is not None]
    cells = (
        tab,
        item,
        edition.display.yuan(sum(cost.budget for cost in items)),
        edition.display.yuan(sum(actual) if actual else None),
    )
    return Row(cells=cells, strong=strong)
