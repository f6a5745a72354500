"""PDF evidence: what it holds, and a copy of it that does nothing."""

import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from forecourt.edge import pdf_pages
from forecourt.edge.pdf_archive import Blemish
from forecourt.edge.pdf_pages import Paper, inside_of, papers_of
from forecourt.model.forms import Inside
from tests.edge.paper import A4, SECRETS, huge, pdf, photo


def paper(root: Path, data: bytes) -> Paper:
    (root / "a.pdf").write_bytes(data)
    return papers_of(root, {"a.pdf": hashlib.sha256(data).hexdigest()}, root / "cache")["a.pdf"]


def copy(root: Path, data: bytes) -> bytes:
    made = paper(root, data).file
    assert made is not None
    return made.read_bytes()


def whole(data: bytes) -> bytes:
    """Everything in a PDF, unpacked."""
    with pikepdf.open(BytesIO(data)) as opened:
        target = BytesIO()
        opened.save(
            target,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        return target.getvalue()


def lively(book: pikepdf.Pdf) -> None:
    """Scripts, actions, a form, a comment, an attached file, and notes about whoever made it."""
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('boo')")
    book.Root.OpenAction = script
    book.Root.AA = pikepdf.Dictionary(WC=script)
    book.pages[0].AA = pikepdf.Dictionary(O=script)
    book.pages[0].Annots = pikepdf.Array(
        [
            book.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Link,
                    Rect=[0, 0, 90, 90],
                    A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="http://tracker.example"),
                )
            ),
            book.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Text,
                    Rect=[0, 0, 90, 90],
                    Contents="between us",
                )
            ),
        ]
    )
    book.attachments["prices.xlsm"] = b"macro"
    book.docinfo["/Author"] = "SecretPhone"
    with book.open_metadata() as notes:
        notes["dc:creator"] = ["SecretPhone"]


def stamped(book: pikepdf.Pdf) -> None:
    """A red stamp that was put on as an annotation, as seals of electronic invoices are."""
    seal: Any = book.make_stream(b"1 0 0 rg 0 0 50 50 re f % the seal")
    seal.Type, seal.Subtype, seal.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 50, 50]
    book.pages[0].Annots = pikepdf.Array(
        [
            book.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Stamp,
                    Rect=[400, 600, 500, 700],
                    F=4,
                    AP=pikepdf.Dictionary(N=seal),
                )
            )
        ]
    )


def pictured(book: pikepdf.Pdf) -> None:
    """A phone's photo, embedded as it came."""
    picture: Any = book.make_stream(photo(), Subtype=pikepdf.Name.Image, Width=80, Height=60)
    picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
    picture.Filter = pikepdf.Name.DCTDecode
    picture.Metadata = book.make_stream(b"<x:xmpmeta>SecretPhone</x:xmpmeta>")
    book.pages[0].Resources.XObject = pikepdf.Dictionary(P=picture)
    book.pages[0].Contents = book.make_stream(b"q 80 0 0 60 0 0 cm /P Do Q")


def unpacking(book: pikepdf.Pdf) -> None:
    book.pages[0].Contents = book.make_stream(b" " * 3_000)


def turned(book: pikepdf.Pdf) -> None:
    book.pages[0].Rotate = 90
    book.pages[1].CropBox = [100, 100, 300, 500]


LOCKED = pdf(A4, encryption=pikepdf.Encryption(user="1234", owner="5678"))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (pdf(A4, A4), Inside(pages=2)),
        (pdf(A4, encryption=pikepdf.Encryption(user="", owner="5678")), Inside(pages=1)),
        (LOCKED, Inside(fault="password")),
        (pdf(), Inside(fault="empty")),
        (pdf(A4)[:400], Inside(fault="damaged")),
        (b"%PDF-1.7\nnothing\n%%EOF", Inside(fault="damaged")),
        (pdf(*[(20, 20)] * 101), Inside(pages=101, fault="long")),
        (pdf(A4, change=huge), Inside(pages=1, fault="bomb")),
    ],
    ids=["whole", "only changes locked", "locked", "no page", "short", "none", "long", "bomb"],
)
def test_a_pdf_is_looked_into(data: bytes, told: Inside) -> None:
    assert inside_of(data) == told


def test_what_unpacks_to_far_more_than_a_page_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "MAX_UNPACKED_BYTES", 2_999)

    assert inside_of(pdf(A4, change=unpacking, compress_streams=True)) == Inside(pages=1, fault="bomb")


def test_the_copy_has_the_same_pages_and_nothing_that_acts_or_tells(tmp_path: Path) -> None:
    made = copy(tmp_path, pdf(A4, A4, change=lively))

    with pikepdf.open(BytesIO(made)) as bare:
        assert [sorted(page.obj.keys()) for page in bare.pages] == [
            ["/Contents", "/MediaBox", "/Parent", "/Resources", "/Type"]
        ] * 2
        assert sorted(bare.Root.keys()) == ["/Pages", "/Type"]
        assert dict(bare.attachments) == {}
        assert "/Info" not in bare.trailer
    found = [
        word for word in (b"alert", b"tracker", b"between us", b"macro", *SECRETS) if word in whole(made)
    ]
    assert found == []
    assert b"(Invoice 2) Tj" in whole(made)


def test_a_seal_that_was_stamped_on_stays_on_the_page(tmp_path: Path) -> None:
    assert b"the seal" in whole(copy(tmp_path, pdf(A4, change=stamped)))


def embedded(book: pikepdf.Pdf) -> None:
    """The page's own font is in the file."""
    file = book.make_stream(b"font")
    book.pages[0].Resources.Font.F1.FontDescriptor = pikepdf.Dictionary(FontFile3=file)


def drawn(book: pikepdf.Pdf) -> None:
    """The text stands in a drawing on the page, whose font is written inside it."""
    embedded(book)
    face = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier
    )
    form: Any = book.make_stream(b"BT /F2 9 Tf (x) Tj ET", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F2=face))
    book.pages[0].Resources.XObject = pikepdf.Dictionary(D=form)


def inked(book: pikepdf.Pdf) -> None:
    """A colour of inks is written inside the page's own resources."""
    embedded(book)
    spaces = pikepdf.Dictionary(C=pikepdf.Array([pikepdf.Name.Pattern, pikepdf.Name.DeviceCMYK]))
    book.pages[0].Resources.ColorSpace = spaces


def named(book: pikepdf.Pdf) -> None:
    """The drawing itself names the colours of inks."""
    embedded(book)
    book.pages[0].Contents = book.make_stream(b"/DeviceCMYK cs 0 1 0 0 sc 0 0 9 9 re f")


@pytest.mark.parametrize(
    ("change", "blemishes"),
    [
        (None, (Blemish(what="font", name="Helvetica"),)),
        (embedded, ()),
        (drawn, (Blemish(what="font", name="Courier"),)),
        (inked, (Blemish(what="cmyk"),)),
        (named, (Blemish(what="cmyk"),)),
    ],
)
def test_a_font_or_ink_is_seen_wherever_in_the_page_it_is_written(
    tmp_path: Path, change: Callable[[pikepdf.Pdf], None] | None, blemishes: tuple[Blemish, ...]
) -> None:
    assert paper(tmp_path, pdf(A4, change=change)).blemishes == blemishes


def test_the_font_of_a_stamp_is_seen_too(tmp_path: Path) -> None:
    def stamp(book: pikepdf.Pdf) -> None:
        embedded(book)
        drawn(book)
        form = book.pages[0].Resources.XObject.D
        del book.pages[0].Resources.XObject
        seal = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Stamp,
            F=4,
            Rect=[9, 9, 99, 99],
            AP=pikepdf.Dictionary(N=form),
        )
        book.pages[0].Annots = pikepdf.Array([book.make_indirect(seal)])

    assert paper(tmp_path, pdf(A4, change=stamp)).blemishes == (Blemish(what="font", name="Courier"),)


def test_a_photo_in_a_pdf_loses_its_notes_too(tmp_path: Path) -> None:
    made = whole(copy(tmp_path, pdf(A4, change=pictured)))

    assert [word for word in SECRETS if word in made] == []
    assert b"\xff\xd8\xff" in made


def test_pages_are_measured_as_they_are_read(tmp_path: Path) -> None:
    assert paper(tmp_path, pdf((500, 700), A4, change=turned)).pages == ((700, 500), (200, 400))


def test_what_cannot_be_bound_has_no_copy(tmp_path: Path) -> None:
    assert paper(tmp_path, LOCKED) == Paper(file=None)


def test_a_second_run_takes_the_copy_and_a_damaged_one_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = paper(tmp_path, pdf(A4))
    assert first.file is not None
    good = first.file.read_bytes()
    first.file.write_bytes(b"spoilt")

    assert paper(tmp_path, pdf(A4)) == first
    assert first.file.read_bytes() == good
    monkeypatch.setattr(pdf_pages, "_harmless", lambda _: pytest.fail("made again"))
    assert paper(tmp_path, pdf(A4)) == first
