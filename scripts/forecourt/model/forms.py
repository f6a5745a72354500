"""What the first and last bytes of a file say that it is: enough to notice a wrong or a broken-off one."""

from typing import Final, Literal

from msgspec import Struct

# A file begins and ends within this many bytes; cameras hang notes of their own behind a picture's end.
HEAD: Final = 1_024
TAIL: Final = 64 * 1_024


class Form(Struct, frozen=True):
    """The kind of file by its bytes ("" when none of those known here), and whether its end is there."""

    name: str
    is_whole: bool = True


Fault = Literal["", "password", "damaged", "empty", "long", "bomb"]


class Inside(Struct, frozen=True, kw_only=True):
    """What a PDF holds: pages (0: not known), and why it cannot be printed ("": it can).

    It asks for a password; it cannot be read; it has no page; it has too many; it is small on the disk and
    enormous when it is unpacked.
    """

    pages: int = 0
    fault: Fault = ""


# What phones make among themselves, by its bytes and by a name's ending: neither shown nor printed (EX08).
OF_PHONES: Final = "HEIC"
PHONE_ENDINGS: Final = (".heic", ".heif")
# Ending of a file's name -> what its bytes are then.
ENDINGS: Final = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".webp": "WebP",
    ".gif": "GIF",
    ".pdf": "PDF",
    **dict.fromkeys(PHONE_ENDINGS, OF_PHONES),
}
_BEGINNINGS: Final = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
)
_ENDS: Final = {
    "PNG": b"IEND\xaeB\x60\x82",
    "JPEG": b"\xff\xd9",
    "PDF": b"%%EOF",
}


# What a phone's own picture format calls itself.
_HEIC: Final = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"))


def form_of_bytes(data: bytes) -> Form:
    """The form of a file with that content."""
    return form_of(data[:HEAD], data[-TAIL:], len(data))


def form_of(head: bytes, tail: bytes, size: int) -> Form:
    """The form of a file of `size` bytes that begins with `head` (HEAD bytes) and ends with `tail` (TAIL)."""
    name = _name_of(head)
    if name == "WebP":
        # Its header says how long it is.
        return Form(name, is_whole=size >= int.from_bytes(head[4:8], "little") + 8)
    return Form(name, is_whole=name not in _ENDS or _ENDS[name] in tail)


def _name_of(head: bytes) -> str:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WebP"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        return OF_PHONES
    if b"%PDF-" in head:
        return "PDF"
    return next((name for start, name in _BEGINNINGS if head.startswith(start)), "")
