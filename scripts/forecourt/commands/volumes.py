"""From an opened desk to the three PDF volumes of a month and their manifest (A3)."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Final

from forecourt.binder.book import VOLUMES, volume, wanted_papers, wanted_pictures
from forecourt.binder.chapters import Plan
from forecourt.binder.content import Volume
from forecourt.binder.edition import Edition, Picture
from forecourt.binder.glyphs import Unprintable, unprintable
from forecourt.binder.manifest import manifest
from forecourt.binder.page import html
from forecourt.commands.desk import Desk
from forecourt.edge import files, git, pdf, pdf_binding, pdf_pages, pictures, shelf
from forecourt.model.limits import MAX_RECORD_BYTES
from forecourt.model.months import Month
from forecourt.words.catalogue import Words

CACHE: Final = "build/cache"
PAPERS: Final = "build/cache/papers"
# The URL that names a page of a harmless copy in that folder.
SHEET_URL: Final = re.compile(r"(sheet:([0-9a-f]{32})-(\d+))")
# What volumes are made from: other changes in the work tree do not touch them.
SOURCES: Final = ("content", "plans", "templates", "scripts")
MANIFEST: Final = "manifest.json"


class UnprintableError(Exception):
    """Records hold characters that the volumes' fonts lack."""

    def __init__(self, found: Sequence[Unprintable]) -> None:
        super().__init__(tuple(found))
        self.found = tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A volume on disk: its file, what it holds, and seconds of printing (0 when nothing had changed)."""

    volume: Volume
    path: Path
    pdf: bytes
    pages: int
    seconds: float

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
    progress: pdf.Progress | None = None,
) -> tuple[dict[str, Any], list[Built]]:
    """Make the volumes of `month` (numbers in `only`, or all) and the manifest, all into `output`.

    Gives the manifest and what was built. Raises NoMonthError, UnprintableError, pdf.RenderingError,
    pdf.BinderUnavailable, OSError.
    """
    plans = [plan for plan in VOLUMES if not only or plan.number in only]
    edition = _illustrated(desk, edition_of(desk, month, words), plans)
    volumes = [volume(edition, plan) for plan in plans]
    printed = _printed(desk.root, edition, volumes, progress)
    built = [_built(output, made, printed[made.slug]) for made in volumes]
    described = {
        **manifest(edition, [(made.volume, made.pdf, made.pages) for made in built]),
        # What else the bytes rest on: `binder verify` tells whether it is still the same.
        "today": desk.world.today.isoformat(),
        "tools": pdf.engine().splitlines(),
    }
    merged = _merged(output / MANIFEST, described)
    files.write_whole(output / MANIFEST, _as_json(merged))
    return described, built


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


def _illustrated(desk: Desk, edition: Edition, plans: Sequence[Plan]) -> Edition:
    """The edition with every picture that its volumes print, ready to be printed."""
    wanted = [
        pictures.Wanted(path=picture.path, sha256=picture.sha256, longest=picture.longest)
        for plan in plans
        for picture in wanted_pictures(edition, plan)
    ]
    prepared = pictures.prepare_all(desk.root, wanted, desk.root / CACHE / "pictures")
    shown = {path: _picture(picture) for path, picture in prepared.items()}
    papers = {path: sha256 for plan in plans for path, sha256 in wanted_papers(edition, plan)}
    return replace(edition, pictures=shown, sheets=_sheets(desk.root, papers))


def _sheets(root: Path, papers: Mapping[str, str]) -> dict[str, tuple[Picture, ...]]:
    """The pages of every PDF (path -> sha256) that can be bound, by path."""
    found = pdf_pages.papers_of(root, papers, root / PAPERS) if papers else {}
    return {
        path: tuple(
            Picture(url=f"sheet:{paper.file.stem}-{index}", width=width, height=height)
            for index, (width, height) in enumerate(paper.pages)
        )
        for path, paper in found.items()
        if paper.file is not None
    }


def _picture(prepared: pictures.Prepared) -> Picture:
    url = f"picture:{prepared.file.name}" if prepared.file else ""
    return Picture(url=url, width=prepared.width, height=prepared.height)


def _printed(
    root: Path, edition: Edition, volumes: Sequence[Volume], progress: pdf.Progress | None
) -> dict[str, pdf.Rendered]:
    """Every volume's PDF by slug: from the shelf when nothing changed, else made anew."""
    store = root / CACHE / "volumes"
    pages = {made.slug: html(made, edition.words, made_at=made_at(root, edition.month)) for made in volumes}
    keys = {slug: shelf.key_of(page) for slug, page in pages.items()}
    found = {slug: done for slug, key in keys.items() if (done := shelf.take(store, key))}
    missing = {slug: page for slug, page in pages.items() if slug not in found}
    _refuse_unprintable(missing)
    made = pdf.render_all([_job(root, slug, page) for slug, page in missing.items()], progress)
    for slug, rendered in made.items():
        shelf.keep(store, keys[slug], rendered)
    return found | made


def made_at(root: Path, month: Month) -> str:
    """The time of the commit, so that the same commit gives the same bytes; without one, the month itself."""
    seconds = git.commit_time(root)
    moment = (
        datetime.fromtimestamp(seconds, UTC) if seconds else datetime.combine(month.first_day, time(), UTC)
    )
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def print_document(root: Path, slug: str, page: str) -> pdf.Rendered:
    """One document without pictures of evidence: from the shelf when nothing changed, else made anew.

    Raises UnprintableError, pdf.RenderingError, pdf.BinderUnavailable.
    """
    store, key = root / CACHE / "volumes", shelf.key_of(page)
    found = shelf.take(store, key)
    if found is None:
        _refuse_unprintable({slug: page})
        found = pdf.render_all([_job(root, slug, page)])[slug]
        shelf.keep(store, key, found)
    return found


def _refuse_unprintable(pages: Mapping[str, str]) -> None:
    if not pages:
        return
    characters = pdf.characters()
    found = {lack for page in pages.values() for lack in unprintable(page, characters)}
    if found:
        raise UnprintableError(sorted(found))


def _job(root: Path, slug: str, page: str) -> pdf.Job:
    folder = root / CACHE / "pictures"
    copies = {f"picture:{path.name}": path for path in sorted(folder.iterdir())} if folder.is_dir() else {}
    named = {url: path for url, path in copies.items() if url in page}
    bound = {
        url: pdf_binding.BoundPage(file=root / PAPERS / f"{copy}.pdf", index=int(index))
        for url, copy, index in SHEET_URL.findall(page)
    }
    return pdf.Job(name=slug, html=page, pictures=named, bound=bound, work=root / CACHE / "fonts")


def _built(output: Path, made: Volume, rendered: pdf.Rendered) -> Built:
    path = output / f"{made.slug}.pdf"
    files.write_whole(path, rendered.pdf)
    return Built(volume=made, path=path, pdf=rendered.pdf, pages=rendered.pages, seconds=rendered.seconds)


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


def _as_json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"
