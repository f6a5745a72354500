"""Next month's plan, as far as it stands: budgets, quotas, and what is planned to run (M2, M11, A3)."""

from collections.abc import Iterator
from typing import Final

from forecourt.binder.content import Row, Sheet
from forecourt.binder.edition import Edition
from forecourt.kinds.ad import Ad
from forecourt.kinds.event import Event
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.press import Press
from forecourt.model.vocabulary import CHANNELS, EVENT_TYPES, PRESS_TYPES
from forecourt.money.lifecycle import work_of
from forecourt.money.volume_items import ads_of, events_of, press_of
from forecourt.words.text import N_

ADS, PRESS, EVENTS = 1, 2, 3
OFF: Final = "cancelled"


def next_plan(edition: Edition) -> MonthPlan | None:
    """The record of the month after the volume's, None when there is none yet."""
    following = edition.month.plus(1)
    return next((plan for plan in edition.records.of(MonthPlan) if plan.month == following), None)


def next_sheets(edition: Edition, volume: int) -> tuple[Sheet, ...]:
    """What the next month holds of the volume's matter; tables with nothing in them are left out."""
    made = {ADS: _of_ads, PRESS: _of_press, EVENTS: _of_events}[volume](edition)
    return tuple(sheet for sheet in made if sheet.rows)


def _of_ads(edition: Edition) -> Iterator[Sheet]:
    yuan, plan = edition.display.yuan, next_plan(edition)
    budgets = plan.channel_budgets if plan else ()
    rows = [Row(cells=(edition.display.choice(CHANNELS, row.channel), yuan(row.amount))) for row in budgets]
    if rows:
        total = yuan(sum(row.amount for row in budgets))
        rows.append(Row(cells=(edition.say(N_("Total")), total), strong=True))
    yield Sheet(
        anchor="next-budgets",
        title=edition.say(N_("Channel budgets of next month")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns((N_("Channel"), 65), (N_("Budget"), 35, "right")),
        rows=tuple(rows),
    )
    ads = [ad for ad in ads_of(edition.records, edition.month.plus(1)) if _is_on(edition, ad)]
    yield Sheet(
        anchor="next-ads",
        title=edition.say(N_("Ads of next month")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("Ad plan"), 32),
            (N_("Outlet"), 22),
            (N_("Planned flight"), 18),
            (N_("Net cost"), 14, "right"),
            (N_("State"), 14),
        ),
        rows=tuple(_ad(edition, ad) for ad in ads),
    )


def _ad(edition: Edition, ad: Ad) -> Row:
    return Row(
        cells=(
            ad.title,
            edition.display.title(ad.outlet),
            edition.span(ad.flight_start, ad.flight_end),
            edition.display.yuan(ad.net_cost),
            edition.display.state(ad),
        )
    )


def _of_press(edition: Edition) -> Iterator[Sheet]:
    plan = next_plan(edition)
    quotas = (
        ((N_("Press quota"), plan.press_pieces), (N_("Press quota in points"), plan.press_points))
        if plan
        else ()
    )
    yield _quotas(edition, "press", quotas)
    articles = [one for one in press_of(edition.records, edition.month.plus(1)) if _is_on(edition, one)]
    yield Sheet(
        anchor="next-press",
        title=edition.say(N_("Articles of next month")),
        columns=edition.columns(
            (N_("Due on"), 15),
            (N_("Title"), 38),
            (N_("Article type"), 14),
            (N_("Outlet"), 19),
            (N_("State"), 14),
        ),
        rows=tuple(_article(edition, press) for press in articles),
    )


def _article(edition: Edition, press: Press) -> Row:
    outlet = edition.records.find(Outlet, press.outlet)
    return Row(
        cells=(
            edition.day(press.due_on),
            press.title,
            edition.display.choice(PRESS_TYPES, press.type),
            press.outlet if outlet is None else outlet.title,
            edition.display.state(press),
        )
    )


def _of_events(edition: Edition) -> Iterator[Sheet]:
    plan = next_plan(edition)
    yield _quotas(edition, "event", ((N_("Event quota"), plan.event_quota),) if plan else ())
    events = [event for event in events_of(edition.records, edition.month.plus(1)) if _is_on(edition, event)]
    yield Sheet(
        anchor="next-events",
        title=edition.say(N_("Events of next month")),
        unit=edition.say(N_("Amounts in yuan")),
        columns=edition.columns(
            (N_("Days"), 17),
            (N_("Event"), 30),
            (N_("Event type"), 13),
            (N_("Venue"), 26),
            (N_("Budget"), 14, "right"),
        ),
        rows=tuple(_event(edition, event) for event in events),
    )


def _event(edition: Edition, event: Event) -> Row:
    return Row(
        cells=(
            edition.span(event.starts_on, event.ends_on),
            event.title,
            edition.display.choice(EVENT_TYPES, event.type),
            event.venue,
            edition.display.yuan(sum(cost.budget for cost in event.costs)),
        )
    )


def _quotas(edition: Edition, work: str, quotas: tuple[tuple[str, int], ...]) -> Sheet:
    return Sheet(
        anchor=f"next-{work}-quota",
        title=edition.say(N_("Quota of next month")),
        columns=edition.columns((N_("Item"), 65), (N_("Required"), 35, "right")),
        rows=tuple(
            Row(cells=(edition.words.gettext(label), edition.count(number))) for label, number in quotas
        ),
    )


def _is_on(edition: Edition, record: Ad | Press | Event) -> bool:
    return work_of(edition.records, record) != OFF
