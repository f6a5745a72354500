"""Ways through the fields of any record, by its declaration: references, model codes, rows that must
differ.
"""

from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from forecourt.kinds.amendment import Change
from forecourt.kinds.dealership import Model
from forecourt.kinds.fields import ListOf, Ref, is_group, slots_of
from forecourt.kinds.month import ChannelBudget, Units
from forecourt.kinds.programme import Fund, LineCap, PerUnit, TierPoints
from forecourt.model.record import Group, Record
from forecourt.model.unread import UNREAD, is_read, readable

# Rows of a list that stand for one thing each, and the field that says which.
ROW_KEYS: Final[dict[type[Group], str]] = {
    Units: "model",
    ChannelBudget: "channel",
    Fund: "name",
    LineCap: "channel",
    PerUnit: "model",
    TierPoints: "tier",
    Model: "code",
    Change: "field",
}


class Reference(Struct, frozen=True, kw_only=True):
    """An id that a record names: where it stands, and the kinds it may be of (empty: any)."""

    field: str
    id: str
    kinds: tuple[str, ...]


class _Part(Struct, frozen=True):
    """A field on the way to a reference: `ref` when it holds ids itself, None when groups below it do."""

    key: str
    attribute: str
    is_list: bool
    ref: Ref | None


def references(record: Record) -> Iterator[Reference]:
    """Every id of another record that `record` names and that could be read, in nested blocks and lists
    too.
    """
    yield from _references(record, "")


def repeated(record: Record) -> Iterator[tuple[str, int, str]]:
    """Rows that say the same as an earlier row: (field, place of the first row from 1, value)."""
    yield from _repeated(record, "")


def _references(holder: object, where: str) -> Iterator[Reference]:
    for part in _parts(type(holder)):
        for field, item in _items(part, getattr(holder, part.attribute), where):
            if part.ref is not None:
                yield Reference(field=field, id=item, kinds=part.ref.kinds)
            else:
                yield from _references(item, field + ".")


def _items(part: _Part, value: Any, where: str) -> Iterator[tuple[str, Any]]:
    if part.is_list:
        for index, item in readable(value):
            yield f"{where}{part.key}.{index}", item
    elif value is not None and is_read(value):
        yield where + part.key, value


_PARTS: Final[dict[type, tuple[_Part, ...]]] = {}


def _parts(cls: type) -> tuple[_Part, ...]:
    """The fields of `cls` that hold references, themselves or further down."""
    if cls not in _PARTS:
        _PARTS[cls] = _find_parts(cls)
    return _PARTS[cls]


def _find_parts(cls: type) -> tuple[_Part, ...]:
    parts = []
    for slot in slots_of(cls):
        type_ = slot.spec.type
        inner = type_.item if isinstance(type_, ListOf) else type_
        ref = inner if isinstance(inner, Ref) else None
        if ref is not None or (isinstance(inner, type) and _parts(inner)):
            parts.append(_Part(slot.key, slot.attribute, isinstance(type_, ListOf), ref))
    return tuple(parts)


def _repeated(holder: Any, where: str) -> Iterator[tuple[str, int, str]]:
    for slot in slots_of(type(holder)):
        type_ = slot.spec.type
        rows = getattr(holder, slot.attribute)
        if not isinstance(type_, ListOf) or not is_group(type_.item):
            continue
        key = ROW_KEYS.get(type_.item)  # type: ignore[arg-type]
        seen: dict[str, int] = {}
        for index, row in readable(rows):
            place = f"{where}{slot.key}.{index}."
            value: Any = UNREAD if key is None else getattr(row, key)
            if is_read(value):
                if value in seen:
                    yield f"{place}{key}", seen[value], value
                seen.setdefault(value, index + 1)
            yield from _repeated(row, place)
