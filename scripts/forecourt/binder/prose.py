"""The Markdown below a record's front matter as HTML that is safe to print."""

import re
from typing import Final

import nh3
from markdown import Markdown

# No links, no pictures, no attributes: a record's prose can neither fetch nor point anywhere.
TAGS: Final = frozenset(
    "p br hr ul ol li strong em del code pre blockquote table thead tbody tr th td h1 h2 h3 h4 h5 h6".split()  # noqa: SIM905 a line of tags
)
EXTENSIONS: Final = ("tables", "sane_lists", "fenced_code")
# Headings of a record stand below those of the volume (h1 part, h2 item, h3 section).
LOWER: Final = 3
DEEPEST: Final = 6
_HEADING = re.compile(r"<(/?)h([1-6])>")


def prose(markdown: str) -> str:
    """Markdown -> HTML of TAGS only, its headings lowered to h4–h6; "" for nothing."""
    if not markdown.strip():
        return ""
    html = Markdown(extensions=list(EXTENSIONS)).convert(markdown)
    clean = nh3.clean(html, tags=set(TAGS), attributes={}, url_schemes=set())
    return _HEADING.sub(_lowered, clean).strip()


def _lowered(match: re.Match[str]) -> str:
    level = min(int(match[2]) + LOWER, DEEPEST)
    return f"<{match[1]}h{level}>"
