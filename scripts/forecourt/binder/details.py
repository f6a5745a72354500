"""Lists that a record holds (offers, what ran, invoice lines, the prizes of a draw) as tables of its item."""

from collections.abc import Iterator
from typing import Any, Final

from forecourt.binder.content import Align, Column, Row, Sheet
from forecourt.binder.edition import Edition
from forecourt.kinds.common import Common
from forecourt.kinds.fields import Count, FieldType, ListOf, Money, Slot, is_group, slots_of
from forecourt.model.record import Group

# Columns are as wide as their words, within these bounds; a Chinese character is as wide as two letters.
NARROW: Final = 8
WIDE: Final = 34
# More columns than these leave too little room for each on an A4 page.
MOST_COLUMNS: Final = 9
ABREAST: Final = 3
LABEL_WIDTH: Final = 22
LAST_NARROW: Final = "\u2e7f"


def details(edition: Edition, record: Common, anchor: str, without: frozenset[str]) -> Iterator[Sheet]:
    """A table for every list of blocks of the record, and for every list within a single block.

    Fields of `without` are printed elsewhere. What else a single block holds stands below its table.
    """
    for slot in slots_of(type(record)):
        value = getattr(record, slot.attribute)
        if slot.key in without or not value:
            continue
        if is_list(slot.spec.type):
            yield from _tables(edition, f"{anchor}-{slot.key}", slot, value)
        elif is_group(slot.spec.type):
            yield from _block(edition, f"{anchor}-{slot.key}", slot, value)


def is_detail(type_: FieldType) -> bool:
    """Whether a field is printed as a table: a list of blocks, or a block that holds one."""
    inner = slots_of(type_) if isinstance(type_, type) and is_group(type_) else ()
    return is_list(type_) or any(is_list(slot.spec.type) for slot in inner)


def is_list(type_: FieldType) -> bool:
    """Whether a field is a list of blocks."""
    return isinstance(type_, ListOf) and is_group(type_.item)


def _block(edition: Edition, anchor: str, slot: Slot, block: Group) -> Iterator[Sheet]:
    inner = slots_of(type(block))
    display = edition.display
    told = [
        display.named(display.label(one.spec), shown)
        for one in inner
        if not is_list(one.spec.type)
        if (shown := display.value(one.spec.type, getattr(block, one.attribute)))
    ]
    note = display.between_blocks.join(told)
    for one in inner:
        if is_list(one.spec.type):
            rows = getattr(block, one.attribute)
            yield from _tables(edition, anchor, one, rows, title=display.label(slot.spec), note=note)


def _tables(
    edition: Edition, anchor: str, slot: Slot, groups: tuple[Any, ...], *, title: str = "", note: str = ""
) -> Iterator[Sheet]:
    """One table; blocks of so many fields that their columns would be crushed stand upright, side by side."""
    display = edition.display
    filled = [
        one
        for one in slots_of(type(groups[0]))
        if any(getattr(group, one.attribute) not in (None, (), "") for group in groups)
    ]
    rows = tuple(
        Row(cells=tuple(display.value(one.spec.type, getattr(group, one.attribute)) for one in filled))
        for group in groups
    )
    labels = [display.label(one.spec) for one in filled]
    if len(filled) > MOST_COLUMNS:
        yield from _upright(anchor, title or display.label(slot.spec), labels, rows, note=note)
        return
    widths = [
        max(_width(labels[place]), *(_width(row.cells[place]) for row in rows))
        for place in range(len(filled))
    ]
    yield Sheet(
        anchor=anchor,
        title=title or display.label(slot.spec),
        columns=tuple(
            Column(label=label, width=100 * width // sum(widths), align=_align(one.spec.type))
            for one, label, width in zip(filled, labels, widths, strict=True)
        ),
        rows=rows,
        note=note,
    )


def _upright(
    anchor: str, title: str, labels: list[str], rows: tuple[Row, ...], *, note: str
) -> Iterator[Sheet]:
    """A column a block, headed by its first field; a row each further field."""
    for start in range(0, len(rows), ABREAST):
        beside = rows[start : start + ABREAST]
        share = (100 - LABEL_WIDTH) // len(beside)
        yield Sheet(
            anchor=f"{anchor}-{start}" if start else anchor,
            title=title,
            columns=(
                Column(label=labels[0], width=LABEL_WIDTH),
                *(Column(label=row.cells[0], width=share) for row in beside),
            ),
            rows=tuple(
                Row(cells=(label, *(row.cells[place] for row in beside)))
                for place, label in enumerate(labels[1:], 1)
            ),
            note=note if start + ABREAST >= len(rows) else "",
        )


def _align(type_: FieldType) -> Align:
    return "right" if isinstance(type_, (Money, Count)) else "left"


def _width(words: str) -> int:
    wide = sum(1 if character < LAST_NARROW else 2 for character in words)
    return min(max(wide, NARROW), WIDE)
