"""Pictures without the notes of camera and editor."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, PngImagePlugin

from forecourt.model.forms import form_of_bytes
from forecourt.model.stripping import stripped
from tests.edge.paper import SECRETS, photo


def bare(data: bytes) -> bytes:
    return stripped(data, form_of_bytes(data).name)


def opened(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data)) as image:
        image.load()
        return image


def same_pixels(one: bytes, other: bytes) -> bool:
    first, second = opened(one), opened(other)
    return (
        first.size == second.size
        and ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox() is None
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_place_camera_and_faces_are_gone_and_every_pixel_stays(form: str) -> None:
    data = photo(form=form, size=(200, 150))
    kept = bare(data)

    assert [secret for secret in SECRETS if secret in kept] == []
    assert any(secret in data for secret in SECRETS)
    assert same_pixels(data, kept)
    assert dict(opened(kept).getexif()) == {}


def test_a_progressive_jpeg_keeps_all_its_scans() -> None:
    data = photo(size=(400, 300), progressive=True)

    assert same_pixels(data, bare(data))


def test_what_a_phone_hangs_behind_the_picture_is_gone() -> None:
    data = photo() + b"a film of two seconds, taken at 39.9 N"

    assert bare(data) == bare(photo())


def test_remarks_in_a_jpeg_are_gone_and_its_colours_stay() -> None:
    profile = b"colours" * 20
    kept = bare(photo(comment=b"for Lin", icc_profile=profile))

    assert b"for Lin" not in kept
    assert opened(kept).info["icc_profile"] == profile


def test_text_in_a_png_is_gone() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "SecretPhone")
    notes.add_itxt("Where", "somebody's face")
    kept = bare(photo(form="PNG", pnginfo=notes))

    assert [secret for secret in SECRETS if secret in kept] == []


def test_an_animated_picture_keeps_its_frames() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    for form, options in (("GIF", {"comment": b"SecretPhone"}), ("WEBP", {"exif": b"SecretPhone"})):
        target = BytesIO()
        frames[0].save(target, form, save_all=True, append_images=frames[1:], **options)
        kept = bare(target.getvalue())

        assert b"SecretPhone" not in kept
        assert opened(kept).n_frames == 3  # type: ignore[attr-defined]


def test_a_picture_without_notes_stays_byte_for_byte() -> None:
    for form in ("JPEG", "PNG", "GIF", "WEBP"):
        target = BytesIO()
        Image.new("RGB", (20, 20), "white").save(target, form)

        assert bare(target.getvalue()) == target.getvalue()


def test_other_files_stay_as_they_are() -> None:
    assert bare(b"ID3 sound") == b"ID3 sound"


@given(
    form=st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]),
    cut=st.integers(0, 900),
    spoilt=st.binary(max_size=40),
)
def test_no_broken_picture_raises(form: str, cut: int, spoilt: bytes) -> None:
    target = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(target, form)
    data = target.getvalue()
    broken = data[:cut] + spoilt + data[cut + len(spoilt) :]

    assert isinstance(stripped(broken, form_of_bytes(data).name), bytes)
