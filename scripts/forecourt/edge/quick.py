"""The site engine's own pages, sooner: what it would work out for each page anew is worked out once.

Nothing comes out otherwise than the engine alone makes it, which a test compares byte by byte. Where a page
or the configuration is not of the simple form that is known here, the engine does it.
"""

import os
import posixpath
import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from forecourt.edge.markup import Section, UnknownFormError, html_of, ids_of, sections_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

# What the search plugin takes out of a page; hardly one has any, and the look for these signs is quicker.
_SEARCH_NOTE: Final = re.compile(r"\s?data-search-\w+=\"[^\"]+\"")
_NOTED: Final = re.compile(r"data-search-\w+=")
_PLAIN_META: Final = frozenset({"title", "hide", "search"})
_PLAIN_EXTENSIONS: Final = frozenset({"attr_list", "fenced_code", "tables", "toc"})
_PLAIN_CONTENTS: Final = frozenset({"slugify", "permalink", "toc_depth"})
_SEARCH_PLUGINS: Final = frozenset({"search", "material/search"})
_PAGE_TEMPLATE: Final = "main.html"
_TITLE: Final = "\x02"
_CONTENT: Final = "\x03<h1"

# The HTML of pages and its sections, by the path of the source, from where it is made to where it is used.
_Read = dict[str, tuple[str, list[Section]]]


def hasten(config: "MkDocsConfig") -> bool:
    """Hook into the engine, when the configuration is as it comes with Forecourt: nothing more in it.

    Gives whether it is: then a page rests on nothing but its source, the menu and the theme.
    """
    plugins = set(config.plugins)
    if not plugins <= _SEARCH_PLUGINS or config.hooks or config.theme.custom_dir or not _is_simple(config):
        return False
    theme: Any = config.theme
    theme.get_env = partial(_without_icons, theme.get_env)
    read: _Read = {}
    config.plugins.events["pre_page"].append(partial(_note_page, read))
    config.plugins.events["env"].append(_shells)
    for name in plugins:
        search = config.plugins[name]
        events = config.plugins.events["page_context"]
        mine = _Search(search, read)
        events[:] = [mine if handler == search.on_page_context else handler for handler in events]
    return True


def _without_icons(get_env: Callable[[], Any]) -> Any:
    """The theme's environment, which does not name what lies in hidden folders: fourteen thousand icons.

    The engine copies none of them, and took a third of the time of an update to see that.
    """
    env = get_env()
    env.loader.list_templates = partial(_in_sight, *env.loader.searchpath)
    return env


@cache
def _in_sight(*folders: str) -> list[str]:
    """Names of the files below the folders but in hidden ones, in order."""
    found = set[str]()
    for folder in folders:
        for path, below, names in os.walk(folder):
            below[:] = [name for name in below if not name.startswith(".")]
            found.update(Path(path, name).relative_to(folder).as_posix() for name in names)
    return sorted(found)


def _is_simple(config: "MkDocsConfig") -> bool:
    """Whether Markdown means what our templates mean by it."""
    extensions, contents = set(config.markdown_extensions), config.mdx_configs.get("toc", {})
    return (
        {"attr_list", "toc"} <= extensions <= _PLAIN_EXTENSIONS
        and config.mdx_configs.keys() <= {"toc"}
        and contents.keys() <= _PLAIN_CONTENTS
        and not contents.get("permalink")
        and "slugify" in contents
    )


def _shells(env: Any, *, config: "MkDocsConfig", files: object) -> "_Shells":
    return _Shells(env)


def _note_page(read: _Read, page: "Page", *, config: "MkDocsConfig", files: object) -> "Page":
    page.render = partial(_render, read, page)  # type: ignore[method-assign]
    return page


def _render(read: _Read, page: "Page", config: "MkDocsConfig", files: Any) -> None:
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import get_toc

    try:
        html, tokens, sections = html_of(page.markdown or "", config.mdx_configs["toc"]["slugify"])
    except UnknownFormError:
        Page.render(page, config, files)
        return
    page.content, page.toc = html, get_toc(tokens)
    page.present_anchor_ids = ids_of(html)
    read[page.file.src_uri] = html, sections


class _Search:
    """What the search plugin does with a page, with a reader that knows our pages' simple form."""

    def __init__(self, plugin: Any, read: _Read) -> None:
        self.plugin = plugin
        self._read = read
        self._cut: dict[str, str] = {}

    def __call__(self, context: Any, *, page: "Page", config: "MkDocsConfig", nav: "Navigation") -> Any:
        content = page.content or ""
        html, sections = self._read.pop(page.file.src_uri, ("", []))
        try:
            sections = sections if html == content else sections_of(content)
        except UnknownFormError:
            return self.plugin.on_page_context(context, page=page, config=config, nav=nav)
        told = page.meta.get("search") or {}
        if self.plugin.config.enabled:
            if not told.get("exclude"):
                self.plugin.search_index.entries += (self._entry(page, one, told) for one in sections)
            if _NOTED.search(content):
                page.content = _SEARCH_NOTE.sub("", content)
        return context

    def _entry(self, page: "Page", section: Section, told: dict[str, Any]) -> dict[str, Any]:
        title = section.title or str(page.meta.get("title", page.title))
        entry = {
            "location": f"{page.url}#{section.id}" if section.id else page.url,
            "title": self._segmented(title.strip()),
            "text": self._segmented(section.text.strip()),
        }
        return entry | ({"boost": told["boost"]} if "boost" in told else {})

    def _segmented(self, text: str) -> str:
        return _han().sub(self._words, text).strip("\u200b")

    def _words(self, found: re.Match[str]) -> str:
        """The words of a run of Chinese between signs that take no room; most runs come again and again."""
        import jieba

        run = found[0]
        if run not in self._cut:
            self._cut[run] = "\u200b".join(("", *jieba.cut(run), ""))
        return self._cut[run]


class _Shells:
    """The theme's environment, which fills its page template once for pages that differ in title and text.

    Pages of the menu are filled by themselves, for the menu shows where the reader is.
    """

    def __init__(self, env: Any) -> None:
        self._env = env
        self._shells: dict[Any, list[str]] = {}
        self._menu: frozenset[str] | None = None

    def get_template(self, name: str) -> Any:
        """The theme's template; a stand-in for that of pages."""
        template = self._env.get_template(name)
        return _Filled(partial(self._fill, template)) if name == _PAGE_TEMPLATE else template

    def _fill(self, template: Any, context: dict[str, Any]) -> str:
        page = context["page"]
        if self._menu is None:
            self._menu = frozenset(one.url for one in context["nav"].pages)
        if page.url in self._menu or not _is_plain(page):
            return str(template.render(context))
        hidden, headings = (tuple(page.meta.get("hide", ())), tuple((one.id, one.title) for one in page.toc))
        key = (posixpath.dirname(page.url), hidden, headings)
        if key not in self._shells:
            self._shells[key] = _shell(template, context, page)
        title, content = page.meta["title"], page.content
        filled = {_TITLE: title, _CONTENT: content}
        return "".join(filled.get(piece, piece) for piece in self._shells[key])


def _is_plain(page: "Page") -> bool:
    """Whether the theme shows nothing of the page but its title, text and headings."""
    return (
        page.meta.keys() <= _PLAIN_META
        and isinstance(page.meta.get("title"), str)
        and "<h1" in (page.content or "")
        and not page.canonical_url
        and not page.edit_url
        and not any(one.children for one in page.toc)
    )


def _shell(template: Any, context: dict[str, Any], page: "Page") -> list[str]:
    meta, content = page.meta, page.content
    page.meta, page.content = {**meta, "title": _TITLE}, _CONTENT
    try:
        filled = template.render(context)
    finally:
        page.meta, page.content = meta, content
    return re.split(f"({_TITLE}|{_CONTENT})", filled)


class _Filled:
    """What the engine takes for a template."""

    def __init__(self, fill: Callable[[dict[str, Any]], str]) -> None:
        self.render = fill


@cache
def _han() -> re.Pattern[str]:
    """Runs of Chinese as the search plugin finds them."""
    from backrefs import bre

    return re.compile(bre.compile(r"(\p{script: Han}+)", bre.UNICODE).pattern)
