"""The mark of the file that a row of an editable sheet came from: what changed beside it shows as stale."""

import hashlib
from typing import Final

BASE_DIGITS: Final = 16
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def base_of(data: bytes) -> str:
    """The first 16 hex digits of the sha256 of a record's file.

    Line ends and a byte order mark do not count: Git and editors change those on the way between computers.
    """
    plain = data.removeprefix(_BYTE_ORDER_MARK).replace(b"\r\n", b"\n")
    return hashlib.sha256(plain).hexdigest()[:BASE_DIGITS]
