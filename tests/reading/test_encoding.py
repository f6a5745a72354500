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
    ],
)
def test_everything_else_is_not_certain(data: bytes) -> None:
    assert guess(data) == ""


def test_what_is_not_utf16_is_not_decoded() -> None:
    with pytest.raises(ValueError, match="not UTF-16"):
        decoded(b"\xff\xfe\x00", "UTF-16")
