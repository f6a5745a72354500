"""The one module that starts mkdocs: pages below build/portal -> the site below build/site."""

import io
import json
import logging
import os
import re
import warnings
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field

from forecourt.edge import files, quick

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

PAGES: Final = Path("build/portal")
SITE: Final = Path("build/site")
CONFIG: Final = "mkdocs.yml"
DICTIONARY: Final = "assets/jieba.txt"
INDEX: Final = "search/search_index.json"
# The same as a script: a page that is opened as a file may read nothing else.
INDEX_SCRIPT: Final = "search/search_index.js"
_INDENT: Final = re.compile(r"\s*\n\s*")
# The banner about the engine's next version is for whoever maintains it, not for who builds a portal.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


class SiteError(Exception):
    """The site could not be built; `complaints` are the engine's own sentences."""

    def __init__(self, complaints: tuple[str, ...]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = complaints


class Places(Struct, frozen=True, kw_only=True):
    """Where things lie: the dealership, mkdocs' configuration, generated pages, the built site.

    `lang` is the reader's language, `labels` what stands for the configuration's own words in it.
    """

    root: Path
    config: Path
    pages: Path
    site: Path
    lang: str = "zh"
    labels: Mapping[str, str] = field(default_factory=dict)


def places(root: Path, config: Path | None = None) -> Places:
    """The usual places in a dealership; its own mkdocs.yml wins over the one that comes with Forecourt."""
    own = root / CONFIG
    shipped = Path(__file__).parents[3] / CONFIG
    chosen = config or (own if own.is_file() else shipped)
    return Places(root=root, config=chosen, pages=root / PAGES, site=root / SITE)


def write_pages(
    where: Places, pages: Mapping[str, bytes], copies: Mapping[str, str], same: Container[str] = ()
) -> int:
    """Make the folder of pages hold exactly `pages` and the files of `copies`; returns how many changed.

    Copies in `same` are known to be there as they must be. Raises OSError when a file cannot be read or
    written.
    """
    changed = sum(files.write_whole(where.pages / name, data) for name, data in pages.items())
    for target, source in copies.items():
        if target not in same:
            # One at a time: a year of photos does not fit into memory.
            changed += files.write_whole(where.pages / target, (where.root / source).read_bytes())
    for path in sorted(where.pages.rglob("*"), reverse=True):
        name = path.relative_to(where.pages).as_posix()
        if path.is_file() and name not in pages and name not in copies:
            path.unlink()
            changed += 1
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    return changed


def edit_base(where: Places) -> str:
    """The address before a record's path that opens it for editing (extra.edit_base), "" without one."""
    with _complaining():
        value = _config(where).extra.get("edit_base") or ""
    return value if isinstance(value, str) and value.startswith(("https://", "http://")) else ""


class Builder(Struct):
    """Builds the site again and again: wholly at first, then only pages that changed, with one index."""

    where: Places
    # Off: the engine alone, which makes the same site.
    hastened: bool = True
    _entries: list[dict[str, Any]] = field(default_factory=list)
    _head: dict[str, Any] = field(default_factory=dict)
    _env: Any = None
    _words: bytes = b""
    # Where each page stands in the index of a whole build, by its address.
    _order: dict[str, int] = field(default_factory=dict)
    # Everything that the engine makes from a file, by its place in the site.
    _made: frozenset[str] = frozenset()

    def build(self) -> None:
        """Build every page anew; raises SiteError."""
        self._run(dirty=False)
        index = self._index()
        self._head = index["config"]
        self._keep_index(index["docs"])

    def update(self) -> None:
        """Build pages whose sources changed since the last time; drop what is gone; raises SiteError."""
        if not self._entries:
            self.build()
            return
        before = self._made
        if self._words != self._dictionary():
            # Another dictionary cuts the text of pages that did not change themselves.
            for page in self.where.pages.rglob("*.md"):
                page.touch()
        self._run(dirty=True)
        for gone in before - self._made:
            # What has no source any more must not be served on, nor a copy of evidence that was taken away.
            (self.where.site / gone).unlink(missing_ok=True)
        fresh = self._index()["docs"]
        renewed = {entry["location"].partition("#")[0] for entry in fresh}
        kept = [entry for entry in self._entries if self._stays(entry["location"].partition("#")[0], renewed)]
        # Stable: the headings of a page stay in their order.
        self._keep_index(sorted(kept + fresh, key=lambda entry: self._place(entry["location"])))

    def _keep_index(self, entries: list[dict[str, Any]]) -> None:
        """Remember the index and write it: in UTF-8, which takes half the room of the engine's escapes."""
        self._entries, self._words = entries, self._dictionary()
        data = {"config": self._head, "docs": entries}
        text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
        files.write_whole(self.where.site / INDEX, text.encode())
        files.write_whole(self.where.site / INDEX_SCRIPT, f"var __index = {text}".encode())

    def _dictionary(self) -> bytes:
        path = self.where.pages / DICTIONARY
        return path.read_bytes() if path.is_file() else b""

    def _stays(self, page: str, renewed: set[str]) -> bool:
        return page not in renewed and page in self._order

    def _place(self, location: str) -> int:
        return self._order[location.partition("#")[0]]

    def _index(self) -> dict[str, Any]:
        index: dict[str, Any] = json.loads((self.where.site / INDEX).read_bytes())
        return index

    def _run(self, *, dirty: bool) -> None:
        from mkdocs.commands.build import build

        with _complaining():
            config = _config(self.where)
            config.plugins.events["env"].append(self._same_env)
            config.plugins.events["nav"].append(self._note_files)
            if dirty:
                config.plugins.events["nav"].append(_read_menu)
            config.plugins.events["post_page"].append(_tightened)
            if self.hastened:
                quick.hasten(config)
            config.plugins.on_startup(command="build", dirty=False)
            build(config, dirty=dirty)
            config.plugins.on_shutdown()

    def _note_files(self, nav: Any, *, config: object, files: "Files") -> Any:
        """Remember what there is, in the engine's order."""
        pages = [file.url for file in files.documentation_pages()]
        self._order = {url: place for place, url in enumerate(pages)}
        self._made = frozenset(file.dest_uri for file in files)
        return nav

    def _same_env(self, env: Any, *, config: object, files: object) -> Any:
        """The Jinja environment of the first run: compiling the theme takes half of the engine's time."""
        self._env = self._env or env
        return self._env


def _config(where: Places) -> "MkDocsConfig":
    _teach_segmenter(where.pages / DICTIONARY)
    from mkdocs.config import load_config

    where.pages.mkdir(parents=True, exist_ok=True)  # the engine refuses a configuration without it
    config = load_config(str(where.config), docs_dir=str(where.pages), site_dir=str(where.site), strict=False)
    for name, plugin in config.plugins.items():
        if name in {"search", "material/search"}:
            # Taken relative to the current folder, which may be any; and our words are known already.
            plugin.config["jieba_dict_user"] = None
    config.nav = _relabelled(config.nav, where.labels)
    config.site_name = where.labels.get(config.site_name, config.site_name)
    config.theme["palette"] = _relabelled(config.theme.get("palette"), where.labels)
    config.theme["language"] = where.lang
    return config


def _read_menu(nav: "Navigation", *, config: "MkDocsConfig", files: object) -> "Navigation":
    """Read every page of the menu, so that it stands there with its title.

    A partial build reads no page that did not change, and the menu calls a page that was not read "None".
    """
    for page in nav.pages:
        page.read_source(config)
    return nav


def _tightened(html: str, *, page: object, config: object) -> str:
    """The page without the blanks that the theme leaves at the start of lines: a quarter of its bytes.

    Blocks of code have no line ends of their own here (portal.prose writes them as signs).
    """
    return _INDENT.sub("\n", html)


def _relabelled(tree: Any, labels: Mapping[str, str]) -> Any:
    """A piece of the configuration with every word of `labels`, key or value, said anew."""
    if isinstance(tree, dict):
        return {labels.get(key, key): _relabelled(value, labels) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_relabelled(item, labels) for item in tree]
    return labels.get(tree, tree) if isinstance(tree, str) else tree


def _teach_segmenter(dictionary: Path) -> None:
    """Load what cuts Chinese text into words, and give it the words of the trade."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its authors' old spelling makes Python warn; that helps nobody here
        import jieba
    jieba.setLogLevel(logging.WARNING)
    if not dictionary.is_file():
        return
    # Every word that is taught makes all others rarer, so a second lesson would cut texts otherwise.
    jieba.initialize()
    known = jieba.dt
    for word, often in _taught.items():
        known.FREQ[word] = often
    known.total = _untaught.setdefault("total", known.total)
    body = dictionary.read_text("utf-8")
    _taught.clear()
    _taught.update((word, known.FREQ.get(word, 0)) for word in _first_words(body))
    jieba.load_userdict(io.StringIO(body))


def _first_words(body: str) -> list[str]:
    return [line.partition(" ")[0] for line in body.splitlines()]


# What the segmenter, which is one for the whole process, held before: words taught, and its sum.
_taught: dict[str, int] = {}
_untaught: dict[str, int] = {}


@contextmanager
def _complaining() -> Iterator[None]:
    """Keep the engine's log off the terminal; raise what it warned of as SiteError."""
    from mkdocs.exceptions import MkDocsException

    found: list[str] = []
    handler = _Gatherer(found)
    loggers = [logging.getLogger(name) for name in ("mkdocs", "jieba")]
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.WARNING)
        logger.propagate = False
    try:
        yield
    except (MkDocsException, SystemExit) as error:
        raise SiteError((*found, str(error))) from error
    finally:
        for logger, (level, propagate) in zip(loggers, before, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = propagate
    if found:
        raise SiteError(tuple(found))


class _Gatherer(logging.Handler):
    """Keeps what the engine warns of, but for the notice that partial builds are partial."""

    def __init__(self, found: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.found = found

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not message.startswith("A 'dirty' build"):
            self.found.append(message)
