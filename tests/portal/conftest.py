"""The built site of the sample, a browser and one window of it, for every test that looks at real pages."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from forecourt.commands.desk import open_desk
from forecourt.commands.portal import build_portal
from forecourt.edge.site import Places
from forecourt.words.catalogue import words_for
from tests.portal.chromium import Window, browser, plain_file_server

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the repository's own sample, below a folder named "shop"."""
    folder = tmp_path_factory.mktemp("portal")
    desk = open_desk(ROOT, today=None, clock=date(2026, 11, 24))
    where = Places(
        root=ROOT, config=ROOT / "mkdocs.yml", pages=folder / "pages", site=folder / "www" / "shop"
    )
    return build_portal(desk, words=words_for("zh"), where=where).index.parent


@pytest.fixture(scope="session")
def base(site: Path) -> Iterator[str]:
    """The address of that site on a plain file server, in a subfolder."""
    with plain_file_server(site.parent) as url:
        yield f"{url}shop/"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running browser."""
    with browser() as running:
        yield running


@pytest.fixture(scope="session")
def one_window(chromium: Browser, base: str) -> Window:
    """The window that the tests share: opening one for each takes longer than most of them."""
    return Window(chromium.new_page(), base).watch()


@pytest.fixture
def window(one_window: Window) -> Iterator[Window]:
    """The shared window as if it had just been opened; left on an empty page."""
    yield one_window.afresh()
    one_window.page.goto("about:blank")
