"""Evidence made fit for print, and the cache of copies."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from forecourt.edge import pictures
from forecourt.edge.pictures import DAMAGED, Prepared, Wanted, prepare_all
from tests.binder.make import picture


def prepare(root: Path, data: bytes, *, name: str = "a.png", longest: int = 1000) -> Prepared:
    (root / name).write_bytes(data)
    wanted = Wanted(path=name, sha256=hashlib.sha256(data).hexdigest(), longest=longest)
    return prepare_all(root, [wanted], root / "cache")[name]


def opened(prepared: Prepared) -> Image.Image:
    assert prepared.file is not None
    with Image.open(prepared.file) as image:
        image.load()
        return image


def test_a_small_upright_picture_is_printed_as_it_is(tmp_path: Path) -> None:
    data = picture(300, 200)
    prepared = prepare(tmp_path, data)

    assert (prepared.width, prepared.height) == (300, 200)
    assert prepared.file is not None
    assert prepared.file.read_bytes() == data


def test_a_large_picture_is_scaled_to_what_print_needs(tmp_path: Path) -> None:
    prepared = prepare(tmp_path, picture(3000, 2000, form="JPEG"), name="a.jpg")

    assert (prepared.width, prepared.height) == (1000, 667)
    assert opened(prepared).size == (1000, 667)
    assert opened(prepared).format == "JPEG"


def test_a_phone_photo_is_turned_upright_and_loses_its_exif(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    prepared = prepare(tmp_path, picture(400, 300, form="JPEG", exif=exif), name="a.jpg")

    assert (prepared.width, prepared.height) == (300, 400)
    assert dict(opened(prepared).getexif()) == {}


def test_transparency_becomes_white_paper(tmp_path: Path) -> None:
    target = BytesIO()
    Image.new("RGBA", (2000, 10), (0, 0, 0, 0)).save(target, "PNG")
    prepared = prepare(tmp_path, target.getvalue())

    assert opened(prepared).getpixel((5, 2)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        picture(900, 900, form="JPEG")[:-400],
        picture(900, 900)[:300],
        b"",
        b"<html>not a picture</html>",
        b"%PDF-1.7 named like a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
    ids=["short jpeg", "short png", "empty", "html", "pdf", "svg"],
)
def test_what_cannot_be_decoded_whole_is_damaged_and_never_a_crash(data: bytes, tmp_path: Path) -> None:
    assert prepare(tmp_path, data) == DAMAGED


def test_a_picture_under_a_wrong_name_is_known_by_its_bytes(tmp_path: Path) -> None:
    prepared = prepare(tmp_path, picture(30, 20, form="JPEG"), name="a.png")

    assert opened(prepared).format == "JPEG"


def test_a_bomb_of_pixels_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)

    assert prepare(tmp_path, picture(20, 20)) == DAMAGED


def test_a_second_run_takes_the_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = picture(3000, 2000)
    first = prepare(tmp_path, data)
    monkeypatch.setattr(pictures, "_copy", lambda *_: pytest.fail("decoded again"))

    assert prepare(tmp_path, data) == first


def test_a_copy_that_was_tampered_with_is_made_anew(tmp_path: Path) -> None:
    data = picture(3000, 2000)
    first = prepare(tmp_path, data)
    assert first.file is not None
    good = first.file.read_bytes()
    first.file.write_bytes(picture(1000, 667, tint=99))

    assert prepare(tmp_path, data) == first
    assert first.file.read_bytes() == good


def test_the_cache_stays_bounded(tmp_path: Path) -> None:
    for tint in range(4):
        (tmp_path / "a.png").write_bytes(picture(30, 20, tint=tint))
        prepare_all(
            tmp_path, [Wanted(path="a.png", sha256=str(tint), longest=99)], tmp_path / "cache", most=2
        )

    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_a_small_copy_is_as_large_as_a_page_shows_it_and_a_damaged_picture_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(picture(3000, 2000, form="JPEG"))
    (tmp_path / "b.png").write_bytes(b"no picture")
    made = pictures.thumbs_of(tmp_path, {"a.jpg": "1", "b.png": "2"}, tmp_path / "cache")

    assert list(made) == ["a.jpg"]
    with Image.open(made["a.jpg"]) as small:
        assert (small.format, small.size) == ("JPEG", (560, 373))


def test_a_drawing_that_would_grow_has_no_small_copy(tmp_path: Path) -> None:
    drawing = Image.new("1", (1200, 900), 1)
    for place in range(0, 900, 7):
        drawing.putpixel((place, place), 0)
    drawing.save(tmp_path / "a.png", optimize=True)

    assert pictures.thumbs_of(tmp_path, {"a.png": "1"}, tmp_path / "cache") == {}
