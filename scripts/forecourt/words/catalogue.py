"""The message catalogue: English source strings, Chinese complete, compiled as gettext does."""

import gettext
from bisect import bisect_left
from functools import cache
from pathlib import Path
from struct import unpack_from
from typing import IO, Any, Final

from msgspec import Struct

from forecourt.words.text import Text

LANGUAGES: Final = ("zh", "en")
DEFAULT_LANGUAGE: Final = "zh"
DOMAIN: Final = "forecourt"
LOCALES: Final = Path(__file__).parent.parent / "locale"
SOURCES: Final = LOCALES / "zh"
# click looks its own words up by itself; a catalogue of nothing else is read at once.
CLICK: Final = "click"


def compiled_file(domain: str) -> Path:
    """Where the compiled catalogue of `domain` lies."""
    return SOURCES / "LC_MESSAGES" / f"{domain}.mo"


class Catalogue(gettext.NullTranslations):
    """A compiled catalogue whose sentences are looked up where they lie.

    gettext's own class reads all of them first: 8 ms that every command would wait for.
    """

    def _parse(self, fp: IO[bytes]) -> None:  # type: ignore[override]  # the hook that gettext documents
        self._file = fp.read()
        # Two tables, sorted by the source strings: length and place of each source, of each translation.
        self._count, self._sources, self._targets = unpack_from("<8x3I", self._file)
        self._known: dict[str, str] = {}

    def gettext(self, message: str) -> str:
        """The translation of `message`, or itself when there is none."""
        known = self._known.get(message)
        if known is None:
            known = self._known[message] = self._found(message.encode()) or message
        return known

    def _found(self, wanted: bytes) -> str:
        row = bisect_left(range(self._count), wanted, key=self._source)
        found = row < self._count and self._source(row) == wanted
        return self._at(self._targets, row).decode() if found else ""

    def _source(self, row: int) -> bytes:
        return self._at(self._sources, row)

    def _at(self, table: int, row: int) -> bytes:
        length, start = unpack_from("<2I", self._file, table + 8 * row)
        return self._file[start : start + length]


class Words(Struct, frozen=True):
    """Turns source strings and Texts into one language."""

    lang: str
    translations: gettext.NullTranslations

    def gettext(self, source: str) -> str:
        """Translate one source string; the empty string stays empty (gettext would give its header)."""
        return self.translations.gettext(source) if source else ""

    def say(self, sentence: Text | str) -> str:
        """Render a Text (parameters translated too) or a marked string in this language."""
        if isinstance(sentence, str):
            return self.gettext(sentence)
        params = {name: self._param(value) for name, value in sentence.params.items()}
        template = self.gettext(sentence.template)
        return template.format(**params) if params else template

    def _param(self, value: Any) -> Any:
        if isinstance(value, Text):
            return self.say(value)
        if isinstance(value, (list, tuple)):
            separator = "、" if self.lang == "zh" else ", "
            return separator.join(str(self._param(item)) for item in value)
        return value


@cache
def words_for(lang: str) -> Words:
    """Words of `lang` ("zh" or "en"); raises ValueError for another one, OSError without the catalogue."""
    if lang not in LANGUAGES:
        raise ValueError(f"no catalogue for language {lang!r}")
    if lang == "en":
        return Words(lang, gettext.NullTranslations())
    return Words(lang, gettext.translation(DOMAIN, str(LOCALES), [lang], class_=Catalogue))
