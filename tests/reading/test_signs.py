"""Signs that nobody sees, that are lost or that no volume can print are told where they stand."""

import unicodedata
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from forecourt.model.finding import Problem
from forecourt.reading.page import read_page
from forecourt.reading.record import read_record
from forecourt.reading.signs import IN_FONTS, may_have_odd
from forecourt.words.catalogue import words_for
from tests.broken.cases import DEALERSHIP
from tests.house.stub import ROOT

PATH = "content/press/PR-20261103-m2p8.md"
PRESS = (DEALERSHIP / PATH).read_text(encoding="utf-8")
FONTS = ROOT / "scripts" / "forecourt" / "fonts"
CONTROLS = {point for point in range(0xA0) if unicodedata.category(chr(point)) == "Cc"}
INVISIBLE = (
    *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2066, 0x206A),
    0xAD, 0xFEFF, 0xFFFD, 0xE000, 0xE123, 0xF8FF, 0x0, 0x7F, 0x85,
)  # fmt: skip
NOT_IN_A_TEXT = {*range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFFD, 0x0, 0x7F, 0x85}


def told(source: str) -> list[str]:
    say = words_for("zh").say
    return [
        f"{found.code} {found.line}:{found.column} {say(found.message)} → {say(found.hint)}"
        for found in read_record(PATH, source.encode()).findings
    ]


def codes(source: str) -> list[str]:
    return [f"{one.code} {one.line}:{one.column}" for one in read_record(PATH, source.encode()).findings]


def printable() -> set[int]:
    points = set[int]()
    for part in IN_FONTS.split():
        first, _, last = part.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def test_the_fonts_have_exactly_the_characters_that_are_not_told() -> None:
    faces = [
        set(TTFont(BytesIO((FONTS / f"NotoSansSC-{style}.ttf").read_bytes()), lazy=True).getBestCmap())
        for style in ("Regular", "Bold")
    ]

    assert printable() == faces[0] & faces[1]


def test_the_quick_look_passes_no_character_that_is_told() -> None:
    passed = {
        point
        for point in range(0x110000)
        if not 0xD800 <= point < 0xE000 and not may_have_odd(chr(point).encode(), chr(point))
    }

    assert passed - {0x9, 0xA, 0xD} <= printable() - CONTROLS - set(INVISIBLE)
    assert len(passed) > 21_000


@pytest.mark.parametrize("point", INVISIBLE, ids="U+{:04X}".format)
def test_nothing_invisible_stands_in_a_value_or_stays_untold_in_a_text(point: int) -> None:
    in_text = "FM06" if point in NOT_IN_A_TEXT else "FM09"

    assert codes(PRESS.replace("汽车版B3", f"汽车版{chr(point)}B3")) == ["FM06 14:14"]
    assert codes(f"{PRESS}\n本月{chr(point)}到店。\n") == [f"{in_text} 18:3"]


def test_an_escape_writes_nothing_invisible_either() -> None:
    assert codes(PRESS.replace("汽车版B3", '"汽车版\\u202eB3"')) == ["FM06 14:11"]


def test_what_a_sign_is_told_to_be() -> None:
    assert told(PRESS.replace("汽车版B3", "汽车版\ufffd")) == [
        "FM06 14:14 这里有一个字已经丢了，只剩下乱码符号（U+FFFD） → 查一下原来是什么字，重新打上"
    ]
    assert told(PRESS.replace("汽车版B3", "汽车版\ue123")) == [
        "FM06 14:14 这里有一个只有个别字体才认得的字符（U+E123） → 换成通用的字，或者删掉它"
    ]


@pytest.mark.parametrize(
    ("sign", "instead"),
    [
        ("✔", "改成“✓”"),
        ("❌", "改成“×”"),
        ("⭐", "改成“★”"),
        ("⼀", "改成“一”"),
        ("²³"[0] + "⁵", "改成“5”"),
        ("𬭊", "改用常用字或拼音，再在括号里说明是哪个字"),
        ("🚗", "删掉它，或者用文字来写"),
    ],
)
def test_a_sign_that_no_volume_prints_is_told_with_what_to_write(sign: str, instead: str) -> None:
    odd = sign[-1]
    place = 14 + len(sign) - 1

    assert told(PRESS.replace("汽车版B3", f"汽车版{sign}")) == [
        f"FM10 14:{place} 资料册印不出“{odd}”（U+{ord(odd):04X}）：字体里没有它 → {instead}"
    ]


def test_each_sign_is_told_once_a_file_and_not_in_a_comment() -> None:
    source = (
        PRESS.replace("汽车版B3", '"🚗 # 🚚" # 🎉')
        + "\n🚗 已到店 👨\u200d👩\u200d👧 e\u0301 A\u030a ✔\ufe0f\n"
    )

    assert codes(source) == ["FM10 14:12", "FM10 14:16", "FM10 18:7", "FM10 18:9", "FM10 18:11", "FM10 18:19"]


def test_ordinary_signs_are_not_told() -> None:
    assert codes(PRESS + "\n“云岭”——①㎡≥×÷★…… Café 100℃ ￥5 €5 喆堃镕珺 é 《》「」·\n") == []


def test_a_record_with_a_warning_can_be_edited() -> None:
    assert not isinstance(read_page(PRESS.replace("汽车版B3", "汽车版🚗").encode()), Problem)
