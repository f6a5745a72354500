"""Regular expressions that are compiled only when somebody looks for them."""

import re
from collections.abc import Iterator
from functools import cached_property


class Later:
    """A pattern as `re.compile` gives it, made by its first use.

    A long one takes milliseconds, and most commands, the hook of every commit among them, never look for it.
    """

    def __init__(self, pattern: str, signs: str = "") -> None:
        """`signs`: whatever the pattern finds has one of them in it, so that texts without need no search."""
        self.pattern = pattern
        self.signs = frozenset(signs)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def search(self, text: str, *place: int) -> re.Match[str] | None:
        """The first place in `text` (from and to `place`) that fits, or None."""
        if self.signs and self.signs.isdisjoint(text):
            return None
        return self._compiled.search(text, *place)

    def sub(self, replacement: str, text: str) -> str:
        """The text with `replacement` in the place of all that fits."""
        return self._compiled.sub(replacement, text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The whole `text` when it fits, or None."""
        return self._compiled.fullmatch(text)

    def finditer(self, text: str, *place: int) -> Iterator[re.Match[str]]:
        """Every place in `text` (from and to `place`) that fits."""
        return self._compiled.finditer(text, *place)
