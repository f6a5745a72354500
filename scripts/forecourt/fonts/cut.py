"""Cut the two static fonts beside this file from the variable Noto Sans SC.

Run by hand when the character set changes, never at install:

    pip install justmytype-intl-cjk fonttools
    python scripts/forecourt/fonts/cut.py PATH/TO/NotoSansSC[wght].ttf

The variable font lies in the wheel below justmytype_intl_cjk/fonts/ofl/notosanssc/. The same input and the
same fonttools give the same bytes.
"""

import sys
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE: Final = Path(__file__).parent
FAMILY: Final = "Noto Sans SC"
WEIGHTS: Final = {"Regular": 400, "Bold": 700}

# Reports use these: ticks, circled numbers, currency, squared units, dashes, bullets, arrows.
# The source has no ✗ ✘ ✔ ☐ ☑: print × ✓ □ instead.
EXTRAS: Final = "✓①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳¥€£©®™㎡㎥℃‰–—―•…←↑→↓⇒▲▼△▽◆◇■□●○★☆≤≥≈≠×÷±·“”‘’〇・ "

BOLD_SELECTION: Final = 1 << 5
REGULAR_SELECTION: Final = 1 << 6
BOLD_MAC_STYLE: Final = 1


def characters() -> set[int]:
    """Every code point of GBK (names need 喆 堃 镕 珺, which GB2312 lacks), Latin-1 and EXTRAS."""
    points = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100)) | {ord(char) for char in EXTRAS}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            text = bytes((lead, trail)).decode("gbk", errors="ignore")
            points.update(ord(char) for char in text if len(text) == 1 and char > "\x7f")
    return points


def subset(font: TTFont) -> None:
    """Leave only the wanted characters, unhinted, with the layout features that print needs."""
    options = Options()
    options.hinting = False
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk", "vert"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.glyph_names = False
    options.recalc_timestamp = False
    options.drop_tables += ["DSIG", "STAT", "avar", "HVAR", "MVAR", "VVAR", "BASE", "meta"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)


def rename(font: TTFont, style: str) -> None:
    """Name the instance as one family with two styles, so that bold is found and never faked."""
    names = font["name"]
    for number, text in {
        1: FAMILY,
        2: style,
        3: f"{FAMILY} {style}; GBK subset",
        4: f"{FAMILY} {style}" if style != "Regular" else FAMILY,
        6: f"NotoSansSC-{style}",
    }.items():
        names.setName(text, number, 3, 1, 0x409)
    for number in (16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    is_bold = style == "Bold"
    selection = font["OS/2"].fsSelection & ~(BOLD_SELECTION | REGULAR_SELECTION)
    font["OS/2"].fsSelection = selection | (BOLD_SELECTION if is_bold else REGULAR_SELECTION)
    font["OS/2"].usWeightClass = WEIGHTS[style]
    font["head"].macStyle = BOLD_MAC_STYLE if is_bold else 0


def cut(source: Path, style: str) -> Path:
    """Write the static instance `style` ("Regular" or "Bold") of the variable font `source` here."""
    font = TTFont(source, recalcTimestamp=False)
    instantiateVariableFont(font, {"wght": WEIGHTS[style]}, inplace=True)
    subset(font)
    rename(font, style)
    target = HERE / f"NotoSansSC-{style}.ttf"
    font.save(target)
    return target


def main(arguments: list[str]) -> int:
    """Cut both weights from the font named on the command line; returns the exit status."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    for style in WEIGHTS:
        target = cut(Path(arguments[0]), style)
        print(f"{target.name}: {target.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
