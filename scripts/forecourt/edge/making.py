"""Which pages of the site are made, and by which process: finished ones stay, the rest is shared out."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from forecourt.edge import crew, files, finished, shelf
from forecourt.edge.finished import Finished, Page
from forecourt.edge.packages import version

if TYPE_CHECKING:
    from mkdocs.structure.files import File, Files

Entry = dict[str, Any]
# What the engine compares across pages: with one such link in them, all pages are its own business.
_INLINE_LINK: Final = b"]("
_END_OF_NAME: Final = b"]:"
_NAMED_LINK: Final = re.compile(rb"^ {0,3}\[[^\]\n]+\]:", re.MULTILINE)
_TOOLS: Final = (
    *("mkdocs", "mkdocs-material", "Jinja2", "Markdown", "MarkupSafe"),
    *("backrefs", "jieba", "pymdown-extensions"),
)
# Settings that come from elsewhere than the configuration's own text.
_FROM_ELSEWHERE: Final = re.compile(rb"!ENV|^INHERIT:", re.MULTILINE)


class Run(Struct, frozen=True, kw_only=True):
    """The engine's own things in this run: its theme when asked for, what it has complained of so far."""

    nav: Any
    config: Any
    files: Any
    env: Callable[[], Any]
    complaints: list[str]


class Making:
    """One run of the engine. `kept` is what an earlier one made, `told` what else than files shows on pages.

    `trusting`: the earlier run was in this process, and times of files say enough. `alone`: the engine is not
    hastened, so that nothing is known of what its pages rest on.
    """

    def __init__(self, kept: Finished, *, told: str, trusting: bool, alone: bool) -> None:
        self._kept, self._told, self._trusting, self._alone = kept, told, trusting, alone
        self._key = ""
        self._pages: Sequence[File] = ()
        self._stale: list[File] = []
        # The sha256 of pages' sources, as far as they have been read in this run.
        self._sources: dict[str, str] = {}
        self._waiting: list[Callable[[], tuple[list[Entry], list[str]]]] = []

    def plan(self, run: Run) -> None:
        """Runs when the engine knows its files and has read none: tell each whether it makes that one."""
        for page in run.nav.pages:
            # So that the menu has its titles, also where its own pages are not made anew.
            page.read_source(run.config)
        self._pages = run.files.documentation_pages()
        self._key = self._key_of(run)
        is_known = not self._trusting and not self._alone and self._have_no_links()
        self._stale = [file for file in self._pages if not self._is_finished(file, is_known=is_known)]
        menu = {page.file.src_uri for page in run.nav.pages}
        shared = [file for file in self._stale if is_known and file.src_uri not in menu]
        parts = crew.parts(shared[1:])
        ours = {file.src_uri for file in self._stale}
        if len(parts) > 1:
            # After the first page the theme is compiled, for the other processes too.
            _make(shared[:1], run)
            # This one has enough to do with the menu's pages and with all that is no page.
            self._waiting += (crew.beside(partial(_made, part, run)) for part in parts)
            ours -= {file.src_uri for file in shared}
        for file in self._pages:
            file.is_modified = partial(_is_of, ours, file.src_uri)  # type: ignore[method-assign]
        _link_static(run.files, Path(run.config.docs_dir))

    def _have_no_links(self) -> bool:
        """Whether no page has such a link; the sha256 of each is known afterwards, too."""
        found = False
        for file in self._pages:
            text = file.content_bytes
            self._sources[file.src_uri] = hashlib.sha256(text).hexdigest()
            found = found or _has_link(text)
        return not found

    def _source_of(self, file: "File") -> str:
        return self._sources.get(file.src_uri) or finished.digest_of(str(file.abs_src_path))

    def _key_of(self, run: Run) -> str:
        """All that shows on a page beside its own source."""
        menu = [(page.url, str(page.title)) for page in run.nav.pages]
        text = Path(run.config.config_file_path).read_bytes()
        once = id(self) if _FROM_ELSEWHERE.search(text) else 0
        parts = (self._told, menu, [version(name) for name in _TOOLS], shelf.program(), once)
        return hashlib.sha256(repr(parts).encode() + text).hexdigest()

    def _is_finished(self, file: "File", *, is_known: bool) -> bool:
        page = self._kept.pages.get(file.src_uri)
        if page is None or self._kept.key != self._key:
            return False
        if self._trusting:
            return not file.is_modified()
        if not is_known or self._source_of(file) != page.source:
            return False
        return finished.digest_of(file.abs_dest_path) == page.made

    def wait(self) -> tuple[list[Entry], list[str]]:
        """What other processes found for the search on their pages, and what the engine complained of."""
        found = [result() for result in self._waiting]
        return [entry for one, _ in found for entry in one], [line for _, said in found for line in said]

    def outcome(self, entries: Iterable[Entry]) -> Finished:
        """Everything finished after the run; `entries` are what the search finds on pages made in it."""
        found: dict[str, list[Entry]] = {}
        for entry in entries:
            found.setdefault(entry["location"].partition("#")[0], []).append(entry)
        pages = {file.src_uri: page for file in self._pages if (page := self._kept.pages.get(file.src_uri))}
        for file in self._stale:
            made = finished.digest_of(file.abs_dest_path)
            pages[file.src_uri] = Page(
                source=self._source_of(file), made=made, entries=found.get(file.url, [])
            )
        return Finished(key=self._key, pages={file.src_uri: pages[file.src_uri] for file in self._pages})


def _made(part: "Sequence[File]", run: Run) -> tuple[list[Entry], list[str]]:
    """Make these pages in a copy of the engine's process; what the search finds on them, and complaints."""
    indexes = [p.search_index for p in run.config.plugins.values() if hasattr(p, "search_index")]
    for index in indexes:
        index.entries.clear()
    run.complaints.clear()
    _make(part, run)
    return [entry for index in indexes for entry in index.entries], run.complaints


def _make(part: "Sequence[File]", run: Run) -> None:
    """Make these pages as the engine makes all."""
    from mkdocs.commands.build import _build_page, _populate_page

    config, pages = run.config, run.files.documentation_pages()
    for file in part:
        if file.page is not None:
            _populate_page(file.page, config, run.files)
    theme = config.plugins.on_env(run.env(), config=config, files=run.files)
    for file in part:
        if file.page is not None:
            _build_page(file.page, config, pages, run.nav, theme)


def _is_of(ours: set[str], name: str) -> bool:
    return name in ours


def _has_link(text: bytes) -> bool:
    return _INLINE_LINK in text or (_END_OF_NAME in text and _NAMED_LINK.search(text) is not None)


def _link_static(every: "Files", folder: Path) -> None:
    """What is no page and lies in the folder of pages is not copied: it is the same file in the site."""
    for file in every:
        if not file.is_documentation_page() and Path(str(file.abs_src_path)).is_relative_to(folder):
            file.copy_file = partial(_linked, file)  # type: ignore[method-assign]


def _linked(file: "File", dirty: bool = False) -> None:  # noqa: FBT001, FBT002 as the engine calls it
    files.link(Path(str(file.abs_src_path)), Path(file.abs_dest_path))
