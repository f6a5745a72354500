"""What a branch does to each record, as values: from which state to which, by whom, and who is next."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from forecourt.checking.steps import StepCheck
from forecourt.kinds.common import Common
from forecourt.kinds.procedure import Step
from forecourt.model.record import Records, World
from forecourt.rules.channel_proofs import wanted_by
from forecourt.rules.sight import Sight
from forecourt.steps.law import Law
from forecourt.steps.trail import Trail
from forecourt.steps.ways import ways


class Way(Struct, frozen=True, kw_only=True):
    """An open step out of a record's state at the head.

    `people` are names of those who may still take or approve it, `roles` the roles that may; `given` are
    names of those who have approved it already and `lacking` how many more must; `proofs` are kinds of
    evidence that the state behind it demands and the record has not.
    """

    step: Step
    target: str
    people: tuple[str, ...]
    given: tuple[str, ...]
    lacking: int
    proofs: tuple[str, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles that may take the step."""
        return self.step.roles


class Move(Struct, frozen=True, kw_only=True):
    """One record that the branch touches; states are labels, "" where the record is not there.

    `taken` are the labels of steps taken on the branch, each with the names of who took it.
    """

    id: str
    path: str
    title: str
    before: str
    after: str
    taken: tuple[tuple[str, tuple[str, ...]], ...]
    ways: tuple[Way, ...]
    is_readable: bool = True


def moves(check: StepCheck) -> list[Move]:
    """Every touched record, in order of path; records that are gone too."""
    trails = [*check.scene.live.values(), *check.scene.gone.values()]
    sight, earlier = _sight(check), check.writers_before()
    return [
        _move(trail, check.law, sight, earlier)
        for trail in sorted(trails, key=lambda trail: trail.version.path)
    ]


def _sight(check: StepCheck) -> Sight:
    """The target branch's law with the touched records as they stand at the head: proofs lie with several."""
    touched = [trail.version.record for trail in check.scene.live.values() if not trail.is_broken]
    paths = {record.path for record in touched if record is not None}
    law = [record for record in check.law.records if record.path not in paths]
    items = (*law, *(record for record in touched if record is not None))
    return Sight(world=World(records=Records(items=items), today=check.law.today))


def _move(trail: Trail, law: Law, sight: Sight, earlier: Mapping[str, frozenset[str]]) -> Move:
    version = trail.version
    record = version.record
    start = None if trail.start is None else trail.start.record
    stays = record is not None and not trail.is_gone and not trail.is_broken
    known = record or start
    before = frozenset[str]() if trail.start is None else earlier.get(trail.start.path, frozenset())
    return Move(
        id=version.id,
        path=version.path,
        title="" if known is None else known.title,
        before="" if start is None else _label(start, law),
        after=_label(record, law) if record is not None and stays else "",
        taken=tuple((taken.step.label, taken.people) for taken in trail.taken),
        ways=tuple(_ways(trail, record, law, sight, before)) if record is not None and stays else (),
        is_readable=record is not None and not trail.is_broken,
    )


def _label(record: Common, law: Law) -> str:
    state = law.state(record.kind, record.state)
    return record.state if state is None else state.label


def _ways(trail: Trail, record: Common, law: Law, sight: Sight, before: frozenset[str]) -> Iterator[Way]:
    """The ways forward: a step that asks for a reason, or that cancels, is a way out."""
    writers = trail.writers | trail.authors | before
    for way in ways(law, record, writers):
        step = way.step
        target = law.state(record.kind, step.to)
        if target is None or not way.forward:
            continue
        approved = [given.person for given in trail.pending if given.entry.step == step.name]
        given = [person.title for id in dict.fromkeys(approved) if (person := law.known(id))]
        yield Way(
            step=step,
            target=target.label,
            people=tuple(name for name in way.people if name not in _counted(step, record, law, approved)),
            given=tuple(given),
            lacking=max(0, (step.approvers or 1) - len(set(approved))),
            proofs=wanted_by(target, record, sight),
        )


def _counted(step: Step, record: Common, law: Law, approved: Sequence[str]) -> frozenset[str]:
    """Names of those who add nothing: they have approved, or only stand in for somebody who has."""
    holders = law.holders(step.roles)
    open_ = [one.id for one in holders if one.id.casefold() not in approved]
    counted = set()
    for person in law.may_act(step.roles, record.kind):
        lent = any(
            law.delegation(person.id, role, record.kind, grantor=id, days=(law.today,))
            for id in open_
            for role in step.roles
        )
        if person.id.casefold() in approved or (person not in holders and not lent):
            counted.add(person.title)
    return frozenset(counted)
