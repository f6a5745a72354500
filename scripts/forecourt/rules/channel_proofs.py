"""Proofs of the run that the manufacturer's programme wants of each channel, and which are not there yet.

Which they are, `proof_matrix` knows (M9).
"""

from collections.abc import Iterator

from forecourt.kinds.common import Common
from forecourt.kinds.procedure import State
from forecourt.kinds.table import kind_of
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.vocabulary import CHANNELS, EVIDENCE
from forecourt.money.agenda import due_day
from forecourt.rules.proof_matrix import Want, has_run, is_wanted, of_the_run
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text


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
    """
    state = sight.state(record)
    if state is None or state.channel_proofs or not has_run(record, state, sight.today):
        return
    last = due_day(state, record)
    lacks = _lacks(record, sight)
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
