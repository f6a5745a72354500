"""What a new claim and a new override begin with."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from forecourt.commands.new import Wish, write
from forecourt.kinds.claim import Claim
from forecourt.kinds.override import Override
from forecourt.kinds.table import KINDS
from forecourt.store.load import load
from forecourt.words.catalogue import words_for
from tests.broken.cases import TODAY, dealership_with
from tests.house.stub import ROOT


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample."""
    for folder in ("content", "plans"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def test_a_claim_begins_with_what_is_paid_and_not_claimed(sample: Path) -> None:
    path = write(sample, KINDS["claim"], words_for("zh"), Wish())
    (claim,) = (one for one in load(sample).records.of(Claim) if one.path == path)
    (line,) = claim.lines

    assert path.startswith("plans/2026-11/claims/CLM-20261124-")
    assert (line.record, line.spent, line.rate, line.claimed) == ("EV-20261018-tmjv", 624_000, Decimal(50), 0)
    assert [(use.fund, str(use.accrued_in), use.amount) for use in claim.tranches] == [("main", "2026-11", 0)]


def test_an_override_allows_nothing_until_somebody_says_how_much(tmp_path: Path) -> None:
    dealership_with(tmp_path)
    path = write(tmp_path, KINDS["override"], words_for("zh"), Wish(today=TODAY))
    (override,) = (one for one in load(tmp_path).records.of(Override) if one.path == path)

    assert path.startswith("content/overrides/OVR-20261118-")
    assert (override.rung, override.amount, override.reason) == ("plan", 0, "待定")
