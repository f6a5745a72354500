"""Cells of a row beside the record's present values: what is to change, and what may not."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec.structs import replace

from forecourt.kinds.common import Common
from forecourt.kinds.fields import Choice, Money, Pattern, Prose, Ref, Slot, WrongError
from forecourt.kinds.fields import Line as OneLine
from forecourt.kinds.table import KINDS
from forecourt.model.money import narrow
from forecourt.model.months import Month
from forecourt.model.record import Group
from forecourt.sheets import faults
from forecourt.sheets.base import base_of
from forecourt.sheets.faults import Differs, Reason, Remark
from forecourt.sheets.grid import Cell, Fault, place_name
from forecourt.sheets.header import Column
from forecourt.sheets.lines import Line, Scene, fault_of
from forecourt.sheets.moved import ISSUE_DAYS, moved_days
from forecourt.sheets.names import in_languages, plain
from forecourt.sheets.subjects import PROTECTED, key_slot
from forecourt.sheets.values import Around, shown, value_of
from forecourt.sheets.wish import Found, Wish, allowed
from forecourt.steps.advice import label_of
from forecourt.words.catalogue import DEFAULT_LANGUAGE, words_for
from forecourt.words.text import Text

_BARE: Final = re.compile(r"[0-9.,]+")
_NOTHING: Final[tuple[Any, ...]] = (None, ())
_TEXTS: Final = (OneLine, Pattern, Prose)
# A protected cell that differs in a row whose record has changed since is told by the row.
_STALE: Final = frozenset({"XL02"})


def compared(line: Line, scene: Scene, month: Month | None) -> Iterator[Wish | Remark]:
    """All cells of a row; of a stale row that differs only that it is stale.

    `month` is that of the columns of days, which count where the column of issue days was left as it was.
    """
    found = [one for at, column in line.header.columns.items() for one in _cell(line, at, column, scene)]
    moved = list(moved_days(line, scene, month, found))
    if moved:
        found = [one for one in found if not (isinstance(one[1], Wish) and one[1].path == ISSUE_DAYS)] + moved
    if line.base != base_of(scene.sources[line.record.path]) and any(map(_is_other, found)):
        yield _stale(line, scene, [wish for _, wish in found if isinstance(wish, Wish) and wish.differs])
        yield from (one for _, one in found if isinstance(one, Remark) and one.code not in _STALE)
        return
    for at, one in found:
        if isinstance(one, Wish):
            yield from allowed(line, at, one, scene)
        else:
            yield one


def _is_other(found: Found) -> bool:
    """Whether the cell says something else than the record."""
    _, one = found
    return one.differs if isinstance(one, Wish) else one.code in _STALE


def _stale(line: Line, scene: Scene, wishes: Sequence[Wish]) -> Remark:
    reason = faults.stale_row(scene.again) if line.base else faults.no_base(scene.again)
    differs = tuple(
        Differs(label=one.named, type_=one.slot.spec.type, now=one.present, said=one.value) for one in wishes
    )
    return replace(line.remark(line.header.base or line.header.id, reason), differs=differs)


def _cell(line: Line, at: int, column: Column, scene: Scene) -> Iterator[Found]:
    cell, slot = line.grid.at(line.row, at), column.field.slot
    if column.field.block != (line.block.name if line.block else ""):
        if cell.text:
            yield at, line.remark(at, faults.wrong_place(Text(slot.spec.label)))
        return
    if line.block is not None and slot.key == line.block.key:
        return
    if cell.fault is not Fault.NONE:
        yield at, line.remark(at, fault_of(line.grid, (line.row, at), cell))
    elif slot.key in PROTECTED and not line.block:
        if not _is_shown(cell.text, slot, line.record, scene):
            yield at, line.remark(at, faults.protected(Text(slot.spec.label), line.record.id))
    else:
        try:
            yield at, _wish(line, at, column, cell, scene)
        except _NotTakenError as refused:
            yield at, line.remark(at, refused.reason)


class _NotTakenError(Exception):
    """A cell whose value cannot be taken over. Caught within this module."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason[0])
        self.reason = reason


def _is_shown(said: str, slot: Slot, record: Common, scene: Scene) -> bool:
    """Whether a protected cell still says what the record says, by code or by label."""
    value = getattr(record, slot.attribute)
    names = {plain(str(value)), plain(scene.names.title((), str(value)))}
    if slot.key == "state":
        names.add(plain(label_of(scene.law, record, record.state)))
    if slot.key == "kind":
        names |= in_languages(KINDS[record.kind].label)
    return not said or plain(said) in names


def _wish(line: Line, at: int, column: Column, cell: Cell, scene: Scene) -> Wish:
    slot = column.field.slot
    target: Common | Group = line.record
    path = slot.key
    if line.block is not None:
        target = getattr(line.record, line.block.name)[line.place]
        path = f"{line.block.name}.{line.place}.{slot.key}"
    present = getattr(target, slot.attribute)
    value = _taken(
        cell,
        column,
        present,
        Around(names=scene.names, month=getattr(line.record, "month", None)),
        line.record.id,
    )
    return Wish(
        sheet=line.grid.name,
        place=place_name(line.row, at),
        record=line.record,
        path=path,
        slot=slot,
        owner=type(target),
        present=present,
        value=value,
        item=_item_name(line, target),
    )


def _item_name(line: Line, target: Common | Group) -> Text | str | None:
    """What readers call the list's item that a row is about."""
    if line.block is None:
        return None
    slot = key_slot(line.block)
    code = getattr(target, slot.attribute)
    return Text(slot.spec.type.vocabulary.terms[code]) if isinstance(slot.spec.type, Choice) else str(code)


def _taken(cell: Cell, column: Column, present: Any, around: Around, id: str) -> Any:
    """The value that a cell gives its field; raises _NotTakenError."""
    slot, type_ = column.field.slot, column.field.slot.spec.type
    label = Text(slot.spec.label)
    if isinstance(type_, _TEXTS) and cell.is_number:
        # A number in a field of text: 00123 has lost its zeros, a long one its last digits.
        if isinstance(present, str) and present.lstrip("0") == cell.text:
            return present
        if cell.rough:
            raise _NotTakenError(faults.cut_number(label))
    try:
        value = _read(cell.text, column, around)
    except WrongError as wrong:
        if plain(cell.text) == plain(str(shown(type_, present, around.names, words_for(DEFAULT_LANGUAGE)))):
            return present
        raise _NotTakenError(faults.unreadable(label, wrong)) from None
    if value in _NOTHING and present not in _NOTHING and slot.spec.required:
        raise _NotTakenError(faults.emptied(label, id))
    if isinstance(type_, Ref) and value != present and not around.names.has(type_.kinds, value):
        raise _NotTakenError(faults.unknown_name(label, cell.text))
    return present if value in _NOTHING and present in _NOTHING else value


def _read(said: str, column: Column, around: Around) -> Any:
    """The value of a cell, an amount in 万 where the header says so; raises WrongError."""
    type_ = column.field.slot.spec.type
    if column.in_ten_thousands and isinstance(type_, Money) and _BARE.fullmatch(narrow(said)):
        said += "万"
    return value_of(said, type_, around)
