"""What a new showroom check, task and rule of the house begin with."""

from typing import Any, Final

from forecourt.commands.start import Start
from forecourt.kinds.showroom import CheckItem, Showroom
from forecourt.kinds.staff import Staff
from forecourt.money.showroom import newest
from forecourt.money.workdays import add_workdays

TASK_DAYS: Final = 5
SIGN_DAYS: Final = "5"
GIVER: Final = "general_manager"


def showroom(start: Start) -> dict[str, Any]:
    """The sheet of the newest check with its standards and weights, without what was found then."""
    last = newest(start.records)
    values: dict[str, Any] = {"planned_on": str(start.ahead(1)), "checker": start.owner}
    return values if last is None else values | {"items": _sheet(last)}


def _sheet(last: Showroom) -> list[dict[str, str]]:
    return [_line(item) for item in last.items]


def _line(item: CheckItem) -> dict[str, str]:
    line = {"area": item.area, "item": item.item, "weight": str(item.weight)}
    return line if item.standard is None else line | {"standard": item.standard}


def task(start: Start) -> dict[str, Any]:
    """Given by the general manager today, due in a week of work."""
    givers = (person.id for person in start.records.of(Staff) if GIVER in person.roles)
    return {
        "origin": GIVER,
        "given_by": next(givers, start.owner),
        "given_on": str(start.today),
        "due_on": str(add_workdays(start.today, TASK_DAYS)),
    }


def policy(start: Start) -> dict[str, Any]:
    """A first edition that marketing reads within a week of work."""
    return {"version": "1.0", "departments": ["marketing"], "read_within": SIGN_DAYS}
