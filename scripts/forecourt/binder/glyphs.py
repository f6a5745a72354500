"""Characters that the volumes' fonts lack, found before printing, with the record that holds them."""

import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from html.parser import HTMLParser
from typing import Final

from msgspec import Struct

# Signs without a shape of their own: joiners, variation selectors, controls, line breaks.
INVISIBLE: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Mn"})
UNPRINTED: Final = frozenset({"style", "title", "script"})
VOID: Final = frozenset({"meta", "img", "br", "hr", "col", "link"})


class Unprintable(Struct, frozen=True, kw_only=True, order=True):
    """A character that no font has, and the id of the record that it stands in ("" outside the chapters)."""

    record: str
    character: str


def unprintable(html: str, characters: AbstractSet[int]) -> tuple[Unprintable, ...]:
    """Every character of the document that is not in `characters`, once a record."""
    reader = _Reader(characters)
    reader.feed(html)
    reader.close()
    return tuple(sorted(set(reader.found)))


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
            if ord(char) not in self.characters and unicodedata.category(char) not in INVISIBLE:
                yield Unprintable(record=self._record(), character=char)
