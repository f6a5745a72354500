"""Who and what is booked on which day: positions, people, demo cars and venues (pitfall 12)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time
from typing import Final

from msgspec import Struct

from forecourt.kinds.ad import Ad
from forecourt.kinds.event import Event
from forecourt.model.record import Record
from forecourt.model.unread import UnreadError
from forecourt.money.insertions import LONGEST_FLIGHT, flight, planned
from forecourt.money.names import is_decided, name_key
from forecourt.money.workdays import ONE_DAY

POSITION, PERSON, CAR, VENUE, STAFF = "position", "person", "car", "venue", "staff"
# An account of search words or an address list is no position that only one ad can have.
SHARED: Final = frozenset({"search", "direct"})
# Where a spokes-model or host is there in person; elsewhere a picture appears.
IN_PERSON: Final = frozenset({"radio", "tv", "online", "event"})


class Slot(Struct, frozen=True, kw_only=True):
    """Something that only one can have on a day: what it is, its name as compared, the day."""

    what: str
    name: str
    day: date


class Booking(Struct, frozen=True, kw_only=True):
    """A record that books a slot: its place as compared, and whether the day is an issue day or one of a
    flight. `hours` are the times of day between which it is needed, None when nobody wrote them down.
    """

    record: Record
    place: str
    certain: bool
    hours: tuple[time, time] | None = None

    def meets(self, other: "Booking") -> bool:
        """Whether both are on at the same time of day, as far as is known."""
        if self.hours is None or other.hours is None:
            return True
        return self.hours[0] < other.hours[1] and other.hours[0] < self.hours[1]


Bookings = Mapping[Slot, list[Booking]]


def bookings(
    records: Iterable[Record], is_live: Callable[[Record], bool], names: Mapping[str, str]
) -> Bookings:
    """All bookings of the ads and events that are live; of what cannot be read, none.

    `names` gives the names of the staff by their ids (small letters).
    """
    found: dict[Slot, list[Booking]] = defaultdict(list)
    for record in records:
        try:
            for slot, booking in booked_by(record, names) if is_live(record) else ():
                found[slot].append(booking)
        except UnreadError:
            continue
    return found


def booked_by(record: Record, names: Mapping[str, str]) -> Iterator[tuple[Slot, Booking]]:
    """What one ad or event books, by day; `names` as for `bookings`."""
    if isinstance(record, Ad):
        yield from _by_ad(record)
    elif isinstance(record, Event):
        yield from _by_event(record, names)


def _by_ad(ad: Ad) -> Iterator[tuple[Slot, Booking]]:
    days = planned(ad)
    certain = bool(days)
    outlet = ad.outlet.casefold()
    has_position = ad.channel not in SHARED and is_decided(ad.position)
    wanted = [(POSITION, f"{outlet} {name_key(ad.position)}")] if has_position else []
    if ad.spokesperson is not None and ad.channel in IN_PERSON:
        wanted.append((PERSON, name_key(ad.spokesperson)))
    booking = Booking(record=ad, place=outlet, certain=certain)
    for day in days or flight(ad, ad.flight_start, ad.flight_end):
        for what, name in wanted:
            yield Slot(what=what, name=name, day=day), booking


def people_of(event: Event, names: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Who works at the event: name as compared -> the field that says so, and the name as people read it.

    Somebody of the staff may stand there by id in one event and by name in another.
    """
    found: dict[str, tuple[str, str]] = {}
    for place, id in enumerate(event.team):
        name = names.get(id.casefold(), id)
        found.setdefault(name_key(name), (f"team.{place}", name))
    for place, helper in enumerate(event.helpers):
        for index, name in enumerate(helper.people):
            found.setdefault(name_key(name), (f"helpers.{place}.people.{index}", name))
    return found


def _by_event(event: Event, people: Mapping[str, str]) -> Iterator[tuple[Slot, Booking]]:
    venue = name_key(event.venue)
    names = [(VENUE, venue), *((CAR, name_key(car)) for car in dict.fromkeys(event.demo_cars))]
    names += [(STAFF, name) for name in people_of(event, people)]
    if event.spokesperson is not None:
        names.append((PERSON, name_key(event.spokesperson)))
    known = [(what, name) for what, name in names if is_decided(name)]
    begins, ends = event.starts_at, event.ends_at
    hours = None if begins is None or ends is None else (begins, ends)
    booking = Booking(record=event, place=venue, certain=True, hours=hours)
    day = event.starts_on
    for _ in range(LONGEST_FLIGHT):
        if day > event.ends_on:
            return
        for what, name in known:
            yield Slot(what=what, name=name, day=day), booking
        day += ONE_DAY
