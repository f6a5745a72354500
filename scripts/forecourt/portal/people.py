"""What waits on each person's desk, and how often last days and limits were kept there (M12)."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup, escape

from forecourt.kinds.staff import Staff
from forecourt.kinds.table import KINDS
from forecourt.money.punctual import on_time
from forecourt.money.ratio import Ratio
from forecourt.portal.desk import Cell, Desk, Grid, Place
from forecourt.portal.facts import Fact, number, share
from forecourt.portal.paths import day_page
from forecourt.portal.tasks import duties_of, tasks_of
from forecourt.timeline.stays import kept_limits
from forecourt.words.text import N_, text

NOTE: Final = N_(
    "On the desk: open records whose next step is this person's turn, and volumes to post. On time: of the "
    "tasks, replies to the manufacturer, articles and print jobs that the person owns now, those done by "
    "their last day ÷ those done or past it; cancelled ones do not count. Limits kept: of the states with a "
    "limit in the procedures, those left by the last day ÷ those left or late, by Git's history and the "
    "approvals from before it; what waits for the manufacturer or an outlet does not count."
)
# Owner's id in small letters and kind.
_Rates = Mapping[tuple[str, str], Ratio]


def facts(place: Place, person: Staff) -> list[Fact]:
    """Work on the desk, and the share that was done in time."""
    say = place.desk.words.gettext
    return [
        (say(N_("On the desk")), _workload(place, person)),
        (say(N_("On time")), share(place, _sum(_of(person, place.desk.once(_on_time))))),
        (say(N_("Limits kept")), share(place, _sum(_of(person, place.desk.once(_kept))))),
    ]


def grids(place: Place, person: Staff, found: list[Grid]) -> list[Grid]:
    """The person's own tables, then both shares by kind of record."""
    timely, kept = _of(person, place.desk.once(_on_time)), _of(person, place.desk.once(_kept))
    kinds = [kind for kind in KINDS if kind in timely or kind in kept]
    if not kinds:
        return found
    say, none = place.desk.words.gettext, Ratio(part=0, whole=0)
    grid = Grid(
        label=say(N_("On time, by kind of record")),
        columns=(say(N_("Kind of record")), say(N_("On time")), say(N_("Limits kept"))),
        numbers=(False, True, True),
        rows=tuple(
            (
                Cell(html=escape(place.display.kind(kind))),
                share(place, timely.get(kind, none)),
                share(place, kept.get(kind, none)),
            )
            for kind in kinds
        ),
    )
    return [*found, grid]


def _workload(place: Place, person: Staff) -> Cell:
    """How much work it is and how much of it is late; a link to what it is."""
    duties = duties_of(place.desk.once(tasks_of), person.id, place.desk.today)
    late, soon = len(duties.late), len(duties.soon)
    count = late + soon + len(duties.later)
    if not count:
        return number("0")
    how = place.desk.words.say(text(N_("{late} overdue, {soon} due soon"), late=late, soon=soon))
    link = Markup('<a href="%s">%s</a>') % (place.href(day_page(person)), number(f"{count:,}", how).html)
    return Cell(html=link, number=True)


def _on_time(desk: Desk) -> _Rates:
    return on_time(desk.records, desk.today)


def _kept(desk: Desk) -> _Rates:
    return kept_limits(desk.inputs.lines.values())


def _of(person: Staff, rates: _Rates) -> Mapping[str, Ratio]:
    """The person's own, by kind of record."""
    return {kind: one for (owner, kind), one in rates.items() if owner == person.id.casefold()}


def _sum(rates: Mapping[str, Ratio]) -> Ratio:
    return Ratio(
        part=sum(one.part or 0 for one in rates.values()), whole=sum(one.whole or 0 for one in rates.values())
    )
