"""Records as a sheet that can be edited and read back: labels of fields, ids in front, bases at the end."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from forecourt.kinds.common import Common
from forecourt.kinds.fields import FieldType, Line, Money, Slot, slots_of
from forecourt.kinds.month import MonthPlan
from forecourt.sheets.base import base_of
from forecourt.sheets.landscape import A4, print_landscape
from forecourt.sheets.names import Names
from forecourt.sheets.subjects import BASE, BUDGET, SCHEDULE, Block, Field, Subject, key_slot
from forecourt.sheets.values import shown
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, text

ID: Final = N_("Id")
LABEL_AND_UNIT: Final = N_("{label} ({unit})")
BUDGET_TITLE: Final = N_("Budget to edit")
SCHEDULE_TITLE: Final = N_("Schedule to edit")
SCHEDULE_KEYS: Final = (
    *(
        "title",
        "outlet",
        "channel",
        "theme",
        "model",
        "position",
        "colour",
        "width_cm",
        "height_cm",
        "seconds",
    ),
    *("copy_deadline", "flight_start", "flight_end", "issue_days", "insertions", "list_price", "discount"),
    *("net_cost", "creative_version", "note"),
)
MONTH_KEYS: Final = ("own_money", "opening_balance")
_FORMATS: Final = {
    "header": {"bold": True, "bottom": 1, "bg_color": "#F2F2F2", "text_wrap": True, "valign": "vcenter"},
    "fixed": {"font_color": "#808080", "bg_color": "#F7F7F7"},
    "money": {"num_format": "#,##0.00"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "text": {"num_format": "@"},
}
_WIDTHS: Final = {"title": 28, "outlet": 20, "theme": 20, "position": 20, "note": 28, "issue_days": 24}
_WIDTH: Final = 13


class Editable(Struct, frozen=True, kw_only=True):
    """A sheet to edit: fields as columns, rows of id, base and values (as fields hold them), and names."""

    title: str
    names: Names
    fields: tuple[Field, ...]
    rows: tuple["EditableRow", ...]


class EditableRow(Struct, frozen=True, kw_only=True):
    """One row: the values of its fields; a field that is left out belongs to other rows."""

    id: str
    base: str
    values: Mapping[Field, Any]


def fields_of(subject: Subject, keys: Sequence[str]) -> tuple[Field, ...]:
    """The record's own fields with these keys, in this order."""
    slots = {slot.key: slot for slot in slots_of(subject.record)}
    return tuple(Field.of(slots[key]) for key in keys)


def schedule_sheet(ads: Iterable[Common], names: Names, sources: Mapping[str, bytes]) -> Editable:
    """The ad lines of a schedule, a row each; `sources` are the records' files by path."""
    fields = fields_of(SCHEDULE, SCHEDULE_KEYS)
    rows = tuple(_row(ad, sources, {one: getattr(ad, one.slot.attribute) for one in fields}) for ad in ads)
    return Editable(title=SCHEDULE_TITLE, names=names, fields=fields, rows=rows)


def budget_sheet(plan: MonthPlan, names: Names, sources: Mapping[str, bytes]) -> Editable:
    """The month's money, budget by channel and cars by model: a row for the month and for each item."""
    own = fields_of(BUDGET, MONTH_KEYS)
    rows = [_row(plan, sources, {one: getattr(plan, one.slot.attribute) for one in own})]
    columns: list[Field] = []
    for block in BUDGET.blocks:
        fields = _item_fields(block)
        columns += fields
        items = [
            {one: getattr(item, one.slot.attribute) for one in fields} for item in getattr(plan, block.name)
        ]
        rows += [_row(plan, sources, values) for values in items]
    return Editable(title=BUDGET_TITLE, names=names, fields=(*columns, *own), rows=tuple(rows))


def _item_fields(block: Block) -> list[Field]:
    """The key of a list's items first, then their other fields."""
    key = key_slot(block)
    slots = [key, *(slot for slot in slots_of(block.item) if slot != key)]
    return [Field.of(slot, block.name) for slot in slots]


def _row(record: Common, sources: Mapping[str, bytes], values: Mapping[Field, Any]) -> EditableRow:
    return EditableRow(id=record.id, base=base_of(sources[record.path]), values=values)


def add_editable(book: Workbook, sheet: Editable, words: Words) -> None:
    """Add the sheet to a workbook. Amounts are numbers in yuan, days are days, all else is text."""
    page = book.add_worksheet(words.gettext(sheet.title))
    formats = {name: book.add_format(options) for name, options in _FORMATS.items()}
    labels = [words.gettext(ID), *(_header(one.slot, words) for one in sheet.fields), words.gettext(BASE)]
    for column, label in enumerate(labels):
        page.write_string(0, column, label, formats["header"])
    for line, row in enumerate(sheet.rows, start=1):
        page.write_string(line, 0, row.id, formats["fixed"])
        for column, field in enumerate(sheet.fields, start=1):
            type_ = field.slot.spec.type
            value = shown(type_, row.values.get(field), sheet.names, words)
            _write(page, (line, column), value, type_, formats)
        page.write_string(line, len(labels) - 1, row.base, formats["fixed"])
    for column, width in enumerate(_widths(sheet)):
        page.set_column(column, column, width)
    page.freeze_panes(1, 1)
    print_landscape(page, paper=A4)
    page.repeat_rows(0)
    page.set_header("&C&14&A")


def _header(slot: Slot, words: Words) -> str:
    label = words.gettext(slot.spec.label)
    if not slot.spec.unit:
        return label
    return words.say(text(LABEL_AND_UNIT, label=label, unit=words.gettext(slot.spec.unit)))


def _widths(sheet: Editable) -> Iterator[int]:
    yield max((len(row.id) for row in sheet.rows), default=_WIDTH) + 2
    yield from (_WIDTHS.get(field.slot.key, _WIDTH) for field in sheet.fields)
    yield 18


def _write(
    page: Worksheet, cell: tuple[int, int], value: Any, type_: FieldType, formats: Mapping[str, Any]
) -> None:
    """A cell with its format; an empty one of text too, so that a number typed into it keeps its zeros."""
    if isinstance(value, date):
        page.write_datetime(*cell, value, formats["day"])
    elif isinstance(value, Decimal | int):
        page.write_number(*cell, value, formats["money"] if isinstance(type_, Money) else None)
    elif isinstance(value, str):
        page.write_string(*cell, value, formats["text"])
    elif isinstance(type_, Line):
        page.write_blank(*cell, None, formats["text"])
