"""Where every page and file of the portal lies, and how one page names another."""

from functools import lru_cache
from posixpath import dirname, relpath
from typing import Final
from urllib.parse import quote

from forecourt.kinds.common import Evidence
from forecourt.model.months import Month
from forecourt.model.record import Record
from forecourt.store.load import evidence_path

HOME: Final = "index.md"
DUTIES: Final = "duties.md"
VOLUMES: Final = "volumes/index.md"
FINDINGS: Final = "findings.md"
BOARDS: Final = "board/index.md"
CALENDARS: Final = "calendar/index.md"
SCHEDULES: Final = "schedule/index.md"
EVIDENCE_FOLDER: Final = "evidence"
THUMBS_FOLDER: Final = "thumbs"
# What a browser shows or saves without running anything in it: an SVG or HTML file can carry a script.
HARMLESS: Final = frozenset(
    [
        ".png",
        ".jpg",
        ".jpeg",
        ".webp",
        ".gif",
        ".bmp",
        ".pdf",
        ".txt",
        ".csv",
        ".xlsx",
        ".docx",
        ".pptx",
        ".zip",
        ".mp3",
        ".m4a",
        ".wav",
        ".mp4",
    ]
)
PICTURES: Final = frozenset([".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp"])
# Others may move, or are as small as they get.
SCALED: Final = frozenset([".png", ".jpg", ".jpeg"])


def list_page(kind: str) -> str:
    """The page that lists the records of a kind."""
    return f"{kind}/index.md"


def record_page(record: Record) -> str:
    """The page of a record; its id has letters, digits and hyphens only."""
    return f"{record.kind}/{record.id}.md"


def month_page(month: Month) -> str:
    """The page of a month's money."""
    return f"money/{month}.md"


def summary_page(month: Month) -> str:
    """The page of a month's summary."""
    return f"summary/{month}.md"


def board_page(kind: str) -> str:
    """The board of a kind."""
    return f"board/{kind}.md"


def calendar_page(month: Month) -> str:
    """The calendar of a month."""
    return f"calendar/{month}.md"


def schedule_page(month: Month) -> str:
    """The media schedule of a month."""
    return f"schedule/{month}.md"


def day_page(person: Record) -> str:
    """The page of what a person must do now."""
    return f"today/{person.id}.md"


def evidence_file(record: Record, item: Evidence) -> str | None:
    """Where the portal keeps a copy of an evidence file; None when it may not be shown in a browser."""
    source = evidence_path(record, item.file)
    if source is None or suffix_of(source) not in HARMLESS:
        return None
    return f"{EVIDENCE_FOLDER}/{source}"


def thumb_of(file: str) -> str:
    """The small copy that stands for the picture `file` (a path of evidence_file) on pages."""
    if suffix_of(file) not in SCALED:
        return file
    return f"{THUMBS_FOLDER}{file.removeprefix(EVIDENCE_FOLDER)}.webp"


def suffix_of(path: str) -> str:
    """The ending of a file name in small letters, with its dot."""
    name = path.rpartition("/")[2]
    return f".{name.rpartition('.')[2].lower()}" if "." in name else ""


def href(here: str, there: str, anchor: str = "") -> str:
    """The URL of `there` as the page `here` must write it; pages end with .html in the built site."""
    target = there.removesuffix(".md") + ".html" if there.endswith(".md") else there
    url = _relative(dirname(here), target)
    return f"{url}#{anchor}" if anchor else url


# A page names the same few others again and again, and there are few folders to name them from.
@lru_cache(65_536)
def _relative(folder: str, target: str) -> str:
    start = f"{folder}/"
    if target.startswith(start):
        return _quoted(target[len(start) :])
    if folder and "/" not in folder and not folder.startswith("."):
        # So far the way of nearly every link; the general one takes ten times as long.
        return f"../{_quoted(target)}"
    return quote(relpath(target, folder or "."))


@lru_cache(65_536)
def _quoted(path: str) -> str:
    return quote(path)
