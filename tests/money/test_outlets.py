"""What the ads at an outlet cost and brought, and its price beside others'."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from forecourt.kinds.outlet import Outlet, Rate
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.area_prices import area_prices
from forecourt.money.outlets import cost_of, per_visit, rates_by_outlet
from forecourt.money.ratio import Ratio
from tests.money.make import NOVEMBER, YUAN, ad, month_plan, outlet, procedures

OCTOBER = Month(2026, 10)


def test_cost_and_visits_of_each_month_newest_first() -> None:
    records = Records(
        items=(
            *procedures(),
            month_plan(),
            month_plan(OCTOBER),
            outlet(),
            ad("AD-1", "booked", 900 * YUAN, 800 * YUAN, visits=4),
            ad("AD-2", "paid", 300 * YUAN, 300 * YUAN, 300 * YUAN, visits=6, month=OCTOBER),
            ad("AD-3", "booked", 100 * YUAN, 100 * YUAN, month=OCTOBER, outlet="OUT-other"),
        )
    )
    rates = rates_by_outlet(records)["out-daily"]
    assert [(month, rate.ratio) for month, rate in rates] == [
        (NOVEMBER, Ratio(part=800 * YUAN, whole=4)),
        (OCTOBER, Ratio(part=300 * YUAN, whole=6)),
    ]
    assert cost_of(rates) == 1_100 * YUAN
    assert per_visit(rates) == Ratio(part=1_100 * YUAN, whole=10)


def test_months_that_nobody_counted_do_not_make_a_visit_dearer() -> None:
    records = Records(
        items=(
            *procedures(),
            month_plan(),
            month_plan(OCTOBER),
            ad("AD-1", "booked", 900 * YUAN, 800 * YUAN),
            ad("AD-2", "booked", 300 * YUAN, 300 * YUAN, visits=6, month=OCTOBER),
        )
    )
    rates = rates_by_outlet(records)["out-daily"]
    assert per_visit(rates) == Ratio(part=300 * YUAN, whole=6)
    assert per_visit(rates[:1]) == Ratio(part=None, whole=None)


def _sold(id: str, *prices: int) -> Outlet:
    """An outlet that sells 10 cm × 10 cm at each of these prices in yuan."""
    rates = tuple(
        Rate(
            position=f"版位{place}",
            unit="次",
            list_price=price * YUAN,
            valid_from=date(2026, 1, 1),
            valid_to=date(2026, 12, 31),
            width_cm=Decimal(10),
            height_cm=Decimal(10),
        )
        for place, price in enumerate(prices)
    )
    return replace(outlet(id), rates=rates)


def test_an_outlet_is_compared_with_the_others_of_its_channel_alone() -> None:
    radio = replace(_sold("OUT-radio", 9_000), channel="radio")
    prices = area_prices([_sold("OUT-1", 100, 300), _sold("OUT-2", 300), _sold("OUT-3", 500), radio], [])
    assert prices.of_outlet("out-1") == Fraction(200)
    # The price that both have is left out once.
    assert prices.peers("OUT-1", "newspaper") == [Fraction(300), Fraction(500)]
    assert prices.peers("OUT-radio", "radio") == []
    assert prices.of_outlet("OUT-none") is None
