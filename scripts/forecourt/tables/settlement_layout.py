"""The tables of the monthly settlement, declared: departments, movements, print jobs, store room (W2.1)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from forecourt.model.vocabulary import DEPARTMENTS, STOCK_MOVES, Vocabulary, closed_list
from forecourt.money.charges import BASES_OF_COST
from forecourt.tables.layout import Column, Holds, Layout
from forecourt.words.text import N_

STANDINGS: Final = closed_list(
    N_("Standing of the stock"),
    fine=N_("Enough"),
    low=N_("Reorder"),
    expired=N_("Out of date"),
    gone=N_("None left"),
)


def _column(name: str, label: str, holds: Holds = Holds.TEXT, *, summed: bool = False) -> Column:
    return Column(name=name, label=label, holds=holds, summed=summed)


def _code(name: str, vocabulary: Vocabulary) -> Column:
    return Column(name=name, label=vocabulary.label, holds=Holds.CODE, vocabulary=vocabulary)


DEPARTMENT_SUMS: Final = Layout(
    name="departments",
    title=N_("Settlement with the departments"),
    columns=(
        _code("department", DEPARTMENTS),
        _column("movements", N_("Movements"), Holds.COUNT, summed=True),
        _column("quantity", N_("Pieces"), Holds.COUNT, summed=True),
        _column("amount_fen", N_("To be paid"), Holds.FEN, summed=True),
        _column("records", N_("Records behind it"), Holds.IDS),
    ),
)
ISSUES: Final = Layout(
    name="issues",
    title=N_("Collected, slip by slip"),
    columns=(
        _code("department", DEPARTMENTS),
        _column("day", N_("Day"), Holds.DAY),
        _column("article", N_("Article")),
        _code("move", STOCK_MOVES),
        _column("quantity", N_("Pieces"), Holds.COUNT, summed=True),
        _column("unit_fen", N_("Cost of one"), Holds.MAYBE_FEN),
        _column("amount_fen", N_("Amount"), Holds.FEN, summed=True),
        _column("collector", N_("Taken by")),
        _column("records", N_("Records behind it"), Holds.IDS),
    ),
)
JOBS: Final = Layout(
    name="jobs",
    title=N_("Where the cost of the print jobs is"),
    columns=(
        _column("job", N_("Id"), Holds.IDS),
        _column("title", N_("Print job")),
        _code("basis", BASES_OF_COST),
        _column("received_fen", N_("Received in all"), Holds.FEN, summed=True),
        _column("before_fen", N_("Settled earlier"), Holds.FEN, summed=True),
        _column("charged_fen", N_("To be paid this month"), Holds.FEN, summed=True),
        _column("written_off_fen", N_("Written off"), Holds.FEN, summed=True),
        _column("left_fen", N_("Still in stock"), Holds.FEN, summed=True),
    ),
)
STOCKS: Final = Layout(
    name="stock",
    title=N_("Store room at the end of the month"),
    columns=(
        _column("article", N_("Article")),
        _column("unit", N_("Counted in")),
        _column("opening", N_("At the beginning"), Holds.COUNT),
        _column("received", N_("Came in"), Holds.COUNT),
        _column("taken", N_("Handed out"), Holds.COUNT),
        _column("written_off", N_("Written off"), Holds.COUNT),
        _column("closing", N_("Pieces left"), Holds.COUNT),
        _column("value_fen", N_("Worth"), Holds.FEN, summed=True),
        _column("reorder_at", N_("Reorder at"), Holds.MAYBE_COUNT),
        _column("valid_until", N_("Valid until"), Holds.DAY),
        _code("standing", STANDINGS),
        _column("records", N_("Records behind it"), Holds.IDS),
    ),
)

LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType(
    {layout.name: layout for layout in (DEPARTMENT_SUMS, ISSUES, JOBS, STOCKS)}
)
