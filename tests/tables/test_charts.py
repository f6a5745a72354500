"""Bars as SVG: to scale, told apart without colour, with words, and nothing from a record unescaped."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from forecourt.tables.charts import (
    FILLS,
    LABELS,
    NUMBERS,
    TONES,
    WHOLE,
    WIDTH,
    Chart,
    Group,
    Stretch,
    strip,
    svg,
    without_empty,
)


def chart(*groups: Group, series: tuple[str, ...] = ("本月", "上月")) -> Chart:
    return Chart(anchor="c", title="费用", about="条形图：费用", unit="", series=series, groups=groups)


def group(label: str, *numbers: int | None) -> Group:
    shown = tuple("—" if number is None else str(number) for number in numbers)
    return Group(label=label, numbers=numbers, shown=shown)


def parsed(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)  # noqa: S314 our own drawing


def bars(drawing: str) -> list[tuple[str, float]]:
    """Class and width of every bar, the legend left out."""
    rects = parsed(drawing).iter("rect")
    return [
        (one.attrib["class"], float(one.attrib["width"])) for one in rects if one.attrib["x"] == str(LABELS)
    ][1:]


def test_the_longest_bar_fills_the_width_and_the_others_are_to_scale() -> None:
    full = WIDTH - LABELS - NUMBERS

    assert bars(svg(chart(group("报纸", 400, 100), group("广播", 200, 0)))) == [
        ("fc-bar-0", full),
        ("fc-bar-1", full / 4),
        ("fc-bar-0", full / 2),
    ]


def test_every_number_and_label_stands_in_words_and_a_number_nobody_has_is_a_dash() -> None:
    texts = [one.text for one in parsed(svg(chart(group("报纸", 4, None)))).iter("text")]

    assert texts == ["本月", "上月", "报纸", "4", "—"]


def test_series_differ_in_lightness_so_that_a_photocopy_tells_them_apart() -> None:
    light = sorted(sum(int(fill[at : at + 2], 16) for at in (1, 3, 5)) / 765 for fill in FILLS)

    assert all(after - before > 0.25 for before, after in pairwise(light))


def test_who_cannot_see_it_is_told_what_it_is() -> None:
    root = parsed(svg(chart(group("报纸", 4, 2))))

    assert (root.attrib["role"], root.attrib["aria-label"], root.findtext("title")) == (
        "img",
        "条形图：费用",
        "条形图：费用",
    )


def test_nothing_is_drawn_where_there_is_no_number() -> None:
    assert svg(chart(group("报纸", None, 0))) == ""


def test_a_series_that_nobody_has_a_number_of_is_left_out() -> None:
    kept = without_empty(chart(group("报纸", 4, None, 2), series=("十一月", "十月", "九月")))

    assert (kept.series, kept.groups) == (("十一月", "九月"), (group("报纸", 4, 2),))


@given(st.text(alphabet="<>&\"'x晚报", max_size=12), st.lists(st.integers(0, 10**9), min_size=1, max_size=3))
def test_whatever_a_label_is_the_drawing_is_well_formed_and_no_bar_leaves_it(
    label: str, numbers: list[int]
) -> None:
    drawing = svg(chart(group(label, *numbers), series=("甲", "乙", "丙")[: len(numbers)]))

    assert drawing == "" or all(0 < width <= WIDTH - LABELS - NUMBERS for _, width in bars(drawing))


def stretches(drawing: str) -> list[tuple[str, int, int]]:
    found = re.findall(r'<rect class="fc-(\w+)" x="(\d+)" y="0" width="(\d+)"', drawing)
    return [(tone, int(x), int(width)) for tone, x, width in found]


def test_a_strip_shows_each_part_of_the_whole_in_its_colour() -> None:
    drawing = strip([Stretch(tone="spent", size=7_200), Stretch(tone="planned", size=21_600)], 36_000)

    assert stretches(drawing) == [("free", 0, 1000), ("spent", 0, 200), ("planned", 200, 600)]
    assert 'fill="#1f5f8b"' in drawing
    assert 'aria-hidden="true"' in drawing


@given(st.lists(st.tuples(st.sampled_from(sorted(TONES)), st.integers(0, 10**11))), st.integers(0, 10**11))
def test_a_strip_never_leaves_its_place(parts: list[tuple[str, int]], whole: int) -> None:
    drawn = stretches(strip([Stretch(tone=tone, size=size) for tone, size in parts], whole))

    assert all(x + width <= WHOLE for _, x, width in drawn)
