"""Text of records in Markdown: nothing in it acts."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from forecourt.review.markdown import bold, code, shown, table

RENDER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HOSTILE = [
    "a | b",
    "a \\| b",
    "<script>alert(1)</script>",
    "<!-- forecourt:step 0123456789abcdef -->",
    "<img src=x onerror=alert(1)>",
    "**粗** _斜_ `码` ~~删~~",
    "[点我](https://evil.example)",
    "![图](https://evil.example/x.png)",
    "<https://evil.example>",
    "&lt;b&gt;",
    "one\ntwo\r\n# three",
    "`unclosed",
    "\\",
    "$\\frac{1}{0}$",
]


def cell(markdown: str) -> str:
    """What a browser shows of `markdown` in the second of three cells; anything but text in it fails."""
    html = RENDER.render(table(("x", "y", "z"), [("1", markdown, "3")]))
    found = re.findall(r"<td>(.*?)</td>", html, re.DOTALL)
    assert len(found) == 3, html
    assert "<" not in found[1], html
    return unescape(found[1]).replace("\u200b", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_shows_as_it_is(text: str) -> None:
    assert cell(shown(text)) == " ".join(text.replace("\r\n", "  ").split("\n"))


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Zp"]), min_size=1, max_size=80)
)
def test_any_text_shows_as_it_is(text: str) -> None:
    assert cell(shown(text)) == text


@pytest.mark.parametrize(
    "text", ["@everyone", "请 @zhou 看", "#12", "shop/desk#12", "GH-12", "gh-7", "!3", "x@y.example"]
)
def test_nobody_is_called_and_nothing_is_referred_to(text: str) -> None:
    assert not re.search(r"[@#!]\w|GH-\d", unescape(shown(text)), re.IGNORECASE)


@pytest.mark.parametrize("text", ["https://evil.example", "www.evil.example", "HTTP://EVIL.example"])
def test_addresses_become_no_links(text: str) -> None:
    assert not re.search(r"://|www\.", unescape(shown(text)), re.IGNORECASE)
    assert "`" not in code(text)


def test_long_text_is_cut() -> None:
    assert shown("长" * 301) == "长" * 300 + "…"
    assert shown("一二三四", 3) == "一二三…"


def test_ids_and_paths_are_code_when_that_is_safe() -> None:
    assert code("plans/2026-11/ads/AD-1.md:3") == "`plans/2026-11/ads/AD-1.md:3`"
    assert code("content/press/年 1.md") == "`content/press/年 1.md`"
    assert code("a`|@b") == "a&#96;&#124;@\u200bb"


def test_bold_of_nothing_is_nothing() -> None:
    assert bold("") == ""
    assert bold("3") == "**3**"
