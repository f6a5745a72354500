"""Every amount and number that one field of a record holds, by id and dotted path (M2).

CLM-….lines.0.claimed, AD-….list_price, PRG-….funds.0.per_unit.1.amount: what pages, sheets and tables show as
it stands in the record.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from forecourt.kinds.common import PERCENT
from forecourt.kinds.fields import Count, FieldType, ListOf, Money, slots_of
from forecourt.kinds.print_job import UNIT_PRICE
from forecourt.model.record import Group, Record
from forecourt.money.figure import Figure, Unit, of_parts, part_of
from forecourt.words.text import N_, Text, text

_IN_HUNDREDTHS: Final = 100
_FEN: Final = 100


def field_figures(record: Record) -> Iterator[Figure]:
    """The record's own fields that hold fen or whole numbers, those of its lists too."""
    yield from _of(record, record, ())


def _of(record: Record, holder: Record | Group, above: tuple[tuple[str, Text], ...]) -> Iterator[Figure]:
    for slot in slots_of(type(holder)):
        value = getattr(holder, slot.attribute)
        yield from _of_value(record, slot.spec.type, value, (*above, (slot.key, Text(slot.spec.label))))


def _of_value(
    record: Record, type_: FieldType, value: Any, way: tuple[tuple[str, Text], ...]
) -> Iterator[Figure]:
    if isinstance(value, Group):
        yield from _of(record, value, way)
        return
    if isinstance(type_, ListOf) and isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _of_value(record, type_.item, one, (*way, (str(place), text(str(place + 1)))))
        return
    number = _number(type_, value)
    if number is not None:
        amount, unit = number
        path = ".".join(key for key, _ in way)
        label = text(N_("{title}: {what}"), title=record.title, what=_named(way))
        yield of_parts(f"{record.id}.{path}", label, (part_of(record, path, amount),), unit=unit)


def _number(type_: FieldType, value: Any) -> tuple[int, Unit] | None:
    """A field's value as a whole number and its unit; None for a field that holds no number, or nothing."""
    if isinstance(type_, Money) and isinstance(value, int):
        return value, "fen"
    # A price of one may be finer than a fen; then only the whole job has a figure.
    if type_ == UNIT_PRICE and isinstance(value, Decimal) and value * _FEN == int(value * _FEN):
        return int(value * _FEN), "fen"
    if isinstance(type_, Count) and isinstance(value, int):
        return value, "count"
    if type_ == PERCENT and isinstance(value, Decimal):
        return int(value * _IN_HUNDREDTHS), "hundredths of a percent"
    return None


def _named(way: tuple[tuple[str, Text], ...]) -> Text:
    """The labels on the way to a field, as one."""
    named = way[0][1]
    for _, label in way[1:]:
        named = text(N_("{item}, {label}"), item=named, label=label)
    return named
