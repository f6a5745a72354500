"""Rules about wording: Advertising Law art. 9, 13, 28 and the guide for absolute terms. No legal advice."""

from collections.abc import Iterator
from typing import Final

from forecourt.kinds.common import Common
from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.rules.law_copy import Part, problem_at, public_parts, waived
from forecourt.rules.law_text import LawHit, law_hits
from forecourt.rules.law_words import COMPARES, FORBIDDEN, PROMISES, PROVABLE, VIVID
from forecourt.rules.sight import Sight
from forecourt.words.text import N_, Text, text

NO_ADVICE: Final = N_("{what}. A risk is named here; this is no legal advice")


def with_notice(hint: Text) -> Text:
    """A hint with the notice that a person decides."""
    return text(NO_ADVICE, what=hint)


@code("AL01")
def absolute_word(record: Common, sight: Sight) -> Iterator[Problem]:
    """The copy has a word that claims the highest rank (最佳, 国家级, 全国第一, 全网最低 …).

    Advertising Law art. 9(3) forbids such words; advertisers pay 200,000 to 1,000,000 yuan (art. 57), on-site
    print and flags included. Technical values, days and order, tips for use, attitudes and names of models
    and outlets stay silent. What the regulator's guide of 2023-03-20 allows can be waived with a reason and
    an expiry: ./forecourt new waiver. The program names a risk, a person decides: this is no legal advice.
    """
    yield from _graded(
        "AL01",
        FORBIDDEN,
        (
            N_('"{word}" claims the highest rank, which ads must not'),
            N_('Say it without rank, or write why "it may stand": ./forecourt new waiver'),
        ),
        record,
        sight,
    )


@code("AL02", Severity.WARNING)
def to_be_proved(record: Common, sight: Sight) -> Iterator[Problem]:
    """The copy claims a fact that must be proved: the first, the only one, a lead, an award, a lifetime.

    Facts of time, place and rank may be told when they are limited and provable, officially granted awards
    when the certificate is there (guide of 2023-03-20); statistics need source and range (art. 11). File the
    proof with: ./forecourt new waiver. No legal advice.
    """
    yield from _graded(
        "AL02",
        PROVABLE,
        (
            N_('"{word}" is a claim that must be proved'),
            N_("Write range and source into the text and file the proof: ./forecourt new waiver"),
        ),
        record,
        sight,
    )


@code("AL03", Severity.INFO)
def lurid_word(record: Common, sight: Sight) -> Iterator[Problem]:
    """The copy shouts (神车, 跳楼价, 史诗级 …).

    Not forbidden by itself, but regulators and the manufacturer's reviewers read the rest more closely, and
    a price said to be below cost must be true. No legal advice.
    """
    yield from _graded(
        "AL03", VIVID, (N_('"{word}" is lurid'), N_("Say what the offer is, in plain words")), record, sight
    )


@code("AL04")
def cannot_be_promised(record: Common, sight: Sight) -> Iterator[Problem]:
    """The copy promises what nobody can keep: a Beijing plate, a loan without review, no risk, for ever.

    Such ads count as false (art. 28, 55): three to five times the cost of the ad, or 200,000 to 1,000,000
    yuan. A Beijing dealer paid twice 500,000 yuan for "购车送京牌 … 不影响摇号". No legal advice.
    """
    yield from _graded(
        "AL04",
        PROMISES,
        (
            N_('"{word}" promises what nobody can keep'),
            N_("Take the promise out; say what the store really does"),
        ),
        record,
        sight,
    )


@code("AL05", Severity.WARNING)
def speaks_of_others(record: Common, sight: Sight) -> Iterator[Problem]:
    """The copy belittles others, or names a competitor's car.

    Ads must not disparage others' goods (art. 13). A comparison may be true and still be read as that, so
    somebody looks at it first. Competitors' cars stand in the dealership record. No legal advice.
    """
    yield from _graded(
        "AL05",
        COMPARES,
        (N_('"{word}" belittles others'), N_("Speak of the own car only, with source and test conditions")),
        record,
        sight,
    )
    if not sight.is_open(record):
        return
    hint = with_notice(text(N_("Leave the other car out of the copy")))
    for part in public_parts(record):
        for name in sight.rivals:
            if name in part.text and name not in waived(record, sight):
                message = text(N_("The copy names a competitor's car: {name}"), name=name)
                yield problem_at("AL05", part, part.text.index(name), message, hint)


def _graded(id: str, grade: str, told: tuple[str, str], record: Common, sight: Sight) -> Iterator[Problem]:
    """The problems of one grade in the copy of live work; `told` are message and hint."""
    yield from (
        problem_at(id, part, hit.start, Text(told[0], {"word": hit.word}), with_notice(text(told[1])))
        for part, hit in _hits(record, sight)
        # A promise is false publicity, about which the guide for absolute terms says nothing.
        if hit.grade == grade and (grade == PROMISES or hit.word not in waived(record, sight))
    )


def _hits(record: Common, sight: Sight) -> Iterator[tuple[Part, LawHit]]:
    if not sight.is_live(record):
        return
    for part in public_parts(record):
        for hit in law_hits(part.text, sight.own_names):
            yield part, hit
