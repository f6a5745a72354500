"""The one module that starts WeasyPrint: HTML -> PDF, with our fonts, named local pictures, nothing else.

Every rendering runs in a process of its own: FONTCONFIG_FILE must stand before Pango reads it, and volumes
are made side by side. The same HTML gives the same bytes on one machine.
"""

import hashlib
import io
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct, field

from forecourt.edge import collector, files
from forecourt.edge.complaints import complaints_of
from forecourt.edge.packages import version
from forecourt.edge.pdf_archive import PDF_A, PDF_UA, VARIANT, Enclosure, declare, enclosed, index_heads
from forecourt.edge.pdf_binding import BoundPage, bind, placeholder
from forecourt.edge.pdf_layout import laid_out, tidy
from forecourt.edge.press import Press

FONTS: Final = Path(__file__).parent.parent / "fonts"
FACES: Final = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "NotoSerifSC-Regular.ttf")
INSTALL_LINE: Final = "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

# Enough to tell the pages of one volume apart.
PRINT_LENGTH: Final = 16
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

Progress = Callable[[int, int], None]

OPTIONS: Final[Mapping[str, Any]] = MappingProxyType({"pdf_variant": VARIANT, "pdf_tags": True})

# What Pango takes for the reader's languages.
SPOKEN: Final = {"LC_ALL": "C.UTF-8", "LANGUAGE": "zh", "PANGO_LANGUAGE": "zh-cn"}


class BinderUnavailable(Exception):  # noqa: N818 named after what the reader is told
    """Pango is not installed, so no PDF can be made; `line` is the one command that installs it."""

    def __init__(self, line: str = INSTALL_LINE) -> None:
        super().__init__(line)
        self.line = line


class RenderingError(Exception):
    """WeasyPrint complained while it made the document `name`; `complaints` are its own sentences."""

    def __init__(self, name: str, complaints: Sequence[str]) -> None:
        super().__init__(name, tuple(complaints))
        self.name = name
        self.complaints = tuple(complaints)


class Job(Struct, frozen=True, kw_only=True):
    """One document to make: its name in messages, HTML, pictures and pages of other PDFs by URL, a folder for
    font caches, files to carry with the time they are dated, and the standards that it keeps to.
    """

    name: str
    html: str
    pictures: Mapping[str, Path]
    work: Path
    bound: Mapping[str, BoundPage] = field(default_factory=dict)
    enclosures: tuple[Enclosure, ...] = ()
    made_at: datetime = EPOCH
    standards: tuple[str, ...] = (PDF_UA, PDF_A)


class Rendered(Struct, frozen=True, kw_only=True):
    """A made document: PDF bytes, how many pages it has, and how many seconds it took (0 from the cache).

    `prints` has a fingerprint of what stands on each page, heads and page numbers left out.
    """

    pdf: bytes
    pages: int
    seconds: float
    prints: tuple[str, ...] = ()


class _Outcome(Struct, frozen=True, kw_only=True):
    """What a rendering process sends back: a document, or complaints, or that Pango is missing."""

    rendered: Rendered | None = None
    complaints: tuple[str, ...] = ()
    unavailable: bool = False


def engine() -> str:
    """What the bytes of a document depend on besides its HTML: versions, the variant, the fonts."""
    facts = [files.fact_of(FONTS / face) for face in FACES]
    fonts = [fact.sha256 if fact else "" for fact in facts]
    packages = [f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "fonttools", "pillow")]
    return "\n".join((*packages, VARIANT, *fonts))


def characters() -> frozenset[int]:
    """Code points that both fonts can print."""
    from fontTools.ttLib import TTFont  # 70 ms, and only who renders needs it

    sets = []
    for face in FACES:
        with TTFont(FONTS / face, lazy=True) as font:
            # Which glyph it is tells nothing here, and reading their real names takes six times as long.
            font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
            sets.append(frozenset[int](font.getBestCmap()))
    return frozenset.intersection(*sets)


Printer = Press[Job, _Outcome]


def printer() -> Printer:
    """What makes documents, not yet started; a month's volumes go through it together."""
    return Press(_is_there, _outcome)


def render_all(
    jobs: Sequence[Job], progress: Progress | None = None, started: Printer | None = None
) -> dict[str, Rendered]:
    """Make every document, side by side, and give them by name; on the printer `started`, or one of its own.

    Raises BinderUnavailable without Pango, RenderingError on any warning.
    """
    if not jobs:
        return {}
    if started is None:
        with printer() as ours:
            return render_all(jobs, progress, ours)
    made: dict[str, Rendered] = {}
    # The longest first, so that no processor waits for a long one that began last.
    longest_first = sorted(jobs, key=lambda job: len(job.html), reverse=True)
    for job, outcome in started.results(longest_first):
        made[job.name] = _checked(job, outcome)
        if progress:
            progress(len(made), len(jobs))
    return made


def _checked(job: Job, outcome: _Outcome | None) -> Rendered:
    if outcome is None:
        raise RenderingError(job.name, ("its process ended before it was done",))
    if outcome.unavailable:
        raise BinderUnavailable
    if outcome.complaints or outcome.rendered is None:
        raise RenderingError(job.name, outcome.complaints)
    return outcome.rendered


def _outcome(job: Job) -> _Outcome:
    """Runs in the rendering process."""
    os.environ["FONTCONFIG_FILE"] = str(_font_configuration(job.work))
    # Pango chooses shapes of signs by the reader's languages, and the same volume must come out everywhere.
    os.environ.update(SPOKEN)
    if not _is_there():
        return _Outcome(unavailable=True)
    started = time.perf_counter()
    with collector.paused(), complaints_of("weasyprint") as complaints:
        document = laid_out(job.html, _fetcher(job), OPTIONS)
        written = document.write_pdf(
            **OPTIONS,
            attachments=enclosed(job.enclosures, job.made_at),
            finisher=lambda _, book: _finished(book, job.standards),
        )
        prints = tuple(_print_of(page) for page in document.pages)
        del document
        if job.bound:
            tidy()
        pdf = bind(written, job.bound)
    seconds = time.perf_counter() - started
    rendered = Rendered(pdf=pdf, pages=len(prints), seconds=seconds, prints=prints)
    return _Outcome(rendered=rendered, complaints=tuple(dict.fromkeys(complaints)))


def _finished(book: Any, kept: Sequence[str]) -> None:
    index_heads(book)
    declare(book, kept)


def _is_there() -> bool:
    """Load WeasyPrint, which takes half a second, and say whether it could be loaded: not without Pango."""
    try:
        # Without Pango it prints a page of English advice first, which would stand before our own sentence.
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            import weasyprint  # noqa: F401 whether it can be had at all
    except OSError:
        return False
    return True


def _print_of(page: Any) -> str:
    """A fingerprint of the words and pictures of a page: another font or library does not change it."""
    from weasyprint.formatting_structure import boxes

    told = hashlib.sha256()
    for part in page._page_box.children:  # noqa: SLF001 the only way to what was laid out
        if isinstance(part, boxes.MarginBox):
            continue
        for box in (part, *part.descendants()):
            if isinstance(box, boxes.TextBox):
                told.update(box.text.encode())
            elif isinstance(box, boxes.ReplacedBox) and box.element is not None:
                told.update(box.element.get("src", "").encode())
    return told.hexdigest()[:PRINT_LENGTH]


def _font_configuration(work: Path) -> Path:
    target = work / "fonts.conf"
    files.write_whole(target, font_configuration(FONTS, work / "fontconfig").encode())
    return target


def font_configuration(folder: Path, cache: Path) -> str:
    """Fontconfig's XML that knows the fonts of `folder` only and keeps its notes in `cache`.

    Either path may have any sign in it: an `&` left as it is makes fontconfig refuse the whole file.
    """
    template = (FONTS / "fonts.conf").read_text(encoding="utf-8")
    return template.replace("$FOLDER", escape(str(folder))).replace("$CACHE", escape(str(cache)))


def _fetcher(job: Job) -> Any:
    """A fetcher that opens the named pictures and refuses everything else: no network, no other file."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class NamedFiles(URLFetcher):  # type: ignore[misc]
        """Opens named pictures only."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """The picture of that URL; raises ValueError for any other."""
            if url in job.bound:
                return URLFetcherResponse(url, placeholder(url))
            path = job.pictures.get(url)
            if path is None:
                raise ValueError(f"refused: {url}")
            return URLFetcherResponse(url, path.read_bytes())

    return NamedFiles()
