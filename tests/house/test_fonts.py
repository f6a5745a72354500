"""The fonts that volumes print with hold every character that a store may write, in two real weights."""

from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont

from forecourt.edge.pdf import font_configuration
from tests.house.stub import ROOT

FONTS = ROOT / "scripts" / "forecourt" / "fonts"
STYLES = {"Regular": 400, "Bold": 700}
# Rare characters in people's names, and signs that reports print.
NAMES = "喆堃镕珺"
SIGNS = "✓①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㎡㎥℃‰¥€×÷±≤≥→·—–…“”‘’「」《》【】（），。、；：？！□■●○△▲★☆"


@cache
def font(style: str) -> TTFont:
    # Read whole, so that the file is closed again.
    return TTFont(BytesIO((FONTS / f"NotoSansSC-{style}.ttf").read_bytes()), lazy=True)


def gb2312() -> set[str]:
    pairs = (bytes((lead, trail)) for lead in range(0xA1, 0xF8) for trail in range(0xA1, 0xFF))
    return {text for pair in pairs if (text := pair.decode("gb2312", errors="ignore"))}


@pytest.mark.parametrize("style", STYLES)
def test_no_character_is_missing(style: str) -> None:
    present = {chr(point) for point in font(style).getBestCmap()}
    wanted = gb2312() | set(NAMES) | set(SIGNS) | {chr(point) for point in range(0x20, 0x7F)}

    assert len(wanted) > 7_400
    assert sorted(wanted - present) == []


@pytest.mark.parametrize("style", STYLES)
def test_gbk_is_whole_but_for_one_sign_that_the_source_lacks(style: str) -> None:
    present = {chr(point) for point in font(style).getBestCmap()}
    pairs = (
        bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF) if trail != 0x7F
    )
    gbk = {text for pair in pairs if len(text := pair.decode("gbk", errors="ignore")) == 1 and text > "\x7f"}

    assert gbk - present == {"≒"}


@pytest.mark.parametrize(("style", "weight"), STYLES.items())
def test_the_weights_are_one_family_and_bold_is_no_fake(style: str, weight: int) -> None:
    names = font(style)["name"]

    assert [names.getDebugName(number) for number in (1, 2)] == ["Noto Sans SC", style]
    assert font(style)["OS/2"].usWeightClass == weight
    assert bool(font(style)["OS/2"].fsSelection & 1 << 5) is (style == "Bold")
    assert "fvar" not in font(style)


def test_bold_is_drawn_heavier_than_regular() -> None:
    glyphs = {style: font(style) for style in STYLES}
    widths = {style: face["glyf"][face.getBestCmap()[ord("丨")]] for style, face in glyphs.items()}

    assert widths["Bold"].xMax - widths["Bold"].xMin > widths["Regular"].xMax - widths["Regular"].xMin


def test_the_licence_lies_beside_the_fonts() -> None:
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    # The only reserved name is not the one that the cut fonts bear.
    assert "Reserved Font Name 'Source'" in licence


def test_the_font_configuration_knows_no_other_folder_whatever_that_one_is_called() -> None:
    folder, cache = Path('/店\'s <1> & "2" #100%/fonts'), Path('/店\'s <1> & "2" #100%/build/fontconfig')

    tree = ET.fromstring(font_configuration(folder, cache))  # noqa: S314 our own text
    assert [found.text for found in tree.iter("dir")] == [str(folder)]
    assert [found.text for found in tree.iter("cachedir")] == [str(cache)]
    assert list(tree.iter("include")) == []
