"""What is noted in a picture's file: which way is up, when it was taken, and what people wrote about it.

Read by hand from a few bytes, so that ten thousand files cost nothing; a file that lies or is broken tells
nothing, and never raises.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from typing import BinaryIO, Final, Literal

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
# Tags that hold a text: subject, artist, rights, remark; then those that Windows writes.
_WRITTEN: Final = frozenset({0x010D, 0x010E, 0x013B, 0x8298, 0x9286, *range(0x9C9B, 0x9CA0)})
_FIRST_OF_WINDOWS: Final = 0x9C9B
_XMP: Final = b"http://ns.adobe.com/x"
_MOST_TEXT: Final = 256 * 1_024
# A block of notes as a camera writes it, or a text.
_Part = tuple[Literal["exif", "text"], bytes]


class Notes(Struct, frozen=True, kw_only=True):
    """How a picture must be turned to stand upright (an EXIF orientation, 1: not at all), and the day it was
    taken on (None: not told).
    """

    orientation: int = 1
    taken_on: date | None = None


NOTHING: Final = Notes()


def notes_of(source: BinaryIO, form: str) -> Notes:
    """The notes in a file of that form (a name of `model.forms`); other files have none."""
    try:
        return next((_read(part) for kind, part in _parts(source, form) if kind == "exif"), NOTHING)
    except (ValueError, struct.error):
        return NOTHING


def words_of(source: BinaryIO, form: str) -> str:
    """What people or programs wrote about the picture: remarks, captions, tags; a text a line."""
    found: list[str] = []
    try:
        for kind, part in _parts(source, form):
            found += _written(part) if kind == "exif" else (_decoded(part),)
    except (ValueError, struct.error):
        pass  # what was told before the file broke off counts
    return "\n".join(found)


def _parts(source: BinaryIO, form: str) -> Iterator[_Part]:
    """Every block of notes of the file, in its order."""
    finders: dict[str, Callable[[BinaryIO], Iterator[_Part]]]
    finders = {"JPEG": _in_jpeg, "PNG": _in_png, "WebP": _in_webp}
    return finders[form](source) if form in finders else iter(())


def _in_jpeg(source: BinaryIO) -> Iterator[_Part]:
    source.seek(2)
    for _ in range(_MOST_PARTS):
        head = source.read(4)
        if len(head) < 4 or head[0] != 0xFF or head[1] == 0xDA:
            break
        start, length = source.tell(), int.from_bytes(head[2:]) - 2
        if head[1] in (0xE1, 0xED, 0xFE):
            part = source.read(max(0, length))
            is_exif = head[1] == 0xE1 and part.startswith(b"Exif\0\0")
            if is_exif or head[1] != 0xE1 or part.startswith(_XMP):
                yield ("exif", part[6:]) if is_exif else ("text", part)
        source.seek(start + length)


def _in_png(source: BinaryIO) -> Iterator[_Part]:
    source.seek(8)
    for _ in range(_MOST_PARTS):
        head = source.read(8)
        if len(head) < 8:
            break
        start, length, name = source.tell(), int.from_bytes(head[:4]), head[4:]
        if name == b"eXIf":
            yield "exif", source.read(min(length, _MOST_NOTES))
        elif name in (b"tEXt", b"zTXt", b"iTXt"):
            yield "text", _unpacked(source.read(min(length, _MOST_TEXT)), name)
        source.seek(start + length + 4)


def _unpacked(part: bytes, name: bytes) -> bytes:
    """The keyword and the text of a PNG's remark; a packed text that is broken is left out."""
    keyword, _, rest = part.partition(b"\0")
    if name == b"tEXt":
        return keyword + b"\n" + rest
    is_packed = name == b"zTXt" or rest[:1] == b"\1"
    if name == b"iTXt":
        rest = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
    try:
        text = zlib.decompressobj().decompress(rest.removeprefix(b"\0"), _MOST_TEXT) if is_packed else rest
    except zlib.error:
        text = b""
    return keyword + b"\n" + text


def _in_webp(source: BinaryIO) -> Iterator[_Part]:
    source.seek(12)
    for _ in range(_MOST_PARTS):
        head = source.read(8)
        if len(head) < 8:
            break
        start, length = source.tell(), int.from_bytes(head[4:], "little")
        if head[:4] == b"EXIF":
            yield "exif", source.read(min(length, _MOST_NOTES)).removeprefix(b"Exif\0\0")
        elif head[:4] == b"XMP ":
            yield "text", source.read(min(length, _MOST_TEXT))
        source.seek(start + length + length % 2)


def _written(notes: bytes) -> Iterator[str]:
    """The texts among notes (a TIFF header and its tags)."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(notes[:4])
    if order is None:
        return
    first = _entries(notes, int(struct.unpack_from(order + "I", notes, 4)[0]), order)
    pointer = first.get(_EXIF_IFD)
    inner = {} if pointer is None else _entries(notes, _number(pointer[1], order), order)
    for tag, (length, value) in (*first.items(), *inner.items()):
        if tag in _WRITTEN:
            start = _number(value, order)
            text = value[:length] if length <= 4 else notes[start : start + min(length, _MOST_TEXT)]
            if tag >= _FIRST_OF_WINDOWS:
                yield text.decode("utf-16-le", "replace")
            elif text.startswith(b"UNICODE\0"):
                # The standard leaves the order of its bytes open, and programs differ.
                yield from (text[8:].decode(f"utf-16-{end}", "replace") for end in ("le", "be"))
            else:
                yield _decoded(text)


def _decoded(text: bytes) -> str:
    """What programs write as "ASCII" is either of the two encodings."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("gb18030", "replace")


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
    return {tag: value for tag, (_, value) in _entries(notes, start, order).items()}


def _entries(notes: bytes, start: int, order: str) -> dict[int, tuple[int, bytes]]:
    """How many there are of each tag's values, and four bytes: the value, or where it stands."""
    if not 8 <= start <= len(notes) - 2:
        return {}
    count = min(int(struct.unpack_from(order + "H", notes, start)[0]), _MOST_TAGS)
    found: dict[int, tuple[int, bytes]] = {}
    for place in range(start + 2, min(start + 2 + 12 * count, len(notes) - 11), 12):
        tag, _, length = struct.unpack_from(order + "HHI", notes, place)
        found.setdefault(int(tag), (int(length), notes[place + 8 : place + 12]))
    return found


def _day(notes: bytes, value: bytes, order: str) -> date | None:
    match = _DAY.match(notes, _number(value, order)) if value else None
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None  # 0000:00:00 of a camera whose clock was never set


def _number(value: bytes, order: str) -> int:
    return int.from_bytes(value, "little" if order == "<" else "big")
