"""Who and what is booked on which day: positions, people, demo cars and venues (pitfall 12)."""

import re
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

POSITION, PERSON, CAR, VENUE = "position", "person", "car", "venue"
# An account of search words or an address list is no position that only one ad can have.
SHARED: Final = frozenset({"search", "direct"})
# Between the names of two people who do one thing together.
_AND: Final = re.compile(r"[、，,;；/]|\s+和\s+")
# An event that ends at 2:00 fills the rest of one day and the beginning of the next.
MIDNIGHT, END_OF_DAY = time.min, time.max
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
    """Who is at the event: name as compared -> the field that says so, and the name as people read it.

    That is the team, the host, and whoever has a part in the run-down.
    """
    found = team_of(event, names)
    if event.spokesperson is not None:
        found.setdefault(name_key(event.spokesperson), ("spokesperson", event.spokesperson))
    for place, row in enumerate(event.run_down):
        for name in names_in(row.who):
            found.setdefault(name_key(name), (f"run_down.{place}.who", name))
    return found


def names_in(who: str) -> tuple[str, ...]:
    """The names of a line that may name several people: 周晓彤、程一鸣."""
    return tuple(name for part in _AND.split(who) if (name := part.strip()))


def team_of(event: Event, names: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Whom marketing sends and the departments lend, as `people_of`.

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
    names += [(PERSON, name) for name in people_of(event, people)]
    known = [(what, name) for what, name in names if is_decided(name)]
    for day, hours in _times(event):
        booking = Booking(record=event, place=venue, certain=True, hours=hours)
        for what, name in known:
            yield Slot(what=what, name=name, day=day), booking


def _times(event: Event) -> Iterator[tuple[date, tuple[time, time] | None]]:
    """The days of the event with its hours on them, None when it does not say both.

    An event that ends no later than it begins goes on past midnight. Its last night begins on the day before
    the last one, or, when there is only one day, on that day.
    """
    begins, ends = event.starts_at, END_OF_DAY if event.ends_at == MIDNIGHT else event.ends_at
    count = min((event.ends_on - event.starts_on).days + 1, LONGEST_FLIGHT)
    days = [event.starts_on + ONE_DAY * place for place in range(count)]
    if begins is None or ends is None:
        yield from ((day, None) for day in days)
    elif begins < ends:
        yield from ((day, (begins, ends)) for day in days)
    else:
        for night in days[:-1] or days:
            yield night, (begins, END_OF_DAY)
            yield night + ONE_DAY, (MIDNIGHT, ends)
