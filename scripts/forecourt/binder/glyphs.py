"""Characters that the volumes' fonts lack, found before printing, with the record that holds them."""

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from html.parser import HTMLParser
from typing import Final

from msgspec import Struct

# Signs without a shape of their own: joiners, variation selectors, controls, line breaks.
INVISIBLE: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Mn"})
# The type turned upside down that Chinese printers set for one they lack.
GETA: Final = "〓"
UNPRINTED: Final = frozenset({"style", "title", "script"})
# Another way to write a sign, but for those that markup itself needs.
ENTITY: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|#34|#39);)")
VOID: Final = frozenset({"meta", "img", "br", "hr", "col", "link"})


class Unprintable(Struct, frozen=True, kw_only=True, order=True):
    """A character that no font has, and the id of the record that it stands in ("" outside the chapters)."""

    record: str
    character: str


def unprintable(html: str, characters: AbstractSet[int]) -> tuple[Unprintable, ...]:
    """Every character of the document that is not in `characters`, once a record."""
    # Where every sign can be printed nobody asks whose it is, and the parser's half second is saved.
    if not ENTITY.search(html) and not any(_is_lacking(char, characters) for char in set(html)):
        return ()
    reader = _Reader(characters)
    reader.feed(html)
    reader.close()
    return tuple(sorted(set(reader.found)))


def substituted(html: str, lacking: str) -> str:
    """The document with GETA for every sign in `lacking`."""
    if not lacking:
        return html
    return unicodedata.normalize("NFC", html).translate(dict.fromkeys(map(ord, lacking), GETA))


class _Reader(HTMLParser):
    """Walks the text and remembers which record's chapter it is in."""

    def __init__(self, characters: AbstractSet[int]) -> None:
        super().__init__()
        self.characters = characters
        self.open: list[tuple[str, str]] = []
        self.found: list[Unprintable] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("data-record") or self._record()))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(tag in UNPRINTED for tag, _ in self.open):
            self.found.extend(self._lacking(data))

    def _record(self) -> str:
        return self.open[-1][1] if self.open else ""

    def _lacking(self, data: str) -> Iterator[Unprintable]:
        for char in set(unicodedata.normalize("NFC", data)):
            if _is_lacking(char, self.characters):
                yield Unprintable(record=self._record(), character=char)


def _is_lacking(char: str, characters: AbstractSet[int]) -> bool:
    return ord(char) not in characters and unicodedata.category(char) not in INVISIBLE
