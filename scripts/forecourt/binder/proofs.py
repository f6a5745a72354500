"""Evidence of an item in binding order (A11)."""

from collections.abc import Iterator
from posixpath import splitext
from typing import Final

from forecourt.binder.content import Proof
from forecourt.binder.edition import Edition
from forecourt.kinds.ad import Ad
from forecourt.kinds.common import Common
from forecourt.kinds.outlet import Outlet
from forecourt.model.vocabulary import EVIDENCE
from forecourt.money.volume_items import companions_of
from forecourt.rules import faces
from forecourt.rules.proof_matrix import BINDING_ORDER, RATE_CARD, is_fresh
from forecourt.store.load import evidence_path

PAPER: Final = ".pdf"
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff"})


def proofs_of(edition: Edition, record: Common) -> tuple[Proof, ...]:
    """Evidence of a record and its companions in binding order, each file once; of an ad also the rate card
    of its outlet that holds for the month.
    """
    found: dict[str, Proof] = {}
    for holder in (record, *companions_of(edition.records, record)):
        for proof in _proofs_on(edition, holder):
            found.setdefault(proof.sha256, proof)
    for proof in _rate_cards(edition, record):
        found.setdefault(proof.sha256, proof)
    return tuple(sorted(found.values(), key=lambda proof: BINDING_ORDER.index(proof.evidence.kind)))


def is_picture(proof: Proof) -> bool:
    """Whether the file is a picture by its name's ending."""
    return splitext(proof.path)[1].casefold() in PICTURES


def is_paper(proof: Proof) -> bool:
    """Whether the file is a PDF by its name's ending: its pages are bound in as pages."""
    return splitext(proof.path)[1].casefold() == PAPER


def is_printed(proof: Proof) -> bool:
    """Whether the file is of a kind that is printed; sound, recordings and tables stay files."""
    return is_picture(proof) or is_paper(proof)


def is_missing(edition: Edition, proof: Proof) -> bool:
    """Whether the file is not there at all."""
    return proof.path not in edition.records.files


def is_withheld(edition: Edition, proof: Proof) -> bool:
    """Whether it is a photo that does not say yet whether people on it can be recognised (EX09): whoever gets
    a draft must not see it.
    """
    fact = edition.records.files.get(proof.path)
    return fact is not None and faces.is_withheld(proof.evidence, fact, edition.sight)


def is_damaged(edition: Edition, proof: Proof) -> bool:
    """Whether the file is there, should be a picture or a PDF, and cannot be printed as one."""
    if not is_printed(proof) or is_missing(edition, proof):
        return False
    if is_paper(proof):
        return not edition.sheets.get(proof.path)
    picture = edition.pictures.get(proof.path)
    return picture is None or not picture.url


def _rate_cards(edition: Edition, record: Common) -> Iterator[Proof]:
    outlet = edition.records.find(Outlet, record.outlet) if isinstance(record, Ad) else None
    for proof in () if outlet is None else _proofs_on(edition, outlet):
        evidence = proof.evidence
        if evidence.kind == RATE_CARD and is_fresh("year", evidence.taken_on, record):
            yield proof


def _proofs_on(edition: Edition, record: Common) -> Iterator[Proof]:
    for evidence in record.evidence:
        path = evidence_path(record, evidence.file) or evidence.file
        fact = edition.records.files.get(path)
        yield Proof(
            record=record,
            evidence=evidence,
            path=path,
            size=fact.size if fact else 0,
            sha256=fact.sha256 if fact else evidence.sha256,
        )


def kind_label(edition: Edition, kind: str) -> str:
    """The label of an evidence kind."""
    return edition.display.choice(EVIDENCE, kind)
