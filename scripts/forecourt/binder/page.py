"""A volume -> one HTML document. Record text only enters as escaped values or sanitised prose."""

from functools import cache
from pathlib import Path
from typing import Final

import jinja2
from markupsafe import Markup

from forecourt.binder.content import Volume
from forecourt.words.catalogue import Words

TEMPLATES: Final = Path(__file__).parents[3] / "templates" / "binder"
# The fonts draw three dots with one glyph, and copied text would show whichever came first in the document.
ONE_DOT: Final = str.maketrans("・•", "··")
LANGUAGES: Final = {"zh": "zh-CN", "en": "en"}


def html(volume: Volume, words: Words, *, made_at: str) -> str:
    """The document; `made_at` is the commit's time (2026-11-24T00:00:00Z), the only date in the PDF."""
    template = environment(words).get_template("volume.html.jinja")
    page = template.render(volume=volume, cover=volume.cover, lang=LANGUAGES[words.lang], made_at=made_at)
    return page.translate(ONE_DOT)


@cache
def environment(words: Words) -> jinja2.Environment:
    """The templates, in the language of `words`; compiled once, for all volumes."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        words.gettext, lambda one, many, count: words.gettext(one if count == 1 else many), newstyle=True
    )
    environment.filters["clean"] = Markup
    environment.filters["content"] = css_content
    environment.filters["elsewhere"] = css_elsewhere
    return environment


def css_content(sentence: str) -> Markup:
    """A sentence with {page} and {pages} as a CSS content list: page counters between quoted strings."""
    parts = []
    for piece in sentence.replace("{pages}", "\0pages\0").replace("{page}", "\0page\0").split("\0"):
        if piece in ("page", "pages"):
            parts.append(f"counter({piece})")
        elif piece:
            parts.append(css_string(piece))
    return Markup(" ".join(parts))  # noqa: S704 every piece is a quoted CSS string or a counter


def css_elsewhere(sentence: str) -> Markup:
    """A sentence with {page} as a CSS content list: the page of what the element's data-target names."""
    there = "target-counter(attr(data-target), page)"
    return Markup(css_content(sentence).replace("counter(page)", there))  # noqa: S704 as above


def css_string(text: str) -> str:
    """`text` as a quoted CSS string that neither ends early nor closes the style element."""
    safe = "".join(char if char.isalnum() or char == " " else f"\\{ord(char):06x}" for char in text)
    return f'"{safe}"'
