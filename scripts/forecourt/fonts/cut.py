"""Cut the static fonts beside this file: Noto Sans SC in two weights, and Noto Serif SC for running text.

Run by hand when the character set changes, never at install:

    pip install justmytype-intl-cjk fonttools
    npm pack @expo-google-fonts/noto-serif-sc
    python scripts/forecourt/fonts/cut.py PATH/TO/NotoSansSC[wght].ttf PATH/TO/NotoSerifSC_400Regular.ttf

The variable font lies in the wheel below justmytype_intl_cjk/fonts/ofl/notosanssc/, the serif in the package
below 400Regular/. The same input and the same fonttools give the same bytes. The serif has one weight:
Chinese print sets emphasis within a serif text in the sans.
"""

import sys
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE: Final = Path(__file__).parent
SANS: Final = "Noto Sans SC"
SERIF: Final = "Noto Serif SC"
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


def rename(font: TTFont, family: str, style: str) -> None:
    """Name the instance as a family with its styles, so that bold is found and never faked."""
    names = font["name"]
    for number, text in {
        1: family,
        2: style,
        3: f"{family} {style}; GBK subset",
        4: f"{family} {style}" if style != "Regular" else family,
        6: f"{family.replace(' ', '')}-{style}",
    }.items():
        names.setName(text, number, 3, 1, 0x409)
    for number in (16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    is_bold = style == "Bold"
    selection = font["OS/2"].fsSelection & ~(BOLD_SELECTION | REGULAR_SELECTION)
    font["OS/2"].fsSelection = selection | (BOLD_SELECTION if is_bold else REGULAR_SELECTION)
    font["OS/2"].usWeightClass = WEIGHTS[style]
    font["head"].macStyle = BOLD_MAC_STYLE if is_bold else 0


def cut(source: Path, family: str, style: str) -> Path:
    """Write the static instance `style` ("Regular" or "Bold") of the font `source` here."""
    font = TTFont(source, recalcTimestamp=False)
    if "fvar" in font:
        instantiateVariableFont(font, {"wght": WEIGHTS[style]}, inplace=True)
    subset(font)
    rename(font, family, style)
    target = HERE / f"{family.replace(' ', '')}-{style}.ttf"
    font.save(target)
    return target


def main(arguments: list[str]) -> int:
    """Cut the fonts from the two that are named on the command line; returns the exit status."""
    if len(arguments) != len((SANS, SERIF)):
        print(__doc__)
        return 2
    sans, serif = map(Path, arguments)
    for source, family, style in ((sans, SANS, "Regular"), (sans, SANS, "Bold"), (serif, SERIF, "Regular")):
        target = cut(source, family, style)
        print(f"{target.name}: {target.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
