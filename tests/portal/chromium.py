"""Opens the portal in a real Chromium that may reach nothing but the test's own server."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, Route, sync_playwright

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def executable() -> str:
    """The browser that the launcher found, else the first one on the PATH."""
    asked = os.environ.get("FORECOURT_CHROMIUM")
    found = asked or next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found, "no Chromium: run the tests with ./forecourt test, which finds or installs one"
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    """A running browser."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable(), args=FLAGS.split())
        yield running
        running.close()


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
        """Block and count every request that leaves; note errors."""
        self.page.route("**/*", self._route)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)
        return self

    def open(self, path: str) -> None:
        """Open a page and wait until everything that it wants is there."""
        self.page.goto(self.base + path)
        self.page.wait_for_load_state("networkidle")

    def _route(self, route: Route) -> None:
        if route.request.url.startswith((self.base, "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _answered(self, answer: Response) -> None:
        if not answer.ok:
            self.troubles.append(f"{answer.status} {answer.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(message.text)

    def _failed(self, request: Request) -> None:
        self.troubles.append(f"failed: {request.url}")
