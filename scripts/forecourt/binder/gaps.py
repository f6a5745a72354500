"""The marked page of a volume: what is missing or damaged; and the checklist of every item's papers."""

from collections.abc import Iterator

from forecourt.binder.content import Gap, Item, Row, Sheet
from forecourt.binder.edition import DASH, Edition
from forecourt.binder.proofs import is_damaged, is_missing, is_paper, is_withheld, kind_label
from forecourt.model.vocabulary import EVIDENCE
from forecourt.rules.channel_proofs import what_is_wrong
from forecourt.rules.completeness import ItemScore, score_of
from forecourt.rules.proof_matrix import Want
from forecourt.words.text import N_, Text, text


def gaps_of(edition: Edition, item: Item) -> Iterator[Gap]:
    """Everything that is missing or damaged in one item."""
    for want in _score(edition, item).unexcused:
        what = _lack(edition, want) if want.status == "missing" else _unfit(edition, want)
        yield _gap(edition, item, what, want.why)
    for proof in item.proofs:
        label = kind_label(edition, proof.evidence.kind)
        if is_missing(edition, proof):
            what = edition.say(N_("{kind}: the file {path} is not there"), kind=label, path=proof.path)
            yield _gap(edition, item, what, text(N_("The record names it")))
        elif is_withheld(edition, proof):
            sentence = N_("{kind}: {path} does not say whether somebody on it can be recognised")
            what = edition.say(sentence, kind=label, path=proof.path)
            yield _gap(edition, item, what, text(N_("Who can be recognised must have agreed in writing")))
        elif is_damaged(edition, proof) and is_paper(proof):
            what = edition.say(N_("{kind}: the PDF {path} cannot be bound in"), kind=label, path=proof.path)
            yield _gap(edition, item, what, text(N_("The file asks for a password, is damaged, or too long")))
        elif is_damaged(edition, proof):
            what = edition.say(N_("{kind}: the picture {path} cannot be read"), kind=label, path=proof.path)
            yield _gap(edition, item, what, text(N_("The file is damaged, too large, or no picture")))


def checklist(edition: Edition, items: tuple[Item, ...]) -> Sheet:
    """For every item: papers demanded, and whether each is there (√) or missing (×)."""
    rows = [_checked(edition, item) for item in items]
    return Sheet(
        anchor="checklist",
        title=edition.say(N_("Checklist of papers")),
        columns=edition.columns(
            (N_("No."), 7, "centre"),
            (N_("Item"), 33),
            (N_("Papers demanded"), 44),
            (N_("Pieces bound"), 8, "right"),
            (N_("Missing"), 8, "right"),
        ),
        rows=tuple(rows),
        note=edition.say(N_("√ bound in   × missing   ○ missing, excused by the manager")) if rows else "",
        empty=edition.say(N_("No items this month")),
    )


def _checked(edition: Edition, item: Item) -> Row:
    score = _score(edition, item)
    marks = {want.kind: _mark(want, score) for want in score.wanted}
    copies = {want.kind: want.copies for want in score.wanted if (want.copies or 1) > 1}
    papers = "  ".join(f"{mark} {_named(edition, kind, copies.get(kind))}" for kind, mark in marks.items())
    missing = len(score.unexcused)
    bound = sum(not is_missing(edition, proof) and not is_withheld(edition, proof) for proof in item.proofs)
    cells = (item.number, item.record.title, papers or DASH, str(bound), str(missing) if missing else DASH)
    return Row(cells=cells, target=item.anchor, strong=bool(missing))


def _named(edition: Edition, kind: str, copies: int | None) -> str:
    """The kind, and how many of each piece go with the volume where it is more than the one bound in."""
    label = kind_label(edition, kind)
    if copies is None:
        return label
    return edition.say(N_("{label} (hand in {count} of each)"), label=label, count=copies)


def _score(edition: Edition, item: Item) -> ItemScore:
    """What the item must carry; a damaged or withheld picture is as good as none."""
    unusable = {
        proof.path for proof in item.proofs if is_damaged(edition, proof) or is_withheld(edition, proof)
    }
    return score_of(item.record, edition.sight, unusable=unusable)


def _unfit(edition: Edition, want: Want) -> str:
    return edition.words.say(what_is_wrong(want, Text(EVIDENCE.terms[want.kind])))


def _mark(want: Want, score: ItemScore) -> str:
    """√ will do, ○ the manager excused that it does not, × lacking."""
    if want.status == "there":
        return "√"
    return "○" if want.kind in score.excused else "×"


def _lack(edition: Edition, want: Want) -> str:
    label = kind_label(edition, want.kind)
    if want.pieces == 1:
        return edition.say(N_("{kind} is missing"), kind=label)
    return edition.say(
        N_("{kind}: {there} of {pieces} pieces"), kind=label, there=want.there, pieces=want.pieces
    )


def _gap(edition: Edition, item: Item, what: str, why: Text) -> Gap:
    return Gap(record=item.record, anchor=item.anchor, what=what, why=edition.words.say(why))
