"""Evidence made fit for print, and the cache of copies."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from forecourt.edge import pictures
from forecourt.edge.pictures import DAMAGED, Prepared, Wanted, prepare_all
from tests.binder.make import picture
from tests.edge.paper import SECRETS, photo


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
    monkeypatch.setattr(pictures, "MAX_PIXELS", 100)

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


def test_a_small_copy_is_as_large_as_a_page_shows_it_and_a_damaged_picture_is_struck_out(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.jpg").write_bytes(picture(3000, 2000, form="JPEG"))
    (tmp_path / "b.png").write_bytes(b"no picture")
    made = pictures.thumbs_of(tmp_path, {"a.jpg": "1", "b.png": "2"}, tmp_path / "cache")

    with Image.open(made["a.jpg"]) as small:
        assert (small.format, small.size) == ("WEBP", (560, 373))
    with Image.open(made["b.png"]) as struck_out:
        assert (struck_out.format, struck_out.size) == ("WEBP", (560, 420))
        assert [struck_out.convert("L").getpixel(place) for place in ((280, 210), (280, 20))] == [120, 200]
    assert made["b.png"].stat().st_size < 2_000


def test_a_drawing_becomes_smaller_without_losing_a_dot(tmp_path: Path) -> None:
    drawing = Image.new("RGB", (500, 400), "white")
    for place in range(0, 400, 7):
        drawing.putpixel((place, place), (200, 0, 0))
    drawing.save(tmp_path / "a.png", optimize=True)
    made = pictures.thumbs_of(tmp_path, {"a.png": "1"}, tmp_path / "cache")

    with Image.open(made["a.png"]) as small:
        assert small.convert("RGB").tobytes() == drawing.tobytes()


def test_a_picture_that_would_grow_has_no_small_copy(tmp_path: Path) -> None:
    Image.effect_noise((300, 200), 100).save(tmp_path / "a.jpg", quality=5)

    assert pictures.thumbs_of(tmp_path, {"a.jpg": "1"}, tmp_path / "cache") == {}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("longest", [40, 1000], ids=["scaled", "small enough"])
def test_no_copy_tells_where_and_with_what_it_was_taken(form: str, longest: int, tmp_path: Path) -> None:
    prepared = prepare(tmp_path, photo(form=form), longest=longest)
    assert prepared.file is not None
    data = prepared.file.read_bytes()

    assert [secret for secret in SECRETS if secret in data] == []


@settings(max_examples=40, deadline=None)
@given(
    width=st.integers(2, 300),
    height=st.integers(2, 300),
    turn=st.integers(1, 8),
    longest=st.integers(20, 400),
)
def test_a_photo_stands_upright_and_never_larger_than_it_may_be(
    tmp_path_factory: pytest.TempPathFactory, width: int, height: int, turn: int, longest: int
) -> None:
    data = photo(size=(width, height), orientation=turn)
    prepared = prepare(tmp_path_factory.mktemp("photos"), data, name="a.jpg", longest=longest)
    upright = (height, width) if turn >= 5 else (width, height)
    made = opened(prepared)

    assert made.size == (prepared.width, prepared.height)
    assert max(made.size) == min(max(upright), longest)
    assert abs(made.width * upright[1] - made.height * upright[0]) <= max(upright)


@pytest.mark.parametrize(
    ("turn", "left", "top"),
    [(1, "red", None), (2, "blue", None), (3, "blue", None), (6, None, "red"), (8, None, "blue")],
)
def test_a_turned_photo_shows_its_sides_where_they_were(
    turn: int, left: str | None, top: str | None, tmp_path: Path
) -> None:
    made = opened(prepare(tmp_path, photo(orientation=turn), name="a.jpg", longest=50)).convert("RGB")
    points = {left: (3, made.height // 2), top: (made.width // 2, 3)}
    points.pop(None)

    for colour, point in points.items():
        red, _, blue = made.getpixel(point)  # type: ignore[misc]
        assert ("red" if red > blue else "blue") == colour


def test_inks_become_colours(tmp_path: Path) -> None:
    target = BytesIO()
    Image.new("CMYK", (60, 40), (0, 255, 255, 0)).save(target, "JPEG")
    made = opened(prepare(tmp_path, target.getvalue(), name="a.jpg"))

    assert made.mode == "RGB"
    red, green, blue = made.getpixel((9, 9))  # type: ignore[misc]
    assert (red > 180, green < 90, blue < 90) == (True, True, True)


def test_sixteen_bits_of_grey_are_scaled_and_not_cut_off(tmp_path: Path) -> None:
    target = BytesIO()
    Image.new("I;16", (30, 20), 0x8000).save(target, "PNG")
    made = opened(prepare(tmp_path, target.getvalue()))

    assert (made.mode, made.getpixel((5, 5))) == ("L", 128)


def test_colours_of_another_profile_become_those_of_every_screen(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    data = picture(300, 200, form="JPEG", icc_profile=profile)
    made = opened(prepare(tmp_path, data, name="a.jpg", longest=100))

    assert "icc_profile" not in made.info


def test_of_an_animated_picture_the_first_frame_is_printed(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    target = BytesIO()
    frames[0].save(target, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    made = opened(prepare(tmp_path, target.getvalue(), name="a.webp"))

    assert (made.format, made.getpixel((9, 9))) == ("PNG", (255, 0, 0))


def test_a_photo_in_webp_is_printed_as_jpeg(tmp_path: Path) -> None:
    made = opened(prepare(tmp_path, photo(form="WEBP"), name="a.webp"))

    assert made.format == "JPEG"


def test_a_photo_with_a_second_one_in_its_file_stays_a_jpeg(tmp_path: Path) -> None:
    target = BytesIO()
    first, second = Image.new("RGB", (600, 400), "red"), Image.new("RGB", (60, 40), "blue")
    first.save(target, "MPO", save_all=True, append_images=[second])
    made = opened(prepare(tmp_path, target.getvalue(), name="a.jpg", longest=100))

    assert (made.format, made.size) == ("JPEG", (100, 67))


def test_a_long_picture_keeps_its_width_where_it_is_printed_in_strips(tmp_path: Path) -> None:
    data = picture(900, 4500, form="JPEG")
    (tmp_path / "a.jpg").write_bytes(data)
    wanted = Wanted(path="a.jpg", sha256=hashlib.sha256(data).hexdigest(), longest=1000, across=600)

    made = prepare_all(tmp_path, [wanted], tmp_path / "cache")["a.jpg"]

    assert (made.width, made.height) == (600, 3000)
    assert prepare(tmp_path, data, name="b.jpg").height == 1000


def test_a_long_picture_that_lies_on_its_side_keeps_its_width_too(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = picture(4500, 900, form="JPEG", exif=exif)
    (tmp_path / "a.jpg").write_bytes(data)
    wanted = Wanted(path="a.jpg", sha256=hashlib.sha256(data).hexdigest(), longest=1000, across=600)

    made = prepare_all(tmp_path, [wanted], tmp_path / "cache")["a.jpg"]

    assert (made.width, made.height) == (600, 3000)
