"""Cells: exact yuan, reader's words, no formula from a record."""

from decimal import Decimal

import pytest

from forecourt.model.vocabulary import CHANNELS
from forecourt.tables.cells import display_width, harmless, words_of, yuan
from forecourt.tables.layout import BUDGET, ENTRIES
from forecourt.words.catalogue import words_for


@pytest.mark.parametrize(
    ("fen", "shown"),
    [(0, "0.00"), (5, "0.05"), (-1, "-0.01"), (1_234_550, "12345.50"), (10**11, "1000000000.00")],
)
def test_fen_are_exact_yuan_with_two_decimals(fen: int, shown: str) -> None:
    assert yuan(fen) == Decimal(shown)
    assert str(yuan(fen)) == shown


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-首付", "@小编", "\tA", "\rA"])
def test_text_that_a_spreadsheet_would_calculate_is_marked_as_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "试驾会", "宋PLUS=旗舰", "AD-1"])
def test_other_text_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


def test_codes_are_said_in_the_readers_words() -> None:
    channel = BUDGET.columns[0]
    assert channel.vocabulary is CHANNELS
    assert words_of(channel, "newspaper", words_for("zh")) == "报纸"
    assert words_of(channel, "newspaper", words_for("en")) == "Newspaper"
    assert words_of(channel, None, words_for("zh")) == ""
    assert words_of(ENTRIES.columns[3], "秋季试驾", words_for("en")) == "秋季试驾"


def test_a_chinese_character_takes_two_columns() -> None:
    assert display_width("宋PLUS（元）") == 2 + 4 + 6
