"""A month's figures as one value that can be compared."""

from forecourt.money.standing import Quota, standing
from tests.money.make import NOVEMBER, ad, budgets, fund, month_plan, press, programme, records


def test_money_lines_funds_and_quotas() -> None:
    made = records(
        ad("AD-1", "booked", 500_000, 480_000),
        press("PR-1", "paid"),
        plan=month_plan(channel_budgets=budgets(newspaper=600_000, radio=100_000)),
        policy=programme(fund("main", y3=16_000), fund("bonus", y3=9_000)),
    )
    found = standing(made, NOVEMBER)
    assert found.funds == {"main": 1_600_000, "bonus": 900_000}
    assert found.fund_labels == {"main": "基金main", "bonus": "基金bonus"}
    assert found.available == 1_600_000 + 900_000 + 1_000_000
    assert {name: (line.budget, line.left) for name, line in found.lines.items()} == {
        "newspaper": (600_000, 120_000),
        "radio": (100_000, 100_000),
        "": (700_000, 220_000),
    }
    assert found.quotas == {
        "press_pieces": Quota(required=4, done=1, open=0),
        "press_points": Quota(required=10, done=1, open=None),
        "events": Quota(required=2, done=0, open=0),
    }


def test_a_month_without_a_record_has_nothing() -> None:
    found = standing(records(), NOVEMBER.plus(1))
    assert (found.money, found.available, found.funds, found.lines, found.quotas) == (None, None, {}, {}, {})
