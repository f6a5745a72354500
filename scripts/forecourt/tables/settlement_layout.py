"""The tables of the monthly settlement, declared: departments, movements, print jobs, store room (W2.1)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from forecourt.model.vocabulary import DEPARTMENTS, STOCK_MOVES, closed_list
from forecourt.money.charges import BASES_OF_COST
from forecourt.tables.layout import Holds, Layout, code, column
from forecourt.words.text import N_

STANDINGS: Final = closed_list(
    N_("Standing of the stock"),
    fine=N_("Enough"),
    low=N_("Reorder"),
    expired=N_("Out of date"),
    gone=N_("None left"),
)


DEPARTMENT_SUMS: Final = Layout(
    name="departments",
    title=N_("Settlement with the departments"),
    columns=(
        code("department", DEPARTMENTS),
        column("movements", N_("Movements"), Holds.COUNT, summed=True),
        column("quantity", N_("Pieces"), Holds.COUNT, summed=True),
        column("amount_fen", N_("To be paid"), Holds.FEN, summed=True),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)
ISSUES: Final = Layout(
    name="issues",
    title=N_("Collected, slip by slip"),
    columns=(
        code("department", DEPARTMENTS),
        column("day", N_("Day"), Holds.DAY),
        column("article", N_("Article")),
        code("move", STOCK_MOVES),
        column("quantity", N_("Pieces"), Holds.COUNT, summed=True),
        column("unit_fen", N_("Cost of one"), Holds.MAYBE_FEN),
        column("amount_fen", N_("Amount"), Holds.FEN, summed=True),
        column("collector", N_("Taken by")),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)
JOBS: Final = Layout(
    name="jobs",
    title=N_("Where the cost of the print jobs is"),
    columns=(
        column("job", N_("Id"), Holds.IDS),
        column("title", N_("Print job")),
        code("basis", BASES_OF_COST),
        column("received_fen", N_("Received in all"), Holds.FEN, summed=True),
        column("before_fen", N_("Settled earlier"), Holds.FEN, summed=True),
        column("charged_fen", N_("To be paid this month"), Holds.FEN, summed=True),
        column("written_off_fen", N_("Written off"), Holds.FEN, summed=True),
        column("left_fen", N_("Still in stock"), Holds.FEN, summed=True),
    ),
)
STOCKS: Final = Layout(
    name="stock",
    title=N_("Store room at the end of the month"),
    columns=(
        column("article", N_("Article")),
        column("unit", N_("Counted in")),
        column("opening", N_("At the beginning"), Holds.COUNT),
        column("received", N_("Came in"), Holds.COUNT),
        column("taken", N_("Handed out"), Holds.COUNT),
        column("written_off", N_("Written off"), Holds.COUNT),
        column("closing", N_("Pieces left"), Holds.COUNT),
        column("value_fen", N_("Worth"), Holds.FEN, summed=True),
        column("reorder_at", N_("Reorder at"), Holds.MAYBE_COUNT),
        column("valid_until", N_("Valid until"), Holds.DAY),
        code("standing", STANDINGS),
        column("records", N_("Records behind it"), Holds.IDS),
    ),
)

LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType(
    {layout.name: layout for layout in (DEPARTMENT_SUMS, ISSUES, JOBS, STOCKS)}
)
