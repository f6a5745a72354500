"""Lays a procedure out as a flow chart: main states down the middle, others beside them, steps as lanes (M1).

A step with several sources is one line that they all join, so that sixteen states with thirty arrows stay
legible.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from forecourt.kinds.procedure import Procedure
from forecourt.portal.drawing import (
    BOX_HEIGHT,
    BOX_WIDTH,
    EDGE,
    LANE,
    NEAR,
    PITCH,
    SHORTEST_GAP,
    TOP,
    Area,
    Box,
    Chart,
    Way,
)
from forecourt.portal.pen import Pen
from forecourt.portal.spine import spine


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
    pen = Pen(boxes, left, gap)
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
) -> Iterator[Way]:
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
            yield Way(sources=tuple(sources), target=step.to, label=step.label, area=area, straight=straight)
    for (source, target), labels in direct.items():
        yield Way(sources=(source,), target=target, label=" / ".join(labels), area="left", straight=True)


def _area(source: str, target: str, beside: Mapping[str, int]) -> Area:
    if source in beside and target in beside:
        return "right"
    return "middle" if source in beside or target in beside else "left"


def _with_lanes(ways: list[Way], rows: Mapping[str, int]) -> list[Way]:
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
        placed.append(replace(way, lane=lane))
    return placed


def _stretch(way: Way, rows: Mapping[str, int]) -> tuple[int, int]:
    ends = [rows[name] for name in (*way.sources, way.target)]
    return min(ends), max(ends)


def _width_of(ways: Iterable[Way], area: Area) -> int:
    lanes = [way.lane + 1 for way in ways if way.area == area and not way.straight]
    return max(lanes) * LANE + NEAR if lanes else 0
