"""The search of the sample's portal: every kind of query, from a server's subfolder and opened as a file."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.portal.chromium import Window

# Pages of the day only say again what pages of records say.
VOID = {"br", "hr", "img", "input", "link", "meta", "path", "rect", "line", "polyline", "circle"}
UNSEARCHED = ("today/", "board/", "calendar/", "schedule/", "findings.html")
# What is typed, what a page that must be found says, and how many pages at least do.
PROBES = {
    "common word": ("试驾", ("试驾",), 50),
    "longer compound": ("试驾会", ("试驾会",), 10),
    "two words": ("金秋购车季 广播", ("金秋购车季", "广播"), 3),
    "Han and Latin": ("宋PLUS", ("宋PLUS",), 10),
    "Han and two Latin letters": ("汉EV", ("汉EV",), 1),
    "Han, Latin and digit": ("问界M7", ("问界M7",), 1),
    "own car": ("云岭Y7", ("云岭Y7",), 50),
    "id": ("AD-20260919-8stt", ("AD-20260919-8stt",), 2),
    "id in full-width letters": ("ＡＤ－20260919－8stt", ("AD-20260919-8stt",), 2),
    "person": ("周晓彤", ("周晓彤",), 10),
    "outlet": ("京北晚报", ("京北晚报",), 10),
    "district": ("回龙观", ("回龙观",), 2),
    "archive code": ("YL-GG·2026-D10-SCB-0003", ("YL-GG·2026-D10-SCB-0003",), 2),
    "phrase of a text": ("半版在右手页优先", ("半版在右手页优先",), 1),
    "English word": ("CVT", ("CVT",), 2),
}

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("portal")]


@pytest.fixture(scope="module")
def texts(site: Path) -> dict[str, str]:
    """What each page that is searched says between its navigation and its footer, by its path."""
    paths = {page.relative_to(site).as_posix(): page for page in site.rglob("*.html")}
    return {
        path: _content(page)
        for path, page in paths.items()
        if path != "index.html" and not path.startswith(UNSEARCHED)
    }


def _content(page: Path) -> str:
    reader = Searched()
    reader.feed(page.read_text("utf-8"))
    return "".join(reader.words)


class Searched(HTMLParser):
    """Gathers what a page says in its article, without what the search shall not read."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._is_section_out = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_out = "data-search-exclude" in dict(attrs)
        if tag == "h2":
            # A heading speaks for all that stands below it.
            self._is_section_out = is_out
        if tag not in VOID:
            self._open.append((tag, is_out))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(tag == "article" for tag, _ in self._open) and not self._is_out():
            self.words.append(data)

    def _is_out(self) -> bool:
        return self._is_section_out or any(out for _, out in self._open)


@pytest.fixture(scope="module")
def served(chromium: Browser, base: str) -> Iterator[Window]:
    """A page from a server, in a subfolder, with the search open."""
    yield from _searching(chromium, base)


@pytest.fixture(scope="module")
def opened(chromium: Browser, site: Path) -> Iterator[Window]:
    """The same page opened as a file."""
    yield from _searching(chromium, f"{site.as_uri()}/")


def _searching(chromium: Browser, base: str) -> Iterator[Window]:
    window = Window(chromium.new_page(), base).watch()
    window.look(1280, "light")
    window.page.add_init_script(KEEP_ANSWERS)
    window.open("board/index.html")
    yield window
    window.page.close()


def ask(window: Window, question: str) -> list[str]:
    """Type it and give the pages that are found, best first."""
    page = window.page
    box, meta = page.locator("input.md-search__input"), page.locator(".md-search-result__meta")
    box.click()
    box.fill("")
    page.keyboard.press("Backspace")
    meta.filter(has_text="键入以开始搜索").wait_for(timeout=20_000)
    page.evaluate("window.answer = null")
    page.keyboard.insert_text(question)
    page.wait_for_function("window.answer", timeout=20_000)
    found = page.evaluate("window.answer.items.map(item => item[0].location)")
    return list(dict.fromkeys(str(one).partition("#")[0] for one in found))


# Only some results are put on the page before somebody scrolls: this keeps the whole answer of the search.
KEEP_ANSWERS = """
const add = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (type, hear, ...rest) {
    const kept = type !== "message" ? hear : event => {
        if (event.data && event.data.type === 3) { window.answer = event.data.data; }
        return hear.call(this, event);
    };
    return add.call(this, type, kept, ...rest);
};
"""


@pytest.mark.parametrize("kind", PROBES)
def test_search_finds_every_page_that_says_it(served: Window, texts: dict[str, str], kind: str) -> None:
    question, said, least = PROBES[kind]
    true = {path for path, text in texts.items() if all(word in text for word in said)}
    assert len(true) >= least
    found = ask(served, question)
    assert true - set(found) == set()
    assert found[0] in true
    assert served.outside == []
    assert served.troubles == []


@pytest.mark.parametrize("kind", PROBES)
def test_the_search_of_a_page_opened_as_a_file_finds_the_same(
    served: Window, opened: Window, kind: str
) -> None:
    question, *_ = PROBES[kind]
    assert ask(opened, question) == ask(served, question)
    assert opened.outside == []
    assert opened.troubles == []


@pytest.mark.parametrize("name", ["周晓彤", "晓彤"])
def test_who_looks_for_a_colleague_finds_the_colleague_s_page_first(served: Window, name: str) -> None:
    assert ask(served, name)[0] == "staff/ST-20240415-ma.html"


def test_opened_as_a_file_pages_lead_to_each_other(chromium: Browser, site: Path) -> None:
    window = Window(chromium.new_page(), f"{site.as_uri()}/").watch()
    window.look(1280, "light")
    window.open("index.html")
    # A folded group of the menu leads to its first page, the list of outlets.
    for link in ("资料", "京北晚报（示例）"):
        window.page.get_by_role("link", name=link, exact=True).first.click()
        window.page.wait_for_load_state("networkidle")
    assert window.page.url == f"{window.base}outlet/OUT-20260811-tx69.html"
    window.page.locator(".fc-crumbs a").first.click()
    window.page.wait_for_load_state("networkidle")
    assert window.page.url == f"{window.base}index.html"
    assert window.page.locator("h1").inner_text().startswith("今日")
    window.page.locator(".md-search__input").wait_for()
    assert window.outside == []
    assert window.troubles == []
    window.page.close()
