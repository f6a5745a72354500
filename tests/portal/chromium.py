"""Opens the portal in a real Chromium that may reach nothing but the test's own server."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

Scheme = Literal["light", "dark"]
WIDE, NARROW, HEIGHT = 1280, 390, 900
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing outside has an address.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
# Pictures load when they are scrolled to; a page that changes its look fades from one to the other.
SETTLED = """async () => {
    await Promise.all(Array.from(document.images, one => {
        one.loading = "eager";
        return one.decode().catch(() => null);
    }));
    const ends = one => one.effect.getComputedTiming().iterations !== Infinity;
    await Promise.all(document.getAnimations().filter(ends).map(one => one.finished.catch(() => null)));
}"""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def executable() -> str:
    """The browser that the launcher found, else the first one on the PATH."""
    asked = os.environ.get("FORECOURT_CHROMIUM")
    found = asked or next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found, "no Chromium: run the tests with ./forecourt test, which finds or installs one"
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    """A running browser, whose windows are closed afterwards.

    It goes on until `end`: starting it takes longer than most tests that look at a page.
    """
    running = _browser()
    before = running.contexts
    try:
        yield running
    finally:
        for opened in running.contexts:
            if opened not in before:
                opened.close()


_kept = ExitStack()


@cache
def _browser() -> Browser:
    playwright = _kept.enter_context(sync_playwright())
    return _kept.enter_context(playwright.chromium.launch(executable_path=executable(), args=FLAGS))


def end() -> None:
    """End the browser, if one runs."""
    _kept.close()
    _browser.cache_clear()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def plain_file_server(folder: Path) -> Iterator[str]:
    """Serves `folder` as a plain web server would; gives its URL."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@dataclass
class Window:
    """A page with what went wrong in it: requests to elsewhere, failed requests, messages on the console."""

    page: Page
    base: str
    outside: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def watch(self) -> "Window":
        """Note every request that would leave, and errors."""
        self.page.on("request", self._asked)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)
        return self

    def open(self, path: str) -> None:
        """Open a page and wait until everything that it wants is there."""
        self.page.goto(self.base + path)
        self.page.wait_for_load_state("networkidle")

    def show(self, path: str) -> Page:
        """Open a page for who does not ask what it loads afterwards."""
        self.page.goto(self.base + path)
        return self.page

    def afresh(self) -> "Window":
        """The same window as if it had just been opened: wide, light, and nothing went wrong yet."""
        self.outside.clear()
        self.troubles.clear()
        self.look(WIDE, "light")
        return self

    def look(self, width: int, scheme: Scheme) -> None:
        """Make the window so wide, in pixels, and the computer prefer light or dark pages."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.emulate_media(color_scheme=scheme)

    def turn(self, scheme: Scheme) -> None:
        """Change an open page to the other colours as its reader does, by the switch in its head."""
        self.page.emulate_media(color_scheme=scheme)
        self.page.locator("label.md-header__button[for^=__palette]:visible").click()
        # The next page shall not remember it.
        self.page.evaluate("localStorage.clear()")

    def settle(self) -> None:
        """Wait until colours and boxes that move have arrived, and every picture is there."""
        self.page.evaluate(SETTLED)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.outside.append(request.url)

    def _answered(self, answer: Response) -> None:
        if answer.status >= 400:
            self.troubles.append(f"{answer.status} {answer.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(message.text)

    def _failed(self, request: Request) -> None:
        self.troubles.append(f"failed: {request.url}")
