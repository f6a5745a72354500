"""Whether a proof's bytes hold together: told by its own lengths and sums, without decoding a picture."""

import re
import zlib
from typing import Final, Literal

from forecourt.model.forms import TAIL, Form
from forecourt.model.limits import MAX_PIXELS

# Broken inside; a picture of too many pixels; no paper but a program. "" is sound, or not known here.
Fault = Literal["", "damaged", "pixels", "program"]
# Width and height, or None when the picture does not hold together.
Size = tuple[int, int]

# Linux, Mac (two ways), any Mac or Java, scripts.
_PROGRAMS: Final = (
    *(b"\x7fELF", b"\xfe\xed\xfa\xcf", b"\xcf\xfa\xed\xfe"),
    *(b"\xca\xfe\xba\xbe", b"#!/"),
)
_DOS_HEADER: Final = 64
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Whatever ends a scan: any marker but a stuffed byte, a restart and a fill byte.
_SCAN_END: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_OBJECT: Final = re.compile(rb"[0-9] obj\b")


def fault_of(data: bytes, form: Form) -> Fault:
    """What is wrong with a file's content; that its end is missing is told by `form` alone."""
    if _is_program(data):
        return "program"
    if not form.is_whole:
        return ""
    if form.name == "PDF":
        return "" if b"startxref" in data[-TAIL:] and _OBJECT.search(data) else "damaged"
    if form.name not in _SIZES:
        return ""
    size = _SIZES[form.name](data)
    if size is None or not all(size):
        return "damaged"
    return "pixels" if size[0] * size[1] > MAX_PIXELS else ""


def _is_program(data: bytes) -> bool:
    """Whether a computer would run the file; "MZ" alone may begin a text."""
    return data.startswith(_PROGRAMS) or (data.startswith(b"MZ") and b"\0" in data[:_DOS_HEADER])


def _png(data: bytes) -> Size | None:
    """Every part that pixels depend on bears its own sum."""
    view = memoryview(data)
    at, size, has_pixels = 8, None, False
    while at + 12 <= len(data):
        length, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        end = at + 8 + length
        if name[:1].isupper() and zlib.crc32(view[at + 4 : end]) != int.from_bytes(data[end : end + 4]):
            return None
        if name == b"IHDR" and length == 13:
            size = int.from_bytes(data[at + 8 : at + 12]), int.from_bytes(data[at + 12 : at + 16])
        has_pixels = has_pixels or name == b"IDAT"
        if name == b"IEND":
            return size if has_pixels else None
        at = end + 4
    return None


def _jpeg(data: bytes) -> Size | None:
    """Segments one behind the other up to the end; inside a scan no marker stands that none begins with."""
    at, size = 2, None
    while at + 2 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xD9:
            return size
        if marker == 0xFF:
            at += 1
            continue
        if marker < 0xC0:
            return None
        if marker in _FRAMES:
            size = int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == 0xDA:
            found = _SCAN_END.search(data, at)
            at = found.start() if found else len(data)
    return None


def _gif(data: bytes) -> Size:
    return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")


def _webp(data: bytes) -> Size | None:
    form = data[12:16]
    if form == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if form == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8 ":
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    return None


_SIZES: Final = {"PNG": _png, "JPEG": _jpeg, "GIF": _gif, "WebP": _webp}
