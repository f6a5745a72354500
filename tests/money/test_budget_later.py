"""Money that accrues in one month and can first be used in a later one (the Chrysler programme of 2009)."""

from datetime import date

from msgspec.structs import replace

from forecourt.kinds.month import Units
from forecourt.model.months import Month
from forecourt.money.budget import budget
from forecourt.money.figures import figure
from forecourt.tables.frames import money_table
from tests.money.ledger_make import shop
from tests.money.make import NOVEMBER, YUAN, fund, month_plan, programme

OCTOBER = Month(2026, 10)
LATER = replace(fund("main", y3=160 * YUAN), usable_after=1)
AT_ONCE = fund("ev", y3=10 * YUAN)
SHOP = shop(
    months=[month_plan(OCTOBER), month_plan(NOVEMBER, units=(Units(model="y3", pick_up=50),))],
    policy=programme(LATER, AT_ONCE),
)


def test_what_accrues_is_available_when_it_can_be_used() -> None:
    october, november = budget(SHOP, OCTOBER), budget(SHOP, NOVEMBER)
    assert (october.accrued, october.deferred, october.freed) == (17_000 * YUAN, 16_000 * YUAN, 0)
    assert october.available == (1_000 + 10_000) * YUAN
    assert (november.accrued, november.deferred, november.freed) == (
        8_500 * YUAN,
        8_000 * YUAN,
        16_000 * YUAN,
    )
    assert november.available == (500 + 16_000 + 10_000) * YUAN


def test_the_table_shows_how_it_comes_about() -> None:
    rows = {item: fen for item, fen, _ in money_table(budget(SHOP, NOVEMBER)).rows()}
    assert (rows["deferred"], rows["freed"]) == (-8_000 * YUAN, 16_000 * YUAN)
    above = ("opening_balance", "accrued", "deferred", "freed", "own_money")
    assert sum(rows[item] for item in above) == rows["available"]


def test_a_fund_that_can_be_used_at_once_needs_no_such_rows() -> None:
    plain = shop(months=[month_plan(OCTOBER), month_plan(NOVEMBER)], policy=programme(AT_ONCE))
    items = [item for item, _, _ in money_table(budget(plain, NOVEMBER)).rows()]
    assert items == ["opening_balance", "accrued", "own_money", "available", "budgeted", "unallocated"]


def test_both_are_explained_by_the_cars_of_their_own_months() -> None:
    one = figure(SHOP, date(2026, 11, 24), "2026-11.available")
    assert one is not None
    assert [(term.sign, term.name, term.amount) for term in one.terms] == [
        (1, "2026-11.opening_balance", 0),
        (1, "2026-11.accrued", 8_500 * YUAN),
        (-1, "2026-11.deferred", 8_000 * YUAN),
        (1, "2026-11.freed", 16_000 * YUAN),
        (1, "2026-11.own_money", 10_000 * YUAN),
    ]
    assert sum(part.amount for part in one.parts) == one.value
    assert ("plans/2026-11/MON-2026-10.md", 16_000 * YUAN) in [(part.path, part.amount) for part in one.parts]
