"""Regular expressions that are compiled only when somebody looks for them."""

import re
from collections.abc import Iterator
from functools import cached_property


class Later:
    """A pattern as `re.compile` gives it, made by its first use.

    A long one takes milliseconds, and most commands, the hook of every commit among them, never look for it.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def search(self, text: str, *place: int) -> re.Match[str] | None:
        """The first place in `text` (from and to `place`) that fits, or None."""
        return self._compiled.search(text, *place)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The whole `text` when it fits, or None."""
        return self._compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every place in `text` that fits."""
        return self._compiled.finditer(text)
