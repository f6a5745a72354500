"""What a camera notes in a picture's file, read by hand."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from forecourt.model.exif import Notes, notes_of, words_of
from forecourt.model.forms import form_of_bytes
from tests.edge.paper import photo


def seen(data: bytes) -> Notes:
    return notes_of(BytesIO(data), form_of_bytes(data).name)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_day_and_orientation_are_those_that_the_camera_wrote(form: str) -> None:
    data = photo(form=form, size=(81, 63), orientation=6)

    assert seen(data) == Notes(orientation=6, taken_on=date(2026, 11, 18))


def test_the_day_of_the_last_change_is_not_the_day_of_the_shot() -> None:
    assert seen(photo(taken="")).taken_on is None


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "2026:13:40 00:00:00", "yesterday"])
def test_a_clock_that_was_never_set_tells_nothing(taken: str) -> None:
    assert seen(photo(taken=taken)).taken_on is None


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_without_notes_tells_nothing(form: str) -> None:
    target = BytesIO()
    Image.new("RGB", (33, 7), "white").save(target, form)

    assert seen(target.getvalue()) == Notes()


def test_a_recording_tells_nothing() -> None:
    assert seen(b"ID3 sound") == Notes()


@given(form=st.sampled_from(["JPEG", "PNG", "WEBP"]), cut=st.integers(0, 700), spoilt=st.binary(max_size=40))
def test_no_broken_file_raises(form: str, cut: int, spoilt: bytes) -> None:
    data = photo(form=form)
    broken = data[:cut] + spoilt + data[cut + len(spoilt) :]

    assert isinstance(notes_of(BytesIO(broken), form_of_bytes(data).name), Notes)
    assert isinstance(words_of(BytesIO(broken), form_of_bytes(data).name), str)


def remarked(form: str, **options: Any) -> str:
    target = BytesIO()
    Image.new("RGB", (8, 8), "white").save(target, form, **options)
    return words_of(BytesIO(target.getvalue()), form_of_bytes(target.getvalue()).name)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("tag", "value"),
    [
        (0x010E, "客户刘女士".encode()),
        (0x013B, "客户刘女士".encode("gb18030")),
        (0x9286, b"UNICODE\0" + "客户刘女士".encode("utf-16-le")),
        (0x9C9C, "客户刘女士".encode("utf-16-le")),
    ],
    ids=["subject", "artist", "remark", "windows"],
)
def test_what_people_wrote_about_a_picture_is_read(form: str, tag: int, value: bytes) -> None:
    exif = Image.Exif()
    exif[tag] = value

    assert "客户刘女士" in remarked(form, exif=exif)


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_captions_of_picture_programs_are_read(form: str) -> None:
    assert "somebody's face" in words_of(BytesIO(photo(form=form)), form_of_bytes(photo(form=form)).name)


def test_remarks_of_a_png_are_read_packed_or_not() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "plain remark")
    notes.add_text("Author", "packed remark", zip=True)
    notes.add_itxt("Title", "刘女士", zip=True)
    notes.add_itxt("Place", "门店", zip=False)

    assert remarked("PNG", pnginfo=notes).splitlines() == [
        *("Comment", "plain remark", "Author", "packed remark", "Title", "刘女士", "Place", "门店"),
    ]


def test_the_comment_of_a_jpeg_is_read() -> None:
    assert remarked("JPEG", comment="客户刘女士".encode()) == "客户刘女士"


def test_camera_and_place_are_no_words() -> None:
    assert "SecretPhone" not in words_of(BytesIO(photo()), "JPEG")
