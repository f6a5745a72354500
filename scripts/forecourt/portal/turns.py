"""Tasks as rows of a page: when, what, where it stands, what comes next and whose turn it is."""

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup, escape
from msgspec import Struct

from forecourt.kinds.common import Common
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.staff import Staff
from forecourt.model.vocabulary import EVIDENCE, PARTIES, ROLES
from forecourt.money.agenda import PLAN, Due
from forecourt.portal.desk import Place
from forecourt.portal.paths import VOLUMES, day_page, list_page
from forecourt.portal.tasks import Task
from forecourt.rules.channel_proofs import wanted_by
from forecourt.rules.states import empty_fields
from forecourt.steps.ways import Way
from forecourt.timeline.stand import OTHERS
from forecourt.words.text import N_, text

CLOSE: Final = 3
# Page and title of what is due of a month.
_PLAN_OF: Final = (list_page("month"), N_("The plan of %(month)s"))
_VOLUMES_OF: Final = (VOLUMES, N_("The three volumes of %(month)s"))


class Turn(Struct, frozen=True, kw_only=True):
    """A task in words: `day` and `when` are empty without a limit, `tone` is the look of `when`.

    `waited` says for how many working days the record has stood in its state, "" for less than one or where
    no history tells.
    """

    day: str
    when: str
    tone: str
    provisional: bool
    what: Markup
    kind: str
    chip: Markup
    limit: str
    since: str
    waited: str
    step: str
    missing: tuple[str, ...]
    who: Markup
    part: str
    owner: Markup


def turns(place: Place, tasks: Iterable[Task], person: str = "") -> tuple[Turn, ...]:
    """The rows; `person` is whose page it is, "" for everybody's."""
    return tuple(_turn(place, task, person) for task in tasks)


def when(place: Place, due: Due) -> str:
    """How far away a day is, in working days."""
    if due.workdays < 0:
        sentence = text(N_("{days} working days late"), days=-due.workdays)
    elif due.day < place.desk.today:
        sentence = text(N_("late, no working day since"))
    elif due.day == place.desk.today:
        sentence = text(N_("today"))
    else:
        sentence = text(N_("in {days} working days"), days=due.workdays)
    return place.desk.words.say(sentence)


def lacking(place: Place, record: Common, way: Way) -> tuple[str, ...]:
    """Fields and proofs, by their labels, that a record lacks for the state behind a step."""
    state = place.desk.law.state(record.kind, way.step.to)
    if state is None:
        return ()
    fields = (place.display.label(slot.spec) for slot in empty_fields(record, state))
    proofs = (place.display.choice(EVIDENCE, kind) for kind in wanted_by(state, record, place.desk.sight))
    # A rate card is a field and a proof: one word for both is enough.
    return tuple(dict.fromkeys((*fields, *proofs)))


def waits_for(place: Place, task: Task) -> Markup:
    """Who has the ball: the outlet or manufacturer by name where the record names one, else the people."""
    if task.state is not None and task.state.ball in OTHERS:
        outlet = place.desk.records.find(Outlet, getattr(task.record, "outlet", None) or "")
        party = place.display.choice(PARTIES, task.state.ball)
        if task.state.ball == "outlet" and outlet is not None:
            return place.link(outlet)
        return escape(party)
    return people(place, task)


def people(place: Place, task: Task) -> Markup:
    """Those whose turn it is, each with a link to the page of the day, or that nobody can act."""
    if not task.actors:
        return Markup('<span class="fc-chip fc-bad">%s</span>') % (place.desk.words.gettext(N_("nobody")),)
    links = (person_link(place, id) for id in task.actors)
    return place.joined(links)


def person_link(place: Place, id: str) -> Markup:
    """A person's name as a link to what that person must do."""
    person = place.desk.records.find(Staff, id)
    if person is None:
        return Markup('<span class="fc-lost">%s</span>') % (id,)
    return Markup('<a href="%s">%s</a>') % (place.href(day_page(person)), person.title)


def _turn(place: Place, task: Task, person: str) -> Turn:
    due, record = task.due, task.record
    missing = () if record is None or task.way is None else lacking(place, record, task.way)
    waited = text(N_("{days} working days"), days=task.workdays)
    return Turn(
        day="" if due is None else due.day.isoformat(),
        when="" if due is None else when(place, due),
        tone="quiet" if due is None else _tone(place, due),
        provisional=due is not None and due.provisional,
        what=_what(place, task),
        kind="" if record is None else place.display.kind(record.kind),
        chip=Markup() if record is None else place.chip(record),
        limit="" if due is None else place.desk.words.gettext(due.label),
        since=_since(place, task),
        waited=place.desk.words.say(waited) if task.workdays else "",
        step="" if task.way is None else task.way.step.label,
        missing=missing,
        who=waits_for(place, task),
        part=_part(place, task, person),
        owner=place.link(task.owner or None),
    )


def _since(place: Place, task: Task) -> str:
    line = None if task.record is None else place.desk.inputs.lines.get(task.record.id.casefold())
    return "" if line is None else place.desk.words.say(line.now.since)


def _tone(place: Place, due: Due) -> str:
    if due.day < place.desk.today:
        return "bad"
    return "open" if due.workdays <= CLOSE else "quiet"


def _what(place: Place, task: Task) -> Markup:
    if task.record is not None:
        return place.link(task.record)
    is_plan = task.due is not None and task.due.field == PLAN
    page, title = _PLAN_OF if is_plan else _VOLUMES_OF
    words = place.desk.words.gettext(title) % {"month": task.month}
    return Markup('<a href="%s">%s</a>') % (place.href(page), words)


def _part(place: Place, task: Task, person: str) -> str:
    """Why it is this person's turn."""
    say = place.desk.words.gettext
    if task.waits:
        return say(N_("chase"))
    if task.owner == person or task.way is None:
        return say(N_("owner"))
    found = place.desk.records.find(Staff, person)
    held = [role for role in task.way.step.roles if found is not None and role in found.roles]
    if not held:
        return say(N_("deputy"))
    return place.display.choice(ROLES, held[0])
