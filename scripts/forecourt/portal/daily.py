"""The pages that people open every morning: today for all and for each person, and those to plan with."""

from collections.abc import Iterator

from forecourt.portal import money as moneys
from forecourt.portal.desk import Desk
from forecourt.portal.duties import TODAY
from forecourt.portal.paths import HOME, day_page
from forecourt.portal.planning import planning
from forecourt.portal.render import Renderer
from forecourt.portal.tasks import tasks_of
from forecourt.portal.today import SHOWN, people_of, today
from forecourt.portal.turns import person_link, turns
from forecourt.words.text import N_


def daily(desk: Desk, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each of them."""
    tasks = desk.once(tasks_of)
    place = desk.at(HOME)
    yield (
        HOME,
        renderer.page(
            "today",
            title=desk.words.gettext(N_("Today")),
            hide=("toc",),
            boost=0,
            place=place,
            today=today(place, tasks),
            moneys=moneys,
            shown=SHOWN,
            turns=turns,
            person_link=person_link,
            duties=TODAY,
        ),
    )
    yield from planning(desk, renderer, tasks)
    for person in people_of(place, tasks):
        here = desk.at(day_page(person.record))
        yield (
            here.here,
            renderer.page(
                "day",
                title=desk.words.gettext(N_("What %(name)s must do now")) % {"name": person.record.title},
                hide=("toc",),
                boost=0,
                place=here,
                person=person,
                people=people_of(here, tasks),
                turns=turns,
                person_link=person_link,
                duties=TODAY,
            ),
        )
