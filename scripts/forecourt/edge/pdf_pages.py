"""Evidence that is a PDF: looked into, and made harmless.

Of a foreign PDF only what is seen on paper is taken. Stamps and filled-in fields become part of the page;
scripts, actions, forms, comments, attached files, and notes about who made it stay behind. Nothing is run.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from forecourt.edge import files
from forecourt.edge.packages import version
from forecourt.edge.pdf_archive import Blemish
from forecourt.edge.pdf_blemishes import blemishes_of
from forecourt.model.forms import Inside, form_of_bytes
from forecourt.model.limits import MAX_EVIDENCE_BYTES, MAX_PIXELS, MAX_PROOF_PAGES, MAX_UNPACKED_BYTES
from forecourt.model.stripping import stripped

if TYPE_CHECKING:
    from pikepdf import Pdf

# What a page is printed with; all else a page can carry is for screens.
PRINTED: Final = frozenset(
    (
        *("/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/TrimBox", "/Rotate"),
        *("/UserUnit", "/Group"),
    )
)
# Notes about an object, and other files that would be fetched in its place.
NOTES: Final = ("/Metadata", "/PieceInfo")
NOTES_OF_STREAMS: Final = (
    *("/OPI", "/Ref", "/Alternates", "/AF", "/LastModified", "/StructParent", "/StructParents"),
    *("/F", "/FFilter", "/FDecodeParms"),
)
RECIPE: Final = "bare, 3"
MOST_PAPERS: Final = 1_000
# Filters of which only the first can make much of little.
FLATE: Final = frozenset({"/FlateDecode", "/Fl"})
SMALL: Final = 256 * 1_024


class Paper(Struct, frozen=True, kw_only=True):
    """A PDF fit to be bound: its harmless copy (None: it cannot be), each page's size in points, upright, and
    what keeps it from the standards of the volumes.
    """

    file: Path | None
    pages: tuple[tuple[int, int], ...] = ()
    blemishes: tuple[Blemish, ...] = ()


def made_with() -> str:
    """What decides what a look into a PDF gives: another recipe or pikepdf may see other things."""
    return f"{RECIPE} pikepdf {version('pikepdf')}"


class UnfitError(Exception):
    """A PDF that cannot be bound."""

    def __init__(self, inside: Inside) -> None:
        super().__init__(inside)
        self.inside = inside


def inside_of(data: bytes) -> Inside:
    """How many pages a PDF has, and what is wrong with it (`model.forms.Inside`)."""
    try:
        with _opened(data) as paper:
            return Inside(pages=len(paper.pages))
    except UnfitError as error:
        return error.inside


def papers_of(root: Path, wanted: Mapping[str, str], cache: Path) -> dict[str, Paper]:
    """A harmless copy of every PDF (path from the root -> sha256), by path; copies are kept in `cache`."""
    found = {path: _paper(root / path, sha256, cache) for path, sha256 in wanted.items()}
    paths = sorted(cache.glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in paths[2 * MOST_PAPERS :]:
        path.unlink(missing_ok=True)
    return found


def _paper(path: Path, sha256: str, cache: Path) -> Paper:
    recipe = f"{sha256} {made_with()}"
    key = hashlib.sha256(recipe.encode()).hexdigest()[:32]
    copy, notes = cache / f"{key}.pdf", cache / f"{key}.json"
    known = _known(copy, notes)
    if known is not None:
        return known
    try:
        data = _harmless(files.read_bytes(path, MAX_EVIDENCE_BYTES))
    except UnfitError:
        return Paper(file=None)
    pages, blemishes = _seen(data)
    files.write_whole(copy, data)
    told = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "pages": pages,
        "blemishes": [[one.what, one.name] for one in blemishes],
    }
    files.write_whole(notes, json.dumps(told).encode())
    return Paper(file=copy, pages=pages, blemishes=blemishes)


def _known(copy: Path, notes: Path) -> Paper | None:
    """The copy made before, when its bytes are still those that its notes promise."""
    try:
        told = json.loads(notes.read_bytes())
        if hashlib.sha256(copy.read_bytes()).hexdigest() != told["sha256"]:
            return None
        copy.touch()
        notes.touch()
        return Paper(
            file=copy,
            pages=tuple((int(width), int(height)) for width, height in told["pages"]),
            blemishes=tuple(Blemish(what=what, name=name) for what, name in told["blemishes"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _opened(data: bytes) -> "Pdf":
    """The PDF, when it can be bound; raises UnfitError."""
    import pikepdf  # only who has PDF evidence pays for it

    if not form_of_bytes(data).is_whole:
        raise UnfitError(Inside(fault="damaged"))
    try:
        paper = pikepdf.open(BytesIO(data))
        count = len(paper.pages)
        is_bomb = count <= MAX_PROOF_PAGES and any(_is_bomb(found) for found in paper.objects)
    except pikepdf.PasswordError:
        raise UnfitError(Inside(fault="password")) from None
    except Exception:  # noqa: BLE001 a reader may raise anything over a broken file; it cannot be bound then
        raise UnfitError(Inside(fault="damaged")) from None
    if not count:
        raise UnfitError(Inside(fault="empty"))
    if count > MAX_PROOF_PAGES:
        raise UnfitError(Inside(pages=count, fault="long"))
    if is_bomb:
        raise UnfitError(Inside(pages=count, fault="bomb"))
    return paper


def _is_bomb(found: Any) -> bool:
    """Whether a stream holds more pixels, or unpacks to more bytes, than a page that is printed needs."""
    from pikepdf import Name, Stream

    if not isinstance(found, Stream):
        return False
    if found.get("/Subtype") == Name.Image:
        return int(found.get("/Width", 0)) * int(found.get("/Height", 0)) > MAX_PIXELS
    filters = _filters(found)
    raw = found.read_raw_bytes()
    if len(filters) == 1 and filters[0] in FLATE:
        return len(_inflated(raw)) > MAX_UNPACKED_BYTES
    return bool(filters) and len(raw) > SMALL and not set(filters).isdisjoint(FLATE | {"/LZWDecode"})


def _filters(stream: Any) -> list[str]:
    from pikepdf import Array

    named = stream.get("/Filter", [])
    return [str(one) for one in named] if isinstance(named, (Array, list)) else [str(named)]


def _inflated(raw: bytes) -> bytes:
    """What a stream unpacks to, never more than one byte above the limit."""
    try:
        return zlib.decompressobj().decompress(raw, MAX_UNPACKED_BYTES + 1)
    except zlib.error:
        return b""  # the PDF's own reader says what is wrong with it


def _harmless(data: bytes) -> bytes:
    """A PDF of the same pages that has nothing but what is seen on paper; raises UnfitError."""
    import pikepdf

    with _opened(data) as source, pikepdf.new() as bare:
        try:
            source.flatten_annotations("print")
            for page in source.pages:
                for key in {*page.obj.keys()} - PRINTED:
                    del page[key]
            bare.pages.extend(source.pages)
            for found in bare.objects:
                _scrub(found)
            return saved(bare)
        except Exception:  # noqa: BLE001 whatever a broken file makes the library raise: it cannot be bound
            raise UnfitError(Inside(fault="damaged")) from None


def _scrub(found: Any) -> None:
    """Take notes off an object; photos inside a PDF carry those of the camera, too."""
    from pikepdf import Dictionary, Name, Stream

    if not isinstance(found, (Dictionary, Stream)):
        return
    is_stream = isinstance(found, Stream)
    for key in (*NOTES, *(NOTES_OF_STREAMS if is_stream else ())):
        if key in found:
            del found[key]
    if is_stream and found.get("/Subtype") == Name.PS:
        found.write(b"")
        found.Subtype, found.BBox = Name.Form, [0, 0, 0, 0]
    for key in ("/Interpolate", "/TR", "/TR2"):
        if key in found:
            # Smoothing and curves are left to the printer, as the standard for keeping wants.
            del found[key]
    if is_stream and found.get("/Filter") in (Name.DCTDecode, [Name.DCTDecode]):
        raw = found.read_raw_bytes()
        found.write(stripped(raw, form_of_bytes(raw).name), filter=Name.DCTDecode)


def saved(paper: "Pdf") -> bytes:
    """The bytes of a PDF, the same ones whenever it is the same."""
    import pikepdf

    target = BytesIO()
    paper.save(
        target,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        # Old ways of packing (LZW) have no place in a file that is kept.
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
    )
    return target.getvalue()


def _seen(data: bytes) -> tuple[tuple[tuple[int, int], ...], tuple[Blemish, ...]]:
    """The size of every page, and what no volume of the standards may hold."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as paper:
        seen = [seen_of(page.as_form_xobject()) for page in paper.pages]
        blemishes = tuple(blemishes_of(paper))
    sizes = tuple((max(1, round(right - left)), max(1, round(top - low))) for left, low, right, top in seen)
    return sizes, blemishes


def seen_of(form: Any) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Left, lower, right and upper edge of what a page shows, turned as it is read."""
    left, low, right, top = [Decimal(edge) for edge in form.BBox]
    a, b, c, d, e, f = matrix_of(form)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (low, top)]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)


def matrix_of(form: Any) -> list[Decimal]:
    """How a drawing is turned, moved and scaled: the six numbers of its matrix."""
    found = form.get("/Matrix")
    return [Decimal(one) for one in (found if found is not None else (1, 0, 0, 1, 0, 0))]
