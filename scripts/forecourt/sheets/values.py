"""The text of a cell -> the text that its field reads, and a field's value -> what a cell shows.

People write amounts, days and words of lists in a sheet in more ways than a record takes (pitfall 21). What
they mean is brought into the record's own spelling here; whether it is right, the field's reader decides.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct

from forecourt.kinds.common import CENTIMETRES, DISCOUNT, ModelCode
from forecourt.kinds.fields import (
    Choice,
    Clock,
    Count,
    Day,
    FieldType,
    Line,
    ListOf,
    Money,
    MonthField,
    Number,
    Pattern,
    Prose,
    Ref,
    is_group,
)
from forecourt.kinds.values import written
from forecourt.model.months import Month
from forecourt.sheets.names import Names, code_of
from forecourt.words.catalogue import Words

# What stands in a cell of numbers or days when there is nothing to say.
_NOTHING: Final = frozenset({"-", "--", "—", "——", "/", "无", "n/a"})
_SEPARATORS: Final = re.compile(r"[、,;\n]+")
BETWEEN: Final = "、"
_FULL_DAY: Final = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:\s+00:00(?::00)?)?"
)
_DAY_OF_YEAR: Final = re.compile(r"(\d{1,2})\s*(?:月\s*(\d{1,2})\s*[日号]?|[-/.]\s*(\d{1,2}))")
_MONTH: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(?:份|[-/.]0?1)?")
_MONEY_WORDS: Final = re.compile(
    r"^(?:人民币|rmb|cny)|(?:/|每)[台次条篇场版期]$|(?<=\d)(?:整|圆)$", re.IGNORECASE
)
_COUNT_WORDS: Final = re.compile(r"(?<=\d)(?:次|台|辆|秒|篇|场|个|条|期|分|s)$")
_NUMBER_WORDS: Final = re.compile(r"(?<=\d)(?:cm|厘米|公分)$", re.IGNORECASE)
_CHINESE_DISCOUNT: Final = re.compile("([一二三四五六七八九])([一二三四五六七八九])?折")
_DIGITS: Final = {sign: str(at) for at, sign in enumerate("〇一二三四五六七八九")}
_HALF_A_YEAR: Final = 6


class Around(Struct, frozen=True, kw_only=True):
    """What a cell's meaning depends on besides itself: names, and the month that its days lie near."""

    names: Names
    month: Month | None = None


def source_of(said: str, type_: FieldType, around: Around) -> str:
    """The text that a field of `type_` reads for the cell `said`; `said` itself when it is not understood."""
    if isinstance(type_, Line | Prose | Pattern):
        return said.strip()
    narrowed = unicodedata.normalize("NFKC", said).strip()
    if narrowed.casefold() in _NOTHING:
        return ""
    if isinstance(type_, Choice):
        return code_of(type_.vocabulary, said) or said
    if isinstance(type_, Ref):
        return around.names.id(type_.kinds, said) or said
    turn = _TURNS.get(type(type_))
    return narrowed if turn is None else turn(narrowed, type_, around)


def value_of(said: str, type_: FieldType, around: Around) -> Any:
    """The value as the field's own reader takes it, None or () for an empty cell; raises WrongError."""
    if isinstance(type_, ListOf):
        return tuple(value_of(one, type_.item, around) for one in _parts(said))
    if isinstance(type_, type):
        raise TypeError(f"no cell holds a block of fields: {type_}")
    source = source_of(said, type_, around)
    return type_.read(source) if source else None


def _parts(said: str) -> list[str]:
    """The items of a list that stands in one cell: "11月3日、11月10日"."""
    return [part for part in _SEPARATORS.split(unicodedata.normalize("NFKC", said)) if part.strip()]


def _money(said: str, type_: Any, around: Around) -> str:
    return _MONEY_WORDS.sub("", said.replace(" ", "")).strip()


def _count(said: str, type_: Any, around: Around) -> str:
    return _COUNT_WORDS.sub("", said.replace(" ", ""))


def _number(said: str, type_: Any, around: Around) -> str:
    bare = said.replace(" ", "")
    if type_ == DISCOUNT:
        return _discount(bare)
    return _NUMBER_WORDS.sub("", bare) if type_ == CENTIMETRES else bare


def _discount(said: str) -> str:
    """25% and 二五折 are 2.5: a quarter of the list price is paid."""
    percent = re.fullmatch(r"(\d{1,3}(?:\.\d{1,4})?)%", said)
    if percent is not None:
        return f"{(Decimal(percent[1]) / 10).normalize():f}"
    spoken = _CHINESE_DISCOUNT.fullmatch(said)
    if spoken is not None:
        return ".".join(_DIGITS[sign] for sign in spoken.groups() if sign)
    return said.removesuffix("折")


def _day(said: str, type_: Any, around: Around) -> str:
    full = _FULL_DAY.fullmatch(said)
    if full is not None:
        return f"{full[1]}-{int(full[2]):02}-{int(full[3]):02}"
    short = _DAY_OF_YEAR.fullmatch(said)
    if short is None or around.month is None:
        return said
    month, day = int(short[1]), int(short[2] or short[3])
    return f"{_year_of(month, around.month)}-{month:02}-{day:02}"


def _year_of(month: int, near: Month) -> int:
    """The year that brings a month without a year nearest to the activity month: January behind December."""
    distance = month - near.number
    if distance > _HALF_A_YEAR:
        return near.year - 1
    return near.year + 1 if distance < -_HALF_A_YEAR else near.year


def _month(said: str, type_: Any, around: Around) -> str:
    found = _MONTH.fullmatch(said)
    return f"{found[1]}-{int(found[2]):02}" if found is not None else said


def _model(said: str, type_: Any, around: Around) -> str:
    return said if said in around.names.models else around.names.model(said) or said


_TURNS: Final[Mapping[type, Callable[[str, Any, Around], str]]] = MappingProxyType(
    {Money: _money, Count: _count, Number: _number, Day: _day, MonthField: _month, ModelCode: _model}
)


def text_of(type_: FieldType, value: Any) -> str:
    """`value` as people write it into a record: whole yuan without decimals, else as `written` gives it."""
    found = written(type_, value)
    return found.removesuffix(".00") if isinstance(type_, Money) else found


def shown(type_: FieldType, value: Any, names: Names, words: Words) -> Any:
    """What a cell shows for `value`: a Decimal of yuan, a number, a day, else text; None for nothing."""
    if value is None or value == () or is_group(type_):
        return None
    if isinstance(type_, Money):
        return Decimal(value).scaleb(-2)
    if isinstance(type_, ListOf):
        return BETWEEN.join(_said(shown(type_.item, one, names, words)) for one in value)
    if isinstance(type_, Choice):
        return words.gettext(type_.vocabulary.terms.get(value, value))
    if isinstance(type_, Ref):
        return names.title(type_.kinds, value)
    if isinstance(type_, ModelCode):
        label = names.models.get(value, value)
        return label if names.model(label) == value else value
    if isinstance(value, bool | Month | time):
        return written(type_, value)
    return value if isinstance(value, Decimal | int | date) else str(value)


def _said(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def is_typed(type_: FieldType) -> bool:
    """Whether a value of that type is not just any text: an amount, a number, a day, a word of a list."""
    return isinstance(type_, Money | Count | Number | Day | Choice | MonthField | Clock)
