"""What a camera notes in a picture's file, read by hand."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from forecourt.model.exif import Notes, notes_of
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
