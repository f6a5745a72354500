"""Field types: each turns the text of a scalar into a value, or says what is wrong and what to write instead.

Scalars have no implicit type: a field's declaration alone decides what `08`, `no`, `1.10` or `12:30` are.
"""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, NamedTuple, Protocol

from msgspec import Struct

from forecourt.kinds import reasons
from forecourt.model.alike import LONGEST_NAME, meant_by
from forecourt.model.declared import Declaration
from forecourt.model.limits import FIRST_YEAR, LAST_YEAR, MAX_COUNT, MAX_LINE_CHARS
from forecourt.model.money import narrow, parse_fen
from forecourt.model.months import Month
from forecourt.model.record import Group
from forecourt.model.vocabulary import Vocabulary
from forecourt.words.text import N_, Text, text


class WrongError(Exception):
    """A scalar that its field cannot take: what is wrong and the next step. Caught within reading."""

    def __init__(self, message: Text, hint: Text) -> None:
        super().__init__(message.template)
        self.message = message
        self.hint = hint


class Scalar(Protocol):
    """A field type that reads one piece of text."""

    @property
    def name(self) -> str:
        """What the type is called in a message (catalogue source string)."""

    def read(self, source: str) -> Any:
        """The value that `source` means; raises WrongError."""


_Day = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_Clock = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_Count = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
_TenThousand = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*万")
_SeveralIds = re.compile("[,，、;；]")


class Line(Struct, frozen=True):
    """One line of text."""

    name: str = N_("text")
    longest: int = MAX_LINE_CHARS

    def read(self, source: str) -> str:
        """The text itself; raises WrongError when it is longer than `longest` characters."""
        value = source.strip()
        if "\n" in value:
            raise WrongError(
                text(N_("has more than one line")),
                text(N_("Write it on one line, or move the text below the front matter.")),
            )
        if len(value) > self.longest:
            raise WrongError(
                text(N_("is longer than {limit} characters"), limit=self.longest),
                text(N_("Shorten it, or move the text below the front matter.")),
            )
        return value


class Prose(Struct, frozen=True):
    """Text of several lines."""

    name: str = N_("text of several lines")

    def read(self, source: str) -> str:
        """The text itself, outer blank lines removed."""
        return source.strip()


class Pattern(Struct, frozen=True):
    """Text of a fixed form."""

    name: str
    regex: str
    example: str

    def read(self, source: str) -> str:
        """The text when it has the form; raises WrongError."""
        value = source.strip()
        if re.fullmatch(self.regex, value) is None:
            raise WrongError(
                text(
                    N_('"{value}" does not have the form of: {name}'),
                    value=reasons.shown(value),
                    name=Text(self.name),
                ),
                text(N_("Write it like this: {example}"), example=self.example),
            )
        return value


class Fingerprint(Struct, frozen=True):
    """The sha256 of a file, 64 hexadecimal digits."""

    name: str = N_("sha256")
    example: str = "0" * 64

    def read(self, source: str) -> str:
        """The digits in small letters; raises WrongError."""
        value = source.strip().casefold()
        if re.fullmatch("[0-9a-f]{64}", value) is None:
            raise WrongError(
                text(N_('"{value}" is no sha256 of 64 digits 0-9 a-f'), value=reasons.shown(source)),
                text(N_("Put the file in its place; ./forecourt check then tells what to write here.")),
            )
        return value


class Choice(Struct, frozen=True):
    """One word of a closed list."""

    vocabulary: Vocabulary

    @property
    def name(self) -> str:
        """The label of the list."""
        return self.vocabulary.label

    def read(self, source: str) -> str:
        """The word when the list has it; raises WrongError."""
        value = source.strip()
        if value not in self.vocabulary.terms:
            raise WrongError(
                text(
                    N_('"{value}" is not in the list: {name}'),
                    value=reasons.shown(value),
                    name=Text(self.vocabulary.label),
                ),
                meant_by(value[:LONGEST_NAME], self.vocabulary.terms),
            )
        return value


class Day(Struct, frozen=True):
    """A calendar day."""

    name: str = N_("day")

    def read(self, source: str) -> date:
        """The day of "2026-11-01" (full-width digits too); raises WrongError."""
        match = _Day.fullmatch(narrow(source))
        try:
            if match is not None and FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
                return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            pass
        raise WrongError(*reasons.of_day(source))


class Clock(Struct, frozen=True):
    """A time of day."""

    name: str = N_("time of day")

    def read(self, source: str) -> time:
        """The time of "12:30"; raises WrongError."""
        match = _Clock.fullmatch(narrow(source))
        if match is None or int(match[1]) > 23 or int(match[2]) > 59:
            raise WrongError(
                text(N_('"{value}" is not a time of day'), value=reasons.shown(source)),
                text(N_("Write hours and minutes, for example 09:30.")),
            )
        return time(int(match[1]), int(match[2]))


class MonthField(Struct, frozen=True):
    """A calendar month."""

    name: str = N_("month")

    def read(self, source: str) -> Month:
        """The month of "2026-11"; raises WrongError."""
        try:
            return Month.parse(narrow(source))
        except ValueError:
            raise WrongError(*reasons.of_month(source)) from None


class Count(Struct, frozen=True):
    """A whole number from 0 (or `least`) up, to `most`."""

    name: str = N_("whole number")
    least: int = 0
    most: int = MAX_COUNT

    def read(self, source: str) -> int:
        """The number ("1,200", "1.2万", full-width digits); raises WrongError."""
        value = narrow(source)
        number = -1
        if _Count.fullmatch(value) and len(value) <= 15:
            number = int(value.replace(",", ""))
        elif (match := _TenThousand.fullmatch(value)) and len(value) <= 15:
            exact = Decimal(match[1]) * 10_000
            number = int(exact) if exact == exact.to_integral_value() else -1
        if not self.least <= number <= self.most:
            raise WrongError(*reasons.of_count(source, self.least, self.most))
        return number


class Money(Struct, frozen=True):
    """An amount in yuan, kept as integer fen, never below zero unless `signed`."""

    name: str = N_("amount in yuan")
    signed: bool = False

    def read(self, source: str) -> int:
        """Fen of "12,000.50" or "1.2万"; raises WrongError."""
        try:
            fen = parse_fen(source)
        except ValueError:
            fen = None
        if fen is None or (fen < 0 and not self.signed):
            raise WrongError(*reasons.of_amount(source))
        return fen


class Number(Struct, frozen=True):
    """A decimal number between two bounds (cm, 折, percent): exact, never a float.

    `unit` may stand behind it, no other sign: 8% is no discount of 8折, for which 80 % are paid.
    """

    name: str
    least: Decimal
    most: Decimal
    example: str
    unit: str = ""

    def read(self, source: str) -> Decimal:
        """The exact number; raises WrongError."""
        value = narrow(source).removesuffix(self.unit).rstrip()
        try:
            number = Decimal(value) if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,6})?", value) else None
        except InvalidOperation:
            number = None
        if number is None or not self.least <= number <= self.most:
            raise WrongError(
                text(
                    N_('"{value}" is not a number from {least} to {most}'),
                    value=reasons.shown(source),
                    least=str(self.least),
                    most=str(self.most),
                ),
                text(N_("Write it like this: {example}"), example=self.example),
            )
        return number


class YesNo(Struct, frozen=True):
    """Yes or no, as people say it."""

    name: str = N_("yes or no")

    def read(self, source: str) -> bool:
        """True for yes/true/是, False for no/false/否; raises WrongError."""
        value = source.strip().casefold()
        if value in ("yes", "true", "是"):
            return True
        if value in ("no", "false", "否"):
            return False
        raise WrongError(
            text(N_('"{value}" is neither yes nor no'), value=reasons.shown(source)),
            text(N_("Write yes or no.")),
        )


class Ref(Struct, frozen=True):
    """The id of another record; `kinds` names the kinds it may be of (empty: any)."""

    kinds: tuple[str, ...] = ()
    name: str = N_("id of a record")

    def read(self, source: str) -> str:
        """The id as written (whether it exists is a rule's matter); raises WrongError for an empty one."""
        value = source.strip()
        if not value or len(value) > 80:
            raise WrongError(
                text(N_('"{value}" is not an id'), value=reasons.shown(value)),
                text(N_("Copy the id from the first lines of the record that is meant.")),
            )
        if _SeveralIds.search(value):
            raise WrongError(
                text(N_('"{value}" is more than one id'), value=reasons.shown(value)),
                text(N_("Write one id; a list has one item a line, or English commas between them.")),
            )
        return value


class ListOf(Struct, frozen=True):
    """A list whose items are scalars of one type or groups of one class."""

    item: Scalar | type[Group]
    least: int = 0


FieldType = Scalar | ListOf | type[Group]


class Spec(Struct, frozen=True):
    """One declared field: how to read it, its label and meaning (catalogue source strings).

    `key` is the name in the front matter ("" = the attribute's name); `unit` what the value counts.
    """

    type: FieldType
    label: str
    meaning: str = ""
    unit: str = ""
    required: bool = False
    key: str = ""


def need(type: FieldType, label: str, meaning: str = "", *, unit: str = "", key: str = "") -> Any:
    """Declare a field that every record of the kind must have."""
    spec = Spec(type=type, label=label, meaning=meaning, unit=unit, required=True, key=key)
    return Declaration(spec)


def may(type: FieldType, label: str, meaning: str = "", *, unit: str = "", key: str = "") -> Any:
    """Declare a field that may be missing or empty: None then, or () for a list."""
    spec = Spec(type=type, label=label, meaning=meaning, unit=unit, key=key)
    default: Any = () if isinstance(type, ListOf) else None
    return Declaration(spec, default)


class Slot(NamedTuple):
    """A declared field as the shape engine wants it: key in the file, attribute, spec."""

    key: str
    attribute: str
    spec: Spec


def slots_of(cls: type) -> tuple[Slot, ...]:
    """The declared fields of a record or group class, in the order in which blanks show them."""
    return _slots_of(cls)


@cache
def _slots_of(cls: Any) -> tuple[Slot, ...]:
    return tuple(Slot(spec.key or attribute, attribute, spec) for attribute, spec in cls.declared.items())


def is_group(type_: FieldType) -> bool:
    """Whether a field type is a nested block of fields."""
    return isinstance(type_, type) and issubclass(type_, Group)


Reader = Callable[[str], Any]
