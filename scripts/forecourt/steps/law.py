"""What a step is judged by: procedures, people and delegations as they stand on the target branch (M1)."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from msgspec import Struct

from forecourt.kinds.common import Common
from forecourt.kinds.delegation import Delegation
from forecourt.kinds.fields import slots_of
from forecourt.kinds.procedure import Procedure, State, Step
from forecourt.kinds.staff import Staff
from forecourt.kinds.table import KINDS
from forecourt.kinds.values import BODY
from forecourt.model.record import Record, Records
from forecourt.money.lifecycle import IN_FORCE, counts_in, procedure_of
from forecourt.rules.ways import led_to

# A step writes these itself; whoever takes it does not become the record's author by that.
STEP_FIELDS = frozenset({"state", "approvals", "reason", "evidence"})


# No slots: cached_property keeps each index in the instance's own dict.
class Law(Struct, frozen=True, kw_only=True, dict=True):
    """The target branch's law records, and the day that counts as today."""

    records: Records
    today: date

    @cached_property
    def _procedures(self) -> dict[str, Procedure | None]:
        found = {name: procedure_of(self.records, name) for name in KINDS}
        return {name: one if one and one.state == IN_FORCE else None for name, one in found.items()}

    def procedure(self, kind: str) -> Procedure | None:
        """The procedure in force for a kind; a draft is no law."""
        return self._procedures.get(kind)

    def state(self, kind: str, name: str) -> State | None:
        """A declared state, or None."""
        procedure = self.procedure(kind)
        return None if procedure is None else procedure.state_named(name)

    def has_left_first(self, record: Record) -> bool:
        """Whether the record is in any other state than the first; yes when nothing can be said."""
        procedure = self.procedure(record.kind)
        return procedure is None or record.state != procedure.states[0].name

    def must_stay(self, record: Record) -> bool:
        """Whether the record may not be deleted: somebody decided on it, or it has a number that no other
        may ever have.
        """
        number = KINDS[record.kind].number
        return self.has_left_first(record) or bool(number and getattr(record, number))

    def is_in_force(self, record: Record) -> bool:
        """Whether a law record counts: it has left its first state (or that one is done), uncancelled."""
        return self.counts_in(record.kind, record.state)

    def counts_in(self, kind: str, name: str) -> bool:
        """Whether a law record of `kind` counts in the state `name`."""
        procedure = self.procedure(kind)
        return procedure is not None and counts_in(procedure, name)

    def frozen(self, record: Common) -> frozenset[str]:
        """Fields that may not change while the record is in its state."""
        return self.frozen_in(record.kind, record.state)

    def frozen_in(self, kind: str, name: str) -> frozenset[str]:
        """Fields that may not change while a record of `kind` is in the state `name`; all of a law record
        that counts, but what steps write.
        """
        if KINDS[kind].law and self.counts_in(kind, name):
            keys = {slot.key for slot in slots_of(KINDS[kind].record)}
            return frozenset(keys | {BODY}) - STEP_FIELDS
        state = self.state(kind, name)
        return frozenset() if state is None else frozenset(state.frozen)

    def is_closed(self, kind: str, name: str) -> bool:
        """Whether a record in this state changes by an amendment only.

        A step without an approval does not open what is closed: lent out and given back, it must be the same.
        """
        return name in self._closed_states(kind)

    def _closed_states(self, kind: str) -> frozenset[str]:
        if kind not in self._closed:
            procedure = self.procedure(kind)
            states, steps = ((), ()) if procedure is None else (procedure.states, procedure.steps)
            quiet = (step for step in steps if not step.approval)
            self._closed[kind] = led_to(quiet, (state.name for state in states if state.closed))
        return self._closed[kind]

    @cached_property
    def _closed(self) -> dict[str, frozenset[str]]:
        """What `_closed_states` has answered."""
        return {}

    def keeps_evidence(self, record: Common) -> bool:
        """Whether the evidence of a record in its state was approved and must stay."""
        return self._keeps_evidence(record.kind, record.state)

    def _keeps_evidence(self, kind: str, name: str) -> bool:
        state = self.state(kind, name)
        return state is not None and bool(state.frozen or state.evidence)

    def holds_fast(self, record: Common, field: str, name: str) -> bool:
        """Whether `field`, or the approved evidence, may not change in the state `name`."""
        if field == "evidence":
            return self._keeps_evidence(record.kind, name)
        return field in self.frozen_in(record.kind, name)

    def steps(self, record: Record, state: str) -> tuple[Step, ...]:
        """The declared steps that lead out of `state` for records of this kind."""
        procedure = self.procedure(record.kind)
        steps = () if procedure is None else procedure.steps
        return tuple(step for step in steps if state in step.from_)

    @cached_property
    def staff(self) -> tuple[Staff, ...]:
        """People who are on the staff: their record is in force and they have not left."""
        return tuple(
            person
            for person in self.records.of(Staff)
            if self.is_in_force(person) and (person.left_on is None or person.left_on >= self.today)
        )

    @cached_property
    def _by_email(self) -> dict[str, list[Staff]]:
        found: dict[str, list[Staff]] = {}
        for person in self.staff:
            for email in {email.casefold() for email in person.emails}:
                found.setdefault(email, []).append(person)
        return found

    def people_of(self, email: str) -> list[Staff]:
        """Everybody who has that e-mail address; only exactly one can be taken for the committer."""
        return self._by_email.get(email.strip().casefold(), [])

    def has_left(self, email: str) -> bool:
        """Whether the e-mail stands only in records of people who are not on the staff."""
        wanted = email.strip().casefold()
        return not self.people_of(email) and any(
            wanted in {one.casefold() for one in person.emails} for person in self.records.of(Staff)
        )

    def person(self, email: str) -> Staff | None:
        """The one person with that e-mail address, or None."""
        people = self.people_of(email)
        return people[0] if len(people) == 1 else None

    def holders(self, roles: Iterable[str]) -> tuple[Staff, ...]:
        """People who hold one of the roles themselves."""
        wanted = set(roles)
        return tuple(person for person in self.staff if wanted.intersection(person.roles))

    def may_act(self, roles: Iterable[str], kind: str) -> tuple[Staff, ...]:
        """People who hold one of the roles today, themselves or by a delegation; holders come first."""
        wanted = tuple(roles)
        holders = self.holders(wanted)
        deputies = (
            person
            for person in self.staff
            if person not in holders
            and any(self.delegation(person.id, role, kind, days=(self.today,)) for role in wanted)
        )
        return (*holders, *deputies)

    def known(self, id: str) -> Staff | None:
        """The person on the staff with that id, or None."""
        return next((person for person in self.staff if person.id.casefold() == id.casefold()), None)

    @cached_property
    def _delegations(self) -> tuple[Delegation, ...]:
        return tuple(one for one in self.records.of(Delegation) if self.is_in_force(one) and is_granted(one))

    def delegation(
        self, deputy: str, role: str, kind: str, *, grantor: str = "", days: Iterable[date]
    ) -> Delegation | None:
        """A delegation that lends `role` to `deputy` (by `grantor`, when named) on every one of `days`."""
        days = tuple(days)
        for one in self._delegations:
            lender = self.known(one.grantor)
            if (
                one.deputy.casefold() == deputy.casefold()
                and (not grantor or one.grantor.casefold() == grantor.casefold())
                and role in one.roles
                and lender is not None
                and role in lender.roles
                and (not one.for_kinds or kind in one.for_kinds)
                and all(max(one.valid_from, granted_on(one)) <= day <= one.valid_to for day in days)
            ):
                return one
        return None


def is_granted(delegation: Delegation) -> bool:
    """Whether the grantor, and no deputy of his, has approved it, and somebody else is the deputy."""
    is_another = delegation.deputy.casefold() != delegation.grantor.casefold()
    return is_another and granted_on(delegation) < date.max


def granted_on(delegation: Delegation) -> date:
    """The day on which the grantor signed: nothing counts that was done before; date.max without it."""
    grantor = delegation.grantor.casefold()
    signed = (
        entry.at
        for entry in delegation.approvals
        if entry.by.casefold() == grantor and entry.deputy_for is None
    )
    return min(signed, default=date.max)
