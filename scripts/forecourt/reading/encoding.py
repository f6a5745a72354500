"""Which encoding bytes are in when they are not UTF-8."""

from collections.abc import Iterator
from typing import Final, Literal

GB18030: Final = "GB18030"
UTF_16: Final = "UTF-16"
# Of Chinese text nearly all signs are frequent ones; other encodings read as GB18030 give rare ones.
_FREQUENT_SHARE: Final = 0.85
_UTF_32: Final = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
# From here on lie the signs of Chinese.
_FIRST_CHINESE: Final = "\u2e80"


def guess(data: bytes) -> str:
    """GB18030 or UTF-16 when `data` is surely that and not UTF-8, "" when unsure.

    A file is GB18030 too when only some of its lines are and the others UTF-8, as after a paste.
    """
    if data.startswith(_UTF_32):
        return ""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"-\0-\0", b"\0-\0-")):
        return UTF_16 if _utf_16(data) is not None else ""
    return GB18030 if _looks_chinese(data) else ""


def decoded(data: bytes, encoding: str) -> str:
    """The text of `data` in an encoding that `guess` named, without byte order mark; raises ValueError."""
    if encoding == UTF_16:
        text = _utf_16(data)
        if text is None:
            raise ValueError("not UTF-16")
        return text
    return "".join(line.decode("utf-8-sig" if kind == "utf-8" else "gb18030") for line, kind in _lines(data))


def _utf_16(data: bytes) -> str | None:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-16-le" if data.startswith(b"-") else "utf-16-be")
    except UnicodeDecodeError:
        return None


def _looks_chinese(data: bytes) -> bool:
    lines = list(_lines(data))
    if {"utf-8", "either"} <= {kind for _, kind in lines}:
        return False
    try:
        text = b"".join(line for line, kind in lines if kind != "utf-8").decode("gb18030")
    except UnicodeDecodeError:
        return False
    foreign = [character for character in text if not character.isascii()]
    frequent = sum(_is_frequent(character) for character in foreign)
    return bool(foreign) and frequent >= _FREQUENT_SHARE * len(foreign)


def _lines(data: bytes) -> Iterator[tuple[bytes, Literal["ascii", "utf-8", "either", "other"]]]:
    """The lines with their ends, and what each is: two bytes of GB18030 may pass for a letter of UTF-8."""
    for line in data.splitlines(keepends=True):
        try:
            text = line.decode()
        except UnicodeDecodeError:
            yield line, "other"
        else:
            yield line, "ascii" if text.isascii() else "utf-8" if max(text) >= _FIRST_CHINESE else "either"


def _is_frequent(character: str) -> bool:
    """Whether GB 2312 has it among its signs (rows 1-9) or its frequent characters (rows 16-55)."""
    row = character.encode("gb2312", "replace")[0]
    return 0xA1 <= row <= 0xA9 or 0xB0 <= row <= 0xD7
