"""A record's file as text with offsets: where its fields begin and end, in the file's own line ends."""

import bisect
import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from msgspec import Struct

from forecourt.model.codes import declared
from forecourt.model.finding import Problem, Severity
from forecourt.reading.document import read_document
from forecourt.reading.nodes import read_nodes
from forecourt.reading.tree import Node

BOM: Final = "\ufeff"
_BREAK: Final = r"\r\n|\r|\n"
_LINE_END: Final = re.compile(_BREAK)
_BLOCK_SCALAR: Final = re.compile(r"[|>]([-+0-9]*)([ ]+#[^\r\n]*)?")

# Offsets into the text of the file, and what stands between them afterwards.
Change: TypeAlias = tuple[int, int, str]


class Page(Struct, frozen=True):
    """A readable file: its bytes, its text without byte order mark, where lines begin, and its fields."""

    data: bytes
    text: str
    starts: tuple[int, ...]
    root: Node

    def offset(self, place: tuple[int, int]) -> int:
        """Where in the text a line and column are."""
        line, column = place
        return self.starts[line - 1] + column - 1

    def below(self, line: int, new: Sequence[str]) -> Change:
        """The change that puts `new` lines below `line`, with the line end that this one has."""
        at = self.starts[line]
        found = _LINE_END.search(self.text, self.starts[line - 1], at)
        end = found[0] if found else "\n"
        return at, at, "".join(f"{one}{end}" for one in new)

    def line_of(self, offset: int) -> int:
        """The number of the line (from 1) that holds `offset`."""
        return bisect.bisect_right(self.starts, offset)

    def end_of(self, line: int) -> int:
        """Where the text of a line ends, before its line end."""
        found = _LINE_END.search(self.text, self.starts[line - 1])
        return found.start() if found else len(self.text)

    def behind_comments(self, line: int, indent: int) -> int:
        """Where the comments end that stand below `line`, indented by more than `indent`: its own.

        Left behind, they would become part of a text block above them.
        """
        deeper = rf"(?:(?:[ ]*(?:{_BREAK}))*[ ]{{{indent + 1},}}#[^\r\n]*(?:{_BREAK}))*"
        found = re.compile(deeper).match(self.text, self.starts[line])
        return found.end() if found else self.starts[line]

    def with_changes(self, changes: Sequence[Change]) -> bytes:
        """The bytes of the file after changes that do not overlap; raises UnicodeEncodeError."""
        text = self.text
        for start, end, new in sorted(changes, reverse=True):
            text = text[:start] + new + text[end:]
        bom = BOM if self.data.startswith(BOM.encode()) else ""
        return (bom + text).encode()


def read_page(data: bytes) -> Page | Problem:
    """The file as text with its tree, or the first error that anything in it has; warnings do not matter."""
    document = read_document(data)
    if isinstance(document, Problem):
        return document
    tree = read_nodes(document.front_matter, document.front_line)
    problems = (*document.problems, *tree.problems)
    errors = [one for one in problems if declared(one.code).severity is Severity.ERROR]
    if errors or tree.root is None:
        return (errors or problems)[0]
    text = data.decode("utf-8").removeprefix(BOM)
    return Page(data, text, (0, *(found.end() for found in _LINE_END.finditer(text))), tree.root)


def header_of(page: Page, node: Node) -> re.Match[str] | None:
    """The | or > line of a text block: its signs, and the comment behind them; None for everything else."""
    if node.style not in {"|", ">"}:
        return None
    return _BLOCK_SCALAR.match(page.text, page.offset((node.line, node.column)))


def span(page: Page, node: Node) -> tuple[int, int]:
    """Where a scalar or a collection in brackets begins and ends, without blank lines behind it."""
    start, end = page.offset((node.line, node.column)), page.offset(node.end)
    header = header_of(page, node)
    if header is not None:
        # With + the blank lines belong to the text.
        written = page.text[start:end] if "+" in header[1] else page.text[start:end].rstrip(" \r\n")
        end = start + len(written)
    return start, end


def last_line(page: Page, node: Node) -> int:
    """The last line on which something of the node stands."""
    if isinstance(node.value, str) or node.style:
        start, end = span(page, node)
        return page.line_of(max(start, end - 1))
    children = node.value.values() if isinstance(node.value, dict) else node.value
    return max(last_line(page, child) for child in children)
