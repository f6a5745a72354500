"""One record as one commit has it."""

from dataclasses import dataclass

from forecourt.kinds.common import Common


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A record at one commit: where it lies, its blob, its id as written; `record` None when unreadable."""

    path: str
    blob: str
    id: str
    record: Common | None
