"""A sentence for a person, kept as a template and its parameters until the reader's language is known."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field


def N_(template: str) -> str:
    """Mark `template` (English) for the message catalogue and give it back unchanged."""
    return template


class Text(Struct, frozen=True):
    """A catalogue template (English, `str.format` style) with its parameters; one may be a Text itself."""

    template: str
    params: Mapping[str, Any] = field(default_factory=dict)


def text(template: str, **params: Any) -> Text:
    """Make a Text; `template` must be a literal inside `N_` so that the catalogue knows it."""
    return Text(template, params)
