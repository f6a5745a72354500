"""The one module that starts mkdocs: pages below build/portal -> the site below build/site."""

import io
import json
import logging
import os
import warnings
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field

from forecourt.edge import crew, files, finished, quick
from forecourt.edge.complaints import complaints_of
from forecourt.edge.finished import Finished
from forecourt.edge.making import Making, Run

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

PAGES: Final = Path("build/portal")
SITE: Final = Path("build/site")
FINISHED: Final = Path("build/cache/pages")
THUMBS: Final = Path("build/cache/thumbs")
CONFIG: Final = "mkdocs.yml"
DICTIONARY: Final = "assets/jieba.txt"
INDEX: Final = "search/search_index.json"
# The same as a script: a page that is opened as a file may read nothing else.
INDEX_SCRIPT: Final = "search/search_index.js"
# The banner about the engine's next version is for whoever maintains it, not for who builds a portal.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


class SiteError(Exception):
    """The site could not be built; `complaints` are the engine's own sentences."""

    def __init__(self, complaints: tuple[str, ...]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = complaints


class Places(Struct, frozen=True, kw_only=True):
    """Where things lie: the dealership, mkdocs' configuration, generated pages, the built site.

    `lang` is the reader's language, `labels` what stands for the configuration's own words in it;
    `finished` is where it is kept which pages need not be made again (None: nowhere).
    """

    root: Path
    config: Path
    pages: Path
    site: Path
    lang: str = "zh"
    labels: Mapping[str, str] = field(default_factory=dict)
    finished: Path | None = None


def places(root: Path, config: Path | None = None) -> Places:
    """The usual places in a dealership; its own mkdocs.yml wins over the one that comes with Forecourt."""
    own = root / CONFIG
    shipped = Path(__file__).parents[3] / CONFIG
    chosen = config or (own if own.is_file() else shipped)
    return Places(root=root, config=chosen, pages=root / PAGES, site=root / SITE, finished=root / FINISHED)


def write_pages(
    where: Places, pages: Mapping[str, bytes], copies: Mapping[str, str], same: Container[str] = ()
) -> int:
    """Make the folder of pages hold exactly `pages` and the files of `copies`; returns how many changed.

    Those in `same` are known to be there as they must be. Raises OSError when a file cannot be read or
    written.
    """
    small = where.root / THUMBS

    def put(target: str) -> bool:
        if target in pages:
            return files.write_whole(where.pages / target, pages[target])
        path = where.root / copies[target]
        # One at a time: a year of photos does not fit into memory. Small copies are looked at before they
        # are handed out, so they may be the same files; a change of anything else must not get back to it.
        copied = files.link if path.is_relative_to(small) else _copied
        return copied(path, where.pages / target)

    changed = sum(crew.each(put, [target for target in (*pages, *copies) if target not in same]))
    return changed + files.drop_others(where.pages, {**pages, **copies})


def _copied(source: Path, target: Path) -> bool:
    return files.write_whole(target, source.read_bytes())


def edit_base(where: Places) -> str:
    """The address before a record's path that opens it for editing (extra.edit_base), "" without one."""
    # Reading all of the configuration takes long, and an edit of a record does not change it.
    key = (where.config, files.stamp_of(where.config))
    if key not in _edit_bases:
        with _complaining():
            value = _config(where).extra.get("edit_base") or ""
        _edit_bases.clear()
        _edit_bases[key] = (
            value if isinstance(value, str) and value.startswith(("https://", "http://")) else ""
        )
    return _edit_bases[key]


_edit_bases: dict[tuple[Path, files.Stamp | None], str] = {}


class Builder(Struct):
    """Builds the site again and again: only pages that changed, with one index of all."""

    where: Places
    # Off: the engine alone, which makes the same site.
    hastened: bool = True
    _known: Finished = field(default_factory=Finished)
    _head: dict[str, Any] = field(default_factory=dict)
    _env: Any = None
    # Everything that the engine makes from a file, by its place in the site.
    _made: frozenset[str] = frozenset()

    def build(self) -> None:
        """Make every page but those that an earlier build made from the same; raises SiteError."""
        self._run(finished.load(self.where.finished), trusting=False)
        finished.keep(self.where.finished, self._known)

    def update(self) -> None:
        """Make pages whose sources changed since the last time; drop what is gone; raises SiteError."""
        if self._known.pages:
            self._run(self._known, trusting=True)
        else:
            self.build()

    def _run(self, kept: Finished, *, trusting: bool) -> None:
        from mkdocs.commands.build import build
        from mkdocs.utils import clean_directory

        before = self._made
        with _complaining() as complaints:
            config = _config(self.where)
            config.theme.get_env = partial(self._first_env, config.theme.get_env)  # type: ignore[method-assign]
            config.plugins.events["post_page"].append(_tightened)
            alone = not (self.hastened and quick.hasten(config))
            making = Making(kept, told=self._told(), trusting=trusting, alone=alone)

            def plan(nav: "Navigation", *, config: "MkDocsConfig", files: "Files") -> "Navigation":
                env = config.theme.get_env
                making.plan(Run(nav=nav, config=config, files=files, env=env, complaints=complaints))
                self._made = frozenset(file.dest_uri for file in files)
                return nav

            config.plugins.events["nav"].append(plan)
            config.plugins.on_startup(command="build", dirty=False)
            if alone and not trusting:
                clean_directory(config.site_dir)
            with _whole_files():
                build(config, dirty=True)
                config.plugins.on_shutdown()
                entries, more = making.wait()
            complaints.extend(more)
        index = json.loads((self.where.site / INDEX).read_bytes())
        self._head = index["config"]
        self._known = making.outcome([*index["docs"], *entries])
        self._keep_index()
        # What has no source any more must not be served on, nor a copy of evidence that was taken away.
        if trusting or alone:
            files.drop(self.where.site, before - self._made)
        else:
            rest = {*config.theme.static_templates, *config.extra_templates, INDEX, INDEX_SCRIPT}
            files.drop_others(self.where.site, self._made | rest | {f"{name}.gz" for name in rest})

    def _keep_index(self) -> None:
        """Write what the search finds: in UTF-8, which takes half the room of the engine's escapes."""
        entries = [entry for page in self._known.pages.values() for entry in page.entries]
        data = {"config": self._head, "docs": entries}
        text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
        files.write_whole(self.where.site / INDEX, text.encode())
        files.write_whole(self.where.site / INDEX_SCRIPT, f"var __index = {text}".encode())

    def _told(self) -> str:
        """What shows on pages and stands in no page: words of the menu, the language, how text is cut."""
        path = self.where.pages / DICTIONARY
        return repr((self.where.lang, sorted(self.where.labels.items()), finished.digest_of(str(path))))

    def _first_env(self, make: Callable[[], Any]) -> Any:
        """The Jinja environment of the first run: compiling the theme takes half of the engine's time."""
        self._env = self._env or make()
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


def _tightened(html: str, *, page: object, config: object) -> str:
    """The page without the blanks that the theme leaves at the start of lines: a quarter of its bytes.

    Blocks of code have no line ends of their own here (portal.prose writes them as signs).
    """
    first, *lines = html.split("\n")
    if not lines:
        return html
    last = lines.pop().lstrip()
    return "\n".join([first.rstrip(), *filter(None, map(str.strip, lines)), last])


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
def _whole_files() -> Iterator[None]:
    """Let the engine write as everything else is written, for it writes into the page that stands there.

    A full disk or Ctrl-C would leave half a page, and a reader of a portal that is served may come just then.
    """
    from mkdocs import utils

    own = utils.write_file
    utils.write_file = _written_whole
    try:
        yield
    finally:
        utils.write_file = own


def _written_whole(content: bytes, output_path: str) -> None:
    files.write_whole(Path(output_path), content)


@contextmanager
def _complaining() -> Iterator[list[str]]:
    """Keep the engine's log off the terminal; raise what it warned of as SiteError.

    Gives the list of what it warned of so far.
    """
    from mkdocs.exceptions import MkDocsException

    # A build that is partial says so in every log.
    with complaints_of("mkdocs", "jieba", but="A 'dirty' build") as found:
        try:
            yield found
        except (MkDocsException, SystemExit) as error:
            raise SiteError((*found, str(error))) from error
    if found:
        raise SiteError(tuple(found))
