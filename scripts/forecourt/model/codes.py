"""Finding codes: each is a function whose docstring is the code's manual page."""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct

from forecourt.model.finding import Severity

Maker = TypeVar("Maker", bound=Callable[..., Any])


class Code(Struct, frozen=True):
    """A finding code: stable id, severity and the function that makes or checks it."""

    id: str
    severity: Severity
    function: Callable[..., Any]

    @property
    def manual(self) -> str:
        """The manual page (English, a catalogue source string): the function's docstring, unindented."""
        return inspect.cleandoc(self.function.__doc__ or "")


_CODES: dict[str, Code] = {}


def code(id: str, severity: Severity = Severity.ERROR) -> Callable[[Maker], Maker]:
    """Declare the decorated function as the owner of finding code `id`; raises ValueError when taken."""

    def declare(function: Maker) -> Maker:
        if id in _CODES:
            raise ValueError(f"finding code {id} is declared twice")
        _CODES[id] = Code(id, severity, function)
        return function

    return declare


def declared(id: str) -> Code:
    """The code `id`; raises KeyError when nothing declares it."""
    return _CODES[id]


def all_codes() -> tuple[Code, ...]:
    """Every code that the imported modules declare, in order of id."""
    return tuple(_CODES[id] for id in sorted(_CODES))
