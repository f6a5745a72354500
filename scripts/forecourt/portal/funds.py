"""The manufacturer's funds and the rungs that money has climbed, for the page of money (M2, A3)."""

from typing import Final

from markupsafe import Markup, escape
from msgspec import Struct

from forecourt.model.vocabulary import ENTRY_TYPES
from forecourt.money.ledger import shown_in, sums_of_types
from forecourt.money.ledger_entry import Entry
from forecourt.money.unbilled import Unbilled, unbilled
from forecourt.portal.desk import Place
from forecourt.portal.reports import Look, sheet_of
from forecourt.portal.rungs import drawn_rungs, entries_of, rungs_of
from forecourt.portal.settlement import Sheet
from forecourt.tables.cells import DASH
from forecourt.tables.ledger import Choice, ledger_tables
from forecourt.words.text import N_

LADDER: Final = N_("Ladder of money (yuan)")


class Funds(Struct, frozen=True, kw_only=True):
    """The tranches of every fund, the ladder by activity month, drawn too, and what has no invoice."""

    tranches: Sheet
    ladder: Sheet
    chart: Markup
    unbilled: Sheet


def funds(place: Place) -> Funds:
    """As of the day of the page."""
    *_, balances = ledger_tables(place.desk.records, place.desk.today, Choice())
    entries, say = place.desk.once(entries_of), place.desk.words.gettext
    return Funds(
        tranches=sheet_of(place, Look(), balances.without("fund", "granted_fen", "credited_fen")),
        ladder=_ladder(place, entries),
        chart=drawn_rungs(place, sums_of_types(entries), say(LADDER), say(N_("All months"))),
        unbilled=_unbilled(place, unbilled(entries)),
    )


def _ladder(place: Place, entries: tuple[Entry, ...]) -> Sheet:
    """A row an activity month, a column a rung."""
    whole = sums_of_types(entries)
    rungs = rungs_of(whole)
    months = sorted({entry.month for entry in entries if entry.type in rungs}, reverse=True)
    by_month = {month: sums_of_types(shown_in(entries, fund=None, month=month)) for month in months}
    say = place.desk.words.gettext
    return Sheet(
        title=say(LADDER),
        columns=(
            (say(N_("Activity month")), False),
            *((place.display.choice(ENTRY_TYPES, rung), True) for rung in rungs),
        ),
        rows=tuple(
            (place.month(month), *(_yuan(place, sums.get(rung)) for rung in rungs))
            for month, sums in by_month.items()
        ),
        total=(escape(say(N_("Total"))), *(_yuan(place, whole.get(rung)) for rung in rungs)),
    )


def _unbilled(place: Place, found: tuple[Unbilled, ...]) -> Sheet:
    """A row a record of which more was paid than its invoices say."""
    say = place.desk.words.gettext
    return Sheet(
        title=say(N_("Paid, and no invoice on record (yuan)")),
        columns=(
            (say(N_("Record")), False),
            (say(N_("Activity month")), False),
            (say(N_("Paid out")), True),
            (say(N_("Invoiced")), True),
            (say(N_("Without an invoice")), True),
        ),
        rows=tuple(
            (
                place.link(one.record),
                place.month(one.month),
                *(_yuan(place, fen) for fen in (one.paid, one.invoiced, one.gap)),
            )
            for one in found
        ),
        total=(
            escape(say(N_("Total"))),
            *(escape(""),) * 3,
            _yuan(place, sum(one.gap for one in found)),
        ),
    )


def _yuan(place: Place, fen: int | None) -> Markup:
    return escape(DASH if fen is None else place.display.yuan(fen))
