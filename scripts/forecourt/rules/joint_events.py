"""Rules about events with others' help: people, tasks, permits, draws, reserve, late orders (W1.4, W2.2)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from forecourt.kinds.event import Event, Helper
from forecourt.kinds.print_job import OWN_DEPARTMENT
from forecourt.kinds.procedure import State
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.money import format_yuan
from forecourt.model.unread import is_read, readable
from forecourt.model.vocabulary import DEPARTMENTS
from forecourt.money.bookings import names_in, team_of
from forecourt.money.names import name_key
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

LEAST_RESERVE: Final = 10
MOST_RESERVE: Final = 15
RESERVE: Final = "contingency"
LAST_ORDERS_AFTER: Final = timedelta(days=30)
PREPARED: Final = "committed"


@code("JE01", Severity.WARNING)
def help_not_agreed(event: Event, sight: Sight) -> Iterator[Problem]:
    """The event is being prepared, and a department that helps is not as far as it must be.

    First the department is chosen ("departments"), then its head agrees, then the names are confirmed; only
    with names there is a team that tasks can be given to. Each department that was chosen has a block below
    "helpers" (W2.2 ①–③).
    """
    if not is_prepared(sight.state(event)):
        return
    asked = {helper.department for _, helper in readable(event.helpers, "department")}
    for place, department in readable(event.departments):
        if department not in asked and is_read(event.helpers) and department != OWN_DEPARTMENT:
            yield Problem(
                code="JE01",
                field=f"departments.{place}",
                message=text(
                    N_("{department} was chosen, and nobody has asked its head yet"),
                    department=Text(DEPARTMENTS.terms[department]),
                ),
                hint=text(N_('Add the department below "helpers", with who agreed, when, and the names')),
            )
    for place, helper in readable(event.helpers, "department", "agreed_on", "people", "confirmed_on"):
        lacking = _lacking(helper)
        if lacking is not None:
            yield Problem(
                code="JE01",
                field=f"helpers.{place}.department",
                message=Text(lacking, {"department": Text(DEPARTMENTS.terms[helper.department])}),
                hint=text(N_("Speak with the head of the department, and write down the day and the names")),
            )


@code("JE02", Severity.WARNING)
def done_by_a_stranger(event: Event, sight: Sight) -> Iterator[Problem]:
    """Somebody who is neither on the team nor lent has a task or a part in the run-down.

    Whoever does something at the event must know of it, and must not be needed elsewhere (W2.2 ③). Makers
    and hosts stand in the text of the event.
    """
    team = team_of(event, sight.names)
    if not team:
        return
    parts = [(f"assignments.{place}.who", row.who) for place, row in readable(event.assignments, "who")]
    parts += [(f"run_down.{place}.who", row.who) for place, row in readable(event.run_down, "who")]
    for field, who in parts:
        strangers = [name for name in names_in(who) if name_key(name) not in team]
        if strangers:
            yield Problem(
                code="JE02",
                field=field,
                message=text(N_("{name} is neither on the team nor lent"), name=strangers),
                hint=text(N_('Add the person to "team" or to "people" of a department, or correct the name')),
            )


@code("JE03", Severity.WARNING)
def not_done_in_time(event: Event, sight: Sight) -> Iterator[Problem]:
    """Something that was to be done for the event is not done, although its day is over."""
    if not sight.is_open(event):
        return
    for place, row in readable(event.assignments, "due_on", "done_on", "what", "who"):
        if row.done_on is None and row.due_on < sight.today:
            yield Problem(
                code="JE03",
                field=f"assignments.{place}.due_on",
                message=text(
                    N_("{what}: {who} was to have it done by {due}"),
                    what=row.what,
                    who=row.who,
                    due=row.due_on,
                ),
                hint=text(N_('Ask, and write down the day in "done_on" or a new day')),
            )


@code("JE04", Severity.WARNING)
def permit_not_granted(event: Event, sight: Sight) -> Iterator[Problem]:
    """A permit is not granted, although the day is over by which it was needed, or the event has begun.

    Without it the event may be closed on the spot (W1.4).
    """
    if not sight.is_open(event):
        return
    for place, permit in readable(event.permits, "what", "needed_by", "granted_on"):
        is_late = permit.needed_by < sight.today or event.starts_on <= sight.today
        if permit.granted_on is None and is_late:
            yield Problem(
                code="JE04",
                field=f"permits.{place}.needed_by",
                message=text(
                    N_("The permit for {what} was needed by {day} and is not granted"),
                    what=permit.what,
                    day=permit.needed_by,
                ),
                hint=text(N_("Ask the authority; without the permit move the event")),
            )


@code("JE06", Severity.WARNING)
def draw_not_published(event: Event, sight: Sight) -> Iterator[Problem]:
    """The event with a prize draw is being prepared, and what must be published before it is not complete.

    Prizes, their numbers or the odds, the times, how they are given, where the rules can be read
    (order 32 of 2020, art. 13). Not legal advice.
    """
    if event.draw is None or not is_prepared(sight.state(event)):
        return
    lacking = [
        Text(label)
        for label, value in (
            (N_("Rules are published"), event.draw.rules_at),
            (N_("Rules published on"), event.draw.published_on),
            (N_("Odds"), event.draw.odds),
            (N_("Drawn on"), event.draw.drawn_on),
            (N_("Prizes are given until"), event.draw.redeem_until),
        )
        if value is None
    ]
    if lacking:
        yield Problem(
            code="JE06",
            field="draw",
            message=text(N_("Of the prize draw this is not written down: {lacking}"), lacking=lacking),
            hint=text(N_("Publish the rules before the event, and write down where and when")),
        )


@code("JE07", Severity.WARNING)
def odd_reserve(event: Event, sight: Sight) -> Iterator[Problem]:
    """The event has no contingency, or one that is not 10 to 15 percent of its other budget rows.

    Less does not help when something breaks, more hides costs that were not approved (pitfall 13). It is a
    row of its own, of the kind "contingency". That there is none is told as long as the event is to come.
    """
    rows = [row for _, row in readable(event.costs, "budget", "type")]
    reserve = sum(row.budget for row in rows if row.type == RESERVE)
    others = sum(row.budget for row in rows if row.type != RESERVE)
    place = next((place for place, row in readable(event.costs, "type") if row.type == RESERVE), None)
    is_right = others * LEAST_RESERVE <= reserve * 100 <= others * MOST_RESERVE
    if not sight.is_open(event) or is_right or len(rows) < len(event.costs):
        return
    if place is not None:
        yield Problem(
            code="JE07",
            field=f"costs.{place}.budget",
            message=text(
                N_("The contingency is {reserve} yuan; 10 to 15 % of the other {others} yuan are usual"),
                reserve=format_yuan(reserve),
                others=format_yuan(others),
            ),
            hint=text(N_("Correct it before the plan is handed in, or say in the note why")),
        )
    elif event.starts_on > sight.today:
        yield Problem(
            code="JE07",
            field="costs",
            message=text(
                N_("There is no contingency; 10 to 15 % of the {others} yuan are usual"),
                others=format_yuan(others),
            ),
            hint=text(N_("Add a row with type: contingency, before the plan is handed in")),
        )


@code("JE08", Severity.WARNING)
def late_orders_not_counted(event: Event, sight: Sight) -> Iterator[Problem]:
    """The event was over more than 30 days ago, and the orders of those 30 days are not written down.

    An event is judged by what it sold in a month, not by what was signed on the spot (W1.4; domain 2.6).
    """
    is_over = event.ends_on + LAST_ORDERS_AFTER < sight.today
    counted = event.results is not None and event.results.orders_30_days is not None
    state = sight.state(event)
    if is_over and not counted and state is not None and state.money in ("committed", "spent", "claimed"):
        yield Problem(
            code="JE08",
            field="results.orders_30_days" if event.results else "ends_on",
            message=text(
                N_("It ended on {day}, and the orders of the 30 days after it are missing"), day=event.ends_on
            ),
            hint=text(N_('Ask sales for the orders by source, and write them into "orders_30_days"')),
        )


def is_prepared(state: State | None) -> bool:
    """Whether money is committed to an event that is not over yet."""
    return state is not None and state.money == PREPARED and state.work == "open"


def _lacking(helper: Helper) -> str | None:
    if helper.agreed_on is None:
        return N_("The head of {department} has not agreed yet to lend people")
    if not helper.people or helper.confirmed_on is None:
        return N_("{department} has agreed, but the names are not confirmed")
    return None
