"""Media relations as pandas frames: codes, days as text, calendar days as Int64, ids (M4)."""

from datetime import date

from forecourt.kinds.contact import Contact
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.contacts import Relation, contacts_of, days_to_answer, relations
from forecourt.money.lifecycle import state_of
from forecourt.tables.contacts_layout import CONTACTS, RELATIONS
from forecourt.tables.frames import Row, Table, table


def contact_tables(records: Records, month: Month, today: date) -> tuple[Table, ...]:
    """How each relation stands on the last day of `month`, or on `today` before that, and its contacts."""
    day = min(today, month.last_day)
    return (
        table(RELATIONS, (_relation(one) for one in relations(records, day))),
        table(CONTACTS, (_contact(records, one) for one in contacts_of(records, month))),
    )


def _relation(one: Relation) -> Row:
    return (
        one.outlet.id,
        one.outlet.title,
        one.outlet.tier,
        None if one.last is None else one.last.day.isoformat(),
        one.days,
        one.outlet.contact_every,
        None if one.due_on is None else one.due_on.isoformat(),
        one.standing,
        "" if one.last is None else one.last.id,
    )


def _contact(records: Records, one: Contact) -> Row:
    outlet, person, state = records.get(one.outlet), records.get(one.by), state_of(records, one)
    return (
        one.day.isoformat(),
        one.outlet,
        one.outlet if outlet is None else outlet.title,
        one.counterpart,
        one.way,
        one.by,
        one.by if person is None else person.title,
        one.title,
        one.outcome,
        one.next_action,
        None if one.next_on is None else one.next_on.isoformat(),
        days_to_answer(one),
        one.state if state is None else state.label,
        one.id,
    )
