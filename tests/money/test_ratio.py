"""Quotients: exact, rounded half up when printed, nothing for a division by zero."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecourt.money.ratio import Ratio, half_up

COUNTS = st.integers(min_value=0, max_value=10**12)


@pytest.mark.parametrize(
    ("part", "whole", "rounded", "share"),
    [
        (800_000, 33, 24_242, 242_424_242),
        (1, 2, 1, 5_000),
        (1, 3, 0, 3_333),
        (2, 3, 1, 6_667),
        (5, 2, 3, 25_000),
        (0, 7, 0, 0),
        (7, 0, None, None),
        (0, 0, None, None),
        (7, None, None, None),
        (None, 7, None, None),
    ],
)
def test_rounded_half_up_and_nothing_for_zero(
    part: int | None, whole: int | None, rounded: int | None, share: int | None
) -> None:
    ratio = Ratio(part=part, whole=whole)
    assert (ratio.rounded, ratio.hundredths_of_percent) == (rounded, share)


@pytest.mark.parametrize(
    ("value", "whole"), [("1/2", 1), ("-1/2", -1), ("-3/2", -2), ("5/2", 3), ("-1/3", 0)]
)
def test_one_half_goes_away_from_zero(value: str, whole: int) -> None:
    assert half_up(Fraction(value)) == whole


@given(COUNTS, COUNTS.filter(bool))
def test_as_decimal_arithmetic_rounds(part: int, whole: int) -> None:
    exact = Ratio(part=part, whole=whole)
    quotient = (Decimal(part) / Decimal(whole)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    assert exact.rounded == quotient
    assert exact.value == Fraction(part, whole)


@given(COUNTS, COUNTS.filter(bool), st.integers(min_value=1, max_value=1000))
def test_scaling_both_numbers_changes_nothing(part: int, whole: int, factor: int) -> None:
    scaled = Ratio(part=part * factor, whole=whole * factor)
    assert scaled.value == Ratio(part=part, whole=whole).value
    assert scaled.rounded == Ratio(part=part, whole=whole).rounded
