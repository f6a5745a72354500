"""Where the front matter begins and ends, however people spoil the lines of hyphens."""

import pytest

from forecourt.kinds.ad import Ad
from forecourt.reading.record import Reading, read_record
from forecourt.words.catalogue import words_for
from tests.broken.cases import DEALERSHIP

PATH = "plans/2026-11/ads/AD-20261012-k3f7.md"
SOURCE = (DEALERSHIP / PATH).read_text(encoding="utf-8")
LAST_FIELD = SOURCE.count("\n", 0, SOURCE.index("\n---\n")) + 1
ENGLISH = "三个英文短横线 ---（切换到英文输入再打）"
UNSEEN = "重新打 ---；这一行里有看不见的字符"


def told(reading: Reading) -> list[str]:
    say = words_for("zh").say
    return [f"{f.code} {f.line}:{f.column} {say(f.message)} → {say(f.hint)}" for f in reading.findings]


def read(source: str) -> Reading:
    return read_record(PATH, source.encode())


@pytest.mark.parametrize(
    ("first", "hint"),
    [
        ("----", f"把第一行改成{ENGLISH}"),
        (" ---", f"把第一行改成{ENGLISH}"),
        ("+++", f"把第一行改成{ENGLISH}"),
        ("\u200b---", f"删掉第一行，{UNSEEN}"),
        ("---\u200b", f"删掉第一行，{UNSEEN}"),
        ("\ufeff\ufeff---", f"删掉第一行，{UNSEEN}"),
        ("\u3000---", f"删掉第一行，{UNSEEN}"),
        ("***", "第一行写 ---，下面写字段；或者用 ./forecourt new KIND 新建一份"),
    ],
)
def test_an_opening_line_that_only_looks_right(first: str, hint: str) -> None:
    reading = read(SOURCE.replace("---", first, 1).replace("kind: ad", "theme: 云岭", 1))

    assert told(reading) == [f"FM01 1:1 文件开头没有字段区 → {hint}"]


@pytest.mark.parametrize(
    ("closing", "hint"),
    [
        ("----", f"把这一行改成{ENGLISH}"),
        ("...", f"把这一行改成{ENGLISH}"),
        ("  ---", f"把这一行改成{ENGLISH}"),
        ("---\u3000", f"删掉这一行，{UNSEEN}"),
        ("-\u200b--", f"删掉这一行，{UNSEEN}"),
    ],
)
def test_a_closing_line_that_only_looks_right(closing: str, hint: str) -> None:
    reading = read(SOURCE.replace("\n---\n", f"\n{closing}\n", 1))

    assert told(reading) == [f"FM03 {LAST_FIELD + 1}:1 字段区没有收尾 → {hint}"]


@pytest.mark.parametrize("source", ["---", "---\n", "---\nkind: ad\n"])
def test_front_matter_without_an_end(source: str) -> None:
    assert [one.split(" ", 1)[0] for one in told(read(source))] == ["FM03"]
    assert told(read(source))[0].endswith("字段区没有收尾 → 在最后一个字段下面加一行 ---")


@pytest.mark.parametrize("above", ["# 说明\n", "<!-- 草稿 -->\n", "%YAML 1.2\n", "好的，以下是广告：\n\n"])
def test_text_above_is_told_and_the_record_read_all_the_same(above: str) -> None:
    reading = read(above + SOURCE)
    line = above.count("\n") + 1

    assert told(reading) == [
        f"FM02 1:1 字段区前面有文字，它从第 {line} 行才开始 → 删掉这些文字，或者移到第二行 --- 下面的正文里"
    ]
    assert isinstance(reading.record, Ad)


def test_a_conflict_above_is_told_as_a_conflict() -> None:
    reading = read(f"<<<<<<< HEAD\n{SOURCE}=======\n>>>>>>> main\n")

    assert [finding.code for finding in reading.findings] == ["FM08"]


def test_hyphens_between_the_fields_lose_none_of_them() -> None:
    reading = read(
        SOURCE.replace("\noutlet:", "\n---\n\noutlet:", 1).replace("\ncolour:", "\n---\ncolour:", 1)
    )

    assert [finding.code for finding in reading.findings] == ["FM18", "FM18"]
    assert reading.record == read(SOURCE).record


def test_fields_below_a_line_that_is_none_are_told_by_the_line_that_parts_them() -> None:
    reading = read(SOURCE.replace("\noutlet:", "\n---\n标题：补一行\noutlet:", 1))

    assert [finding.code for finding in reading.findings] == ["FM18", "FM15"]


@pytest.mark.parametrize(
    "body",
    [
        "title: 云岭\n",  # nothing closes it
        "title: 云岭\n\n---\n",  # the record has that field already
        "备注：到店\n\n---\n",
        "hello: 到店\n\n---\n",
        "正文\n\ncolour: 全彩\n\n---\n",
    ],
)
def test_a_text_that_looks_like_fields_stays_a_text(body: str) -> None:
    reading = read(SOURCE.split("\n---\n", maxsplit=1)[0] + f"\n---\n{body}")

    assert told(reading) == []
    assert reading.record is not None
    assert reading.record.body == body
