"""What people write as money, and what finance reads."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecourt.model.limits import MAX_MONEY_FEN
from forecourt.model.money import format_yuan, narrow, parse_fen, share_of


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("12000", 1_200_000),
        ("12,000.50", 1_200_050),
        ("1.2万", 1_200_000),
        ("1.28万元", 1_280_000),
        ("¥８００元", 80_000),
        ("０．０１", 1),
        (" 3 ", 300),
        ("-5", -500),
        ("1.10", 110),
        ("08", 800),
    ],
)
def test_yuan_as_people_write_them(written: str, fen: int) -> None:
    assert parse_fen(written) == fen


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("1.234", "more than two decimals: '1.234'"),
        ("208.000", "more than two decimals: '208.000'"),
        ("1.2345678万", "finer than one fen: '1.2345678万'"),
        ("1,20", "not an amount in yuan: '1,20'"),
        ("208.000,5", "not an amount in yuan: '208.000,5'"),
        ("1e3", "not an amount in yuan: '1e3'"),
        ("", "not an amount in yuan: ''"),
        ("两百", "not an amount in yuan: '两百'"),
        ("99999999999999", "beyond the largest amount: '99999999999999'"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_text(written: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"fen|amount|decimals") as caught:
        parse_fen(written)
    assert str(caught.value) == message


@given(st.integers(-MAX_MONEY_FEN, MAX_MONEY_FEN))
def test_printed_money_reads_back_to_the_fen(fen: int) -> None:
    assert parse_fen(format_yuan(fen)) == fen


def test_half_a_fen_goes_up() -> None:
    assert share_of(5, Decimal("0.5")) == 3
    assert share_of(1_000_001, Decimal("0.25")) == 250_000


def test_full_width_signs_become_narrow() -> None:
    assert narrow("　１，２００．５（％）") == "1,200.5(%)"
