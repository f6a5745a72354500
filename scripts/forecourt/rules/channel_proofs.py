"""Proofs of the run that the manufacturer's programme wants of each channel, and which are not there yet.

Which they are, `proof_matrix` knows (M9).
"""

from collections.abc import Iterator
from typing import Final

from forecourt.kinds.common import Common
from forecourt.kinds.procedure import State
from forecourt.kinds.table import kind_of
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.proof_words import FRESHNESS, MUST_SHOW
from forecourt.model.vocabulary import CHANNELS, EVIDENCE
from forecourt.money.agenda import due_day
from forecourt.rules.proof_exceptions import standing
from forecourt.rules.proof_matrix import Want, field_at_fault, has_run, is_wanted, of_the_run, wants
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

_UNFIT: Final = frozenset({"stale", "undated", "not_visible"})


@code("EV11")
def demanded_by_channel(record: Common, sight: Sight) -> Iterator[Problem]:
    """The record lacks proofs of its channel, and its state demands them ("channel_proofs: yes").

    A newspaper ad is proved by a tear sheet, a radio ad by an affidavit, a billboard by photos: which proof a
    channel needs, and how many photos, stands in the manufacturer's programme (M9; proof matrix). A state
    that says "channel_proofs: yes" in the procedure means that they have come in.
    """
    state = sight.state(record)
    if state is None or not state.channel_proofs:
        return
    lacks = _lacks(record, sight)
    if lacks:
        yield Problem(
            code="EV11",
            field="state",
            message=text(
                N_('The state "{state}" demands the proofs of {channel}; missing: {missing}'),
                state=state.label,
                channel=_channel(record),
                missing=_told(lacks),
            ),
            hint=text(N_('Add it below "evidence", or go back to the state before')),
        )


@code("EV12", Severity.WARNING)
def awaited_of_channel(record: Common, sight: Sight) -> Iterator[Problem]:
    """The ad or article ran, the days to collect its proofs are over, and they are not there.

    Later nobody prints the page again or takes the photo, and the manufacturer does not pay without it (M9;
    proof matrix). The days are those that the procedure gives the record's state, from the end of the run.
    What the manager excused by an exception is not asked for until the exception is over.
    """
    state = sight.state(record)
    if state is None or state.channel_proofs or not has_run(record, state, sight.today):
        return
    last = due_day(state, record)
    lacks = [lack for lack in _lacks(record, sight) if standing(record.id, lack.kind, sight) is None]
    if lacks and (last is None or last < sight.today):
        yield Problem(
            code="EV12",
            field="evidence" if record.evidence else "state",
            message=text(
                N_("It has run, but the proofs of {channel} have not come in: {missing}"),
                channel=_channel(record),
                missing=_told(lacks),
            ),
            hint=text(N_('Ask the outlet for it, and add it below "evidence"')),
        )


@code("BN09", Severity.WARNING)
def unfit_as_proof(record: Common, sight: Sight) -> Iterator[Problem]:
    """A proof came in, but the manufacturer's programme wants it fresher, or something is not visible on it.

    A rate card of last year, a photo without date or landmark, an ad that is not marked on its page: claims
    come back for such papers (pitfalls 5 and 7). What is visible, whoever files the proof ticks off: "shows".
    """
    for want in wants(record, sight):
        if want.status in _UNFIT and standing(record.id, want.kind, sight) is None:
            yield Problem(
                code="BN09",
                field=field_at_fault(want, record, sight),
                message=what_is_wrong(want),
                hint=text(N_('Get another proof; what is visible on it, tick off below "shows"')),
            )


def what_is_wrong(want: Want, label: Text | None = None) -> Text:
    """A kind of evidence that will not do, in one sentence; also for one that will.

    `label` names the kind, else its own label with its code.
    """
    coded = text(N_("{label} ({code})"), label=Text(EVIDENCE.terms[want.kind]), code=want.kind)
    label = label or coded
    if want.status == "missing":
        counted = N_("{label}: {there} of {pieces}")
        return text(counted, label=label, there=want.there, pieces=want.pieces)
    if want.status == "stale":
        return text(
            N_("{label} is too old: {fresh}"), label=label, fresh=Text(FRESHNESS.terms[want.fresh or ""])
        )
    if want.status == "undated":
        return text(N_('{label} has no day ("taken_on"), so nobody knows how old it is'), label=label)
    if want.status == "not_visible":
        hidden = [Text(MUST_SHOW.terms[thing]) for thing in want.hidden]
        return text(N_("{label} does not show: {hidden}"), label=label, hidden=hidden)
    return text(N_("{label} is there"), label=label)


def awaited(record: Common, sight: Sight) -> tuple[Want, ...]:
    """Proofs of the run that should be there by now and are not."""
    if not is_wanted(record, sight.state(record), sight.today):
        return ()
    return tuple(_lacks(record, sight))


def wanted_by(state: State, record: Common, sight: Sight) -> tuple[str, ...]:
    """Kinds of evidence that the record lacks for `state`: those it names, then those of its channel."""
    held = {item.kind for item in record.evidence}
    named = [kind for kind in state.evidence if kind not in held]
    of_channel = [want.kind for want in _lacks(record, sight)] if state.channel_proofs else []
    return tuple(dict.fromkeys([*named, *of_channel]))


def _lacks(record: Common, sight: Sight) -> list[Want]:
    """What the record and, for an ad, its archive record name too few pieces of; a file counts once.

    Whether the files are there is the matter of the rules about files.
    """
    return [want for want in of_the_run(record, sight) if want.listed < want.pieces]


def _channel(record: Common) -> Text:
    channel = kind_of(record).channel
    return Text(CHANNELS.terms[channel(record)] if channel else "")


def _told(lacks: list[Want]) -> list[Text]:
    one, several = N_("{label} ({code})"), N_("{label} ({code}), {there} of {pieces}")
    return [
        text(
            one if lack.pieces == 1 else several,
            label=Text(EVIDENCE.terms[lack.kind]),
            code=lack.kind,
            there=lack.listed,
            pieces=lack.pieces,
        )
        for lack in lacks
    ]
