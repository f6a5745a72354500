"""A page per procedure: flow chart with current counts, states and steps in words, the written text (M1)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from msgspec import Struct

from forecourt.kinds.common import Common
from forecourt.kinds.fields import slots_of
from forecourt.kinds.procedure import Procedure, State
from forecourt.kinds.table import KINDS
from forecourt.model.vocabulary import EVIDENCE, MONEY_MEANINGS, PARTIES, WORK_MEANINGS
from forecourt.money.ratio import Ratio, half_up
from forecourt.portal.desk import Cell, Desk, Place
from forecourt.portal.drawing import Chart
from forecourt.portal.facts import NO_NUMBER, Fact, number
from forecourt.portal.flow import chart
from forecourt.portal.records import roles
from forecourt.timeline.stays import mean_stays
from forecourt.words.text import N_, text

NOTE: Final = N_(
    "Mean stay: working days from entering a state to leaving it ÷ stays, of those whose both days are "
    "known, by Git's history and the approvals from before it. A dash: of no record is it known yet."
)


class StateRow(Struct, frozen=True, kw_only=True):
    """A state in words; `counts` are how many fields, proofs and frozen fields it names.

    `count` records are in it now; `mean` working days lasted the `stays` that are over ("" without any).
    """

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
    mean: str
    stays: int


class StepRow(Struct, frozen=True, kw_only=True):
    """A step in words."""

    label: str
    sources: str
    target: str
    who: str
    conditions: str


class Drawn(Struct, frozen=True, kw_only=True):
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
        states=tuple(
            _state(place, state, labels, (counts[state.name], _stay(place.desk, procedure, state)))
            for state in procedure.states
        ),
        steps=tuple(_steps(place, procedure)),
    )


def facts(place: Place, procedure: Procedure) -> list[Fact]:
    """How many records it rules, how many of them are open, and where they stay longest."""
    say, desk = place.desk.words.gettext, place.desk
    records = [record for record in desk.records if record.kind == procedure.for_kind]
    open_ones = sum(1 for record in records if desk.sight.is_open(record))
    return [
        (say(N_("Records")), number(f"{len(records):,}")),
        (say(N_("Open now")), number(f"{open_ones:,}")),
        (say(N_("Longest mean stay (working days)")), _longest(place, procedure)),
    ]


def _longest(place: Place, procedure: Procedure) -> Cell:
    """Of the states with open work, the one in which records stayed longest."""
    stays = [
        (state, _stay(place.desk, procedure, state)) for state in procedure.states if state.work == "open"
    ]
    known = [(ratio.value, state.label, ratio) for state, ratio in stays if ratio.value is not None]
    if not known:
        return NO_NUMBER
    _, label, ratio = max(known, key=lambda one: one[0])
    return number(_tenths(ratio), f"{label} ({ratio.part} ÷ {ratio.whole})")


def _stay(desk: Desk, procedure: Procedure, state: State) -> Ratio:
    return desk.once(_stays).get((procedure.for_kind, state.name), Ratio(part=0, whole=0))


def _stays(desk: Desk) -> Mapping[tuple[str, str], Ratio]:
    return mean_stays(desk.inputs.lines.values())


def _tenths(ratio: Ratio) -> str:
    """A mean with one decimal, rounded half up."""
    return "" if ratio.value is None else f"{Decimal(half_up(ratio.value * 10)).scaleb(-1)}"


def _field_labels(place: Place, record: type[Common]) -> dict[str, str]:
    return {slot.key: place.desk.words.gettext(slot.spec.label) for slot in slots_of(record)}


def _state(place: Place, state: State, labels: dict[str, str], found: tuple[int, Ratio]) -> StateRow:
    """A state with how many records are in it now and how long the stays were that are over."""
    count, stay = found
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
        mean=_tenths(stay),
        stays=stay.whole or 0,
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
