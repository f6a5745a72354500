"""One record from one commit to the next: was each step declared, approved, by the right person?"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from forecourt.kinds.common import Approval, Common, Evidence
from forecourt.kinds.delegation import Delegation
from forecourt.kinds.procedure import Step
from forecourt.kinds.table import KINDS
from forecourt.kinds.values import changed_fields, field_text
from forecourt.model.finding import Problem
from forecourt.steps import approval_faults, record_faults, terms
from forecourt.steps.advice import next_ways, way_for_frozen
from forecourt.steps.law import STEP_FIELDS, Law, is_granted
from forecourt.steps.seal import seal_of
from forecourt.steps.trail import Edit, Given, Guarded, Taken, Trail, answerable
from forecourt.steps.unsealed import rests_on_nothing
from forecourt.steps.version import Version
from forecourt.steps.who import Court, actor_faults, entry_faults
from forecourt.store.load import evidence_path
from forecourt.words.text import Text

Known = Mapping[Approval, Given]


def born(version: Version, court: Court) -> tuple[Trail, list[Problem]]:
    """The trail of a record that this commit makes, and what is wrong with its beginning."""
    trail = Trail(version=version, start=None, writers=frozenset({court.key}))
    record = version.record
    if record is None:
        return replace(trail, is_broken=True), []
    trail = replace(trail, writers=trail.writers | answerable(record))
    procedure = court.law.procedure(record.kind)
    if procedure is None:
        return trail, [_lawless(record)]
    first = procedure.states[0]
    if record.state != first.name:
        return trail, [record_faults.born_late(record.id, record.state, first.name)]
    if record.approvals:
        return trail, [record_faults.born_approved(first.label)]
    if KINDS[record.kind].law and court.law.is_in_force(record):
        return trail, [record_faults.born_in_force(first.label)]
    return trail, []


def advance(
    trail: Trail,
    after: Version,
    court: Court,
    commit: str,
    *,
    known: Known,
    sides: tuple[Common, ...] = (),
) -> tuple[Trail, list[Problem]]:
    """The trail one commit later, and what is wrong with this step.

    `known` are approval entries that another parent of a merge commit brings; they were judged there.
    `sides` are the records of the other parents: what the merge took from them it did not write.
    """
    if after.record is None:
        # Nobody can say what the commit did; whoever made it is an author of what is readable next.
        return replace(trail, is_broken=True, is_gone=False, authors=trail.authors | {court.key}), []
    before = trail.version.record
    if before is None:
        return _out_of_the_dark(trail, after, court)
    edge = _Edge(trail, before, after, after.record, court, commit, known, sides)
    return edge.judged()


def _out_of_the_dark(trail: Trail, after: Version, court: Court) -> tuple[Trail, list[Problem]]:
    """A record that could not be read on the target branch: only its first state is safe."""
    fresh, problems = born(after, court)
    return replace(fresh, start=trail.start, writers=fresh.writers | trail.authors), problems


def _lawless(record: Common) -> Problem:
    return record_faults.no_law(Text(KINDS[record.kind].label), record.kind)


# No slots: cached_property keeps what several questions share.
class _Edge(Struct, frozen=True, dict=True):
    """The change of one record by one commit."""

    trail: Trail
    before: Common
    version: Version
    after: Common
    court: Court
    commit: str
    known: Known
    sides: tuple[Common, ...]

    @property
    def law(self) -> Law:
        return self.court.law

    @cached_property
    def changed(self) -> tuple[str, ...]:
        return changed_fields(self.before, self.after)

    def judged(self) -> tuple[Trail, list[Problem]]:
        identity = self._identity()
        if type(self.before) is not type(self.after):
            # Another kind is another record, which begins as any new one does.
            fresh, problems = born(self.version, self.court)
            writers = fresh.writers | self.trail.writers | self.trail.authors
            return replace(fresh, start=self.trail.start, writers=writers), [*identity, *problems]
        if not self.changed and not self.trail.is_broken:
            return replace(self.trail, version=self.version, is_gone=False), identity
        if self.law.procedure(self.after.kind) is None:
            return replace(self.trail, version=self.version), [*identity, _lawless(self.after)]
        given, log = self._log()
        pending = (*self.trail.pending, *given)
        if self.before.state == self.after.state:
            trail, step = self._stayed(pending)
        else:
            trail, step = self._moved(pending, has_faulty_entry=bool(log))
        trail = replace(trail, version=self.version, writers=self._writers(), authors=frozenset())
        return replace(trail, is_gone=False, is_broken=False), [*identity, *log, *step]

    def _identity(self) -> list[Problem]:
        if not self.law.has_left_first(self.before):
            return []
        pairs = (("id", self.before.id, self.after.id), ("kind", self.before.kind, self.after.kind))
        return [record_faults.identity_changed(key, old, new) for key, old, new in pairs if old != new]

    # The log of approvals.

    def _log(self) -> tuple[list[Given], list[Problem]]:
        """New valid approvals, and what is wrong with the log."""
        old, new = self.before.approvals, self.after.approvals
        for index, entry in enumerate(old):
            if index >= len(new) or new[index] != entry:
                hint = next_ways(self.law, self.before)
                return [], [approval_faults.log_rewritten(index, self._words(entry), hint)]
        given: list[Given] = []
        problems: list[Problem] = []
        for index in range(len(old), len(new)):
            found = list(self._entry(index, new[index], [*self.trail.pending, *given]))
            if index and new[index].at < new[index - 1].at and new[index] not in self.known:
                found.append(approval_faults.dated_before(index, self._words(new[index])))
            problems += found
            if not found:
                given.append(self.known.get(new[index], self._given(index, new[index])))
        return given, problems

    def _given(self, index: int, entry: Approval) -> Given:
        return Given(index=index, entry=entry, person=entry.by.casefold())

    def _words(self, entry: Approval) -> Text:
        return approval_faults.entry_words(entry, self.law.known(entry.by))

    def _entry(self, index: int, entry: Approval, waiting: list[Given]) -> Iterable[Problem]:
        if entry in self.known:
            return
        steps = [step for step in self.law.steps(self.before, self.before.state) if step.name == entry.step]
        if not steps:
            hint = next_ways(self.law, self.before)
            yield approval_faults.entry_for_no_step(index, entry.step, self._label(self.before.state), hint)
            return
        yield from entry_faults(self.court, self.after, steps[0], index, entry, writers=self._writers())
        seal = seal_of(self.after, steps[0], entry.by, self.law)
        if entry.seal != seal:
            command = terms.move_command(self.after.id, steps[0].to)
            yield approval_faults.broken_seal(
                index, self._words(entry), missing=entry.seal is None, command=command
            )
        elif any(one.entry.step == entry.step and one.entry.seal == seal for one in waiting):
            yield approval_faults.approved_already(index, self._words(entry))

    # The record stays in its state.

    def _stayed(self, pending: tuple[Given, ...]) -> tuple[Trail, list[Problem]]:
        trail = replace(self.trail, pending=pending)
        if self._is_closed(self.before.state):
            touched = [key for key in self.changed if key != "approvals"]
            return self._with_closed_edits(trail, touched), []
        selfs = [step for step in self.law.steps(self.after, self.after.state) if step.to == self.after.state]
        trail = self._with_edits(trail, self.law.frozen(self.before))
        for step in selfs:
            if step.approval:
                valid = self._valid(step, trail.pending)
                if len(valid) >= (step.approvers or 1):
                    return self._reapproved(trail, step, valid), []
            elif trail.edits and not list(actor_faults(self.court, self.after, step, writers=frozenset())):
                return self._reapproved(trail, step, ()), []
        return trail, []

    def _reapproved(self, trail: Trail, step: Step, valid: tuple[Given, ...]) -> Trail:
        return replace(
            trail,
            edits=(),
            lost=(),
            pending=(),
            guarded=self._guarded(step, valid),
            taken=(*trail.taken, self._taken(step, valid)),
        )

    # The record goes into another state.

    def _moved(self, pending: tuple[Given, ...], *, has_faulty_entry: bool) -> tuple[Trail, list[Problem]]:
        steps = [s for s in self.law.steps(self.before, self.before.state) if s.to == self.after.state]
        is_known = self.law.state(self.before.kind, self.before.state) is not None
        procedure = self.law.procedure(self.after.kind)
        if not steps:
            problems: list[Problem] = []
            if is_known or procedure is None or self.after.state != procedure.states[0].name:
                problems = [self._undeclared()]
            return replace(self.trail, pending=(), edits=(), lost=()), problems
        trail = self._with_edits(self.trail, self.law.frozen(self.before) & self.law.frozen(self.after))
        judged = [(step, *self._step(step, pending, has_faulty_entry=has_faulty_entry)) for step in steps]
        step, valid, problems = min(judged, key=lambda one: len(one[2]))
        still = self.law.frozen(self.after)
        problems = [
            *problems,
            *self._taken_back(valid),
            *(self._reopened(edit) for edit in trail.edits if self._stands(edit, still)),
        ]
        if self._is_closed(self.before.state):
            state = self.law.state(self.after.kind, self.after.state)
            exempt = STEP_FIELDS | frozenset(() if state is None else state.requires)
            trail = self._with_closed_edits(trail, [key for key in self.changed if key not in exempt])
        keeps = self.law.keeps_evidence(self.after)
        return (
            replace(
                trail,
                pending=(),
                edits=(),
                lost=trail.lost if keeps else (),
                guarded=self._guarded(step, valid),
                taken=(*trail.taken, self._taken(step, valid)),
            ),
            problems,
        )

    def _taken_back(self, valid: tuple[Given, ...]) -> Iterable[Problem]:
        """What is lent is taken back by whoever lent it; after its last day anybody tidies up."""
        lent, law = self.before, self.law
        if not isinstance(lent, Delegation) or lent.valid_to < law.today or not is_granted(lent):
            return
        grantor = law.known(lent.grantor)
        people = [given.person for given in valid] or [self.court.key]
        is_ended = law.is_in_force(lent) and not law.is_in_force(self.after)
        if is_ended and grantor is not None and grantor.id.casefold() not in people:
            names = [self.court.name if (one := law.known(id)) is None else one.title for id in people]
            yield approval_faults.not_the_grantor(names, grantor.title)

    def _step(
        self, step: Step, pending: tuple[Given, ...], *, has_faulty_entry: bool
    ) -> tuple[tuple[Given, ...], list[Problem]]:
        """The approvals that count for `step`, and what is wrong with it."""
        problems: list[Problem] = []
        valid: tuple[Given, ...] = ()
        if step.approval:
            valid = self._valid(step, pending)
            needed = step.approvers or 1
            if len(valid) < needed and not has_faulty_entry:
                hint = next_ways(self.law, self.before, only=step)
                problems.append(approval_faults.approvals_missing(step, len(valid), needed, hint))
        else:
            problems += actor_faults(self.court, self.after, step, writers=self._writers())
        if step.reason and not self._has_reason(valid):
            problems.append(approval_faults.no_reason(step))
        return valid, problems

    def _valid(self, step: Step, pending: tuple[Given, ...]) -> tuple[Given, ...]:
        """Approvals whose seal fits what the record says now: one a person, and one for each who lent a role.

        Somebody and his own deputy are one authority.
        """
        found: list[Given] = []
        counted: set[str] = set()
        for given in pending:
            entry = given.entry
            who = {given.person, (entry.deputy_for or given.person).casefold()}
            seal = seal_of(self.after, step, entry.by, self.law)
            fits = seal == (entry.seal or self._seal_of_start(step, entry.by))
            if entry.step == step.name and fits and counted.isdisjoint(who):
                counted |= who
                found.append(given)
        return tuple(found)

    def _seal_of_start(self, step: Step, by: str) -> str | None:
        """The seal that an entry from before there were seals would have: of what the target branch has."""
        start = None if self.trail.start is None else self.trail.start.record
        return None if start is None else seal_of(start, step, by, self.law)

    def _has_reason(self, valid: tuple[Given, ...]) -> bool:
        """Whether the step itself brings its reason: one that stood there before is another step's."""
        is_new = "reason" in self.changed and bool(getattr(self.after, "reason", None))
        return is_new or any(given.entry.opinion for given in valid)

    def _undeclared(self) -> Problem:
        return record_faults.undeclared_step(
            self._label(self.before.state), self._label(self.after.state), next_ways(self.law, self.before)
        )

    # What several of these need.

    def _with_edits(self, trail: Trail, frozen: frozenset[str]) -> Trail:
        """`trail` with the frozen fields and approved proofs that this commit changes."""
        fresh = [
            Edit(
                field=key,
                before=field_text(self.before, key),
                after=field_text(self.after, key),
                who=self.court.name,
            )
            for key in self.changed
            if key in frozen
        ]
        lost: tuple[Evidence, ...] = ()
        if self.law.keeps_evidence(self.before) and self.law.keeps_evidence(self.after):
            kept = {(item.kind, item.sha256) for item in self.after.evidence}
            gone = (item for item in self.before.evidence if (item.kind, item.sha256) not in kept)
            lost = tuple(item for item in gone if not rests_on_nothing(self.before, item, self.law))
        return replace(trail, edits=(*trail.edits, *fresh), lost=(*trail.lost, *lost))

    def _with_closed_edits(self, trail: Trail, touched: list[str]) -> Trail:
        wrote = {self.court.key} if touched else frozenset()
        return replace(trail, closed_edits=(*trail.closed_edits, *touched), closed_by=trail.closed_by | wrote)

    def _stands(self, edit: Edit, frozen: frozenset[str]) -> bool:
        return edit.field in frozen and field_text(self.after, edit.field) != edit.before

    def _reopened(self, edit: Edit) -> Problem:
        return frozen_problem(edit, self.after, self.law)

    def _is_closed(self, name: str) -> bool:
        return self.law.is_closed(self.before.kind, name)

    def _label(self, name: str) -> str:
        state = self.law.state(self.after.kind, name)
        return name if state is None else state.label

    def _writes(self) -> bool:
        state = self.law.state(self.after.kind, self.after.state)
        exempt = STEP_FIELDS
        if self.before.state != self.after.state and state is not None:
            exempt |= frozenset(state.requires)
        return any(key not in exempt and not self._is_taken_over(key) for key in self.changed)

    def _is_taken_over(self, key: str) -> bool:
        """Whether a merge took the field as another side has it."""
        now = field_text(self.after, key)
        return any(type(one) is type(self.after) and field_text(one, key) == now for one in self.sides)

    def _writers(self) -> frozenset[str]:
        """Everybody who wrote content up to this commit and in it."""
        wrote = frozenset({self.court.key}) if self._writes() else frozenset()
        return self.trail.writers | wrote | self.trail.authors | answerable(self.after)

    def _guarded(self, step: Step, valid: tuple[Given, ...]) -> tuple[Guarded, ...]:
        if not step.other_than_owner:
            return self.trail.guarded
        if not step.approval:
            return (*self.trail.guarded, Guarded(person=self.court.key, step=step, field="state"))
        fresh = (
            Guarded(person=given.person, step=step, field=f"approvals.{given.index}.by") for given in valid
        )
        return (*self.trail.guarded, *fresh)

    def _taken(self, step: Step, valid: tuple[Given, ...]) -> Taken:
        people = [self.law.known(given.person) for given in valid]
        names = tuple(person.title for person in people if person is not None) or (self.court.name,)
        state = self.law.state(self.after.kind, step.to)
        wants_all = state is not None and bool(state.channel_proofs)
        demanded = () if state is None else state.evidence
        proofs = (item for item in self.after.evidence if wants_all or item.kind in demanded)
        files = ((evidence_path(self.after, item.file), item.sha256) for item in proofs)
        return Taken(
            before=self.before.state,
            step=step,
            people=names,
            commit=self.commit,
            record=self.after,
            files=tuple((path, sha256) for path, sha256 in files if path is not None),
        )


def frozen_problem(edit: Edit, record: Common, law: Law) -> Problem:
    """The finding of a frozen field that was changed."""
    label = terms.field_label(type(record), edit.field)
    values = (edit.before, edit.after)
    return record_faults.frozen_changed(
        edit.field, label, values, edit.who, way_for_frozen(law, record, edit.field)
    )
