"""Wording in records: what is copy, whose names are free, and what a waiver is worth."""

from datetime import date

import pytest

from forecourt.kinds.dealership import Competitor
from forecourt.kinds.offer import Offer
from forecourt.kinds.waiver import Waiver
from forecourt.model.record import Record
from tests.rules.small import AD, EVENT, MONTH, PRESS, approval, changed, found, proof, said

WAIVER = "WV-20261110-j5k7"
JOB = "MAT-20261021-v6k3"
CERTIFICATE = "../press/PR-20261103-m2p8.md"


def codes(*records: Record) -> list[str]:
    return [code for code, *_ in found(*records) if code[:2] in ("AL", "WV")]


def draft(**fields: object) -> Record:
    record: Record = changed(PRESS, state="draft", published_on=None, **fields)
    return record


def waiver(**fields: object) -> Waiver:
    """One in force for the award in `draft`'s title."""
    usual: dict[str, object] = {
        "state": "approved",
        "owner": "ST-he",
        "approvals": (approval("approve", "ST-lin", at=date(2026, 11, 12)),),
        "record": PRESS,
        "words": ("最佳",),
        "reason": "award",
        "evidence": (proof("certificate", CERTIFICATE),),
        "valid_until": date(2026, 12, 31),
    }
    found_one: Waiver = changed(WAIVER, **{**usual, **fields})
    return found_one


AWARDED = "荣获2025年度最佳服务店称号"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"state": "draft", "approvals": ()}, ["AL02"]),
        ({"approvals": ()}, ["AL02", "WV04"]),
        ({"owner": "ST-lin", "approvals": (approval("approve", "ST-lin"),)}, ["AL02"]),
        ({"valid_until": date(2026, 11, 17)}, ["AL02", "WV02"]),
        ({"words": ("周末",)}, ["AL02", "WV03"]),
        ({"evidence": ()}, ["WV01"]),
        ({"evidence": (proof("photo", CERTIFICATE),)}, ["WV01"]),
        ({"reason": "order_fact"}, []),
        ({"record": EVENT}, ["AL02", "WV03"]),
        ({"valid_until": date(2027, 11, 30)}, ["WV05"]),
        ({"reason": "usage_tip"}, ["WV06"]),
        ({"reason": "own_facts"}, ["WV06"]),
    ],
)
def test_what_a_waiver_is_worth(fields: dict[str, object], expected: list[str]) -> None:
    assert sorted(codes(draft(title=AWARDED), waiver(**fields))) == expected


def test_only_copy_is_read() -> None:
    body = "布置按图。\n\n## 画面文案\n\n国家级品质\n\n## 投放说明\n\n最佳位置\n\n### 画面文案\n\n独一无二\n"

    assert [line for line in said(changed(AD, body=body)) if line.startswith("AL")] == [
        "AL01 “国家级”表示最高等级，广告里不能用 → "
        "换个不带等级的说法；确有依据的，写一份说明：./forecourt new waiver（只提示风险，不是法律意见）",
        "AL01 “独一无二”表示最高等级，广告里不能用 → "
        "换个不带等级的说法；确有依据的，写一份说明：./forecourt new waiver（只提示风险，不是法律意见）",
    ]


def test_internal_notes_and_plans_of_the_house_are_not_copy() -> None:
    assert codes(draft(body="到店试驾。\n\n## 内部说明\n\n对手说自己全国第一\n\n## 以后\n\n最佳\n")) == [
        "AL01"
    ]
    assert codes(changed(EVENT, body="预算最低价谈下来")) == []
    assert codes(changed(MONTH, body="全网最低价")) == []


def test_cancelled_work_is_left_alone() -> None:
    assert codes(draft(title="全国第一", body="")) == ["AL01"]
    assert codes(changed(PRESS, state="cancelled", published_on=None, title="全国第一", body="")) == []


def test_published_copy_keeps_its_words_but_no_offer_is_asked_for() -> None:
    assert codes(changed(PRESS, body="最佳家用车，到店赠送脚垫")) == ["AL01"]
    assert codes(draft(body="最佳家用车，到店赠送脚垫")) == ["AL01", "AL07"]


def test_a_print_job_is_copy_too() -> None:
    """A leaflet in design: price, gift and quantity are asked for as in an ad, until it lies in the store."""
    offer = Offer(
        type="price",
        what="云岭Y3 标准版",
        amount=7_990_000,
        valid_from=date(2026, 11, 20),
        valid_to=date(2026, 11, 30),
        conditions="限本店上牌",
    )
    text = "云岭Y3 售价 79,900 元，11月30日止"

    assert codes(changed(JOB, state="requested", print_text=text)) == ["AL06"]
    assert codes(changed(JOB, state="requested", print_text=text, offers=(offer,))) == []
    assert codes(changed(JOB, print_text=text)) == []


def test_who_is_printed_on_a_leaflet_has_agreed_in_writing() -> None:
    consent = proof("portrait_consent")

    assert codes(changed(JOB, state="contracted", portraits=True)) == ["AL13"]
    assert codes(changed(JOB, state="contracted", portraits=True, evidence=(consent,))) == []
    assert codes(changed(JOB, state="requested", portraits=True)) == []


def test_a_competitor_in_open_copy() -> None:
    shop = changed("DLR-hengyuan", competitors=(Competitor(code="p", label="宋PLUS", model="y7"),))

    assert codes(shop, draft(title="云岭Y7 与宋PLUS 对比")) == ["AL05"]
    assert codes(shop, draft(title="云岭Y7 与别家对比")) == []
    assert codes(shop, draft(title="云岭Y7 与宋PLUS 对比"), waiver(words=("宋PLUS",))) == []


RANKED = "全国销量第一，到店看车"


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("attitude", ["WV06"]),
        ("own_facts", ["WV06"]),
        ("self_comparison", ["WV06"]),
        ("order_fact", []),
    ],
)
def test_a_rank_is_no_attitude(reason: str, expected: list[str]) -> None:
    assert codes(draft(title=RANKED), waiver(words=("全国销量第一",), reason=reason)) == expected


def test_no_waiver_allows_a_promise() -> None:
    assert [
        line for line in said(draft(title="购车送京牌"), waiver(words=("送京牌",))) if line.startswith("WV")
    ] == ["WV06 “送京牌”属于承诺，写了说明也不能用 → 把承诺从文案里删掉，再把这个词从说明里去掉"]
    assert codes(draft(title="购车送京牌"), waiver(words=("送京牌",))) == ["AL04", "WV06"]


def test_words_of_a_print_job_can_be_waived() -> None:
    leaflet = changed(JOB, state="requested", print_text=AWARDED)

    assert codes(leaflet) == ["AL02"]
    assert codes(leaflet, waiver(record=JOB)) == []
