"""Contract, invoice and payment of articles and of an event's purchases, and numbers used twice."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from forecourt.kinds.purchase import InvoiceLine, Purchase
from tests.broken.cases import TODAY
from tests.rules.small import AD, CLAIM, EVENT, OUTLET, PRESS, changed, found, record, said

YUAN = 100
START = record(EVENT).starts_on
SECOND = "EV-20261105-w8x9"
LEGAL = record("DLR-hengyuan").legal_name


def event(*purchases: dict[str, Any], **fields: Any) -> Any:
    """The event with these purchases; it began a week before today."""
    days = {"starts_on": TODAY - timedelta(days=7), "ends_on": TODAY - timedelta(days=6)}
    made = tuple(Purchase(what="展台搭建", **one) for one in purchases)
    return changed(EVENT, **days, purchases=made, **fields)


def codes(*records: Any) -> list[tuple[str, str]]:
    return [(code, field) for code, _, field in found(*records)]


def test_an_invoice_number_of_an_ad_is_found_in_an_event_and_the_other_way_round() -> None:
    number = record(AD).invoice_no
    shared = event({"invoice_no": f" {number} "})
    assert said(shared) == [
        f"MO07 发票号  {number}  在 {AD} 里也有 → 对照原件，改正写错的号码",
        f"MO07 发票号 {number} 在 {EVENT} 里也有 → 对照原件，改正写错的号码",
    ]
    shared_there = {"invoice_no": "FP-0200", "outlet": OUTLET}
    assert codes(event(shared_there, shared_there)) == []
    assert codes(event(shared_there, {"invoice_no": "FP-0200"})) == [
        ("MO07", "purchases.0.invoice_no"),
        ("MO07", "purchases.1.invoice_no"),
    ]
    assert ("MO07", "invoice_no") in codes(changed(PRESS, invoice_no=number))


def test_an_invoice_of_an_event_is_claimed_once() -> None:
    other = changed(EVENT, id=SECOND, purchases=(Purchase(what="搭建", invoice_no="FP-0300"),))
    line = record(CLAIM).lines[0]
    both = changed(CLAIM, lines=(line, replace(line, record=EVENT), replace(line, record=SECOND)))
    told = [
        one for one in said(event({"invoice_no": "FP-0300"}), other, both) if "一起" in one or "报了" in one
    ]
    assert [one.split()[0] for one in told] == ["MO07", "MO07"]
    assert f"{SECOND} ({CLAIM})" in told[0]
    assert f"{EVENT} ({CLAIM})" in told[1]


def test_a_contract_number_belongs_to_one_vendor() -> None:
    number = record(AD).contract_no
    assert codes(event({"contract_no": number, "outlet": "OUT-daily"})) == []
    assert codes(event({"contract_no": number})) == []
    other = changed(OUTLET, id="OUT-else")
    told = said(event({"contract_no": number, "outlet": "OUT-else"}), other)
    assert [one for one in told if not one.startswith("MR01")] == [
        f"MO08 合同号 {number} 在 {AD} 里属于另一家媒体或供应商 → 对照原件，改正写错的号码",
        f"MO08 合同号 {number} 在 {EVENT} 里属于另一家媒体或供应商 → 对照原件，改正写错的号码",
    ]


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        ({"contract_cost": 100}, {"contract_no": "HT-1"}, ("MO06", "purchases.0.contract_cost")),
        ({"invoice_cost": 100}, {"invoice_no": "FP-1"}, ("MO06", "purchases.0.invoice_cost")),
        ({"paid_cost": 100}, {"paid_on": TODAY}, ("MO06", "purchases.0.paid_cost")),
        ({"invoice_buyer": "别家公司"}, {"invoice_buyer": LEGAL}, ("LD09", "purchases.0.invoice_buyer")),
        (
            {"invoice_on": date(2026, 11, 1), "contract_signed_on": date(2026, 11, 2)},
            {"invoice_on": date(2026, 11, 2)},
            ("LD11", "purchases.0.invoice_on"),
        ),
        (
            {"contract_signed_on": TODAY + timedelta(days=1)},
            {"contract_signed_on": TODAY},
            ("TM07", "purchases.0.contract_signed_on"),
        ),
        (
            {
                "invoice_no": "FP-1",
                "invoice_cost": 300,
                "invoice_lines": (InvoiceLine(item="搭建", amount=200),),
            },
            {"invoice_lines": (InvoiceLine(item="搭建", amount=300),)},
            ("LD10", "purchases.0.invoice_cost"),
        ),
    ],
)
def test_the_papers_of_a_purchase_are_compared(
    wrong: dict[str, Any], right: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert codes(event({"contract_no": "HT-9"}, wrong)) == [
        (expected[0], expected[1].replace("purchases.0", "purchases.1"))
    ]
    assert codes(event(wrong)) == [expected]
    assert codes(event({**wrong, **right})) == []


def test_a_vendor_is_paid_once_the_event_was_held() -> None:
    began = TODAY - timedelta(days=7)
    early = {"paid_on": began - timedelta(days=1)}
    assert said(event(early)) == [
        f"LD07 {began - timedelta(days=1)} 就付了款，活动 {began} 才开始 "
        "→ 报核销以前先把现场照片补齐；以后活动办完再付款"
    ]
    assert codes(event({"paid_on": began})) == []
    in_advance = changed(OUTLET, payment_terms="预付三成")
    assert codes(event({**early, "outlet": OUTLET}), in_advance) == []


def test_a_bill_of_an_event_that_counts_as_spent_is_paid_in_time() -> None:
    over = {"starts_on": TODAY - timedelta(days=31), "ends_on": TODAY - timedelta(days=31)}
    bill = Purchase(what="搭建", invoice_no="FP-5", invoice_cost=100)
    late = changed(EVENT, state="reported", **over, purchases=(bill,))
    assert ("LD08", "purchases.0.invoice_cost") in codes(late)
    paid = replace(bill, paid_on=TODAY, paid_cost=100)
    assert "LD08" not in [code for code, _ in codes(replace(late, purchases=(paid,)))]


def test_vendors_are_not_paid_more_than_the_cost_tabs_say() -> None:
    first, second, reserve = record(EVENT).costs
    spent = (replace(first, actual=300), replace(second, actual=0), replace(reserve, actual=0))
    paid = {"paid_on": TODAY, "paid_cost": 300}
    assert codes(event(paid, costs=spent)) == []
    assert said(event({**paid, "paid_cost": 301}, costs=spent)) == [
        "LD12 付给供应商的是 3.01 元，费用表的实际数只有 3.00 元 → 对照采购和费用表，改正写错的金额"
    ]
    # While a row has no actual amount, nothing is known yet.
    assert codes(event({**paid, "paid_cost": 301}, costs=(spent[0], second, reserve))) == []


def test_an_event_is_not_claimed_while_a_bill_is_open() -> None:
    bill = {"invoice_no": "FP-7", "invoice_cost": 100}
    claim = changed(CLAIM, lines=(replace(record(CLAIM).lines[0], record=EVENT, spent=100, claimed=50),))
    told = [one for one in said(event(bill, state="reported"), claim) if "CL03" in one]
    assert told == [
        f"CL03 {EVENT} 有采购开了发票还没付款：展台搭建 → 把付款日写进那笔采购，或者付了款再报核销"
    ]
    paid = {**bill, "paid_on": TODAY}
    assert "CL03" not in [code for code, _ in codes(event(paid, state="reported"), claim)]


def test_a_spent_event_says_what_each_row_really_cost() -> None:
    first, second, reserve = record(EVENT).costs
    known = (replace(first, actual=100), replace(second, actual=0), replace(reserve, actual=0))
    assert "LD13" not in [code for code, _ in codes(event(costs=known, state="reported"))]
    assert "LD13" not in [code for code, _ in codes(event())]
    half = event(costs=(known[0], second, known[2]), state="reported")
    assert [one for one in said(half) if "LD13" in one] == [
        f"LD13 活动已计入已付，“{second.item}”却没有实际数 → 填实际付了多少；没花就填 0"
    ]


def test_an_article_that_costs_money_is_paid_in_time_and_against_proof() -> None:
    out = date(2026, 10, 1)
    paid = {"paid": True, "ad_label": True, "cost": 900, "published_on": out, "due_on": out}
    bill = {"invoice_no": "FP-6", "invoice_cost": 900}
    assert ("LD08", "invoice_cost") in codes(changed(PRESS, **paid, **bill))
    assert "LD08" not in [code for code, _ in codes(changed(PRESS, **paid))]
    settled = {"paid_on": out + timedelta(days=9), "paid_cost": 900}
    assert "LD08" not in [code for code, _ in codes(changed(PRESS, **paid, **bill, **settled))]
    early = {"paid_on": out - timedelta(days=1)}
    assert ("LD07", "paid_on") in codes(changed(PRESS, **paid, **early))
