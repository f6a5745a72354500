"""The fields of a kind as lines of a blank: its declaration alone decides which there are."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec import Struct

from forecourt.commands.start import Start, open_record
from forecourt.commands.starts import Values
from forecourt.kinds.common import Common, Kind
from forecourt.kinds.fields import (
    Choice,
    Count,
    Day,
    FieldType,
    Fingerprint,
    ListOf,
    Money,
    MonthField,
    Number,
    Pattern,
    Ref,
    Slot,
    YesNo,
    is_group,
    slots_of,
)
from forecourt.kinds.table import KINDS
from forecourt.model.record import Records
from forecourt.model.refusal import RefusedError
from forecourt.money.lifecycle import procedure_of
from forecourt.reading.record import FIRST_KEYS
from forecourt.words.text import N_, Text, text

INDENT: Final = "  "
OUT: Final = "# "
# What YAML takes as it stands; everything else is put into double quotes.
_BARE: Final = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^:#\"'\\]*(?<!\s)")


class Blank(Struct, frozen=True, kw_only=True):
    """A new record's front matter as lines: the first five fields, those to fill in, those that may be."""

    kind: str
    first: tuple[str, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...]


def blank(kind: Kind, values: Values, start: Start) -> Blank:
    """The lines of a new record of `kind`; `values` has at least id, title, state and owner."""
    maker = _Maker(start)
    slots = slots_of(kind.record)
    first = [slot for slot in slots if slot.key in FIRST_KEYS]
    rest = [slot for slot in slots if slot.key not in FIRST_KEYS]
    wanted = _wanted(kind, start)
    given = [slot for slot in rest if slot.spec.required or slot.key in wanted or slot.key in values]
    # What every kind may have (note, approvals, evidence) is long and comes last.
    shared = {slot.key for slot in slots_of(Common)}
    left = sorted((slot for slot in rest if slot not in given), key=lambda slot: slot.key in shared)
    return Blank(
        kind=start.words.gettext(kind.label),
        first=tuple(line for slot in first for line in maker.lines(slot, values, comments=False)),
        required=tuple(line for slot in given for line in ("", *maker.lines(slot, values))),
        optional=tuple(line for slot in left for line in ("", *maker.out(slot))),
    )


def _wanted(kind: Kind, start: Start) -> tuple[str, ...]:
    """Fields that the first state of the kind requires."""
    procedure = procedure_of(start.records, kind.name)
    return () if procedure is None else procedure.states[0].requires


def nothing_fits(slot: Slot, type_: Ref, records: Records) -> Text:
    """Why a draft cannot be valid: a field must name a record, and none is there that could be named."""
    labels = [Text(KINDS[kind].label) for kind in type_.kinds]
    if type_.kinds and not any(record.kind in type_.kinds for record in records):
        return text(
            N_(
                '"{label}" must name a record of: {kinds}. There is none yet. '
                "Begin with: ./forecourt new {kind}"
            ),
            label=Text(slot.spec.label),
            kinds=labels,
            kind=type_.kinds[0],
        )
    return text(
        N_('"{label}" must name a record, and of those that are there none fits yet'),
        label=Text(slot.spec.label),
    )


def scalar(value: str) -> str:
    """`value` as YAML reads it back."""
    return value if _BARE.fullmatch(value) and "---" not in value else json.dumps(value, ensure_ascii=False)


class _Maker(Struct, frozen=True):
    """Makes lines of fields, with comments in the words of `start`."""

    start: Start

    def lines(self, slot: Slot, values: Values, *, comments: bool = True) -> Iterator[str]:
        """A field that is filled in, with what it means above it."""
        if comments:
            yield from self.about(slot)
        value = values[slot.key] if slot.key in values else self.begin(slot.spec.type)
        yield from self.written(slot, value)

    def out(self, slot: Slot) -> Iterator[str]:
        """A field that may be filled in: every line is a comment."""
        yield from self.about(slot)
        for line in self.empty(slot):
            yield OUT + line

    def about(self, slot: Slot) -> Iterator[str]:
        """Label, unit and meaning of a field, and the words that it may have."""
        spec, words = slot.spec, self.start.words
        label: Any = Text(spec.label)
        if spec.unit:
            label = text(N_("{label} ({unit})"), label=label, unit=Text(spec.unit))
        if spec.meaning:
            label = text(N_("{label}: {meaning}"), label=label, meaning=Text(spec.meaning))
        yield OUT + words.say(label)
        inner = spec.type.item if isinstance(spec.type, ListOf) else spec.type
        if isinstance(inner, Choice):
            terms = inner.vocabulary.terms.items()
            pair = N_("{code} ({label})")
            known = [text(pair, code=code, label=Text(label)) for code, label in terms]
            yield OUT + words.say(text(N_("Use one of: {known}"), known=known))

    def written(self, slot: Slot, value: Any) -> Iterator[str]:
        """`slot.key: value` as one line or several; raises RefusedError when no record fits it."""
        type_ = slot.spec.type
        if isinstance(type_, Ref) and value == self.start.open_text:
            raise RefusedError(nothing_fits(slot, type_, self.start.records))
        if isinstance(value, dict):
            yield f"{slot.key}:"
            yield from _indented(self.block(type_, value, comments=True))
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{slot.key}:"
            item = type_.item if isinstance(type_, ListOf) else type_
            for index, row in enumerate(value):
                yield from _indented(_item(list(self.block(item, row, comments=index == 0))))
        elif isinstance(value, list):
            yield f"{slot.key}: [{', '.join(scalar(item) for item in value)}]"
        else:
            yield f"{slot.key}: {scalar(value)}{self.name_of(type_, value)}"

    def name_of(self, type_: FieldType, value: str) -> str:
        """The title of the record that an id names, as a comment behind it."""
        record = self.start.records.get(value) if isinstance(type_, Ref) else None
        return "" if record is None else f" # {record.title}"

    def block(self, cls: Any, value: Values, *, comments: bool) -> Iterator[str]:
        """The lines of a nested block; fields without a value stand as comments once."""
        for slot in slots_of(cls):
            if slot.key in value:
                yield from self.about(slot) if comments else ()
                yield from self.written(slot, value[slot.key])
        for slot in slots_of(cls):
            if slot.key not in value and comments:
                yield from self.out(slot)

    def empty(self, slot: Slot) -> Iterator[str]:
        """A field without a value, with everything that may stand below it."""
        type_ = slot.spec.type
        is_list = isinstance(type_, ListOf)
        inner = type_.item if isinstance(type_, ListOf) else type_
        yield f"{slot.key}:"
        if is_group(inner):
            below = [line for below in slots_of(inner) for line in (*self.about(below), *self.empty(below))]  # type: ignore[arg-type]
            yield from _indented(_item(below) if is_list else below)
        elif is_list:
            yield f"{INDENT}-"

    def begin(self, type_: FieldType) -> Any:
        """What a required field begins with when nothing better is known."""
        if isinstance(type_, ListOf):
            return [self.begin(type_.item)] if type_.least or is_group(type_.item) else []
        if is_group(type_):
            slots = slots_of(type_)  # type: ignore[arg-type]
            needed = [slot for slot in slots if slot.spec.required] or slots[:1]
            return {slot.key: self.begin(slot.spec.type) for slot in needed}
        return self.simple(type_)

    def simple(self, type_: Any) -> str:
        """What a scalar begins with: valid, and obviously to be changed."""
        match type_:
            case Choice():
                return next(iter(type_.vocabulary.terms))
            case Count():
                return str(type_.least)
            case Number() | Pattern() | Fingerprint():
                return type_.example
            case Ref():
                return open_record(self.start.records, type_.kinds) or self.start.open_text
            case _:
                return self.fixed(type_)

    def fixed(self, type_: Any) -> str:
        """What a scalar begins with whose type alone decides it."""
        begins: dict[type, str] = {
            Money: "0",
            YesNo: "no",
            Day: str(self.start.today),
            MonthField: str(self.start.month),
        }
        return begins.get(type(type_), self.start.open_text)


def _indented(lines: Sequence[str] | Iterator[str]) -> Iterator[str]:
    return (INDENT + line for line in lines)


def _item(lines: list[str]) -> Iterator[str]:
    """The lines of one item of a list: a hyphen before its first field, the others below that."""
    begun = False
    for line in lines:
        if begun or line.startswith(OUT):
            yield INDENT + line if begun else line
        else:
            begun = True
            yield "- " + line
