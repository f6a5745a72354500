"""The schedule as a matrix for a terminal: a line for each insertion line, two characters for each day."""

from collections.abc import Iterator, Mapping
from io import StringIO
from itertools import groupby
from types import MappingProxyType
from typing import Final

from msgspec import Struct
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text as Styled

from forecourt.model.money import format_yuan
from forecourt.money.schedule import (
    ELSEWHERE,
    FLIGHT,
    MAKE_GOOD,
    MAKE_UP,
    MARKS,
    MISSED,
    OFF,
    PLANNED,
    RAN,
    Cell,
    DayColumn,
    Row,
    Schedule,
)
from forecourt.tables.cells import display_width
from forecourt.tables.schedule import insertions_in
from forecourt.tables.schedule_layout import label_of, title_of
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, text

# Two half-width characters or one Chinese one: signs whose width terminals disagree about would shift a line.
SIGNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        PLANNED: N_("Pl"),
        RAN: N_("Rn"),
        ELSEWHERE: N_("Ot"),
        MISSED: N_("Ms"),
        MAKE_GOOD: N_("Mg"),
        FLIGHT: N_("--"),
    }
)
STYLES: Final[Mapping[str, str]] = MappingProxyType(
    {RAN: "green", ELSEWHERE: "bold yellow", MISSED: "bold red", MAKE_GOOD: "magenta", FLIGHT: "cyan"}
)
WEEKDAY_SIGNS: Final = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))
NOTICES: Final[Mapping[str, str]] = MappingProxyType({OFF: N_("Ho"), MAKE_UP: N_("Wk")})
DAY_OFF: Final = "red"
LEAST_LABEL: Final = 26
MOST_LABEL: Final = 44
ENDLESS: Final = 2_000
SIGN_WIDTH: Final = 2
MOST: Final = 9
GAP: Final = 1
NO_PROOF: Final = "—"


class _Frame(Struct, frozen=True, kw_only=True):
    """How wide things are: the first column, a day with its count, and how many extra columns find room."""

    label: int
    day: int
    extras: int


def matrix_text(plan: Schedule, words: Words, *, width: int | None) -> str:
    """The matrix with its legend, at most `width` characters wide and coloured; plain when it is None.

    Outlets head their lines; the right side has the net cost and, as far as there is room, state, deadline,
    discount, version and proofs.
    """
    target = StringIO()
    frame = _frame(plan, words, width)
    grid = _grid(plan, words, frame, ruled=width is not None)
    console = Console(
        file=target,
        width=width or ENDLESS,
        force_terminal=width is not None,
        color_system="standard" if width is not None else None,
        legacy_windows=False,
    )
    console.print(Styled(words.say(title_of(plan.month)), "bold"))
    console.print(_legend(plan, words), overflow="fold")
    console.print()
    console.print(grid)
    return "\n".join(line.rstrip() for line in target.getvalue().splitlines()).rstrip()


def _frame(plan: Schedule, words: Words, width: int | None) -> _Frame:
    wanted = max((display_width(name) for name in _names(plan, words)), default=LEAST_LABEL)
    sums = _sum_width(plan, words) + GAP
    room = (width or ENDLESS) - sums
    several = any(insertions_in(cell) > 1 for row in plan.rows for cell in row.cells)
    day = SIGN_WIDTH + (several and room >= LEAST_LABEL + (SIGN_WIDTH + 1) * len(plan.days))
    room -= day * len(plan.days) + GAP
    label = min(wanted, MOST_LABEL, room) if width else wanted
    extras, room = 0, room - max(label, 1)
    for one in _extra_widths(plan, words):
        room -= one + GAP
        if room < 0:
            break
        extras += 1
    return _Frame(label=max(label, 1), day=day, extras=extras)


def _grid(plan: Schedule, words: Words, frame: _Frame, *, ruled: bool) -> Grid:
    grid = Grid(box=None, padding=0, pad_edge=False, show_header=False)
    grid.add_column(width=frame.label + GAP, no_wrap=True, overflow="ellipsis")
    for _ in plan.days:
        grid.add_column(width=frame.day, no_wrap=True)
    grid.add_column(justify="right", no_wrap=True, width=_sum_width(plan, words) + GAP)
    for one in _extra_widths(plan, words)[: frame.extras]:
        grid.add_column(no_wrap=True, width=one + GAP)
    for line in _header(plan, words, frame):
        grid.add_row(*line)
    number, blank = 0, [""] * len(plan.days)
    for outlet, rows in groupby(plan.rows, key=lambda row: row.ad.outlet.casefold()):
        block = list(rows)
        net = next((one.net for one in plan.outlets if one.key.casefold() == outlet), 0)
        grid.add_row(
            Styled(block[0].outlet, "bold"), *[""] * len(plan.days), Styled(format_yuan(net), "bold")
        )
        for row in block:
            number += 1
            grid.add_row(*_line(row, plan, words, frame, number=number))
    blank = [""] * len(plan.days)
    grid.add_row(
        Styled(words.gettext(N_("Total")), "bold"), *blank, Styled(format_yuan(plan.total.net), "bold")
    )
    return grid


def _header(plan: Schedule, words: Words, frame: _Frame) -> Iterator[list[Styled]]:
    titles = [label_of("net_cost"), *_EXTRA_LABELS[: frame.extras]]
    yield [
        Styled(""),
        *(Styled(f"{one.day.day:2}", _style(one)) for one in plan.days),
        *(Styled((" " if place else "") + words.gettext(title)) for place, title in enumerate(titles)),
    ]
    yield [Styled(""), *(Styled(words.gettext(WEEKDAY_SIGNS[one.weekday]), _style(one)) for one in plan.days)]
    if any(one.notice for one in plan.days):
        signs = (words.gettext(NOTICES[one.notice]) if one.notice else "" for one in plan.days)
        yield [Styled(""), *(Styled(sign, _style(one)) for sign, one in zip(signs, plan.days, strict=True))]


def _line(row: Row, plan: Schedule, words: Words, frame: _Frame, *, number: int) -> list[Styled]:
    cells = {cell.day: cell for cell in row.cells}
    extras = [Styled(" " + value) for value in _extras(row, words)[: frame.extras]]
    return [
        _label(_name(row, words, number), frame),
        *(_cell(cells.get(one.day), words, frame) for one in plan.days),
        Styled(format_yuan(row.subtotal), "dim" if row.elsewhere_month else ""),
        *extras,
    ]


def _label(name: str, frame: _Frame, style: str = "") -> Styled:
    """The first column, cut so that a blank stays before the days."""
    label = Styled(name, style)
    label.truncate(frame.label, overflow="ellipsis")
    return label


def _cell(cell: Cell | None, words: Words, frame: _Frame) -> Styled:
    if cell is None:
        return Styled("")
    count = insertions_in(cell)
    sign = words.gettext(SIGNS[cell.mark])
    if frame.day > SIGN_WIDTH:
        sign += "-" if cell.mark == FLIGHT else ("" if count <= 1 else str(count) if count <= MOST else "+")
    return Styled(sign, STYLES.get(cell.mark, ""))


def _name(row: Row, words: Words, number: int) -> str:
    name = f"{number:>3} {row.ad.position} {row.ad.theme}"
    if row.elsewhere_month is None:
        return name
    said = words.say(text(N_("(counted in {month})"), month=str(row.elsewhere_month)))
    return f"{number:>3} {said} {row.ad.position} {row.ad.theme}"


def _names(plan: Schedule, words: Words) -> Iterator[str]:
    for number, row in enumerate(plan.rows, start=1):
        yield row.outlet
        yield _name(row, words, number)


_EXTRA_LABELS: Final = (
    N_("State"),
    label_of("copy_deadline"),
    label_of("discount"),
    label_of("creative_version"),
    N_("Proofs"),
)


def _extras(row: Row, words: Words) -> tuple[str, ...]:
    ad = row.ad
    return (
        row.state_label,
        f"{ad.copy_deadline:%m-%d}",
        f"{ad.discount.normalize():f}",
        ad.creative_version or NO_PROOF,
        str(row.proofs or NO_PROOF),
    )


def _extra_widths(plan: Schedule, words: Words) -> list[int]:
    columns = zip(*(_extras(row, words) for row in plan.rows), strict=True) if plan.rows else ()
    titles = [words.gettext(label) for label in _EXTRA_LABELS]
    cells = [list(column) for column in columns] or [[] for _ in titles]
    return [max(map(display_width, (title, *column))) for title, column in zip(titles, cells, strict=True)]


def _sum_width(plan: Schedule, words: Words) -> int:
    amounts = (format_yuan(fen) for fen in (plan.total.net, *(row.subtotal for row in plan.rows)))
    return max(map(display_width, (words.gettext(label_of("net_cost")), *amounts)))


def _style(one: DayColumn) -> str:
    return "" if one.working else DAY_OFF


def _legend(plan: Schedule, words: Words) -> Styled:
    return Styled(legend_of(plan, words), "dim")


def legend_of(plan: Schedule, words: Words) -> str:
    """What the signs in the days mean, of those that stand there."""
    used = {cell.mark for row in plan.rows for cell in row.cells}
    parts = [
        f"{words.gettext(SIGNS[mark])} {words.gettext(label)}"
        for mark, label in MARKS.terms.items()
        if mark in used
    ]
    return "   ".join([words.gettext(N_("Amounts in yuan")), *parts])
