"""Papers that are bound together whosever they are: all contracts with rate cards, then all invoices (A11).

A paper that serves several items is bound once and names them all.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from forecourt.binder.content import Chapter, Entry, Figure, Proof
from forecourt.binder.edition import Edition
from forecourt.binder.figures import figures_of
from forecourt.binder.layout import rows_of
from forecourt.binder.proofs import is_printed, kind_label
from forecourt.kinds.common import Common
from forecourt.words.text import N_

CONTRACTS: Final = ("contract", "rate_card")
INVOICES: Final = ("invoice", "payment")
# Evidence kinds that are bound by paper, by the anchor of their chapter.
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {"contracts": CONTRACTS, "invoices": INVOICES}
TITLES: Final = {"contracts": N_("Contracts and rate cards"), "invoices": N_("Invoices and payments")}


class Holder(Struct, frozen=True, kw_only=True):
    """An item of the volume before it is made: number from 1, anchor, record, its proofs in binding order."""

    number: int
    anchor: str
    record: Common
    proofs: tuple[Proof, ...]


def is_shared(proof: Proof) -> bool:
    """Whether the paper is bound by kind, not with its item."""
    return is_printed(proof) and any(proof.evidence.kind in kinds for kinds in GROUPS.values())


def shared(edition: Edition, holders: Sequence[Holder]) -> dict[str, tuple[Proof, ...]]:
    """Chapter -> its papers, each with its own anchor, the items that it serves, and the way back."""
    return {name: tuple(_papers(edition, name, kinds, holders)) for name, kinds in GROUPS.items()}


def anchors_of(papers: Mapping[str, tuple[Proof, ...]]) -> dict[str, str]:
    """Fingerprint of a paper that is bound by kind -> where it is printed."""
    return {proof.sha256: proof.anchor for proofs in papers.values() for proof in proofs}


def paper_chapters(edition: Edition, papers: Mapping[str, tuple[Proof, ...]]) -> Iterator[Chapter]:
    """The chapters of papers that are bound by kind; one without papers is left out."""
    for name, proofs in papers.items():
        if not proofs:
            continue
        yield Chapter(
            anchor=name,
            title=edition.words.gettext(TITLES[name]),
            role="papers",
            rows=_rows(edition, proofs),
            entries=tuple(_entries(edition, proofs)),
        )


def _papers(edition: Edition, name: str, kinds: Sequence[str], holders: Sequence[Holder]) -> Iterator[Proof]:
    """In order of kind, then of item."""
    found: dict[str, tuple[Proof, list[Holder]]] = {}
    for kind in kinds:
        for holder in holders:
            for proof in holder.proofs:
                if proof.evidence.kind == kind and is_printed(proof):
                    found.setdefault(proof.sha256, (proof, []))[1].append(holder)
    for place, (proof, served) in enumerate(found.values(), start=1):
        yield replace(
            proof,
            anchor=f"{name}-{place}",
            source=_source(edition, proof, served),
            back=served[0].anchor,
        )


def _source(edition: Edition, proof: Proof, served: Sequence[Holder]) -> str:
    numbers = "、".join(str(holder.number) for holder in served)
    record = proof.record
    return edition.say(
        N_("Item {numbers} · {id} · {title}"), numbers=numbers, id=record.id, title=record.title
    )


def _rows(edition: Edition, proofs: Sequence[Proof]) -> tuple[tuple[Figure, ...], ...]:
    return rows_of(figures_of(edition, proofs))


def _entries(edition: Edition, proofs: Sequence[Proof]) -> Iterator[Entry]:
    """Where each kind of paper begins."""
    seen: set[str] = set()
    for proof in proofs:
        if proof.evidence.kind not in seen:
            seen.add(proof.evidence.kind)
            count = sum(other.evidence.kind == proof.evidence.kind for other in proofs)
            label = kind_label(edition, proof.evidence.kind)
            title = edition.say(N_("{kind} ({count})"), kind=label, count=count)
            yield Entry(title=title, target=proof.anchor)
