"""The ladder plan, approval, contract, invoice, payment, claim, grant, and the overrides that count."""

from typing import Any

import pytest
from msgspec.structs import replace

from forecourt.kinds.purchase import Purchase
from tests.rules.small import AD, CLAIM, EVENT, OVERRIDE, PRESS, approval, changed, found, record, said

YUAN = 100
LEVEL = 12_000 * YUAN
PAID = {"contract_cost": LEVEL, "invoice_cost": LEVEL, "paid_cost": LEVEL}
CORRECT = "→ 改正金额；如果确实更高，请为“{}”环节开超额批准单：./forecourt new override"


def override(amount: int, rung: str = "payment", /, of: str = AD, **fields: Any) -> Any:
    """An override in force beside the one of the dealership."""
    id = fields.pop("id", "OVR-20261103-f5f5")
    return changed(OVERRIDE, id=id, record=of, rung=rung, amount=amount, **fields)


def line(**fields: Any) -> Any:
    """The claim with other fields in its only line."""
    return changed(CLAIM, lines=(replace(record(CLAIM).lines[0], **fields),))


def test_each_rung_may_reach_the_one_before() -> None:
    assert found(changed(AD, **PAID)) == []
    assert found(changed(AD, **{**PAID, "contract_cost": LEVEL - 1})) == [("MO04", AD, "invoice_cost")]
    assert found(changed(AD, **{**PAID, "contract_cost": LEVEL + 1})) == [("MO03", AD, "contract_cost")]
    lower = {**PAID, "invoice_cost": LEVEL - 1}
    assert found(changed(AD, **lower)) == [("MO05", AD, "paid_cost")]


def test_a_rung_that_is_not_written_is_skipped() -> None:
    fields = {"invoice_no": None, "invoice_cost": None, "paid_cost": LEVEL + 1}
    assert said(changed(AD, **fields)) == [
        f"MO05 付了 12,000.01 元，应付只有 12,000.00 元 {CORRECT.format('付款')}"
    ]
    without = {"contract_no": None, "contract_signed_on": None, "contract_cost": None}
    told = said(changed(AD, state="approved", **without, invoice_cost=LEVEL + 1))
    assert f"MO04 发票 12,000.01 元，计划只有 12,000.00 元 {CORRECT.format('发票')}" in told


def test_the_approval_is_held_against_the_plan_and_against_no_contract() -> None:
    assert found(changed(AD, approved_reimbursement=LEVEL)) == []
    assert found(changed(AD, approved_reimbursement=6_000 * YUAN)) == []
    assert said(changed(AD, approved_reimbursement=LEVEL + 1)) == [
        f"LD01 批准返款 12,000.01 元，计划只有 12,000.00 元 {CORRECT.format('批准')}"
    ]


def test_an_event_is_held_against_its_budget_as_a_whole() -> None:
    first, second, reserve = record(EVENT).costs
    moved = (replace(first, actual=first.budget + 1), replace(second, actual=second.budget - 1), reserve)
    assert found(changed(EVENT, costs=moved)) == []
    dearer = (replace(first, actual=first.budget + 1), second, reserve)
    assert found(changed(EVENT, costs=dearer)) == [("MO05", EVENT, "costs")]
    assert found(changed(EVENT, approved_reimbursement=7_200 * YUAN + 1)) == [
        ("LD01", EVENT, "approved_reimbursement")
    ]


def bought(**fields: Any) -> Any:
    """The event with one purchase of 4,000 yuan by contract, all papers there."""
    papers = {
        "contract_no": "HT-2026-130",
        "contract_cost": 4_000 * YUAN,
        "invoice_no": "FP-0130",
        "invoice_cost": 4_000 * YUAN,
    }
    return changed(EVENT, purchases=(Purchase(what="展台搭建", **{**papers, **fields}),))


def test_each_purchase_of_an_event_is_held_against_its_own_papers() -> None:
    assert found(bought()) == []
    assert said(bought(invoice_cost=4_000 * YUAN + 1)) == [
        "MO04 发票 4,000.01 元，合同只有 4,000.00 元 → 改正金额；如果这笔采购的“发票”确实更高，"
        "请开超额批准单（./forecourt new override），写上 purchase: 展台搭建"
    ]
    assert found(
        bought(invoice_cost=3_999 * YUAN, paid_cost=4_000 * YUAN, paid_on=record(EVENT).starts_on)
    ) == [
        ("TM07", EVENT, "purchases.0.paid_on"),
        ("MO05", EVENT, "purchases.0.paid_cost"),
    ]
    assert said(bought(contract_cost=7_200 * YUAN + 1)) == [
        f"MO03 合同 7,200.01 元，计划只有 7,200.00 元 {CORRECT.format('合同')}"
    ]
    assert found(bought(invoice_no=None)) == [("MO06", EVENT, "purchases.0.invoice_cost")]


def test_an_override_names_the_purchase_that_it_allows() -> None:
    stand = Purchase(what="展台", contract_no="HT-1", contract_cost=3_000 * YUAN)
    stand = replace(stand, invoice_no="FP-1", invoice_cost=3_100 * YUAN)
    event = changed(EVENT, purchases=(stand, replace(stand, what="茶歇", invoice_no="FP-2")))
    fields = [("MO04", EVENT, f"purchases.{place}.invoice_cost") for place in (0, 1)]

    assert found(event, override(9_000 * YUAN, "invoice", of=EVENT)) == fields
    assert found(event, override(3_100 * YUAN, "invoice", of=EVENT, purchase=" 展台 ")) == fields[1:]
    assert said(event, override(3_099 * YUAN, "invoice", of=EVENT, purchase="展台")) == [
        "MO04 发票 3,100.00 元，合同只有 3,000.00 元 → OVR-20261103-f5f5 只批到 3,099.00 元",
        "MO04 发票 3,100.00 元，合同只有 3,000.00 元 → 改正金额；如果这笔采购的“发票”确实更高，"
        "请开超额批准单（./forecourt new override），写上 purchase: 茶歇",
    ]
    # One purchase that may be dearer does not make the event dearer.
    first, second, reserve = record(EVENT).costs
    dear = changed(EVENT, costs=(replace(first, actual=first.budget + 1), second, reserve))
    assert found(dear, override(9_000 * YUAN, of=EVENT, purchase="展台")) == [("MO05", EVENT, "costs")]


def test_an_event_is_claimed_up_to_its_invoices_once_one_is_written() -> None:
    first, second, reserve = record(EVENT).costs
    spent = (
        replace(first, actual=4_000 * YUAN),
        replace(second, actual=3_000 * YUAN),
        replace(reserve, actual=0),
    )
    paid = {"invoice_no": "FP-1", "paid_on": record(EVENT).starts_on, "what": "展台"}
    lines = (replace(record(CLAIM).lines[0], record=EVENT, spent=7_000 * YUAN, claimed=3_500 * YUAN),)
    claim = changed(CLAIM, lines=lines)

    def told(fen: int) -> list[str]:
        bill = Purchase(invoice_cost=fen, **paid)
        event = changed(EVENT, state="reported", costs=spent, purchases=(bill,))
        return [one for one in said(event, claim) if "LD02" in one]

    assert told(7_000 * YUAN) == []
    assert told(6_999 * YUAN) == [
        f"LD02 申请核销 7,000.00 元，登记的发票只有 6,999.00 元 {CORRECT.format('报核销')}"
    ]


def test_an_article_climbs_the_same_ladder() -> None:
    papers = {"contract_no": "HT-3", "invoice_no": "FP-3", "paid": True, "ad_label": True, "cost": 900}
    assert "MO03" in [code for code, *_ in found(changed(PRESS, **papers, contract_cost=901))]
    assert "MO04" in [code for code, *_ in found(changed(PRESS, **papers, invoice_cost=901))]
    level = {**papers, "contract_cost": 900, "invoice_cost": 900}
    assert not {"MO03", "MO04", "MO05"} & {code for code, *_ in found(changed(PRESS, **level))}


def test_a_cancelled_ad_is_held_against_nothing() -> None:
    cancelled = {**PAID, "contract_cost": LEVEL + 1, "reason": "不投了"}
    assert "MO03" not in [code for code, *_ in found(changed(AD, state="cancelled", **cancelled))]


def test_an_override_that_reaches_the_amount_allows_it() -> None:
    dear = changed(AD, **{**PAID, "paid_cost": LEVEL + 500})
    assert found(dear, override(LEVEL + 500)) == []
    assert found(dear, override(LEVEL + 500, of=AD.lower())) == []
    assert said(dear, override(LEVEL + 499)) == [
        "MO05 付了 12,005.00 元，应付只有 12,000.00 元 → OVR-20261103-f5f5 只批到 12,004.99 元"
    ]


@pytest.mark.parametrize(
    "one",
    [
        override(LEVEL + 500, "contract"),
        override(LEVEL + 500, of=EVENT),
        override(LEVEL + 500, state="draft"),
        override(LEVEL + 500, state="rejected"),
        override(LEVEL + 500, state="unheard_of"),
        override(LEVEL + 500, approvals=()),
        override(LEVEL + 500, approvals=(approval("approve", "ST-he", "general_manager"),)),
        override(LEVEL + 500, approvals=(approval("approve", "ST-he", "marketing_assistant"),)),
        override(LEVEL + 500, approvals=(approval("approve", "ST-nobody", "general_manager"),)),
        override(LEVEL + 500, owner="ST-zhou"),
    ],
)
def test_another_rung_record_or_state_and_one_without_approval_do_not_count(one: Any) -> None:
    dear = changed(AD, **{**PAID, "paid_cost": LEVEL + 500})
    assert ("MO05", AD, "paid_cost") in found(dear, one)


def test_an_override_that_waits_is_named() -> None:
    dear = changed(AD, **{**PAID, "paid_cost": LEVEL + 500})
    assert said(dear, override(LEVEL + 500, state="draft", approvals=())) == [
        "MO05 付了 12,005.00 元，应付只有 12,000.00 元 → OVR-20261103-f5f5 批准以前不算数"
    ]


def test_the_highest_of_several_overrides_counts() -> None:
    dear = changed(AD, **{**PAID, "paid_cost": LEVEL + 500})
    low = override(LEVEL + 1, id="OVR-20261103-g6g6")
    assert found(dear, low, override(LEVEL + 500)) == []


def test_a_claim_is_held_against_payment_and_approval() -> None:
    assert found(line(spent=LEVEL, claimed=6_000 * YUAN)) == []
    assert said(line(spent=LEVEL + 1)) == [
        f"LD02 申请核销 12,000.01 元，实际只付了 12,000.00 元 {CORRECT.format('报核销')}"
    ]
    approved = changed(AD, approved_reimbursement=5_999 * YUAN)
    assert said(approved, line(claimed=6_000 * YUAN)) == [
        f"LD02 申请核销 6,000.00 元，厂家只批准返款 5,999.00 元 {CORRECT.format('报核销')}"
    ]
    # What has been decided is the manufacturer's word, written into the ad afterwards.
    decided = line(claimed=6_000 * YUAN, granted=5_999 * YUAN, deduction_reason="超出批准")
    assert "LD02" not in [code for code, *_ in found(approved, decided)]


def test_nobody_grants_more_than_was_claimed() -> None:
    assert found(line(granted=6_000 * YUAN)) == []
    assert ("LD03", CLAIM, "lines.0.granted") in found(line(granted=6_000 * YUAN + 1))
    assert ("LD03", CLAIM, "granted_cost") in found(changed(CLAIM, granted_cost=6_000 * YUAN + 1))


def test_an_override_of_the_claim_allows_its_rungs() -> None:
    granted = changed(CLAIM, granted_cost=6_000 * YUAN + 1)
    codes = [code for code, *_ in found(granted, override(6_000 * YUAN + 1, "grant", of=CLAIM))]
    assert "LD03" not in codes
    assert found(line(spent=LEVEL + 1), override(LEVEL + 1, "claim")) == []


def test_an_override_without_an_approval_is_a_fault_of_its_own() -> None:
    assert ("LD06", OVERRIDE, "state") in found(changed(OVERRIDE, approvals=()))
    assert "LD06" not in [code for code, *_ in found(changed(OVERRIDE, state="draft", approvals=()))]


def test_two_lines_for_one_record_share_what_it_cost() -> None:
    """At two match rates one ad stands in two lines; counted twice it is above its payment."""
    old = record(CLAIM).lines[0]
    half = replace(old, spent=old.spent // 2, claimed=old.claimed // 2)
    rest = replace(half, spent=half.spent + 1)

    assert found(changed(CLAIM, lines=(half, half))) == []
    assert found(changed(CLAIM, lines=(half, rest))) == [("LD02", CLAIM, "lines.1.spent")]
    twice = changed(CLAIM, lines=(old, replace(old, claimed=0)))
    assert next(one for one in said(twice) if "LD02" in one).startswith("LD02 申请核销 24,000.00 元")
