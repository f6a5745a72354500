"""forecourt settlement: what each department pays for the material it took in a month (A13, W2.1)."""

from typing import TYPE_CHECKING, Final

from forecourt.commands.desk import Desk
from forecourt.commands.monthly import RECORDS, Report, month_command
from forecourt.model.money import format_yuan
from forecourt.model.months import Month
from forecourt.money.charges import Settlement, settlement
from forecourt.tables.settlement_layout import DEPARTMENT_SUMS, LAYOUTS
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

if TYPE_CHECKING:
    from forecourt.tables.frames import Table

ABOUT: Final = N_(
    "The month's settlement of print and give-aways: what each department took and pays, slip by slip, where "
    "the cost of every print job is, what is left in the store room. To the fen: opening stock + received = "
    "paid by departments + written off + left. Exit status: 0; 1 when records have errors."
)


def _tables(desk: Desk, month: Month, words: Words) -> tuple["Table", ...]:
    # pandas takes 0.25 s to import: only who gets figures pays for it.
    from forecourt.tables.settlement import settlement_tables

    return settlement_tables(settlement(desk.loaded.records, month))


def _closing(desk: Desk, month: Month) -> Text:
    return balance(settlement(desk.loaded.records, month))


def balance(found: Settlement) -> Text:
    """The sentence in which both sides of the settlement stand."""
    return text(
        N_("Opening {opening} + received {received} = paid {paid} + written off {lost} + left {left} yuan"),
        opening=format_yuan(sum(line.opening_fen for line in found.stocks)),
        received=format_yuan(sum(line.received_fen for line in found.stocks)),
        paid=format_yuan(found.charged),
        lost=format_yuan(found.written_off),
        left=format_yuan(sum(line.closing_fen for line in found.stocks)),
    )


command = month_command(
    Report(
        name="settlement",
        about=ABOUT,
        layouts=LAYOUTS,
        first=DEPARTMENT_SUMS,
        hidden=(RECORDS,),
        nothing=N_("No material was in stock in {month}"),
        tables=_tables,
        closing=_closing,
    )
)
