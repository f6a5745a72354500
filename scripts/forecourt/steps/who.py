"""Whether the person who committed a step may take it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeAlias

from msgspec import Struct

from forecourt.kinds.common import Approval, Common
from forecourt.kinds.procedure import Step
from forecourt.kinds.staff import Staff
from forecourt.model.branch import Author
from forecourt.model.finding import Problem
from forecourt.steps import approval_faults, terms
from forecourt.steps.law import Law
from forecourt.words.text import N_, Text, text

# Staff of the branch's head by e-mail: only to explain why somebody does not count yet.
Newcomers: TypeAlias = Callable[[str], Staff | None]


class Court(Struct, frozen=True, kw_only=True):
    """What judging people needs: the law, the newcomers of this branch, and who commits."""

    law: Law
    newcomers: Newcomers
    author: Author

    @property
    def person(self) -> Staff | None:
        """The person on the staff who made the commit, or None."""
        return self.law.person(self.author.email)

    @property
    def day(self) -> date:
        """The day of the commit; none is made after today, whatever the clock of that computer says."""
        return min(self.author.day, self.law.today)

    @property
    def key(self) -> str:
        """What tells the committer apart from others: staff id, else the e-mail."""
        person = self.person
        return terms.stranger(self.author.email) if person is None else person.id.casefold()

    @property
    def name(self) -> str:
        """The committer as a reader knows him."""
        person = self.person
        return f"{self.author.name} <{self.author.email}>" if person is None else person.title

    def why_unknown(self) -> Text:
        """The next step for a committer whom the staff records of the target branch do not know."""
        if not self.author.email.strip():
            return text(N_("The commit has no e-mail; set git config user.email and commit anew"))
        if len(self.law.people_of(self.author.email)) > 1:
            return text(
                N_("{email} stands in several staff records; each e-mail belongs to one person only"),
                email=self.author.email,
            )
        if self.law.has_left(self.author.email):
            return text(
                N_("{email} belongs to somebody who is not on the staff any more, or not yet"),
                email=self.author.email,
            )
        if self.newcomers(self.author.email) is not None:
            return text(
                N_("{email} is added by this pull request; it counts once that is merged by one of its own"),
                email=self.author.email,
            )
        return text(
            N_("{email} is in no staff record of the target branch; correct git config user.email"),
            email=self.author.email,
        )


def allowed_people(step: Step, law: Law, kind: str) -> Text:
    """Who may take a step today, deputies too, by name and role; says so when there is nobody."""
    holders = law.may_act(step.roles, kind)
    roles = terms.role_words(step.roles)
    if not holders:
        return text(N_("nobody on the staff holds {roles}"), roles=roles)
    return text(N_("{people} ({roles})"), people=[person.title for person in holders], roles=roles)


def entry_faults(
    court: Court, record: Common, step: Step, index: int, entry: Approval, *, writers: frozenset[str]
) -> Iterator[Problem]:
    """What is wrong with a new approval entry; none when it counts."""
    law = court.law
    named = law.known(entry.by)
    name = entry.by if named is None else named.title
    command = terms.move_command(record.id, step.to)
    person = court.person
    if person is None or person.id.casefold() != entry.by.casefold():
        hint = approval_faults.committed_personally(name, command)
        if named is None or person is None:
            hint = court.why_unknown() if person is None else _not_on_staff(entry.by)
        yield approval_faults.not_by_the_person(index, entry, name, court.author, hint=hint)
        return
    if entry.at > law.today:
        yield approval_faults.dated_ahead(index, approval_faults.entry_words(entry, named))
    yield from _role_faults(court, record, step, index, entry=entry, person=person)
    if step.other_than_owner and _is_own(person, record, writers):
        yield approval_faults.own_record(
            f"approvals.{index}.by", person.title, step, _others(step, person, law, record)
        )
    yield from signature_faults(court, record, step, f"approvals.{index}.by", roles=(entry.role,))


def _not_on_staff(id: str) -> Text:
    return text(N_("{id} is on the staff of the target branch no longer, or not yet"), id=id)


def _role_faults(
    court: Court, record: Common, step: Step, index: int, *, entry: Approval, person: Staff
) -> Iterator[Problem]:
    law = court.law
    if entry.role not in step.roles:
        yield approval_faults.may_not(
            f"approvals.{index}.role", person.title, step, [], _ask(step, court, person, record.kind)
        )
    elif entry.deputy_for is not None:
        grantor = law.known(entry.deputy_for)
        days = (entry.at, court.day)
        if law.delegation(person.id, entry.role, record.kind, grantor=entry.deputy_for, days=days) is None:
            name = entry.deputy_for if grantor is None else grantor.title
            yield approval_faults.no_delegation(index, person.title, name, entry.role)
    elif entry.role not in person.roles:
        yield approval_faults.may_not(
            f"approvals.{index}.role", person.title, step, [], _ask(step, court, person, record.kind)
        )


def actor_faults(court: Court, record: Common, step: Step, *, writers: frozenset[str]) -> Iterator[Problem]:
    """What is wrong with who took a step that needs no approval entry: the committer is the actor."""
    law, person = court.law, court.person
    if person is None:
        yield approval_faults.may_not("state", court.name, step, [], court.why_unknown())
        return
    held = [role for role in step.roles if role in person.roles]
    lent = [
        role
        for role in step.roles
        if law.delegation(person.id, role, record.kind, days=(court.day,)) is not None
    ]
    if not held and not lent:
        yield approval_faults.may_not("state", person.title, step, [], _ask(step, court, person, record.kind))
    if step.other_than_owner and _is_own(person, record, writers):
        yield approval_faults.own_record("state", person.title, step, _others(step, person, law, record))
    yield from signature_faults(court, record, step, "state", roles=held or lent)


def signature_faults(
    court: Court, record: Common, step: Step, field: str, *, roles: tuple[str, ...] | list[str]
) -> Iterator[Problem]:
    """The missing signature of a commit in a role that the procedure makes sign."""
    procedure, person = court.law.procedure(record.kind), court.person
    signing = () if procedure is None else procedure.signed_roles
    must = [role for role in roles if role in signing]
    if must and person is not None and court.author.signer.casefold() != person.id.casefold():
        yield approval_faults.not_signed(field, person.title, must[0])


def _is_own(person: Staff, record: Common, writers: frozenset[str]) -> bool:
    return person.id.casefold() in {record.owner.casefold(), *writers}


def _ask(step: Step, court: Court, person: Staff, kind: str) -> Text:
    law = court.law
    newcomer = court.newcomers(court.author.email)
    gained = set() if newcomer is None else set(newcomer.roles) - set(person.roles)
    if gained.intersection(step.roles):
        return text(
            N_("The role is given by this pull request itself; it counts once that is merged. Now: {people}"),
            people=allowed_people(step, law, kind),
        )
    return text(N_("Let this person take it: {people}"), people=allowed_people(step, law, kind))


def _others(step: Step, person: Staff, law: Law, record: Common) -> Text:
    own = {person.id, record.owner}
    others = [one.title for one in law.may_act(step.roles, record.kind) if one.id not in own]
    if not others:
        return text(
            N_("Nobody else holds the role; it must be delegated to somebody: ./forecourt new delegation")
        )
    return text(N_("Let this person take it: {people}"), people=others)
