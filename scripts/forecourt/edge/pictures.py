"""Evidence pictures made fit for print: wholly decoded, upright, never larger than they will be printed, and
without the notes of camera and editor (place, owner, small copies, names of faces).

A prepared copy lies in a cache that is keyed by what went in and named by what came out, so a damaged copy is
noticed and made anew.
"""

import hashlib
import warnings
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from forecourt.edge import files
from forecourt.edge.packages import version
from forecourt.model.exif import ORIENTATION
from forecourt.model.forms import HEAD, form_of_bytes
from forecourt.model.limits import LONG_FROM, MAX_EVIDENCE_BYTES, MAX_PIXELS
from forecourt.model.stripping import stripped

FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
# Small enough and upright, these are printed without a second compression.
AS_IT_IS: Final = {"PNG": ".png", "JPEG": ".jpg"}
# Ways of EXIF to say that the picture lies on its side.
ON_THEIR_SIDE: Final = frozenset({5, 6, 7, 8})
# What print takes as it is: no inks, no sixteen bits a colour.
PLAIN: Final = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
# Fifty photos of a month stay below 5 MB, to be sent by mail.
QUALITY: Final = 80
# Goes into every key, so that copies made another way are not taken for these.
RECIPE: Final = "upright, sRGB, bare"
# Three months of a busy store's prints, and small copies for some years of pages; older copies go.
LOSSLESS_WEBP: Final = b"VP8L"
MOST_COPIES: Final = 3_000
MOST_THUMBS: Final = 30_000
STRUCK_OUT: Final = "damaged.webp"
FEW_COLOURS: Final = 256
THUMB: Final = 560  # pixels: the widest that a page shows it, on a screen with two dots a pixel


class Wanted(Struct, frozen=True, kw_only=True):
    """A picture to prepare: path from the root, sha256, and the longest side it may keep, in pixels; a long
    one (LONG_FROM), which is printed in strips, may be `across` pixels wide instead (0: no difference).

    Print takes JPEG and PNG only; `for_screen`: WebP, which is a quarter smaller.
    """

    path: str
    sha256: str
    longest: int
    across: int = 0
    for_screen: bool = False


class Prepared(Struct, frozen=True, kw_only=True):
    """A picture to print: size in pixels, and the file; None when it is damaged."""

    width: int
    height: int
    file: Path | None


DAMAGED: Final = Prepared(width=0, height=0, file=None)


def thumbs_of(root: Path, wanted: Mapping[str, str], cache: Path) -> dict[str, Path]:
    """Small WebP copies of pictures (path from the root -> sha256), by path.

    One that takes less room as it is has none. For a damaged one, which may be large and shows nothing, there
    is a grey sheet, struck out.
    """
    pictures = [
        Wanted(path=path, sha256=sha256, longest=THUMB, for_screen=True) for path, sha256 in wanted.items()
    ]
    made = prepare_all(root, pictures, cache, most=MOST_THUMBS)
    found: dict[str, Path] = {}
    for path, one in made.items():
        if one.file is None:
            found[path] = _struck_out(cache)
        elif one.file.stat().st_size < (root / path).stat().st_size:
            found[path] = one.file
    return found


def _struck_out(cache: Path) -> Path:
    """The picture that stands for damaged ones, kept beside the copies of others."""
    from PIL import Image, ImageDraw

    path = cache / STRUCK_OUT
    if not path.is_file():
        sheet = Image.new("L", (THUMB, THUMB * 3 // 4), 200)
        draw = ImageDraw.Draw(sheet)
        for start, end in (((0, 0), sheet.size), ((0, sheet.height), (sheet.width, 0))):
            draw.line((*start, *end), fill=120, width=6)
        files.write_whole(path, _as_webp(sheet.convert("RGB"), lossless=True))
    return path


def prepare_all(
    root: Path, wanted: Iterable[Wanted], cache: Path, *, most: int = MOST_COPIES
) -> dict[str, Prepared]:
    """Prepare every picture of `wanted` and give them by path; `cache` keeps `most` copies between runs."""
    keys = {picture.path: (_key(picture), picture) for picture in wanted}
    # The same picture may prove several things.
    once = dict(keys.values())
    known = {name.split("-")[0]: name for name in _names(cache)}
    # Decoding and scaling leave the interpreter lock, so threads help.
    # Filters belong to the whole process: set once here, never inside a thread.
    with warnings.catch_warnings(), ThreadPoolExecutor(2) as pool:
        warnings.simplefilter("error")
        found = pool.map(lambda one: _prepare(root, one[1], one[0], cache, known), once.items())
        made = dict(zip(once, found, strict=True))
    _forget_oldest(cache, most)
    return {path: made[key] for path, (key, _) in keys.items()}


def _prepare(root: Path, picture: Wanted, key: str, cache: Path, known: Mapping[str, str]) -> Prepared:
    if key in known and (found := _from_cache(cache / known[key])) is not None:
        return found
    data = files.read_bytes(root / picture.path, MAX_EVIDENCE_BYTES)
    try:
        copy, suffix, size = _copy(data, picture)
    except Exception:  # noqa: BLE001 a decoder may raise anything over a broken file; the picture is damaged then
        return DAMAGED
    name = f"{key}-{size[0]}x{size[1]}-{_digest(copy)}{suffix}"
    files.write_whole(cache / name, copy)
    return Prepared(width=size[0], height=size[1], file=cache / name)


def _key(picture: Wanted) -> str:
    form = " WebP, the smaller way" if picture.for_screen else ""
    size = f"{picture.longest} {picture.across}"
    recipe = f"{picture.sha256} {size} {QUALITY} {RECIPE}{form} pillow {version('pillow')}"
    return hashlib.sha256(recipe.encode()).hexdigest()[:32]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def _names(cache: Path) -> list[str]:
    return [path.name for path in cache.iterdir()] if cache.is_dir() else []


def _from_cache(path: Path) -> Prepared | None:
    """The copy, when its bytes are still those that its name promises."""
    _, size, rest = path.name.split("-")
    if _digest(path.read_bytes()) != rest.partition(".")[0]:
        path.unlink()
        return None
    path.touch()
    width, height = size.split("x")
    return Prepared(width=int(width), height=int(height), file=path)


def _copy(data: bytes, picture: Wanted) -> tuple[bytes, str, tuple[int, int]]:
    """Bytes, suffix and size of the printable copy; raises whatever the decoder raises."""
    from PIL import Image, ImageOps  # only who prints pictures pays for it

    with Image.open(BytesIO(data), formats=FORMATS) as source:
        if source.width * source.height > MAX_PIXELS:
            raise ValueError("more pixels than any proof needs")
        # A phone writes a second, smaller picture into its files; they are JPEG all the same.
        kind = "JPEG" if source.format == "MPO" else source.format
        turn = source.getexif().get(ORIENTATION, 1)
        width, height = source.size[::-1] if turn in ON_THEIR_SIDE else source.size
        widest, highest = _bounds(picture, width, height)
        fits = width <= widest and height <= highest and source.mode in PLAIN
        # The decoder scales large photos down as it reads them: a fraction of time and memory.
        source.draft(None, (2 * max(widest, highest),) * 2)
        source.load()
        if kind in AS_IT_IS and fits and turn == 1 and not picture.for_screen:
            return stripped(data, form_of_bytes(data).name), AS_IT_IS[kind], source.size
        small = _flattened(ImageOps.exif_transpose(source))
    small.thumbnail((widest, highest))
    is_photo = kind == "JPEG" or (kind == "WEBP" and LOSSLESS_WEBP not in data[:HEAD])
    if picture.for_screen:
        # Without loss only a drawing takes less room, and that has few colours; made smaller it has many.
        ways = (False,) if is_photo or small.getcolors(FEW_COLOURS) is None else (False, True)
        return min((_as_webp(small, lossless=way) for way in ways), key=len), ".webp", small.size
    target = BytesIO()
    if is_photo:
        small.save(target, "JPEG", quality=QUALITY, optimize=True)
        return target.getvalue(), ".jpg", small.size
    small.save(target, "PNG", optimize=True)
    return target.getvalue(), ".png", small.size


def _bounds(picture: Wanted, width: int, height: int) -> tuple[int, int]:
    """Pixels that a picture of that size may keep across and down."""
    if picture.across and height >= LONG_FROM * width:
        return picture.across, max(height, 1)
    return picture.longest, picture.longest


def _as_webp(picture: Any, *, lossless: bool) -> bytes:
    target = BytesIO()
    picture.save(target, "WEBP", quality=QUALITY, lossless=lossless)
    return target.getvalue()


def _flattened(picture: Any) -> Any:
    """The picture in grey or RGB on white, in the colours of every screen, and without any notes.

    Print knows no transparency, palettes do not scale, and colours of another profile would be wrong.
    """
    from PIL import Image

    plain = _in_srgb(picture)
    if "A" in plain.getbands() or "transparency" in plain.info:
        layers = plain.convert("RGBA")
        plain = Image.new("RGB", layers.size, "white")
        plain.paste(layers, mask=layers.getchannel("A"))
    elif plain.mode.startswith("I"):
        # Sixteen bits of grey; a plain conversion would cut off, not scale.
        plain = plain.point(lambda value: value * (1 / 256)).convert("L")
    elif plain.mode not in ("L", "RGB"):
        plain = plain.convert("RGB")
    bare = plain.copy()
    bare.info = {}
    return bare


def _in_srgb(picture: Any) -> Any:
    """The picture with its colours converted by its own profile; as it is when it has none that helps."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "CMYK"):
        return picture
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def _forget_oldest(cache: Path, most: int) -> None:
    """Keep the cache bounded: the copies that were not used for longest go first."""
    paths = [cache / name for name in _names(cache)]
    for path in sorted(paths, key=lambda path: path.stat().st_mtime, reverse=True)[most:]:
        path.unlink(missing_ok=True)
