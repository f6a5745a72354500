"""How text looks on a screen: the width of Chinese, harmless signs only, the part of a line that counts."""

import re
import unicodedata
from typing import Final

WIDEST: Final = 100
_CUT: Final = "…"
# Control characters could repaint the reader's terminal, bidi controls could show a text in another order.
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """`text` on one line, everything that a terminal would obey replaced (tabs and line ends by blanks)."""
    return _UNSAFE.sub(lambda found: " " if found[0] in "\t\n\r" else "\ufffd", text)


def width(text: str) -> int:
    """Columns that `text` takes: Chinese two, combining and invisible signs none, everything else one."""
    return len(text) if text.isascii() else sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def excerpt(line: str, column: int) -> tuple[str, int]:
    """The part of `line` around `column` (characters, from 1), and how many screen columns stand before it.

    Of long lines a window of WIDEST characters comes, with … where something is left out.
    """
    at = min(max(column - 1, 0), len(line))
    first = max(0, at - WIDEST // 3) if len(line) > WIDEST // 2 else 0
    shown = printable(line[first : first + WIDEST])
    start, end = _CUT if first else "", _CUT if len(line) > first + WIDEST else ""
    return f"{start}{shown}{end}", width(start + shown[: at - first])
