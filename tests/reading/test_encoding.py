"""Encodings are named only when they are certain."""

import pytest

from forecourt.reading.encoding import decoded, guess

CHINESE = "---\ntitle: 云岭Y7 到店，可预约试驾\n---\n本月主推，欢迎到店。\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("gb18030", "GB18030"), ("gbk", "GB18030"), ("utf-16", "UTF-16"), ("utf-16-be", "UTF-16")],
)
def test_chinese_encodings_are_recognised(encoding: str, name: str) -> None:
    data = CHINESE.encode(encoding)

    assert guess(data) == name
    assert decoded(data, name) == CHINESE


@pytest.mark.parametrize("first", ["gb18030", "utf-8", "utf-8-sig"])
def test_lines_of_both_encodings_are_told_apart(first: str) -> None:
    pasted = "utf-8" if first == "gb18030" else "gb18030"
    data = CHINESE.encode(first) + "追加的一行备注\r\n".encode(pasted)

    assert guess(data) == "GB18030"
    assert decoded(data, "GB18030") == f"{CHINESE}追加的一行备注\r\n"


def test_letters_of_gb18030_that_pass_for_utf_8_stay_chinese() -> None:
    # The two bytes of 目 are those of a letter (Ŀ) in UTF-8.
    data = f"{CHINESE}目\n".encode("gb18030")

    assert "目".encode("gb18030").decode() != "目"
    assert decoded(data, guess(data)) == f"{CHINESE}目\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"plain",
        "crème brûlée à la façon".encode("latin-1"),
        "雲嶺汽車廣告".encode("big5"),
        "お知らせキャンペーン".encode("shift-jis"),
        b"\xff\xfe\x00",
        bytes(range(256)),
        CHINESE.encode("utf-32"),
        # One damaged byte; a letter that might be either, beside lines of both.
        CHINESE.encode().replace("欢".encode(), b"\xe6\xac"),
        f"{CHINESE}café\n".encode() + "备注\n".encode("gb18030"),
    ],
)
def test_everything_else_is_not_certain(data: bytes) -> None:
    assert guess(data) == ""


def test_what_is_not_utf16_is_not_decoded() -> None:
    with pytest.raises(ValueError, match="not UTF-16"):
        decoded(b"\xff\xfe\x00", "UTF-16")
