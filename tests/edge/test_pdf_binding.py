"""Pages of other PDFs in the places that were kept for them."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from forecourt.edge.pdf_binding import BoundPage, bind, placeholder
from tests.edge.paper import A4, pdf


def volume(*urls: str) -> bytes:
    """A page that draws the placeholder of every name, as WeasyPrint does."""
    book = pikepdf.new()
    book.add_blank_page(page_size=A4)
    named = pikepdf.Dictionary()
    for number, url in enumerate(urls):
        with Image.open(BytesIO(placeholder(url))) as image:
            picture: Any = book.make_stream(image.tobytes(), Subtype=pikepdf.Name.Image)
            picture.Width, picture.Height, picture.BitsPerComponent = *image.size, 8
            picture.ColorSpace = pikepdf.Name.DeviceRGB
        named[f"/P{number}"] = picture
    book.pages[0].Resources = pikepdf.Dictionary(XObject=named)
    target = BytesIO()
    book.save(target, static_id=True)
    return target.getvalue()


def kept(folder: Path, data: bytes) -> Path:
    path = folder / "copy.pdf"
    path.write_bytes(data)
    return path


def corners(form: Any) -> list[tuple[float, float]]:
    """Where the corners of a drawing come to lie."""
    left, low, right, top = map(float, form.BBox)
    a, b, c, d, e, f = map(float, form.Matrix)
    return sorted(
        (round(a * x + c * y + e, 4), round(b * x + d * y + f, 4)) for x in (left, right) for y in (low, top)
    )


def test_every_page_takes_its_own_place(tmp_path: Path) -> None:
    file = kept(tmp_path, pdf(A4, A4))
    made = bind(
        volume("sheet:1", "sheet:2", "picture:3"),
        {"sheet:2": BoundPage(file=file, index=1), "sheet:1": BoundPage(file=file, index=0)},
    )

    with pikepdf.open(BytesIO(made)) as book:
        named = book.pages[0].Resources.XObject
        assert [str(named[f"/P{number}"].Subtype) for number in range(3)] == ["/Form", "/Form", "/Image"]
        assert [b"Invoice 1" in named.P0.read_bytes(), b"Invoice 2" in named.P1.read_bytes()] == [True, True]


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    bound = {"sheet:1": BoundPage(file=kept(tmp_path, pdf(A4)), index=0)}

    assert bind(volume("sheet:1"), bound) == bind(volume("sheet:1"), bound)


def test_a_volume_without_such_pages_stays_byte_for_byte() -> None:
    assert bind(b"anything", {}) == b"anything"


@settings(max_examples=30, deadline=None)
@given(
    width=st.integers(20, 3_000),
    height=st.integers(20, 3_000),
    turn=st.sampled_from((0, 90, 180, 270)),
    off=st.integers(-200, 200),
)
def test_a_page_of_any_size_and_turn_fills_its_place(
    tmp_path_factory: Any, width: int, height: int, turn: int, off: int
) -> None:
    def change(book: pikepdf.Pdf) -> None:
        book.pages[0].Rotate = turn
        book.pages[0].MediaBox = [off, off, off + width, off + height]

    file = kept(tmp_path_factory.mktemp("paper"), pdf((width, height), change=change))
    made = bind(volume("sheet:1"), {"sheet:1": BoundPage(file=file, index=0)})

    with pikepdf.open(BytesIO(made)) as book:
        assert corners(book.pages[0].Resources.XObject.P0) == [(0, 0), (0, 1), (1, 0), (1, 1)]
