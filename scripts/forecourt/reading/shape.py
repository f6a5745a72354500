"""Fields as text -> a record of its kind, or what is wrong with them (all of it at once)."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from forecourt.kinds.fields import FieldType, ListOf, Slot, Wrong, is_group, slots_of
from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.words.text import N_, Text, text


@code("SH01")
def missing(field: str, slot: Slot) -> Problem:
    """A field that every record of the kind needs is missing or empty.

    The blank made by `forecourt new KIND` shows every field with its meaning.
    """
    return Problem(
        code="SH01",
        field=field,
        message=text(
            N_('The field "{key}" ({label}) is missing or empty'), key=field, label=Text(slot.spec.label)
        ),
        hint=text(N_("Add a line: {key}: …"), key=slot.key),
    )


@code("SH02")
def unknown(field: str, key: str, known: list[str]) -> Problem:
    """The kind has no field of this name.

    A misspelt name would be ignored silently and its value lost, so it is refused.
    """
    near = difflib.get_close_matches(key, known, n=1)
    hint = (
        text(N_('Did you mean "{near}"?'), near=near[0])
        if near
        else text(N_("Remove it, or use one of: {known}"), known=known)
    )
    return Problem(
        code="SH02",
        field=field,
        at_key=True,
        message=text(N_('There is no field "{key}" here'), key=key),
        hint=hint,
    )


@code("SH03")
def wrong_value(field: str, slot: Slot, wrong: Wrong) -> Problem:
    """The value does not fit the field's type.

    Each field takes one type: a day, an amount in yuan, a word of a list … The hint says how to write it.
    """
    return Problem(
        code="SH03",
        field=field,
        message=text(N_("{label}: {wrong}"), label=Text(slot.spec.label), wrong=wrong.message),
        hint=wrong.hint,
    )


@code("SH04")
def wrong_form(field: str, slot: Slot, expected: str) -> Problem:
    """The field holds a list or a block where one value belongs, or the other way round."""
    return Problem(
        code="SH04",
        field=field,
        message=text(
            N_("{label}: here belongs {expected}"), label=Text(slot.spec.label), expected=Text(expected)
        ),
        hint=text(N_("Compare it with the blank made by: forecourt new KIND")),
    )


@code("SH05")
def too_few(field: str, slot: Slot, least: int) -> Problem:
    """A list has fewer items than it needs."""
    return Problem(
        code="SH05",
        field=field,
        message=text(
            N_("{label}: the list needs at least {least} item(s)"), label=Text(slot.spec.label), least=least
        ),
        hint=text(N_("Add an item below the field, beginning with a hyphen")),
    )


ONE_VALUE = N_("one value")
A_LIST = N_("a list, one item a line beginning with a hyphen")
A_BLOCK = N_("a block of fields, indented by two spaces")

Take = Callable[[Any, str, list[Problem]], Any]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A class prepared for reading: how to take each key, and which keys must be there."""

    takes: dict[str, tuple[str, Take]]
    required: dict[str, Slot]
    known: list[str]


class _Bad:
    """Stands for a value that could not be read."""


BAD = _Bad()


def shape(
    cls: type[Any], fields: Mapping[str, Any], problems: list[Problem], where: str = "", **fixed: Any
) -> Any:
    """An instance of `cls` made of `fields`, or BAD; what is wrong is added to `problems`.

    `where` is the dotted path of the block with a closing dot; `fixed` are attributes that the file does not hold.
    """
    plan = _plan(cls)
    values: dict[str, Any] = fixed
    good = True
    for key, value in fields.items():
        known = plan.takes.get(key)
        if known is None:
            problems.append(unknown(where + key, key, plan.known))
        elif value != "":
            attribute, take = known
            taken = take(value, where + key if where else key, problems)
            if taken is BAD:
                good = False
            else:
                values[attribute] = taken
    for key, slot in plan.required.items():
        if fields.get(key, "") == "":
            problems.append(missing(where + key, slot))
            good = False
    return cls(**values) if good else BAD


@cache
def _plan(cls: type[Any]) -> _Plan:
    slots = slots_of(cls)
    takes = {slot.key: (slot.attribute, _take_of(slot, slot.spec.type)) for slot in slots}
    return _Plan(
        takes, {slot.key: slot for slot in slots if slot.spec.required}, [slot.key for slot in slots]
    )


def _take_of(slot: Slot, type_: FieldType) -> Take:
    if isinstance(type_, ListOf):
        return _list_take(slot, type_)
    if is_group(type_):
        return _group_take(slot, type_)
    return _scalar_take(slot, type_.read)  # type: ignore[union-attr]


def _scalar_take(slot: Slot, read: Callable[[str], Any]) -> Take:
    def take(value: Any, where: str, problems: list[Problem]) -> Any:
        if value.__class__ is not str:
            problems.append(wrong_form(where, slot, ONE_VALUE))
            return BAD
        try:
            return read(value)
        except Wrong as wrong:
            problems.append(wrong_value(where, slot, wrong))
            return BAD

    return take


def _group_take(slot: Slot, cls: Any) -> Take:
    def take(value: Any, where: str, problems: list[Problem]) -> Any:
        if not isinstance(value, dict):
            problems.append(wrong_form(where, slot, A_BLOCK))
            return BAD
        return shape(cls, value, problems, where + ".")

    return take


def _list_take(slot: Slot, type_: ListOf) -> Take:
    item_take = _take_of(slot, type_.item)

    def take(value: Any, where: str, problems: list[Problem]) -> Any:
        if not isinstance(value, list):
            problems.append(wrong_form(where, slot, A_LIST))
            return BAD
        if len(value) < type_.least:
            problems.append(too_few(where, slot, type_.least))
            return BAD
        taken = tuple(item_take(item, f"{where}.{index}", problems) for index, item in enumerate(value))
        return BAD if any(item is BAD for item in taken) else taken

    return take
