"""Proofs of the run that the manufacturer's programme wants of each channel, and which are not there yet.

One place for the check, the volumes and the pages, so that they name the same papers (M9; proof matrix).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from forecourt.kinds.common import Common
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.procedure import State
from forecourt.kinds.programme import Programme, ProofRule
from forecourt.kinds.table import kind_of
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.unread import readable
from forecourt.model.vocabulary import CHANNELS, EVIDENCE, OF_ONE_RUN
from forecourt.money.agenda import due_day
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

PHOTO: Final = "photo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """A kind of evidence of which there are fewer pieces than wanted."""

    kind: str
    there: int
    pieces: int


@code("EV11")
def demanded_by_channel(record: Common, sight: Sight) -> Iterator[Problem]:
    """The record lacks proofs of its channel, and its state demands them ("channel_proofs: yes").

    A newspaper ad is proved by a tear sheet, a radio ad by an affidavit, a billboard by photos: which proof a
    channel needs, and how many photos, stands in the manufacturer's programme (M9; proof matrix). A state
    that says "channel_proofs: yes" in the procedure means that they have come in.
    """
    state, rule = sight.state(record), _rule(record, sight)
    if state is None or rule is None or not state.channel_proofs:
        return
    lacks = _lacks(record, rule, sight)
    if lacks:
        yield Problem(
            code="EV11",
            field="state",
            message=text(
                N_('The state "{state}" demands the proofs of {channel}; missing: {missing}'),
                state=state.label,
                channel=Text(CHANNELS.terms[rule.channel]),
                missing=_told(lacks),
            ),
            hint=text(N_('Add it below "evidence", or go back to the state before')),
        )


@code("EV12", Severity.WARNING)
def awaited_of_channel(record: Common, sight: Sight) -> Iterator[Problem]:
    """The ad or article ran, the days to collect its proofs are over, and they are not there.

    Later nobody prints the page again or takes the photo, and the manufacturer does not pay without it (M9;
    proof matrix). The days are those that the procedure gives the record's state, from the end of the run.
    """
    state, rule = sight.state(record), _rule(record, sight)
    if state is None or rule is None or state.channel_proofs or not has_run(record, state, sight.today):
        return
    last = due_day(state, record)
    lacks = _lacks(record, rule, sight)
    if lacks and (last is None or last < sight.today):
        yield Problem(
            code="EV12",
            field="evidence" if record.evidence else "state",
            message=text(
                N_("It has run, but the proofs of {channel} have not come in: {missing}"),
                channel=Text(CHANNELS.terms[rule.channel]),
                missing=_told(lacks),
            ),
            hint=text(N_('Ask the outlet for it, and add it below "evidence"')),
        )


def rule_of(programme: Programme | None, record: Common) -> ProofRule | None:
    """What `programme` wants of the record's channel, None when it says nothing."""
    channel = kind_of(record).channel
    if programme is None or channel is None:
        return None
    wanted = channel(record)
    return next((rule for rule in programme.proof_rules if rule.channel == wanted), None)


def of_the_run(rule: ProofRule) -> Mapping[str, int]:
    """Kinds of evidence that prove the run itself, no contract or invoice, each with the fewest pieces."""
    wanted = {kind: 1 for kind in rule.always if kind in OF_ONE_RUN}
    return wanted | ({PHOTO: rule.photos} if rule.photos else {})


def has_run(record: Common, state: State | None, today: date) -> bool:
    """Whether an ad or article came out and its last day is over; an event's own states say that of it."""
    out: date | None = getattr(record, "published_on", None)
    last: date | None = getattr(record, "flight_end", None) or out
    is_off = state is None or state.work == "cancelled"
    return out is not None and last is not None and not is_off and max(out, last) < today


def is_wanted(record: Common, state: State | None, today: date) -> bool:
    """Whether the proofs of the run should be there by now: the state demands them, or it has run."""
    return state is not None and (bool(state.channel_proofs) or has_run(record, state, today))


def awaited(record: Common, sight: Sight) -> tuple[Lack, ...]:
    """Proofs of the run that should be there by now and are not."""
    rule = _rule(record, sight)
    if rule is None or not is_wanted(record, sight.state(record), sight.today):
        return ()
    return tuple(_lacks(record, rule, sight))


def wanted_by(state: State, record: Common, sight: Sight) -> tuple[str, ...]:
    """Kinds of evidence that the record lacks for `state`: those it names, then those of its channel."""
    held = {item.kind for item in record.evidence}
    named = [kind for kind in state.evidence if kind not in held]
    rule = _rule(record, sight) if state.channel_proofs else None
    of_channel = [] if rule is None else [lack.kind for lack in _lacks(record, rule, sight)]
    return tuple(dict.fromkeys([*named, *of_channel]))


def _rule(record: Common, sight: Sight) -> ProofRule | None:
    month = getattr(record, "month", None)
    plan: MonthPlan | None = next(iter(sight.months[month]), None) if month in sight.months else None
    return None if plan is None else rule_of(sight.find(Programme, plan.programme), record)


def _lacks(record: Common, rule: ProofRule, sight: Sight) -> list[Lack]:
    """What the record and, for an ad, its archive record have too few pieces of; a file counts once."""
    held: dict[str, set[str]] = {}
    for holder in (record, *sight.archived.get(record.id.casefold(), ())):
        for _, item in readable(holder.evidence, "kind", "sha256"):
            held.setdefault(item.kind, set()).add(item.sha256)
    wanted = of_the_run(rule).items()
    counted = ((kind, len(held.get(kind, ())), pieces) for kind, pieces in wanted)
    return [Lack(kind=kind, there=there, pieces=pieces) for kind, there, pieces in counted if there < pieces]


def _told(lacks: list[Lack]) -> list[Text]:
    one, several = N_("{label} ({code})"), N_("{label} ({code}), {there} of {pieces}")
    return [
        text(
            one if lack.pieces == 1 else several,
            label=Text(EVIDENCE.terms[lack.kind]),
            code=lack.kind,
            there=lack.there,
            pieces=lack.pieces,
        )
        for lack in lacks
    ]
