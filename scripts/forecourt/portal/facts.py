"""Figures that stand beside a record's fields: their names, and how they look."""

from typing import Final

from markupsafe import Markup, escape

from forecourt.money.ratio import Ratio
from forecourt.portal.desk import Cell, Place
from forecourt.tables.cells import DASH, percent
from forecourt.words.text import N_, text

# What a computed figure is called, and its value.
Fact = tuple[str, Cell]
NOTHING: Final = Cell(html=escape(DASH))
NO_NUMBER: Final = Cell(html=escape(DASH), number=True)


def chip(place: Place, tone: str, label: str) -> Cell:
    """A word that says how something stands, in the look of `tone` (done, open, bad)."""
    return Cell(html=Markup('<span class="fc-chip fc-%s">%s</span>') % (tone, label))


def number(shown: str, how: str = "") -> Cell:
    """A figure, and in small print how it comes about."""
    small = Markup('<small class="fc-how">%s</small>') % (how,) if how else Markup()
    return Cell(html=escape(shown) + small, number=True)


def share(place: Place, ratio: Ratio) -> Cell:
    """A share in percent with both its numbers."""
    hundredths = ratio.hundredths_of_percent
    if hundredths is None:
        return NO_NUMBER
    how = text(N_("{part} of {whole}"), part=ratio.part, whole=ratio.whole)
    return number(f"{percent(hundredths)} %", place.desk.words.say(how))
