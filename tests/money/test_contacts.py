"""Days since the last contact, by hand: late after the outlet's own rhythm, first who was never called."""

from datetime import date
from typing import Any

from forecourt.kinds.contact import Contact
from forecourt.kinds.outlet import Outlet
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.contacts import (
    answer_due,
    contacts_of,
    days_to_answer,
    months_of_contacts,
    relations,
)
from tests.money.make import common, procedure

FRIDAY = date(2026, 11, 13)


def outlet(id: str, every: int | None = None, state: str = "approved") -> Outlet:
    return Outlet(
        **common("outlet", id, state), type="media", channel="press", legal_name="示例", contact_every=every
    )


def contact(id: str, outlet: str, day: date, **fields: Any) -> Contact:
    return Contact(
        **common("contact", id, fields.pop("state", "approved")),
        day=day,
        outlet=outlet,
        by="ST-he",
        way="call",
        counterpart="journalist",
        **fields,
    )


def records(*items: Any) -> Records:
    return Records(items=(procedure("outlet"), procedure("contact"), *items))


def test_late_is_more_days_than_the_rhythm() -> None:
    """Thirty days since 13 November are over on 13 December; the last day itself is in time."""
    found = records(outlet("OUT-a", 30), contact("MC-1", "out-A", FRIDAY))

    assert [(one.days, one.standing) for one in relations(found, date(2026, 12, 13))] == [(30, "in_touch")]
    (late,) = relations(found, date(2026, 12, 14))
    assert (late.days, late.standing, late.due_on) == (31, "late", date(2026, 12, 13))


def test_who_was_never_called_comes_first_then_who_waits_longest() -> None:
    found = records(
        outlet("OUT-a", 30),
        outlet("OUT-b", 10),
        outlet("OUT-c"),
        outlet("OUT-d"),
        outlet("OUT-e", 5, state="cancelled"),
        contact("MC-1", "OUT-a", date(2026, 11, 2)),
        contact("MC-2", "OUT-a", FRIDAY),
        contact("MC-3", "OUT-c", date(2026, 11, 1)),
        contact("MC-4", "OUT-b", FRIDAY, state="cancelled"),
    )

    standing = [
        (one.outlet.id, one.last and one.last.id, one.days, one.standing) for one in relations(found, FRIDAY)
    ]
    assert standing == [
        ("OUT-b", None, None, "never"),
        ("OUT-c", "MC-3", 12, "no_rhythm"),
        ("OUT-a", "MC-2", 0, "in_touch"),
    ]


def test_a_day_knows_nothing_of_later_contacts() -> None:
    found = records(outlet("OUT-a", 5), contact("MC-1", "OUT-a", FRIDAY))

    assert [one.standing for one in relations(found, date(2026, 11, 12))] == ["never"]


def test_a_question_is_answered_in_two_working_days() -> None:
    """Asked on a Friday: the Tuesday after is the last day."""
    asked = contact("MC-1", "OUT-a", FRIDAY, they_asked=True, answered_on=date(2026, 11, 17))

    assert (days_to_answer(asked), answer_due(asked)) == (4, date(2026, 11, 17))
    told = contact("MC-2", "OUT-a", FRIDAY)
    assert (days_to_answer(told), answer_due(told)) == (None, None)


def test_a_month_has_its_own_contacts_in_order_of_days() -> None:
    found = records(
        contact("MC-3", "OUT-a", date(2026, 10, 31)),
        contact("MC-2", "OUT-a", date(2026, 11, 30)),
        contact("MC-1", "OUT-a", date(2026, 11, 1)),
        contact("MC-4", "OUT-a", FRIDAY, state="cancelled"),
    )

    assert [one.id for one in contacts_of(found, Month(2026, 11))] == ["MC-1", "MC-2"]
    assert months_of_contacts(found) == [Month(2026, 11), Month(2026, 10)]
