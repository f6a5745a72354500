"""Who has read a rule of the house, and who still has to (M1, A1, S1)."""

from datetime import date

from msgspec import Struct

from forecourt.kinds.policy import Policy, Signature
from forecourt.kinds.staff import Staff
from forecourt.model.record import Records
from forecourt.money.lifecycle import counts_in, procedure_of
from forecourt.money.workdays import add_workdays


class Reader(Struct, frozen=True, kw_only=True):
    """Somebody who must read a rule: the signature under this edition (None: not yet), the last day."""

    person: Staff
    signature: Signature | None
    due: date


def readers(records: Records, policy: Policy, today: date) -> tuple[Reader, ...]:
    """Everybody of the departments who is on the staff today, and when each has signed this edition.

    Who joined after the rule came into force has as many working days from the first day on.
    """
    signed = {one.by.casefold(): one for one in policy.signatures if one.version == policy.version}
    return tuple(
        Reader(person=person, signature=signed.get(person.id.casefold()), due=_due(policy, person))
        for person in records.of(Staff)
        if person.department in policy.departments and _is_there(records, person, today)
    )


def _due(policy: Policy, person: Staff) -> date:
    since = max(policy.effective_from, person.joined_on or policy.effective_from)
    return add_workdays(since, policy.read_within)


def _is_there(records: Records, person: Staff, today: date) -> bool:
    has_left = person.left_on is not None and person.left_on < today
    procedure = procedure_of(records, person.kind)
    return not has_left and procedure is not None and counts_in(procedure, person.state)
