"""The front desk in the first volume: funnel, rates with definitions, flights, advice (A7, A10, S6)."""

from typing import Final

from forecourt.binder.content import Column, Row, Sheet
from forecourt.binder.edition import Edition
from forecourt.tables.leads_shown import LeadsShown, Shown, leads_shown
from forecourt.words.text import N_

# Percent of the width for a column of words.
_WIDE: Final = {"sources": 16, "models": 16, "rates": 27, "flights": 22}


def leads_sheets(edition: Edition) -> tuple[Sheet, ...]:
    """The month's leads; nothing for a month that was not reported by the day."""
    shown = leads_shown(edition.display, edition.month, edition.world.today)
    if shown is None:
        return ()
    return (*(_sheet(table, shown) for table in shown.tables), *_advice(edition, shown))


def _sheet(table: Shown, shown: LeadsShown) -> Sheet:
    wide, numbers = _WIDE[table.name], len(table.columns) - table.texts
    narrow = (100 - wide * table.texts) // numbers
    columns = tuple(
        Column(label=label, width=wide, align="left")
        if place < table.texts
        else Column(label=label, width=narrow, align="right")
        for place, label in enumerate(table.columns)
    )
    return Sheet(
        anchor=f"leads-{table.name}",
        title=table.title,
        columns=columns,
        rows=tuple(Row(cells=cells) for cells in table.rows),
        note=" ".join(shown.notes) if table.name == "sources" else "",
    )


def _advice(edition: Edition, shown: LeadsShown) -> tuple[Sheet, ...]:
    if not shown.advice:
        return ()
    sheet = Sheet(
        anchor="leads-advice",
        title=edition.say(N_("What the figures suggest")),
        columns=edition.columns((N_("No."), 8), (N_("Advice"), 92)),
        rows=tuple(Row(cells=(str(number), line)) for number, line in enumerate(shown.advice, 1)),
    )
    return (sheet,)
