"""Rules about waivers of wording: proved, not ended, of use, allowed by somebody."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from forecourt.kinds.common import Common
from forecourt.kinds.waiver import Waiver
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.record import Record
from forecourt.model.unread import is_read
from forecourt.model.vocabulary_law import WAIVER_REASONS
from forecourt.money.lifecycle import procedure_of
from forecourt.rules.law_copy import last_seen, public_parts
from forecourt.rules.law_text import law_hits
from forecourt.rules.law_words import PROMISES, PROVABLE, ranks
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

# Of these the guide wants facts that can be shown.
PROVED: Final = frozenset(("self_comparison", "standard_grade", "trade_name", "award", "order_fact"))
# Of these none is about how somebody stands among others.
UNRANKED: Final = frozenset(("own_facts", "attitude", "self_comparison", "usage_tip"))
PROOFS: Final = frozenset(("certificate", "data_source", "other"))
LONGEST: Final = timedelta(days=366)


@code("WV01")
def waived_without_proof(waiver: Waiver, sight: Sight) -> Iterator[Problem]:
    """The reason of a waiver is a fact, and no paper shows it.

    Awards, ranks, grades, trade marks and comparisons are allowed when they are true and provable (guide of
    2023-03-20); the proof is filed before the ad runs. No legal advice.
    """
    if (
        sight.is_live(waiver)
        and waiver.reason in PROVED
        and not any(item.kind in PROOFS for item in waiver.evidence)
    ):
        yield Problem(
            code="WV01",
            field="reason",
            message=text(
                N_('For "{reason}" a proof must be on file'), reason=Text(WAIVER_REASONS.terms[waiver.reason])
            ),
            hint=text(N_("File it as evidence: certificate or data_source")),
        )


@code("WV02")
def waiver_ended(waiver: Waiver, sight: Sight) -> Iterator[Problem]:
    """The waiver ends before the copy is gone.

    A figure of last year or a title that ran out proves nothing of today. Until the proof is renewed, or the
    copy is taken down, the words count again.
    """
    record = sight.get(waiver.record)
    if not isinstance(record, Common) or not (sight.is_live(waiver) and sight.is_open(record)):
        return
    last = last_seen(record, sight.today)
    if waiver.valid_until < last:
        yield Problem(
            code="WV02",
            field="valid_until",
            message=text(
                N_("The waiver ended on {end}, but {id} is seen until {last}"),
                end=waiver.valid_until,
                id=record.id,
                last=last,
            ),
            hint=text(N_("Renew the proof, or change the copy")),
        )


@code("WV03", Severity.WARNING)
def waives_nothing(waiver: Waiver, sight: Sight) -> Iterator[Problem]:
    """A word of the waiver stands nowhere in the record's copy, or nobody objects to it.

    Most likely the copy was changed. A waiver that lies about waits for a word to come back. A draft is not
    asked: its words are still being written.
    """
    record = sight.get(waiver.record)
    if not isinstance(record, Common) or not (is_read(record.kind) and sight.is_live(waiver)):
        return
    procedure = procedure_of(sight.records, waiver.kind)
    if procedure is not None and waiver.state == procedure.states[0].name:
        return
    found = {hit.word for part in public_parts(record) for hit in law_hits(part.text, sight.own_names)}
    found |= {name for name in sight.rivals if any(name in part.text for part in public_parts(record))}
    for place, word in enumerate(waiver.words):
        if word not in found:
            yield Problem(
                code="WV03",
                field=f"words.{place}",
                message=text(N_('"{word}" is nothing that {id} is warned about'), word=word, id=record.id),
                hint=text(N_("Copy the words out of the finding, or cancel the waiver")),
            )


@code("WV04")
def waived_by_nobody(waiver: Waiver, sight: Sight) -> Iterator[Problem]:
    """A waiver is in force, but no approval names who allowed it.

    The advertiser answers for the wording; who answers is written down before it runs. Until then the waiver
    does not count.
    """
    state = sight.state(waiver)
    if state is not None and state.work == "done" and not waiver.approvals:
        yield Problem(
            code="WV04",
            field="state",
            message=text(N_("This waiver is in force, but nobody has signed that it is allowed")),
            hint=text(N_('Add the approval below "approvals"; until then the waiver does not count')),
        )


@code("WV05", Severity.WARNING)
def waived_for_long(waiver: Waiver, sight: Sight) -> Iterator[Problem]:
    """A waiver lasts longer than a year from its approval, or from today while it has none.

    What is true of this year's sales is not true of next year's: the proof is looked at again at least once a
    year.
    """
    begin = max((entry.at for entry in waiver.approvals), default=sight.today)
    if waiver.valid_until > begin + LONGEST:
        yield Problem(
            code="WV05",
            field="valid_until",
            message=text(N_("The waiver lasts longer than a year")),
            hint=text(N_("Set the day to {last} or earlier"), last=begin + LONGEST),
        )


@code("WV06")
def reason_does_not_fit(waiver: Waiver, sight: Sight) -> Iterator[Problem]:
    """The reason of a waiver cannot be true of its words.

    A rank among others (全国第一, 同级唯一, 全网最低 …) is no attitude, no tip for use, no own fact and no
    comparison of own products: only an award or a limited and proved fact allows it (guide of 2023-03-20).
    What may stand with a proof only (AL02) wants one of the reasons that need a proof.
    A promise that nobody can keep (送京牌, 零风险 …) is false publicity, which the guide allows for no
    reason; such words count in spite of the waiver. No legal advice.
    """
    if not sight.is_live(waiver):
        return
    claims = frozenset(_claims(sight.get(waiver.record), sight))
    for place, word in enumerate(waiver.words):
        if any(hit.grade == PROMISES for hit in law_hits(word)):
            message = text(N_('"{word}" is a promise; no waiver can allow it'), word=word)
            hint = text(N_("Take the promise out of the copy, and the word out of the waiver"))
        elif waiver.reason in UNRANKED and ranks().search(word):
            reason = Text(WAIVER_REASONS.terms[waiver.reason])
            message = text(N_('"{word}" is a rank; "{reason}" does not fit'), word=word, reason=reason)
            hint = text(N_("Prove it as reason: award or order_fact, or change the copy"))
        elif waiver.reason not in PROVED and word in claims:
            reason = Text(WAIVER_REASONS.terms[waiver.reason])
            message = text(N_('"{word}" must be proved; "{reason}" does not fit'), word=word, reason=reason)
            hint = text(N_("Prove it as reason: award or order_fact, or change the copy"))
        else:
            continue
        yield Problem(code="WV06", field=f"words.{place}", message=message, hint=hint)


def _claims(record: Record | None, sight: Sight) -> Iterator[str]:
    """Words of the copy that are allowed with a proof only, as the name of an award."""
    if isinstance(record, Common) and is_read(record.kind):
        for part in public_parts(record):
            yield from (hit.word for hit in law_hits(part.text, sight.own_names) if hit.grade == PROVABLE)
