"""The schedule as a list for a narrow terminal: each insertion line with its days, none cut (W1.1)."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from forecourt.model.money import format_yuan
from forecourt.money.schedule import Cell, Row, Schedule
from forecourt.money.workdays import ONE_DAY
from forecourt.tables.schedule import insertions_in
from forecourt.tables.schedule_layout import title_of
from forecourt.tables.schedule_screen import SIGNS, legend_of
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, text

# Narrower than this the days of a matrix leave no room for names and for how often a line runs.
NARROW: Final = 100


def list_text(plan: Schedule, words: Words) -> str:
    """Outlets with their lines: number, position, theme, days with sign and number of spots, net cost."""
    told = [words.say(title_of(plan.month)), legend_of(plan, words), ""]
    numbered = enumerate(plan.rows, start=1)
    for _, block in groupby(numbered, key=lambda pair: pair[1].ad.outlet.casefold()):
        rows = list(block)
        told.append(rows[0][1].outlet)
        told += [_line(number, row, words) for number, row in rows]
    told.append(f"{words.gettext(N_('Total'))}  {format_yuan(plan.total.net)}")
    return "\n".join(told)


def _line(number: int, row: Row, words: Words) -> str:
    days = " ".join(_runs(row.cells, words))
    named = f"{number:>3} {row.ad.position} {row.ad.theme}"
    if row.elsewhere_month is not None:
        named += " " + words.say(text(N_("(counted in {month})"), month=str(row.elsewhere_month)))
    return f"{named}  {days}  {format_yuan(row.subtotal)}"


def _runs(cells: tuple[Cell, ...], words: Words) -> Iterator[str]:
    """Days that follow each other and are alike as one: 11-09–11-13 with the sign and the spots of a day."""
    runs: list[list[Cell]] = []
    for cell in cells:
        last = runs[-1][-1] if runs else None
        if last is not None and cell.day == last.day + ONE_DAY and _alike(cell) == _alike(last):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    for run in runs:
        first, count = run[0], insertions_in(run[0])
        days = f"{first.day:%m-%d}" + (f"–{run[-1].day:%m-%d}" if len(run) > 1 else "")
        yield f"{days} {words.gettext(SIGNS[first.mark]).strip()}{count if count > 1 else ''}"


def _alike(cell: Cell) -> tuple[str, int]:
    return cell.mark, insertions_in(cell)
