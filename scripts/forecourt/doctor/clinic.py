"""Who can take which step: the one answer that every examination of the doctor asks for."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct

from forecourt.kinds.procedure import Procedure, Step
from forecourt.kinds.staff import Staff
from forecourt.kinds.table import KINDS
from forecourt.model.record import Record, World
from forecourt.rules.sight import Sight
from forecourt.steps.law import Law


class Taker(Struct, frozen=True, kw_only=True):
    """A person who can take a step today; `until` is the last day of the delegation it rests on (None: the
    role is the person's own).
    """

    person: Staff
    until: date | None = None


# No slots: cached_property keeps each index in the instance's own dict.
class Clinic(Struct, frozen=True, kw_only=True, dict=True):
    """A dealership under examination: its records, and the law that steps will be judged by."""

    world: World

    @cached_property
    def sight(self) -> Sight:
        """The indexes of the rules."""
        return Sight(world=self.world)

    @cached_property
    def law(self) -> Law:
        """What the judge of steps will see once this is the target branch."""
        return Law(records=self.world.records, today=self.world.today)

    @cached_property
    def procedures(self) -> tuple[Procedure, ...]:
        """The procedures in force, in the order of the kinds."""
        found = (self.law.procedure(name) for name in KINDS)
        return tuple(procedure for procedure in found if procedure is not None)

    def is_known(self, person: Staff) -> bool:
        """Whether a commit can be this person's: an e-mail address that nobody else has."""
        return any(self.law.person(email) is person for email in person.emails)

    def takers(self, procedure: Procedure, step: Step) -> tuple[Taker, ...]:
        """Everybody who can take `step` today, by their own role or a lent one, in the order of the staff.

        Who cannot be told by e-mail, or must sign and has no key, cannot take it.
        """
        return tuple(taker for person in self.law.staff for taker in self._as_taker(procedure, step, person))

    def _as_taker(self, procedure: Procedure, step: Step, person: Staff) -> Iterator[Taker]:
        if not self.is_known(person):
            return
        roles = [role for role in step.roles if role not in procedure.signed_roles or person.ssh_keys]
        if set(roles).intersection(person.roles):
            yield Taker(person=person)
            return
        days = (self.world.today,)
        lent = [self.law.delegation(person.id, role, procedure.for_kind, days=days) for role in roles]
        ends = [one.valid_to for one in lent if one is not None]
        if ends:
            yield Taker(person=person, until=max(ends))

    def open_records(self, procedure: Procedure) -> Iterator[Record]:
        """Records that the procedure governs and whose work is open."""
        for record in self.world.records:
            state = procedure.state_named(record.state) if record.kind == procedure.for_kind else None
            if state is not None and state.work == "open":
                yield record


def needed(step: Step) -> int:
    """How many different people must take part in a step."""
    return (step.approvers or 1) if step.approval else 1


def can_take(step: Step, takers: tuple[Taker, ...], owner: str) -> bool:
    """Whether `takers` are enough for `step` when the record belongs to the staff id `owner`."""
    free = [
        one for one in takers if not step.other_than_owner or one.person.id.casefold() != owner.casefold()
    ]
    return len(free) >= needed(step)


def can_anybody_take(step: Step, takers: tuple[Taker, ...], owners: tuple[Staff, ...]) -> bool:
    """Whether there is an owner among `owners` whose record could take `step`."""
    return any(can_take(step, takers, owner.id) for owner in owners)
