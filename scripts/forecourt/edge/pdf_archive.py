"""A volume that keeps: PDF/UA-1 (tagged, read aloud) and PDF/A-3b (all inside, files attached) in one file.

WeasyPrint makes one of the two. Asked for PDF/A-3b with tags, all that PDF/UA-1 lacks is the statement in the
metadata; `declare` adds it, with the schema that PDF/A wants of every property that it does not define. The
tests ask pikepdf's validator for PDF/A-3b, which does not know that schema; for PDF/UA-1 there is none to be
had from the registries that Forecourt uses, so they look at its requirements one by one.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from msgspec import Struct

VARIANT: Final = "pdf/a-3b"
PDF_UA: Final = "PDF/UA-1"
PDF_A: Final = "PDF/A-3b"
_RDF_END: Final = b"</rdf:RDF>"
_UA: Final = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" />'
)
_SCHEMA: Final = (
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>'
    b'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>'
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    b'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
_PDFA_STATEMENT: Final = (b'pdfaid:part="3" ', b'pdfaid:conformance="B" ')


class Enclosure(Struct, frozen=True, kw_only=True):
    """A file that a volume carries: its name (ASCII), what it is in words, its bytes, and what it is to the
    volume (ISO 32000-2, 7.11.3: Data, Source, Supplement …).
    """

    name: str
    about: str
    data: bytes
    relationship: str


class Blemish(Struct, frozen=True, kw_only=True):
    """What keeps a bound page from the standards: `what` (font, cmyk, jpx), and the name of the font."""

    what: str
    name: str = ""


def standards(blemishes: Iterable[Blemish]) -> tuple[str, ...]:
    """The standards that a volume keeps to when pages with these blemishes are bound in.

    A page of another house is bound as it is: colours of inks have no profile here, which PDF/A wants, and a
    font that was left out is missing by both standards.
    """
    found = {blemish.what for blemish in blemishes}
    if not found:
        return (PDF_UA, PDF_A)
    return () if "font" in found else (PDF_UA,)


def enclosed(files: Sequence[Enclosure], made_at: datetime) -> list[Any]:
    """The attachments for WeasyPrint, in the order of their names, as the table of names must be."""
    from weasyprint import Attachment

    return [
        Attachment(
            file_obj=BytesIO(file.data),
            name=file.name,
            description=file.about,
            created=made_at,
            modified=made_at,
            relationship=file.relationship,
        )
        for file in sorted(files, key=lambda file: file.name)
    ]


def index_heads(book: Any) -> None:
    """Write the table of names (IDTree) by which cells find their heads into `book` (pydyf.PDF, not written).

    ISO 32000-1 (14.7.2) wants it as soon as a tag has a name; WeasyPrint names the heads of tables and leaves
    it out.
    """
    from pydyf import Array, Dictionary

    named = {
        tag["ID"].string: (tag["ID"], tag.reference)
        for tag in book.objects
        if isinstance(tag, Dictionary) and tag.get("Type") == "/StructElem" and "ID" in tag
    }
    if not named or "StructTreeRoot" not in book.catalog:
        return
    root = book.objects[int(book.catalog["StructTreeRoot"].split()[0])]
    # In the order of their bytes, as tables of names must be.
    pairs = [part for name in sorted(named) for part in named[name]]
    root["IDTree"] = Dictionary({"Names": Array(pairs)})


def declare(book: Any, kept: Sequence[str]) -> None:
    """Say in the metadata of `book` (pydyf.PDF, not yet written) which standards it keeps to."""
    number = int(book.catalog["Metadata"].split()[0])
    stream = book.objects[number]
    (content,) = stream.stream
    if PDF_A not in kept:
        for statement in _PDFA_STATEMENT:
            content = content.replace(statement, b"").replace(b" " + statement.strip(), b"")
    if PDF_UA in kept:
        added = _UA + (_SCHEMA if PDF_A in kept else b"")
        content = content.replace(_RDF_END, added + _RDF_END)
    stream.stream = [content]
    if "AF" in book.catalog:
        # WeasyPrint names every attachment twice.
        book.catalog["AF"][:] = dict.fromkeys(book.catalog["AF"])
