"""Photos as a phone takes them before a store: sky, ground, walls, cars, people, with a sensor's grain.

Noise alone compresses like nothing that a camera sees; drawings without grain are far too small.
"""

from functools import cache
from io import BytesIO
from random import Random
from typing import Any, Final

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SIZE: Final = (4_000, 3_000)
# Makes files of about 3 MB.
QUALITY: Final = 90
# Of 256 steps: leaves, tarmac, cloth and crowds at all sizes alike, as in nature; and a small sensor's grain.
TEXTURE: Final = 16.0
OCTAVES: Final = 8
GRAIN: Final = 3.5
EXIF_TAKEN: Final = 0x9003
EXIF_BLOCK: Final = 0x8769


def photo(number: int, *, taken: str = "2026:11:07 10:30:00") -> bytes:
    """The JPEG of photo `number` with its EXIF: the same bytes for a number, another scene for another."""
    chance = Random(number)
    scene = _blurred(_scene(chance), chance)
    grained = np.asarray(scene, dtype=np.float32) + _moved(_roughness(), chance)[..., None]
    image = Image.fromarray(np.clip(grained, 0, 255).astype(np.uint8))
    exif = Image.Exif()
    exif.get_ifd(EXIF_BLOCK)[EXIF_TAKEN] = taken
    target = BytesIO()
    image.save(target, "JPEG", quality=QUALITY, exif=exif)
    return target.getvalue()


def _scene(chance: Random) -> Image.Image:
    """Sky over ground, a building, and what stands before it, at half the size."""
    width, height = (side // 2 for side in SIZE)
    horizon = height * chance.uniform(0.4, 0.6)
    sky, ground = _colour(chance, 150, 230), _colour(chance, 70, 140)
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    columns = np.linspace(0.9, 1.1, width, dtype=np.float32)[None, :, None]
    above = rows < horizon / height
    shade = (
        np.where(above, np.array(sky) * (1.1 - 0.3 * rows), np.array(ground) * (0.7 + 0.5 * rows)) * columns
    )
    image = Image.fromarray(np.clip(shade, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    draw.rectangle((width * 0.1, horizon * 0.35, width * 0.9, horizon), fill=_colour(chance, 90, 200))
    for _ in range(40):
        x, y = chance.uniform(0.1, 0.88) * width, chance.uniform(0.38, 0.9) * horizon
        draw.rectangle((x, y, x + width * 0.03, y + height * 0.03), fill=_colour(chance, 40, 240))
    for _ in range(6):
        _car(draw, chance, horizon)
    for _ in range(25):
        _person(draw, chance, horizon)
    return image


def _car(draw: ImageDraw.ImageDraw, chance: Random, horizon: float) -> None:
    x, y = chance.uniform(0, SIZE[0] / 2), chance.uniform(1.0, 1.5) * horizon
    long = chance.uniform(150, 500)
    draw.rounded_rectangle((x, y, x + long, y + long * 0.3), long * 0.1, fill=_colour(chance, 30, 220))
    roof = [(0.2, 0.0), (0.35, -0.2), (0.7, -0.2), (1.0, 0.0)]
    draw.polygon([(x + long * right, y + long * down) for right, down in roof], fill=_colour(chance, 60, 200))
    for place in (0.2, 0.75):
        left = x + long * place - long * 0.09
        draw.ellipse((left, y + long * 0.2, left + long * 0.18, y + long * 0.38), fill=(25, 25, 28))


def _person(draw: ImageDraw.ImageDraw, chance: Random, horizon: float) -> None:
    x, y, high = chance.uniform(0, SIZE[0] / 2), chance.uniform(0.95, 1.4) * horizon, chance.uniform(60, 180)
    draw.rounded_rectangle((x, y, x + high * 0.3, y + high), high * 0.1, fill=_colour(chance, 20, 200))
    draw.ellipse((x + high * 0.05, y - high * 0.25, x + high * 0.25, y), fill=_colour(chance, 120, 220))


def _colour(chance: Random, darkest: int, lightest: int) -> tuple[int, int, int]:
    return (
        chance.randint(darkest, lightest),
        chance.randint(darkest, lightest),
        chance.randint(darkest, lightest),
    )


def _blurred(scene: Image.Image, chance: Random) -> Image.Image:
    """As a lens draws it: no edge is sharper than some pixels."""
    return scene.filter(ImageFilter.GaussianBlur(chance.uniform(0.6, 1.4))).resize(
        SIZE, Image.Resampling.BICUBIC
    )


def _moved(field: Any, chance: Random) -> Any:
    """The field, never twice at the same place."""
    return np.roll(field, (chance.randrange(SIZE[1]), chance.randrange(SIZE[0])), axis=(0, 1))


@cache
def _roughness() -> Any:
    """What is rough in a photo: each octave of detail has as much contrast as the next; and the grain."""
    dice = np.random.default_rng(1)
    width, height = SIZE
    field = dice.normal(0, GRAIN, (height, width)).astype(np.float32)
    for octave in range(1, OCTAVES + 1):
        small = dice.normal(0, TEXTURE / OCTAVES**0.5, (height >> octave, width >> octave)).astype(np.float32)
        field += np.asarray(Image.fromarray(small).resize(SIZE, Image.Resampling.BICUBIC))
    return field
