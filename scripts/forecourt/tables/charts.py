"""Bars as SVG, the same for pages and volumes: readable in black and white, with words for who cannot see it.

Colours stand in presentation attributes, for no style sheet reaches a drawing in a PDF; pages change them by
the classes. The numbers stand at the bars and, in full, in the table beside every chart.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from forecourt.tables.cells import display_width

# Lengths in the drawing's own units; a page is about as many wide.
WIDTH: Final = 520
LABELS: Final = 160
NUMBERS: Final = 76
BAR: Final = 13
BETWEEN_BARS: Final = 3
BETWEEN_GROUPS: Final = 13
LEGEND: Final = 30
SWATCH: Final = 12
# Widths of a sign at that size: half a Chinese one.
HALF_SIGN: Final = 6.2
SIZE: Final = 12
INK: Final = "#1d2733"
LINE: Final = "#5b6875"
# Dark, grey and empty with an outline: three kinds of bars that a photocopy still tells apart.
FILLS: Final = ("#1f3a5f", "#a9b9ca", "#ffffff")
# What a stretch of a strip means, and its colour on paper; pages change it by the class of that name.
TONES: Final = {
    "spent": "#1f5f8b",
    "committed": "#5f9cc5",
    "planned": "#bcd3e4",
    "free": "#e9eef3",
    "open": "#d9a63f",
    "done": "#4f9a6b",
}
# The length of a strip in its own units: as wide as its place.
WHOLE: Final = 1_000


class Group(Struct, frozen=True, kw_only=True):
    """Bars that belong together: what they are of, a number for each series (None: no bar), and in words."""

    label: str
    numbers: tuple[int | None, ...]
    shown: tuple[str, ...]


class Chart(Struct, frozen=True, kw_only=True):
    """A chart of bars and the table beside it: `series` are at most three, dark first; `about` says in one
    sentence what is seen.
    """

    anchor: str
    title: str
    about: str
    unit: str
    series: tuple[str, ...]
    groups: tuple[Group, ...]


class Stretch(Struct, frozen=True, kw_only=True):
    """A part of a strip: what it means (a key of TONES), and how much it is."""

    tone: str
    size: int


def strip(stretches: Iterable[Stretch], whole: int) -> Markup:
    """One bar without words, for a cell whose figures stand beside it; what exceeds `whole` is cut off."""
    whole, x, inside = max(whole, 1), 0, Markup()
    for one in stretches:
        width = min(max(one.size, 0) * WHOLE // whole, WHOLE - x)
        inside += _stretch(one.tone, x, width)
        x += width
    return Markup(
        '<svg class="fc-bar" viewBox="0 0 {} 10" width="100%" height="8" preserveAspectRatio="none" '
        'aria-hidden="true">{}{}</svg>'
    ).format(WHOLE, _stretch("free", 0, WHOLE), inside)


def without_empty(chart: Chart) -> Chart:
    """The chart without the series behind its first that no group has a number for."""
    kept = [
        place
        for place in range(len(chart.series))
        if place == 0 or any(group.numbers[place] is not None for group in chart.groups)
    ]
    return replace(
        chart,
        series=tuple(chart.series[place] for place in kept),
        groups=tuple(
            replace(
                group,
                numbers=tuple(group.numbers[place] for place in kept),
                shown=tuple(group.shown[place] for place in kept),
            )
            for group in chart.groups
        ),
    )


def svg(chart: Chart) -> Markup:
    """The drawing; "" when there is no number to draw."""
    if not any(number for group in chart.groups for number in group.numbers):
        return Markup()
    height = LEGEND + sum(_height(group) + BETWEEN_GROUPS for group in chart.groups)
    head = Markup(
        '<svg class="fc-bars" viewBox="0 0 {w} {h}" width="{w}"'
        ' height="{h}" role="img" aria-label="{about}" font-family="Noto Sans SC, sans-serif"'
        ' font-size="{size}">'
        "<title>{about}</title>"
    ).format(w=WIDTH, h=height, about=chart.about, size=SIZE)
    return head + Markup().join((*_legend(chart), *_groups(chart))) + Markup("</svg>")


def _height(group: Group) -> int:
    return len(group.numbers) * (BAR + BETWEEN_BARS) - BETWEEN_BARS


def _legend(chart: Chart) -> Iterator[Markup]:
    x = float(LABELS)
    for place, name in enumerate(chart.series):
        yield _rect(x, 4, SWATCH, SWATCH, place)
        yield _text(x + SWATCH + 5, 4 + SIZE - 2, name)
        x += SWATCH + 5 + display_width(name) * HALF_SIGN + 18


def _groups(chart: Chart) -> Iterator[Markup]:
    most = max(number for group in chart.groups for number in group.numbers if number is not None)
    top = LEGEND
    for group in chart.groups:
        middle = top + _height(group) / 2 + SIZE / 2 - 2
        yield _text(LABELS - 8, middle, group.label, anchor="end")
        for place, (number, shown) in enumerate(zip(group.numbers, group.shown, strict=True)):
            y = top + place * (BAR + BETWEEN_BARS)
            width = (WIDTH - LABELS - NUMBERS) * max(number or 0, 0) / most
            if width:
                yield _rect(LABELS, y, width, BAR, place)
            yield _text(LABELS + width + 5, y + SIZE - 2, shown)
        top += _height(group) + BETWEEN_GROUPS
    yield Markup(
        '<line class="fc-axis" x1="{x}" y1="{y}" x2="{x}" y2="{end}" stroke="{ink}" stroke-width="1"/>'
    ).format(x=LABELS, y=LEGEND - 4, end=top - BETWEEN_GROUPS + 4, ink=LINE)


def _rect(x: float, y: float, width: float, height: float, series: int) -> Markup:
    return Markup(
        '<rect class="fc-bar-{series}" x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}"'
        ' stroke="{ink}" stroke-width="0.8"/>'
    ).format(
        series=series,
        x=f"{x:.4g}",
        y=f"{y:.4g}",
        width=f"{width:.4g}",
        height=height,
        fill=FILLS[series],
        ink=FILLS[0],
    )


def _text(x: float, y: float, words: str, *, anchor: str = "start") -> Markup:
    return Markup('<text x="{x}" y="{y}" fill="{ink}" text-anchor="{anchor}">{words}</text>').format(
        x=f"{x:.4g}", y=f"{y:.4g}", ink=INK, anchor=anchor, words=escape(words)
    )


def _stretch(tone: str, x: int, width: int) -> Markup:
    if not width:
        return Markup()
    return Markup('<rect class="fc-{}" x="{}" y="0" width="{}" height="10" fill="{}"/>').format(
        tone, x, width, TONES[tone]
    )
