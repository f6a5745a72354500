"""What the portal is made from."""

from collections.abc import Mapping

from msgspec import Struct, field

from forecourt.model.finding import Finding
from forecourt.model.months import Month
from forecourt.model.record import World
from forecourt.timeline.stand import Line
from forecourt.words.catalogue import Words


class Volume(Struct, frozen=True, kw_only=True):
    """A volume that was built: its file below build/binders, pages, items, size in bytes, sha256, commit.

    `missing`: how many papers are not there or damaged, so that it is only a draft. `posted`: whether it is
    byte for byte what was posted; None when its month's volumes were not posted.
    """

    month: Month
    file: str
    title: str
    pages: int
    items: int
    size: int
    sha256: str
    commit: str
    dirty: bool
    missing: int = 0
    posted: bool | None = None


class Inputs(Struct, frozen=True, kw_only=True):
    """The dealership today, what is wrong with it, the volumes there are, and the reader's words.

    `edit_base` is the URL before a record's path that opens it for editing, "" when none is configured.
    `pinned` says that the dealership record, not the calendar, names today. `lines` is what Git's history
    tells of each record, by id without case; empty where there is no history.
    """

    world: World
    words: Words
    findings: tuple[Finding, ...] = ()
    volumes: tuple[Volume, ...] = ()
    edit_base: str = ""
    pinned: bool = False
    lines: Mapping[str, Line] = field(default_factory=dict)


class Site(Struct, frozen=True, kw_only=True):
    """Pages and assets (path below build/portal -> bytes), files to copy (path -> source from the root).

    `thumbs` are small copies to make: path below build/portal -> (source from the root, its sha256).
    `digests` gives the sha256 of every source in `copies` that is evidence: it is published without notes.
    """

    files: Mapping[str, bytes]
    copies: Mapping[str, str] = field(default_factory=dict)
    thumbs: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
