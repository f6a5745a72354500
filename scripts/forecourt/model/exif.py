"""What a camera notes in a picture's file: which way is up, and when it was taken.

Read by hand from a few bytes, so that ten thousand files cost nothing; a file that lies or is broken tells
nothing, and never raises.
"""

import re
import struct
from datetime import date
from typing import BinaryIO, Final

from msgspec import Struct

TAKEN: Final = 0x9003  # DateTimeOriginal
DIGITIZED: Final = 0x9004
ORIENTATION: Final = 0x0112
_EXIF_IFD: Final = 0x8769
_DAY: Final = re.compile(rb"(\d{4})[:-](\d{2})[:-](\d{2})")
# A picture whose notes are longer, or that has more of them, was not made by a camera.
_MOST_NOTES: Final = 128 * 1_024
_MOST_PARTS: Final = 400
_MOST_TAGS: Final = 400


class Notes(Struct, frozen=True, kw_only=True):
    """How a picture must be turned to stand upright (an EXIF orientation, 1: not at all), and the day it was
    taken on (None: not told).
    """

    orientation: int = 1
    taken_on: date | None = None


NOTHING: Final = Notes()


def notes_of(source: BinaryIO, form: str) -> Notes:
    """The notes in a file of that form (a name of `model.forms`); other files have none."""
    finders = {"JPEG": _in_jpeg, "PNG": _in_png, "WebP": _in_webp}
    if form not in finders:
        return NOTHING
    source.seek(0)
    try:
        return _read(finders[form](source))
    except (ValueError, struct.error):
        return NOTHING


def _in_jpeg(source: BinaryIO) -> bytes:
    source.seek(2)
    for _ in range(_MOST_PARTS):
        head = source.read(4)
        if len(head) < 4 or head[0] != 0xFF or head[1] == 0xDA:
            break
        start, length = source.tell(), int.from_bytes(head[2:]) - 2
        if head[1] == 0xE1 and source.read(6) == b"Exif\0\0":
            return source.read(max(0, length - 6))
        source.seek(start + length)
    return b""


def _in_png(source: BinaryIO) -> bytes:
    source.seek(8)
    for _ in range(_MOST_PARTS):
        head = source.read(8)
        if len(head) < 8:
            break
        start, length = source.tell(), int.from_bytes(head[:4])
        if head[4:] == b"eXIf":
            return source.read(min(length, _MOST_NOTES))
        source.seek(start + length + 4)
    return b""


def _in_webp(source: BinaryIO) -> bytes:
    source.seek(12)
    for _ in range(_MOST_PARTS):
        head = source.read(8)
        if len(head) < 8:
            break
        start, length = source.tell(), int.from_bytes(head[4:], "little")
        if head[:4] == b"EXIF":
            return source.read(min(length, _MOST_NOTES)).removeprefix(b"Exif\0\0")
        source.seek(start + length + length % 2)
    return b""


def _read(notes: bytes) -> Notes:
    """What notes (a TIFF header and its tags) say."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(notes[:4])
    if order is None:
        return NOTHING
    first = _tags(notes, int(struct.unpack_from(order + "I", notes, 4)[0]), order)
    inner = _tags(notes, _number(first.get(_EXIF_IFD, b""), order), order)
    turned = _number(first.get(ORIENTATION, b"")[:2], order)
    days = (_day(notes, inner.get(tag, b""), order) for tag in (TAKEN, DIGITIZED))
    return Notes(
        orientation=turned if 1 <= turned <= 8 else 1,
        taken_on=next((day for day in days if day is not None), None),
    )


def _tags(notes: bytes, start: int, order: str) -> dict[int, bytes]:
    """The four bytes of value of each tag of a directory."""
    if not 8 <= start <= len(notes) - 2:
        return {}
    count = min(int(struct.unpack_from(order + "H", notes, start)[0]), _MOST_TAGS)
    found: dict[int, bytes] = {}
    for place in range(start + 2, min(start + 2 + 12 * count, len(notes) - 11), 12):
        tag = int(struct.unpack_from(order + "H", notes, place)[0])
        found.setdefault(tag, notes[place + 8 : place + 12])
    return found


def _day(notes: bytes, value: bytes, order: str) -> date | None:
    match = _DAY.match(notes, _number(value, order)) if value else None
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None  # 0000:00:00 of a camera whose clock was never set


def _number(value: bytes, order: str) -> int:
    return int.from_bytes(value, "little" if order == "<" else "big")
