"""Who and what is booked on which day: positions, people, demo cars and venues (pitfall 12)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.event import Event
from forecourt.model.record import Record
from forecourt.model.unread import UnreadError
from forecourt.money.insertions import LONGEST_FLIGHT, flight, planned
from forecourt.money.names import name_key
from forecourt.money.workdays import ONE_DAY

POSITION, PERSON, CAR, VENUE = "position", "person", "car", "venue"
# An account of search words or an address list is no position that only one ad can have.
SHARED: Final = frozenset({"search", "direct"})
# Where a spokes-model or host is there in person; elsewhere a picture appears.
IN_PERSON: Final = frozenset({"radio", "tv", "online", "event"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Something that only one can have on a day: what it is, its name as compared, the day."""

    what: str
    name: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A record that books a slot: its place as compared, and whether the day is an issue day or one of a
    flight.
    """

    record: Record
    place: str
    certain: bool


Bookings = Mapping[Slot, list[Booking]]


def bookings(records: Iterable[Record], is_live: Callable[[Record], bool]) -> Bookings:
    """All bookings of the ads and events that are live; of what cannot be read, none."""
    found: dict[Slot, list[Booking]] = defaultdict(list)
    for record in records:
        try:
            for slot, booking in booked_by(record) if is_live(record) else ():
                found[slot].append(booking)
        except UnreadError:
            continue
    return found


def booked_by(record: Record) -> Iterator[tuple[Slot, Booking]]:
    """What one ad or event books, by day."""
    if isinstance(record, Ad):
        yield from _by_ad(record)
    elif isinstance(record, Event):
        yield from _by_event(record)


def _by_ad(ad: Ad) -> Iterator[tuple[Slot, Booking]]:
    days = planned(ad)
    certain = bool(days)
    outlet = ad.outlet.casefold()
    wanted = [] if ad.channel in SHARED else [(POSITION, f"{outlet} {name_key(ad.position)}")]
    if ad.spokesperson is not None and ad.channel in IN_PERSON:
        wanted.append((PERSON, name_key(ad.spokesperson)))
    booking = Booking(record=ad, place=outlet, certain=certain)
    for day in days or flight(ad, ad.flight_start, ad.flight_end):
        for what, name in wanted:
            yield Slot(what=what, name=name, day=day), booking


def _by_event(event: Event) -> Iterator[tuple[Slot, Booking]]:
    venue = name_key(event.venue)
    names = [(VENUE, venue), *((CAR, name_key(car)) for car in dict.fromkeys(event.demo_cars))]
    if event.spokesperson is not None:
        names.append((PERSON, name_key(event.spokesperson)))
    booking = Booking(record=event, place=venue, certain=True)
    day = event.starts_on
    for _ in range(LONGEST_FLIGHT):
        if day > event.ends_on:
            return
        for what, name in names:
            if name:
                yield Slot(what=what, name=name, day=day), booking
        day += ONE_DAY
