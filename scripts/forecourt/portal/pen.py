"""Draws the ways of a flow chart between boxes that have their places."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from forecourt.portal.drawing import (
    BOX_HEIGHT,
    BOX_WIDTH,
    LANE,
    MOST_PORTS,
    NEAR,
    PORT,
    REVERSE,
    Box,
    Label,
    Line,
    Point,
    Way,
)


class Pen:
    """Draws ways between placed boxes and remembers which heights of a box's sides are taken."""

    def __init__(self, boxes: Mapping[str, Box], left: int, gap: int) -> None:
        self.boxes = boxes
        self.left = left
        self.gap = gap
        self.lines: list[Line] = []
        self.labels: list[Label] = []
        self.joints: list[Point] = []
        self._ports: dict[tuple[str, bool, bool], int] = defaultdict(int)

    def start(self, box: Box) -> None:
        """The arrow that leads in from outside."""
        x = box.x + BOX_WIDTH // 2
        self.joints.append((x, box.y - 20))
        self.lines.append(Line(points=((x, box.y - 20), (x, box.y)), arrow=True))

    def draw(self, way: Way) -> None:
        """Draw one way with its words."""
        if not way.straight:
            self._by_lane(way)
        elif way.area == "left":
            self._down(way)
        else:
            self._across(way)

    def _down(self, way: Way) -> None:
        source, target = self.boxes[way.sources[0]], self.boxes[way.target]
        x = source.x + BOX_WIDTH // 2
        self.lines.append(Line(points=((x, source.y + BOX_HEIGHT), (x, target.y)), arrow=True))
        middle = (source.y + BOX_HEIGHT + target.y) // 2
        self.labels.append(Label(text=way.label, x=x + 8, y=middle, upright=False, anchor="start"))

    def _across(self, way: Way) -> None:
        source, target = self.boxes[way.sources[0]], self.boxes[way.target]
        rightward = source.x < target.x
        y = source.middle if rightward else source.middle + REVERSE
        start = source.x + BOX_WIDTH if rightward else source.x
        end = target.x if rightward else target.x + BOX_WIDTH
        self.lines.append(Line(points=((start, y), (end, y)), arrow=True))
        self.labels.append(
            Label(text=way.label, x=(start + end) // 2, y=y + (-9 if rightward else 11), upright=False)
        )

    def _by_lane(self, way: Way) -> None:
        """Sources run into the lane, the lane into the target; joints mark where sources join."""
        x = self._lane_x(way)
        target_y = self._port(way.target, way, self._mean(way.sources))
        heights = [target_y]
        for name in way.sources:
            y = self._port(name, way, self.boxes[way.target].middle)
            heights.append(y)
            self.lines.append(Line(points=((self._side_x(name, way), y), (x, y)), arrow=False))
            if len(way.sources) > 1:
                self.joints.append((x, y))
        low, high = min(heights), max(heights)
        self.lines.append(Line(points=((x, low), (x, high)), arrow=False))
        self.lines.append(Line(points=((x, target_y), (self._side_x(way.target, way), target_y)), arrow=True))
        self.labels.append(Label(text=way.label, x=x, y=(low + high) // 2, upright=True))

    def _mean(self, names: Sequence[str]) -> int:
        return sum(self.boxes[name].middle for name in names) // len(names)

    def _lane_x(self, way: Way) -> int:
        offset = NEAR + way.lane * LANE
        if way.area == "left":
            return self.left - offset
        return self.left + BOX_WIDTH + offset + (self.gap + BOX_WIDTH if way.area == "right" else 0)

    def _side_x(self, name: str, way: Way) -> int:
        box = self.boxes[name]
        return box.x if self._leaves_left(box, way) else box.x + BOX_WIDTH

    def _leaves_left(self, box: Box, way: Way) -> bool:
        return way.area == "left" or (way.area == "middle" and box.x > self.left)

    def _port(self, name: str, way: Way, other: int) -> int:
        """A height on the side of the box where this way meets it, on the half nearer to the other end."""
        box = self.boxes[name]
        upward = other < box.middle
        key = (name, self._leaves_left(box, way), upward)
        self._ports[key] = min(self._ports[key] + 1, MOST_PORTS)
        # The columns use different heights, so that a line into one never runs along a line out of the other.
        shift = self._ports[key] * PORT - (PORT // 2 if box.x > self.left else 0)
        return box.middle + (-shift if upward else shift)
