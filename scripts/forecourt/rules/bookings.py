"""Rules about double bookings: a position, a spokes-model, a demo car, a venue (pitfall 12)."""

from collections.abc import Callable, Iterator

from forecourt.kinds.ad import Ad
from forecourt.kinds.event import Event
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.record import Record
from forecourt.money.bookings import (
    CAR,
    PERSON,
    POSITION,
    VENUE,
    Booking,
    Slot,
    booked_by,
    people_of,
)
from forecourt.money.names import name_key
from forecourt.rules import sums
from forecourt.rules.joint_events import is_prepared
from forecourt.rules.near import listed
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

# Whether the other booking of a slot stands in the way of one's own.
Clash = Callable[[Booking, Booking], bool]
NEGOTIATE = N_("Change one of them, or cancel what will not run")


@code("SC20")
def position_booked_twice(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """Two ads are booked in one position of an outlet on the same issue day.

    Only one can run, and both are paid. Names count as the same whatever their case, blanks and full-width
    signs. Cancelled ads do not count, nor accounts of search words and address lists (pitfall 12).
    """
    message = N_("{position} is booked on {day} by {others} too")
    for _, day, others in _clashes(ad, sight, POSITION, _both_certain):
        yield _position("SC20", "position", ad, (message, day, others))


@code("SC21", Severity.WARNING)
def flights_in_one_position(ad: Ad, sight: Sight) -> Iterator[Problem]:
    """The flights of two ads in one position of an outlet overlap, and one of them has no issue days.

    Whether they meet nobody can tell before the issue days are written down (pitfall 12).
    """
    message = N_("{others} may run in {position} on {day} too: there are no issue days")
    for _, day, others in _clashes(ad, sight, POSITION, _not_certain):
        yield _position("SC21", "flight_start", ad, (message, day, others))


@code("SC22", Severity.WARNING)
def person_in_two_places(record: Ad | Event, sight: Sight) -> Iterator[Problem]:
    """The spokes-model or host of an ad is booked elsewhere on the same day: in another ad, or at an event.

    Counted are ads where somebody is there in person: radio, television, online. A picture in a newspaper may
    be in many places. Of an event, host, team and whoever has a part in the run-down count; two events that
    share somebody are SC25 and SC26 (pitfall 12).
    """
    people = people_of(record, sight.names) if isinstance(record, Event) else {}
    for slot, day, others in _clashes(record, sight, PERSON, _elsewhere):
        field, name = people.get(slot.name, ("spokesperson", record.spokesperson or slot.name))
        yield Problem(
            code="SC22",
            field=field,
            message=text(
                N_("{name} is booked elsewhere on {day}: {others}"),
                name=name,
                day=day,
                others=others,
            ),
            hint=text(N_("Ask who really comes, and correct one of them")),
        )


@code("SC23", Severity.WARNING)
def car_in_two_events(event: Event, sight: Sight) -> Iterator[Problem]:
    """One demo car is meant for two events that overlap, in days and in their hours if both have such.

    There is time to choose (pitfall 12). Once both are being prepared it is an error: SC26.
    """
    yield from _cars("SC23", event, sight, _may_change(sight))


@code("SC24", Severity.WARNING)
def venue_of_two_events(event: Event, sight: Sight) -> Iterator[Problem]:
    """Two events take place in one venue on the same day, in the same hours if both have such.

    There is time to choose (pitfall 12). Once both are being prepared it is an error: SC26.
    """
    yield from _venue("SC24", event, sight, _may_change(sight))


@code("SC25", Severity.WARNING)
def helper_in_two_events(event: Event, sight: Sight) -> Iterator[Problem]:
    """Somebody is needed at two events on one day: on the team, lent, as host, or in the run-down.

    Events whose hours ("starts_at", "ends_at") do not meet are no clash; one that ends no later than it
    begins goes on past midnight. Names of the staff count as the same whether an event names them by id or
    by name (W2.2; pitfall 12). Once both are being prepared it is an error: SC26.
    """
    yield from _team("SC25", event, sight, _may_change(sight))


@code("SC26")
def booked_twice(event: Event, sight: Sight) -> Iterator[Problem]:
    """Two events that are being prepared, or running, share a person, a demo car or a venue at one time.

    While one of them is only a plan this is a warning (SC23, SC24, SC25), and there is time to choose. What
    is being prepared costs money, and on the day somebody stands there alone (W2.2; pitfall 12). Events
    whose hours ("starts_at", "ends_at") do not meet are no clash; nor are parts of a venue named apart.
    """
    for told in (_cars, _venue, _team):
        yield from told("SC26", event, sight, _is_settled(sight))


def _cars(id: str, event: Event, sight: Sight, is_clash: Clash) -> Iterator[Problem]:
    places = {name_key(car): (place, car) for place, car in reversed(list(enumerate(event.demo_cars)))}
    for slot, day, others in _clashes(event, sight, CAR, is_clash):
        place, car = places[slot.name]
        yield Problem(
            code=id,
            field=f"demo_cars.{place}",
            message=text(N_("{car} is also needed on {day} by {others}"), car=car, day=day, others=others),
            hint=text(N_("Send another car to one of them")),
        )


def _venue(id: str, event: Event, sight: Sight, is_clash: Clash) -> Iterator[Problem]:
    for _, day, others in _clashes(event, sight, VENUE, is_clash):
        yield Problem(
            code=id,
            field="venue",
            message=text(
                N_("{venue} is taken on {day} by {others} too"), venue=event.venue, day=day, others=others
            ),
            hint=text(N_("Agree on who has it when, or move one of them")),
        )


def _team(id: str, event: Event, sight: Sight, is_clash: Clash) -> Iterator[Problem]:
    people = people_of(event, sight.names)
    for slot, day, others in _clashes(event, sight, PERSON, is_clash):
        field, name = people[slot.name]
        yield Problem(
            code=id,
            field=field,
            message=text(N_("{name} is also needed on {day} by {others}"), name=name, day=day, others=others),
            hint=text(
                N_("Send somebody else or move one of them; if the hours do not meet, write them into both")
            ),
        )


def _is_settled(sight: Sight) -> Clash:
    """Two bookings meet, and money is committed to the work of both."""

    def is_clash(own: Booking, other: Booking) -> bool:
        return _of_events(own, other) and all(is_prepared(sight.state(one.record)) for one in (own, other))

    return is_clash


def _may_change(sight: Sight) -> Clash:
    """Two bookings meet, and one of them is only planned so far, or over already."""
    is_settled = _is_settled(sight)
    return lambda own, other: _of_events(own, other) and not is_settled(own, other)


def _clashes(
    record: Record, sight: Sight, what: str, is_clash: Clash
) -> Iterator[tuple[Slot, object, list[str]]]:
    """For each name of that sort the first day with a clash, and the ids of all who clash on any day.

    Only records that are still worked on are told: what is over cannot be moved.
    """
    if not sight.is_open(record):
        return
    found: dict[str, tuple[Slot, dict[str, None]]] = {}
    for slot, own in booked_by(record, sight.names):
        if slot.what != what:
            continue
        for other in sums.bookings(sight).get(slot, ()):
            if other.record is not record and is_clash(own, other):
                found.setdefault(slot.name, (slot, {}))[1].setdefault(other.record.id)
    for slot, ids in found.values():
        yield slot, slot.day, listed(ids)


def _both_certain(own: Booking, other: Booking) -> bool:
    return own.certain and other.certain


def _not_certain(own: Booking, other: Booking) -> bool:
    return not _both_certain(own, other)


def _elsewhere(own: Booking, other: Booking) -> bool:
    return own.place != other.place and not _are_events(own, other)


def _of_events(own: Booking, other: Booking) -> bool:
    return _are_events(own, other) and own.meets(other)


def _are_events(own: Booking, other: Booking) -> bool:
    return all(isinstance(one.record, Event) for one in (own, other))


def _position(id: str, field: str, ad: Ad, said: tuple[str, object, list[str]]) -> Problem:
    message, day, others = said
    return Problem(
        code=id,
        field=field,
        message=Text(message, {"position": ad.position, "day": day, "others": others}),
        hint=text(NEGOTIATE),
    )
