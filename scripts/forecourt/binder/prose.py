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
SECTION: Final = 3
DEEPEST: Final = 6
_HEADING = re.compile(r"<(/?)h([1-6])>")


def prose(markdown: str, *, below: int = SECTION) -> str:
    """Markdown -> HTML of TAGS only, its headings below one of level `below`, none left out between them (who
    has a page read aloud finds the way by their levels); "" for nothing.
    """
    if not markdown.strip():
        return ""
    html = Markdown(extensions=list(EXTENSIONS)).convert(markdown)
    clean = nh3.clean(html, tags=set(TAGS), attributes={}, url_schemes=set())
    above: list[int] = []
    lowered = below

    def lower(match: re.Match[str]) -> str:
        nonlocal lowered
        if not match[1]:
            level = int(match[2])
            above[:] = [*(one for one in above if one < level), level]
            lowered = min(below + len(above), DEEPEST)
        return f"<{match[1]}h{lowered}>"

    return _HEADING.sub(lower, clean).strip()
