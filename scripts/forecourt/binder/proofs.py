"""Evidence of an item in binding order, and the papers that must be there and are not (programme; A11)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from posixpath import splitext
from typing import Final

from forecourt.binder.content import Proof
from forecourt.binder.edition import Edition
from forecourt.binder.select import companions_of, is_done
from forecourt.kinds.common import Common
from forecourt.kinds.press import Press
from forecourt.model.vocabulary import EVIDENCE
from forecourt.money.lifecycle import bucket_of, state_of
from forecourt.rules.channel_proofs import is_wanted, of_the_run, rule_of
from forecourt.store.load import evidence_path
from forecourt.words.text import N_, Text, text

# Approvals, invoices, contracts, then proofs: the order that a manufacturer asks for.
ORDER: Final = (
    "plan_sheet",
    "event_plan",
    "mail",
    "reply",
    "manufacturer_ok",
    "outlet_ok",
    "permit",
    "invoice",
    "payment",
    "contract",
    "rate_card",
    "materials_list",
    "courier_receipt",
    "credit_advice",
    "other",
    "sign_in",
    "creative",
    "affidavit",
    "recording",
    "tear_sheet",
    "clipping",
    "screenshot",
    "label_screenshot",
    "backoffice_report",
    "photo",
)
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """An evidence kind that an item must carry, how many pieces, and who demands it."""

    kind: str
    pieces: int
    why: Text


def proofs_of(edition: Edition, record: Common) -> tuple[Proof, ...]:
    """Evidence of a record and its companions in binding order, each file once."""
    found: dict[str, Proof] = {}
    for holder in (record, *companions_of(edition.records, record)):
        for proof in _proofs_on(edition, holder):
            found.setdefault(proof.sha256, proof)
    return tuple(sorted(found.values(), key=lambda proof: ORDER.index(proof.evidence.kind)))


def is_picture(proof: Proof) -> bool:
    """Whether the file is of a kind that is printed; sound, recordings and tables stay files."""
    return splitext(proof.path)[1].casefold() in PICTURES


def is_missing(edition: Edition, proof: Proof) -> bool:
    """Whether the file is not there at all."""
    return proof.path not in edition.records.files


def is_damaged(edition: Edition, proof: Proof) -> bool:
    """Whether the file is there, should be a picture and cannot be read as one."""
    if not is_picture(proof) or is_missing(edition, proof):
        return False
    picture = edition.pictures.get(proof.path)
    return picture is None or not picture.url


def wants_of(edition: Edition, record: Common) -> tuple[Want, ...]:
    """What the record's state, the programme and the law demand of it, each kind once."""
    wants: dict[str, Want] = {}
    for want in (*_by_state(edition, record), *_by_programme(edition, record), *_by_law(edition, record)):
        if want.kind not in wants or wants[want.kind].pieces < want.pieces:
            wants[want.kind] = want
    return tuple(sorted(wants.values(), key=lambda want: ORDER.index(want.kind)))


def pieces_of(edition: Edition, proofs: Sequence[Proof], kind: str) -> int:
    """How many usable pieces of that kind there are."""
    return sum(
        proof.evidence.kind == kind and not is_missing(edition, proof) and not is_damaged(edition, proof)
        for proof in proofs
    )


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


def _by_state(edition: Edition, record: Common) -> Iterator[Want]:
    state = state_of(edition.records, record)
    if state is not None:
        why = text(N_("The procedure demands it in the state {state}"), state=state.label)
        yield from (Want(kind=kind, pieces=1, why=why) for kind in state.evidence)


def _by_programme(edition: Edition, record: Common) -> Iterator[Want]:
    """Proofs of the run bind once the state says so or it has run, all else once it is over or paid."""
    rule = rule_of(edition.programme, record)
    state = state_of(edition.records, record)
    if rule is None:
        return
    why = text(N_("The manufacturer's programme demands it"))
    is_over = is_done(edition.records, record) or bucket_of(state) == "spent"
    if is_over:
        yield from (Want(kind=kind, pieces=1, why=why) for kind in rule.always)
    if is_over or is_wanted(record, state, edition.world.today):
        yield from (Want(kind=kind, pieces=pieces, why=why) for kind, pieces in of_the_run(rule).items())


def _by_law(edition: Edition, record: Common) -> Iterator[Want]:
    if isinstance(record, Press) and record.paid and is_done(edition.records, record):
        why = text(N_("Paid text must show the ad label (Advertising Law art. 14)"))
        yield Want(kind="label_screenshot", pieces=1, why=why)


def kind_label(edition: Edition, kind: str) -> str:
    """The label of an evidence kind."""
    return edition.display.choice(EVIDENCE, kind)
