"""How large pictures are printed and which stand side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecourt.binder.layout import (
    LANDSCAPE,
    PHOTO,
    PORTRAIT,
    SHEET,
    Box,
    box_of,
    longest_side,
    pages_of,
    roomy,
    rows_of,
    size_in,
    strips_of,
)


@pytest.mark.parametrize(
    ("kind", "width", "height", "box"),
    [
        ("photo", 4000, 3000, LANDSCAPE),
        ("photo", 3000, 4000, PORTRAIT),
        ("tear_sheet", 900, 1300, SHEET),
        ("tear_sheet", 1300, 900, LANDSCAPE),
        ("invoice", 600, 850, PORTRAIT),
        ("screenshot", 1280, 800, LANDSCAPE),
        ("screenshot", 800, 800, LANDSCAPE),
    ],
)
def test_kind_and_shape_choose_the_room(kind: str, width: int, height: int, box: Box) -> None:
    assert box_of(kind, width, height) == box


@pytest.mark.parametrize(
    ("boxes", "roomier"),
    [
        ([PORTRAIT] * 4, [PORTRAIT] * 4),
        ([PORTRAIT] * 5, [PORTRAIT] * 4 + [SHEET]),
        ([PORTRAIT] * 5 + [SHEET], [PORTRAIT] * 4 + [SHEET, SHEET]),
        ([PORTRAIT] * 5 + [LANDSCAPE], [PORTRAIT] * 5 + [LANDSCAPE]),
        ([PORTRAIT] * 6, [PORTRAIT] * 6),
        ([PORTRAIT], [PORTRAIT]),
        ([PHOTO] * 5, [PHOTO] * 5),
    ],
)
def test_a_paper_that_would_stand_alone_gets_the_whole_page(boxes: list[Box], roomier: list[Box]) -> None:
    assert list(roomy(boxes)) == roomier


def test_a_large_picture_fills_its_room_in_one_direction() -> None:
    assert size_in(PHOTO, 4000, 3000) == ("80.0", "60.0")
    assert size_in(PORTRAIT, 600, 850) == ("66.3", "93.9")


def test_a_small_picture_is_not_blown_up_beyond_72_dots_an_inch() -> None:
    assert size_in(LANDSCAPE, 72, 36) == ("25.4", "12.7")


def test_a_long_picture_is_cut_into_strips_that_share_some_lines() -> None:
    assert strips_of(1080, 3239) == ()
    # 80 mm wide it is 888.8 mm high: five strips, of which each but the first repeats 5 mm.
    assert strips_of(1080, 12_000) == tuple(
        (top, "181.8") for top in ("0.0000", "25.0000", "50.0000", "75.0000", "100.0000")
    )


@given(st.integers(1, 2_000), st.integers(1, 60_000))
def test_strips_cover_the_whole_picture_and_each_fits_on_a_page(width: int, height: int) -> None:
    strips = strips_of(width, height)
    high = 80 * height / width

    assert bool(strips) == (height >= 3 * width)
    if strips:
        heights = [float(strip) for _, strip in strips]
        assert max(heights) <= 196
        assert sum(heights) - 5 * (len(strips) - 1) >= high - 0.2


@given(st.sampled_from([PHOTO, SHEET, PORTRAIT, LANDSCAPE]), st.integers(1, 20_000), st.integers(1, 20_000))
def test_no_picture_leaves_its_room(box: Box, width: int, height: int) -> None:
    wide, high = (int(side.replace(".", "")) for side in size_in(box, width, height))

    assert 0 < wide <= box.width * 10
    assert 0 < high <= box.height * 10


def test_200_dots_an_inch_are_kept() -> None:
    assert longest_side("photo") == 1299
    assert longest_side("photo", in_fours=True) < 800
    assert longest_side("invoice") == 1543


def test_neighbours_of_one_kind_share_a_row_and_order_is_kept() -> None:
    pictures = [("a", PORTRAIT), ("b", PORTRAIT), ("c", PORTRAIT), ("d", LANDSCAPE), ("e", PORTRAIT)]

    assert rows_of(pictures) == (("a", "b"), ("c",), ("d",), ("e",))


def test_four_photos_fill_a_page() -> None:
    rows = rows_of([(number, PHOTO) for number in range(1, 6)])

    assert pages_of(rows, 2) == (((1, 2), (3, 4)), ((5,),))
