"""Lays a procedure out as a flow chart: main states down the middle, others beside them, steps as lanes (M1).

All lengths are pixels of the drawing. A step with several sources is one line that they all join, so that sixteen
states with thirty arrows stay legible.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from forecourt.kinds.procedure import Procedure, State
from forecourt.portal.spine import spine

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One state: top left corner, words, how many records are in it, what it means for work."""

    state: State
    x: int
    y: int
    count: int

    @property
    def middle(self) -> int:
        """Height of its middle."""
        return self.y + BOX_HEIGHT // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One stroke through points; an arrow stands at its end when `arrow`."""

    points: tuple[Point, ...]
    arrow: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The whole drawing."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    joints: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One arrow to draw: sources, target and the words of the steps that take it; `lane` is its place in the area."""

    sources: tuple[str, ...]
    target: str
    label: str
    area: Area
    straight: bool = False
    lane: int = 0


def chart(procedure: Procedure, counts: Mapping[str, int]) -> Chart:
    """The flow chart of `procedure` with `counts` records in each state."""
    main = [state.name for state in spine(procedure)]
    rows = {name: row for row, name in enumerate(main)}
    beside = _beside(procedure, rows)
    rows |= beside
    ways = _with_lanes(list(_ways(procedure, main, beside, rows)), rows)
    left = EDGE + _width_of(ways, "left")
    gap = max(SHORTEST_GAP, NEAR + _width_of(ways, "middle")) if beside else 0
    columns = {name: left + (0 if name in main else BOX_WIDTH + gap) for name in rows}
    boxes = {
        state.name: Box(
            state=state,
            x=columns[state.name],
            y=TOP + rows[state.name] * PITCH,
            count=counts.get(state.name, 0),
        )
        for state in procedure.states
    }
    pen = _Pen(boxes, left, gap)
    pen.start(boxes[procedure.states[0].name])
    for way in ways:
        pen.draw(way)
    right = left + BOX_WIDTH + (gap + BOX_WIDTH if beside else 0) + _width_of(ways, "right") + EDGE
    return Chart(
        width=max(right, left + BOX_WIDTH + SHORTEST_GAP),
        height=TOP + max(rows.values()) * PITCH + BOX_HEIGHT + EDGE,
        boxes=tuple(boxes.values()),
        lines=tuple(pen.lines),
        labels=tuple(pen.labels),
        joints=tuple(pen.joints),
    )


def _beside(procedure: Procedure, rows: Mapping[str, int]) -> dict[str, int]:
    """Rows of the states beside the main way: each as near as there is room to the states that lead to it."""
    taken: dict[str, int] = {}
    wanted: list[tuple[int, str]] = []
    for state in procedure.states:
        if state.name in rows:
            continue
        near = [rows[name] for name in _neighbours(procedure, state.name) if name in rows]
        wanted.append((sum(near) // len(near) if near else 0, state.name))
    for row, name in sorted(wanted, key=lambda pair: pair[0]):
        taken[name] = _free_row(row, set(taken.values()))
    return taken


def _neighbours(procedure: Procedure, name: str) -> Iterator[str]:
    sources = [source for step in procedure.steps if step.to == name for source in step.from_]
    targets = [step.to for step in procedure.steps if name in step.from_]
    yield from sources or targets


def _free_row(wanted: int, taken: set[int]) -> int:
    distance = 0
    while True:
        for row in (wanted + distance, wanted - distance):
            if row >= 0 and row not in taken:
                return row
        distance += 1


def _ways(
    procedure: Procedure, main: Sequence[str], beside: Mapping[str, int], rows: Mapping[str, int]
) -> Iterator[_Way]:
    """Every arrow of the chart: steps that share a target, a label's side and an area are one."""
    known = {state.name for state in procedure.states}
    direct: dict[tuple[str, str], list[str]] = defaultdict(list)
    for step in procedure.steps:
        groups: dict[Area, list[str]] = defaultdict(list)
        for source in step.from_:
            if source not in known or step.to not in known:
                continue  # the check reports it; the drawing shows what can be shown
            if source in main and step.to in main and rows[step.to] == rows[source] + 1:
                direct[source, step.to].append(step.label)
            else:
                groups[_area(source, step.to, beside)].append(source)
        for area, sources in groups.items():
            straight = area == "middle" and len(sources) == 1 and rows[sources[0]] == rows[step.to]
            yield _Way(
                sources=tuple(sources), target=step.to, label=step.label, area=area, straight=straight
            )
    for (source, target), labels in direct.items():
        yield _Way(sources=(source,), target=target, label=" / ".join(labels), area="left", straight=True)


def _area(source: str, target: str, beside: Mapping[str, int]) -> Area:
    if source in beside and target in beside:
        return "right"
    return "middle" if source in beside or target in beside else "left"


def _with_lanes(ways: list[_Way], rows: Mapping[str, int]) -> list[_Way]:
    """Give each way that is not straight the innermost lane of its area where its stretch is free."""
    used: dict[tuple[Area, int], list[tuple[int, int]]] = defaultdict(list)
    placed = []
    for way in sorted(ways, key=lambda way: _stretch(way, rows)[1] - _stretch(way, rows)[0]):
        if way.straight:
            placed.append(way)
            continue
        low, high = _stretch(way, rows)
        lane = 0
        while any(low <= end and start <= high for start, end in used[way.area, lane]):
            lane += 1
        used[way.area, lane].append((low, high))
        placed.append(
            _Way(sources=way.sources, target=way.target, label=way.label, area=way.area, lane=lane)
        )
    return placed


def _stretch(way: _Way, rows: Mapping[str, int]) -> tuple[int, int]:
    ends = [rows[name] for name in (*way.sources, way.target)]
    return min(ends), max(ends)


def _width_of(ways: Iterable[_Way], area: Area) -> int:
    lanes = [way.lane + 1 for way in ways if way.area == area and not way.straight]
    return max(lanes) * LANE + NEAR if lanes else 0


class _Pen:
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

    def draw(self, way: _Way) -> None:
        """Draw one way with its words."""
        if not way.straight:
            self._by_lane(way)
        elif way.area == "left":
            self._down(way)
        else:
            self._across(way)

    def _down(self, way: _Way) -> None:
        source, target = self.boxes[way.sources[0]], self.boxes[way.target]
        x = source.x + BOX_WIDTH // 2
        self.lines.append(Line(points=((x, source.y + BOX_HEIGHT), (x, target.y)), arrow=True))
        middle = (source.y + BOX_HEIGHT + target.y) // 2
        self.labels.append(Label(text=way.label, x=x + 8, y=middle, upright=False, anchor="start"))

    def _across(self, way: _Way) -> None:
        source, target = self.boxes[way.sources[0]], self.boxes[way.target]
        rightward = source.x < target.x
        y = source.middle if rightward else source.middle + REVERSE
        start = source.x + BOX_WIDTH if rightward else source.x
        end = target.x if rightward else target.x + BOX_WIDTH
        self.lines.append(Line(points=((start, y), (end, y)), arrow=True))
        self.labels.append(
            Label(text=way.label, x=(start + end) // 2, y=y + (-9 if rightward else 11), upright=False)
        )

    def _by_lane(self, way: _Way) -> None:
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

    def _lane_x(self, way: _Way) -> int:
        offset = NEAR + way.lane * LANE
        if way.area == "left":
            return self.left - offset
        return self.left + BOX_WIDTH + offset + (self.gap + BOX_WIDTH if way.area == "right" else 0)

    def _side_x(self, name: str, way: _Way) -> int:
        box = self.boxes[name]
        return box.x if self._leaves_left(box, way) else box.x + BOX_WIDTH

    def _leaves_left(self, box: Box, way: _Way) -> bool:
        return way.area == "left" or (way.area == "middle" and box.x > self.left)

    def _port(self, name: str, way: _Way, other: int) -> int:
        """A height on the side of the box where this way meets it: above the middle when the other end is above."""
        box = self.boxes[name]
        upward = other < box.middle
        key = (name, self._leaves_left(box, way), upward)
        self._ports[key] = min(self._ports[key] + 1, MOST_PORTS)
        # The columns use different heights, so that a line into one never runs along a line out of the other.
        shift = self._ports[key] * PORT - (PORT // 2 if box.x > self.left else 0)
        return box.middle + (-shift if upward else shift)
