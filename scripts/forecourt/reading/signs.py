"""Signs that nobody can see, that have been lost, or that the volumes' fonts cannot print.

Nearly no file has any, so the usual one is passed in two quick looks at all of it.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from forecourt.model.codes import code
from forecourt.model.finding import Problem, Severity
from forecourt.model.later import Later
from forecourt.words.text import N_, Text, text

_MOST_TOLD: Final = 20
LOST: Final = "\ufffd"
# Controls, line ends that editors do not show as such, signs that turn the order of a text, a byte order mark
# in the middle, what is no character, and what stands for one that was lost.
_BROKEN: Final = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffd-\uffff\U000e0000-\U000e007f"
)
# Of no width or meant for one font only: in a text they may be on purpose, in a value they make it another.
_HIDDEN: Final = "\xad\u180e\u200b\u200c\u200e\u200f\u2060-\u2065\u206a-\u206f\ue000-\uf8ff"
# It joins the parts of one emoji; the emoji itself is told.
_JOINER: Final = "(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
BROKEN: Final = Later(f"[{_BROKEN}]")
HIDDEN: Final = Later(f"[{_HIDDEN}]|{_JOINER}")
IN_VALUES: Final = Later(f"[{_BROKEN}{_HIDDEN}]|{_JOINER}")
_PRIVATE: Final = Later("[\ue000-\uf8ff]")
_CONTROL_BYTES: Final = bytes([*range(9), 11, 12, *range(14, 32), 127])
# In GBK and yet not in the fonts.
_NOT_IN_FONTS: Final = "\u2252"

# Code points that both faces of the volumes' font have, in hexadecimal; a test holds them against the files.
IN_FONTS: Final = (
    "20-7E A0-FF 101 113 11B 12B 144 148 14D 16B 1CE 1D0 1D2 1D4 1D6 1D8 1DA 1DC 251 261 2C7 2C9-2CB 2D9 "
    "391-3A1 3A3-3A9 3B1-3C1 3C3-3C9 401 410-44F 451 2010 2013-2016 2018-2019 201C-201D 2022 2025-2026 "
    "2030 2032-2033 2035 203B 20AC 2103 2105 2109 2116 2121-2122 2160-216B 2170-2179 2190-2193 2196-2199 "
    "21D2 2208 220B 220F 2211 2215 221A 221D-2220 2223 2225 2227-222B 222E 2234-2237 223D 2245 2248 224C "
    "2260-2261 2264-2267 226E-226F 2295 2299 22A5 22BF 2312 2460-249B 2500-254B 2550-2573 2581-258F "
    "2593-2595 25A0-25A1 25B2-25B3 25BC-25BD 25C6-25C7 25CB 25CE-25CF 25E2-25E5 2605-2606 2609 2640 2642 "
    "2713 3000-3003 3005-3017 301D-301E 3021-3029 3041-3093 309B-309E 30A1-30F6 30FB-30FE 3105-3129 "
    "3220-3229 3231 32A3 338E-338F 339C-339E 33A1 33A5 33C4 33CE 33D1-33D2 33D5 4E00-9FA5 F92C F979 F995 "
    "F9E7 F9F1 FA0C-FA0F FA11 FA13-FA14 FA18 FA1F-FA21 FA23-FA24 FA27-FA29 FE30-FE31 FE33-FE44 FE49-FE52 "
    "FE54-FE57 FE59-FE66 FE68-FE6B FF01-FF5E FFE0-FFE5"
)


def _as_class(ranges: str) -> str:
    """The ranges as the inside of a character class."""
    pairs = (part.partition("-") for part in ranges.split(" "))
    return "".join(f"\\U{first:0>8}-\\U{last or first:0>8}" for first, _, last in pairs)


# What finds a sign that the fonts lack.
_LACKING: Final = Later(rf"[^\n\t{_as_class(IN_FONTS)}]")


# Signs without a shape of their own, as the volumes pass them over: joiners, selectors of variants.
_SHAPELESS: Final = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp", "Mn"})
_INSTEAD: Final = {
    **dict.fromkeys("\u2714\u2705\u2611\U0001f5f8", "✓"),
    **dict.fromkeys("\u2717\u2718\u274c\u2716\u274e\u2612", "×"),
    **dict.fromkeys("\u2610\u25fb\u25a2", "□"),
    **dict.fromkeys("\u25aa\u25fc\u2b1b", "■"),
    **dict.fromkeys("\u25b6\u25b8\u279c\u27a1\u2794", "→"),
    **dict.fromkeys("\u2b50\U0001f31f", "★"),
    "\u2b06": "↑",
    "\u2b07": "↓",
    "\u2b05": "←",
    "\u2252": "≈",
    "\u2764": "爱心",
    "\u260e": "电话",
    "\U0001f4de": "电话",
}
_ENTRY: Final = Later(r"[\u3400-\u4dbf\u9fa6-\u9fff\U00020000-\U000323af]")
_COMMENT: Final = re.compile(r"(?:^|[ \t])#")


@code("FM06")
def unprintable(line: int, column: int, character: str) -> Problem:
    """The file has control characters, or other signs that nobody can see or that are lost.

    They come from damaged files or copied tables and web pages, and would break pages and volumes. Some turn
    the order of a text, so that an amount or a link reads as another. In the front matter no sign may stand
    that has no width or no common meaning; U+FFFD stands where a character has been lost.
    """
    number = f"{ord(character):04X}"
    message = text(N_("An invisible character (U+{number}) stands here"), number=number)
    hint = text(N_("Delete it, or type the line again"))
    if character == LOST:
        message = text(N_("A character has been lost here; only the sign U+FFFD is left"))
        hint = text(N_("Look up what stood here, and type it again"))
    elif _PRIVATE.fullmatch(character):
        message = text(N_("A character that only one font knows (U+{number}) stands here"), number=number)
        hint = text(N_("Type it with an ordinary character, or delete it"))
    return Problem(code="FM06", line=line, column=column, message=message, hint=hint)


@code("FM09", Severity.WARNING)
def hidden_in_text(line: int, column: int, character: str) -> Problem:
    """A sign without width, or of a font's own, stands in the text below the front matter.

    It usually came along from a web page or a chat. Nobody sees it, but a search does not find the word, and
    in the volumes a blank or a box may stand there.
    """
    return Problem(
        code="FM09",
        line=line,
        column=column,
        message=text(
            N_("A sign that nobody sees (U+{number}) stands in the text"), number=f"{ord(character):04X}"
        ),
        hint=text(N_("Delete it, or type the line again")),
    )


@code("FM10", Severity.WARNING)
def not_in_fonts(line: int, column: int, character: str) -> Problem:
    """The volumes cannot print a sign: their fonts do not have it.

    The fonts hold all characters of GBK, Latin letters and the signs of reports (✓ × □ ■ ★ → ①), but no emoji
    and no rarer characters. A volume with such a sign is not made, so write something else in time. Each sign
    is told once a file, at its first place.
    """
    return Problem(
        code="FM10",
        line=line,
        column=column,
        message=text(
            N_('The volumes cannot print "{sign}" (U+{number}): their fonts do not have it'),
            sign=character,
            number=f"{ord(character):04X}",
        ),
        hint=_instead(character),
    )


def _instead(character: str) -> Text:
    """What to write in the place of a sign that cannot be printed."""
    instead = _INSTEAD.get(character) or unicodedata.normalize("NFKC", character)
    if instead != character and not _LACKING.search(instead) and instead.strip():
        return text(N_('Write "{instead}"'), instead=instead)
    if _ENTRY.fullmatch(character):
        return text(N_("Write a common character or its sound, and describe the rare one in brackets"))
    return text(N_("Delete it, or say it in words"))


class Part(Struct, frozen=True):
    """The front matter or the body of a file, and the number of its first line."""

    text: str
    line: int


def may_have_odd(data: bytes, source: str) -> bool:
    """Whether `data`, or the text `source` that it is, can have any sign that is told here; quick."""
    if len(data.translate(None, _CONTROL_BYTES)) != len(data) or _NOT_IN_FONTS in source:
        return True
    try:
        # The fonts have all of it, and it holds nothing invisible.
        source.encode("gbk")
    except UnicodeEncodeError:
        return True
    return False


def odd_signs(front: Part, body: Part) -> tuple[Problem, ...]:
    """Everything that is told of the signs of a file, the first invisible one of each line."""
    broken = [*_first_of_lines(front, IN_VALUES), *_first_of_lines(body, BROKEN)][:_MOST_TOLD]
    hidden = list(_first_of_lines(body, HIDDEN))[:_MOST_TOLD]
    return (
        *(unprintable(*found) for found in broken),
        *(hidden_in_text(*found) for found in hidden),
        *_unprinted(front, body),
    )


def visible(part: str, signs: Later) -> str:
    """The text with U+FFFD in the place of `signs`, so that places stay."""
    return signs.sub(LOST, part)


def _first_of_lines(part: Part, signs: Later) -> Iterator[tuple[int, int, str]]:
    for number, line in enumerate(part.text.split("\n"), part.line):
        found = signs.search(line)
        if found is not None:
            yield number, found.start() + 1, found[0]


def _unprinted(front: Part, body: Part) -> list[Problem]:
    """Each sign that the fonts lack at its first place; comments of the front matter are not printed."""
    seen: dict[str, Problem] = {}
    for part in (front, body):
        for number, line in enumerate(part.text.split("\n"), part.line):
            for found in _LACKING.finditer(line, 0, _comment(line) if part is front else len(line)):
                sign = found[0]
                if sign not in seen and not _is_printed(sign):
                    seen[sign] = not_in_fonts(number, found.start() + 1, sign)
    return list(seen.values())[:_MOST_TOLD]


def _comment(line: str) -> int:
    """Where the comment of a line of front matter begins, or the line's end."""
    starts = (found.start() for found in _COMMENT.finditer(line))
    return next((at for at in starts if line.count('"', 0, at) % 2 == 0), len(line))


def _is_printed(sign: str) -> bool:
    """Whether nothing is to tell of a sign that the fonts lack: it has no shape, or is written otherwise."""
    if sign == LOST or unicodedata.category(sign) in _SHAPELESS:
        return True
    return not _LACKING.search(unicodedata.normalize("NFC", sign))
