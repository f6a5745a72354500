"""What a new showroom check, task, competitor survey, appraisal and rule of the house begin with."""

from typing import Any, Final

from forecourt.commands.start import Start, programme_of
from forecourt.kinds.appraisal import Appraisal
from forecourt.kinds.showroom import CheckItem, Showroom
from forecourt.kinds.staff import Staff
from forecourt.kinds.survey import Observation
from forecourt.model.money import format_yuan
from forecourt.model.refusal import RefusedError
from forecourt.money.showroom import newest
from forecourt.money.surveys import newest_offers
from forecourt.money.workdays import add_workdays
from forecourt.words.text import N_, text

TASK_DAYS: Final = 5
NO_COMPETITORS: Final = text(
    N_("The dealership record names no competitor's car yet; add them below competitors first")
)
NOBODY_ELSE: Final = text(N_("Nobody appraises their own work, and nobody else is on the staff yet"))
SIGNED_DAYS: Final = 5
USUAL_ITEMS: Final = {
    "tasks_on_time": 30,
    "articles_on_time": 30,
    "directives_on_time": 20,
    "volumes_on_time": 20,
}
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


def survey(start: Start) -> dict[str, Any]:
    """The competitors of the dealership record at the prices of the last survey, to be asked anew.

    Raises RefusedError when the record names none: a price beside nothing says nothing.
    """
    codes = [car.code for car in start.dealership.competitors] if start.dealership else []
    if not codes:
        raise RefusedError(NO_COMPETITORS)
    last = {offer.car.competitor: offer.car for offer in newest_offers(start.records, start.today)}
    cars = [_car(code, last.get(code)) for code in codes]
    return {"surveyed_on": str(start.today), "surveyor": start.owner, "cars": cars}


def _car(code: str, last: Observation | None) -> dict[str, str]:
    """Prices as they were: whoever asks sees what to compare with."""
    if last is None:
        return {"competitor": code, "guide_price": "0", "street_price": "0", "source": "store_visit"}
    guide, street = format_yuan(last.guide_price), format_yuan(last.street_price)
    car = {"competitor": code, "guide_price": guide, "street_price": street, "source": last.source}
    # Without its trim it would not be compared with the survey before.
    return {**car, "trim": last.trim} if last.trim else car


def appraisal(start: Start) -> dict[str, Any]:
    """The items of the newest appraisal, else the work that every month has; of somebody else than the owner.

    Raises RefusedError when nobody else is on the staff.
    """
    others = [one.id for one in start.records.of(Staff) if one.id.casefold() != start.owner.casefold()]
    if not others:
        raise RefusedError(NOBODY_ELSE)
    last = max(start.records.of(Appraisal), key=lambda one: (str(one.month), one.id), default=None)
    items = [(one.query, one.weight) for one in last.items] if last else list(USUAL_ITEMS.items())
    return {
        "person": others[0],
        "due_on": str(add_workdays(start.month.last_day, SIGNED_DAYS)),
        "items": [{"query": query, "weight": str(weight)} for query, weight in items],
    }


def selfscore(start: Start) -> dict[str, Any]:
    """The criteria that no record tells, to be given; nothing when the programme has none."""
    programme = programme_of(start)
    by_hand = [one for one in (programme.criteria if programme else ()) if one.query is None]
    given = [{"criterion": one.name, "points": "0", "reason": start.open_text} for one in by_hand]
    return {"given": given} if given else {}


def policy(start: Start) -> dict[str, Any]:
    """A first edition that marketing reads within a week of work."""
    return {"version": "1.0", "departments": ["marketing"], "read_within": SIGN_DAYS}
