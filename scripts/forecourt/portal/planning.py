"""Pages to plan with, each made to be printed: boards, calendars, media schedules."""

from collections.abc import Iterator
from typing import Final

from forecourt.model.months import Month
from forecourt.model.vocabulary import WEEKDAYS
from forecourt.money.schedule import MARKS, schedule
from forecourt.portal.calendar import months_shown, sheet
from forecourt.portal.desk import Desk, Place
from forecourt.portal.duties import BOARD, CALENDAR, SCHEDULE
from forecourt.portal.kanban import boards
from forecourt.portal.paths import (
    BOARDS,
    CALENDARS,
    SCHEDULES,
    board_page,
    calendar_page,
    list_page,
    schedule_page,
)
from forecourt.portal.render import Renderer
from forecourt.portal.tasks import Task
from forecourt.portal.today import month_of_today
from forecourt.words.text import N_

Pages = Iterator[tuple[str, bytes]]
# A sign for each mark of the schedule, so that it can be read without colours.
SIGNS: Final = {
    "planned": "○",
    "ran": "●",
    "elsewhere": "◆",
    "missed": "✕",
    "make_good": "◎",
    "flight": "─",
}


def planning(desk: Desk, renderer: Renderer, tasks: tuple[Task, ...]) -> Pages:
    """Path and bytes of every such page."""
    yield from _boards(desk, renderer, tasks)
    yield from _calendars(desk, renderer, tasks)
    yield from _schedules(desk, renderer)


def _boards(desk: Desk, renderer: Renderer, tasks: tuple[Task, ...]) -> Pages:
    say, place = desk.words.gettext, desk.at(BOARDS)
    known = boards(place, tasks)
    yield (
        BOARDS,
        renderer.page(
            "boards",
            title=say(N_("Boards")),
            hide=("toc",),
            boost=0,
            place=place,
            boards=known,
            board_page=board_page,
            duties=BOARD,
        ),
    )
    for name in [board.kind.name for board in known]:
        here = desk.at(board_page(name))
        shown = boards(here, [task for task in tasks if task.record is not None and task.record.kind == name])
        yield (
            here.here,
            renderer.page(
                "kanban",
                title=say(N_("Board of %(kind)s")) % {"kind": desk.display.kind(name)},
                hide=("toc", "navigation"),
                boost=0,
                place=here,
                board=next(one for one in shown if one.kind.name == name),
                boards=known,
                board_page=board_page,
                list_page=list_page,
                duties=BOARD,
            ),
        )


def _calendars(desk: Desk, renderer: Renderer, tasks: tuple[Task, ...]) -> Pages:
    this = Month.of(desk.today)
    months = months_shown(desk.at(CALENDARS))
    pages = [(CALENDARS, this), *((calendar_page(month), month) for month in months)]
    for path, month in pages:
        place = desk.at(path)
        yield (
            path,
            renderer.page(
                "calendar",
                title=desk.words.gettext(N_("Calendar")),
                hide=("toc",),
                boost=0,
                place=place,
                sheet=sheet(place, month, tasks),
                months=months,
                month_page=calendar_page,
                weekdays=[desk.words.gettext(label) for label in WEEKDAYS.terms.values()],
                duties=CALENDAR,
            ),
        )


def _schedules(desk: Desk, renderer: Renderer) -> Pages:
    first = desk.at(SCHEDULES)
    months = sorted(desk.planned)
    pages = [(SCHEDULES, month_of_today(first)), *((schedule_page(month), month) for month in months)]
    for path, month in pages:
        place = desk.at(path)
        yield path, _schedule(place, renderer, month, months)


def _schedule(place: Place, renderer: Renderer, month: Month, months: list[Month]) -> bytes:
    return renderer.page(
        "schedule",
        title=place.desk.words.gettext(N_("Media schedule")),
        # A month's columns need the whole width.
        hide=("toc", "navigation"),
        boost=0,
        place=place,
        plan=schedule(place.desk.records, month, place.desk.today),
        months=months,
        month_page=schedule_page,
        signs=SIGNS,
        marks={name: place.display.choice(MARKS, name) for name in MARKS.terms},
        duties=SCHEDULE,
    )
