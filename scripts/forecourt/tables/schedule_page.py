"""The sheet of a schedule while it is being filled: its columns, its colours, and one line of it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from forecourt.kinds.ad import Ad
from forecourt.kinds.fields import Slot
from forecourt.kinds.values import slot_of
from forecourt.model.money import share_of
from forecourt.model.record import Records
from forecourt.model.vocabulary import MONEY_MEANINGS
from forecourt.money.schedule import ELSEWHERE, FLIGHT, MAKE_GOOD, MISSED, PLANNED, RAN, TENTH, Row, Schedule
from forecourt.sheets.names import Names
from forecourt.sheets.subjects import size_of
from forecourt.sheets.values import shown
from forecourt.tables.cells import yuan
from forecourt.tables.schedule import insertions_in
from forecourt.words.catalogue import Words
from forecourt.words.text import N_

BASE: Final = N_("Base")
# Keys of fields, or names of what is worked out, with their widths in characters.
LEFT: Final = (("id", 20), ("outlet", 20), ("channel", 10), ("position", 18), ("theme", 24), ("size", 13))
RIGHT: Final = (
    ("list_price", 12),
    ("discount", 7),
    ("net_each", 12),
    ("insertions", 9),
    ("net_cost", 13),
    ("copy_deadline", 12),
    ("creative_version", 9),
    ("state", 10),
    ("proofs", 9),
    ("bucket", 9),
    ("counted", 13),
    ("issue_days", 26),
    ("base", 19),
)
WORKED_OUT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "size": N_("Size or length"),
        "net_each": N_("Net, each"),
        "proofs": N_("Proofs of the run"),
        "bucket": N_("Counts as"),
        "counted": N_("Counted in the budget"),
        "base": BASE,
    }
)
MONEY: Final = frozenset({"list_price", "net_each", "net_cost", "counted"})
SUMMED: Final = ("insertions", "net_cost", "counted")
HEADER: Final = 3
DAY_WIDTH: Final = 3.6
A3: Final = 8
FILLS: Final[Mapping[str, str]] = MappingProxyType(
    {
        PLANNED: "#FFF2CC",
        RAN: "#C6E0B4",
        ELSEWHERE: "#F8CBAD",
        MISSED: "#FF9999",
        MAKE_GOOD: "#D9C3EC",
        FLIGHT: "#BDD7EE",
    }
)
DAY_OFF: Final = "#E7E6E6"
FONT: Final = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}


class Edition(Struct, frozen=True, kw_only=True):
    """What a workbook needs beyond the schedule: marks of the files by path, all records, when it is made."""

    bases: Mapping[str, str]
    records: Records
    today: date


class Page(Struct, frozen=True, kw_only=True):
    """A sheet that is being filled."""

    sheet: Worksheet
    book: Workbook
    plan: Schedule
    edition: Edition
    words: Words
    names: Names
    made: dict[tuple[tuple[str, Any], ...], Format]

    def form(self, **options: Any) -> Format:
        """The cell format with these options, each made once."""
        key = tuple(sorted(options.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(FONT | {"border": 1, "border_color": "#A6A6A6"} | options)
        return self.made[key]

    @property
    def first_day(self) -> int:
        """The column of the 1st."""
        return len(LEFT)

    def column(self, name: str) -> int:
        """The place of a column, from 0."""
        left = [key for key, _ in LEFT]
        if name in left:
            return left.index(name)
        return len(LEFT) + len(self.plan.days) + [key for key, _ in RIGHT].index(name)


def label(page: Page, name: str) -> str:
    """The head of a column: the label of the ad's field, or what is worked out."""
    return page.words.gettext(WORKED_OUT[name] if name in WORKED_OUT else slot(name).spec.label)


def slot(name: str) -> Slot:
    """The declared field of an ad; raises KeyError."""
    found = slot_of(Ad, name)
    if found is None:
        raise KeyError(name)
    return found


def write_line(page: Page, at: int, line: Row) -> None:
    """Row `at` (from 0) of the sheet: one insertion line, with what the importer needs to know it again."""
    muted = {} if line.elsewhere_month is None else {"font_color": "#7F7F7F"}
    for name, _ in (*LEFT, *RIGHT):
        _write_value(page, (at, page.column(name)), name, line, muted)
    cells = {cell.day: cell for cell in line.cells}
    for place, one in enumerate(page.plan.days, start=page.first_day):
        cell = cells.get(one.day)
        fill = FILLS[cell.mark] if cell is not None else None if one.working else DAY_OFF
        form = page.form(align="center", **({} if fill is None else {"bg_color": fill}))
        count = 0 if cell is None else insertions_in(cell)
        if count:
            page.sheet.write_number(at, place, count, form)
        else:
            page.sheet.write_blank(at, place, None, form)


def _write_value(page: Page, cell: tuple[int, int], name: str, line: Row, muted: dict[str, Any]) -> None:
    value = _value(page, name, line)
    form = page.form(**(_LOOKS.get(name, {}) | muted))
    formula = _formula(page, cell[0], name, line)
    if formula and value is not None:
        page.sheet.write_formula(*cell, formula, form, value)
    elif isinstance(value, date):
        page.sheet.write_datetime(*cell, value, form)
    elif isinstance(value, Decimal | int):
        page.sheet.write_number(*cell, value, form)
    elif value:
        page.sheet.write_string(*cell, str(value), form)
    else:
        page.sheet.write_blank(*cell, None, form)


def _value(page: Page, name: str, line: Row) -> Any:
    """What a cell shows: worked out here, or the field's value as the importer understands it."""
    bucket = line.bucket or "none"
    worked_out = {
        "size": size_of(line.ad),
        "net_each": yuan(line.net_each),
        "state": line.state_label,
        "proofs": line.proofs,
        "bucket": page.words.gettext(MONEY_MEANINGS.terms[bucket]),
        "counted": yuan(line.counted),
        "base": page.edition.bases.get(line.ad.path, ""),
    }
    if name in worked_out:
        return worked_out[name]
    field = slot(name)
    return shown(field.spec.type, getattr(line.ad, field.attribute), page.names, page.words)


def _formula(page: Page, row: int, name: str, line: Row) -> str:
    """Net amounts are worked out in the sheet too, so that a changed price shows at once what it costs."""
    price, discount, count = (
        xl_rowcol_to_cell(row, page.column(key)) for key in ("list_price", "discount", "insertions")
    )
    each, ad = f"{price}*{discount}/{TENTH}", line.ad
    if name == "net_each":
        return f"=ROUND({each},2)"
    if name == "net_cost" and ad.net_cost == share_of(ad.list_price * ad.insertions, ad.discount / TENTH):
        return f"=ROUND({each}*{count},2)"
    return ""


_AMOUNT: Final = {"num_format": "#,##0.00"}
_LOOKS: Final[Mapping[str, dict[str, Any]]] = MappingProxyType(
    {
        **dict.fromkeys(MONEY, _AMOUNT),
        "discount": {"num_format": "0.##", "align": "center"},
        "insertions": {"align": "center"},
        "proofs": {"align": "center"},
        "copy_deadline": {"num_format": "yyyy-mm-dd", "align": "center"},
        "theme": {"text_wrap": True},
        "base": {"font_color": "#A6A6A6", "font_name": "Consolas"},
    }
)
