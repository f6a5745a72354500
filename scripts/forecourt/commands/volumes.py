"""From an opened desk to the three PDF volumes of a month and their manifest (A3)."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from forecourt.binder.book import VOLUMES, volume, wanted_papers, wanted_pictures
from forecourt.binder.chapters import Plan
from forecourt.binder.content import Volume
from forecourt.binder.edition import Edition, Picture
from forecourt.binder.glyphs import Unprintable, substituted, unprintable
from forecourt.binder.layout import strip_width
from forecourt.binder.manifest import manifest
from forecourt.binder.manifest import printed as manifest_of
from forecourt.binder.page import html
from forecourt.commands.desk import Desk
from forecourt.commands.enclosures import MANIFEST, as_json, enclosures, workbook_of
from forecourt.edge import files, git, pdf, pdf_binding, pdf_pages, pictures, shelf
from forecourt.edge.pdf_archive import Blemish, Enclosure, standards
from forecourt.model.limits import MAX_RECORD_BYTES
from forecourt.model.months import Month
from forecourt.words.catalogue import Words

CACHE: Final = "build/cache"
PAPERS: Final = "build/cache/papers"
# The URL that names a page of a harmless copy in that folder.
SHEET_URL: Final = re.compile(r"(sheet:([0-9a-f]{32})-(\d+))")
# What volumes are made from: other changes in the work tree do not touch them.
SOURCES: Final = ("content", "plans", "templates", "scripts")


class UnprintableError(Exception):
    """Records hold characters that the volumes' fonts lack."""

    def __init__(self, found: Sequence[Unprintable]) -> None:
        super().__init__(tuple(found))
        self.found = tuple(found)


class NotFinalError(Exception):
    """The volumes would be drafts; `volumes` are those, with their reasons and what they lack."""

    def __init__(self, volumes: Sequence[Volume]) -> None:
        super().__init__(tuple(volumes))
        self.volumes = tuple(volumes)


class Built(Struct, frozen=True, kw_only=True):
    """A volume on disk: its file, what it holds, and seconds of printing (0 when nothing had changed).

    `blemishes` says why it is of fewer standards than others, by the paper that is bound in.
    """

    volume: Volume
    path: Path
    pdf: bytes
    pages: int
    seconds: float
    standards: tuple[str, ...]
    blemishes: Mapping[str, tuple[Blemish, ...]]

    @property
    def items(self) -> int:
        """How many items the volume holds."""
        return len(self.volume.items)

    @property
    def missing(self) -> int:
        """How many papers are missing or damaged."""
        return len(self.volume.gaps)


def output_of(root: Path, month: Month) -> Path:
    """Where the volumes of a month lie unless the reader names another folder."""
    return root / "build" / "binders" / str(month)


def print_volumes(
    desk: Desk,
    month: Month,
    words: Words,
    *,
    output: Path,
    only: frozenset[int] = frozenset(),
    final: bool = False,
    lacking: str = "",
    progress: pdf.Progress | None = None,
) -> tuple[dict[str, Any], list[Built]]:
    """Make the volumes of `month` (numbers in `only`, or all) and the manifest, all into `output`.

    Signs in `lacking` are printed as the mark for them, in a draft. Gives the manifest and what was built.
    Raises NoMonthError, UnprintableError, pdf.RenderingError, pdf.BinderUnavailable, OSError; with `final`
    NotFinalError. Whatever it raises but OSError, nothing was written.
    """
    plans = [plan for plan in VOLUMES if not only or plan.number in only]
    with pdf.printer() as printer:
        if shelf.is_behind(desk.root / CACHE / "volumes", (desk.root / path for path in desk.loaded.sources)):
            printer.start()
        ready = _ready(desk, month, words, plans, final=final, lacking=lacking)
        printed = _printed(desk.root, ready.jobs, progress, printer)
    built = [
        _built(output, made, ready.jobs[made.slug], printed[made.slug], ready.blemished[made.slug])
        for made in ready.volumes
    ]
    facts = {made.volume.number: _facts(made, printed[made.volume.slug].prints) for made in built}
    described = {**manifest(ready.edition, ready.volumes, facts), **ready.told}
    merged = _merged(output / MANIFEST, described)
    files.write_whole(output / MANIFEST, as_json(merged))
    return described, built


class _Ready(Struct, frozen=True, kw_only=True):
    """Volumes ready to be printed; by slug what to print, and what keeps each from the standards.

    `told` is what else the bytes rest on: `binder verify` tells whether it is still the same.
    """

    edition: Edition
    volumes: list[Volume]
    jobs: dict[str, pdf.Job]
    blemished: dict[str, dict[str, tuple[Blemish, ...]]]
    told: dict[str, Any]


def _ready(
    desk: Desk, month: Month, words: Words, plans: Sequence[Plan], *, final: bool, lacking: str
) -> _Ready:
    bare = replace(edition_of(desk, month, words), lacking=lacking)
    papers = _papers(bare, desk.root, plans)
    edition = _illustrated(bare, desk.root, plans, papers)
    volumes = [volume(edition, plan) for plan in plans]
    drafts = [made for made in volumes if made.cover.draft]
    if final and drafts:
        raise NotFinalError(drafts)
    told = {"today": desk.world.today.isoformat(), "tools": pdf.engine().splitlines()}
    blemished = {made.slug: _blemishes(made, papers) for made in volumes}
    workbook = workbook_of(edition, desk.root / CACHE / "workbooks")
    carried = {made.slug: enclosures(edition, made, workbook, told) for made in volumes}
    jobs = {
        made.slug: _job(desk.root, edition, made, carried[made.slug], blemished[made.slug])
        for made in volumes
    }
    return _Ready(edition=edition, volumes=volumes, jobs=jobs, blemished=blemished, told=told)


def _facts(built: Built, prints: Sequence[str]) -> dict[str, Any]:
    """What the manifest tells of a volume once it is printed."""
    lost = [
        {"file": path, "what": one.what, "name": one.name}
        for path, blemishes in built.blemishes.items()
        for one in blemishes
    ]
    return {**manifest_of(built.pdf, prints, built.standards), "blemishes": lost}


def edition_of(desk: Desk, month: Month, words: Words) -> Edition:
    """The printing of a month as its records stand now, without pictures."""
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in desk.loaded.sources.items()}
    return Edition(
        world=desk.world,
        month=month,
        words=words,
        commit=git.head_commit(desk.root),
        dirty=git.is_dirty(desk.root, *SOURCES),
        git=git.is_repository(desk.root),
        errors=desk.errors,
        digests=digests,
    )


def _papers(edition: Edition, root: Path, plans: Sequence[Plan]) -> dict[str, pdf_pages.Paper]:
    """Every PDF that the volumes bind in, made harmless, by path."""
    wanted = {path: sha256 for plan in plans for path, sha256 in wanted_papers(edition, plan)}
    return pdf_pages.papers_of(root, wanted, root / PAPERS) if wanted else {}


def _illustrated(
    edition: Edition, root: Path, plans: Sequence[Plan], papers: Mapping[str, pdf_pages.Paper]
) -> Edition:
    """The edition with every picture and page that its volumes print, ready to be printed."""
    wanted = [
        pictures.Wanted(
            path=picture.path, sha256=picture.sha256, longest=picture.longest, across=strip_width()
        )
        for plan in plans
        for picture in wanted_pictures(edition, plan)
    ]
    prepared = pictures.prepare_all(root, wanted, root / CACHE / "pictures")
    shown = {path: _picture(picture) for path, picture in prepared.items()}
    return replace(edition, pictures=shown, sheets={path: _sheets(one) for path, one in papers.items()})


def _sheets(paper: pdf_pages.Paper) -> tuple[Picture, ...]:
    """The pages of a paper as pictures; none when it cannot be bound."""
    if paper.file is None:
        return ()
    return tuple(
        Picture(url=f"sheet:{paper.file.stem}-{index}", width=width, height=height)
        for index, (width, height) in enumerate(paper.pages)
    )


def _blemishes(made: Volume, papers: Mapping[str, pdf_pages.Paper]) -> dict[str, tuple[Blemish, ...]]:
    """What keeps a volume from the standards, by the paper that is bound in."""
    bound = {proof.path for item in made.items for proof in item.proofs}
    return {path: one.blemishes for path, one in papers.items() if path in bound and one.blemishes}


def _picture(prepared: pictures.Prepared) -> Picture:
    url = f"picture:{prepared.file.name}" if prepared.file else ""
    return Picture(url=url, width=prepared.width, height=prepared.height)


def _printed(
    root: Path,
    jobs: Mapping[str, pdf.Job],
    progress: pdf.Progress | None = None,
    printer: pdf.Printer | None = None,
) -> dict[str, pdf.Rendered]:
    """Every volume's PDF by slug: from the shelf when nothing changed, else made anew."""
    store = root / CACHE / "volumes"
    keys = {slug: shelf.key_of(job) for slug, job in jobs.items()}
    found = {slug: done for slug, key in keys.items() if (done := shelf.take(store, key))}
    missing = {slug: job for slug, job in jobs.items() if slug not in found}
    _refuse_unprintable(job.html for job in missing.values())
    made = pdf.render_all(list(missing.values()), progress, printer)
    for slug, rendered in made.items():
        shelf.keep(store, keys[slug], rendered)
    return found | made


def made_at(root: Path, month: Month) -> datetime:
    """The time of the commit, so that the same commit gives the same bytes; without one, the month itself."""
    seconds = git.commit_time(root)
    return datetime.fromtimestamp(seconds, UTC) if seconds else datetime.combine(month.first_day, time(), UTC)


def stamp(moment: datetime) -> str:
    """A time (UTC) as documents name it: 2026-11-24T00:00:00Z."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def print_document(root: Path, slug: str, page: str) -> pdf.Rendered:
    """One document without pictures of evidence: from the shelf when nothing changed, else made anew.

    Raises UnprintableError, pdf.RenderingError, pdf.BinderUnavailable.
    """
    job = pdf.Job(name=slug, html=page, pictures={}, work=root / CACHE / "fonts")
    return _printed(root, {slug: job})[slug]


def _refuse_unprintable(pages: Iterable[str]) -> None:
    characters: frozenset[int] = frozenset()
    found: set[Unprintable] = set()
    for page in pages:
        # The fonts are read when there is something to print, not before.
        characters = characters or pdf.characters()
        found.update(unprintable(page, characters))
    if found:
        raise UnprintableError(sorted(found))


def _job(
    root: Path,
    edition: Edition,
    made: Volume,
    carried: tuple[Enclosure, ...],
    blemished: Mapping[str, tuple[Blemish, ...]],
) -> pdf.Job:
    dated = made_at(root, edition.month)
    page = substituted(html(made, edition.words, made_at=stamp(dated)), edition.lacking)
    folder = root / CACHE / "pictures"
    copies = {f"picture:{path.name}": path for path in sorted(folder.iterdir())} if folder.is_dir() else {}
    named = {url: path for url, path in copies.items() if url in page}
    bound = {
        url: pdf_binding.BoundPage(file=root / PAPERS / f"{copy}.pdf", index=int(index))
        for url, copy, index in SHEET_URL.findall(page)
    }
    return pdf.Job(
        name=made.slug,
        html=page,
        pictures=named,
        bound=bound,
        work=root / CACHE / "fonts",
        enclosures=carried,
        made_at=dated,
        standards=standards(one for blemishes in blemished.values() for one in blemishes),
    )


def _built(
    output: Path,
    made: Volume,
    job: pdf.Job,
    rendered: pdf.Rendered,
    blemished: Mapping[str, tuple[Blemish, ...]],
) -> Built:
    path = output / f"{made.slug}.pdf"
    files.write_whole(path, rendered.pdf)
    return Built(
        volume=made,
        path=path,
        pdf=rendered.pdf,
        pages=rendered.pages,
        seconds=rendered.seconds,
        standards=job.standards,
        blemishes=blemished,
    )


def _merged(path: Path, described: dict[str, Any]) -> dict[str, Any]:
    """The manifest of the folder: what was made now, and other volumes of the same commit made before."""
    try:
        before = json.loads(files.read_bytes(path, MAX_RECORD_BYTES * 16))
        same = all(before[key] == described[key] for key in ("schema_version", "month", "commit", "dirty"))
        others = before["volumes"] if same else []
    except (OSError, ValueError, KeyError, TypeError):
        others = []
    now = {entry["number"] for entry in described["volumes"]}
    kept = [entry for entry in others if entry["number"] not in now]
    return {**described, "volumes": sorted([*kept, *described["volumes"]], key=lambda entry: entry["number"])}
