"""Cells as text: codes in the reader's words, money as exact yuan, nothing that a spreadsheet executes."""

from decimal import Decimal
from typing import Any, Final
from unicodedata import east_asian_width

from forecourt.tables.layout import Column, Holds
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, text

# Excel, WPS and LibreOffice take a cell that begins like this for a formula.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
IN_YUAN: Final = N_("{label} (yuan)")
COUNTS: Final = frozenset({Holds.COUNT, Holds.MAYBE_COUNT})
MONEY: Final = frozenset({Holds.FEN, Holds.MAYBE_FEN})
# What stands where nothing can be divided: never 0, never infinity.
DASH: Final = "—"


def yuan(fen: int) -> Decimal:
    """Fen as exact yuan with two decimals: 1234550 -> Decimal("12345.50")."""
    return Decimal(fen).scaleb(-2)


def percent(hundredths: int) -> Decimal:
    """Hundredths of a percent as exact percent with two decimals: 1234 -> Decimal("12.34")."""
    return Decimal(hundredths).scaleb(-2)


def header(column: Column, words: Words) -> str:
    """A column's label in the reader's language, with its unit when it holds money."""
    label = words.say(column.label)
    return words.say(text(IN_YUAN, label=label)) if column.holds in MONEY else label


def words_of(column: Column, value: Any, words: Words) -> str:
    """A text cell in the reader's language; "" for nothing."""
    if value is None:
        return ""
    if column.vocabulary is not None:
        return words.gettext(column.vocabulary.terms[value])
    return str(value)


def harmless(value: str) -> str:
    """The text with an apostrophe before it when a spreadsheet would take it for a formula."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def display_width(value: str) -> int:
    """Columns that `value` takes on a screen: two for a Chinese character."""
    return sum(2 if east_asian_width(character) in "FW" else 1 for character in value)
