"""Prices, and the ladder plan, contract, invoice, payment."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.kinds.programme import Limit
from tests.rules.small import AD, CLAIM, approval, changed, found, record, said

YUAN = 100


def ad(**fields: object) -> Ad:
    """The ad with other fields, without contract, invoice and payment unless they are given."""
    bare = dict.fromkeys(("contract_no", "contract_signed_on", "contract_cost", "invoice_no", "invoice_cost"))
    bare |= dict.fromkeys(("paid_on", "paid_cost"))
    found = changed(AD, **{**bare, **fields})
    assert isinstance(found, Ad)
    return found


@pytest.mark.parametrize(
    ("list_price", "discount", "insertions", "net_cost"),
    [
        # Beijing Youth Daily 2009, half page (domain 2.2).
        (87_300 * YUAN, "2.5", 1, 21_825 * YUAN),
        (24_800 * YUAN, "3.85", 3, 28_644 * YUAN),
        (333, "0.5", 1, 17),  # 16.65 fen
        (101, "5", 1, 51),  # 50.5 fen: half up
        (103, "5", 1, 52),  # 51.5 fen: half up too, not to even
        (18_000, "10", 120, 2_160_000),
        (0, "10", 1, 0),
    ],
)
def test_net_cost_is_exact_to_the_fen(list_price: int, discount: str, insertions: int, net_cost: int) -> None:
    exact = ad(list_price=list_price, discount=Decimal(discount), insertions=insertions, net_cost=net_cost)
    one_off = replace(exact, net_cost=net_cost + 1)

    assert "MO01" not in {code for code, *_ in found(exact)}
    assert ("MO01", AD, "net_cost") in found(one_off)


def test_both_figures_are_shown() -> None:
    assert said(ad(net_cost=12_500 * YUAN)) == [
        (
            "MO01 净价合计写的是 12,500.00 元，但 48,000.00 × 2.5 ÷ 10 × 1 次 = 12,000.00 元"
            " → 改正写错的那个数；2.5 折是按刊例价的 25% 付款"
        )
    ]


def test_half_a_tenth_is_still_a_discount() -> None:
    assert found(ad(discount=Decimal("0.5"), net_cost=2_400 * YUAN), without=[CLAIM]) == []


def test_one_yearly_contract_may_cover_many_ads_of_an_outlet() -> None:
    second = changed(AD, id="AD-20261013-p4q5", invoice_no="FP-0100", evidence=())

    assert [code for code, *_ in found(second)] == []


def test_invoice_numbers_are_compared_without_blanks_and_case() -> None:
    second = changed(AD, id="AD-20261013-p4q5", invoice_no="ｆｐ-00 ９９", evidence=())

    assert [code for code, *_ in found(second)] == ["MO07", "MO07"]


def test_a_print_job_and_an_ad_do_not_share_an_invoice() -> None:
    job = changed("MAT-20261021-v6k3", invoice_no="ｆｐ-0099")

    assert sorted(one for one in found(job) if one[0] == "MO07") == [
        ("MO07", AD, "invoice_no"),
        ("MO07", "MAT-20261021-v6k3", "invoice_no"),
    ]


@pytest.mark.parametrize(("above", "expected"), [(12_000, []), (11_999, [("MO12", AD, "contract_cost")])])
def test_a_signature_is_wanted_above_the_limit_only(above: int, expected: list[tuple[str, str, str]]) -> None:
    limits = (Limit(above=above * YUAN, role="general_manager"),)

    assert found(changed("PRG-2026", limits=limits)) == expected


def test_the_signature_may_stand_below_any_step() -> None:
    limits = (Limit(above=YUAN, role="general_manager"),)
    signed = (*record(AD).approvals, approval("sign", "ST-zhou", "general_manager"))

    assert found(changed("PRG-2026", limits=limits), changed(AD, approvals=signed)) == []
