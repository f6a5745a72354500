"""Evidence as the portal shows it: pictures upright and without a camera's notes, PDFs that do nothing.

Only what differs from the file itself is kept, in a cache that is keyed by what went in.
"""

import hashlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

from forecourt.edge import files, pdf_pages
from forecourt.edge.packages import version
from forecourt.model.exif import notes_of
from forecourt.model.forms import form_of_bytes
from forecourt.model.limits import MAX_EVIDENCE_BYTES
from forecourt.model.stripping import stripped

PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif"})
PAPER: Final = ".pdf"
RECIPE: Final = "upright, bare"
# A picture that had to be turned is written anew; nobody sees a difference at this quality.
QUALITY: Final = 92
# What has nothing to take off is remembered by an empty file, so that it is read only once.
SAME: Final = ".same"
MOST_COPIES: Final = 30_000
# Pillow's names of the forms.
WRITTEN: Final = {"JPEG": "JPEG", "PNG": "PNG", "WebP": "WEBP"}


def bare_copies(root: Path, digests: Mapping[str, str], cache: Path) -> dict[str, Path]:
    """What to publish of every file (path from the root -> sha256), by path: the file itself, or a copy."""
    papers = {path: sha256 for path, sha256 in digests.items() if path.lower().endswith(PAPER)}
    found = {path: root / path for path in digests}
    for path, paper in pdf_pages.papers_of(root, papers, cache / "papers").items() if papers else ():
        if paper.file is not None:
            found[path] = paper.file
    known = {path.name.split(".")[0]: path for path in cache.glob("*.*")}
    for path, sha256 in digests.items():
        if Path(path).suffix.lower() in PICTURES:
            found[path] = _bare(root / path, sha256, cache, known)
    _forget_oldest(cache)
    return found


def _bare(path: Path, sha256: str, cache: Path, known: Mapping[str, Path]) -> Path:
    recipe = f"{sha256} {RECIPE} {QUALITY} pillow {version('pillow')}"
    key = hashlib.sha256(recipe.encode()).hexdigest()[:32]
    if key in known:
        known[key].touch()
        return path if known[key].suffix == SAME else known[key]
    data = files.read_bytes(path, MAX_EVIDENCE_BYTES)
    copy = _without_notes(data)
    target = cache / f"{key}{SAME if copy == data else path.suffix.lower()}"
    files.write_whole(target, b"" if copy == data else copy)
    return path if copy == data else target


def _without_notes(data: bytes) -> bytes:
    """The picture bare, and turned as its notes said, for they go too; one that cannot be turned lies on."""
    form = form_of_bytes(data).name
    if notes_of(BytesIO(data), form).orientation != 1:
        try:
            return stripped(_turned(data, form), form)
        except Exception:  # noqa: BLE001 a decoder may raise anything over a broken file
            return stripped(data, form)
    return stripped(data, form)


def _turned(data: bytes, form: str) -> bytes:
    from PIL import Image, ImageOps  # only a picture that lies on its side pays for it

    with Image.open(BytesIO(data), formats=(WRITTEN[form],)) as source:
        upright = ImageOps.exif_transpose(source)
    target = BytesIO()
    upright.save(target, WRITTEN[form], quality=QUALITY, icc_profile=source.info.get("icc_profile"))
    return target.getvalue()


def _forget_oldest(cache: Path) -> None:
    """Keep the cache bounded: what was not used for longest goes first."""
    paths = [path for path in cache.glob("*") if path.is_file()]
    for path in sorted(paths, key=lambda path: path.stat().st_mtime, reverse=True)[MOST_COPIES:]:
        path.unlink(missing_ok=True)
