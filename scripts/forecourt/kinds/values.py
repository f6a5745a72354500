"""Values of fields as the text that a file holds: one spelling for each value, whatever the file's own."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from forecourt.kinds.common import Common
from forecourt.kinds.fields import FieldType, ListOf, Money, Slot, is_group, slots_of

BODY: Final = "body"


def written(type_: FieldType, value: Any) -> str:
    """`value` as its field would take it: "12000.00" yuan, "2026-11-01", "yes"; "" for nothing.

    Lists stand as "[a; b]", groups as "{key: value; …}". Two values are equal when their texts are.
    """
    if value is None or value == ():
        return ""
    if isinstance(type_, ListOf):
        return f"[{'; '.join(written(type_.item, item) for item in value)}]"
    if is_group(type_):
        return f"{{{'; '.join(f'{key}: {shown}' for key, shown in _group(value))}}}"
    if isinstance(type_, Money):
        return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02}"
    return _scalar(value)


def _group(value: Any) -> Iterator[tuple[str, str]]:
    for slot in slots_of(type(value)):
        shown = written(slot.spec.type, getattr(value, slot.attribute))
        if shown:
            yield slot.key, shown


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def field_text(record: Common, key: str) -> str:
    """The text of one field, or of the body without outer blanks; "" for a field that the kind lacks."""
    if key == BODY:
        return record.body.strip()
    slot = slot_of(type(record), key)
    return "" if slot is None else written(slot.spec.type, getattr(record, slot.attribute))


def slot_of(cls: type[Common], key: str) -> Slot | None:
    """The declared field of that name in the front matter, or None."""
    return next((slot for slot in slots_of(cls) if slot.key == key), None)


def changed_fields(before: Common, after: Common) -> tuple[str, ...]:
    """Keys whose values differ, in the order of the kind's fields; "body" at the end.

    How a value is spelt, the order of the fields, line ends and a byte order mark do not matter. Both records
    must be of one kind.
    """
    keys = [
        slot.key
        for slot in slots_of(type(after))
        if getattr(before, slot.attribute) != getattr(after, slot.attribute)
    ]
    if before.body is not after.body and before.body.strip() != after.body.strip():
        keys.append(BODY)
    return tuple(keys)
