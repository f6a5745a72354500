from itertools import combinations
from pathlib import Path

import pytest

from forecourt.kinds.procedure import Procedure
from forecourt.portal.drawing import BOX_HEIGHT, BOX_WIDTH, Chart
from forecourt.portal.flow import chart
from forecourt.reading.record import read_record
from tests.portal.make import SMALL, procedure, state, step

ROOT = SMALL.parent.parent
WRITTEN = [one for root in (SMALL, ROOT) for one in sorted(root.glob("content/procedures/*.md"))]

SIXTEEN = procedure(
    [state(f"s{number}") for number in range(12)]
    + [state("returned"), state("cancelled", "cancelled"), state("expired", "cancelled"), state("changed")],
    [
        *(step(f"s{number}", f"s{number + 1}", "往下走") for number in range(11)),
        step("s1 s2", "returned", "退回"),
        step("returned changed", "s1", "再次上报"),
        step("s0 s1 s2 s3 returned", "cancelled", "取消"),
        step("s2", "expired", "过期作废"),
        step("s3 s4", "changed", "要求变更"),
        step("s8", "s11", "直接归档"),
    ],
)


def crosses(chart: Chart) -> list[str]:
    """Boxes that a line runs through instead of ending at."""
    hit = []
    for line in chart.lines:
        (x1, y1), (x2, y2) = line.points
        for box in chart.boxes:
            inside_x = max(min(x1, x2), box.x + 1) <= min(max(x1, x2), box.x + BOX_WIDTH - 1)
            inside_y = max(min(y1, y2), box.y + 1) <= min(max(y1, y2), box.y + BOX_HEIGHT - 1)
            if inside_x and inside_y:
                hit.append(f"{line.points} through {box.state.name}")
    return hit


def test_main_states_stand_in_one_column_and_others_beside_the_states_that_lead_to_them() -> None:
    made = procedure(
        [state("draft"), state("sent"), state("back"), state("paid", "done")],
        [step("draft back", "sent", "上报"), step("sent", "back", "退回"), step("sent", "paid", "付款")],
    )
    boxes = {box.state.name: box for box in chart(made, {"sent": 3}).boxes}
    assert boxes["draft"].x == boxes["sent"].x == boxes["paid"].x < boxes["back"].x
    assert boxes["draft"].y < boxes["sent"].y < boxes["paid"].y
    assert boxes["back"].y == boxes["sent"].y
    assert {name: box.count for name, box in boxes.items()} == {"draft": 0, "sent": 3, "back": 0, "paid": 0}


def test_every_step_has_its_words_and_an_arrow() -> None:
    made = chart(SIXTEEN, {})
    assert [label.text for label in made.labels].count("往下走") == 11
    assert {label.text for label in made.labels} == {
        *("往下走", "退回", "再次上报", "取消", "过期作废", "要求变更", "直接归档"),
    }
    # One arrow a step and area, and the one that leads in.
    assert sum(line.arrow for line in made.lines) == len(made.labels) + 1


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: f"{path.parts[-4]}/{path.stem}")
def test_nothing_of_a_written_procedure_overlaps_and_everything_lies_inside(path: Path) -> None:
    written = read_record(path.relative_to(path.parents[2]).as_posix(), path.read_bytes()).record
    assert isinstance(written, Procedure)
    assert faults_of_layout(written) == []


def test_nothing_of_sixteen_states_overlaps_and_everything_lies_inside() -> None:
    assert faults_of_layout(SIXTEEN) == []


def faults_of_layout(written: Procedure) -> list[str]:
    """What is wrong with a drawn procedure: boxes lacking, over each other, crossed by lines, or outside."""
    made = chart(written, {})
    points = [point for line in made.lines for point in line.points]
    found = [
        f"boxes overlap: {one.state.name}, {other.state.name}"
        for one, other in combinations(made.boxes, 2)
        if abs(one.x - other.x) < BOX_WIDTH and abs(one.y - other.y) < BOX_HEIGHT
    ]
    found += [f"a line crosses a box: {crossing}" for crossing in crosses(made)]
    found += [f"outside: {x}, {y}" for x, y in points if not (0 <= x <= made.width and 0 <= y <= made.height)]
    found += [
        f"box outside: {box.state.name}"
        for box in made.boxes
        if box.x + BOX_WIDTH > made.width or box.y + BOX_HEIGHT > made.height
    ]
    if len(made.boxes) != len(written.states):
        found.append(f"{len(made.boxes)} boxes for {len(written.states)} states")
    return found


def test_a_state_that_only_steps_know_is_left_out() -> None:
    made = chart(procedure([state("a"), state("b")], [step("a", "b"), step("b", "nowhere")]), {})
    assert [box.state.name for box in made.boxes] == ["a", "b"]
    assert [label.text for label in made.labels] == ["to_b"]
