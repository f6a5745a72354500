"""The sample's posted volumes: their figures are those of the manifest that was kept."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forecourt.commands.desk import Desk, open_desk
from forecourt.kinds.binder import Binder
from forecourt.kinds.exception import ProofException
from forecourt.kinds.programme import Programme
from forecourt.model.months import Month
from forecourt.money.workdays import posting
from forecourt.rules.completeness import completeness
from forecourt.store.load import evidence_path

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The sample, opened as any command opens it."""
    return open_desk(ROOT, today=None, clock=date(2030, 1, 1))


def manifest_of(binder: Binder) -> Any:
    (item,) = (one for one in binder.evidence if one.kind == "manifest")
    return json.loads((ROOT / (evidence_path(binder, item.file) or "")).read_text(encoding="utf-8"))


def test_september_was_accepted_and_october_is_with_the_manufacturer(desk: Desk) -> None:
    states = {str(one.month): one.state for one in desk.world.records.of(Binder)}

    assert states == {"2026-09": "accepted", "2026-10": "received"}


def test_the_figures_are_those_of_the_manifest_that_was_kept(desk: Desk) -> None:
    for binder in desk.world.records.of(Binder):
        manifest = manifest_of(binder)
        recorded = [(one.number, one.items, one.pages, one.sha256) for one in binder.volumes]
        assert recorded == [
            (one["number"], len(one["items"]), one["pages"], one["sha256"]) for one in manifest["volumes"]
        ], binder.id
        assert (binder.commit, str(binder.month)) == (manifest["commit"], manifest["month"]), binder.id
        assert (manifest["dirty"], [one["missing"] for one in manifest["volumes"]]) == (False, [0, 0, 0])


def test_both_were_posted_in_time(desk: Desk) -> None:
    for binder in desk.world.records.of(Binder):
        programme = desk.world.records.find(Programme, binder.programme)
        assert programme is not None
        assert binder.postmark_on is not None
        assert binder.postmark_on <= posting(programme, binder.month).day, binder.id


def test_november_lacks_two_papers_and_an_exception_stands_for_one(desk: Desk) -> None:
    found = completeness(desk.world.records, Month(2026, 11), desk.world.today)
    items = [item for score in found.volumes for item in score.items]

    lacking = [(item.record.id, want.kind) for item in items for want in item.lacks]
    assert lacking == [("PR-20261111-rdt4", "clipping"), ("EV-20261018-tmjv", "invoice")]
    assert [one.id for one in found.exceptions] == ["EXC-20261123-h5vq"]
    assert [one.id for one in desk.world.records.of(ProofException)] == ["EXC-20261123-h5vq"]
    assert not found.is_final
