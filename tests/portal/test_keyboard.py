"""Who has no mouse reaches everything that can be used, and sees where the keyboard is."""

import pytest

from tests.portal.chromium import Window

# Everything that can be used and is there to be seen.
USABLE = """() => Array.from(document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0']"
)).filter(one => !one.disabled && one.tabIndex >= 0 &&
    one.checkVisibility({visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true}))"""
WATCH = """() => {
    window.reached = new Set();
    window.unseen = [];
    addEventListener("focusin", event => {
        window.reached.add(event.target);
        const look = getComputedStyle(event.target);
        const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
        const isTyped = event.target.matches("input, select");
        if (!ring && !isTyped) { window.unseen.push(event.target.outerHTML.slice(0, 100)); }
    });
}"""
LEFT = f"() => ({USABLE})().filter(one => !window.reached.has(one)).map(one => one.outerHTML.slice(0, 120))"

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("portal")]


@pytest.mark.parametrize(
    "path", ["index.html", "event/EV-20260913-3n24.html", "archive/index.html", "money/index.html"]
)
def test_tab_reaches_everything_and_shows_where_it_is(window: Window, path: str) -> None:
    window.open(path)
    window.page.evaluate(WATCH)
    count = window.page.evaluate(f"() => ({USABLE})().length")
    for _ in range(count + 20):
        window.page.keyboard.press("Tab")
    assert window.page.evaluate(LEFT) == []
    assert window.page.evaluate("window.unseen") == []
    assert count > 40


def test_the_archive_is_filtered_sorted_and_opened_by_keys_alone(window: Window) -> None:
    page = window.show("archive/index.html")
    page.get_by_placeholder("在本表中查找").focus()
    page.keyboard.insert_text("报纸")
    rows = page.locator("table.fc-archive tbody tr:visible")
    assert rows.count() == 4
    page.get_by_role("button", name="档号").focus()
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("档号")
    rows.first.locator("th a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/archive/ARC-*.html")
    assert page.locator("h1").is_visible()


def test_the_first_tab_leads_past_the_menu(window: Window) -> None:
    page = window.show("money/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('md-skip')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")
