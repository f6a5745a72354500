"""The form of a file by its first and last bytes."""

from io import BytesIO

import pytest
from PIL import Image

from forecourt.model.forms import HEAD, TAIL, Form, form_of


def form(data: bytes) -> Form:
    return form_of(data[:HEAD], data[-TAIL:], len(data))


def picture(format: str) -> bytes:
    target = BytesIO()
    Image.effect_noise((80, 60), 90).convert("RGB").save(target, format)
    return target.getvalue()


@pytest.mark.parametrize("name", ["PNG", "JPEG", "WebP"])
def test_a_picture_is_known_and_its_broken_off_copy_is_noticed(name: str) -> None:
    data = picture(name)

    assert form(data) == Form(name)
    assert form(data[:-30]) == Form(name, is_whole=False)


def test_what_a_camera_hangs_behind_a_picture_does_no_harm() -> None:
    assert form(picture("JPEG") + b"SEFH" + bytes(2_000) + b"SEFT") == Form("JPEG")


def test_a_pdf_may_have_rubbish_around_it() -> None:
    assert form(b"\n\n%PDF-1.7 ... %%EOF\n\n") == Form("PDF")
    assert form(b"%PDF-1.7 ...") == Form("PDF", is_whole=False)


@pytest.mark.parametrize("data", [b"", b"notpng", b"RIFF....WAVE", b"<html>404</html>"])
def test_everything_else_has_no_form(data: bytes) -> None:
    assert form(data) == Form("")
