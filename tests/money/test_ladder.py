"""Which rung stands above the one before, and which override allows it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from forecourt.kinds.common import Approval
from forecourt.kinds.override import Override
from forecourt.money.ladder import above, counts, override_for
from tests.money.ledger_make import shop
from tests.money.make import NOVEMBER, ad, common, event

SIGNED = Approval(step="approve", by="ST-gm", role="general_manager", at=NOVEMBER.first_day)


def override(
    amount: int, *, id: str = "OVR-1", of: str = "AD-1", rung: str = "payment", **fields: Any
) -> Override:
    """An override in a state that means done work, signed."""
    made = Override(
        **common("override", id, "paid"),
        record=of,
        rung=rung,
        amount=amount,
        reason="涨价",
        approvals=(SIGNED,),
    )
    return replace(made, **fields)


FEN = st.integers(0, 5)


@given(FEN, *[st.none() | FEN] * 3)
def test_a_rung_is_held_against_the_last_one_that_is_written(
    net: int, contract: int | None, invoice: int | None, paid: int | None
) -> None:
    record = ad("AD-1", "paid", net, contract_cost=contract, invoice_cost=invoice, paid_cost=paid)
    before = net
    for name, amount in (("contract", contract), ("invoice", invoice), ("payment", paid)):
        found = above(record, name)
        assert (found is not None) == (amount is not None and amount > before)
        if found is not None:
            assert (found.rung.amount, found.below.amount) == (amount, before)
        before = before if amount is None else amount


def test_the_manufacturer_s_approval_stands_beside_the_contract() -> None:
    record = ad("AD-1", "paid", 10, 9, 9, approved_reimbursement=5)
    assert [above(record, name) for name in ("approval", "contract", "payment")] == [None, None, None]
    found = above(replace(record, approved_reimbursement=11), "approval")
    assert found is not None
    assert (found.below.name, found.below.amount) == ("plan", 10)


def test_an_event_pays_against_its_budget() -> None:
    assert above(event("EV-1", "paid", [(5, None), (5, None)]), "payment") is None
    assert above(event("EV-1", "paid", [(5, 7), (5, 3)]), "payment") is None
    found = above(event("EV-1", "paid", [(5, 7), (5, None)]), "payment")
    assert found is not None
    assert (found.rung.amount, found.below.amount) == (12, 10)


@pytest.mark.parametrize(
    ("fields", "does"),
    [
        ({}, True),
        ({"state": "granted"}, True),
        ({"state": "draft"}, False),
        ({"state": "cancelled"}, False),
        ({"state": "unheard_of"}, False),
        ({"approvals": ()}, False),
    ],
)
def test_an_override_counts_when_it_is_done_and_somebody_allowed_it(
    fields: dict[str, Any], *, does: bool
) -> None:
    one = override(9, **fields)
    assert counts(shop(one), one) is does


def test_the_highest_override_of_the_record_and_rung_is_found() -> None:
    found = shop(
        override(9),
        override(11, id="OVR-2", of="ad-1"),
        override(99, id="OVR-3", state="draft"),
        override(99, id="OVR-4", of="AD-2"),
        override(99, id="OVR-5", rung="claim"),
    )
    best = override_for(found, ("AD-1",), "payment")
    assert best is not None
    assert best.id == "OVR-2"
    assert override_for(found, ("AD-1",), "invoice") is None
