"""Personal data in a text: mobile numbers, ID cards, plates, vehicles with a name, bank cards.

None of it may enter Git, where nothing is ever deleted (PIPL art. 5-6, 19, 51; aggregates only). A hit must
be sure: ID and bank cards by their check digits, plates by their form, so that fingerprints, contract numbers
and waybills stay silent.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from forecourt.model.limits import FIRST_BIRTH_YEAR, LAST_YEAR


class Hit(Struct, frozen=True):
    """Personal data at `start` to `end` of a text; `kind` is a code of PERSONAL."""

    kind: str
    start: int
    end: int


# Neither digits nor letters may stand beside a number, or it is a part of something longer, as a sha256.
_ALONE: Final = r"(?<![0-9A-Za-z_])", r"(?![0-9A-Za-z_])"
_MOBILE: Final = re.compile(
    # An area code or a sign may stand before it; two spellings divide it by blanks or hyphens.
    r"(?<![0-9A-Za-z_.])(?:\+?86[ -]?)?1[3-9][0-9](?:-?[0-9]{8}|([ -])[0-9]{4}\1[0-9]{4})"
    r"(?![0-9A-Za-z_]|\.[0-9])"
)
_ID_CARD: Final = re.compile(
    _ALONE[0] + r"[1-9][0-9]{5}(?:[0-9]{11}|([ -])[0-9]{8}\1[0-9]{3})[0-9Xx]" + _ALONE[1]
)
_DIVIDERS: Final = str.maketrans("", "", " -")
# What stands before a number that is a whole part of a web address: articles are numbered like mobiles.
_ADDRESS: Final = re.compile(r"https?://[^\s?#]*/\Z")
_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE: Final = re.compile(
    f"[{_PROVINCES}]" + r"[A-HJ-NP-Z][ ·•-]?"
    r"((?=(?:[A-HJ-NP-Z]*[0-9]){3})[0-9A-HJ-NP-Z]{5}|[DF][0-9A-HJ-NP-Z][0-9]{4}|[0-9]{5}[DF])(?![0-9A-Za-z])"
)
_VIN: Final = re.compile(_ALONE[0] + r"[0-9A-HJ-NPR-Z]{17}" + _ALONE[1])
_PERSON: Final = re.compile(
    "车主|客户|姓名|机主|先生|女士|小姐|联系人|购车人|买方|owner|customer|buyer|name", re.IGNORECASE
)
_CARD: Final = re.compile(
    _ALONE[0] + r"(?:62[0-9]{14,17}|62[0-9]{2}(?: [0-9]{4}){3}(?: [0-9]{1,3})?"
    r"|(?:4[0-9]|5[1-5])[0-9]{14}|(?:4[0-9]|5[1-5])[0-9]{2}(?: [0-9]{4}){3})" + _ALONE[1]
)
_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_VIN_WEIGHTS: Final = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_SIGNS: Final = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
_VIN_VALUES: Final = dict(
    zip(_VIN_SIGNS, (*range(10), *range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True)
)
# Most texts have none of it. Digits, capitals and the later bytes of Chinese signs each become one sign, so
# that the outlines of all patterns can be sought without a regex, which took longer than reading the record.
_DIGIT_OUTLINES: Final = bytes.maketrans(b"123456789-", b"0" * 9 + b" ")
_SIGN_OUTLINES: Final = bytes.maketrans(
    b"123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-" + bytes(range(0x80, 0xC0)), b"0" * 35 + b" " + b"c" * 0x40
)
# The dots in plates begin with one of these, and stand in nothing else that is sought.
_DOTS: Final = b"\xc2\xe2"
# Mobiles and cards, ID cards too, together or in groups.
_IN_DIGITS: Final = (b"0" * 11, b"0 0000 0", b"00 00000000")
# ID cards, vehicles and cards; then plates behind the sign of a province: together, divided, with either dot.
_IN_SIGNS: Final = (b"0" * 14, b"c000000", b"c0 00000", b"c0c00000", b"c0cc00000")
_FULL_WIDTH_DIGIT: Final = re.compile(rb"\xef\xbc[\x90-\x99]")
_FULL_WIDTH: Final = {ord("０") + digit: str(digit) for digit in range(10)}


def personal(text: str) -> Iterator[Hit]:
    """Every piece of personal data in `text`, by place; digits of full width count too."""
    if not may_be_personal(text):
        return
    text = text.translate(_FULL_WIDTH)
    found = [
        Hit(kind, match.start(), match.end())
        for kind, pattern, is_one in _PATTERNS
        for match in pattern.finditer(text)
        if is_one(match)
    ]
    end = 0
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        # A part of another hit says nothing new.
        if hit.start >= end:
            yield hit
            end = hit.end


def may_be_personal(text: str) -> bool:
    """Whether `text` has the outline of personal data; quick, and never wrong when it says no."""
    encoded = text.encode("utf-8", "surrogatepass")
    digits = encoded.translate(_DIGIT_OUTLINES)
    signs = encoded.translate(_SIGN_OUTLINES, _DOTS)
    return (
        any(outline in digits for outline in _IN_DIGITS)
        or any(outline in signs for outline in _IN_SIGNS)
        or _FULL_WIDTH_DIGIT.search(encoded) is not None
    )


def masked(text: str) -> str:
    """What a finding shows of a piece: enough to find it, too little to use it."""
    return f"{text[:3]}…{text[-2:]}"


def is_id_card(number: str) -> bool:
    """Whether 18 signs, perhaps divided, are an ID card's: a day of birth that can be, and the check digit of
    GB 11643.
    """
    number = number.translate(_DIVIDERS)
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _ID_WEIGHTS, strict=False))
    return FIRST_BIRTH_YEAR <= born.year <= LAST_YEAR and "10X98765432"[total % 11] == number[17].upper()


def is_luhn(number: str) -> bool:
    """Whether the digits of a bank card's number hold the Luhn sum."""
    digits = [int(digit) for digit in reversed(number) if digit.isdecimal()]
    return sum(digits[0::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0


def is_vin(number: str) -> bool:
    """Whether 17 signs are a vehicle's: the check digit of GB 16735 stands in the ninth place."""
    total = sum(_VIN_VALUES[sign] * weight for sign, weight in zip(number, _VIN_WEIGHTS, strict=True))
    return number[8] == "0123456789X"[total % 11]


def _with_person(match: re.Match[str]) -> bool:
    """A demo car's number is none of anybody's business; with a name beside it it is somebody's."""
    text = match.string
    begin = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    line = text[begin : end if end >= 0 else None]
    return is_vin(match[0]) and _PERSON.search(line) is not None


def _no_address(match: re.Match[str]) -> bool:
    """The number of an article is nobody's; one that is asked with ("?tel=…") may be somebody's."""
    begin = match.string.rfind("\n", 0, match.start()) + 1
    return _ADDRESS.search(match.string, begin, match.start()) is None


def _certain(_: re.Match[str]) -> bool:
    return True


_PATTERNS: Final[tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool]], ...]] = (
    ("mobile", _MOBILE, _no_address),
    ("id_card", _ID_CARD, lambda match: is_id_card(match[0])),
    ("plate", _PLATE, _certain),
    ("vin", _VIN, _with_person),
    ("bank_card", _CARD, lambda match: is_luhn(match[0])),
)
