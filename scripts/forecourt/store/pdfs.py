"""Personal data in PDFs, remembered by sha256: reading the words of one takes far longer than its sum.

What is remembered shows as little of a number as a finding does.
"""

import json
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final, Self

from msgspec import Struct

from forecourt.edge import files
from forecourt.edge.pdf_words import PdfReader, PdfWords, read_with
from forecourt.model.finding import Finding
from forecourt.model.limits import MAX_PRIVATE_SHOWN, MAX_RECORD_BYTES
from forecourt.model.personal import masked, personal
from forecourt.store.privacy import found_at, not_searched, personal_in, personal_on_page
from forecourt.store.texts import XMP, text_of

CACHE: Final = "build/cache/searched.tsv"
# Some years of a busy store.
MOST_KNOWN: Final = 20_000
_MOST_BYTES: Final = 16 * MAX_RECORD_BYTES
# Figures that stand apart, each by itself, as on forms with a box for every one.
_APART: Final = re.compile(r"(?<![0-9])[0-9](?: [0-9]){10,}(?![0-9])")
# Without one of these a PDF holds pixels only, and no reader need begin.
_WORDS: Final = (
    *(b"/Font", b"/ObjStm", b"/Annots", b"/AcroForm", b"/EmbeddedFile", b"/Encrypt", b"/Info", b"xmpmeta"),
)
_DECIDING: Final = ("model/personal.py", "edge/pdf_words.py", "store/pdfs.py", "store/texts.py")


class Searched(Struct, frozen=True):
    """What a PDF was found to hold: (page, kind, what is shown of it), and why not all was read."""

    hits: tuple[tuple[int, str, str], ...] = ()
    fault: str = ""


class PdfSearch:
    """Searches PDFs, and each only once; used as a context, and `keep` writes down what was new."""

    def __init__(self, root: Path) -> None:
        self._path = root / CACHE
        self._known: dict[str, Searched] | None = None
        self._reader = PdfReader()
        self._is_new = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.close()

    def found(self, path: str, digest: str, read: Callable[[], bytes], id: str = "") -> Iterator[Finding]:
        """Findings about the PDF at `path`: its name, and its content by sha256, which is read if need be."""
        yield from personal_in(path, b"", id)
        if not digest:
            # Beyond the limit of size, so that not even its sum was made.
            yield found_at(path, not_searched("large"), id)
            return
        if self._known is None:
            self._known = self._remembered()
        searched = self._known.pop(digest, None)
        if searched is None:
            searched = _searched(read(), self._reader)
            self._is_new = True
        # Behind the others: what was not asked for longest is forgotten first.
        self._known[digest] = searched
        for page, kind, shown in searched.hits:
            yield found_at(path, personal_on_page(kind, shown, page), id)
        if searched.fault:
            yield found_at(path, not_searched(searched.fault), id)

    def keep(self) -> None:
        """Write down what was new; a folder that cannot be written is no fault."""
        if not self._is_new or self._known is None:
            return
        kept = list(self._known.items())[-MOST_KNOWN:]
        body = "".join(f"{digest}\t{json.dumps([one.hits, one.fault])}\n" for digest, one in kept).encode()
        try:
            files.write_whole(self._path, f"{_head(body)}\n".encode() + body)
        except OSError:
            return

    def _remembered(self) -> dict[str, Searched]:
        """What was written down; nothing when there is nothing, or other programs or hands wrote it."""
        try:
            head, _, body = files.read_bytes(self._path, _MOST_BYTES).partition(b"\n")
            if head.decode() != _head(body):
                return {}
            lines = [line.split("\t") for line in body.decode().split("\n")[:-1]]
            return {digest: _from_json(told) for digest, told in lines}
        except (OSError, ValueError):
            return {}


def _from_json(told: str) -> Searched:
    hits, fault = json.loads(told)
    return Searched(tuple((int(page), str(kind), str(shown)) for page, kind, shown in hits), str(fault))


def _head(body: bytes) -> str:
    """The first line: what searched the PDFs, and that the lines are whole."""
    package = Path(__file__).parent.parent
    program = sha256(b"".join((package / path).read_bytes() for path in _DECIDING)).hexdigest()
    return f"{read_with()} {program} {sha256(body).hexdigest()}"


def _searched(data: bytes, reader: PdfReader) -> Searched:
    if not any(sign in data for sign in _WORDS):
        return Searched()
    words = reader.words_of(data)
    hits = dict.fromkeys(_hits(words, data))
    return Searched(tuple(islice(hits, MAX_PRIVATE_SHOWN)), words.fault)


def _hits(words: PdfWords, data: bytes) -> Iterator[tuple[int, str, str]]:
    for page, said in enumerate(words.pages, 1):
        yield from _in_text(said, page)
    notes = "\n".join(found.decode("utf-8", "replace") for found in XMP.findall(data))
    yield from _in_text(f"{words.notes}\n{notes}", 0)
    for name, content in words.enclosures:
        yield from _in_text(f"{name}\n{text_of(name, content)}", 0)


def _in_text(said: str, page: int) -> Iterator[tuple[int, str, str]]:
    said = said.replace("\r\n", "\n").replace("\r", "\n")
    said = _APART.sub(lambda match: match[0].replace(" ", ""), said)
    for hit in personal(said):
        yield page, hit.kind, masked(said[hit.start : hit.end])
