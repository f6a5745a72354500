"""The built pages as HTML: what the standard's parser calls an error, and what who listens to pages needs."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from tinyhtml5.parser import HTMLParser

from tests.portal.test_browser import PAGES

# Born in the theme: a checkbox with "autocomplete", labels of its menu with an empty "tabindex", and a label
# for the table of contents that stands on pages without one. The Nu checker names these three and no others.
THEME = ("__toc",)
NAMESPACE = "{http://www.w3.org/1999/xhtml}"
FORM = ("input", "select", "textarea", "button", "output", "meter", "progress")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# In these only certain children may stand, and the parser lets others pass.
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"div", "dt", "dd"},
    "tr": {"td", "th"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "select": {"option", "optgroup"},
}
# The law of the portal: bytes of HTML, the mean of all pages; bytes of the search index for a page.
MEAN_PAGE = 40_000
INDEX_OF_A_PAGE = 3_000

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("portal")]


def faults(html: str) -> list[str]:
    """What is wrong with a page, in order."""
    parser = HTMLParser(namespace_html_elements=True)
    tree = parser.parse(html)
    found = [f"{code} {values or ''} at {place}" for place, code, values in parser.errors]
    return [*found, *_of_tree(tree)]


def _of_tree(tree: Element) -> Iterator[str]:
    elements = [(one, _name(one)) for one in tree.iter() if not callable(one.tag)]
    ids = Counter(one.get("id") for one, _ in elements if one.get("id") is not None)
    yield from (f"id {id!r} {count} times" for id, count in ids.items() if count > 1 or not id)
    controls = {one.get("id") for one, name in elements if name in FORM}
    level = 0
    for one, name in elements:
        yield from (
            f"<{_name(child)}> in <{name}>"
            for child in one
            if name in CHILDREN
            if _name(child) not in CHILDREN[name]
        )
        if name == "img" and one.get("alt") is None:
            yield f"no alt: {one.get('src')}"
        if name == "label" and one.get("for") not in {*controls, None, *THEME}:
            yield f"label for {one.get('for')!r}, which is no control"
        named = " ".join(one.get(key, "") for key in ("aria-labelledby", "aria-describedby", "aria-controls"))
        yield from (f"names {id!r}, which is not there" for id in named.split() if id not in ids)
        if name in HEADINGS:
            if int(name[1]) > level + 1:
                yield f"<{name}> after <h{level}>"
            level = int(name[1])


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(NAMESPACE)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<div>b</div></p>", ["unexpected-end-tag"]),
        ("<p id=a id=b>a</p>", ["duplicate-attribute"]),
        ("<b>a<p>b</b></p>", ["adoption-agency"]),
        ("<table><tr><td>a</td></tr><p>b</p></table>", ["unexpected-start-tag-implies-table-voodoo"]),
        ("<p id=a></p><p id=a></p>", ["id 'a' 2 times"]),
        ("<ul><p>a</p></ul>", ["<p> in <ul>"]),
        ("<img src=a.png>", ["no alt: a.png"]),
        ("<label for=x>a</label>", ["label for 'x', which is no control"]),
        ("<p aria-labelledby='y'>a</p>", ["names 'y', which is not there"]),
        ("<h2>b</h2><h4>c</h4>", ["<h4> after <h2>"]),
    ],
)
def test_the_check_finds_what_is_wrong(html: str, expected: list[str]) -> None:
    page = f"<!doctype html><html lang=zh><head><title>a</title></head><body><h1>a</h1>{html}</body></html>"
    found = faults(page)
    assert len(found) >= 1
    assert all(any(one.startswith(start) for one in found) for start in expected)


def test_a_page_without_fault_has_none() -> None:
    text = "<ul><li>b</li></ul><img src=a.png alt=''><label for=x>c</label><input id=x><h2>d</h2><h3>e</h3>"
    page = f"<!doctype html><html lang=zh><head><title>a</title></head><body><h1>a</h1>{text}</body></html>"
    assert faults(page) == []


def test_a_page_of_every_type_and_of_every_kind_is_valid(site: Path) -> None:
    first_of_kind = [min(folder.glob("*.html")) for folder in site.iterdir() if any(folder.glob("*.html"))]
    pages = {site / path.partition("?")[0] for path in PAGES} | set(first_of_kind)
    found = {
        page.relative_to(site).as_posix(): told
        for page in sorted(pages)
        if (told := faults(page.read_text("utf-8")))
    }
    assert found == {}
    assert len(pages) > 40


def test_pages_and_the_search_index_are_small(site: Path) -> None:
    sizes = [page.stat().st_size for page in site.rglob("*.html")]
    assert sum(sizes) / len(sizes) <= MEAN_PAGE
    assert max(sizes) <= 100_000
    assert (site / "search" / "search_index.json").stat().st_size / len(sizes) <= INDEX_OF_A_PAGE
