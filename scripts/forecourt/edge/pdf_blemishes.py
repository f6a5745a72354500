"""What keeps pages of another house from PDF/A and PDF/UA: fonts left out, colours of inks, JPEG 2000."""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from forecourt.edge.pdf_archive import Blemish

if TYPE_CHECKING:
    from pikepdf import Pdf

FONT_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")
# Fonts that are drawings in the page itself, and those that name another font below them.
SELF_CONTAINED: Final = ("/Type3", "/Type0")
INKS: Final = frozenset({"k", "K"})
# These name a space of colours: DeviceCMYK may stand there without being a resource.
SPACES: Final = frozenset({"cs", "CS"})


def blemishes_of(paper: "Pdf") -> Iterator[Blemish]:
    """Every kind of blemish of the pages once, fonts by their names."""
    yield from sorted({*_of_objects(paper), *_of_pages(paper)}, key=lambda one: (one.what, one.name))


def _of_objects(paper: "Pdf") -> Iterator[Blemish]:
    from pikepdf import Array, Dictionary, Name, Stream

    for found in chain.from_iterable(map(_with_parts, paper.objects)):
        if isinstance(found, Array) and Name.DeviceCMYK in list(found):
            yield Blemish(what="cmyk")
        if not isinstance(found, (Dictionary, Stream)):
            continue
        if found.get("/Type") == Name.Font and _is_left_out(found):
            yield Blemish(what="font", name=str(found.get("/BaseFont", "?")).lstrip("/"))
        if found.get("/ColorSpace") == Name.DeviceCMYK or found.get("/CS") == Name.DeviceCMYK:
            yield Blemish(what="cmyk")
        if "/JPXDecode" in str(found.get("/Filter", "")):
            yield Blemish(what="jpx")


def _with_parts(found: Any) -> Iterator[Any]:
    """An object, and those that are written inside it; what it only points to is an object of its own."""
    from pikepdf import Array, Dictionary, Stream

    waiting = [found]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, (Dictionary, Stream)):
            inner = list(dict(part.items()).values())
        else:
            inner = list(part) if isinstance(part, Array) else []
        held = (one for one in inner if isinstance(one, (Array, Dictionary, Stream)))
        waiting.extend(one for one in held if not one.is_indirect)


def _is_left_out(font: Any) -> bool:
    if str(font.get("/Subtype")) in SELF_CONTAINED:
        return False
    described = font.get("/FontDescriptor")
    return described is None or not any(key in described for key in FONT_FILES)


def _of_pages(paper: "Pdf") -> Iterator[Blemish]:
    """Inks that the drawing itself names, on pages and in drawings within them."""
    import pikepdf

    drawings: list[Any] = [page.obj for page in paper.pages]
    drawings += [
        found
        for found in paper.objects
        if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == pikepdf.Name.Form
    ]
    for drawing in drawings:
        try:
            drawn = pikepdf.parse_content_stream(drawing, " ".join(sorted(INKS | SPACES)))
        except pikepdf.PdfError:
            continue  # what cannot be parsed draws nothing
        if any(_inks(str(one.operator), one.operands) for one in drawn):
            yield Blemish(what="cmyk")


def _inks(operator: str, operands: Any) -> bool:
    from pikepdf import Name

    return operator in INKS or (operator in SPACES and Name.DeviceCMYK in list(operands))
