"""Mistyped list prices and old rate cards stand out."""

from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from forecourt.kinds.outlet import Rate
from forecourt.money.area_prices import FACTOR, AreaPrices, measure
from tests.rules.small import OUTLET, changed, found, record
from tests.rules.test_schedule import NEW, ad

RATE: Rate = record(OUTLET).rates[0]


def rows(*rates: Rate) -> list[tuple[str, str]]:
    """Findings about an outlet with these rows beside its own."""
    outlet = changed(OUTLET, rates=(*record(OUTLET).rates, *rates))
    return [(code, field) for code, id, field in found(outlet) if id == OUTLET]


def named(position: str, yuan: int) -> Rate:
    return replace(RATE, position=position, list_price=yuan * 100, width_cm=None, height_cm=None)


def test_the_edition_is_of_a_year_in_which_the_row_is_valid() -> None:
    assert rows(replace(RATE, position="报眼", edition="2025年刊例")) == [("SC05", "rates.3.edition")]
    assert rows(replace(RATE, position="报眼", edition="2025–2026 版")) == []
    assert rows(replace(RATE, position="报眼", edition="第 20261 号")) == []


@pytest.mark.parametrize(
    ("yuan", "odd"),
    [(4_800, True), (15_600, True), (15_700, False), (48_000, False), (140_900, False), (141_100, True)],
)
def test_a_row_far_from_the_usual_price_of_an_area(yuan: int, odd: bool) -> None:  # noqa: FBT001
    # The others cost 174.42, 167.15 and 163.52 yuan for a square centimetre; with the ad's own 174.42.
    row = replace(RATE, position="报眼", list_price=yuan * 100, edition=None)

    assert rows(row) == ([("SC07", "rates.3.list_price")] if odd else [])


def test_an_ad_is_held_against_the_same_prices() -> None:
    cheap = ad(list_price=4_800_00, net_cost=2_400_00)

    assert [(code, field) for code, id, field in found(cheap) if id == NEW] == [
        ("MO11", "list_price"),
        ("SC06", "list_price"),
    ]


def test_without_sizes_or_peers_nothing_is_compared() -> None:
    assert rows(named("论坛通栏", 1)) == []
    few = changed(OUTLET, rates=(replace(RATE, list_price=1),))
    assert "SC07" not in {code for code, _, _ in found(few)}


def test_a_full_page_that_costs_less_than_a_third_of_a_half_page() -> None:
    assert rows(named("新闻版整版", 24_300), named("新闻版半版", 123_000)) == [("SC08", "rates.3.list_price")]
    assert rows(named("新闻版整版", 41_000), named("新闻版 半版", 123_000)) == []
    assert rows(named("娱乐版整版", 24_300), named("新闻版半版", 123_000)) == []


def test_an_old_row_is_not_held_against_a_new_one() -> None:
    old = replace(
        named("新闻版半版", 123_000),
        edition=None,
        valid_from=RATE.valid_from.replace(year=2025),
        valid_to=RATE.valid_to.replace(year=2025),
    )

    assert rows(named("新闻版整版", 24_300), old) == []


@pytest.mark.parametrize(
    ("position", "size"),
    [
        ("汽车版整版", Fraction(1)),
        ("1/3 版", Fraction(1, 3)),
        ("汽车版１／４版", Fraction(1, 4)),
        ("报眼", None),
    ],
)
def test_units_are_shares_of_a_page(position: str, size: Fraction | None) -> None:
    found = measure(named(position, 1))

    assert (None if found is None else found.size) == size


PRICES = some.lists(some.integers(1, 10**6).map(Fraction), min_size=1, max_size=12)


@given(PRICES, some.integers(0, 11))
def test_the_usual_price_is_the_median_of_the_others(prices: list[Fraction], place: int) -> None:
    own = prices[place % len(prices)]
    others = list(prices)
    others.remove(own)
    held = AreaPrices(by_outlet={"out-a": sorted(prices)}, by_channel={})
    usual: Any = held.usual(own, "OUT-A", "newspaper")

    if len(others) < 3:
        assert usual is None
        return
    middle = median(others)
    far = own > middle * FACTOR or own * FACTOR < middle
    assert usual == (middle if far else None)


def test_half_a_square_centimetre_is_exact() -> None:
    assert measure(replace(RATE, width_cm=Decimal("0.1"), height_cm=Decimal("0.3"))).size == Fraction(3, 100)  # type: ignore[union-attr]
