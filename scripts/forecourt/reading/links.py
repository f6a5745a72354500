"""Where the Markdown of a body points at: links, pictures, reference definitions, HTML; no code."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from msgspec import Struct

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
# Below a blank line, what stands this deep is code; deeper within a list, whose texts are indented as well.
_CODE_INDENT: Final = 4
_CODE_INDENT_IN_LIST: Final = 8
_ITEM: Final = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|$)")
_BRACKET: Final = re.compile(r"\\.|[\[\]]", re.DOTALL)
_CODE_SPAN: Final = re.compile(r"(?<![`\\])(`+)(?!`).*?[^`]\1(?!`)", re.DOTALL)
_TARGET: Final = r"[ \t\n]*(?:<([^<>\n]*)>|((?:[^\s()<>]|\([^\s()]*\))+))"
_INLINE: Final = re.compile(r"\]\(" + _TARGET)
_REFERENCE: Final = re.compile(r"^ {0,3}\[[^\]\n]+\]:" + _TARGET, re.MULTILINE)
_HTML: Final = re.compile(r"<(?:a|img)\b[^<>]*?\b(?:href|src)\s*=\s*[\"']?([^\"'\s>]*)()", re.IGNORECASE)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Addresses that every reader may open.
OPEN_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})


class Link(Struct, frozen=True):
    """A place that a body points at: line and column (from 1, in the body), the address as written, and
    whether a picture is to be shown from there.
    """

    line: int
    column: int
    target: str
    is_picture: bool = False

    @property
    def scheme(self) -> str:
        """What stands before the first colon of an address, "" for a path; "//host" counts as one."""
        found = _SCHEME.match(self.target)
        return "//" if self.target.startswith("//") else found[1].casefold() if found else ""

    @property
    def path(self) -> str:
        """The path without #part and ?query, %20 decoded; "" for a place in the record itself."""
        return unquote(re.split(r"[#?]", self.target, maxsplit=1)[0])


def links(body: str) -> Iterator[Link]:
    """Every link of a body, in its order."""
    if "](" not in body and "]:" not in body and "<" not in body:
        return
    shown = _without_code(body)
    # Counted once: counting up to each link would make a long text with many of them very slow.
    ends = [match.start() for match in re.finditer("\n", shown)]
    found = [match for pattern in (_INLINE, _REFERENCE, _HTML) for match in pattern.finditer(shown)]
    begins = _brackets(shown) if found else {}
    for match in sorted(found, key=lambda match: match.start()):
        group = 1 if match[1] is not None else 2
        start = match.start(group)
        line = bisect_left(ends, start)
        before = ends[line - 1] if line else -1
        yield Link(
            line=line + 1, column=start - before, target=match[group], is_picture=_shows(shown, match, begins)
        )


def _shows(shown: str, match: re.Match[str], begins: dict[int, int]) -> bool:
    """Whether a link shows a picture: ![text](…), whose text may hold brackets, or <img …>."""
    if match.re is _HTML:
        return match[0][1:4].casefold() == "img"
    at = begins.get(match.start(), 0) if match.re is _INLINE else 0
    return shown[at - 1 : at] == "!"


def _brackets(shown: str) -> dict[int, int]:
    """Place of each closing bracket -> that of the one which it closes."""
    begins, waiting = {}, []
    for found in _BRACKET.finditer(shown):
        if found[0] == "[":
            waiting.append(found.start())
        elif found[0] == "]" and waiting:
            begins[found.start()] = waiting.pop()
    return begins


def _without_code(body: str) -> str:
    """The body with blanks in the place of code, so that places stay."""
    lines = body.split("\n")
    fence = ""
    for index, line in enumerate(lines):
        found = _FENCE.match(line)
        if fence:
            lines[index] = ""
            if found and found[1].startswith(fence) and not line.strip(" \t" + fence[0]):
                fence = ""
        elif found:
            fence, lines[index] = found[1], ""
    _blank_indented(lines)
    shown = "\n".join(lines)
    return _CODE_SPAN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), shown)


def _blank_indented(lines: list[str]) -> None:
    """Empty the lines of indented code."""
    in_list, is_open = False, True
    for index, line in enumerate(lines):
        if not line.strip():
            is_open = True
            continue
        wide = line.expandtabs(4)
        indent = len(wide) - len(wide.lstrip(" "))
        if is_open and indent >= (_CODE_INDENT_IN_LIST if in_list else _CODE_INDENT):
            lines[index] = ""
            continue
        if _ITEM.match(line):
            in_list = True
        elif is_open and not indent:
            in_list = False
        is_open = False
