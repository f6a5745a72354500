"""Hostile text in a record's fields: it must come out as text, whatever the Markdown engine or theme does."""

from collections import Counter
from html.parser import HTMLParser

import pytest
from markdown import Markdown
from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.portal import render
from forecourt.store.load import load
from tests.portal.make import SMALL, page_with

HOSTILE = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "```\n# 假标题\n```",
    "~~~\n# 假标题\n~~~",
    "{{ config.site_name }} {% raw %}",
    "[TOC] *a* _b_ [x](javascript:alert(1)) | c",
    '" onmouseover="alert(1)',
]


def hostile_page(text: str) -> str:
    ad = load(SMALL).records.of(Ad)[0]
    return page_with(f"ad/{ad.id}.md", replace(ad, title=text, theme=text, note=text))


def rendered(source: str) -> str:
    """The page as the site engine renders it, with the extensions that it turns on by itself."""
    body = source.split("---\n", 2)[2]
    return str(Markdown(extensions=["toc", "tables", "fenced_code", "attr_list"]).convert(body))


class Elements(HTMLParser):
    """Gathers the elements of a page and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]


@pytest.fixture(scope="module")
def harmless() -> Elements:
    """The page of a record with an ordinary title."""
    return Elements(rendered(hostile_page("平常的标题")))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, harmless: Elements) -> None:
    elements = Elements(rendered(hostile_page(text)))
    assert elements.tags == harmless.tags
    assert [name for name, _ in elements.attributes] == [name for name, _ in harmless.attributes]
    assert not any(value.startswith("javascript:") for _, value in elements.attributes)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_page_title_holds_no_sign_that_means_something_to_a_theme(text: str) -> None:
    front_matter = hostile_page(text).split("---\n")[1]
    assert front_matter.startswith('title: "')
    assert not set("<>&") & set(front_matter)
    assert front_matter.count("\n") == 1


def test_words_of_a_body_cannot_open_a_fence() -> None:
    ad = load(SMALL).records.of(Ad)[0]
    body = "前文\n\n    ```\n    # 假标题\n    ```\n\n后文"
    html = rendered(page_with(f"ad/{ad.id}.md", replace(ad, body=body)))
    assert "&#96;&#96;&#96;" in html
    assert "<h1>假标题" not in html


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("{{ _('Evidence') }}", "凭证"),
        # What is done with a sentence is done with the whole of it.
        ("{{ _('Evidence')[:2] }}|{{ 'x' ~ _('Evidence') if late else _('Text') }}", "凭证|x凭证"),
        ("{{ _('%(count)s more', count=text) }}", "还有 &lt;b&gt; 项"),
        ("{{ _(sentence) }} _('Text')", "凭证 _('Text')"),
        ("{{ _('<b>100%%</b>') }}", "<b>100%</b>"),
    ],
)
def test_a_template_says_sentences_of_the_catalogue(template: str, filled: str) -> None:
    environment = render._environment("zh")
    said = environment.from_string(template).render(late=True, text="<b>", sentence="Evidence")
    assert said == filled
