"""What of a record's text goes to the manufacturer: no internal notes, nothing still to be written."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from forecourt.words.catalogue import DEFAULT_LANGUAGE, words_for
from forecourt.words.text import N_

BLANKS: Final = Path(__file__).parents[3] / "templates" / "records"
# The section that stays in the house, whatever language the reader has.
INTERNAL: Final = N_("Internal notes")
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
            internal = level if block.lstrip("# ").rstrip("# ") in _said(INTERNAL) else 0
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


def _said(source: str) -> frozenset[str]:
    return frozenset((source, words_for(DEFAULT_LANGUAGE).gettext(source)))


@cache
def _hints() -> frozenset[str]:
    """Every line that tells the writer of a blank what to write, in both languages."""
    sources = [
        hint for path in sorted(BLANKS.glob("*.jinja")) for hint in _HINT.findall(path.read_text("utf-8"))
    ]
    return frozenset(said for source in sources for said in _said(source))
