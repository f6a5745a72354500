"""The portal of the sample dealership in a real browser, from a plain file server in a subfolder."""

from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import axe_playwright_python
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser

from tests.portal.chromium import NARROW, WIDE, Scheme, Window
from tests.portal.test_site import Links

# A page of every type.
PAGES = [
    "index.html",
    "today/ST-20240301-mm.html",
    "board/index.html",
    "board/ad.html",
    "calendar/index.html",
    "schedule/2026-10.html",
    "ad/index.html",
    "event/EV-20260913-3n24.html",
    "archive/index.html",
    "archive/ARC-20260929-ndg2.html",
    "procedure/PROC-ad.html",
    "duties.html",
    "money/2026-10.html",
    "outlet/index.html",
    "outlet/OUT-20260810-dmt9.html",
    "money/index.html",
    "staff/index.html",
    "volumes/index.html",
    "findings.html",
    "staff/ST-20240415-ma.html",
    "summary/2026-10.html",
]
LIGHT: Scheme = "light"
DARK: Scheme = "dark"
SCHEMES = {LIGHT: "default", DARK: "slate"}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MISSING = "Array.from(document.images).filter(one => !one.complete || !one.naturalWidth).map(one => one.src)"
# One worker builds the site and starts the browser; the others do other tests meanwhile.
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("portal")]


@pytest.mark.parametrize("path", PAGES)
def test_page_is_whole_and_quiet_and_fits_and_is_open_to_everybody(window: Window, path: str) -> None:
    """Each page is loaded once wide and light, once narrow and dark, and then turned to the other colours.

    axe-core finds nothing serious for who cannot see well or use a mouse. Its rules about colours are asked
    in both; the others ask for what is there, and that depends on the width alone.
    """
    found: list[str] = []
    for width, first, second in ((WIDE, LIGHT, DARK), (NARROW, DARK, LIGHT)):
        window.look(width, first)
        window.show(path)
        window.page.evaluate(AXE)
        found += _faults(window, f"{width} {first}", first)
        window.turn(second)
        found += _faults(window, f"{width} {second}", second, only=["color-contrast", "link-in-text-block"])
        # What it wanted later was asked for meanwhile: nobody waits here.
        window.page.wait_for_load_state("networkidle")
    assert found == []
    assert window.outside == []
    assert window.troubles == []


def _faults(window: Window, look: str, scheme: Scheme, only: list[str] | None = None) -> Iterator[str]:
    page = window.page
    window.settle()
    if over := page.evaluate(OVERFLOW):
        yield f"{look}: wider than the window by {over}"
    yield from (f"{look}: picture missing: {one}" for one in page.evaluate(MISSING))
    if page.evaluate("document.body.dataset.mdColorScheme") != SCHEMES[scheme]:
        yield f"{look}: not in these colours"
    options = {"resultTypes": ["violations"]} | ({"runOnly": only} if only else {})
    for one in page.evaluate("options => axe.run(document, options)", options)["violations"]:
        if one["impact"] in {"serious", "critical"}:
            yield f"{look}: {one['id']} {one['nodes'][0]['html'][:120]}"


# How bright ink and paper of each box are, from 0 (black) to 255.
BRIGHTNESS = """Array.from(document.querySelectorAll("h1, th, td, .fc-lane, .fc-tile"), box => {
    const style = getComputedStyle(box);
    return [style.color, style.backgroundColor].map(colour => {
        const [red, green, blue, seen = 1] = colour.match(/[\\d.]+/g).map(Number);
        return seen ? (red + green + blue) / 3 : 255;
    });
})"""


@pytest.mark.parametrize(
    "path", ["index.html", "board/ad.html", "calendar/index.html", "schedule/2026-10.html"]
)
def test_what_looks_dark_is_printed_dark_on_white_and_without_its_buttons(window: Window, path: str) -> None:
    window.look(WIDE, DARK)
    page = window.show(path)
    page.emulate_media(media="print")
    window.settle()
    looks = page.evaluate(BRIGHTNESS)
    assert max(ink for ink, _ in looks) < 150
    assert min(paper for _, paper in looks) > 225
    assert page.locator(".fc-save:visible, .fc-filters:visible, .md-header:visible").count() == 0
    page.emulate_media(media="screen")


def test_every_column_of_a_board_is_in_sight(window: Window) -> None:
    window.show("board/ad.html")
    boxes = [lane.bounding_box() for lane in window.page.locator(".fc-lane").all()]
    assert len(boxes) == 18
    assert all(box is not None and box["x"] >= 0 and box["x"] + box["width"] <= WIDE for box in boxes)


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "archive/index.html",
        "money/index.html",
        "money/2026-11.html",
        "volumes/index.html",
        "schedule/2026-10.html",
        "calendar/index.html",
        "outlet/index.html",
        "staff/index.html",
        "procedure/PROC-ad.html",
        "survey/CMP-20261119-93kw.html",
    ],
)
def test_no_column_of_a_wide_table_is_cut_off_on_a_screen_or_a_phone(window: Window, path: str) -> None:
    # A flow chart is a drawing: made small, its words could not be read.
    cut = """Array.from(document.querySelectorAll(".fc-scroll:not(.fc-flow *)"))
        .filter(box => box.scrollWidth > box.clientWidth).map(box => box.innerText.slice(0, 40))"""
    window.show(path)
    assert window.page.evaluate(cut) == []
    window.look(NARROW, "light")
    assert window.page.evaluate(cut) == []


def test_on_a_phone_every_figure_of_a_wide_table_says_what_it_is(window: Window) -> None:
    window.look(NARROW, "light")
    window.show("money/index.html")
    row = window.page.locator("#funds ~ .fc-scroll tbody tr").first
    labels = """row => Array.from(row.cells, one => getComputedStyle(one, "::before").content)"""
    assert row.evaluate(labels)[1:] == [
        f'"{label}"' for label in ("计提月份", "最晚报核销", "计提金额", "使用金额", "已过期", "余额", "超用")
    ]


def test_what_is_due_is_sorted_by_a_click_too(window: Window) -> None:
    window.show("index.html")
    table = window.page.locator("table.fc-due").nth(1)
    names = table.locator("tbody th a")
    table.get_by_role("button", name="事项").click()
    assert names.all_inner_texts() == window.page.evaluate(
        "all => all.sort((one, other) => one.localeCompare(other, 'zh'))", names.all_inner_texts()
    )
    assert table.locator("th[aria-sort=ascending]").count() == 1


def test_what_is_provisional_stands_beside_its_day(window: Window) -> None:
    window.show("index.html")
    line = window.page.locator(".fc-tile small", has_text="暂定").last
    box = line.bounding_box()
    assert box is not None
    assert box["height"] < 2 * 18  # one line of small print


def test_what_is_left_of_every_budget_is_in_sight_on_a_phone(window: Window) -> None:
    window.look(NARROW, "light")
    window.show("index.html")
    for cell in window.page.locator("table.fc-money .fc-rest").all():
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW
    labels = """Array.from(document.querySelectorAll("table.fc-money tbody tr:first-child td.fc-n"),
        one => getComputedStyle(one, "::before").content)"""
    assert window.page.evaluate(labels) == ['"预算"', '"已计划"', '"已承诺"', '"已支出"', '"余额"']


@pytest.mark.parametrize("word", ["YL-GG·2026-D10-SCB-0003", "scb-0003", "金秋购车季 广播", "京城交通之声"])
def test_who_looks_for_an_archived_ad_finds_it_in_two_steps(window: Window, word: str) -> None:
    window.show("archive/index.html")
    window.page.get_by_placeholder("在本表中查找").fill(word)
    rows = window.page.locator("table.fc-archive tbody tr:visible")
    assert "京城交通之声·金秋购车季广播" in rows.first.inner_text()
    assert rows.count() == (2 if word == "京城交通之声" else 1)
    rows.first.locator("th a").click()
    assert window.page.locator("h1").inner_text() == "京城交通之声·金秋购车季广播"
    assert window.troubles == []


def test_the_archive_is_filtered_by_what_was_chosen_as_a_gallery_too(window: Window) -> None:
    window.show("archive/index.html?渠道=报纸")
    rows = window.page.locator("table.fc-archive tbody tr:visible")
    assert window.page.locator("select[name=渠道]").input_value() == "报纸"
    assert rows.count() == 4
    window.page.locator("select[name=活动月份]").select_option("2026-09")
    assert rows.count() == 2
    assert window.page.locator(".fc-filter-count").inner_text() == "显示 2 / 11 条"
    window.page.get_by_role("link", name="图库").click()
    assert rows.count() == 2
    assert window.page.locator(".fc-archive thead").is_hidden()
    picture = window.page.locator(".fc-archive tbody tr:visible img").first.bounding_box()
    assert picture is not None
    assert picture["height"] > 100
    window.page.get_by_role("link", name="表格").click()
    assert window.page.locator(".fc-archive thead").is_visible()


def test_a_table_is_saved_as_a_workbook_with_the_rows_that_are_shown(window: Window, tmp_path: Path) -> None:
    page = window.show("archive/index.html?渠道=报纸")
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载 Excel").click()
    saved.value.save_as(tmp_path / "archive.xlsx")
    rows = list(load_workbook(tmp_path / "archive.xlsx").worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows] == [
        "档号",
        *(f"YL-GG·2026-D10-SCB-{number:04}" for number in (1, 2, 5, 6)),
    ]
    window.show("money/2026-10.html")
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载 Excel").first.click()
    saved.value.save_as(tmp_path / "money.xlsx")
    first = list(load_workbook(tmp_path / "money.xlsx").worksheets[0].iter_rows(values_only=True))[1]
    assert first[0] == "报纸"
    assert isinstance(first[1], int | float)


def test_without_scripts_the_archive_is_whole_and_its_gallery_works(chromium: Browser, base: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}archive/index.html")
    rows = page.locator("table.fc-archive tbody tr:visible")
    assert rows.count() == 11
    page.get_by_role("link", name="图库").click()
    assert rows.count() == 11
    assert page.locator(".fc-archive thead").is_hidden()
    context.close()


def test_a_click_on_a_head_sorts_the_archive(window: Window) -> None:
    window.show("archive/index.html")
    codes = window.page.locator("table.fc-archive tbody td:first-child")
    before = codes.all_inner_texts()
    head = window.page.get_by_role("button", name="档号")
    head.click()
    assert codes.all_inner_texts() == sorted(before)
    head.click()
    assert codes.all_inner_texts() == sorted(before, reverse=True)
    assert window.page.locator("th[aria-sort=descending]").inner_text().startswith("档号")


def test_every_link_and_picture_of_the_built_site_leads_somewhere(site: Path) -> None:
    pages = {
        path.relative_to(site).as_posix(): Links(path.read_text("utf-8")) for path in site.rglob("*.html")
    }
    pages.pop("404.html")
    dead = [
        f"{path} -> {target}"
        for path, links in pages.items()
        for target in links.targets
        if not _leads_somewhere(site, path, target)
    ]
    assert dead == []
    assert len(pages) > 100


def _leads_somewhere(site: Path, path: str, target: str) -> bool:
    parts = urlsplit(target)
    if parts.scheme or not parts.path:
        return True
    there = site / normpath(join(dirname(path), unquote(parts.path)))
    return there.is_file() or (there / "index.html").is_file()
