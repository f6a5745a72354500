"""A picture's bytes without what its pixels do not need: place, camera, names of faces, small copies.

Nothing is decoded, so nothing is lost; what cannot be followed to its end is cut there.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

# Whatever ends a scan: any marker but a stuffed byte, a restart and a fill byte.
_SCAN_END: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ICC: Final = b"ICC_PROFILE\0"
_JFIF: Final = 14  # bytes of content up to the small copy
# What colours and size of the picture, or its frames, hang on.
_PNG_KEPT: Final = frozenset(
    (
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT"),
        *(b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"),
    )
)
_WEBP_KEPT: Final = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_NOTES: Final = 0x0C  # the flags of EXIF and XMP
_GIF_KEPT: Final = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def stripped(data: bytes, form: str) -> bytes:
    """The same picture, of that form (a name of `model.forms`), without notes; other files as they are.

    Orientation is a note, too: turn a picture first.
    """
    strippers: dict[str, Callable[[bytes], Iterator[bytes]]] = {"JPEG": _jpeg, "PNG": _png, "GIF": _gif}
    if form == "WebP":
        return _webp(data)
    return b"".join(strippers[form](data)) if form in strippers else data


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        yield _jpeg_part(marker, data[at:end])
        if marker == 0xDA:
            match = _SCAN_END.search(data, end)
            yield data[end : match.start() if match else len(data)]
            end = match.start() if match else len(data)
        at = end
    # A picture that was broken off ends here as well, so that nothing behind it is taken for a part of it.
    yield b"\xff\xd9"


def _jpeg_part(marker: int, part: bytes) -> bytes:
    content = part[4:]
    if marker == 0xE0:
        if not content.startswith(b"JFIF\0"):
            return b""
        bare = content[: _JFIF - 2] + b"\0\0"
        return b"\xff\xe0" + (len(bare) + 2).to_bytes(2) + bare
    is_note = marker == 0xFE or (0xE1 <= marker <= 0xEF and marker != 0xEE)
    if is_note and not (marker == 0xE2 and content.startswith(_ICC)):
        return b""
    return part


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    at = 8
    while at + 12 <= len(data):
        length, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if name in _PNG_KEPT:
            yield data[at : at + length + 12]
        at += length + 12
        if name == b"IEND":
            return


def _webp(data: bytes) -> bytes:
    parts = []
    at = 12
    most = min(len(data), int.from_bytes(data[4:8], "little") + 8)
    while at + 8 <= most:
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        part = data[at : at + 8 + length + length % 2]
        if name == b"VP8X" and len(part) > 8:
            part = part[:8] + bytes((part[8] & ~_WEBP_NOTES,)) + part[9:]
        if name in _WEBP_KEPT:
            parts.append(part)
        at += 8 + length + length % 2
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _gif(data: bytes) -> Iterator[bytes]:
    at = 13 + _palette(data[10:11])
    yield data[:at]
    while at < len(data) and data[at] in (0x21, 0x2C):
        if data[at] == 0x2C:
            start = at + 10 + _palette(data[at + 9 : at + 10]) + 1
            kept = True
        else:
            start = at + 2
            # A remark, or what some program noted for itself.
            kept = data[at + 1] == 0xF9 or data[at + 3 : at + 14] in _GIF_KEPT
        end = _after_blocks(data, start)
        if kept:
            yield data[at:end]
        at = end
    yield b"\x3b"


def _palette(flags: bytes) -> int:
    """Bytes of the palette that these flags announce."""
    return 3 << ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += data[at] + 1
    return at + 1
