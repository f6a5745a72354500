"""Examinations of evidence: what is filed or wanted, and what the states demand (A2, A11)."""

from collections import defaultdict
from collections.abc import Iterator

from forecourt.doctor.clinic import Clinic
from forecourt.kinds.common import Common
from forecourt.kinds.procedure import Procedure, Step
from forecourt.kinds.programme import Programme
from forecourt.kinds.table import KINDS
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.vocabulary import CHANNELS, EVIDENCE, OF_ONE_RUN
from forecourt.rules.ways import reachable
from forecourt.words.text import N_, Text, text


@code("DR10", Severity.WARNING)
def proof_rule_of_nobody(programme: Programme, clinic: Clinic) -> Iterator[Problem]:
    """The manufacturer's programme wants a proof that no state of any procedure demands.

    The volume will show the gap, but nothing stops a record from being finished without the proof. What
    proves the run on one channel is demanded by a state that says "channel_proofs: yes".
    """
    if not programme.effective_from <= clinic.world.today <= programme.effective_to:
        return
    for index, rule in enumerate(programme.proof_rules):
        kinds = _kinds_of(rule.channel, clinic)
        missing = [
            kind
            for kind in rule.always
            for name in kinds
            if not _is_demanded(clinic.law.procedure(name), kind)
        ]
        if missing:
            yield Problem(
                code="DR10",
                field=f"proof_rules.{index}.always",
                message=text(
                    N_('For "{channel}" the manufacturer wants {missing}, which no state demands'),
                    channel=Text(CHANNELS.terms[rule.channel]),
                    missing=_labels(missing),
                ),
                hint=text(N_('Demand it in a state: below "evidence", or with channel_proofs: yes')),
            )


@code("DR11", Severity.INFO)
def filed_for_nobody(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """Records of a kind carry evidence that no state of the procedure demands.

    What the department files each time is worth being demanded; then it cannot be forgotten.
    """
    demanded = _demanded(procedure)
    filed: dict[str, int] = defaultdict(int)
    for record in clinic.world.records:
        if record.kind == procedure.for_kind and isinstance(record, Common):
            for kind in {item.kind for item in record.evidence} - demanded - {"other"}:
                filed[kind] += 1
    if filed:
        pair = N_("{label} ({count} record(s))")
        yield Problem(
            code="DR11",
            field="states",
            message=text(
                N_("Filed, but demanded by no state: {filed}"),
                filed=[
                    text(pair, label=Text(EVIDENCE.terms[kind]), count=count)
                    for kind, count in sorted(filed.items())
                ],
            ),
            hint=text(N_('Add it below "evidence" of the state that it proves')),
        )


@code("DR12", Severity.WARNING)
def proof_not_wanted_any_more(procedure: Procedure, clinic: Clinic) -> Iterator[Problem]:
    """A step leads to a state that demands less evidence than the one before, and the record can be finished
    without it.

    A proof that was there can be taken out again, and the finished record lacks it.
    """
    for index, step in enumerate(procedure.steps):
        lost = _lost(procedure, step)
        if lost:
            yield Problem(
                code="DR12",
                field=f"steps.{index}.to",
                message=text(
                    N_('After "{label}" nothing demands {missing} any more, up to the end of the work'),
                    label=step.label,
                    missing=_labels(lost),
                ),
                hint=text(N_('Add it below "evidence" of {state}'), state=step.to),
            )


def _is_demanded(procedure: Procedure | None, kind: str) -> bool:
    """Whether some state demands `kind` of a record whose channel's proof rule names it."""
    states = () if procedure is None else procedure.states
    return any(kind in state.evidence or (state.channel_proofs and kind in OF_ONE_RUN) for state in states)


def _demanded(procedure: Procedure | None) -> set[str]:
    return set() if procedure is None else {kind for state in procedure.states for kind in state.evidence}


def _kinds_of(channel: str, clinic: Clinic) -> list[str]:
    """Kinds of which a record is counted under `channel`."""
    return [
        kind.name
        for kind in KINDS.values()
        if kind.channel is not None
        and any(kind.channel(record) == channel for record in clinic.world.records.of(kind.record))
    ]


def _lost(procedure: Procedure, step: Step) -> list[str]:
    before = [procedure.state_named(name) for name in step.from_]
    held = {kind for state in before if state is not None for kind in state.evidence}
    return [kind for kind in sorted(held) if _ends_without(procedure, step.to, kind)]


def _ends_without(procedure: Procedure, start: str, kind: str) -> bool:
    """Whether work can be done from `start` on without passing a state that demands evidence `kind`."""
    silent = {state.name for state in procedure.states if kind not in state.evidence}
    if start not in silent:
        return False
    ways = [step for step in procedure.steps if step.to in silent]
    done = {state.name for state in procedure.states if state.work == "done"}
    return bool(done & reachable(procedure, ways, start))


def _labels(kinds: list[str]) -> list[Text]:
    return [Text(EVIDENCE.terms[kind]) for kind in dict.fromkeys(kinds)]
