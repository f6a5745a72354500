"""Contract, proof, invoice and payment held against each other."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from forecourt.kinds.claim import ClaimLine
from forecourt.kinds.purchase import InvoiceLine
from forecourt.model.months import Month
from tests.broken.cases import TODAY
from tests.rules.small import AD, CLAIM, EVENT, OUTLET, changed, found, proof, record, said

YUAN = 100
PAID_ON = record(AD).paid_on
SECOND = "AD-20261013-p4q5"


def codes(*records: Any, **more: Any) -> list[str]:
    return [code for code, *_ in found(*records, **more)]


def test_paid_before_it_ran() -> None:
    ran = record(AD).published_on
    assert codes(changed(AD, paid_on=ran)) == []
    assert said(changed(AD, paid_on=ran - timedelta(days=1))) == [
        "LD07 2026-11-04 就付了款，2026-11-05 才刊播 → 报核销以前先向媒体要到凭证；以后见凭证再付款"
    ]


def test_paid_before_the_first_proof() -> None:
    late = replace(proof("tear_sheet"), taken_on=PAID_ON + timedelta(days=1))
    first = replace(proof("tear_sheet"), taken_on=PAID_ON)
    assert codes(changed(AD, evidence=(first,))) == []
    assert said(changed(AD, evidence=(late,))) == [
        "LD07 2026-11-16 就付了款，最早的凭证是 2026-11-17 的 → 报核销以前先向媒体要到凭证；以后见凭证再付款"
    ]


def test_an_outlet_that_is_paid_in_advance_is_left_out() -> None:
    early = changed(AD, paid_on=date(2026, 10, 28))
    assert codes(early, changed(OUTLET, payment_terms="预付，款到开机")) == []
    assert codes(early, changed(OUTLET, payment_terms="见刊后 30 日内付款")) == ["LD07"]


def unpaid(day: date, **fields: Any) -> Any:
    """The ad, run on that day, under contract and not paid."""
    gone = dict.fromkeys(("paid_on", "paid_cost", "invoice_no", "invoice_cost"))
    run = {"flight_start": day, "flight_end": day, "published_on": day}
    return changed(AD, state="booked", **gone, **run, **fields)


@pytest.mark.parametrize(
    ("terms", "days"),
    [(None, 30), ("见刊后 5 日内付款", 5), ("验收后１０天", 10), ("月结", 30), ("15 个工作日", 15)],
)
def test_done_and_unpaid_beyond_what_was_agreed(terms: str | None, days: int) -> None:
    outlet = changed(OUTLET, payment_terms=terms)
    assert "LD08" not in codes(unpaid(TODAY - timedelta(days=days)), outlet)
    assert "LD08" in codes(unpaid(TODAY - timedelta(days=days + 1)), outlet)


def test_the_days_beyond_are_told() -> None:
    told = said(unpaid(TODAY - timedelta(days=12)), changed(OUTLET, payment_terms="见刊后 5 日内付款"))
    assert (
        "LD08 2026-11-06 已经结束，还没有付款，比约定的 5 天超了 7 天 → 核对合同、凭证、发票，尽快付款"
        in told
    )


def test_an_event_is_awaited_for_the_usual_days() -> None:
    over = TODAY - timedelta(days=31)
    assert "LD08" in codes(changed(EVENT, starts_on=over, ends_on=over))
    assert "LD08" not in codes(changed(EVENT, starts_on=over, ends_on=over + timedelta(days=1)))


@pytest.mark.parametrize(
    ("legal", "buyer", "is_right"),
    [
        ("恒远销售有限公司（示例）", "恒远销售有限公司(示例)", True),
        ("恒远销售有限公司(示例)", "恒远 销售有限公司 （示例）", True),
        ("恒远ABC公司", "恒远ａｂｃ公司", True),
        ("恒远销售有限公司", "恒远销售公司", False),
        ("恒远销售有限公司", "", False),
    ],
)
def test_the_buyer_is_the_legal_name_whatever_its_brackets(legal: str, buyer: str, *, is_right: bool) -> None:
    shop = changed("DLR-hengyuan", legal_name=legal)
    wide = buyer.replace("ａｂｃ", "ABC") if buyer else buyer
    assert ("LD09" not in codes(shop, changed(AD, invoice_buyer=wide))) == is_right
    assert "LD09" not in codes(shop, changed(AD, invoice_buyer=None))


def test_the_lines_of_an_invoice_add_up() -> None:
    lines = (
        InvoiceLine(item="广告费", amount=11_000 * YUAN),
        InvoiceLine(item="制作费", amount=1_000 * YUAN),
    )
    assert codes(changed(AD, invoice_lines=lines)) == []
    assert said(changed(AD, invoice_lines=lines[:1])) == [
        "LD10 发票各行合计 11,000.00 元，发票金额是 12,000.00 元 → 对照发票，改正写错的那一行或金额"
    ]


def test_an_invoice_is_neither_older_than_its_contract_nor_of_tomorrow() -> None:
    signed = record(AD).contract_signed_on
    assert codes(changed(AD, invoice_on=signed)) == []
    assert codes(changed(AD, invoice_on=signed - timedelta(days=1))) == ["LD11"]
    assert codes(changed(AD, invoice_on=TODAY)) == []
    assert codes(changed(AD, invoice_on=TODAY + timedelta(days=1))) == ["TM07"]


def line(id: str, fen: int = 12_000 * YUAN) -> ClaimLine:
    """The claim's line, for another ad."""
    first: ClaimLine = record(CLAIM).lines[0]
    return replace(first, record=id, spent=fen, claimed=fen // 2)


def test_one_invoice_is_claimed_once() -> None:
    """Two ads with one invoice number; the claims that hold them are told as well as the ads."""
    second = changed(AD, id=SECOND, evidence=(), invoice_no=" fp-0099")
    other = changed(CLAIM, id="CLM-20261118-r5r5", lines=(line(SECOND),))
    told = [found for found in said(second, other) if found.startswith("MO07")]
    hint = "→ 一张发票只报一次；对照原件，删掉写错的那一行"
    assert f"MO07 {AD} 的发票 FP-0099 又随 {SECOND} (CLM-20261118-r5r5) 报了一次核销 {hint}" in told
    assert f"MO07 {SECOND} 的发票  fp-0099 又随 {AD} ({CLAIM}) 报了一次核销 {hint}" in told


def test_a_claim_that_stands_no_more_claims_no_invoice() -> None:
    second = changed(AD, id=SECOND, evidence=(), invoice_no="FP-0099")
    gone = changed(CLAIM, id="CLM-20261118-r5r5", lines=(line(SECOND),), state="cancelled", reason="重复")
    told = [one for one in found(second, gone) if one[0] == "MO07"]
    assert [place for _, _, place in told] == ["invoice_no", "invoice_no"]


@pytest.mark.parametrize(
    "number", ["fp-0099", "ＦＰ－００９９", " FP 0099", "FP\u30000099", "FP—0099", "fp0099"]
)
def test_one_invoice_in_another_spelling_and_month_is_the_same(number: str) -> None:
    other = changed(AD, id=SECOND, month=Month(2026, 10), evidence=(), invoice_no=number)

    assert [one for one in found(other) if one[0] == "MO07" and one[1] == SECOND] == [
        ("MO07", SECOND, "invoice_no")
    ]
    assert [one for one in found(replace(other, invoice_no="FP-0098")) if one[0] == "MO07"] == []
