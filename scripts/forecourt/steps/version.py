"""One record as one commit has it."""

from msgspec import Struct

from forecourt.kinds.common import Common


class Version(Struct, frozen=True, kw_only=True):
    """A record at one commit: where it lies, its blob, its id as written; `record` None when unreadable.

    `has_errors` says that reading it found errors: what it says may have another meaning too.
    """

    path: str
    blob: str
    id: str
    record: Common | None
    has_errors: bool = False
