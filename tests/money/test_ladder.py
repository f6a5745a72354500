"""Which rung stands above the one before, and which override allows it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from forecourt.kinds.common import Approval
from forecourt.kinds.override import Override
from forecourt.kinds.purchase import Purchase
from forecourt.money.ladder import Above, above, counts, override_for
from forecourt.money.purchases import Buyer
from tests.money.ledger_make import shop
from tests.money.make import NOVEMBER, ad, common, event, press

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
PAPERS = (st.none() | FEN, st.none() | FEN, st.none() | FEN)


def the_one(record: Buyer, name: str) -> Above | None:
    """The only rung of that name that is too high; None when none is."""
    found = list(above(record, name))
    assert len(found) < 2
    return found[0] if found else None


def bought(contract: int | None, invoice: int | None, paid: int | None) -> Purchase:
    """One purchase of an event, in fen."""
    return Purchase(what="搭建", contract_cost=contract, invoice_cost=invoice, paid_cost=paid)


@given(FEN, *PAPERS, st.sampled_from(["ad", "press"]))
def test_a_rung_is_held_against_the_last_one_that_is_written(
    net: int, contract: int | None, invoice: int | None, paid: int | None, kind: str
) -> None:
    papers = {"contract_cost": contract, "invoice_cost": invoice, "paid_cost": paid}
    record: Buyer = ad("AD-1", "paid", net, **papers)
    if kind == "press":
        record = replace(press("PR-1", "paid", cost=net), **papers)
    before = net
    for name, amount in (("contract", contract), ("invoice", invoice), ("payment", paid)):
        found = the_one(record, name)
        assert (found is not None) == (amount is not None and amount > before)
        if found is not None:
            assert (found.rung.amount, found.below.amount) == (amount, before)
        before = before if amount is None else amount


def test_the_manufacturer_s_approval_stands_beside_the_contract() -> None:
    record = ad("AD-1", "paid", 10, 9, 9, approved_reimbursement=5)
    assert [the_one(record, name) for name in ("approval", "contract", "payment")] == [None, None, None]
    found = the_one(replace(record, approved_reimbursement=11), "approval")
    assert found is not None
    assert (found.below.name, found.below.amount) == ("plan", 10)


def test_an_event_pays_against_its_budget() -> None:
    assert the_one(event("EV-1", "paid", [(5, None), (5, None)]), "payment") is None
    assert the_one(event("EV-1", "paid", [(5, 7), (5, 3)]), "payment") is None
    found = the_one(event("EV-1", "paid", [(5, 7), (5, None)]), "payment")
    assert found is not None
    assert (found.rung.amount, found.below.amount) == (12, 10)


@given(FEN, st.lists(st.builds(bought, *PAPERS), max_size=3))
def test_no_purchase_of_an_event_is_paid_above_its_papers_nor_all_of_them_above_the_budget(
    budget: int, purchases: list[Purchase]
) -> None:
    record = event("EV-1", "paid", [(budget, None)], purchases=tuple(purchases))
    is_clean = not any(list(above(record, name)) for name in ("contract", "invoice", "payment"))
    for one in purchases:
        known = [fen for fen in (one.contract_cost, one.invoice_cost, one.paid_cost) if fen is not None]
        if is_clean:
            assert known == sorted(known, reverse=True)
    papers = ((one.contract_cost, one.invoice_cost, one.paid_cost) for one in purchases)
    written = ([fen for fen in three if fen is not None] for three in papers)
    lowest = [min(known) for known in written if known]
    assert not is_clean or sum(lowest) <= budget


def test_a_purchase_has_its_own_contract_and_the_event_its_whole_budget() -> None:
    """10 are planned: contracts of 6 and 4 fill it; one more fen of either is above the plan."""
    pair = (bought(6, 6, None), bought(4, None, None))
    assert the_one(event("EV-1", "paid", [(7, None), (3, None)], purchases=pair), "contract") is None

    dear = event("EV-1", "paid", [(7, None), (3, None)], purchases=(pair[0], bought(5, 6, None)))
    contract, invoice = the_one(dear, "contract"), the_one(dear, "invoice")
    assert contract is not None
    assert invoice is not None
    assert (contract.rung.field, contract.rung.amount, contract.below.amount) == ("purchases", 11, 10)
    assert (invoice.rung.field, invoice.rung.amount) == ("purchases.1.invoice_cost", 6)
    assert (invoice.below.field, invoice.below.amount, invoice.purchase) == (
        "purchases.1.contract_cost",
        5,
        "搭建",
    )


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
