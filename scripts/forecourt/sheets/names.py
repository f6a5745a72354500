"""Labels that people read, and the codes and ids that records hold: each way round, in both languages."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct

from forecourt.kinds.common import Common
from forecourt.kinds.dealership import Dealership
from forecourt.model.record import Records
from forecourt.model.vocabulary import Vocabulary
from forecourt.words.catalogue import LANGUAGES, words_for

_GAPS: Final = re.compile(r"[\s*＊]+")


def plain(label: str) -> str:
    """A label as it is compared: half-width, without blanks and asterisks, in small letters (pitfall 21)."""
    return _GAPS.sub("", unicodedata.normalize("NFKC", label)).casefold()


def in_languages(source: str) -> set[str]:
    """A catalogue source string in every language, as labels are compared."""
    return {plain(words_for(language).gettext(source)) for language in LANGUAGES}


def code_of(vocabulary: Vocabulary, said: str) -> str | None:
    """The code that is meant by its label in either language, itself, or both together; None when none is."""
    for code, label in vocabulary.terms.items():
        labels = in_languages(label)
        if plain(said) in {plain(code), *labels, *(plain(f"{code}({label})") for label in labels)}:
            return code
    return None


# No slots: cached_property keeps each index in the instance's own dict.
class Names(Struct, frozen=True, kw_only=True, dict=True):
    """What records and models are called, where a name is that of only one."""

    records: Records

    @cached_property
    def models(self) -> Mapping[str, str]:
        """Model code -> the name under which the dealership sells it."""
        return {model.code: model.label for shop in self.records.of(Dealership) for model in shop.models}

    def model(self, said: str) -> str | None:
        """The code of the model with that name, None when no single one has it."""
        return _single(code for code, label in self.models.items() if plain(label) == plain(said))

    @cached_property
    def _titles(self) -> dict[str, list[Common]]:
        found: dict[str, list[Common]] = {}
        for record in self.records:
            if isinstance(record, Common):
                found.setdefault(plain(record.title), []).append(record)
        return found

    def _titled(self, kinds: tuple[str, ...], title: str) -> list[Common]:
        return [one for one in self._titles.get(plain(title), ()) if not kinds or one.kind in kinds]

    def id(self, kinds: tuple[str, ...], said: str) -> str | None:
        """The id of the record that has `said` as its id or, being the only one of `kinds`, as its title."""
        record = self.records.get(said.strip())
        if record is not None:
            return record.id
        return _single(one.id for one in self._titled(kinds, said))

    def has(self, kinds: tuple[str, ...], id: str | None) -> bool:
        """Whether there is a record of one of `kinds` with that id; nothing needs no record."""
        record = self.records.get(id) if id else None
        return not id or (record is not None and (not kinds or record.kind in kinds))

    def title(self, kinds: tuple[str, ...], id: str) -> str:
        """The title of a record, its id when another one of `kinds` has the same title."""
        record = self.records.get(id)
        if record is None or len(self._titled(kinds, record.title)) != 1:
            return id
        return record.title


def _single(found: Iterable[str]) -> str | None:
    several = list(found)
    return several[0] if len(several) == 1 else None
