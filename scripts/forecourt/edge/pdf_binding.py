"""Pages of other PDFs bound into a volume, each in the place that a small picture held for it.

The volume is laid out with the placeholders, so its page numbers, bookmarks, links and tags are right before
anything is bound.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from forecourt.edge.pdf_pages import matrix_of, saved, seen_of

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

DIGITS: Final = Decimal("0.0000000001")
# A placeholder is a picture of so many pixels in a row, whose colours are a hash of its name.
ROW: Final = 16


class BoundPage(Struct, frozen=True, kw_only=True):
    """A page to bind: the harmless copy of its PDF, and its number from 0."""

    file: Path
    index: int


def placeholder(url: str) -> bytes:
    """A picture (PNG) that holds the place of the page called `url` until it is bound."""
    from PIL import Image

    target = BytesIO()
    Image.frombytes("RGB", (ROW, 1), _token(url)).save(target, "PNG")
    return target.getvalue()


def _token(url: str) -> bytes:
    return hashlib.shake_256(url.encode()).digest(3 * ROW)


def bind(document: bytes, bound: Mapping[str, BoundPage]) -> bytes:
    """The document with every placeholder replaced by its page, drawn in the placeholder's rectangle.

    The page stays inside the picture's tag, so that its alternative text is read out. Without anything to
    bind the bytes stay as they are.
    """
    if not bound:
        return document
    import pikepdf

    places = {_token(url): page for url, page in bound.items()}
    sources = {page.file: pikepdf.open(page.file) for page in bound.values()}
    with pikepdf.open(BytesIO(document)) as book:
        for resources, name, token in list(_placeholders(book)):
            if token in places:
                place = places[token]
                form = _filling(sources[place.file].pages[place.index])
                resources[name] = book.copy_foreign(form)
        return saved(book)


def _placeholders(book: "Pdf") -> Iterator[tuple[Any, str, bytes]]:
    """Every picture that may be a placeholder: the dictionary that names it, its name, and its pixels."""
    for holder in _pictures_of(book.pages):
        for name, found in holder.items():
            if found.get("/Width") == ROW and found.get("/Height") == 1:
                yield holder, name, found.read_bytes()


def _pictures_of(pages: Iterable["Page"]) -> Iterator[Any]:
    """The dictionaries of pictures, each once: pages may share one."""
    known: set[tuple[int, int]] = set()
    for page in pages:
        holder = page.resources.get("/XObject")
        if holder is not None and (not holder.is_indirect or holder.objgen not in known):
            known.add(holder.objgen)
            yield holder


def _filling(page: "Page") -> Any:
    """The page as a drawing that fills the unit square, as pictures do."""
    import pikepdf

    form: Any = page.as_form_xobject()
    left, low, right, top = seen_of(form)
    wide, high = right - left, top - low
    a, b, c, d, e, f = matrix_of(form)
    filling = (a / wide, b / high, c / wide, d / high, (e - left) / wide, (f - low) / high)
    form.Matrix = pikepdf.Array([one.quantize(DIGITS) for one in filling])
    return form
