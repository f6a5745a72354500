"""Reading a file: never an exception, never silence, positions that point at the right characters."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from forecourt.kinds.ad import Ad
from forecourt.kinds.fields import Clock
from forecourt.kinds.press import Press
from forecourt.model.finding import Problem, Severity
from forecourt.model.months import Month
from forecourt.model.record import Record
from forecourt.reading.nodes import read_nodes
from forecourt.reading.record import Reading, locate, read_record
from forecourt.words.catalogue import words_for
from forecourt.words.text import text
from tests.broken.cases import DEALERSHIP

AD_PATH = "plans/2026-11/ads/AD-20261012-k3f7.md"
PRESS_PATH = "content/press/PR-20261103-m2p8.md"
AD = (DEALERSHIP / AD_PATH).read_text(encoding="utf-8")
PRESS = (DEALERSHIP / PRESS_PATH).read_text(encoding="utf-8")
ALL = sorted(DEALERSHIP.rglob("*.md"))


def read(source: str | bytes, path: str = PRESS_PATH) -> Reading:
    return read_record(path, source.encode() if isinstance(source, str) else source)


def good(source: str, path: str = PRESS_PATH) -> Record:
    reading = read(source, path)
    assert reading.findings == ()
    assert reading.record is not None
    return reading.record


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def pointed(source: str, line: int, column: int, length: int) -> str:
    """The characters that a place in `source` points at."""
    return source.split("\n")[line - 1][column - 1 : column - 1 + length]


def test_a_record_holds_what_its_file_says() -> None:
    ad = good(AD, AD_PATH)

    assert isinstance(ad, Ad)
    assert (ad.path, ad.kind, ad.id, ad.state) == (AD_PATH, "ad", "AD-20261012-k3f7", "archived")
    assert (ad.month, ad.flight_start) == (Month(2026, 11), date(2026, 11, 5))
    assert (ad.list_price, ad.discount, ad.net_cost) == (4_800_000, Decimal("2.5"), 1_200_000)
    assert ad.approvals[0].at == date(2026, 10, 20)
    assert ad.body == "版面与画面按厂家确认稿。\n"


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_bom_crlf_and_lone_cr_change_nothing(path: Path) -> None:
    data = path.read_bytes()
    plain = read_record("x.md", data)

    for other in (
        b"\xef\xbb\xbf" + data,
        data.replace(b"\n", b"\r\n"),
        data.replace(b"\n", b"\r"),
        data.replace(b"---\n", b"---  \n"),
    ):
        assert read_record("x.md", other) == plain


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_both_ways_of_reading_give_the_same_record(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    # An escape is more than the quick reader takes.
    slow = source.replace("title: ", 'title: "\\u4e91" # ', 1)
    quick = source.replace("title: ", "title: 云 # ", 1)

    assert good(slow) == good(quick)


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("12000", 1_200_000),
        ("12,000.50", 1_200_050),
        ("1.2万", 1_200_000),
        ("１．２万", 1_200_000),
        ("￥８００元", 80_000),
        ("1.2万元", 1_200_000),
        ("010", 1_000),
        ('"08"', 800),
    ],
)
def test_amounts_are_read_as_people_write_them(written: str, fen: int) -> None:
    press = good(PRESS.replace("paid: no", f"paid: no\ncost: {written}"))

    assert isinstance(press, Press)
    assert press.cost == fen


@pytest.mark.parametrize(
    ("written", "number"), [("1.2万", 12_000), ("１２", 12), ("1,200", 1_200), ("08", 8)]
)
def test_counts_are_read_as_people_write_them(written: str, number: int) -> None:
    press = good(PRESS.replace("paid: no", f"paid: no\nreads: {written}"))

    assert isinstance(press, Press)
    assert press.reads == number


@pytest.mark.parametrize("written", ["2026-11-09", "２０２６-11-09", '"2026-11-09"', "２０２６－１１－０９"])
def test_days_may_have_wide_digits(written: str) -> None:
    press = good(PRESS.replace("due_on: 2026-11-09", f"due_on: {written}"))

    assert isinstance(press, Press)
    assert press.due_on == date(2026, 11, 9)


def test_yaml_has_no_say_in_what_a_scalar_is() -> None:
    press = good(PRESS.replace("title: 云岭Y7 到店", "title: no").replace("B3", "1.10"))

    assert isinstance(press, Press)
    assert (press.title, press.position) == ("no", "汽车版1.10")
    assert Clock().read("12:30") == time(12, 30)


def test_a_body_may_have_lines_of_hyphens() -> None:
    press = good(PRESS + "\n---\n\n第二段\n---\n")

    assert press.body == "云岭Y7 本月到店，可预约试驾。\n\n---\n\n第二段\n---\n".replace("，", ",")


def test_emoji_and_rare_characters_are_text_that_volumes_cannot_print() -> None:
    reading = read(PRESS.replace("到店", "🚗 到店 喆堃𠮷", 1))

    assert codes(reading) == ["FM10", "FM10"]
    assert reading.record is not None
    assert reading.record.title == "云岭Y7 🚗 到店 喆堃𠮷"


def test_a_record_comes_back_beside_a_finding_that_does_not_touch_it() -> None:
    reading = read(PRESS.replace("paid: no", "paid: no\npiad: yes"))

    assert codes(reading) == ["SH02"]
    assert isinstance(reading.record, Press)


def test_a_record_that_lost_a_field_does_not_come_back() -> None:
    reading = read(PRESS.replace("position: 汽车版B3", "position: @汽车版B3"))

    assert (codes(reading), reading.record, reading.id) == (["FM15"], None, "PR-20261103-m2p8")


@pytest.mark.parametrize("source", [PRESS.encode("gb18030"), PRESS.replace("\n---\n云", "\n云").encode()])
def test_the_id_of_an_unreadable_file_is_known(source: bytes) -> None:
    assert read(source).id == "PR-20261103-m2p8"


@settings(max_examples=250, deadline=None)
@given(st.binary(max_size=300))
@example(b"---\n---\n")
@example(b"---\n---")
@example(b"---")
@example(b"---\nkind: ad\nid: [a]\n---\n")
@example(b"---\nkind:\n  a: b\n---\n")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
def test_any_bytes_give_a_finding_and_no_exception(data: bytes) -> None:
    for source in (data, b"---\n" + data, b"---\nkind: press\n" + data + b"\n---\n"):
        reading = read_record("x.md", source)
        assert reading.findings
        assert all(finding.line >= 1 and finding.column >= 1 for finding in reading.findings)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_damage_to_a_record_is_a_finding_or_a_record(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from([AD, PRESS]))
    start = data.draw(st.integers(0, len(source)))
    length = data.draw(st.integers(0, 12))
    inserted = data.draw(st.text(st.sampled_from(" \n\t:-#\"'[]{}&*!|>%@`,年0\\"), max_size=6))
    reading = read(source[:start] + inserted + source[start + length :])

    assert (reading.record is not None) or reading.findings


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["title", "outlet", "paid", "due_on", "position"]), unique=True, min_size=1))
def test_places_point_at_the_wrong_values(fields: list[str]) -> None:
    source = PRESS
    for field in fields:
        start = source.index(f"\n{field}: ") + len(field) + 3
        end = source.index("\n", start)
        source = f"{source[:start]}[错, {field}]{source[end:]}"
    reading = read(source)

    assert sorted(finding.field for finding in reading.findings) == sorted(fields)
    for finding in reading.findings:
        assert pointed(source, finding.line, finding.column, 3) == "[错,"[:3]


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        (
            "[2026-11-05，2026-11-06]",
            "SH03",
            "一行写一条，或者用英文逗号隔开：[甲, 乙]",
        ),
        ("\n  -2026-11-05\n  -2026-11-06", "SH04", "每一条都用英文短横线加空格开头：- …"),
        ("\n  · 2026-11-05\n  · 2026-11-06", "SH04", "每一条都用英文短横线加空格开头：- …"),
        ("2026-11-05", "SH04", "先写 issue_days:，下面一行一条，用短横线开头：- …"),
    ],
)
def test_a_list_in_another_form_is_told_how_to_write_it(written: str, code: str, hint: str) -> None:
    source = AD.replace("\ninsertions:", f"\nissue_days: {written}\ninsertions:")
    (finding,) = read_record("x.md", source.encode()).findings

    assert (finding.code, words_for("zh").say(finding.hint)) == (code, hint)


def test_places_in_lists_and_at_keys() -> None:
    source = AD.replace("    by: ST-lin\n", "    by: ST-lin\n    stamp: 无\n").replace(
        "    kind: tear_sheet", "    kind: 剪报"
    )
    source = source.replace("  - kind: tear_sheet", "  - kind: 剪报")
    places = [(f.code, f.field, pointed(source, f.line, f.column, 2)) for f in read(source, AD_PATH).findings]

    assert places == [("SH02", "approvals.0.stamp", "st"), ("SH03", "evidence.0.kind", "剪报")]


def test_blank_lines_above_move_every_place() -> None:
    reading = read("\n\n\n" + PRESS.replace("paid: no", "paid: 也许"))

    assert [(finding.code, finding.line, finding.column) for finding in reading.findings] == [
        ("FM02", 1, 1),
        ("SH03", 14, 7),
    ]


def test_a_rules_problem_gets_its_place() -> None:
    press = good(PRESS)
    problem = Problem(code="SH07", field="outlet", message=text("m"), hint=text("h"))
    whole = Problem(code="SH07", message=text("m"), hint=text("h"))
    findings = locate([problem, whole], press, PRESS.encode())

    assert [(f.line, f.column, f.severity) for f in findings] == [
        (2, 1, Severity.WARNING),
        (9, 9, Severity.WARNING),
    ]


def test_an_alias_bomb_is_not_unfolded() -> None:
    lines = [
        "a: &a [x, x]",
        *(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    ]
    tree = read_nodes("\n".join(lines))

    assert {problem.code for problem in tree.problems} == {"FM13"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "a:\n "])
def test_deep_nesting_ends_early(opening: str) -> None:
    tree = read_nodes("a: " + opening * 20_000)

    assert tree.problems
    assert len(tree.problems) <= 11
