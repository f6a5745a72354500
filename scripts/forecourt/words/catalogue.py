"""The message catalogue: English source strings, Chinese complete, one compiled file."""

import gettext
from functools import cache
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from forecourt.words.text import Text

LANGUAGES: Final = ("zh", "en")
DEFAULT_LANGUAGE: Final = "zh"
DOMAIN: Final = "forecourt"
LOCALES: Final = Path(__file__).parent.parent / "locale"
SOURCES: Final = LOCALES / "zh"
COMPILED: Final = SOURCES / "LC_MESSAGES" / f"{DOMAIN}.mo"


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
    # click asks for the same catalogue by its domain; this way it is parsed once.
    return Words(lang, gettext.translation(DOMAIN, str(LOCALES), [lang]))
