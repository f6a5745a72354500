"""Evidence in binding order, and what is demanded of an item."""

from msgspec.structs import replace

from forecourt.binder.proofs import is_picture, proofs_of
from forecourt.model.vocabulary import EVIDENCE
from forecourt.rules.proof_matrix import BINDING_ORDER
from tests.binder.make import (
    archived,
    edition,
    evidence,
    november,
    paid_ad,
)


def test_every_evidence_kind_has_its_place_in_the_order() -> None:
    assert sorted(BINDING_ORDER) == sorted(EVIDENCE.terms)


def test_approvals_come_first_then_invoice_and_contract_then_proofs_then_the_archive() -> None:
    kinds = [proof.evidence.kind for proof in proofs_of(edition(), paid_ad())]

    assert kinds == ["plan_sheet", "invoice", "contract", "recording", "tear_sheet", "screenshot"]


def test_each_proof_knows_the_record_that_it_hangs_on_and_its_file() -> None:
    last = proofs_of(edition(), paid_ad())[-1]

    assert (last.record.id, last.path) == ("ARC-1", "plans/2026-11/papers/screen.png")
    assert last.sha256 == archived().evidence[0].sha256
    assert last.size > 1_000


def test_a_file_that_both_the_ad_and_its_archive_name_is_bound_once() -> None:
    both = replace(archived(), evidence=(evidence("invoice", "invoice.png"),))
    found = november(both)

    paths = [proof.path for proof in proofs_of(edition(found), paid_ad())]
    assert paths.count("plans/2026-11/papers/invoice.png") == 1


def test_sound_is_no_picture() -> None:
    proofs = {proof.evidence.kind: is_picture(proof) for proof in proofs_of(edition(), paid_ad())}

    assert proofs["recording"] is False
    assert proofs["tear_sheet"] is True
