"""A month of many records, to print; and the same HTML printed by WeasyPrint alone, in one process.

`python -m tests.benchmarks.volumes photos FOLDER` writes a month with many photos;
`python -m tests.benchmarks.volumes jobs FOLDER` writes the HTML of the volumes and where its pictures are;
`python -m tests.benchmarks.volumes plain FOLDER [ORIGINALS WAY…]` prints it, with photos as they came.
"""

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from forecourt.commands import volumes
from forecourt.commands.desk import open_desk
from forecourt.edge import clock, files, pdf
from forecourt.model.months import Month
from forecourt.words.catalogue import words_for
from tests.benchmarks.photos import photo

MONTH: Final = "2026-11"
# Copies of the sample's records of a month that make each volume about so many pages.
HUNDRED: Final = {"AD": 3, "PR": 14, "EV": 7}
THREE_HUNDRED: Final = {"AD": 13}
PLACES: Final = {"AD": f"plans/{MONTH}/ads", "PR": "content/press", "EV": "content/events"}
SAMPLE: Final = Path(__file__).parents[2]
# An event of the month that has run.
EVENT_STATE: Final = "\nid: EV-20261018-tmjv\n"
PHOTOS: Final = 50
AS_IT_LIES: Final = "image-orientation: none"
UPRIGHT: Final = "image-orientation: from-image"
SMALL: Final = "small"
# What Forecourt's own copies are made with.
AS_SMALL: Final = {"dpi": 200, "jpeg_quality": 80}


def write(root: Path, copies: dict[str, int]) -> None:
    """The sample dealership in `root`, its records of the month with so many copies of each prefix."""
    for folder in ("content", "plans"):
        shutil.copytree(SAMPLE / folder, root / folder)
    (root / ".gitignore").write_text("build/\n", encoding="utf-8")
    for prefix, count in copies.items():
        for path in sorted((root / PLACES[prefix]).rglob(f"{prefix}-*.md")):
            record = path.read_text(encoding="utf-8")
            if f"\nmonth: {MONTH}\n" in record:
                for number in range(count):
                    _copy(path, record, f"{path.stem[:-4]}{number:02d}{path.stem[-2:]}")


def _copy(path: Path, record: str, id: str) -> None:
    """The record and its papers once more, as `id`."""
    (path.parent / f"{id}.md").write_text(record.replace(path.stem, id), encoding="utf-8")
    papers = path.parent / path.stem
    if papers.is_dir():
        shutil.copytree(papers, path.parent / id)


def write_photos(root: Path) -> None:
    """The sample dealership with one event of the month that has 50 photos of 3 MB."""
    write(root, {})
    events = sorted((root / PLACES["EV"]).rglob("EV-*.md"))
    path = next(path for path in events if EVENT_STATE in path.read_text(encoding="utf-8"))
    entries = []
    for number in range(PHOTOS):
        data = photo(number)
        name = f"{path.stem}/many-{number:02d}.jpg"
        (path.parent / path.stem).mkdir(exist_ok=True)
        (path.parent / name).write_bytes(data)
        entries.append(
            f"  - kind: photo\n    file: {name}\n    sha256: {hashlib.sha256(data).hexdigest()}\n"
            f"    caption: 现场\n    taken_on: 2026-11-07\n    people: none\n"
        )
    record = path.read_text(encoding="utf-8")
    path.write_text(record.replace("\nevidence:\n", "\nevidence:\n" + "".join(entries), 1), encoding="utf-8")


def jobs(root: Path, only: frozenset[int]) -> None:
    """Write the HTML of the month's volumes, and which file every picture of it is."""
    kept: list[dict[str, Any]] = []

    def taken(found: Sequence[pdf.Job], *_: object) -> dict[str, pdf.Rendered]:
        for job in found:
            pictures = {url: str(path) for url, path in job.pictures.items()}
            kept.append({"html": job.html, "pictures": pictures, "sheets": list(job.bound)})
        raise pdf.BinderUnavailable

    volumes.pdf.render_all = taken  # type: ignore[attr-defined]
    shutil.rmtree(root / volumes.CACHE / "volumes", ignore_errors=True)
    month, words = Month.parse(MONTH), words_for("zh")
    try:
        desk = open_desk(root, today=None, clock=clock.today())
        volumes.print_volumes(desk, month, words, output=root / "unused", only=only)
    except pdf.BinderUnavailable:
        files.write_whole(root / "jobs.json", json.dumps(kept).encode())


def plain(root: Path, originals: Path | None = None, *ways: str) -> None:
    """Print the same HTML with WeasyPrint, one volume after the other.

    `originals` has photos as they came, to print in `ways`: AS_IT_LIES or UPRIGHT, SMALL.
    """
    configuration = root / "plain-fonts.conf"
    configuration.write_text(pdf.font_configuration(pdf.FONTS, root / "plain-fontconfig"), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    import weasyprint
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from forecourt.edge.pdf_binding import placeholder

    photos = iter(sorted(originals.rglob("many-*.jpg"))) if originals else iter(())

    class Files(URLFetcher):  # type: ignore[misc]
        """Opens the pictures."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """The picture of that URL."""
            if url in job["sheets"]:
                return URLFetcherResponse(url, placeholder(url))
            path = Path(job["pictures"][url])
            if path.suffix == ".jpg":
                path = next(photos, path)
            return URLFetcherResponse(url, path.read_bytes())

    for job in json.loads((root / "jobs.json").read_bytes()):
        # Our copies stand upright already; to print photos as they came right, WeasyPrint must turn them.
        page = job["html"].replace(AS_IT_LIES, UPRIGHT if UPRIGHT in ways else AS_IT_LIES)
        document = weasyprint.HTML(string=page, base_url="volume:", url_fetcher=Files())
        more = AS_SMALL if SMALL in ways else {}
        document.write_pdf(root / plain_name(*ways[-1:]), **pdf.OPTIONS, **more)


def plain_name(way: str = AS_IT_LIES) -> str:
    """The name of the volume printed last, by the way that was named last."""
    return f"plain-{way.rpartition(' ')[2]}.pdf"


if __name__ == "__main__":
    task, folder, *more = sys.argv[1:]
    if task == "photos":
        write_photos(Path(folder))
    elif task == "jobs":
        jobs(Path(folder), frozenset(map(int, more)))
    else:
        plain(Path(folder), Path(more[0]) if more else None, *more[1:])
