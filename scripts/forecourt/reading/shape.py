"""Fields as text -> a record of its kind, or what is wrong with them (all of it at once)."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from msgspec import Struct

from forecourt.kinds.fields import FieldType, Line, ListOf, Prose, Slot, WrongError, is_group, slots_of
from forecourt.model.alike import LONGEST_NAME, meant_name, related
from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.model.unread import UNREAD
from forecourt.words.text import N_, Text, text

MANY_FAULTS: Final = 100


@code("SH01")
def missing(field: str, slot: Slot) -> Problem:
    """A field that every record of the kind needs is missing or empty.

    The blank made by `./forecourt new KIND` shows every field with its meaning.
    """
    return Problem(
        code="SH01",
        field=field,
        message=text(
            N_('The field "{key}" ({label}) is missing or empty'),
            key=_placed(field),
            label=Text(slot.spec.label),
        ),
        hint=text(N_("Add a line: {key}: …"), key=slot.key),
    )


@code("SH02")
def unknown(field: str, key: str, known: Mapping[str, str], *, many: bool = False) -> Problem:
    """The kind has no field of this name.

    A misspelt name would be ignored silently and its value lost, so it is refused.
    """
    # Comparing without a limit is slow: not among hundreds of faults, nor with endless names.
    near = None if many or len(key) > LONGEST_NAME else meant_name(key, known)
    if near:
        hint = text(N_('Did you mean "{near}"?'), near=near)
    elif many:
        hint = text(N_("Remove it"))
    else:
        hint = text(N_("Remove it, or use one of: {known}"), known=related(key, known) or list(known))
    return Problem(
        code="SH02",
        field=field,
        at_key=True,
        message=text(N_('There is no field "{key}" here'), key=key),
        hint=hint,
    )


@code("SH03")
def wrong_value(field: str, slot: Slot, wrong: WrongError) -> Problem:
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
def wrong_form(field: str, slot: Slot, expected: str, value: Any = None) -> Problem:
    """The field holds a list or a block where one value belongs, or the other way round.

    A list stands below the field's name, one item a line beginning with a hyphen; a block below it, its
    fields indented by two spaces.
    """
    hints = IN_AN_ITEM if field.rpartition(".")[2].isdecimal() else HOW_TO_WRITE
    hint = hints[expected]
    if expected == A_LIST and isinstance(value, str) and _BULLET.match(value):
        hint = HYPHEN_AND_BLANK
    return Problem(
        code="SH04",
        field=field,
        message=text(
            N_("{label}: here belongs {expected}"), label=Text(slot.spec.label), expected=Text(expected)
        ),
        hint=text(hint, key=slot.key),
    )


@code("SH05")
def too_few(field: str, slot: Slot, least: int) -> Problem:
    """A list has fewer items than it needs.

    A co-op fund, for example, needs at least one amount per car; without any it would accrue nothing.
    """
    return Problem(
        code="SH05",
        field=field,
        message=text(
            N_("{label}: the list needs at least {least} item(s)"), label=Text(slot.spec.label), least=least
        ),
        hint=text(N_("Add an item below the field, beginning with a hyphen")),
    )


@code("SH08")
def empty_item(field: str, slot: Slot) -> Problem:
    """An item of a list is empty.

    A hyphen without anything behind it says nothing; it is usually left over from an item that was deleted.
    """
    return Problem(
        code="SH08",
        field=field,
        message=text(N_("{label}: an item of the list is empty"), label=Text(slot.spec.label)),
        hint=text(N_("Write the item behind the hyphen, or delete the hyphen")),
    )


def _placed(field: str) -> str | Text:
    """A dotted path for readers: places in lists from 1, with the list's name before them."""
    parts = field.split(".")
    places = [index for index, part in enumerate(parts) if part.isdecimal()]
    if not places:
        return field
    at = places[-1]
    return text(
        N_('{key}, no. {number} of "{list}"'),
        key=".".join(parts[at + 1 :]) or parts[at - 1],
        number=int(parts[at]) + 1,
        list=_placed(".".join(parts[:at])),
    )


# What people begin items with, for whom YAML sees one long text.
_BULLET: Final = re.compile("[-*\u2010-\u2015\u2212\uff0d·•●]")
HYPHEN_AND_BLANK: Final = N_("Begin each item with an English hyphen and a blank: - …")
# Signs that Chinese writes between the items of a list.
_BETWEEN: Final = re.compile("[，、；;]")
ENGLISH_COMMAS: Final = N_("Write one item a line, or put English commas between them: [one, two]")
ONE_VALUE: Final = N_("one value")
A_LIST: Final = N_("a list, one item a line beginning with a hyphen")
A_BLOCK: Final = N_("a block of fields, indented by two spaces")
HOW_TO_WRITE: Final = {
    ONE_VALUE: N_("Write it on one line: {key}: …"),
    A_LIST: N_("Write {key}: and below it one item a line, beginning with a hyphen: - …"),
    A_BLOCK: N_("Write {key}: and below it its fields one a line, indented by two spaces"),
}
IN_AN_ITEM: Final = {
    ONE_VALUE: N_("Write it on one line behind the hyphen: - …"),
    A_LIST: HOW_TO_WRITE[A_LIST],
    A_BLOCK: N_("Write its fields one a line, the first behind the hyphen, the others below the first"),
}


class Faults(list[Problem]):
    """What is wrong with fields, and whether a value was lost by it."""

    lost = False

    def lose(self, problem: Problem) -> Any:
        """Note a problem that costs a value; gives what takes its place."""
        self.append(problem)
        self.lost = True
        return UNREAD


Read = Callable[[str], Any]
Take = Callable[[Any, str, Faults], Any]
# Words of lists, days, ids and amounts come again and again; reading each once is enough.
_REMEMBERED: Final = 4_096


class _Known(dict[str, Any]):
    """What texts of one type were read as; emptied when full, it soon holds the common ones again."""

    def __init__(self, read: Read) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, source: str) -> Any:
        value = self.read(source)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[source] = value
        return value


class _Field(NamedTuple):
    """How to take one key: `read` for text (None when no text belongs there), `take` for everything else."""

    slot: Slot
    attribute: str
    read: Read | None
    take: Take


class _Plan(Struct, frozen=True):
    """A class prepared for reading."""

    fields: dict[str, _Field]
    required: dict[str, Slot]
    needed: frozenset[str]

    @property
    def known(self) -> dict[str, str]:
        """All keys with their labels, for a hint."""
        return {key: field.slot.spec.label for key, field in self.fields.items()}


def shape(cls: type[Any], fields: Mapping[str, Any], faults: Faults, where: str = "", **fixed: Any) -> Any:
    """An instance of `cls` made of `fields`; what is wrong is added to `faults`.

    UNREAD stands where a value is wrong or missing. `where` is the dotted path of the block with a closing
    dot; `fixed` are attributes that the file does not hold.
    """
    plan = _plan(cls)
    known = plan.fields
    values = fixed
    for key, value in fields.items():
        if key not in known:
            faults.append(unknown(where + key, key, plan.known, many=len(faults) > MANY_FAULTS))
        elif value != "":
            slot, attribute, read, take = known[key]
            if read is None or value.__class__ is not str:
                values[attribute] = take(value, where + key, faults)
                continue
            try:
                values[attribute] = read(value)
            except WrongError as wrong:
                values[attribute] = faults.lose(wrong_value(where + key, slot, wrong))
    # One comparison of sets for the usual case that nothing is missing.
    if not plan.needed <= values.keys():
        missed = (slot for slot in plan.required.values() if slot.attribute not in values)
        values |= {slot.attribute: faults.lose(missing(where + slot.key, slot)) for slot in missed}
    return cls(**values)


_PLANS: Final[dict[type, _Plan]] = {}


def _plan(cls: type) -> _Plan:
    if cls not in _PLANS:
        _PLANS[cls] = _planned(cls)
    return _PLANS[cls]


def _planned(cls: type) -> _Plan:
    slots = slots_of(cls)
    required = {slot.key: slot for slot in slots if slot.spec.required}
    return _Plan(
        {slot.key: _field(slot, slot.spec.type) for slot in slots},
        required,
        frozenset(slot.attribute for slot in required.values()),
    )


def _field(slot: Slot, type_: FieldType) -> _Field:
    if isinstance(type_, ListOf):
        return _Field(slot, slot.attribute, None, _list_take(slot, type_))
    if is_group(type_):
        return _Field(slot, slot.attribute, None, _group_take(slot, type_))
    read: Read = type_.read  # type: ignore[union-attr]
    if not isinstance(type_, Line | Prose):
        read = _Known(read).__getitem__
    return _Field(slot, slot.attribute, read, _scalar_take(slot, read))


def _scalar_take(slot: Slot, read: Read) -> Take:
    def take(value: Any, where: str, faults: Faults) -> Any:
        if value.__class__ is not str:
            return faults.lose(wrong_form(where, slot, ONE_VALUE))
        try:
            return read(value)
        except WrongError as wrong:
            if where.rpartition(".")[2].isdecimal() and _BETWEEN.search(value):
                wrong.hint = text(ENGLISH_COMMAS)
            return faults.lose(wrong_value(where, slot, wrong))

    return take


def _group_take(slot: Slot, cls: Any) -> Take:
    def take(value: Any, where: str, faults: Faults) -> Any:
        if not isinstance(value, dict):
            return faults.lose(wrong_form(where, slot, A_BLOCK))
        return shape(cls, value, faults, where + ".")

    return take


def _list_take(slot: Slot, type_: ListOf) -> Take:
    item = _field(slot, type_.item)

    def take(value: Any, where: str, faults: Faults) -> Any:
        if not isinstance(value, list):
            return faults.lose(wrong_form(where, slot, A_LIST, value))
        if len(value) < type_.least:
            return faults.lose(too_few(where, slot, type_.least))
        return tuple(_item(item, one, f"{where}.{index}", faults) for index, one in enumerate(value))

    return take


def _item(item: _Field, value: Any, where: str, faults: Faults) -> Any:
    if value == "":
        return faults.lose(empty_item(where, item.slot))
    return item.take(value, where, faults)
