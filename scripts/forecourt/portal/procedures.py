"""A page per procedure: flow chart with current counts, states and steps in words, the written text (M1)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from forecourt.kinds.common import Common
from forecourt.kinds.fields import slots_of
from forecourt.kinds.procedure import Procedure, State
from forecourt.kinds.table import KINDS
from forecourt.model.vocabulary import EVIDENCE, MONEY_MEANINGS, PARTIES, WORK_MEANINGS
from forecourt.portal.desk import Place
from forecourt.portal.drawing import Chart
from forecourt.portal.flow import chart
from forecourt.portal.records import roles
from forecourt.words.text import N_, text


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """A state in words; `counts` are how many fields, proofs and frozen fields it names."""

    label: str
    work: str
    work_label: str
    money: str
    ball: str
    limit: str
    requires: str
    evidence: str
    frozen: str
    counts: tuple[int, int, int]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A step in words."""

    label: str
    sources: str
    target: str
    who: str
    conditions: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A procedure ready to be shown."""

    chart: Chart
    kind: str
    states: tuple[StateRow, ...]
    steps: tuple[StepRow, ...]


def drawn(place: Place, procedure: Procedure) -> Drawn:
    """The chart and tables of `procedure` with how many records are in each state now."""
    counts = Counter(record.state for record in place.desk.records if record.kind == procedure.for_kind)
    kind = KINDS.get(procedure.for_kind)
    labels = _field_labels(place, kind.record if kind else Common)
    return Drawn(
        chart=chart(procedure, counts),
        kind=place.display.kind(kind.name) if kind else procedure.for_kind,
        states=tuple(_state(place, state, labels, counts[state.name]) for state in procedure.states),
        steps=tuple(_steps(place, procedure)),
    )


def _field_labels(place: Place, record: type[Common]) -> dict[str, str]:
    return {slot.key: place.desk.words.gettext(slot.spec.label) for slot in slots_of(record)}


def _state(place: Place, state: State, labels: dict[str, str], count: int) -> StateRow:
    joined = "、" if place.desk.words.lang == "zh" else ", "
    proofs = [place.display.choice(EVIDENCE, code) for code in state.evidence]
    if state.channel_proofs:
        proofs.append(place.desk.words.gettext(N_("Proofs of the channel")))
    return StateRow(
        label=state.label,
        work=state.work,
        work_label=place.display.choice(WORK_MEANINGS, state.work),
        money="" if state.money == "none" else place.display.choice(MONEY_MEANINGS, state.money),
        ball=place.display.choice(PARTIES, state.ball),
        limit=_limit(place, state, labels),
        requires=joined.join(labels.get(name, name) for name in state.requires),
        evidence=joined.join(proofs),
        frozen=joined.join(labels.get(name, name) for name in state.frozen),
        counts=(len(state.requires), len(proofs), len(state.frozen)),
        count=count,
    )


def _limit(place: Place, state: State, labels: dict[str, str]) -> str:
    if state.limit_days is None:
        return ""
    if state.limit_from is None:
        sentence = text(N_("{days} working days"), days=state.limit_days)
    elif state.limit_days == 0:
        sentence = text(N_("by: {field}"), field=labels.get(state.limit_from, state.limit_from))
    else:
        field = labels.get(state.limit_from, state.limit_from)
        sentence = text(N_("{days} working days from: {field}"), days=state.limit_days, field=field)
    return place.desk.words.say(sentence)


def _steps(place: Place, procedure: Procedure) -> Iterator[StepRow]:
    joined = "、" if place.desk.words.lang == "zh" else ", "
    names = {state.name: state.label for state in procedure.states}
    say = place.desk.words.gettext
    for step in procedure.steps:
        conditions = (
            (step.approval, N_("approval entry")),
            (step.reason, N_("reason")),
            (step.other_than_owner, N_("not by the owner")),
        )
        yield StepRow(
            label=step.label,
            sources=joined.join(names.get(name, name) for name in step.from_),
            target=names.get(step.to, step.to),
            who=roles(place, step.roles),
            conditions=joined.join(say(words) for wanted, words in conditions if wanted),
        )
