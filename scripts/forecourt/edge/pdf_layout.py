"""WeasyPrint's layout of one document in little memory: what a volume never uses is not made, and what only
the layout needed is let go of before anything is drawn. The bytes are the same ones.

A page of a volume takes about 1.6 MB while it is laid out. This leans on names that WeasyPrint keeps to
itself, under the version that is pinned; the tests fail when another one has changed them.
"""

import ctypes
import gc
import re
from collections.abc import Mapping
from typing import Any, Final

# Styles of notes and list markers are made for every element, used or not: a third of all memory. Volumes
# have no notes, and markers only in lists.
NOTES: Final = re.compile(
    r"::(?:footnote-call|footnote-marker|note-call|note-marker|note-callback)\s*\{[^}]*\}"
)
MARKER: Final = "\n::marker "
LIST_MARKER: Final = "\nli::marker "
# What holds the boxes as they were before they were cut into pages; a drawing holds their context.
SPENT: Final = ("page_maker", "target_collector", "style_for")


def laid_out(html: str, fetcher: Any, options: Mapping[str, Any]) -> Any:
    """The document (`weasyprint.document.Document`) of `html`, every page laid out and nothing drawn yet.

    `fetcher` opens pictures. What is garbage by then is collected once, as the collector may be off.
    """
    from weasyprint import CSS, DEFAULT_OPTIONS, HTML
    from weasyprint.css.counters import CounterStyle
    from weasyprint.document import Document
    from weasyprint.html import UA

    sheet = CSS(string=needed(UA), counter_style=CounterStyle())
    contexts: list[Any] = []

    class Source(HTML):  # type: ignore[misc]
        """HTML with the styles of its own that volumes need."""

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: FBT001, FBT002 its caller's
            return [sheet]

    class Told(Document):  # type: ignore[misc]
        """A document that tells what it was laid out with."""

        @classmethod
        def _build_layout_context(cls, *arguments: Any) -> Any:
            contexts.append(super()._build_layout_context(*arguments))
            return contexts[-1]

    source = Source(string=html, base_url="volume:", url_fetcher=fetcher)
    document = Told._render(source, None, None, None, {**DEFAULT_OPTIONS, **options})  # noqa: SLF001
    for name in SPENT:
        setattr(contexts[0], name, None)
    del contexts[:]
    tidy()
    return document


def needed(styles: str) -> str:
    """WeasyPrint's own style sheet without what volumes never use."""
    return NOTES.sub("", styles).replace(MARKER, LIST_MARKER)


def tidy() -> None:
    """Collect garbage, and give the memory back to the system where its allocator (glibc) can."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
