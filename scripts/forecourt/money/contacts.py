"""How the relation with each outlet stands: the last contact, and the days since (M4)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from forecourt.kinds.contact import Contact
from forecourt.kinds.outlet import Outlet
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.model.unread import is_read
from forecourt.money.lifecycle import work_of
from forecourt.money.workdays import add_workdays

# Working days within which a question of the press is answered: papers close the same week.
ANSWER_DAYS: Final = 2


class Relation(Struct, frozen=True, kw_only=True):
    """One outlet: the last contact that had happened by a day, and the calendar days from then to it."""

    outlet: Outlet
    last: Contact | None
    days: int | None

    @property
    def standing(self) -> str:
        """The code of RELATIONS: late when the days are more than the outlet's own rhythm."""
        every = self.outlet.contact_every
        if self.days is None:
            return "never"
        if every is None:
            return "no_rhythm"
        return "late" if self.days > every else "in_touch"

    @property
    def due_on(self) -> date | None:
        """The last day on which the next contact keeps the rhythm; None without a rhythm or a contact."""
        every = self.outlet.contact_every
        return None if self.last is None or every is None else self.last.day + timedelta(days=every)


def relations(records: Records, day: date) -> tuple[Relation, ...]:
    """Outlets in use that have a rhythm or had a contact by `day`: never contacted first, then by days."""
    last = _last_by_outlet(records, day)
    found = [
        _relation(outlet, last.get(outlet.id.casefold()), day)
        for outlet in records.of(Outlet)
        if work_of(records, outlet) != "cancelled"
        if outlet.contact_every is not None or outlet.id.casefold() in last
    ]
    return tuple(sorted(found, key=_longest_first))


def contacts_of(records: Records, month: Month) -> list[Contact]:
    """The contacts of a month, in order of day; cancelled ones are left out."""
    found = [one for one in _real(records) if month.first_day <= one.day <= month.last_day]
    return sorted(found, key=lambda one: (one.day, one.id))


def months_of_contacts(records: Records) -> list[Month]:
    """Every month with a contact, newest first."""
    return sorted({Month.of(one.day) for one in _real(records)}, reverse=True)


def days_to_answer(contact: Contact) -> int | None:
    """Calendar days from a question to its answer; None when they asked nothing or wait."""
    if not contact.they_asked or contact.answered_on is None:
        return None
    return (contact.answered_on - contact.day).days


def answer_due(contact: Contact) -> date | None:
    """The last working day for the answer; None when they asked nothing."""
    return add_workdays(contact.day, ANSWER_DAYS) if contact.they_asked else None


def _real(records: Records) -> Iterator[Contact]:
    for one in records.of(Contact):
        if is_read(one.day) and is_read(one.outlet) and work_of(records, one) != "cancelled":
            yield one


def _last_by_outlet(records: Records, day: date) -> dict[str, Contact]:
    """The last contact up to `day` by the id of the outlet in small letters."""
    by_day: Iterable[Contact] = sorted(
        (one for one in _real(records) if one.day <= day), key=lambda one: (one.day, one.id)
    )
    return {one.outlet.casefold(): one for one in by_day}


def _relation(outlet: Outlet, last: Contact | None, day: date) -> Relation:
    return Relation(outlet=outlet, last=last, days=None if last is None else (day - last.day).days)


def _longest_first(relation: Relation) -> tuple[bool, int, str]:
    return (relation.days is not None, -(relation.days or 0), relation.outlet.id)
