"""A wrong colon is told where it stands, and the line is read as it was meant."""

import pytest

from forecourt.kinds.ad import Ad
from forecourt.model.months import Month
from forecourt.reading.record import Reading, read_record
from forecourt.words.catalogue import words_for
from tests.broken.cases import DEALERSHIP

PATH = "plans/2026-11/ads/AD-20261012-k3f7.md"
SOURCE = (DEALERSHIP / PATH).read_text(encoding="utf-8")
WIDE = "这里用了中文冒号 → 改成英文冒号加空格"
NARROW = "冒号后面少一个空格 → 改成英文冒号加空格"


def read(old: str, new: str) -> Reading:
    assert old in SOURCE
    return read_record(PATH, SOURCE.replace(old, new, 1).encode())


def told(reading: Reading) -> list[tuple[int, int, str]]:
    say = words_for("zh").say
    return [(f.line, f.column, f"{say(f.message)} → {say(f.hint)}") for f in reading.findings]


def line_of(start: str) -> int:
    return next(n for n, line in enumerate(SOURCE.split("\n"), 1) if line.startswith(start))


@pytest.mark.parametrize(
    ("written", "column", "sentence"),
    [
        ("month：2026-11", 6, WIDE),
        ("month： 2026-11", 6, WIDE),
        ("month ：2026-11", 7, WIDE),
        ("month﹕2026-11", 6, WIDE),
        ("month:2026-11", 6, NARROW),
        ("month:\u30002026-11", 6, NARROW),
    ],
)
def test_the_line_is_named_and_read_as_meant(written: str, column: int, sentence: str) -> None:
    reading = read("month: 2026-11", written)

    assert told(reading) == [(line_of("month"), column, sentence)]
    assert isinstance(reading.record, Ad)
    assert reading.record.month == Month(2026, 11)


@pytest.mark.parametrize("written", ["title：京北晚报", "title:京北晚报"])
def test_a_title_is_read_as_meant(written: str) -> None:
    line = SOURCE.split("\n")[line_of("title") - 1]
    reading = read(line, written)

    assert [(line, column) for line, column, _ in told(reading)] == [(line_of("title"), 6)]
    assert reading.record is not None
    assert reading.record.title == "京北晚报"


def test_the_first_field_of_an_item() -> None:
    reading = read("  - step: ", "  - step：")

    assert told(reading) == [(line_of("  - step: "), 9, WIDE)]
    assert isinstance(reading.record, Ad)


def test_every_line_may_be_wrong() -> None:
    head, _, body = SOURCE.removeprefix("---\n").partition("\n---\n")
    reading = read_record(PATH, f"---\n{head.replace(': ', '：')}\n---\n{body}".encode())

    assert {finding.code for finding in reading.findings} == {"FM17"}
    assert len(reading.findings) == head.count(": ")
    assert isinstance(reading.record, Ad)


def test_other_findings_of_the_line_point_at_their_characters() -> None:
    reading = read("month: 2026-11", "month：2026-13")

    assert [(f.code, f.column) for f in reading.findings] == [("FM17", 6), ("SH03", 7)]


@pytest.mark.parametrize(
    "note",
    [
        "note: |\n  owner：陈\n  title:x",
        "note: 一段文字\n  owner：陈",
        "note: 时间：九点，网址 https://example.com",
        "note: >-\n  owner：陈\n\n  month：十一月",
    ],
)
def test_text_may_hold_any_colon(note: str) -> None:
    reading = read("month: 2026-11\n", f"month: 2026-11\n{note}\n")

    assert "FM17" not in {finding.code for finding in reading.findings}
