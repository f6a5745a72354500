"""Conflicts that Git left in a file are told at their marks, and hide nothing else."""

from forecourt.reading.page import read_page
from forecourt.reading.record import read_record
from tests.broken.cases import DEALERSHIP

PATH = "content/press/PR-20261103-m2p8.md"
PRESS = (DEALERSHIP / PATH).read_text(encoding="utf-8")


def told(source: str) -> list[tuple[str, int]]:
    return [(finding.code, finding.line) for finding in read_record(PATH, source.encode()).findings]


def in_conflict(ours: str, theirs: str = "") -> str:
    return f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> press\n"


def test_a_field_in_conflict_is_not_read_and_the_others_are() -> None:
    source = PRESS.replace("position: 汽车版B3\n", in_conflict("position: 汽车版B3\n", "position: B4\n"))
    reading = read_record(PATH, source.encode())

    assert told(source) == [("FM08", 14)]
    assert reading.record is None
    assert reading.partial is not None
    assert reading.partial.title == "云岭Y7 到店"


def test_a_required_field_in_conflict_is_not_missing() -> None:
    assert told(PRESS.replace("owner: ST-he\n", in_conflict("owner: ST-he\n", "owner: ST-qiao\n"))) == [
        ("FM08", 6)
    ]


def test_a_conflict_within_a_list_is_told_at_its_mark_only() -> None:
    entry = "  - kind: photo\n    file: a.png\n    sha256: {}\n"
    block = (
        "evidence:\n" + in_conflict(entry.format("a" * 64), entry.format("b" * 64)) + entry.format("c" * 64)
    )

    assert told(PRESS.replace("position: 汽车版B3\n", block)) == [("FM08", 15)]


def test_a_conflict_of_everything_is_one_finding() -> None:
    front = PRESS.split("---\n")[1]

    assert told(PRESS.replace(front, in_conflict(front, front))) == [("FM08", 2)]
    assert told(in_conflict(PRESS, PRESS)) == [("FM08", 1)]


def test_a_conflict_from_the_fields_into_the_text_is_one_finding() -> None:
    assert told(PRESS.replace("due_on", "<<<<<<< HEAD\ndue_on") + "=======\n---\n>>>>>>> press\n") == [
        ("FM08", 12)
    ]
    assert told(PRESS.replace("---\n云岭", "<<<<<<< HEAD\n云岭")) == [("FM08", 15)]


def test_each_conflict_of_a_text_is_told() -> None:
    two = in_conflict("一\n", "二\n") + in_conflict("三\n")

    assert told(PRESS + "\n" + two + ">>>>>>> press\n") == [
        ("FM08", 18),
        ("FM08", 23),
        ("FM08", 27),
    ]


def test_lines_that_only_look_alike_are_text() -> None:
    assert told(PRESS + "\n<<<<<< x\n\n<<<<<<<< x\n\n 他说 <<<<<<< HEAD\n\n标题\n=======\n\n>>>>>>>>\n") == []


def test_a_file_in_conflict_is_not_edited() -> None:
    problem = read_page((PRESS + in_conflict("一\n")).encode())

    assert getattr(problem, "code", "") == "FM08"
