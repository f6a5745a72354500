"""Jinja templates -> pages: Markdown headings around HTML blocks in which every value is escaped.

Values never stand in Markdown text, only inside HTML blocks: there HTML escaping alone is enough, and every
Markdown engine passes the block through unchanged.
"""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from forecourt.words.catalogue import Words, words_for

TEMPLATES: Final = Path(__file__).parents[3] / "templates" / "portal"
ASSETS: Final = TEMPLATES / "assets"
# Themes write a page's title into <title> and navigation unescaped; these look the same and are harmless.
_HARMLESS: Final = str.maketrans({"<": "＜", ">": "＞", "&": "＆"})
# A fence is taken out of the text before HTML blocks are; as entities these signs cannot open one.
_FENCES: Final = {"`": "&#96;", "~~~": "&#126;&#126;&#126;"}


class Renderer:
    """Renders templates in one language."""

    def __init__(self, words: Words) -> None:
        self._environment = _environment(words.lang)

    def fragment(self, template: str, **values: Any) -> str:
        """A piece of HTML that stands outside the pages."""
        return self._environment.get_template(f"{template}.html.jinja").render(**values)

    def page(
        self, template: str, *, title: str, hide: Iterable[str] = (), boost: float = 1, **values: Any
    ) -> bytes:
        """A page of the portal: front matter for the site engine, then the filled template.

        `boost`: how many times as much as others the page counts in the search; 0: it is not searched, since
        it only says again what other pages say.
        """
        body = self._environment.get_template(f"{template}.md.jinja").render(title=title, **values)
        for sign, entity in _FENCES.items():
            body = body.replace(sign, entity)
        head = [f"title: {json.dumps(title.translate(_HARMLESS), ensure_ascii=False)}"]
        if hidden := sorted(hide):
            head.append(f"hide: [{', '.join(hidden)}]")
        if not boost:
            head.append("search: {exclude: true}")
        elif boost != 1:
            head.append(f"search: {{boost: {boost}}}")
        return ("---\n" + "\n".join(head) + "\n---\n\n" + _tidied(body)).encode()


@cache
def _environment(lang: str) -> Environment:
    """Compiling the templates takes longer than filling them, and `serve` fills them again and again."""
    words = words_for(lang)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        words.gettext, words.translations.ngettext, newstyle=True
    )
    return environment


def _tidied(body: str) -> str:
    """Templates leave blank lines where nothing was shown; one is enough between two blocks."""
    lines: list[str] = []
    for line in body.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip() + "\n"
