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

from forecourt.model.later import Later
from forecourt.model.limits import FIRST_BIRTH_YEAR, LAST_YEAR


class Hit(Struct, frozen=True):
    """Personal data at `start` to `end` of a text; `kind` is a code of PERSONAL."""

    kind: str
    start: int
    end: int


# Neither digits nor letters may stand beside a number, or it is a part of something longer, as a sha256.
_ALONE: Final = r"(?<![0-9A-Za-z_])", r"(?![0-9A-Za-z_])"
# Signs that only look otherwise: full width, blanks that do not break, dashes, dots in the middle.
_PLAIN: Final = (
    {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
    | dict.fromkeys((0x00A0, 0x2009, 0x202F, 0x3000), " ")
    # Signs of no width part a number as a dash does, and nobody sees them.
    | dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0x200B, 0x200C, 0x200D, 0x2060), "-")
    | dict.fromkeys((0x2022, 0x2027, 0x30FB), "·")
)
_PARTED: Final = r"(?: ?[-.·] ?| )"
_MOBILE: Final = Later(
    r"1(?:[38][0-9]|4[0-9]|5[0-35-9]|6[24-7]|7[0-8]|9[0-35-9])"
    rf"(?:{_PARTED}?[0-9]{{8}}|{_PARTED}[0-9]{{4}}{_PARTED}[0-9]{{4}}|[0-9]{{4}}{_PARTED}[0-9]{{4}}"
    # Other groups only with dashes: with blanks they are figures of a table.
    r"|-[0-9]{3}-[0-9]{5}|[0-9]-[0-9]{3}-[0-9]{4}|[0-9]{2}-[0-9]{6}|[0-9]-[0-9]{4}-[0-9]{3})"
    r"(?![0-9A-Za-z_]|\.[0-9])"
)
# What is written right before a number, and what of it is the country's.
_GLUED: Final = re.compile(r"[0-9A-Za-z_.+/#-]*\Z")
_COUNTRY: Final = re.compile(r"(?<![0-9A-Za-z])(?:\+|00)?86-?\Z")
_JOINTS: Final = "-#+_"
_MOST_GLUED: Final = 24
# Of contracts and waybills the sign goes on in front; these words only say what comes.
_CALLED: Final = frozenset(("", "tel", "phone", "mobile", "cell", "m", "t", "vx", "wx"))
# Groups of figures beside each other, as the row of a table has.
_ROW_BEFORE: Final = re.compile(r"(?:(?<![0-9A-Za-z.,])[0-9][0-9,.]* +)+\Z")
_ROW_AFTER: Final = re.compile(r"(?: +[0-9][0-9,.]*)+(?![0-9A-Za-z])")
_ID_CARD: Final = Later(_ALONE[0] + r"[1-9][0-9]{5}(?:[0-9]{11}|([ -])[0-9]{8}\1[0-9]{3})[0-9Xx]" + _ALONE[1])
_DIVIDERS: Final = str.maketrans("", "", " -.·")
# What stands before a number that is a whole part of a web address: articles are numbered like mobiles.
_ADDRESS: Final = re.compile(r"https?://[^\s?#]*/\Z")
# Orders, contracts, articles and campaigns have numbers like mobiles; a customer's may be one.
_NUMBERED: Final = Later(
    r"(?i)(?:(?:订单|运单|快递单|物流单|流水|合同|发票|帖子|文章|计划|单元|创意|关键词|工单|批次|序列|受理|文档|作品|凭证|报价单"
    r"|单据)编?|(?<!客户)(?<!用户)(?<!会员)编)(?:号码?|ID|No\.?)[ :=,，]{0,3}\Z|[?&][a-z_]{0,12}id=\Z"
)
_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_WORDS_TOO: Final = "新黑"
_SIGN: Final = "[0-9A-HJ-NP-Za-hj-np-z]"
_PLATE: Final = Later(
    # Plain ones, trailers and learners, electric and hybrid cars (GA 36-2018).
    f"[{_PROVINCES}]" + r" ?[A-HJ-NP-Za-hj-np-z][ .·-]?(?:"
    rf"(?=(?:[A-HJ-NP-Za-hj-np-z]*[0-9]){{3}}){_SIGN}{{5}}"
    rf"|(?=(?:[A-HJ-NP-Za-hj-np-z]*[0-9]){{3}}){_SIGN}{{4}}[挂学警港澳领超]"
    rf"|[A-HJKa-hjk][ .·-]?{_SIGN}[0-9]{{4}}|[0-9]{{5}}[A-HJKa-hjk])(?![0-9A-Za-z])"
    # Embassies: "使" is a word of its own, so nothing else may stand there.
    r"|(?<![\u4e00-\u9fff])使 ?[0-9]{3}[ ·-]?[0-9]{3}(?![0-9A-Za-z.,%\u4e00-\u9fff])"
    r"|(?<![0-9A-Za-z.,])[0-9]{3}[ ·-]?[0-9]{3}使(?![\u4e00-\u9fff])"
)
_VIN: Final = Later(_ALONE[0] + r"[0-9A-HJ-NPR-Z]{17}" + _ALONE[1])
_PERSON: Final = re.compile(
    "车主|客户|姓名|机主|先生|女士|小姐|联系人|购车人|买方|owner|customer|buyer|name", re.IGNORECASE
)
# The head of a column that names people, and a name with its label: the number stands below or beside.
_PEOPLE_COLUMN: Final = Later(
    r"(?m)(?:^|[,\t|;\"])[ ]*(?:(?:客户|用户)?(?:姓名|名称)|车主(?:姓名)?|机主|购车人(?:姓名)?|联系人|客户)"
    r"[ ]*(?=[,\t|;\"]|$)"
    r"|(?:^| )(?:客户|车主)?姓名(?= |$)"
)
_NAMED: Final = Later(r"(?:车主|姓名|机主|购车人|买方|联系人) ?: ?\S")
_LINES_NEAR: Final = 3
_MOST_ABOVE: Final = 20_000
_CARD: Final = Later(
    _ALONE[0] + r"(?:62[0-9]{14,17}|62[0-9]{2}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?"
    r"|(?:4[0-9]|5[1-5])[0-9]{14}|(?:4[0-9]|5[1-5])[0-9]{2}(?:[ -][0-9]{4}){3})" + _ALONE[1]
)
_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_VIN_WEIGHTS: Final = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_SIGNS: Final = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
_VIN_VALUES: Final = dict(
    zip(_VIN_SIGNS, (*range(10), *range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True)
)
# Most texts have none of it, and a regex for each kind took longer than reading the record. So digits become
# one sign, whatever may divide them goes, and eleven of them together are the outline of mobiles and cards.
# What may divide goes byte by byte: of every Chinese sign one stays, and parts what it stands between.
_DIGIT_OUTLINES: Final = bytes.maketrans(b"123456789", b"0" * 9)
_DIVIDING: Final = bytes(
    {byte for odd, plain in _PLAIN.items() if plain in tuple(" -·") for byte in chr(odd).encode()}
    | set(" -.·－．)".encode())
)
_IN_DIGITS: Final = b"0" * 11
_IN_CARDS: Final = b"0" * 16
# A day with the number behind it is as long as a mobile, but does not begin like one.
_MOBILE_OUTLINE: Final = re.compile(rb"1[3-9][0-9]{9}")
_SIGN_OUTLINES: Final = bytes.maketrans(b"123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"0" * 35)
_IN_SIGNS: Final = b"0" * 17
_PLATE_OUTLINE: Final = re.compile(f"[{_PROVINCES}] ?[A-Za-z]")
_EMBASSY_OUTLINE: Final = re.compile("[0-9]使|使 ?[0-9]")
_FULL_WIDTH: Final = re.compile(rb"\xef\xbc[\x90-\x99]|\xef\xbc[\xa1-\xba]|\xef\xbd[\x81-\x9a]")


def personal(text: str) -> Iterator[Hit]:
    """Every piece of personal data in `text`, by place; signs of full width and other dashes count too."""
    if not may_be_personal(text):
        return
    text = text.translate(_PLAIN)
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
    return (
        _has_number(encoded)
        or _IN_SIGNS in encoded.translate(_SIGN_OUTLINES)
        or _PLATE_OUTLINE.search(text) is not None
        or ("使" in text and _EMBASSY_OUTLINE.search(text) is not None)
        or _FULL_WIDTH.search(encoded) is not None
    )


def _has_number(encoded: bytes) -> bool:
    outline = encoded.translate(_DIGIT_OUTLINES, _DIVIDING)
    if _IN_DIGITS not in outline:
        return False
    return _IN_CARDS in outline or _MOBILE_OUTLINE.search(encoded.translate(None, _DIVIDING)) is not None


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
    """A demo car's number is none of anybody's business; with a name beside it it is somebody's.

    The name stands in the line, under the head of its column, or with its label a few lines away.
    """
    if not is_vin(match[0]):
        return False
    text = match.string
    begin = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    line = text[begin : end if end >= 0 else None]
    if _PERSON.search(line) or _PEOPLE_COLUMN.search(text, max(0, begin - _MOST_ABOVE), begin):
        return True
    before = text[max(0, begin - _MOST_ABOVE) : begin].split("\n")[-_LINES_NEAR - 1 :]
    after = text[match.end() : match.end() + _MOST_ABOVE].split("\n")[: _LINES_NEAR + 1]
    return any(map(_NAMED.search, (*before, *after)))


def _is_mobile(match: re.Match[str]) -> bool:
    """The number of an article or a contract is nobody's, nor are three figures in the row of a table."""
    said = match.string
    begin = said.rfind("\n", 0, match.start()) + 1
    if _ADDRESS.search(said, begin, match.start()) or _NUMBERED.search(said, begin, match.start()):
        return False
    if not _may_stand_before(said[max(begin, match.start() - _MOST_GLUED) : match.start()]):
        return False
    groups = match[0].split(" ")
    return len(groups) == 1 or not all(map(str.isdigit, groups)) or not _is_row(match, begin, groups)


def _may_stand_before(said: str) -> bool:
    """Whether a mobile can begin behind `said`, or is a part of something longer."""
    glued = _GLUED.search(said)
    before = _COUNTRY.sub("", glued[0]) if glued else ""
    if before.endswith((".", "/")):
        return not before[-2:-1].isdigit()
    return before.rstrip(_JOINTS).casefold() in _CALLED


def _is_row(match: re.Match[str], begin: int, groups: list[str]) -> bool:
    """Whether figures stand beside groups of figures that make no mobiles, as columns of a table do."""
    before = _ROW_BEFORE.search(match.string, begin, match.start())
    after = _ROW_AFTER.match(match.string, match.end())
    row = [*(before[0].split() if before else ()), *groups, *(after[0].split() if after else ())]
    if len(row[0]) < 3:
        row = row[1:]  # the number of the row, or the country
    mobile = [len(group) for group in groups]
    return [len(group) for group in row] != mobile * (len(row) // len(mobile))


def _is_plate(match: re.Match[str]) -> bool:
    """A plate behind a word that is a province too has four digits; 全新GLC260 and 黑ES300h are cars."""
    return match[0][0] not in _WORDS_TOO or sum(map(str.isdigit, match[0])) > 3


_PATTERNS: Final[tuple[tuple[str, Later, Callable[[re.Match[str]], bool]], ...]] = (
    ("mobile", _MOBILE, _is_mobile),
    ("id_card", _ID_CARD, lambda match: is_id_card(match[0])),
    ("plate", _PLATE, _is_plate),
    ("vin", _VIN, _with_person),
    ("bank_card", _CARD, lambda match: is_luhn(match[0])),
)
