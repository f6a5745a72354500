"""What PDF/A-3b and PDF/UA-1 want of a file: by pikepdf's validator, and one by one as far as can be seen.

The usual checker, veraPDF, is a Java program that neither Debian nor PyPI carries; a bare computer has no
Java either, so no test runs it. pikepdf judges by veraPDF's rules for PDF/A-3b, all of them, but for what it
does not know it says no. For PDF/UA-1 there is none.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, pdfa

from forecourt.edge.pdf_blemishes import blemishes_of

RELATIONSHIPS: Final = {"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"}
FORBIDDEN_ACTIONS: Final = {"/Launch", "/JavaScript", "/ResetForm", "/ImportData", "/Movie", "/Sound"}
RGB: Final = 3
# The validator knows no extension schema, which ISO 19005-3 (6.6.2.3.3) asks for to say PDF/UA.
EXTENSION: Final = "http://www.aiim.org/pdfa/ns"
UNKNOWN_TO_IT: Final = frozenset(
    {
        f"XMP namespace pdfaExtension={EXTENSION}/extension/ is not permitted",
        f"XMP namespace pdfaSchema={EXTENSION}/schema# is not permitted",
        f"XMP namespace pdfaProperty={EXTENSION}/property# is not permitted",
        "XMP property pdfuaid:part is not permitted",
        "XMP property pdfaExtension:schemas is not permitted",
    }
)
# At the empty ones, which WeasyPrint writes, it would stop and not look at pictures and fonts behind them.
EMPTY: Final = (Name.Pattern, Name.Shading)
OPENS: Final = {"BDC", "BMC"}
DRAWS: Final = {"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh"}
CELLS: Final = {"/TD", "/TH"}
HEADINGS: Final = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")


def lacks(data: bytes) -> list[str]:
    """Every requirement that the file does not meet."""
    with pikepdf.open(BytesIO(data)) as book:
        return [*_kept(book), *_read_aloud(book), *(f"syntax: {one}" for one in book.check_pdf_syntax())]


def refused(data: bytes) -> list[str]:
    """Everything for which pikepdf's validator refuses the file as PDF/A-3b."""
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as book:
        for one in book.objects:
            _rid_of_empty(one)
        book.save(target, deterministic_id=True)
    found = pdfa.validate_written(target, "3b").findings
    return [f"{one.rule}: {one.message}" for one in found if one.message not in UNKNOWN_TO_IT]


def _rid_of_empty(found: Any) -> None:
    holders: tuple[Any, ...] = (
        (found, found.get("/Resources")) if isinstance(found, (Dictionary, Stream)) else ()
    )
    for holder in holders:
        for name in EMPTY if isinstance(holder, Dictionary) else ():
            if name in holder and not holder[name].keys():
                del holder[name]


def _kept(book: pikepdf.Pdf) -> Iterator[str]:
    """PDF/A-3b (ISO 19005-3)."""
    if book.is_encrypted:
        yield "encrypted"
    if "/ID" not in book.trailer:
        yield "no file identifier"
    with book.open_metadata() as told:
        if (told.get("pdfaid:part"), told.get("pdfaid:conformance")) != ("3", "B"):
            yield "metadata do not say PDF/A-3b"
        if str(book.docinfo.get("/Title", "")) != told.get("dc:title"):
            yield "title in the metadata is another"
        if str(book.docinfo.get("/Producer", "")) != told.get("pdf:Producer"):
            yield "producer in the metadata is another"
    if b"pdfaExtension:schemas" not in book.Root.Metadata.read_bytes():
        yield "pdfuaid is not described"
    intents = [str(one.S) for one in book.Root.get("/OutputIntents", Array())]
    if intents != ["/GTS_PDFA1"]:
        yield f"output intents {intents}"
    elif book.Root.OutputIntents[0].DestOutputProfile.N != RGB:
        yield "the profile is not of three colours"
    yield from _attached(book)
    yield from (f"{one.what} {one.name}".strip() for one in blemishes_of(book))
    yield from _in_objects(book)


def _attached(book: pikepdf.Pdf) -> Iterator[str]:
    named = {str(name) for name in book.attachments}
    associated = [str(one.UF) for one in book.Root.get("/AF", Array())]
    if sorted(named) != sorted(associated):
        yield f"attached {sorted(named)}, associated {sorted(associated)}"
    for one in book.Root.get("/AF", Array()):
        if str(one.get("/AFRelationship")) not in RELATIONSHIPS:
            yield f"{one.UF} has no relationship"
        if "/Subtype" not in one.EF.F or "/ModDate" not in one.EF.F.Params:
            yield f"{one.UF} has no kind or no date"


def _in_objects(book: pikepdf.Pdf) -> Iterator[str]:
    for found in book.objects:
        if not isinstance(found, (Dictionary, Stream)):
            continue
        if isinstance(found, Stream) and "LZW" in str(found.get("/Filter", "")):
            yield "LZW"
        if str(found.get("/S")) in FORBIDDEN_ACTIONS:
            yield f"action {found.S}"
        if found.get("/Subtype") == Name.PS or found.get("/Interpolate") == True:  # noqa: E712 a PDF boolean
            yield "PostScript or smoothing"
        if found.get("/Subtype") == Name.Link and int(found.get("/F", 0)) & 0b100110 != 0b100:
            yield "a link that is not printed"


def _read_aloud(book: pikepdf.Pdf) -> Iterator[str]:
    """PDF/UA-1 (ISO 14289-1)."""
    root = book.Root
    with book.open_metadata() as told:
        declared = told.get("pdfuaid:part") == "1"
        titled = bool(told.get("dc:title"))
    wanted = {
        "metadata do not say PDF/UA-1": declared,
        "not marked": _said(root, "/MarkInfo", "/Marked"),
        "no language": bool(str(root.get("/Lang", ""))),
        "the title is not shown": _said(root, "/ViewerPreferences", "/DisplayDocTitle"),
        "no title": titled,
        **_told_in_tags(root),
    }
    yield from (lack for lack, is_met in wanted.items() if not is_met)
    yield from dict.fromkeys(_heads(root.get("/StructTreeRoot", Dictionary())))
    for number, page in enumerate(book.pages, start=1):
        if "/StructParents" not in page or page.get("/Tabs") != Name.S:
            yield f"page {number} without the order of its tags"
        if any(_outside_tags(page)):
            yield f"page {number} has content that is neither tagged nor marked as decoration"
        for note in page.get("/Annots", Array()):
            if "/StructParent" not in note or not str(note.get("/Contents", "")):
                yield f"page {number} has a link without tag or words"


def _said(root: Any, holder: str, key: str) -> bool:
    return holder in root and bool(root[holder].get(key, False))


def _outside_tags(page: pikepdf.Page) -> Iterator[str]:
    """Operators that draw something outside of marked content."""
    depth = 0
    for one in pikepdf.parse_content_stream(page):
        name = str(one.operator)
        depth += (name in OPENS) - (name == "EMC")
        if depth == 0 and name in DRAWS:
            yield name


def _heads(tree: Any) -> Iterator[str]:
    """What is wrong with the heads of tables: a cell that names none, or a name that is not to be found."""
    tags = list(_elements(tree))
    names = tree.get("/IDTree", Dictionary()).get("/Names", Array())
    known = [str(name) for name in list(names)[::2]]
    if known != sorted(known, key=str.encode):
        yield "the table of names is not in order"
    if {str(tag.ID) for tag in tags if "/ID" in tag} != set(known):
        yield "the table of names is not whole"
    for tag in tags:
        if tag.S == Name.TR and any(str(cell.S) not in CELLS for cell in _kids(tag)):
            yield "a row that holds more than cells"
        heads = [str(head) for head in tag.get("/A", Dictionary()).get("/Headers", Array())]
        if not set(heads) <= set(known):
            yield "a cell whose head is not to be found"
        if Name.Table == tag.S and _has_heads(tag) and not all(map(_names_heads, _cells(tag))):
            yield "a cell that does not name its head"


def _names_heads(cell: Any) -> bool:
    return len(cell.get("/A", Dictionary()).get("/Headers", Array())) > 0


def _has_heads(table: Any) -> bool:
    """Whether the table says what its columns are."""
    return any(Name.THead == tag.S for tag in _elements(table))


def _cells(table: Any) -> Iterator[Any]:
    return (tag for tag in _elements(table) if tag.S == Name.TD)


def _kids(tag: Any) -> Iterator[Any]:
    kids = tag.get("/K")
    held = kids if isinstance(kids, Array) else [kids]
    return (kid for kid in held if isinstance(kid, Dictionary) and "/S" in kid)


def _elements(tree: Any) -> Iterator[Any]:
    for kid in _kids(tree):
        yield kid
        yield from _elements(kid)


def _told_in_tags(root: Any) -> dict[str, bool]:
    tags = list(_tags(root.get("/StructTreeRoot")))
    levels = [HEADINGS.index(kind) for kind, _ in tags if kind in HEADINGS]
    steps = zip([-1, *levels], levels, strict=False)
    return {
        "a figure without words": all(alt for kind, alt in tags if kind == "/Figure"),
        "a level of headings left out": bool(levels) and all(after <= before + 1 for before, after in steps),
    }


def _tags(tree: Any) -> Iterator[tuple[str, str]]:
    """Kind and alternative words of every tag, in reading order."""
    if not isinstance(tree, Dictionary):
        return
    if "/S" in tree:
        yield str(tree.S), str(tree.get("/Alt", ""))
    kids = tree.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        yield from _tags(kid)
