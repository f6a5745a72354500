"""A web page -> the cells of its tables: back offices save those and call them .xls.

Read by lxml (libxml2's lenient reader of HTML; linear, at most 256 levels deep). Nothing that a page names is
fetched, nothing in it is run; scripts and styles are thrown away unread.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

_ENCODING: Final = "utf-8"
_DIGITS: Final = 4


class Place(NamedTuple):
    """A cell with its text, by row and column from 1; `last_row` is beyond `row` when merged downwards."""

    row: int
    column: int
    text: str
    last_row: int


def tables_of(page: str) -> Iterator[Iterator[Place]]:
    """The cells of each table that has rows, in reading order; a table in a cell is one by itself."""
    root = _root(page)
    if root is None:
        return
    rows: dict[Any, list[Any]] = {}
    for row in root.iter("tr"):
        rows.setdefault(next(row.iterancestors("table"), root), []).append(row)
    yield from map(_places, rows.values())


def _root(page: str) -> Any:
    from lxml import etree

    reader = etree.HTMLParser(encoding=_ENCODING, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(page.encode(_ENCODING, "replace"), parser=reader)
    if root is not None:
        etree.strip_elements(root, "script", "style", with_tail=False)
        for line_end in root.iter("br"):
            line_end.tail = f"\n{line_end.tail or ''}"
    return root


def _places(rows: list[Any]) -> Iterator[Place]:
    """Cells of one table; one that reaches over several columns stands in the first of them."""
    taken: dict[int, int] = {}
    for number, row in enumerate(rows, 1):
        column = 1
        for cell in row.iterchildren("td", "th"):
            while taken.get(column, 0) >= number:
                column += 1
            last_row = number + _span(cell, "rowspan") - 1
            yield Place(number, column, _text(cell), last_row)
            for at in range(column, column + _span(cell, "colspan")):
                taken[at] = last_row
            column += _span(cell, "colspan")


def _text(cell: Any) -> str:
    """What is shown in a cell; nothing of one that only holds another table."""
    is_frame = next(cell.iter("table"), None) is not None
    return "" if is_frame else " ".join("".join(cell.itertext()).split())


def _span(cell: Any, name: str) -> int:
    said = cell.get(name, "").strip()
    return max(1, int(said)) if said.isascii() and said.isdigit() and len(said) <= _DIGITS else 1
