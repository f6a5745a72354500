"""Text from records inside Markdown: it shows as it is, and makes no markup, link, mention or reference."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from forecourt.report.display import printable

LONGEST: Final = 300
_CUT: Final = "…"
# Signs that Markdown, HTML or a forge's formulas would obey. A "_" inside a word is none.
_SPECIAL: Final = re.compile(r"[\\`*\[\]<>|&$~]|(?<![^\W_])_|_(?![^\W_])")
# Forges look for people, issues and addresses in the finished text, so writing the sign another way does not
# help; an invisible gap behind it does.
_REFERENCE: Final = re.compile(r"[@#!](?=\w)|\bGH-(?=\d)|\bwww(?=\.)|:(?=//)", re.IGNORECASE)
_GAP: Final = "\u200b"
_PLAIN: Final = re.compile(r"[\w./:, -]+")


def shown(text: str, longest: int = LONGEST) -> str:
    """`text` on one line as Markdown that looks like it, cut after `longest` characters."""
    line = printable(text).strip()
    if len(line) > longest:
        line = line[:longest].rstrip() + _CUT
    line = _REFERENCE.sub(lambda found: found[0] + _GAP, line)
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", line)


def code(text: str) -> str:
    """An id or a path as code, when that is safe; else as text."""
    cut = len(text) > LONGEST or "://" in text or "www." in text
    return f"`{text}`" if _PLAIN.fullmatch(text) and not cut else shown(text)


def bold(text: str) -> str:
    """`text` (Markdown already) in bold; nothing stays nothing."""
    return f"**{text}**" if text else ""


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: bool = False) -> str:
    """A table of cells that are Markdown already; `numbers` aligns all columns but the first to the right."""
    rest = "---:" if numbers else "---"
    lines = [columns, ["---", *[rest] * (len(columns) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
