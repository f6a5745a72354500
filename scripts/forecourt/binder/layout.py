"""Where pictures go on A4: how large each is printed, and which stand side by side."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final, TypeVar

from msgspec import Struct

from forecourt.model.limits import LONG_FROM

T = TypeVar("T")


class Box(Struct, frozen=True, kw_only=True):
    """The room for one picture: width and height in mm, and how many stand in a row."""

    width: int
    height: int
    abreast: int


# 165 × 250 mm lie between the margins; a caption takes up to 17 mm, a chapter's title 18, an item's 14.
PHOTO: Final = Box(width=80, height=93, abreast=2)
# What was approved stands below its item, on the same page where it can.
PLAN: Final = Box(width=80, height=84, abreast=2)
SHEET: Final = Box(width=150, height=196, abreast=1)
PORTRAIT: Final = Box(width=80, height=94, abreast=2)
# Two items with one wide picture each stand on a page, below a chapter's title too.
LANDSCAPE: Final = Box(width=165, height=83, abreast=1)

# A picture that is far higher than wide (a whole web page, a long chat) is cut into strips that stand side by
# side, read from left to right; neighbours share some lines, so that none is lost in the cut.
STRIP: Final = Box(width=80, height=196, abreast=2)
SHARED: Final = 5

# A bound page of another paper, as large as fits below a heading.
WHOLE: Final = Box(width=165, height=198, abreast=1)

PHOTO_KIND: Final = "photo"
# A newspaper page must stay readable; a contract or an invoice is looked up in its original.
READ_IN_FULL: Final = frozenset({"tear_sheet", "clipping"})
PAPERS_A_PAGE: Final = 4
ROWS_OF_PHOTOS: Final = 2
# So few photos stand large among the other papers; more stand two abreast, four on a page.
FEW_PHOTOS: Final = 1

DOTS_PER_INCH: Final = 200
COARSEST_DOTS: Final = 72
TENTHS_PER_INCH: Final = 254


def box_of(kind: str, width: int, height: int) -> Box:
    """The room for a picture of that evidence kind and size in pixels, when it need not share a page."""
    if width >= height:
        return LANDSCAPE
    return SHEET if kind in READ_IN_FULL else PORTRAIT


def strips_of(width: int, height: int) -> tuple[tuple[str, str], ...]:
    """Where the strips of a picture of so many pixels begin, from 0 to 100 % of what lies beyond one strip,
    and how high each is, in mm; one that fits on a page as it is has none.
    """
    if height < LONG_FROM * width:
        return ()
    high = STRIP.width * 10 * height // width
    count = max(1, -(-(high - SHARED * 10) // ((STRIP.height - SHARED) * 10)))
    strip = -(-(high + (count - 1) * SHARED * 10) // count)
    return tuple((f"{100 * place / max(1, count - 1):.4f}", _millimetres(strip)) for place in range(count))


def roomy(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """The boxes, but a paper that would stand small and alone on a page gets the whole page.

    Papers stand four on a page; a wide picture behind them still fits beside one row of them.
    """
    roomy = list(boxes)
    start = 0
    for box, group in groupby(boxes):
        end = start + len(list(group))
        is_followed = end < len(boxes) and boxes[end] == LANDSCAPE
        is_alone = end - start > PAPERS_A_PAGE and (end - start) % PAPERS_A_PAGE == 1
        if box == PORTRAIT and is_alone and not is_followed:
            roomy[end - 1] = SHEET
        start = end
    return tuple(roomy)


def strip_width() -> int:
    """Pixels that a picture cut into strips needs across, at 200 dots an inch."""
    return STRIP.width * 10 * DOTS_PER_INCH // TENTHS_PER_INCH


def longest_side(kind: str, *, in_fours: bool = False) -> int:
    """Pixels that the longest side of a picture of that kind needs at most, at 200 dots an inch; `in_fours`:
    the photos of its item stand four on a page.
    """
    boxes: tuple[Box, ...] = (SHEET, PORTRAIT, LANDSCAPE)
    if kind == PHOTO_KIND:
        boxes = (PHOTO,) if in_fours else (PHOTO, LANDSCAPE)
    longest = max(max(box.width, box.height) for box in boxes)
    return longest * 10 * DOTS_PER_INCH // TENTHS_PER_INCH


def size_in(box: Box, width: int, height: int) -> tuple[str, str]:
    """Width and height in mm, as text, of a picture of so many pixels: as large as `box` lets it be.

    A small picture is not blown up beyond 72 dots an inch.
    """
    coarsest = width * TENTHS_PER_INCH // COARSEST_DOTS
    tenths = max(1, min(box.width * 10, coarsest, box.height * 10 * width // height))
    high = max(1, min(box.height * 10, tenths * height // width))
    return _millimetres(tenths), _millimetres(high)


def rows_of(pictures: Sequence[tuple[T, Box]]) -> tuple[tuple[T, ...], ...]:
    """Pictures in rows, their order kept: neighbours share a row when their boxes allow it."""
    rows: list[tuple[Box, list[T]]] = []
    for picture, box in pictures:
        if rows and rows[-1][0] == box and len(rows[-1][1]) < box.abreast:
            rows[-1][1].append(picture)
        else:
            rows.append((box, [picture]))
    return tuple(tuple(row) for _, row in rows)


def pages_of(rows: Sequence[tuple[T, ...]], rows_a_page: int) -> tuple[tuple[tuple[T, ...], ...], ...]:
    """Rows in pages of `rows_a_page`."""
    return tuple(tuple(rows[start : start + rows_a_page]) for start in range(0, len(rows), rows_a_page))


def _millimetres(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"
