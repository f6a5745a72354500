"""The parts of a flow chart, in pixels of the drawing: boxes, lines, labels, and the ways between states."""

from typing import Final, Literal

from msgspec import Struct

from forecourt.kinds.procedure import State

BOX_WIDTH: Final = 150
BOX_HEIGHT: Final = 44
PITCH: Final = 88
LANE: Final = 30
NEAR: Final = 26
TOP: Final = 30
EDGE: Final = 14
PORT: Final = 8
REVERSE: Final = 20
MOST_PORTS: Final = 2
SHORTEST_GAP: Final = 110
FIRST_WIDE: Final = 0x2E80

Area = Literal["left", "middle", "right"]
Point = tuple[int, int]


class Box(Struct, frozen=True, kw_only=True):
    """One state: top left corner, words, how many records are in it, what it means for work."""

    state: State
    x: int
    y: int
    count: int

    @property
    def middle(self) -> int:
        """Height of its middle."""
        return self.y + BOX_HEIGHT // 2


class Line(Struct, frozen=True, kw_only=True):
    """One stroke through points; an arrow stands at its end when `arrow`."""

    points: tuple[Point, ...]
    arrow: bool


class Label(Struct, frozen=True, kw_only=True):
    """Words on a line: their middle, standing upright along it or lying beside it."""

    text: str
    x: int
    y: int
    upright: bool
    anchor: Literal["start", "middle"] = "middle"

    @property
    def is_wide(self) -> bool:
        """Whether it is in Chinese characters, which can stand one below another."""
        return all(ord(sign) > FIRST_WIDE for sign in self.text)


class Chart(Struct, frozen=True, kw_only=True):
    """The whole drawing."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    joints: tuple[Point, ...]


class Way(Struct, frozen=True, kw_only=True):
    """One arrow to draw: sources, target and words of the step; `lane` is its place in the area."""

    sources: tuple[str, ...]
    target: str
    label: str
    area: Area
    straight: bool = False
    lane: int = 0
