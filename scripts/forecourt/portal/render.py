"""Jinja templates -> pages: Markdown headings around HTML blocks in which every value is escaped.

Values never stand in Markdown text, only inside HTML blocks: there HTML escaping alone is enough, and every
Markdown engine passes the block through unchanged.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from forecourt.words.catalogue import Words, words_for

TEMPLATES: Final = Path(__file__).parents[3] / "templates" / "portal"
ASSETS: Final = TEMPLATES / "assets"
# Themes write a page's title into <title> and navigation unescaped; these look the same and are harmless.
_HARMLESS: Final = str.maketrans({"<": "＜", ">": "＞", "&": "＆"})
# A fence is taken out of the text before HTML blocks are; as entities these signs cannot open one.
_FENCES: Final = {"`": "&#96;", "~~~": "&#126;&#126;&#126;"}

# How templates name a sentence of the catalogue, and the signs of such a call without values.
SAY: Final = "_"
_CALL: Final = ("name", "lparen", "string", "rparen")


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
        # They are part of the program, which is not changed while it runs.
        auto_reload=False,
        extensions=[_Said],
    )
    environment.globals[SAY] = _sayer(words)
    return environment


def _sayer(words: Words) -> Callable[..., Markup]:
    """What `_("…", name=value)` gives in a template: the sentence in the reader's words, values escaped."""
    known: dict[str, Markup] = {}

    def say(source: str, **values: Any) -> Markup:
        if source not in known:
            known[source] = Markup(words.gettext(source))  # noqa: S704 the catalogue is ours
        return known[source] % values

    return say


class _Said(Extension):
    """Says what is the same on every page when a template is read: `_("…")` is the sentence itself."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The template with the sentence in place of each call that has nothing but its source."""
        say: Any = self.environment.globals[SAY]
        tokens = list(stream)
        at = 0
        while at < len(tokens):
            kinds = tuple(token.type for token in tokens[at : at + len(_CALL)])
            if kinds == _CALL and tokens[at].value == SAY:
                # In brackets: whatever follows is done with the sentence, as it was with the call.
                open_bracket, said, close_bracket = tokens[at + 1 : at + len(_CALL)]
                yield open_bracket
                yield Token(said.lineno, "string", str(say(said.value)))
                yield Token(said.lineno, "pipe", "|")
                yield Token(said.lineno, "name", "safe")
                yield close_bracket
                at += len(_CALL)
            else:
                yield tokens[at]
                at += 1


def _tidied(body: str) -> str:
    """Templates leave blank lines where nothing was shown; one is enough between two blocks."""
    lines: list[str] = []
    for line in body.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip() + "\n"
