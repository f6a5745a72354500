"""The Markdown below a record's front matter as safe HTML: nothing in it runs or is fetched."""

import re
from collections.abc import Callable
from functools import cache
from typing import Final

import nh3
from markdown import Markdown

TAGS: Final = frozenset(
    [
        "p",
        "br",
        "hr",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "del",
        "code",
        "pre",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "a",
        "img",
    ]
)
ATTRIBUTES: Final = {"a": {"href", "title"}, "img": {"src", "alt", "title"}}
EXTENSIONS: Final = ("tables", "sane_lists", "fenced_code")
# Headings of a record stand below the h2 of its page, its highest ones right below.
HIGHEST: Final = 3
_HEADING = re.compile(r"<(/?)h([1-6])>")
_BLOCK = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)

# Turns what a record wrote as a link or picture into a URL of the portal, or None to drop it.
Resolve = Callable[[str], str | None]


def prose(markdown: str, *, link: Resolve, picture: Resolve) -> str:
    """Markdown -> sanitised HTML, headings from h3 down; only links and pictures that the resolvers allow."""
    if not markdown.strip():
        return ""
    html = _reader().reset().convert(markdown)
    clean = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_filter(link, picture),
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    lowered = _lowered(clean)
    # A page's empty lines and line ends are tidied; those of a block of code are its own.
    kept = _BLOCK.sub(lambda block: block[0].replace("\n", "&#10;"), lowered)
    return _TABLE.sub(r'<div class="fc-scroll">\g<0></div>', kept)


@cache
def _reader() -> Markdown:
    """Making one takes as long as reading a page with it."""
    return Markdown(extensions=list(EXTENSIONS))


def _filter(link: Resolve, picture: Resolve) -> Callable[[str, str, str], str | None]:
    def allowed(tag: str, attribute: str, value: str) -> str | None:
        if (tag, attribute) == ("a", "href"):
            return link(value)
        if (tag, attribute) == ("img", "src"):
            return picture(value)
        return value

    return allowed


def _lowered(html: str) -> str:
    """The text with its levels of headings as h3, h4 … whichever it uses: nobody who listens misses one."""
    used = sorted({level for _, level in _HEADING.findall(html)})
    levels = {level: min(HIGHEST + place, 6) for place, level in enumerate(used)}
    return _HEADING.sub(lambda match: f"<{match[1]}h{levels[match[2]]}>", html)
