"""Real PDFs, photos with camera notes, and other files, as people file them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

import pikepdf
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

A4: Final = (595, 842)
XMP: Final = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>somebody's face</x:xmpmeta>"
# Whatever a file must not say about where and with what it was taken, and by whom.
SECRETS: Final = (b"Exif\0\0", b"eXIf", b"EXIF", b"xmpmeta", b"SecretPhone", b"somebody's face", b"tEXt")


def pdf(
    *sizes: tuple[int, int],
    text: str = "Invoice",
    change: Callable[[pikepdf.Pdf], None] | None = None,
    **options: Any,
) -> bytes:
    """A PDF with a page of each size that says `text` and its number; `change` may spoil it."""
    paper = pikepdf.new()
    for number, size in enumerate(sizes, start=1):
        paper.add_blank_page(page_size=size)
        page = paper.pages[-1]
        face = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=face))
        page.Contents = paper.make_stream(f"BT /F1 40 Tf 60 700 Td ({text} {number}) Tj ET".encode())
    if change:
        change(paper)
    target = BytesIO()
    paper.save(target, static_id=True, **options)
    return target.getvalue()


def photo(
    *,
    size: tuple[int, int] = (80, 60),
    form: str = "JPEG",
    taken: str = "2026:11:18 09:30:00",
    orientation: int = 1,
    **options: Any,
) -> bytes:
    """A photo of a red left half and a blue right half, with the notes that a phone writes."""
    image = Image.new("RGB", size, (0, 0, 200))
    image.paste((200, 0, 0), (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    exif[0x0112] = orientation
    exif[0x0132] = "2030:01:01 00:00:00"
    exif.get_ifd(0x8769)[0x9003] = taken
    exif.get_ifd(0x8769)[0x927C] = b"SecretPhone maker note"
    exif.get_ifd(0x8825)[2] = (IFDRational(39), IFDRational(54), IFDRational(26))
    target = BytesIO()
    image.save(target, form, exif=exif, xmp=XMP, **options)
    return target.getvalue()


def huge(book: pikepdf.Pdf) -> None:
    """A picture in the PDF that says to have more pixels than fit into memory."""
    picture: Any = book.make_stream(b"", Subtype=pikepdf.Name.Image, Width=60_000, Height=60_000)
    book.pages[0].Resources.XObject = pikepdf.Dictionary(P=picture)
