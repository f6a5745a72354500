"""What of a record's text goes to the manufacturer: no internal notes, nothing still to be written."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from forecourt.rules.law_copy import INTERNAL, said

BLANKS: Final = Path(__file__).parents[3] / "templates" / "records"
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*")
# A remark of the writer to oneself: a paragraph in brackets that says what is still to come.
_TO_COME = re.compile(r"[（(][^（()）]*(?:待|补|to come|to follow)[^（()）]*[）)]")
_HINT = re.compile(r'^\{\{ _\("(.+)"\) \}\}$', re.MULTILINE)


def printable(markdown: str) -> str:
    """The text without the section "Internal notes", hints that a blank began with, and empty sections."""
    blocks = [block for block in _kept(_blocks(markdown)) if not _is_unwritten(block)]
    return "\n\n".join(_with_content(blocks))


def _blocks(markdown: str) -> list[str]:
    """Paragraphs, lists, tables; a heading is a block of its own."""
    spaced = re.sub(r"(?m)^(#{1,6} .*)$", r"\n\1\n", markdown)
    return [block.strip("\n") for block in re.split(r"\n[ \t]*\n", spaced) if block.strip()]


def _level(block: str) -> int:
    """1 to 6 for a heading, 0 for anything else."""
    match = _HEADING.fullmatch(block)
    return len(match[1]) if match else 0


def _kept(blocks: list[str]) -> Iterator[str]:
    internal = 0
    for block in blocks:
        level = _level(block)
        if level and (not internal or level <= internal):
            internal = level if block.lstrip("# ").rstrip("# ") in said(INTERNAL) else 0
        if not internal:
            yield block


def _is_unwritten(block: str) -> bool:
    line = " ".join(block.split())
    return line in _hints() or _TO_COME.fullmatch(line) is not None


def _with_content(blocks: list[str]) -> Iterator[str]:
    """Blocks without the headings that nothing stands below."""
    for place, block in enumerate(blocks):
        level = _level(block)
        following = _level(blocks[place + 1]) if place + 1 < len(blocks) else 1
        if not level or not 0 < following <= level:
            yield block


@cache
def _hints() -> frozenset[str]:
    """Every line that tells the writer of a blank what to write, in both languages."""
    sources = [
        hint for path in sorted(BLANKS.glob("*.jinja")) for hint in _HINT.findall(path.read_text("utf-8"))
    ]
    return frozenset(name for source in sources for name in said(source))
