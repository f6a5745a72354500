"""Pages of the simple form that our templates write, read at once: as HTML, and as what the search finds.

Both are what the site engine and its search plugin make of the same page. Other forms are refused.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from typing import Any, Final

# A heading as our templates write it; signs that Markdown could read in it are left to the engine.
_HEADING: Final = re.compile(
    r"^## ([^\n`*_\[\]\\<>&{}!~^|#]+?)(?: \{ #([a-z][\w-]*)( data-search-exclude)? \})?$", re.MULTILINE
)
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)([^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*)>")
_ID: Final = re.compile(r"\sid=\"([^\"]*)\"")
# Whatever our templates begin a block with.
_BLOCKS: Final = frozenset(
    {
        *("details", "div", "dl", "figure", "form", "h1", "h2", "h3"),
        *("nav", "ol", "p", "section", "table", "ul"),
    }
)
# As the engine writes it when a heading says so.
_EXCLUDED: Final = " data-search-exclude"
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_VOID: Final = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"),
        *("track", "wbr"),
    }
)
# Pages that hold one of these need a whole parser.
_STRANGE: Final = re.compile(
    r"<(?:[!?]|/?(?:script|style|object|pre|textarea)\b)|\sid=[^\"]|headerlink|linenodiv|```|~~~|[\r\x02\x03]"
)
# Tags that the search keeps: the engine's worker shows them in its results.
_KEPT: Final = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})


class UnknownFormError(Exception):
    """The page is not of the simple form."""


def html_of(markdown: str, slugify: Callable[[str, str], str]) -> tuple[str, list[Any]]:
    """The HTML of headings and HTML blocks, and the headings as the engine's tokens of a table of contents.

    `slugify` makes the id of a heading that has none. Raises UnknownFormError when there is anything else.
    """
    if _STRANGE.search(markdown):
        raise UnknownFormError
    pieces: list[str] = []
    names: dict[str, str] = {}
    start = 0
    for found in _HEADING.finditer(markdown):
        before = markdown[start : found.start()]
        _check_blocks(before)
        id = found[2] or slugify(found[1], "-")
        if not before.endswith("\n\n") or not markdown.startswith("\n\n<", found.end()) or id in names:
            raise UnknownFormError
        names[id] = found[1]
        pieces += (before, f'<h2{_EXCLUDED if found[3] else ""} id="{id}">{found[1]}</h2>\n')
        start = found.end() + 2
    _check_blocks(markdown[start:])
    pieces.append(markdown[start:])
    return "".join(pieces).strip(), [_token(id, name) for id, name in names.items()]


def _token(id: str, name: str) -> dict[str, Any]:
    return {"level": 2, "id": id, "name": name, "html": name, "data-toc-label": "", "children": []}


def ids_of(html: str) -> set[str]:
    """The ids that links can lead to."""
    return set(_ID.findall(html))


def _check_blocks(text: str) -> None:
    """Raise UnknownFormError unless the text is whole HTML blocks only, each at the start of a line."""
    depth = end = 0
    for found in _TAG.finditer(text):
        between = text[end : found.start()]
        end = found.end()
        if "<" in between or (depth == 0 and between.strip()):
            raise UnknownFormError
        tag = found[2]
        if found[1]:
            depth -= 1
        elif depth == 0 and (tag not in _BLOCKS or (between[-1:] != "\n" and found.start())):
            raise UnknownFormError
        elif tag not in _VOID and not found[3].endswith("/"):
            depth += 1
        if depth < 0:
            raise UnknownFormError
    if depth or text[end:].strip():
        raise UnknownFormError


class Section:
    """A piece of a page that the search finds by itself: its heading (a tag), how deep it lies, id, words."""

    __slots__ = ("depth", "id", "is_excluded", "tag", "text", "title")

    def __init__(
        self, tag: str, depth: float = 0, id: str | None = None, *, is_excluded: bool = False
    ) -> None:
        self.tag, self.depth, self.id, self.is_excluded = tag, depth, id, is_excluded
        self.title: list[str] = []
        self.text: list[str] = []


def sections_of(html: str) -> list[Section]:
    """The sections of a page as the search plugin divides it; raises UnknownFormError."""
    if _STRANGE.search(html):
        raise UnknownFormError
    reader, end = _Reader(), 0
    for found in _TAG.finditer(html):
        if found.start() > end:
            reader.say(html[end : found.start()])
        end = found.end()
        tag = found[2].lower()
        if found[1]:
            reader.close(tag)
        else:
            reader.open(tag, found[3])
            if found[3].endswith("/"):
                reader.close(tag)
    if end < len(html):
        reader.say(html[end:])
    return [section for section in reader.sections if not section.is_excluded]


class _Reader:
    """Keeps where it is in a page: open tags, tags whose text is passed over, the section.

    It mirrors the plugin's own, which tells elements apart by tags alone.
    """

    def __init__(self) -> None:
        self.open_tags: list[str] = []
        self.passed_over: set[str] = set()
        self.sections: list[Section] = []
        self.section: Section | None = None

    def open(self, tag: str, attributes: str) -> None:
        if tag in _VOID:
            return
        self.open_tags.append(tag)
        is_excluded = "data-search-exclude" in attributes
        if tag in _HEADINGS and (id := _ID.search(attributes)):
            self._begin(tag, unescape(id[1]), is_excluded=is_excluded)
        section = self._here()
        if is_excluded:
            self.passed_over.add(tag)
        elif tag in _KEPT and not self._is_passed_over():
            self._words(section).append(f"<{tag}>")

    def _begin(self, tag: str, id: str, *, is_excluded: bool) -> None:
        depth = len(self.open_tags)
        if tag != "h1" and not self.sections:
            self.sections.append(Section("hx", depth))
        self.section = Section(tag, depth, id if self.sections else None, is_excluded=is_excluded)
        self.sections.append(self.section)

    def _here(self) -> Section:
        if self.section is None:
            self.section = Section("hx")
            self.sections.append(self.section)
        return self.section

    def _is_passed_over(self) -> bool:
        return bool(self.passed_over) and not self.passed_over.isdisjoint(self.open_tags)

    def _words(self, section: Section) -> list[str]:
        return section.title if section.tag in self.open_tags else section.text

    def close(self, tag: str) -> None:
        if not self.open_tags or self.open_tags[-1] != tag:
            return
        self._leave_section()
        self.open_tags.pop()
        if tag in self.passed_over:
            self.passed_over.remove(tag)
        elif tag in _KEPT and not self._is_passed_over():
            _end(self._words(self._here()), tag)

    def _leave_section(self) -> None:
        """A heading inside another element ends with that; what follows belongs to the section before."""
        depth, section = len(self.open_tags), self._here()
        if section.depth > depth:
            for before in reversed(self.sections):
                if before.depth <= depth:
                    section.depth = float("inf")
                    self.section = before
                    break

    def say(self, text: str) -> None:
        if "<" in text:
            raise UnknownFormError
        if self._is_passed_over():
            return
        plain = unescape(text)
        is_space = plain.isspace()
        said, section = " " if is_space else escape(plain.replace("\n", " "), quote=False), self._here()
        if section.tag in self.open_tags:
            section.title.append(said)
        elif not is_space or not section.text or not section.text[-1].isspace():
            section.text.append(said)


def _end(words: list[str], tag: str) -> None:
    """Close a kept tag; one with nothing in it goes."""
    start = words.index(f"<{tag}>")
    if any(not word.isspace() for word in words[start + 1 :]):
        words.append(f"</{tag}>")
    else:
        del words[start:]
