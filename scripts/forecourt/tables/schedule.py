"""A month's schedule as frames, language-free: codes, integer fen, days as text (W1.1)."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from forecourt.kinds.ad import Ad
from forecourt.money.schedule import FLIGHT, Cell, Schedule, Sum
from forecourt.money.schedule import Row as Line
from forecourt.sheets.subjects import size_of
from forecourt.tables.frames import Row, Table, table
from forecourt.tables.schedule_layout import BY_CHANNEL, CELLS, LINES, OUTLETS, matrix_layout

# What a day of a flight without issue days shows in a matrix of text.
BAR = "-"


def schedule_tables(plan: Schedule) -> tuple[Table, ...]:
    """Lines, insertions by day, and sums by outlet and channel."""
    return (line_table(plan), cell_table(plan), outlet_table(plan), channel_table(plan))


def line_table(plan: Schedule) -> Table:
    """One row for each insertion line, in the order of the schedule; amounts int64 fen."""
    return table(LINES, ((number, *_line(row)) for number, row in enumerate(plan.rows, start=1)))


def cell_table(plan: Schedule) -> Table:
    """One row for each day on which something stands in a line."""
    return table(CELLS, (_cell(row.ad, cell) for row in plan.rows for cell in row.cells))


def outlet_table(plan: Schedule) -> Table:
    """Sums by outlet, of the month's own lines."""
    return table(OUTLETS, ((one.label, *_amounts(one)) for one in plan.outlets))


def channel_table(plan: Schedule) -> Table:
    """Sums by channel with what else the budget counts there; `used_fen` is the budget's own figure."""
    others: Counter[str] = Counter()
    for entry in plan.others:
        others[entry.channel] += entry.amount
    return table(
        BY_CHANNEL,
        ((one.key, *_amounts(one), others[one.key], one.counted + others[one.key]) for one in plan.channels),
    )


def matrix_table(plan: Schedule) -> Table:
    """The lines with how many insertions each day has: those that ran, else those planned; "-" for a flight
    without issue days.
    """
    return table(matrix_layout(plan.days), _matrix_rows(plan))


def insertions_in(cell: Cell) -> int:
    """How many insertions a day shows: those that ran, else those that are planned; 0 within a flight."""
    return cell.ran or cell.planned


def _matrix_rows(plan: Schedule) -> Iterator[Row]:
    price = len(LINES.columns) - 12  # number, id, outlet, channel, position, theme, size, colour
    for number, row in enumerate(plan.rows, start=1):
        shown = {cell.day: _shown(cell) for cell in row.cells}
        line = (number, *_line(row))
        yield (*line[:price], *(shown.get(one.day, "") for one in plan.days), *line[price:])


def _shown(cell: Cell) -> str:
    return BAR if cell.mark == FLIGHT else str(insertions_in(cell))


def _line(row: Line) -> tuple[Any, ...]:
    ad = row.ad
    return (
        ad.id,
        row.outlet,
        ad.channel,
        ad.position,
        ad.theme,
        size_of(ad),
        ad.colour,
        ad.list_price,
        f"{ad.discount.normalize():f}",
        row.net_each,
        ad.insertions,
        row.subtotal,
        ad.copy_deadline.isoformat(),
        ad.creative_version,
        row.state_label,
        row.proofs,
        row.bucket or "none",
        row.counted,
        str(row.elsewhere_month or ad.month),
    )


def _cell(ad: Ad, cell: Cell) -> Row:
    return (ad.id, cell.day.isoformat(), cell.mark, cell.planned, cell.ran)


def _amounts(one: Sum) -> tuple[int, ...]:
    return (
        one.lines,
        one.insertions,
        one.gross,
        one.net,
        one.planned,
        one.committed,
        one.spent,
        one.counted,
    )
