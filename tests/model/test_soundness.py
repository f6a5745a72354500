"""Damaged pictures, endless ones, hollow PDFs and programs are known by their bytes."""

import zlib
from io import BytesIO

import pytest
from PIL import Image

from forecourt.model.forms import form_of_bytes
from forecourt.model.soundness import fault_of


def picture(format: str, **options: object) -> bytes:
    target = BytesIO()
    Image.effect_noise((160, 120), 90).convert("RGB").save(target, format, **options)
    return target.getvalue()


def fault(data: bytes) -> str:
    return fault_of(data, form_of_bytes(data))


def chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)


def png_of(width: int, height: int) -> bytes:
    header = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x00\x00\x00\x00"
    pixels = zlib.compress(b"\0" * 10)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [
        *(picture(format) for format in ("PNG", "JPEG", "GIF", "WebP")),
        picture("JPEG", progressive=True),
        picture("JPEG", exif=b"Exif\0\0" + bytes(300)),
        picture("WebP", lossless=True),
        picture("PNG") + b"behind",
        picture("JPEG") + b"SEFH" + bytes(2_000) + b"SEFT",
        b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n",
        b"",
        b"MZ is how the note begins",
        "合同扫描".encode(),
        b"PK\x03\x04 a workbook",
    ],
)
def test_a_sound_file_has_no_fault(data: bytes) -> None:
    assert fault(data) == ""


@pytest.mark.parametrize("format", ["PNG", "JPEG"])
def test_a_picture_with_a_damaged_middle_is_known_though_its_ends_are_whole(format: str) -> None:
    data = picture(format)
    middle = len(data) // 2
    spoilt = data[:middle] + b"\xff\x07" * 200 + data[middle + 400 :]

    assert len(spoilt) == len(data)
    assert fault(spoilt) == "damaged"


def test_a_single_changed_bit_of_a_png_is_known() -> None:
    data = bytearray(picture("PNG"))
    data[len(data) // 2] ^= 1

    assert fault(bytes(data)) == "damaged"


def test_a_remark_that_is_damaged_does_no_harm_to_the_picture() -> None:
    data = picture("PNG")
    remark = bytearray(chunk(b"tEXt", b"Author\0He Mu"))
    remark[-1] ^= 1

    assert fault(data[:33] + bytes(remark) + data[33:]) == ""


@pytest.mark.parametrize(
    "data",
    [
        png_of(0, 40),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe0garbage\xff\xd9",
        b"%PDF-1.4\ngarbage\n%%EOF",
        b"%PDF-1.4\nstartxref\n9\n%%EOF",
    ],
)
def test_a_shell_without_content_is_damaged(data: bytes) -> None:
    assert fault(data) == "damaged"


def test_too_many_pixels_are_known_by_the_header() -> None:
    assert fault(png_of(30_000, 30_000)) == "pixels"
    assert fault(png_of(8_000, 6_000)) == ""
    assert fault(b"GIF89a" + (60_000).to_bytes(2, "little") * 2 + bytes(20)) == "pixels"


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00\x03" + bytes(100),
        b"\x7fELF\x02\x01\x01" + bytes(60),
        b"#!/bin/sh\nrm -r x\n",
        b"\xcf\xfa\xed\xfe" + bytes(9),
    ],
)
def test_a_program_is_known_whatever_it_is_called(data: bytes) -> None:
    assert fault(data) == "program"


def test_a_file_that_is_broken_off_is_only_that() -> None:
    assert fault(picture("PNG")[:-40]) == ""
