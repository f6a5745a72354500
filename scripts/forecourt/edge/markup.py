"""Pages of the simple form that our templates write, read at once: as HTML, and as what the search finds.

Both are what the site engine and its search plugin make of the same page. Other forms are refused.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from typing import Any, Final

from msgspec import Struct

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
_EXCLUDED: Final = "data-search-exclude"
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_VOID: Final = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"),
        *("track", "wbr"),
    }
)
# Pages that hold one of these need a whole parser. Looked for one by one: plain text is found at once.
_STRANGE: Final = ("<!", "<?", "headerlink", "linenodiv", "```", "~~~", "\r", "\x02", "\x03")
_STRANGE_TAGS: Final = frozenset({"script", "style", "object", "pre", "textarea"})
# Tags that the search keeps: the engine's worker shows them in its results.
_KEPT: Final = frozenset({"p", "code", "li", "ol", "ul", "sub", "sup"})
# All others are only opened and closed, as long as nothing is said of them.
_MARKED: Final = _VOID | _STRANGE_TAGS | _KEPT


class UnknownFormError(Exception):
    """The page is not of the simple form."""


class Section(Struct, frozen=True):
    """A piece of a page that the search finds by itself: id of its heading (None: the page's first), words.

    The title is "" where the page's own stands for it.
    """

    id: str | None
    title: str
    text: str


def html_of(markdown: str, slugify: Callable[[str, str], str]) -> tuple[str, list[Any], list[Section]]:
    """The HTML of headings and HTML blocks, the headings as the engine's tokens of a table of contents, and
    the sections as the search plugin divides that HTML.

    `slugify` makes the id of a heading that has none. Raises UnknownFormError when there is anything else.
    """
    text = markdown.strip()
    _check(text)
    pieces: list[str] = []
    names: dict[str, str] = {}
    reader, start = _Reader(), 0
    for found in _HEADING.finditer(text):
        before = text[start : found.start()]
        name, id, excluded = found[1], found[2] or slugify(found[1], "-"), f" {_EXCLUDED}" if found[3] else ""
        if not before.endswith("\n\n") or not text.startswith("\n\n<", found.end()) or id in names:
            raise UnknownFormError
        names[id] = name
        heading = f'<h2{excluded} id="{id}">{name}</h2>\n'
        pieces += (before, heading)
        reader.read(before, blocks=True)
        reader.read(heading)
        start = found.end() + 2
    pieces.append(text[start:])
    reader.read(pieces[-1], blocks=True)
    return "".join(pieces), [_token(id, name) for id, name in names.items()], reader.found()


def _token(id: str, name: str) -> dict[str, Any]:
    return {"level": 2, "id": id, "name": name, "html": name, "data-toc-label": "", "children": []}


def ids_of(html: str) -> set[str]:
    """The ids that links can lead to."""
    return set(_ID.findall(html))


def sections_of(html: str) -> list[Section]:
    """The sections of a page as the search plugin divides it; raises UnknownFormError."""
    _check(html)
    reader = _Reader()
    reader.read(html)
    return reader.found()


def _check(text: str) -> None:
    """Raise UnknownFormError where a whole parser could see what is not seen here."""
    if any(sign in text for sign in _STRANGE) or text.count(" id=") != text.count(' id="'):
        raise UnknownFormError


class _Part:
    """A section while it is read: its heading (a tag), how deep it lies, pieces of its words."""

    __slots__ = ("depth", "id", "is_excluded", "tag", "text", "title")

    def __init__(
        self, tag: str, depth: float = 0, id: str | None = None, *, is_excluded: bool = False
    ) -> None:
        self.tag, self.depth, self.id, self.is_excluded = tag, depth, id, is_excluded
        self.title: list[str] = []
        self.text: list[str] = []


class _Reader:
    """Keeps where it is in a page: open tags, tags whose text is passed over, the section.

    It mirrors the plugin's own, which tells elements apart by tags alone.
    """

    def __init__(self) -> None:
        self._open_tags: list[str] = []
        # Each of them is open.
        self._passed_over: set[str] = set()
        self._sections: list[_Part] = []
        self._section: _Part | None = None

    def found(self) -> list[Section]:
        """All sections so far that the search may find."""
        return [
            Section(one.id, "".join(one.title), "".join(one.text))
            for one in self._sections
            if not one.is_excluded
        ]

    def read(self, html: str, *, blocks: bool = False) -> None:
        """Take in more of the page; `blocks`: it must be whole HTML blocks, each at the start of a line."""
        before, *rest = _TAG.split(html)
        if html.count("<") != len(rest) // 4:
            raise UnknownFormError
        self._say(before, blocks=blocks)
        before = before or "\n"
        for slash, name, attributes, text in zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=True):
            tag = name.lower()
            if blocks and not self._open_tags and (tag not in _BLOCKS or before[-1:] != "\n"):
                raise UnknownFormError
            self._meet(slash, tag, attributes)
            if text:
                self._say(text, blocks=blocks)
            before = text
        if blocks and self._open_tags:
            raise UnknownFormError

    def _meet(self, slash: str, tag: str, attributes: str) -> None:
        if slash:
            self._close(tag)
        elif attributes or tag in _MARKED or self._section is None:
            self._open(tag, attributes)
        else:
            self._open_tags.append(tag)

    def _open(self, tag: str, attributes: str) -> None:
        if tag in _VOID:
            return
        if tag in _STRANGE_TAGS:
            raise UnknownFormError
        self._open_tags.append(tag)
        is_excluded = _EXCLUDED in attributes
        if tag in _HEADINGS and attributes and (id := _ID.search(attributes)):
            self._begin(tag, unescape(id[1]), is_excluded=is_excluded)
        section = self._section or self._here()
        if is_excluded:
            self._passed_over.add(tag)
        if tag in _KEPT and not self._passed_over:
            self._words(section).append(f"<{tag}>")
        if attributes.endswith("/"):
            self._close(tag)

    def _begin(self, tag: str, id: str, *, is_excluded: bool) -> None:
        depth = len(self._open_tags)
        if tag != "h1" and not self._sections:
            self._sections.append(_Part("hx", depth))
        self._section = _Part(tag, depth, id if self._sections else None, is_excluded=is_excluded)
        self._sections.append(self._section)

    def _here(self) -> _Part:
        if self._section is None:
            self._section = _Part("hx")
            self._sections.append(self._section)
        return self._section

    def _words(self, section: _Part) -> list[str]:
        return section.title if section.tag in self._open_tags else section.text

    def _close(self, tag: str) -> None:
        open_tags = self._open_tags
        if not open_tags or open_tags[-1] != tag:
            raise UnknownFormError
        section = self._section or self._here()
        if section.depth > len(open_tags):
            self._leave(section)
        open_tags.pop()
        if tag in self._passed_over:
            self._passed_over.remove(tag)
        elif tag in _KEPT and not self._passed_over:
            _end(self._words(self._section or section), tag)

    def _leave(self, section: _Part) -> None:
        """A heading inside another element ends with that; what follows belongs to the section before."""
        for before in reversed(self._sections):
            if before.depth <= len(self._open_tags):
                section.depth = float("inf")
                self._section = before
                break

    def _say(self, text: str, *, blocks: bool) -> None:
        if blocks and not self._open_tags and text.strip():
            raise UnknownFormError
        if self._passed_over or not text:
            return
        section = self._section or self._here()
        is_title = section.tag in self._open_tags
        plain = unescape(text) if "&" in text else text
        if is_title or not plain.isspace():
            said = " " if plain.isspace() else escape(plain.replace("\n", " "), quote=False)
            (section.title if is_title else section.text).append(said)
        elif not section.text or not section.text[-1].isspace():
            section.text.append(" ")


def _end(words: list[str], tag: str) -> None:
    """Close a kept tag; one with nothing in it goes."""
    start = words.index(f"<{tag}>")
    if any(not word.isspace() for word in words[start + 1 :]):
        words.append(f"</{tag}>")
    else:
        del words[start:]
