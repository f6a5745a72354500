"""A month's effect on its page: both numbers beside each figure, the unknown said first."""

from msgspec.structs import replace

from forecourt.kinds.month import MonthPlan, Traffic
from forecourt.store.load import load
from tests.portal.make import SMALL, page_with

PAGE = "money/2026-11.md"


def month(**fields: object) -> MonthPlan:
    """The small dealership's November with other fields."""
    (plan,) = load(SMALL).records.of(MonthPlan)
    return replace(plan, **fields)


def test_what_the_front_desk_counted_stands_beside_the_costs() -> None:
    traffic = (
        Traffic(source="newspaper", visits=20, calls=10, leads=8, orders=0),
        Traffic(source="walk_by", visits=50),
        Traffic(source="unknown", visits=20),
    )
    text = page_with(PAGE, month(traffic=traffic, revenue=600_000_000))
    assert "费用口径：承诺+支出。100 批来店来电里 20 批不知道来源（20.00 %）。" in text
    for cells in (
        '<th scope="row">单批费用</th><td class="fc-n">400.00</td>'
        '<td class="fc-n">12,000.00 ÷ 30（前台来店来电）</td>',
        '<th scope="row">成交成本 CPS</th><td class="fc-n">—</td>'
        '<td class="fc-n">12,000.00 ÷ 0（前台订单）</td>',
        '<th scope="row">广宣费用率</th><td class="fc-n">0.20 %</td>'
        '<td class="fc-n">12,000.00 ÷ 6,000,000.00（新车销售收入）</td>',
        '<th scope="row">广宣客户来源贡献度</th><td class="fc-n">37.50 %</td>'
        '<td class="fc-n">30 ÷ 80（前台来店来电）</td>',
        '<th scope="row">京畿日报</th><td class="fc-n">12,000.00</td><td class="fc-n">9</td>',
    ):
        assert cells in text


def test_a_month_that_nobody_counted_says_so() -> None:
    text = page_with(PAGE, month(traffic=()))
    assert "月度计划里还没有前台来店来电数" in text
    assert "广宣客户来源贡献度" not in text
