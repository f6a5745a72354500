"""Which cell formats of a workbook show a day, and which a percentage."""

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from forecourt.sheets.package import Package, local

# Formats that a workbook does not spell out (ECMA-376 18.8.30, with those of Chinese Excel).
_BUILT_IN_DAYS: Final = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58})
_BUILT_IN_PERCENT: Final = frozenset({9, 10})
_NO_SIGN: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DAY_SIGN: Final = re.compile("[yYdDeE]|[mM]+|a{3}")


class Formats(Struct, frozen=True, kw_only=True):
    """The styles of a workbook by number, and whether its days count from 1904."""

    days: frozenset[int]
    percents: frozenset[int]
    since_1904: bool

    def is_day(self, style: int) -> bool:
        """Whether cells of that style show a day."""
        return style in self.days

    def is_percent(self, style: int) -> bool:
        """Whether cells of that style show a percentage."""
        return style in self.percents


def formats_of(package: Package, book: str, targets: Mapping[str, tuple[str, str]]) -> Formats:
    """The formats of the workbook whose main part is `book`."""
    place = next((path for kind, path in targets.values() if kind == "styles"), "")
    codes: dict[int, str] = {}
    styles: list[int] = []
    for element in package.elements(place, "numFmt", "cellXfs") if place else ():
        if local(element.tag) == "numFmt":
            codes[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
        else:
            styles = [int(one.get("numFmtId", "0")) for one in element]
    return Formats(
        days=frozenset(
            at for at, one in enumerate(styles) if one in _BUILT_IN_DAYS or _has_day(codes.get(one, ""))
        ),
        percents=frozenset(
            at
            for at, one in enumerate(styles)
            if one in _BUILT_IN_PERCENT or "%" in _signs(codes.get(one, ""))
        ),
        since_1904=any(one.get("date1904") in ("1", "true") for one in package.elements(book, "workbookPr")),
    )


def _signs(code: str) -> str:
    """The first section of a format code without its literal texts, colours and paddings."""
    return _NO_SIGN.sub("", code.partition(";")[0])


def _has_day(code: str) -> bool:
    """Whether a format shows years, months or days, and not only hours and minutes."""
    signs = _signs(code)
    if "general" in signs.casefold() or re.search("[0#?]", signs):
        return False
    only_clock = re.search("[hHsS]", signs) and not re.search("[yYdD]|a{3}", signs)
    return _DAY_SIGN.search(signs) is not None and not only_clock
