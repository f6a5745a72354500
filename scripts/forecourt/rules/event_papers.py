"""Rules about what an event's papers say of each other: days, numbers, departments, run-down (W1.4, W2.2)."""

from collections.abc import Iterator
from typing import Final

from forecourt.kinds.event import Event, Figures, Helper
from forecourt.kinds.staff import Staff
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.unread import readable
from forecourt.model.vocabulary import DEPARTMENTS
from forecourt.money.bookings import names_in
from forecourt.money.names import is_decided, name_key
from forecourt.rules.order import Dated, out_of_order
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

# What cannot be more than what: fields of Figures with their labels.
_VISITS = ("visits", N_("Visitors"))
_FIRST_VISITS = ("first_visits", N_("First-time visitors"))
_ORDERS = ("orders", N_("Orders on site"))
_ORDERS_7_DAYS = ("orders_7_days", N_("Orders within 7 days"))
_ORDERS_30_DAYS = ("orders_30_days", N_("Orders within 30 days"))
AT_MOST: Final = (
    (_FIRST_VISITS, _VISITS),
    (_ORDERS, _ORDERS_7_DAYS),
    (_ORDERS_7_DAYS, _ORDERS_30_DAYS),
    (_ORDERS, _ORDERS_30_DAYS),
)
# What a report answers to; later orders come in after it.
ANSWERED: Final = (
    _VISITS,
    _FIRST_VISITS,
    ("test_drives", N_("Test drives")),
    ("leads", N_("New prospects")),
    _ORDERS,
)
REPORTED: Final = frozenset({"spent", "claimed", "granted"})


@code("JE09", Severity.WARNING)
def days_contradict(event: Event, sight: Sight) -> Iterator[Problem]:
    """Days of an event contradict each other: one lies before what must come first.

    The head agrees before names are confirmed; a permit is needed and granted before the event begins; the
    rules of a draw are published before the event begins and before it is drawn, and prizes are given after
    that (W2.2; order 32 of 2020, art. 13).
    """
    yield from out_of_order("JE09", _pairs(event))


def _pairs(event: Event) -> Iterator[tuple[Dated, Dated]]:
    begins = Dated("starts_on", N_("Starts on"), event.starts_on, fixed=True)
    for place, helper in readable(event.helpers, "agreed_on", "confirmed_on"):
        agreed = Dated(f"helpers.{place}.agreed_on", N_("Head agreed on"), helper.agreed_on)
        yield agreed, Dated(f"helpers.{place}.confirmed_on", N_("Names confirmed on"), helper.confirmed_on)
    for place, permit in readable(event.permits, "needed_by", "granted_on"):
        yield Dated(f"permits.{place}.needed_by", N_("Needed by"), permit.needed_by), begins
        yield Dated(f"permits.{place}.granted_on", N_("Granted on"), permit.granted_on), begins
    if event.draw is not None:
        published = Dated("draw.published_on", N_("Rules published on"), event.draw.published_on)
        drawn = Dated("draw.drawn_on", N_("Drawn on"), event.draw.drawn_on)
        yield published, begins
        yield published, drawn
        yield begins, drawn
        yield drawn, Dated("draw.redeem_until", N_("Prizes are given until"), event.draw.redeem_until)


@code("JE10")
def numbers_contradict(event: Event, sight: Sight) -> Iterator[Problem]:
    """Targets or results of an event contradict each other: a part is more than its whole.

    First-time visitors are visitors; orders within 7 days hold those on site, orders within 30 days those
    within 7 (domain 2.6).
    """
    for name, figures in (("targets", event.targets), ("results", event.results)):
        for (part, part_label), (whole, whole_label) in AT_MOST if figures is not None else ():
            less, more = getattr(figures, part), getattr(figures, whole)
            if less is not None and more is not None and less > more:
                yield Problem(
                    code="JE10",
                    field=f"{name}.{whole}",
                    message=text(
                        N_('"{part}" is {less}, "{whole}" only {more}'),
                        part=Text(part_label),
                        less=less,
                        whole=Text(whole_label),
                        more=more,
                    ),
                    hint=text(N_("Count again and correct the number")),
                )


@code("JE11", Severity.WARNING)
def target_without_result(event: Event, sight: Sight) -> Iterator[Problem]:
    """The event is reported, and of one of its targets nobody has written down what was reached.

    The report holds results against targets (A4; domain 2.6); what was not counted is told as 0 or with a
    number, not left out.
    """
    state = sight.state(event)
    if state is None or state.money not in REPORTED:
        return
    found = event.results or Figures()
    lacking = [
        Text(label)
        for name, label in ANSWERED
        if getattr(event.targets, name) is not None and getattr(found, name) is None
    ]
    if lacking:
        yield Problem(
            code="JE11",
            field="results" if event.results else "targets",
            message=text(N_("A target was set, and there is no result for: {lacking}"), lacking=lacking),
            hint=text(N_('Write the numbers below "results"')),
        )


@code("JE12", Severity.WARNING)
def lent_by_another_department(event: Event, sight: Sight) -> Iterator[Problem]:
    """Who agreed to lend people, or who is lent, belongs to another department by the staff records.

    The head of the department that lends agrees, not of any (W2.2 ②). People without a staff record are not
    judged.
    """
    at_home = {
        name_key(one.title): one.department for _, one in readable(_staff(sight), "title", "department")
    }
    for place, helper in readable(event.helpers, "department", "head", "people"):
        for field, name in _named(helper):
            home = at_home.get(name_key(name))
            if home is not None and home != helper.department and is_decided(name):
                yield Problem(
                    code="JE12",
                    field=f"helpers.{place}.{field}",
                    message=text(
                        N_("{name} is of {home}, not of {department}"),
                        name=name,
                        home=Text(DEPARTMENTS.terms[home]),
                        department=Text(DEPARTMENTS.terms[helper.department]),
                    ),
                    hint=text(N_("Correct the name or the department")),
                )


def _staff(sight: Sight) -> tuple[Staff, ...]:
    return tuple(sight.all_records.of(Staff))


def _named(helper: Helper) -> Iterator[tuple[str, str]]:
    yield "head", helper.head
    yield from ((f"people.{place}", name) for place, name in enumerate(helper.people))


@code("JE13", Severity.WARNING)
def run_down_contradicts(event: Event, sight: Sight) -> Iterator[Problem]:
    """A line of the run-down is earlier than the one above it, or somebody has two parts at one time.

    On the day people read it from top to bottom (W1.4). An event that ends no later than it begins goes on
    past midnight, and may begin anew with small hours once.
    """
    is_overnight = (
        event.starts_at is not None and event.ends_at is not None and event.ends_at <= event.starts_at
    )
    above, busy = None, dict[tuple[object, str], str]()
    for place, row in readable(event.run_down, "at", "who", "what"):
        if above is not None and row.at < above:
            if not is_overnight:
                yield Problem(
                    code="JE13",
                    field=f"run_down.{place}.at",
                    message=text(
                        N_("{at} lies before the line above, {above}"), at=_hour(row.at), above=_hour(above)
                    ),
                    hint=text(N_("Put the lines in the order of their times")),
                )
            is_overnight = False
        above = row.at
        for name in names_in(row.who):
            other = busy.setdefault((row.at, name_key(name)), row.what)
            if other != row.what:
                yield Problem(
                    code="JE13",
                    field=f"run_down.{place}.who",
                    message=text(
                        N_("{name} does two things at {at}: {other}, {what}"),
                        name=name,
                        at=_hour(row.at),
                        other=other,
                        what=row.what,
                    ),
                    hint=text(N_("Give one of them to somebody else, or another time")),
                )


def _hour(at: object) -> str:
    return f"{at:%H:%M}"


EVENT: Final = (
    days_contradict,
    numbers_contradict,
    target_without_result,
    lent_by_another_department,
    run_down_contradicts,
)
